"""The worklist keeps what it has worked out, and never shows what no longer holds."""

from datetime import timedelta
from typing import Any

import pytest

from journal.actions import worklist
from journal.actions.identity import new_id
from journal.clinical.ids import PatientId
from journal.clinical.people import Patient
from journal.clinical.rules import DEFAULT, RuleSet, rules
from journal.db import engine, people
from journal.db import rules as stored_rules
from journal.db.engine import transaction
from tests.databases import statements
from tests.support import NOON, ZONE, Cast, Clock, SignIn, check_in, phq9, sync
from tests.worlds import session_body


@pytest.fixture(params=["the rows are in memory", "only the figures are kept", "nothing is kept"])
def remembered(request: pytest.FixtureRequest) -> str:
    """What a worker has of an earlier look; a look in between forgets the rest."""
    return str(request.param)


async def _alices(dana: Any, remembered: str) -> dict[str, Any]:
    """Alice's row, as a worker shows it who has so much of an earlier look."""
    if remembered != "the rows are in memory":
        worklist._made.clear()
    answer = await dana.get("/api/v1/patients")
    assert answer.status_code == 200
    row: dict[str, Any] = next(row for row in answer.json()["patients"] if row["name"] == "Alice")
    return row


async def _forget(cast: Cast, remembered: str) -> None:
    if remembered == "nothing is kept":
        async with transaction(cast.dana.scope):
            await engine.fetch("update patient_figures set basis = '' where clinic_id = $1", cast.dana.clinic)


async def test_an_entry_and_its_correction_show_at_the_next_look(
    signed_in: SignIn, cast: Cast, remembered: str
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    first = check_in(mood=4)
    await sync(alice, cast.alice, first)
    assert (await _alices(dana, remembered))["mood"] == 4
    await _forget(cast, remembered)
    assert (await _alices(dana, remembered))["mood"] == 4
    await sync(alice, cast.alice, check_in(mood=8, replaces=first["id"]))
    corrected = await _alices(dana, remembered)
    assert (corrected["mood"], corrected["sparkline"]["mood"][-1]) == (8, 8)
    await sync(alice, cast.alice, check_in(mood=2))
    assert (await _alices(dana, remembered))["mood"] == 5


async def test_a_session_recorded_or_corrected_shows_at_the_next_look(
    signed_in: SignIn, cast: Cast, remembered: str
) -> None:
    dana, path = await signed_in(cast.dana), f"/api/v1/patients/{cast.alice.own}/sessions/{new_id()}"
    assert (await _alices(dana, remembered))["days_since_session"] is None
    assert (await dana.put(path, json=session_body())).status_code == 200
    assert (await _alices(dana, remembered))["days_since_session"] == 1
    await _forget(cast, remembered)
    earlier = NOON - timedelta(days=3)
    moved = session_body(started_at=earlier.isoformat(), ended_at=(earlier + timedelta(minutes=40)).isoformat())
    assert (await dana.put(path, json=moved)).status_code == 200
    assert (await _alices(dana, remembered))["days_since_session"] == 3


async def test_a_day_that_passes_shows_without_a_word_from_anybody(
    signed_in: SignIn, cast: Cast, clock: Clock, remembered: str
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{new_id()}", json=session_body())
    await sync(alice, cast.alice, check_in(mood=6))
    before = await _alices(dana, remembered)
    assert (before["days_since_session"], before["sparkline"]["mood"][-1]) == (1, 6)
    assert "silent" not in {reason["kind"] for reason in before["reasons"]}
    await _forget(cast, remembered)
    clock.forward(days=4)
    after = await _alices(await signed_in(cast.dana), remembered)
    assert (after["days_since_session"], after["sparkline"]["mood"][-5:]) == (5, [6, None, None, None, None])
    silent = next(reason for reason in after["reasons"] if reason["kind"] == "silent")
    assert (silent["facts"]["days"], silent["facts"]["day"]) == (4, 5)


async def test_a_rule_that_the_clinic_changes_holds_at_the_next_look(
    signed_in: SignIn, cast: Cast, clock: Clock, remembered: str
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{new_id()}", json=session_body())
    await sync(alice, cast.alice, check_in())
    clock.forward(days=2)
    dana = await signed_in(cast.dana)
    kinds = {reason["kind"] for reason in (await _alices(dana, remembered))["reasons"]}
    assert "silent" not in kinds
    sooner = rules(DEFAULT.version + 1, {"silence.days": 2}, {})
    async with transaction(cast.nadia.scope):
        await stored_rules.add(cast.nadia.scope, RuleSet(rules=sooner, made_at=NOON, made_by=cast.nadia.id))
    kinds = {reason["kind"] for reason in (await _alices(dana, remembered))["reasons"]}
    assert "silent" in kinds


async def test_an_alert_that_is_taken_or_a_name_that_changes_shows_at_the_next_look(
    signed_in: SignIn, cast: Cast, remembered: str
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, phq9(item9=2))
    assert (await _alices(dana, remembered))["reasons"][0]["facts"]["owned"] is False
    (alert,) = (await dana.get("/api/v1/alerts")).json()["alerts"]
    await dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge", json={})
    assert (await _alices(dana, remembered))["reasons"][0]["facts"]["owned"] is True
    await dana.post(f"/api/v1/alerts/{alert['id']}/resolve", json={"outcome": "contacted"})
    assert "alert" not in {reason["kind"] for reason in (await _alices(dana, remembered))["reasons"]}


async def test_what_is_kept_is_figures_and_nobodys_words(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, check_in(note={"text": "My sister visited"}), phq9())
    await _alices(dana, "nothing is kept")
    async with transaction(cast.dana.scope):
        rows = await engine.fetch("select figures from patient_figures")
    assert len(rows) == 2
    assert not any("sister" in row["figures"] or "Alice" in row["figures"] for row in rows)


async def test_sam_who_is_of_south_is_shown_no_row_that_was_made_for_dana(signed_in: SignIn, cast: Cast) -> None:
    await sync(await signed_in(cast.alice), cast.alice, check_in())
    names = [
        {row["name"] for row in (await (await signed_in(member)).get("/api/v1/patients")).json()["patients"]}
        for member in (cast.dana, cast.sam)
    ]
    assert names == [{"Alice", "Bob"}, {"Carol"}]


async def _statements(client: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements one look takes, BEGIN, COMMIT and who is asking included."""
    with statements(monkeypatch) as sent:
        assert (await client.get("/api/v1/patients")).status_code == 200
    return len(sent)


async def _take_in(cast: Cast, numbers: range) -> None:
    scope = cast.dana.scope
    async with transaction(scope):
        for number in numbers:
            patient = Patient(
                id=PatientId(new_id()), name=f"P{number}", birth_date="1990-01-01", zone=ZONE, conditions=()
            )
            await people.add_patient(scope, patient, account=None)
            await people.add_care(scope, patient.id, cast.dana.id, since=NOON)


async def test_two_hundred_patients_take_as_many_queries_as_twenty(
    signed_in: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, check_in(), phq9(item9=2))
    looks = []
    for numbers in (range(18), range(18, 198)):
        await _take_in(cast, numbers)
        looks.append([await _statements(dana, monkeypatch) for _ in range(2)])
    assert len((await dana.get("/api/v1/patients")).json()["patients"]) == 200
    (first_of_20, of_20), (first_of_200, of_200) = looks
    assert first_of_20 == first_of_200 <= MOST_AT_FIRST
    assert of_20 == of_200 <= MOST


MOST, MOST_AT_FIRST = 12, 18
"""Statements a look may take, and one that finds journals which nobody has worked out yet."""
