"""The monthly urinary check: whom it is due for, and what its answers raise."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support import Cast, Clock, Member, SignIn, side_effect, sync
from tests.worlds import session_body


async def _check(client: httpx.AsyncClient, member: Member) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await client.get(f"/api/v1/patients/{member.own}/questionnaires")).json()["urinary"]
    return found


@pytest.fixture
async def alice(cast: Cast, signed_in: SignIn, clock: Clock) -> httpx.AsyncClient:
    """Alice, who had a session 31 days ago and has written since."""
    dana, alice = await signed_in(cast.dana), await signed_in(cast.alice)
    put = await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{uuid4()}", json=session_body())
    assert put.status_code == 200
    clock.forward(days=31)
    await sync(alice, cast.alice, side_effect(clock.now, effect="fatigue"))
    return await signed_in(cast.alice)


async def test_it_is_due_a_month_after_the_first_session_until_it_is_answered(
    alice: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    check = await _check(alice, cast.alice)
    assert check is not None and check["overdue"]
    none = {"severity": 0, "interference": 0, "ended_at": clock.now.isoformat()}
    for effect in ("dysuria", "bladder_pain", "haematuria"):
        assert await _check(alice, cast.alice) == check
        answer = side_effect(clock.now, effect=effect, started_at=clock.now.isoformat(), **none)
        assert (await sync(alice, cast.alice, answer))["results"][0]["status"] == "accepted"
    assert await _check(alice, cast.alice) is None


async def test_blood_is_told_the_same_day(
    alice: httpx.AsyncClient, cast: Cast, clock: Clock, signed_in: SignIn
) -> None:
    await sync(alice, cast.alice, side_effect(clock.now, effect="haematuria", started_at=clock.now.isoformat()))
    alerts = (await (await signed_in(cast.dana)).get("/api/v1/alerts")).json()["alerts"]
    assert ("same-day-effect", "haematuria") in [(alert["rule"], alert["subject"]) for alert in alerts]
    assert await _check(alice, cast.alice) is None


async def test_bob_who_had_no_session_is_not_asked(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    clock.forward(days=90)
    bob = await signed_in(cast.bob)
    await sync(bob, cast.bob, side_effect(clock.now - timedelta(hours=2)))
    assert await _check(bob, cast.bob) is None
