"""From an entry to a person: every way an entry can arrive, the ladder, what is said again, and how it closes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from journal.actions import ladder
from journal.db import people
from journal.db.engine import transaction
from tests.support import NOON, Cast, Clock, Member, SignIn, check_in, phq9, prove, side_effect, sync
from tests.worlds import clinic_body, session_body

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
# Questionnaires are never filled in later.
NEVER_LATE = {"item-9-high", "item-9"}


async def _alerts(client: httpx.AsyncClient, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/api/v1/alerts", params=query)).json()["alerts"]
    return found


async def _sent(client: httpx.AsyncClient, member: Member, *entries: dict[str, Any]) -> dict[str, Any]:
    answer = await sync(client, member, *entries)
    assert [result["status"] for result in answer["results"]] == ["accepted"] * len(entries), answer["results"]
    return answer


async def _raise(rule: str, client: httpx.AsyncClient, member: Member, at: datetime) -> dict[str, Any]:
    """Send what raises the rule, written at `at`; the entry that raised it."""
    entry = RAISED[rule][0](at)
    if rule in SINCE_LONG:
        start = at - timedelta(hours=337)
        first = side_effect(start, effect="memory")
        await _sent(client, member, first)
        entry = side_effect(at, effect="memory", started_at=first["started_at"], replaces=first["id"])
    await _sent(client, member, entry)
    return entry


@pytest.mark.parametrize("rule", RAISED)
async def test_each_rule_raises_its_alert_with_its_entry(rule: str, cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = await _raise(rule, alice, cast.alice, NOON)
    [alert] = await _alerts(dana)
    assert (alert["rule"], alert["tier"], alert["entry_id"]) == (rule, RAISED[rule][1], entry["id"])


@pytest.mark.parametrize("rule", RAISED)
async def test_what_was_written_offline_alerts_from_when_it_arrived(
    rule: str, cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    clock.forward(days=5)
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _raise(rule, alice, cast.alice, NOON)
    [alert] = await _alerts(dana)
    assert (alert["rule"], datetime.fromisoformat(alert["raised_at"])) == (rule, clock.now)


@pytest.mark.parametrize("rule", sorted(RAISED.keys() - NEVER_LATE - SINCE_LONG))
async def test_what_is_filled_in_for_yesterday_alerts_as_of_today(
    rule: str, cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = RAISED[rule][0](NOON - 20 * HOUR)
    # Its id says when it was written down: now.
    await _sent(alice, cast.alice, entry | {"id": check_in(clock.now)["id"]})
    [alert] = await _alerts(dana)
    assert (alert["rule"], datetime.fromisoformat(alert["raised_at"])) == (rule, clock.now)


@pytest.mark.parametrize("rule", sorted(RAISED.keys() - SINCE_LONG))
async def test_correcting_the_entry_withdraws_nothing_and_raises_no_second_alert(
    rule: str, cast: Cast, signed_in: SignIn
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = await _raise(rule, alice, cast.alice, NOON)
    milder = {
        "check_in": {"extra": {"safe": True}},
        "questionnaire_response": {"answers": phq9()["answers"]},
        "home_reading": {"systolic": 120, "diastolic": 80},
        "side_effect": {"severity": 0, "interference": 0, "ended_at": entry["occurred_at"]},
    }[entry["kind"]]
    await _sent(alice, cast.alice, entry | milder | {"id": check_in()["id"], "replaces": entry["id"]})
    [alert] = await _alerts(dana)
    assert (alert["rule"], alert["entry_id"], alert["count"]) == (rule, entry["id"], 1)


@pytest.mark.parametrize("rule", RAISED)
async def test_an_entry_that_is_sent_twice_raises_one_alert(rule: str, cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = await _raise(rule, alice, cast.alice, NOON)
    again = await sync(alice, cast.alice, entry)
    assert again["results"][0]["status"] == "duplicate"
    [alert] = await _alerts(dana)
    assert alert["count"] == 1


async def test_a_rise_of_item_9_is_urgent(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _sent(alice, cast.alice, phq9(NOON - HOUR, item9=0))
    await _sent(alice, cast.alice, phq9(NOON, item9=1))
    assert [alert["rule"] for alert in await _alerts(dana)] == ["item-9-rise"]


async def test_a_high_reading_with_a_headache_is_urgent(cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _sent(alice, cast.alice, side_effect(NOON - 2 * HOUR, effect="headache"), reading())
    assert [alert["rule"] for alert in await _alerts(dana)] == ["high-pressure-symptoms"]


@pytest.mark.parametrize(("ended", "rules"), [(True, ["urinary-again"]), (False, [])])
async def test_a_urinary_symptom_that_comes_back_is_reviewed(
    ended: bool, rules: list[str], cast: Cast, signed_in: SignIn
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    first = side_effect(NOON - 5 * HOUR, effect="dysuria")
    await _sent(alice, cast.alice, first)
    if ended:
        over = side_effect(NOON - 4 * HOUR, effect="dysuria", started_at=first["started_at"], replaces=first["id"])
        await _sent(alice, cast.alice, over | {"ended_at": over["occurred_at"]})
    await _sent(alice, cast.alice, side_effect(effect="urinary_frequency"))
    assert [alert["rule"] for alert in await _alerts(dana)] == rules


@pytest.mark.parametrize(("each", "rules"), [(1, []), (2, ["worse-score"])])
async def test_a_score_that_is_5_points_worse_than_before_treatment_is_reviewed(
    each: int, rules: list[str], cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _sent(alice, cast.alice, phq9(NOON - 48 * HOUR))
    put = await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{uuid4()}", json=session_body())
    assert put.status_code == 200
    await _sent(alice, cast.alice, phq9(each=each))
    assert [alert["rule"] for alert in await _alerts(dana)] == rules


async def test_the_same_again_adds_to_what_runs_and_what_is_worse_does_not(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _sent(alice, cast.alice, side_effect(effect="haematuria"))
    clock.forward(minutes=5)
    await _sent(alice, cast.alice, side_effect(clock.now, effect="haematuria"))
    [alert] = await _alerts(dana)
    assert (alert["count"], datetime.fromisoformat(alert["latest_at"])) == (2, clock.now)
    await _sent(alice, cast.alice, side_effect(clock.now, effect="haematuria", severity=3))
    await _sent(alice, cast.alice, side_effect(clock.now, effect="jaundice"))
    assert sorted((alert["subject"], alert["count"]) for alert in await _alerts(dana)) == [
        ("haematuria", 1),
        ("haematuria", 2),
        ("jaundice", 1),
    ]


async def test_not_being_safe_again_after_somebody_took_it_is_a_new_alert(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _sent(alice, cast.alice, unsafe(), unsafe(NOON))
    [alert] = await _alerts(dana)
    assert alert["count"] == 2
    await dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge")
    await _sent(alice, cast.alice, unsafe())
    assert sorted(alert["count"] for alert in await _alerts(dana)) == [1, 2]


async def _rungs(client: httpx.AsyncClient) -> list[str]:
    [alert] = await _alerts(client)
    return [step["rung"] for step in alert["steps"]]


async def test_an_alert_climbs_until_somebody_takes_it(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    answer = await _sent(alice, cast.alice, unsafe())
    assert answer["alerts"] == {"waiting_since": "2026-11-23T17:00:00Z", "please_call": False}
    assert await ladder.look(now=clock.now) == 1
    assert await ladder.look(now=clock.now) == 0
    assert await _rungs(dana) == ["owner"]
    clock.forward(minutes=15)
    await ladder.look(now=clock.now)
    [alert] = await _alerts(dana)
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


async def test_nadia_is_told_whose_alert_waits_and_nothing_of_what_it_is_about(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, nadia = await signed_in(cast.alice), await signed_in(cast.nadia)
    await _sent(alice, cast.alice, phq9(item9=3))
    clock.forward(minutes=15)
    await ladder.look(now=clock.now)
    [notice] = (await nadia.get("/api/v1/notices")).json()["notices"]
    assert (notice["kind"], notice["facts"]) == ("alert_waits", {"patient": "Alice", "tier": "page"})


async def test_an_alert_of_somebody_nobody_cares_for_goes_to_the_admins_at_once(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, nadia = await signed_in(cast.alice), await signed_in(cast.nadia)
    removed = await nadia.delete(f"/api/v1/patients/{cast.alice.own}/care-team/{cast.dana.id}")
    assert removed.status_code == 204
    await _sent(alice, cast.alice, unsafe())
    await ladder.look(now=clock.now)
    assert [notice["kind"] for notice in (await nadia.get("/api/v1/notices")).json()["notices"]] == ["alert_waits"]


async def test_what_is_taken_or_closed_climbs_no_further(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, bob, dana = [await signed_in(member) for member in (cast.alice, cast.bob, cast.dana)]
    await _sent(alice, cast.alice, unsafe())
    await _sent(bob, cast.bob, unsafe())
    first, second = await _alerts(dana)
    await dana.post(f"/api/v1/alerts/{first['id']}/acknowledge")
    await dana.post(f"/api/v1/alerts/{second['id']}/resolve", json={"outcome": "contacted"})
    clock.forward(hours=5)
    assert await ladder.look(now=clock.now) == 0


async def test_a_review_never_tells_the_patient_to_call(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    answer = await _sent(alice, cast.alice, side_effect(effect="craving"))
    assert answer["alerts"] is None
    clock.forward(days=30)
    await ladder.look(now=clock.now)
    alice = await signed_in(cast.alice)
    assert (await sync(alice, cast.alice))["alerts"] is None


async def test_carol_hears_nothing_of_alices_alert(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, carol, bob = [await signed_in(member) for member in (cast.alice, cast.carol, cast.bob)]
    await _sent(alice, cast.alice, unsafe())
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
    await _sent(alice, cast.alice, unsafe(clock.now), side_effect(clock.now, effect="haematuria"))
    dana = await signed_in(cast.dana)
    page, same_day = await _alerts(dana)
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
    alerts = await _alerts(dana)
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
    await _sent(alice, cast.alice, check_in(clock.now))
    clock.forward(days=2)
    assert await ladder.look(now=clock.now) == 0
    clock.forward(days=1)
    assert await ladder.look(now=clock.now) == 2
    dana = await signed_in(cast.dana)
    [alert] = await _alerts(dana)
    assert alert["value"] == 3
    closed = await dana.post(f"/api/v1/alerts/{alert['id']}/resolve", json={"outcome": "contacted"})
    assert closed.status_code == 200
    clock.forward(days=1)
    assert await ladder.look(now=clock.now) == 0


async def test_of_ten_workers_that_look_at_once_each_rung_is_climbed_by_one(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    await _sent(alice, cast.alice, unsafe())
    clock.forward(minutes=30)
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    made = await asyncio.gather(*[ladder.look(now=clock.now) for _ in range(10)])
    assert sum(made) == 3
    assert await _rungs(dana) == ["owner", "admins", "patient"]
    assert len((await nadia.get("/api/v1/notices")).json()["notices"]) == 1


async def test_who_takes_an_alert_while_it_climbs_neither_loses_it_nor_hangs(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _sent(alice, cast.alice, unsafe())
    [alert] = await _alerts(dana)
    clock.forward(minutes=14)
    calls: list[Awaitable[Any]] = [
        dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge"),
        ladder.look(now=clock.now),
        sync(alice, cast.alice, unsafe()),
        ladder.look(now=clock.now),
    ]
    taken, *_ = await asyncio.gather(*calls)
    assert taken.status_code == 200
    before = [each["steps"] for each in await _alerts(dana) if each["id"] == alert["id"]]
    clock.forward(hours=3)
    await ladder.look(now=clock.now)
    dana = await signed_in(cast.dana)
    assert [each["steps"] for each in await _alerts(dana) if each["id"] == alert["id"]] == before


async def _close(client: httpx.AsyncClient, outcome: str) -> None:
    for alert in await _alerts(client):
        await client.post(f"/api/v1/alerts/{alert['id']}/resolve", json={"outcome": outcome})


async def test_precision_counts_what_led_to_an_action(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, bob, dana = [await signed_in(member) for member in (cast.alice, cast.bob, cast.dana)]
    await _sent(alice, cast.alice, side_effect(effect="craving"))
    await _close(dana, "plan_changed")
    await _sent(bob, cast.bob, side_effect(effect="craving"), side_effect(effect="jaundice"))
    await _close(dana, "no_action_needed")
    day = {"from": "2026-11-23", "to": "2026-11-23"}
    answer = (await dana.get("/api/v1/alerts/precision", params=day)).json()
    assert answer["rules"] == [
        {"rule": "craving", "closed": 2, "acted": 1},
        {"rule": "same-day-effect", "closed": 1, "acted": 0},
    ]
    nadia, sofia, sam = [await signed_in(member) for member in (cast.nadia, cast.sofia, cast.sam)]
    assert (await nadia.get("/api/v1/alerts/precision", params=day)).json() == answer
    for other in (sofia, sam):
        assert (await other.get("/api/v1/alerts/precision", params=day)).json() == {"rules": []}
    before = {"from": "2026-11-20", "to": "2026-11-22"}
    assert (await dana.get("/api/v1/alerts/precision", params=before)).json() == {"rules": []}
    wrong = await dana.get("/api/v1/alerts/precision", params={"from": "2026-11-23", "to": "2026-11-22"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/to")


async def test_a_provider_counts_only_the_alerts_of_those_she_cares_for(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    bob, dana = await signed_in(cast.bob), await signed_in(cast.dana)
    await _sent(bob, cast.bob, side_effect(effect="craving"))
    await _close(dana, "contacted")
    async with transaction(cast.nadia.scope):
        assert await people.admins(cast.nadia.scope) == (cast.nadia.id,)
    nadia = await signed_in(cast.nadia)
    await nadia.delete(f"/api/v1/patients/{cast.bob.own}/care-team/{cast.dana.id}")
    day = {"from": "2026-11-23", "to": "2026-11-23"}
    assert (await dana.get("/api/v1/alerts/precision", params=day)).json() == {"rules": []}
