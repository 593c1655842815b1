"""HTTP: decode, act, encode."""
