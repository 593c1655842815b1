"""What a tour is."""

from collections.abc import AsyncIterator

Tour = AsyncIterator[str]
"""A way through the app: it stops at a screen and says the screen's name."""
