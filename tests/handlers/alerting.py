"""What raises an alert, on the wire, and which alerts there are."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx

from tests.support import NOON, Member, check_in, phq9, side_effect, sync

HOUR = timedelta(hours=1)
Make = Callable[..., dict[str, Any]]


def unsafe(at: datetime = NOON, **fields: Any) -> dict[str, Any]:
    """A check-in that says "I am not safe"."""
    return check_in(at, mood=None, function=None, too_hard=True, extra={"safe": False}) | fields


def reading(at: datetime = NOON, **fields: Any) -> dict[str, Any]:
    """A home reading on the wire."""
    entry = check_in(at) | {"kind": "home_reading", "systolic": 185, "diastolic": 95}
    del entry["mood"], entry["function"]
    return entry | fields


def of(effect: str, hours: float = 1, **fields: Any) -> Make:
    """A side effect that began that many hours before."""
    return lambda at=NOON, **more: side_effect(
        at, effect=effect, started_at=(at - hours * HOUR).isoformat(), **fields | more
    )


# Each rule that a single report raises: the report, and the tier.
RAISED: dict[str, tuple[Make, str]] = {
    "not-safe": (unsafe, "page"),
    "item-9-high": (lambda at=NOON, **more: phq9(at, item9=2, **more), "page"),
    "emergency": (of("chest_pain"), "page"),
    "hard-to-wake": (of("sedation", severity=4), "page"),
    "item-9": (lambda at=NOON, **more: phq9(at, item9=1, **more), "same_day"),
    "high-pressure": (reading, "same_day"),
    "dissociation-lasting": (of("dissociation", 25), "same_day"),
    "same-day-effect": (of("haematuria"), "same_day"),
    "no-fluids": (of("no_fluids"), "same_day"),
    "distress-next-day": (of("panic", 14, severity=3), "same_day"),
    "very-severe": (of("headache", severity=4), "same_day"),
    "dissociation-next-day": (of("dissociation", 14), "review"),
    "lasting-a-day": (of("vertigo", 25), "review"),
    "fatigue-lasting": (of("fatigue", 73), "review"),
    "memory-lasting": (of("memory", 337), "review"),
    "craving": (of("craving"), "review"),
}
# A side effect may start at most 7 days before it is reported; it was told in time, and still is there.
SINCE_LONG = {"memory-lasting"}


async def alerts_of(client: httpx.AsyncClient, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/api/v1/alerts", params=query)).json()["alerts"]
    return found


async def rungs_of(client: httpx.AsyncClient) -> list[list[str]]:
    """The rungs that each alert has climbed."""
    return [[step["rung"] for step in alert["steps"]] for alert in await alerts_of(client)]


async def notices_of(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/api/v1/notices")).json()["notices"]
    return found


async def sent(client: httpx.AsyncClient, member: Member, *entries: dict[str, Any]) -> dict[str, Any]:
    answer = await sync(client, member, *entries)
    assert [result["status"] for result in answer["results"]] == ["accepted"] * len(entries), answer["results"]
    return answer
