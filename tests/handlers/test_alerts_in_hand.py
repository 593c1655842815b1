"""Alerts: raised by an entry, taken by one person, closed once with what was done."""

import asyncio
from datetime import datetime, timedelta

from journal.db import people
from journal.db.engine import transaction
from tests.handlers.alerting import alerts_of, unsafe
from tests.support import NOON, Cast, Clock, SignIn, check_in, phq9, side_effect, sync
from tests.worlds import Dump, World


async def _give_nils_alice(world: World) -> None:
    async with transaction(world.cast.dana.scope):
        await people.add_care(world.cast.dana.scope, world.cast.alice.own, world.nils.id, since=NOON)


async def test_not_being_safe_pages_the_care_team_within_15_minutes(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = unsafe()
    await sync(alice, cast.alice, entry)
    [alert] = await alerts_of(dana)
    assert alert.pop("id")
    first = {"rung": "owner", "at": "2026-11-23T17:00:00Z", "people": [{"id": str(cast.dana.id), "name": "Dana"}]}
    assert alert == {
        "patient": {"id": str(cast.alice.own), "name": "Alice"},
        "entry_id": entry["id"],
        "session_id": None,
        "rule": "not-safe",
        "rule_version": 1,
        "tier": "page",
        "subject": "safe",
        "value": 0.0,
        "raised_at": "2026-11-23T17:00:00Z",
        "due_at": "2026-11-23T17:15:00Z",
        "owner": None,
        "acknowledged_at": None,
        "resolved_at": None,
        "outcome": None,
        "note": None,
        "count": 1,
        "latest_at": "2026-11-23T17:00:00Z",
        "steps": [],
        "next": first,
        "out_of_hours": False,
        "on_call": None,
        "revised": None,
    }


async def test_what_was_written_offline_counts_from_when_it_arrived(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    written = clock.now
    clock.forward(days=2)
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, unsafe(written))
    [alert] = await alerts_of(dana)
    assert datetime.fromisoformat(alert["raised_at"]) == clock.now
    assert datetime.fromisoformat(alert["due_at"]) == clock.now + timedelta(minutes=15)


async def test_taking_back_an_entry_takes_back_no_alert(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = unsafe()
    await sync(alice, cast.alice, entry)
    await sync(alice, cast.alice, check_in(replaces=entry["id"]))
    assert [alert["subject"] for alert in await alerts_of(dana)] == ["safe"]


async def test_the_longest_due_comes_first(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice, bob, dana = [await signed_in(member) for member in (cast.alice, cast.bob, cast.dana)]
    await sync(alice, cast.alice, side_effect(effect="craving"), side_effect(effect="haematuria"))
    clock.forward(minutes=1)
    await sync(bob, cast.bob, phq9(item9=3))
    assert [alert["tier"] for alert in await alerts_of(dana)] == ["page", "same_day", "review"]


async def test_dana_takes_an_alert_and_closes_it(world: World, signed_in: SignIn, clock: Clock) -> None:
    dana = await signed_in(world.cast.dana)
    path = f"/api/v1/alerts/{world.alice.alert}"
    taken = (await dana.post(f"{path}/acknowledge")).json()
    assert (taken["owner"]["name"], taken["outcome"]) == ("Dana", None)
    clock.forward(minutes=5)
    again = (await dana.post(f"{path}/acknowledge")).json()
    assert again == taken
    closed = (await dana.post(f"{path}/resolve", json={"outcome": "contacted"})).json()
    assert (closed["owner"], closed["outcome"]) == (taken["owner"], "contacted")
    assert datetime.fromisoformat(closed["resolved_at"]) == clock.now
    assert world.alice.alert not in [alert["id"] for alert in await alerts_of(dana)]
    everything = await alerts_of(dana, all="true")
    assert everything[-1] == closed
    assert (await dana.post(f"{path}/resolve", json={"outcome": "contacted"})).status_code == 409
    assert (await dana.post(f"{path}/acknowledge")).status_code == 409


async def test_whoever_closes_an_alert_that_nobody_had_owns_it(world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    closed = await dana.post(f"/api/v1/alerts/{world.alice.alert}/resolve", json={"outcome": "no_action_needed"})
    assert closed.json()["owner"]["name"] == "Dana"


async def test_a_second_provider_is_told_that_somebody_was_first(world: World, signed_in: SignIn, dump: Dump) -> None:
    await _give_nils_alice(world)
    dana, nils = await signed_in(world.cast.dana), await signed_in(world.nils)
    path = f"/api/v1/alerts/{world.alice.alert}"
    assert (await dana.post(f"{path}/acknowledge")).status_code == 200
    before = await dump()
    refused = await nils.post(f"{path}/acknowledge")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/conflict")
    assert await dump() == before
    assert [alert["owner"]["name"] for alert in await alerts_of(nils)] == ["Dana"]
    closed = (await nils.post(f"{path}/resolve", json={"outcome": "plan_changed"})).json()
    assert closed["owner"]["name"] == "Dana"


async def test_nils_takes_over_what_dana_has_and_nobody_what_is_closed(world: World, signed_in: SignIn) -> None:
    await _give_nils_alice(world)
    dana, nils = await signed_in(world.cast.dana), await signed_in(world.nils)
    path = f"/api/v1/alerts/{world.alice.alert}"
    assert (await dana.post(f"{path}/acknowledge")).status_code == 200
    assert (await nils.post(f"{path}/take-over")).json()["owner"]["name"] == "Nils"
    await nils.post(f"{path}/resolve", json={"outcome": "contacted"})
    assert (await dana.post(f"{path}/take-over")).status_code == 409


async def test_the_words_an_alert_is_closed_with_are_kept_sealed(world: World, signed_in: SignIn, dump: Dump) -> None:
    dana = await signed_in(world.cast.dana)
    path = f"/api/v1/alerts/{world.alice.alert}/resolve"
    refused = await dana.post(path, json={"outcome": "contacted", "note": "x" * 1001})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/note")
    closed = (await dana.post(path, json={"outcome": "contacted", "note": " Reached by telephone. "})).json()
    assert closed["note"] == "Reached by telephone."
    assert (await alerts_of(dana, all="true"))[-1] == closed
    assert not [row for rows in (await dump()).values() for row in rows if "telephone" in row]


async def test_of_two_who_take_an_alert_at_once_one_has_it(world: World, signed_in: SignIn) -> None:
    await _give_nils_alice(world)
    clients = [await signed_in(world.cast.dana), await signed_in(world.nils)]
    path = f"/api/v1/alerts/{world.alice.alert}/acknowledge"
    answers = await asyncio.gather(*[client.post(path) for client in clients])
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_of_ten_who_close_an_alert_at_once_one_does(world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    path = f"/api/v1/alerts/{world.alice.alert}/resolve"
    answers = await asyncio.gather(*[dana.post(path, json={"outcome": "contacted"}) for _ in range(10)])
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 9]


async def test_alice_does_not_see_alerts_about_herself(world: World, signed_in: SignIn) -> None:
    alice = await signed_in(world.cast.alice)
    assert (await alice.get("/api/v1/alerts")).status_code == 403
