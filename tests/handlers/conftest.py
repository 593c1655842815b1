"""The world of these tests."""

from typing import Any

import pytest

from tests.worlds import dump, world

__all__ = ["dump", "world"]


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Any:
    """What has been said on standard output and error so far."""
    return lambda: "".join(capfd.readouterr())
