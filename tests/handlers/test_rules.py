"""A clinic's rules: versions that Nadia makes, and that they are what happens."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from journal.clinical.rules import CATALOGUE, DEFAULT, TIERS
from tests.support import Cast, Clock, SignIn, phq9, side_effect, sync
from tests.worlds import Dump, World

RULES = "/api/v1/clinic/rules"


async def _set(client: httpx.AsyncClient, version: int = 1, **body: Any) -> dict[str, Any]:
    answer = await client.put(RULES, json={"version": version, **body})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def _values(found: dict[str, Any]) -> dict[str, float]:
    return {row["id"]: row["value"] for row in found["rules"]}


async def test_a_clinic_that_has_moved_nothing_has_the_rules_as_shipped(cast: Cast, signed_in: SignIn) -> None:
    found = (await (await signed_in(cast.dana)).get(RULES)).json()
    assert (found["version"], found["made_at"]) == (1, None)
    assert _values(found) == dict(DEFAULT.values)
    assert {row["id"]: row["tier"] for row in found["red_flags"]} == {id_: tier.value for id_, tier in TIERS.items()}
    assert all(row["label"]["en"] and row["label"]["es"] and row["source"] for row in found["rules"])


async def test_what_nadia_moves_is_a_version_with_her_name_and_what_it_moved(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    nadia = await signed_in(cast.nadia)
    made = await _set(nadia, values={"silence.days": 5}, tiers={"very-severe": "page"})
    assert (made["version"], _values(made)["silence.days"]) == (2, 5)
    clock.forward(minutes=1)
    await _set(nadia, version=2, values={"silence.days": 4})
    [latest, first] = (await nadia.get(f"{RULES}/versions")).json()["versions"]
    assert (latest["version"], latest["made_by"]) == (3, "Nadia")
    assert latest["changes"] == [{"id": "silence.days", "before": 5, "after": 4}]
    assert {each["id"]: (each["before"], each["after"]) for each in first["changes"]} == {
        "silence.days": (3, 5),
        "very-severe": ("same_day", "page"),
    }


async def test_a_clinic_that_has_moved_nothing_has_no_versions(cast: Cast, signed_in: SignIn) -> None:
    nadia = await signed_in(cast.nadia)
    assert (await nadia.get(f"{RULES}/versions")).json() == {"versions": []}


async def test_of_two_versions_made_of_the_same_one_is_kept(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    nadia = await signed_in(cast.nadia)
    bodies = [{"version": 1, "values": {"silence.days": days}} for days in (2, 4)]
    answers = await asyncio.gather(*[nadia.put(RULES, json=body) for body in bodies])
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert (await nadia.put(RULES, json=bodies[0])).status_code == 409
    assert (await nadia.get(RULES)).json()["version"] == 2


WRONG: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/values/silence.days", {"values": {"silence.days": 0}}),
    ("/values/silence.days", {"values": {"silence.days": 15}}),
    ("/values/silence.days", {"values": {"silence.days": 2.5}}),
    ("/values/alert.page", {"values": {"alert.page": 4}}),
    ("/values/alert.page", {"values": {"alert.page": 61}}),
    ("/values/alert.same_day", {"values": {"alert.same_day": 25}}),
    ("/values/trend.days", {"values": {"trend.days": 10}}),
    ("/values/cohort.small_cell", {"values": {"cohort.small_cell": 10}}),
    ("/values/late.check_in", {"values": {"late.check_in": 48}}),
    ("/values/phq-9.remission_below", {"values": {"phq-9.remission_below": 6}}),
    ("/values/flag.very-severe.severity", {"values": {"flag.very-severe.severity": 5}}),
    ("/values/flag.item-9-high.answer", {"values": {"flag.item-9-high.answer": 3}}),
    ("/values/loss.points", {"values": {"loss.points": 3, "onset.points": 3}}),
    ("/values/baseline.min_days", {"values": {"baseline.days": 2, "baseline.min_days": 3}}),
    ("/tiers/emergency", {"tiers": {"emergency": "review"}}),
    ("/tiers/item-9", {"tiers": {"item-9": "review"}}),
    ("", {"values": {"no.such": 1}}),
    ("", {"tiers": {"no-such": "page"}}),
)


@pytest.mark.parametrize(("pointer", "body"), WRONG)
async def test_no_rule_can_be_moved_out_of_reach_or_switched_off(
    pointer: str, body: dict[str, Any], cast: Cast, signed_in: SignIn, dump: Dump
) -> None:
    nadia = await signed_in(cast.nadia)
    before = await dump()
    refused = await nadia.put(RULES, json={"version": 1, **body})
    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, [pointer])
    assert await dump() == before


async def test_a_number_that_is_the_same_everywhere_is_refused_in_words(cast: Cast, signed_in: SignIn) -> None:
    nadia = await signed_in(cast.nadia)
    refused = await nadia.put(RULES, json={"version": 1, "values": {"trend.days": 10}})
    [error] = refused.json()["errors"]
    assert error == {"pointer": "/values/trend.days", "detail": "is 7 for every clinic and cannot be moved"}


def test_every_row_is_shipped_within_its_own_limits() -> None:
    assert [row.id for row in CATALOGUE.values() if not row.least <= row.default <= row.most] == []
    assert all(row.least > 0 or row.id in {"fading.ahead", "loss.points"} for row in CATALOGUE.values())


async def test_alerts_are_due_as_the_clinic_says_and_earlier_ones_as_it_said(cast: Cast, signed_in: SignIn) -> None:
    alice, dana, nadia = [await signed_in(member) for member in (cast.alice, cast.dana, cast.nadia)]
    await sync(alice, cast.alice, phq9(item9=3))
    await _set(nadia, values={"alert.page": 5, "alert.same_day": 2})
    await sync(alice, cast.alice, side_effect(effect="chest_pain"), side_effect(effect="haematuria"))
    alerts = (await dana.get("/api/v1/alerts")).json()["alerts"]
    waits = {
        alert["rule"]: (
            datetime.fromisoformat(alert["due_at"]) - datetime.fromisoformat(alert["raised_at"]),
            alert["rule_version"],
        )
        for alert in alerts
    }
    assert waits == {
        "item-9-high": (timedelta(minutes=15), 1),
        "emergency": (timedelta(minutes=5), 2),
        "same-day-effect": (timedelta(hours=2), 2),
    }


async def test_a_red_flag_is_as_strict_and_as_urgent_as_the_clinic_says(cast: Cast, signed_in: SignIn) -> None:
    alice, dana, nadia = [await signed_in(member) for member in (cast.alice, cast.dana, cast.nadia)]
    await sync(alice, cast.alice, side_effect(effect="headache", severity=3))
    assert (await dana.get("/api/v1/alerts")).json()["alerts"] == []
    await _set(nadia, values={"flag.very-severe.severity": 3}, tiers={"very-severe": "page"})
    await sync(alice, cast.alice, side_effect(effect="headache", severity=3))
    [alert] = (await dana.get("/api/v1/alerts")).json()["alerts"]
    assert (alert["rule"], alert["tier"], alert["rule_version"]) == ("very-severe", "page", 2)


@pytest.mark.parametrize(("days", "silences"), [(1, [False, True, True]), (3, [False, False, True])])
async def test_a_silence_is_as_long_as_the_clinic_says(
    days: int, silences: list[bool], world: World, signed_in: SignIn, clock: Clock
) -> None:
    cast = world.cast
    await _set(await signed_in(cast.nadia), version=2, values={"silence.days": days})
    dana, listed = await signed_in(cast.dana), []
    for passed in (0, 1, 2):
        clock.forward(days=passed)
        dana = await signed_in(cast.dana) if passed else dana
        rows = (await dana.get("/api/v1/patients")).json()["patients"]
        bob = next(row for row in rows if row["id"] == world.bob.patient)
        listed.append("silent" in {reason["kind"] for reason in bob["reasons"]})
    assert listed == silences


async def test_south_keeps_its_own_rules(world: World, signed_in: SignIn, clock: Clock) -> None:
    await _set(await signed_in(world.cast.nadia), version=2, values={"silence.days": 1, "alert.page": 60})
    sofia, carol = await signed_in(world.cast.sofia), await signed_in(world.cast.carol)
    assert _values((await sofia.get(RULES)).json()) == dict(DEFAULT.values)
    await sync(carol, world.cast.carol, side_effect(clock.now, effect="seizure"))
    alerts = (await (await signed_in(world.cast.sam)).get("/api/v1/alerts")).json()["alerts"]
    newest = max(alerts, key=lambda alert: str(alert["raised_at"]))
    assert datetime.fromisoformat(newest["due_at"]) - clock.now == timedelta(minutes=15)


async def test_rules_change_by_somebody_who_has_just_proven_who_they_are(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    nadia = await signed_in(cast.nadia)
    clock.forward(minutes=6)
    refused = await nadia.put(RULES, json={"version": 1})
    assert (refused.status_code, refused.json()["needs"]) == (403, "step_up")
