"""From an entry to an alert: every way an entry can arrive, and what is said again."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.handlers.alerting import HOUR, RAISED, SINCE_LONG, alerts_of, reading, sent, unsafe
from tests.support import NOON, Cast, Clock, Member, SignIn, check_in, phq9, side_effect, sync
from tests.worlds import session_body

# Questionnaires are never filled in later.
NEVER_LATE = {"item-9-high", "item-9"}


async def _raise(rule: str, client: httpx.AsyncClient, member: Member, at: datetime) -> dict[str, Any]:
    """Send what raises the rule, written at `at`; the entry that raised it."""
    entry = RAISED[rule][0](at)
    if rule in SINCE_LONG:
        start = at - timedelta(hours=337)
        first = side_effect(start, effect="memory")
        await sent(client, member, first)
        entry = side_effect(at, effect="memory", started_at=first["started_at"], replaces=first["id"])
    await sent(client, member, entry)
    return entry


@pytest.mark.parametrize("rule", RAISED)
async def test_each_rule_raises_its_alert_with_its_entry(rule: str, cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = await _raise(rule, alice, cast.alice, NOON)
    [alert] = await alerts_of(dana)
    assert (alert["rule"], alert["tier"], alert["entry_id"]) == (rule, RAISED[rule][1], entry["id"])


@pytest.mark.parametrize("rule", RAISED)
async def test_what_was_written_offline_alerts_from_when_it_arrived(
    rule: str, cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    clock.forward(days=5)
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await _raise(rule, alice, cast.alice, NOON)
    [alert] = await alerts_of(dana)
    assert (alert["rule"], datetime.fromisoformat(alert["raised_at"])) == (rule, clock.now)


@pytest.mark.parametrize("rule", sorted(RAISED.keys() - NEVER_LATE - SINCE_LONG))
async def test_what_is_filled_in_for_yesterday_alerts_as_of_today(
    rule: str, cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = RAISED[rule][0](NOON - 20 * HOUR)
    # Its id says when it was written down: now.
    await sent(alice, cast.alice, entry | {"id": check_in(clock.now)["id"]})
    [alert] = await alerts_of(dana)
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
    await sent(alice, cast.alice, entry | milder | {"id": check_in()["id"], "replaces": entry["id"]})
    [alert] = await alerts_of(dana)
    assert (alert["rule"], alert["entry_id"], alert["count"]) == (rule, entry["id"], 1)


@pytest.mark.parametrize("rule", RAISED)
async def test_an_entry_that_is_sent_twice_raises_one_alert(rule: str, cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = await _raise(rule, alice, cast.alice, NOON)
    again = await sync(alice, cast.alice, entry)
    assert again["results"][0]["status"] == "duplicate"
    [alert] = await alerts_of(dana)
    assert alert["count"] == 1


async def test_a_rise_of_item_9_is_urgent(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sent(alice, cast.alice, phq9(NOON - HOUR, item9=0))
    await sent(alice, cast.alice, phq9(NOON, item9=1))
    assert [alert["rule"] for alert in await alerts_of(dana)] == ["item-9-rise"]


async def test_a_high_reading_with_a_headache_is_urgent(cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sent(alice, cast.alice, side_effect(NOON - 2 * HOUR, effect="headache"), reading())
    assert [alert["rule"] for alert in await alerts_of(dana)] == ["high-pressure-symptoms"]


@pytest.mark.parametrize(("ended", "rules"), [(True, ["urinary-again"]), (False, [])])
async def test_a_urinary_symptom_that_comes_back_is_reviewed(
    ended: bool, rules: list[str], cast: Cast, signed_in: SignIn
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    first = side_effect(NOON - 5 * HOUR, effect="dysuria")
    await sent(alice, cast.alice, first)
    if ended:
        over = side_effect(NOON - 4 * HOUR, effect="dysuria", started_at=first["started_at"], replaces=first["id"])
        await sent(alice, cast.alice, over | {"ended_at": over["occurred_at"]})
    await sent(alice, cast.alice, side_effect(effect="urinary_frequency"))
    assert [alert["rule"] for alert in await alerts_of(dana)] == rules


@pytest.mark.parametrize(("each", "rules"), [(1, []), (2, ["worse-score"])])
async def test_a_score_that_is_5_points_worse_than_before_treatment_is_reviewed(
    each: int, rules: list[str], cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sent(alice, cast.alice, phq9(NOON - 48 * HOUR))
    put = await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{uuid4()}", json=session_body())
    assert put.status_code == 200
    await sent(alice, cast.alice, phq9(each=each))
    assert [alert["rule"] for alert in await alerts_of(dana)] == rules


async def test_the_same_again_adds_to_what_runs_and_what_is_worse_does_not(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sent(alice, cast.alice, side_effect(effect="haematuria"))
    clock.forward(minutes=5)
    await sent(alice, cast.alice, side_effect(clock.now, effect="haematuria"))
    [alert] = await alerts_of(dana)
    assert (alert["count"], datetime.fromisoformat(alert["latest_at"])) == (2, clock.now)
    await sent(alice, cast.alice, side_effect(clock.now, effect="haematuria", severity=3))
    await sent(alice, cast.alice, side_effect(clock.now, effect="jaundice"))
    assert sorted((alert["subject"], alert["count"]) for alert in await alerts_of(dana)) == [
        ("haematuria", 1),
        ("haematuria", 2),
        ("jaundice", 1),
    ]


async def test_not_being_safe_again_after_somebody_took_it_is_a_new_alert(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sent(alice, cast.alice, unsafe(), unsafe(NOON))
    [alert] = await alerts_of(dana)
    assert alert["count"] == 2
    await dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge")
    await sent(alice, cast.alice, unsafe())
    assert sorted(alert["count"] for alert in await alerts_of(dana)) == [1, 2]
