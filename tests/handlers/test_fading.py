"""Fading: what Dana reads of Alice, and what Alice never reads of herself."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from journal.actions import journal
from journal.actions.identity import new_id
from journal.clinical.entries import CheckIn, Draft, Source
from journal.clinical.ids import EntryId, SessionId
from journal.clinical.people import Scope
from journal.clinical.sessions import Route, Session
from journal.db import sessions
from journal.db.engine import transaction
from tests.support import NOON, ZONE, Cast, SignIn

FIGURES = {
    *("n", "held_days", "low_days", "high_days", "day", "turning_down", "chance_7_days", "low_day_80", "high_day_80"),
    *("why_not", "worn_off"),
}
HELD = (18, 20, 22)
"""Days that Alice's last three intervals held, four weeks each."""
TODAY_IS_DAY = 17


def _moods() -> list[tuple[int, float]]:
    """(days ago, mood): low before each session, high after it, back to low on the day of the loss; falling today."""
    first = TODAY_IS_DAY + 28 * len(HELD)
    found = [(first + back, 3.0) for back in (3, 2, 1)]
    for place, held in enumerate(HELD):
        start = TODAY_IS_DAY + 28 * (len(HELD) - place)
        found += [(start - day, 7.0 if day < held - 1 else 3.0) for day in range(1, 28)]
    return [
        *found,
        *((TODAY_IS_DAY - day, 7.0 if day < 14 else (27.0 - day) / 2) for day in range(1, TODAY_IS_DAY + 1)),
    ]


@pytest.fixture
async def alices(cast: Cast) -> Cast:
    """Alice's four intervals: three that have ended, and one of seventeen days."""
    scope, patient = Scope(clinic=cast.dana.clinic, role=None), cast.alice.own
    drafts = [_draft(NOON - timedelta(days=ago), mood) for ago, mood in _moods()]
    await journal.record(scope, patient, drafts, device="a diary", now=NOON, source=Source.IMPORT)
    async with transaction(scope):
        for place in range(len(HELD) + 1):
            start = NOON - timedelta(days=TODAY_IS_DAY + 28 * place, hours=2)
            session = Session(
                id=SessionId(new_id()),
                patient=patient,
                started_at=start,
                ended_at=start + timedelta(minutes=40),
                zone=ZONE,
                local_date=start.date(),
                route=Route.IV,
                dose_mg=35.0,
            )
            await sessions.put(scope, session, at=NOON)
    return cast


def _draft(at: datetime, mood: float) -> Draft:
    return Draft(id=EntryId(new_id()), occurred_at=at, zone=ZONE, content=CheckIn(mood=mood, function=mood))


async def _fading(client: httpx.AsyncClient, patient: object) -> Any:
    answer = await client.get(f"/api/v1/patients/{patient}/recovery")
    assert answer.status_code == 200, answer.text
    return answer.json()["fading"]


async def test_dana_reads_how_long_the_last_three_held_and_how_likely_a_loss_is(
    alices: Cast, signed_in: SignIn
) -> None:
    found = await _fading(await signed_in(alices.dana), alices.alice.own)
    assert set(found) == FIGURES
    assert (found["n"], found["held_days"], found["low_days"], found["high_days"]) == (3, list(HELD), 18, 22)
    assert (found["day"], found["turning_down"]) == (17, {"mood": True, "function": True})
    assert 0 < found["chance_7_days"] < 1
    assert 17 <= found["low_day_80"] <= found["high_day_80"]
    assert found["why_not"] is None


async def test_alices_own_answer_has_no_chance(alices: Cast, signed_in: SignIn) -> None:
    assert await _fading(await signed_in(alices.alice), alices.alice.own) is None


async def test_what_dana_was_told_is_never_not_modified_for_alice(alices: Cast, signed_in: SignIn) -> None:
    path = f"/api/v1/patients/{alices.alice.own}/recovery"
    told = (await (await signed_in(alices.dana)).get(path)).headers["etag"]
    assert (await (await signed_in(alices.alice)).get(path, headers={"If-None-Match": told})).status_code == 200


async def test_the_worklist_says_the_same_figures(alices: Cast, signed_in: SignIn) -> None:
    dana = await signed_in(alices.dana)
    found = await _fading(dana, alices.alice.own)
    rows = (await dana.get("/api/v1/patients")).json()["patients"]
    alice = next(row for row in rows if row["id"] == str(alices.alice.own))
    facts = next(reason["facts"] for reason in alice["reasons"] if reason["kind"] == "fading")
    assert facts == {
        "day": found["day"],
        "shortest": found["low_days"],
        "longest": found["high_days"],
        "n": found["n"],
        "chance": found["chance_7_days"],
        "low": found["low_day_80"],
        "high": found["high_day_80"],
    }


async def test_chart_worklist_and_summary_go_by_the_rules_that_nadia_has_made(alices: Cast, signed_in: SignIn) -> None:
    dana, nadia = await signed_in(alices.dana), await signed_in(alices.nadia)

    async def said() -> tuple[Any, set[str], str]:
        rows = (await dana.get("/api/v1/patients")).json()["patients"]
        alice = next(row for row in rows if row["id"] == str(alices.alice.own))
        period = {"from": "2026-08-01", "to": NOON.date().isoformat()}
        draft = await dana.get(f"/api/v1/patients/{alices.alice.own}/summary/draft", params=period)
        found = await _fading(dana, alices.alice.own)
        return found["low_days"], {reason["kind"] for reason in alice["reasons"]}, " ".join(draft.json()["bottom_line"])

    low_days, kinds, line = await said()
    assert (low_days, "fading" in kinds, "in mood lasts ~" in line) == (18, True, True)
    values = {"fading.min_intervals": 4, "durability.min_intervals": 5}
    assert (await nadia.put("/api/v1/clinic/rules", json={"version": 1, "values": values})).status_code == 200
    low_days, kinds, line = await said()
    assert (low_days, "fading" in kinds, "in mood lasted 18, 20, 22, ≥" in line) == (None, False, True), line


async def test_of_somebody_without_a_session_nothing_fades(cast: Cast, signed_in: SignIn) -> None:
    assert await _fading(await signed_in(cast.dana), cast.bob.own) is None
