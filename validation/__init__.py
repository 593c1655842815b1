"""What the estimate of fading is worth, shown on made-up patients whose truth is known.

Run by `make validate`, which writes `docs/validation.md`. Nothing in it is a patient, and nothing here is used by the
journal itself.
"""
