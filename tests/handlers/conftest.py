"""The world of these tests."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
import pytest

from tests.handlers.refusing import CANARY, LeaveNothing
from tests.worlds import Dump, dump, world

__all__ = ["dump", "world"]


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Any:
    """What has been said on standard output and error so far."""
    return lambda: "".join(capfd.readouterr())


@pytest.fixture
def leave_nothing(subtests: pytest.Subtests, dump: Dump, logged: Any) -> LeaveNothing:
    async def each(
        table: Mapping[str, tuple[Any, ...]],
        ask: Callable[[Any], Awaitable[httpx.Response]],
        check: Callable[..., None],
    ) -> None:
        for what, (bad, *expected) in table.items():
            with subtests.test(what):
                before = await dump()
                answer = await ask(bad)
                check(answer, *expected)
                assert CANARY not in answer.text.lower()
                assert await dump() == before
        assert CANARY not in logged().lower()

    return each
