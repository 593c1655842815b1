"""What a chart needs: the shape a client relies on, the period it asked for, and a tag that spares both sides."""

from datetime import timedelta
from typing import Any

import httpx

from tests.support import NOON, Cast, Clock, SignIn, check_in, phq9, prove, side_effect, sync
from tests.worlds import World

MEASURE = {"baseline", "onset_hours", "peak", "peak_day", "loss_day", "held_days", "censored"}
MEASURE |= {"threshold", "loss_line", "lift", "days_above", "n"}
DURABILITY = {"n", "events", "median_days", "low_days", "high_days"}


async def _chart(client: httpx.AsyncClient, patient: object, **query: str) -> dict[str, Any]:
    answer = await client.get(f"/api/v1/patients/{patient}/recovery", params=query)
    assert answer.status_code == 200, answer.text
    chart: dict[str, Any] = answer.json()
    return chart


async def test_the_shape_is_the_promised_one(world: World, signed_in: SignIn) -> None:
    alice = await signed_in(world.cast.alice)
    event = {**check_in(), "kind": "event", "title": "New job"}
    del event["mood"], event["function"]
    await sync(alice, world.cast.alice, side_effect(session_id=world.alice.session), event)
    chart = await _chart(alice, world.alice.patient)
    assert set(chart) == {
        *("patient_id", "zone", "from", "to", "series", "sessions", "intervals", "durability", "lead", "fading"),
        *("scores", "side_effects", "events", "readings", "medications", "hours", "instruments"),
    }
    assert (chart["from"], chart["to"], chart["zone"]) == ("2026-11-22", "2026-11-23", "America/New_York")
    assert chart["series"] == {
        "date": ["2026-11-23"],
        "n": [1],
        "mood": [5.0],
        "function": [6.0],
        **{name: [None] for name in ("sleep_hours", "energy", "anxiety", "pain")},
        "late": [False],
    }
    [session] = chart["sessions"]
    assert set(session) == {"id", "date", "started_at", "ended_at", "route", "dose_mg", "mg_per_kg", "drug", "effects"}
    [interval] = chart["intervals"]
    assert set(interval) == {"session_id", "date", "days", "adherence", "mood", "function", "lead_hours"}
    assert set(interval["mood"]) == set(interval["function"]) == MEASURE
    assert interval["mood"]["baseline"] is None
    assert set(chart["durability"]["mood"]) == set(chart["durability"]["function"]) == DURABILITY
    assert set(chart["lead"]) == {"n", "median_hours", "low_hours", "high_hours"}
    [score] = chart["scores"]
    assert {"entry_id", "questionnaire", "version", "date", "total", "band", "item9", "change", "response"} <= set(
        score
    )
    [effect] = chart["side_effects"]
    assert set(effect) == {
        *("id", "effect", "severity", "interference", "started_at", "ended_at", "date", "session_id"),
        *("of_session", "reporter", "reports"),
    }
    [mark] = chart["events"]
    assert (set(mark), mark["title"]) == ({"id", "date", "occurred_at", "title"}, "New job")


