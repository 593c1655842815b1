"""Every route, every actor: somebody else's id answers exactly as an invented one, and changes nothing.

Once with both walls, and once more with the database's down: the application's must hold alone.
"""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from litestar import Litestar

from tests.handlers.listening import listen
from tests.support import SignIn
from tests.walls.actors import ACTORS, INSIDERS, OUTSIDERS, Caller, Stage
from tests.walls.calls import (
    BY_INVITATION,
    CALLS,
    EVENTS,
    NOBODY,
    PATIENT,
    READ,
    SERVED_AS,
    SIGN_OUT,
    STEP_UP,
    Key,
    names_ids,
    seen,
    sent,
)
from tests.walls.conftest import Alone
from tests.worlds import Dump, Target, World, invented

# Signing out ends the row, and so comes last in it.
ROUTES = sorted(CALLS, key=lambda key: (key == SIGN_OUT, key))


def _served(app: Litestar) -> Iterator[Key]:
    for route in app.routes:
        yield from ((method, route.path_format) for method in route.methods if method != "OPTIONS")


async def _answer(caller: Caller, key: Key, target: Target) -> httpx.Response:
    about = sent(key, target)
    if key in BY_INVITATION and caller.proof:
        about.body.update(caller.proof)
    return await about.by(caller.client)


def _admitted(caller: Caller, key: Key) -> bool:
    return caller.role in CALLS[key].roles


def _expected(caller: Caller, key: Key) -> int:
    """The status of whoever has nothing to do with what they ask about."""
    if _admitted(caller, key):
        return CALLS[key].otherwise
    return 401 if caller.role == NOBODY else 403


def test_every_route_is_in_the_table(app: Litestar) -> None:
    assert set(_served(app)) == set(SERVED_AS.values())


def test_every_kind_of_id_stands_in_some_call(world: World) -> None:
    named = {
        kind
        for key in CALLS
        for kind, id_ in vars(world.alice).items()
        if id_ in f"{sent(key, world.alice)}" and names_ids(key, world.alice)
    }
    # An entry is named within entries: `test_places`.
    assert named == set(vars(world.alice)) - {"entry"}


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_alices_ids_answer_as_invented_ones_do(
    name: str, stage: Stage, dump: Dump, application_alone: Alone
) -> None:
    caller = await OUTSIDERS[name](stage)
    before = await dump()
    await _row(name, caller, stage.world)
    assert await dump() == before
    async with application_alone():
        await _row(name, caller, stage.world)
    assert await dump() == before


async def _row(name: str, caller: Caller, world: World) -> None:
    """All that must change nothing: what is about Alice, and what is refused at the door."""
    nobodys = invented()
    for key in ROUTES:
        own = name.partition(",")[0] in CALLS[key].told and _admitted(caller, key)
        if own and key[1].endswith(("/break-glass", "/invitations/{invitation_id}")):
            # A provider of her clinic may, and she is told: `test_break_glass`. Who made an invitation withdraws it.
            continue
        if not names_ids(key, world.alice) and _admitted(caller, key):
            continue
        about_hers, about_nobodys = await _answer(caller, key, world.alice), await _answer(caller, key, nobodys)
        assert seen(about_hers) == seen(about_nobodys), key
        assert about_hers.status_code == _expected(caller, key), key


@pytest.mark.parametrize("name", INSIDERS)
async def test_who_has_to_do_with_alice_comes_in_where_the_table_says_and_nowhere_else(name: str, stage: Stage) -> None:
    caller = await INSIDERS[name](stage)
    for key in ROUTES:
        if not names_ids(key, stage.world.alice):
            continue
        answer = await _answer(caller, key, stage.world.alice)
        assert answer.status_code == CALLS[key].told.get(name, _expected(caller, key)), (key, answer.text)


async def test_nils_breaks_the_glass_and_nobody_of_the_other_clinic_does(stage: Stage) -> None:
    key = ("POST", "/api/v1/patients/{patient_id}/break-glass")
    for name, expected in {"Sam": 404, "Nils": CALLS[key].told["Nils"]}.items():
        caller = await ACTORS[name](stage)
        assert (await _answer(caller, key, stage.world.alice)).status_code == expected


@pytest.mark.parametrize("name", ACTORS)
async def test_routes_without_an_id_take_those_declared_and_nobody_else(name: str, stage: Stage) -> None:
    caller = await ACTORS[name](stage)
    for key in ROUTES:
        if names_ids(key, stage.world.alice):
            continue
        if key == EVENTS and _admitted(caller, key):
            async with listen(stage.app, caller.client) as stream:
                assert stream.status == 200
            continue
        answer = await _answer(caller, key, invented())
        assert answer.status_code == _expected(caller, key), (key, answer.text)


@pytest.mark.parametrize("name", ACTORS)
async def test_who_may_not_call_is_told_so_before_what_they_send_is_looked_at(name: str, stage: Stage) -> None:
    caller = await ACTORS[name](stage)
    for key in ROUTES:
        if _admitted(caller, key):
            continue
        about = sent(key, invented())
        answer = await replace(about, body=about.body and {"nonsense": True}).by(caller.client)
        assert answer.status_code == _expected(caller, key), (key, answer.text)


@pytest.mark.parametrize(
    ("minutes", "refused"), [(0, frozenset[str]()), (6, frozenset({STEP_UP})), (16, frozenset({STEP_UP, READ}))]
)
async def test_each_route_asks_for_the_proof_that_the_table_says(
    minutes: int, refused: frozenset[str], world: World, signed_in: SignIn, stage: Stage
) -> None:
    callers = [await INSIDERS[name](stage) for name in (INSIDERS if minutes < 15 else ("Alice",))]
    stage.clock.forward(minutes=minutes)
    for key in ROUTES:
        for caller in callers:
            if not _admitted(caller, key) or caller.role in {NOBODY} or NOBODY in CALLS[key].roles or key == EVENTS:
                continue
            answer = await _answer(caller, key, invented())
            problem = answer.json() if answer.status_code == 403 else {}
            call = CALLS[key]
            needs = (caller.role == PATIENT and call.patients_tier) or call.tier
            assert problem.get("needs") == (needs if needs in refused else None), (key, answer.text)
