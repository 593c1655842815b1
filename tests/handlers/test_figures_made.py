"""Many journals to be made anew at once: a few at a time, kept as they come, and if possible before anybody looks."""

import asyncio
from contextvars import Context
from datetime import timedelta
from typing import Any

import pytest

from journal.actions import cohort, figures, worklist
from journal.actions.identity import new_id
from journal.clinical.ids import PatientId
from journal.clinical.people import Patient, Scope
from journal.clinical.rules import DEFAULT, RuleSet, rules
from journal.db import care_teams, engine, people
from journal.db import figures as kept
from journal.db import rules as stored_rules
from journal.db.engine import transaction
from tests.handlers.test_worklist_kept import MOST, _statements, _take_in
from tests.support import NOON, ZONE, Cast, Clock, SignIn, check_in, sync

_BY_BASIS = "select basis, count(*) as number from patient_figures where clinic_id = $1 group by basis"


@pytest.fixture
async def dana(signed_in: SignIn, cast: Cast) -> Any:
    """Dana, who cares for Alice, Bob and ten more."""
    await sync(await signed_in(cast.alice), cast.alice, check_in(mood=4))
    await _take_in(cast, range(10))
    return await signed_in(cast.dana)


async def _moods(client: Any) -> dict[str, float | None]:
    answer = await client.get("/api/v1/patients")
    assert answer.status_code == 200, answer.text
    return {row["name"]: row["mood"] for row in answer.json()["patients"]}


async def _by_basis(cast: Cast) -> dict[str, int]:
    async with transaction(cast.dana.scope):
        return {row["basis"]: row["number"] for row in await engine.fetch(_BY_BASIS, cast.dana.clinic)}


async def _move_a_rule(cast: Cast, version: int = DEFAULT.version + 1) -> None:
    moved = rules(version, {"silence.days": 2 + version}, {})
    async with transaction(cast.nadia.scope):
        await stored_rules.add(cast.nadia.scope, RuleSet(rules=moved, made_at=NOON, made_by=cast.nadia.id))


@pytest.fixture
def three_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "FEW", 3)


@pytest.mark.usefixtures("three_at_a_time")
async def test_more_than_are_made_in_one_go_are_all_there_at_the_first_look(dana: Any, cast: Cast) -> None:
    found = await _moods(dana)
    assert (len(found), found["Alice"], found["Bob"]) == (12, 4, None)
    assert sum((await _by_basis(cast)).values()) == 12


@pytest.mark.usefixtures("three_at_a_time")
async def test_results_of_more_than_are_made_in_one_go_are_those_of_all(dana: Any, cast: Cast) -> None:
    cohort._answers.clear()
    assert (await dana.get("/api/v1/clinic/results")).status_code == 200
    assert sum((await _by_basis(cast)).values()) == 12


@pytest.mark.usefixtures("three_at_a_time")
async def test_after_a_rule_has_moved_all_are_made_by_it(dana: Any, cast: Cast) -> None:
    before = await _moods(dana)
    [old] = await _by_basis(cast)
    await _move_a_rule(cast)
    assert await _moods(dana) == before
    [new] = await _by_basis(cast)
    assert new != old


@pytest.mark.usefixtures("three_at_a_time")
async def test_two_who_look_at_once_do_not_both_make_the_same(
    dana: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[PatientId] = []
    keep = kept.keep

    async def counted(scope: Scope, found: Any, **rest: Any) -> None:
        made.extend(found)
        await keep(scope, found, **rest)

    monkeypatch.setattr(kept, "keep", counted)
    first, second = await asyncio.gather(_moods(dana), _moods(dana))
    assert first == second
    assert len(made) == 12


@pytest.mark.usefixtures("three_at_a_time")
async def test_what_is_written_while_others_are_made_is_in_the_answer(
    dana: Any, cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await signed_in(cast.alice)
    keep, written = kept.keep, list[Any]()

    async def meanwhile(scope: Scope, found: Any, **rest: Any) -> None:
        await keep(scope, found, **rest)
        if not written:
            written.append(await asyncio.create_task(sync(alice, cast.alice, check_in(mood=8)), context=Context()))

    monkeypatch.setattr(kept, "keep", meanwhile)
    assert (await _moods(dana))["Alice"] == 6


@pytest.mark.usefixtures("three_at_a_time")
async def test_a_look_ends_though_another_release_makes_everything_by_its_own_rules(
    dana: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = kept.keep

    async def overwritten(scope: Scope, found: Any, **rest: Any) -> None:
        await keep(scope, found, **rest | {"basis": "another"})

    monkeypatch.setattr(kept, "keep", overwritten)
    assert (await _moods(dana))["Alice"] == 4


async def test_what_a_moved_rule_asks_for_is_made_before_anybody_looks(
    dana: Any, cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old = await _moods(dana), await _by_basis(cast)
    await _move_a_rule(cast)
    worklist._made.clear()
    watching = asyncio.create_task(figures.watch(clock, timedelta(milliseconds=10)))
    try:
        async with asyncio.timeout(20):
            while True:
                if not old.keys() & await _by_basis(cast):
                    break
                await asyncio.sleep(0.01)
    finally:
        watching.cancel()
        await asyncio.wait([watching])
    assert await _statements(dana, monkeypatch) <= MOST
    assert await _moods(dana) == before


async def test_figures_are_made_clinic_by_clinic_and_only_of_patients_in_care(cast: Cast, dana: Any) -> None:
    stranger = Patient(id=PatientId(new_id()), name="Nobody's", birth_date="1990-01-01", zone=ZONE, conditions=())
    program = Scope(clinic=cast.dana.clinic, role=None)
    async with transaction(program):
        await people.add_patient(program, stranger, account=None)
        await care_teams.remove(program, cast.bob.own, cast.dana.id, at=NOON)
    assert await figures.make_some(program, now=NOON) == 11
    assert await figures.make_some(program, now=NOON) == 0
    async with transaction(program):
        await care_teams.add(program, cast.bob.own, cast.dana.id, at=NOON)
    assert await figures.make_some(program, now=NOON) == 1
    south = Scope(clinic=cast.sam.clinic, role=None)
    assert await figures.make_some(south, now=NOON) == 1


async def test_a_worker_leaves_to_another_what_that_one_is_making(cast: Cast, dana: Any) -> None:
    program = Scope(clinic=cast.dana.clinic, role=None)
    async with transaction(program):
        assert await kept.take_turn(program)
        async with asyncio.timeout(20):
            another = asyncio.create_task(figures.make_some(program, now=NOON), context=Context())
            assert await another == 0
    assert await figures.make_some(program, now=NOON) == 12


async def test_a_database_that_breaks_off_is_tried_again_later(
    cast: Cast, dana: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls, again = list[Scope](), asyncio.Event()

    async def breaks(scope: Scope, **rest: Any) -> int:
        calls.append(scope)
        if len(calls) > 1:
            again.set()
        raise engine.Unavailable("The database broke off.")

    monkeypatch.setattr(figures, "make_some", breaks)
    watching = asyncio.create_task(figures.watch(clock, timedelta(milliseconds=1)))
    async with asyncio.timeout(20):
        await again.wait()
    watching.cancel()
    await asyncio.wait([watching])
