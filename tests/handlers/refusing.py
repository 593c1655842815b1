"""What stands in bad requests, and what every refusal looks like."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import httpx

CANARY = "zwetschgenkuchen"
"""Stands in every bad request; neither an answer nor a log may repeat it."""
HUGE = 2**64
JSON = {"Content-Type": "application/json"}


class LeaveNothing(Protocol):
    """Sends each bad thing of a table by `ask`, and has `check` look at the answer and the rest of its row.

    Whatever the answer: nothing is stored by it, and it says nothing of what was sent; nor, in the end, does the log.
    """

    async def __call__(
        self,
        table: Mapping[str, tuple[Any, ...]],
        ask: Callable[[Any], Awaitable[httpx.Response]],
        check: Callable[..., None],
    ) -> None: ...


def refused(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    problem(answer)


def problem(answer: httpx.Response) -> None:
    """Problem details, with every field a client relies on."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["type"].startswith("/problems/")
    assert body["title"]
    assert body["detail"]
    assert answer.headers["cache-control"] == "no-store"
