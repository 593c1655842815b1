"""From an alert to a person: the ladder, the hours of the clinic, silence, and several workers at once."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from journal.actions import ladder
from tests.handlers.alerting import alerts_of, notices_of, rungs_of, sent, unsafe
from tests.support import Cast, Clock, SignIn, check_in, phq9, prove, side_effect, sync
from tests.worlds import clinic_body, session_body


async def test_an_alert_climbs_until_somebody_takes_it(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    answer = await sent(alice, cast.alice, unsafe())
    assert answer["alerts"] == {"waiting_since": "2026-11-23T17:00:00Z", "please_call": False}
    assert await ladder.look(now=clock.now) == 1
    assert await ladder.look(now=clock.now) == 0
    assert await rungs_of(dana) == [["owner"]]
    clock.forward(minutes=15)
    await ladder.look(now=clock.now)
    [alert] = await alerts_of(dana)
    assert [(step["rung"], [person["name"] for person in step["people"]]) for step in alert["steps"]] == [
        ("owner", ["Dana"]),
        ("admins", ["Nadia"]),
    ]
    assert (alert["next"]["rung"], alert["next"]["at"]) == ("patient", "2026-11-23T17:30:00Z")
    assert (await sync(alice, cast.alice))["alerts"]["please_call"] is False
    clock.forward(minutes=15)
    await ladder.look(now=clock.now)
    assert (await sync(alice, cast.alice))["alerts"] == {
        "waiting_since": "2026-11-23T17:00:00Z",
        "please_call": True,
    }
    await dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge")
    assert (await sync(alice, cast.alice))["alerts"] is None


async def test_bob_is_asked_to_call_for_his_alert_and_alice_neither_for_his_nor_yet_for_hers(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, bob = await signed_in(cast.alice), await signed_in(cast.bob)
    await sent(bob, cast.bob, unsafe())
    for minutes in (0, 15, 15):
        clock.forward(minutes=minutes)
        await ladder.look(now=clock.now)
    assert (await sync(bob, cast.bob))["alerts"]["please_call"] is True
    assert (await sync(alice, cast.alice))["alerts"] is None
    assert (await sent(alice, cast.alice, unsafe(clock.now)))["alerts"]["please_call"] is False


async def test_nadia_is_told_whose_alert_waits_and_nothing_of_what_it_is_about(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, nadia = await signed_in(cast.alice), await signed_in(cast.nadia)
    await sent(alice, cast.alice, phq9(item9=3))
    clock.forward(minutes=15)
    await ladder.look(now=clock.now)
    [notice] = await notices_of(nadia)
    assert (notice["kind"], notice["facts"]) == ("alert_waits", {"patient": "Alice", "tier": "page"})


async def test_an_alert_of_somebody_nobody_cares_for_goes_to_the_admins_at_once(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, nadia = await signed_in(cast.alice), await signed_in(cast.nadia)
    removed = await nadia.delete(f"/api/v1/patients/{cast.alice.own}/care-team/{cast.dana.id}")
    assert removed.status_code == 204
    await sent(alice, cast.alice, unsafe())
    await ladder.look(now=clock.now)
    assert [notice["kind"] for notice in await notices_of(nadia)] == ["alert_waits"]


async def test_a_provider_who_is_switched_off_is_not_waited_for(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, nadia = await signed_in(cast.alice), await signed_in(cast.nadia)
    off = await nadia.put(f"/api/v1/people/{cast.dana.id}", json={"disabled": True})
    assert off.status_code == 204, off.text
    await sent(alice, cast.alice, unsafe())
    await ladder.look(now=clock.now)
    assert [notice["kind"] for notice in await notices_of(nadia)] == ["alert_waits"]


async def test_what_is_taken_or_closed_climbs_no_further(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, bob, dana = [await signed_in(member) for member in (cast.alice, cast.bob, cast.dana)]
    await sent(alice, cast.alice, unsafe())
    await sent(bob, cast.bob, unsafe())
    first, second = await alerts_of(dana)
    await dana.post(f"/api/v1/alerts/{first['id']}/acknowledge")
    await dana.post(f"/api/v1/alerts/{second['id']}/resolve", json={"outcome": "contacted"})
    clock.forward(hours=5)
    assert await ladder.look(now=clock.now) == 0


async def test_a_review_never_tells_the_patient_to_call(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    answer = await sent(alice, cast.alice, side_effect(effect="craving"))
    assert answer["alerts"] is None
    clock.forward(days=30)
    await ladder.look(now=clock.now)
    alice = await signed_in(cast.alice)
    assert (await sync(alice, cast.alice))["alerts"] is None


async def test_carol_hears_nothing_of_alices_alert(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, carol, bob = [await signed_in(member) for member in (cast.alice, cast.carol, cast.bob)]
    await sent(alice, cast.alice, unsafe())
    clock.forward(minutes=45)
    await ladder.look(now=clock.now)
    assert (await sync(carol, cast.carol))["alerts"] is None
    assert (await sync(bob, cast.bob))["alerts"] is None


async def test_while_the_clinic_is_closed_the_card_says_who_is_on_call(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, nadia = await signed_in(cast.alice), await signed_in(cast.nadia)
    hours = [{"days": [1, 2, 3, 4, 5], "from": "08:00", "to": "18:00"}]
    body = clinic_body(office_hours=hours, on_call={"name": "Dr. Ng", "phone": "555-0199"})
    assert (await nadia.put("/api/v1/clinic", json=body)).status_code == 204
    clock.forward(hours=8)  # 20:00 in New York
    await prove(alice)
    await sent(alice, cast.alice, unsafe(clock.now), side_effect(clock.now, effect="haematuria"))
    dana = await signed_in(cast.dana)
    page, same_day = await alerts_of(dana)
    assert (page["out_of_hours"], page["on_call"]) == (True, {"name": "Dr. Ng", "phone": "555-0199"})
    assert page["due_at"] == "2026-11-24T01:15:00Z"
    assert (same_day["out_of_hours"], same_day["on_call"]) == (False, None)
    assert same_day["due_at"] == "2026-11-24T21:00:00Z"  # 8 hours after it opens


async def _silence(cast: Cast, signed_in: SignIn, clock: Clock) -> httpx.AsyncClient:
    dana = await signed_in(cast.dana)
    path = f"/api/v1/patients/{cast.alice.own}/sessions/{uuid4()}"
    assert (await dana.put(path, json=session_body())).status_code == 200
    return dana


@pytest.mark.parametrize(("days", "found"), [(1, 0), (2, 1), (6, 1), (11, 0)])
async def test_three_silent_days_after_a_session_are_a_task_once(
    days: int, found: int, cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    """The session was the day before."""
    await _silence(cast, signed_in, clock)
    clock.forward(days=days)
    made = [await ladder.look(now=clock.now) for _ in range(3)]
    dana = await signed_in(cast.dana)
    alerts = await alerts_of(dana)
    assert [(alert["rule"], alert["tier"], alert["entry_id"]) for alert in alerts] == [
        ("silence", "review", None)
    ] * found
    assert made == [2 * found, 0, 0]  # the task, and its first rung


async def test_an_entry_in_time_is_no_silence_and_a_closed_task_does_not_come_back(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    await _silence(cast, signed_in, clock)
    clock.forward(days=1)
    alice = await signed_in(cast.alice)
    await sent(alice, cast.alice, check_in(clock.now))
    clock.forward(days=2)
    assert await ladder.look(now=clock.now) == 0
    clock.forward(days=1)
    assert await ladder.look(now=clock.now) == 2
    dana = await signed_in(cast.dana)
    [alert] = await alerts_of(dana)
    assert alert["value"] == 3
    closed = await dana.post(f"/api/v1/alerts/{alert['id']}/resolve", json={"outcome": "contacted"})
    assert closed.status_code == 200
    clock.forward(days=1)
    assert await ladder.look(now=clock.now) == 0


async def test_of_ten_workers_that_look_at_once_each_rung_is_climbed_by_one(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    await sent(alice, cast.alice, unsafe())
    clock.forward(minutes=30)
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    made = await asyncio.gather(*[ladder.look(now=clock.now) for _ in range(10)])
    assert sum(made) == 3
    assert await rungs_of(dana) == [["owner", "admins", "patient"]]
    assert len(await notices_of(nadia)) == 1


async def test_who_takes_an_alert_while_it_climbs_neither_loses_it_nor_hangs(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sent(alice, cast.alice, unsafe())
    [alert] = await alerts_of(dana)
    clock.forward(minutes=14)
    calls: list[Awaitable[Any]] = [
        dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge"),
        ladder.look(now=clock.now),
        sync(alice, cast.alice, unsafe()),
        ladder.look(now=clock.now),
    ]
    taken, *_ = await asyncio.gather(*calls)
    assert taken.status_code == 200
    before = [each["steps"] for each in await alerts_of(dana) if each["id"] == alert["id"]]
    clock.forward(hours=3)
    await ladder.look(now=clock.now)
    dana = await signed_in(cast.dana)
    assert [each["steps"] for each in await alerts_of(dana) if each["id"] == alert["id"]] == before
