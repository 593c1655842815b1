"""The world of these tests."""

from tests.worlds import dump, world

__all__ = ["dump", "world"]