async def test_a_journal_without_an_entry_is_a_chart_without_a_figure(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    chart = await _chart(alice, cast.alice.own)
    assert (chart["from"], chart["to"]) == ("2026-11-23", "2026-11-23")
    assert chart["series"]["date"] == chart["sessions"] == chart["intervals"] == chart["scores"] == []
    assert chart["lead"] == {"n": 0, "median_hours": None, "low_hours": None, "high_hours": None}


async def test_the_period_cuts_what_has_a_date(world: World, signed_in: SignIn) -> None:
    alice = await signed_in(world.cast.alice)
    chart = await _chart(alice, world.alice.patient, **{"from": "2026-11-22", "to": "2026-11-22"})
    assert (len(chart["sessions"]), chart["series"]["date"], chart["scores"]) == (1, [], [])
    chart = await _chart(alice, world.alice.patient, **{"from": "2026-11-23"})
    assert (chart["sessions"], chart["series"]["date"]) == ([], ["2026-11-23"])


async def test_the_tag_changes_with_the_answer_and_only_then(world: World, signed_in: SignIn, clock: Clock) -> None:
    alice = await signed_in(world.cast.alice)
    path = f"/api/v1/patients/{world.alice.patient}/recovery"

    async def tag(known: str = "", **query: str) -> tuple[int, str]:
        answer = await alice.get(path, params=query, headers={"If-None-Match": known} if known else {})
        assert answer.content if answer.status_code == 200 else not answer.content
        return answer.status_code, answer.headers["etag"]

    _, first = await tag()
    assert await tag(first) == (304, first)
    assert await tag(f"W/{first}") == (304, first)
    assert await tag('"another"') == (200, first)
    assert (await tag(first, to="2026-11-22"))[0] == 200
    await sync(alice, world.cast.alice, check_in())
    status, second = await tag(first)
    assert (status, second != first) == (200, True)
    clock.forward(days=1)
    await prove(alice)
    assert (await tag(second))[0] == 200


async def test_the_tag_changes_when_nadia_moves_a_rule_that_the_figures_go_by(
    world: World, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana, nadia = [await signed_in(who) for who in (world.cast.alice, world.cast.dana, world.cast.nadia)]
    path = f"/api/v1/patients/{world.alice.patient}/recovery"
    held = clock.now - timedelta(days=1)
    days = [(held - timedelta(days=1), 3), (held + timedelta(hours=20), 6)]
    await sync(alice, world.cast.alice, *[check_in(at, mood=mood) for at, mood in days])
    first = await dana.get(path)
    known = first.headers["etag"]
    assert (await dana.get(path, headers={"If-None-Match": known})).status_code == 304
    moved = {"version": 2, "values": {"baseline.min_days": 1, "onset.points": 4}}
    assert (await nadia.put("/api/v1/clinic/rules", json=moved)).status_code == 200
    second = await dana.get(path, headers={"If-None-Match": known})
    assert second.status_code == 200
    [[before], [after]] = [answer.json()["intervals"] for answer in (first, second)]
    assert (before["mood"]["threshold"], after["mood"]["threshold"]) == (None, 7)


async def test_a_tag_of_alices_chart_is_no_key_to_it(world: World, signed_in: SignIn) -> None:
    alice, carol = await signed_in(world.cast.alice), await signed_in(world.cast.carol)
    path = f"/api/v1/patients/{world.alice.patient}/recovery"
    known = (await alice.get(path)).headers["etag"]
    assert (await carol.get(path, headers={"If-None-Match": known})).status_code == 404


async def test_what_is_due_and_what_was_answered(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    path = f"/api/v1/patients/{cast.alice.own}/questionnaires"
    due = (await alice.get(path)).json()
    assert {row["questionnaire"] for row in due["due"]} == {"phq-9", "gad-7"}
    assert due["answered"] == []
    entry = phq9(each=2, item9=1)
    await sync(alice, cast.alice, entry)
    after = (await dana.get(path)).json()
    [answered] = after["answered"]
    assert (answered["entry_id"], answered["total"], answered["item9"]) == (entry["id"], 17, 1)
    assert {row["questionnaire"]: row["due_on"] for row in after["due"]}.get("phq-9") in {None, "2026-11-30"}
    clock.forward(days=8)
    later = (await alice.get(path)).json()
    assert {row["questionnaire"]: row["overdue"] for row in later["due"]}["phq-9"] is True


async def test_the_definition_is_a_fhir_questionnaire(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    answer = await alice.get("/api/v1/questionnaires/phq-9")
    assert answer.headers["content-type"] == "application/fhir+json"
    assert answer.json()["resourceType"] == "Questionnaire"


async def test_a_gap_is_absent_and_no_zero(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    too_hard = check_in(NOON - timedelta(days=1), mood=None, function=None, too_hard=True)
    await sync(alice, cast.alice, too_hard, check_in(mood=0, pain=0))
    series = (await _chart(alice, cast.alice.own))["series"]
    assert (series["date"], series["mood"], series["pain"]) == (["2026-11-22", "2026-11-23"], [None, 0.0], [None, 0.0])
