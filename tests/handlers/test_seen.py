"""The receipt "Seen": it says so only of what somebody of the care team has had before their eyes."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.support import NOON, Cast, Clock, SignIn, check_in, side_effect, sync

TODAY = {"from": "2026-11-23", "to": "2026-11-23"}


async def _seen(alice: httpx.AsyncClient, cast: Cast, after: int) -> int:
    answer: dict[str, Any] = await sync(alice, cast.alice, after=after)
    return answer["seen"]["number"] if answer["seen"] else 0


async def test_asking_for_what_comes_after_everything_is_not_reading_it(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, check_in())
    path = f"/api/v1/patients/{cast.alice.own}/journal"
    for after in (1, 99):
        assert (await dana.get(path, params={"after": after})).json()["seen"] is None
    assert await _seen(alice, cast, 1) == 0


async def test_reading_today_is_not_reading_what_came_before(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, check_in(), check_in(NOON - timedelta(days=1)), check_in())
    path = f"/api/v1/patients/{cast.alice.own}/journal"
    await dana.get(path, params=TODAY)
    assert await _seen(alice, cast, 3) == 1
    await dana.get(path, params=TODAY | {"from": "2026-11-22"})
    assert await _seen(alice, cast, 3) == 3


async def test_what_was_corrected_since_need_not_be_read(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    start = side_effect()
    await sync(alice, cast.alice, start)
    clock.forward(days=1)
    end = side_effect(clock.now, replaces=start["id"], started_at=start["started_at"], ended_at=clock.now.isoformat())
    await sync(alice, cast.alice, end)
    dana = await signed_in(cast.dana)
    await dana.get(f"/api/v1/patients/{cast.alice.own}/journal", params={"from": "2026-11-24", "to": "2026-11-24"})
    assert await _seen(alice, cast, 2) == 2


@pytest.mark.parametrize("query", [TODAY, {"after": "0"}])
async def test_a_page_that_freshens_itself_has_seen_nothing(
    query: dict[str, str], signed_in: SignIn, cast: Cast
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, check_in())
    path = f"/api/v1/patients/{cast.alice.own}/journal"
    await dana.get(path, params=query, headers={"X-Journal-Idle": "1"})
    assert await _seen(alice, cast, 1) == 0
    await dana.get(path, params=query)
    assert await _seen(alice, cast, 1) == 1
