"""The application's own wall, query by query, with the database's down: what the scope does not name is not there."""

import inspect
import pkgutil
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from uuid import UUID, uuid4

import asyncpg
import pytest

import journal.db
from journal.actions.identity import new_id
from journal.clinical.errors import NotFound
from journal.clinical.ids import ClinicId, PatientId, PersonId
from journal.clinical.people import Role, Scope
from journal.db import companions, credentials, engine, keys, tables
from journal.db.credentials import AddressTaken
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from tests.databases import superuser
from tests.support import NOON, Member
from tests.walls.about import About
from tests.walls.actors import member
from tests.walls.queries import ALICE, HASH, QUERIES, Query
from tests.worlds import World, invented

# How the database says no, and what a query that counts on its scope comes to where nobody is there.
_REFUSED = (asyncpg.PostgresError, AddressTaken, LookupError, NotFound, engine.Unavailable)
_ROWS = " union all ".join(
    f"select '{table._meta.tablename}: ' || t::text as row from {table._meta.tablename} t" for table in tables.ALL
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """All that asking came to. In the answer, the ids asked about are called by what they are of."""

    answer: str
    gone: Sequence[str]
    new: Sequence[str]

    @property
    def changed(self) -> str:
        return "\n".join([*self.gone, *self.new])


# What is another each time: where an object is in memory, and a text that is sealed with a fresh nonce.
_FRESH = re.compile(r'0x[0-9a-f]+|"sealed":"[^"]+"')
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class _Undo(Exception):
    """Ends a transaction without a trace."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Alice and Bob of North, and what asks about them."""

    world: World
    alice: About
    bob: About
    nobody: About

    def scope(self, query: Query) -> Scope:
        return member(self.world, query.rightly).scope

    def scope_of_other(self, query: Query) -> Scope:
        """Somebody of the same role who has nothing to do with Alice."""
        return self.world.cast.bob.scope if query.rightly == ALICE else self.world.nils.scope


async def ask(query: Query, scope: Scope, about: About) -> Told:
    """Ask, see what has changed, and undo it."""
    # Keys that are held answer by themselves.
    keys.use(keys.ring())
    told = None
    try:
        async with transaction(scope):
            before = {row["row"] for row in await engine.fetch(_ROWS)}
            answer = _FRESH.sub("", repr(await query.ask(scope, about)))
            for sql, args in engine._open().last:
                await engine.fetch(sql, *args)
            after = {row["row"] for row in await engine.fetch(_ROWS)}
            told = Told(answer=about.known_as(answer), gone=sorted(before - after), new=sorted(after - before))
            raise _Undo
    except _Undo:
        assert told is not None
        return told
    except _REFUSED as refusal:
        return Told(answer=type(refusal).__name__, gone=(), new=())


def _public() -> Iterator[str]:
    """Every coroutine of `db` that takes a scope first."""
    for module in pkgutil.iter_modules(journal.db.__path__):
        if module.ispkg or module.name == "engine":
            continue
        found = import_module(f"journal.db.{module.name}")
        for name, value in vars(found).items():
            own = inspect.iscoroutinefunction(value) and value.__module__ == found.__name__
            if own and not name.startswith("_") and next(iter(inspect.signature(value).parameters), "") == "scope":
                yield f"{module.name}.{name}"


@pytest.fixture
async def scene(world: World, without_row_security: None) -> Scene:
    """Beside all that the world has, whoever brings Alice or Bob home has come in, and everybody has a printed code."""
    visits = [
        await _visit(member_, UUID(target.companion_pass))
        for member_, target in ((world.cast.alice, world.alice), (world.cast.bob, world.bob))
    ]
    return Scene(
        world=world,
        alice=About.of(world.alice, visit=visits[0]),
        bob=About.of(world.bob, visit=visits[1]),
        nobody=About.of(invented(), visit=uuid4()),
    )


async def _visit(patient: Member, pass_: UUID) -> UUID:
    scope, id_ = Scope(clinic=patient.clinic, role=Role.COMPANION, patient=patient.own), new_id()
    async with transaction(scope):
        assert await companions.sign_in(scope, pass_, id_.bytes, id_=id_, at=NOON, client="")
    async with transaction(patient.scope):
        await credentials.set_recovery_code(patient.scope, patient.id, HASH)
    return id_


def _tells_of(told: Told, about: About, *, name: str) -> bool:
    """Whether the answer has anything of somebody in it, but for what was asked about."""
    return name in told.answer or any(str(id_) in told.answer for id_ in vars(about).values())


async def _ids_of(clinic: str) -> frozenset[str]:
    """Every id that stands in this clinic's rows and in no other's."""
    async with transaction(None):
        rows = [row["row"] for row in await engine.fetch(_ROWS)]
    of_clinic, others = (
        {id_ for row in rows if (clinic in row) is here for id_ in _ID.findall(row)} for here in (True, False)
    )
    return frozenset(of_clinic - others)


async def _take_away(database: Embedded, *ids: UUID) -> None:
    """Every row that names one of these, whatever hangs on it."""
    async with superuser(database) as connection:
        await connection.execute("set session_replication_role = replica")
        for table in tables.ALL:
            name = table._meta.tablename
            await connection.execute(f"delete from {name} t where t::text like any($1)", [f"%{id_}%" for id_ in ids])


def _touches(told: Told, about: About) -> bool:
    """Whether a row has changed, come or gone that is of this patient."""
    return any(str(id_) in told.changed for id_ in (about.patient, about.person))


def test_every_query_is_in_the_table() -> None:
    assert set(_public()) == set(QUERIES)


async def test_asked_rightly_about_alice_each_query_finds_or_changes_something(scene: Scene) -> None:
    nobodys = Scope(clinic=ClinicId(uuid4()), role=None, actor=PersonId(uuid4()), patient=PatientId(uuid4()))
    for name, query in QUERIES.items():
        hers = await ask(query, scene.scope(query), scene.alice)
        nothing = await ask(query, nobodys, scene.nobody)
        assert (hers != nothing) is not query.silent, name


async def test_for_souths_scope_norths_ids_are_invented_ones_and_nothing_of_north_changes(scene: Scene) -> None:
    north, south = str(scene.world.cast.alice.clinic), scene.world.cast.carol.clinic
    norths, wrong = await _ids_of(north), dict[str, str]()
    for name, query in QUERIES.items():
        # All that Alice's own scope has, and another clinic.
        scope = replace(scene.scope(query), clinic=south)
        hers, nobodys = await ask(query, scope, scene.alice), await ask(query, _without_ids(scope), scene.nobody)
        if hers.answer != nobodys.answer or norths & set(_ID.findall(hers.answer)):
            wrong[name] = f"{hers.answer} / {nobodys.answer}"
        if north in hers.changed:
            wrong[name] = hers.changed
    assert wrong == {}


async def test_whoever_asks_about_bob_is_told_nothing_of_alice_and_changes_nothing_of_hers(scene: Scene) -> None:
    wrong: dict[str, str] = {}
    for name, query in QUERIES.items():
        scope = scene.scope_of_other(query)
        told = await ask(query, scope, scene.bob)
        if _touches(told, scene.alice) or (not query.wide and _tells_of(told, scene.alice, name="Alice")):
            wrong[name] = f"{told}"
    assert wrong == {}


async def test_who_asks_about_bob_is_told_the_same_when_nothing_of_alice_is_there(
    scene: Scene, database: Embedded
) -> None:
    async def told() -> dict[str, str]:
        asked = {name: query for name, query in QUERIES.items() if not query.wide}
        return {
            name: (await ask(query, scene.scope_of_other(query), scene.bob)).answer for name, query in asked.items()
        }

    before = await told()
    await _take_away(database, scene.alice.patient, scene.alice.person)
    assert await told() == before


async def test_north_is_told_the_same_when_south_is_not_there(scene: Scene, database: Embedded) -> None:
    async def told() -> dict[str, str]:
        return {name: (await ask(query, scene.scope(query), scene.alice)).answer for name, query in QUERIES.items()}

    before = await told()
    await _take_away(database, scene.world.cast.carol.clinic)
    assert await told() == before


async def test_beside_bobs_own_ids_those_of_alice_are_invented_ones(scene: Scene) -> None:
    wrong: dict[str, str] = {}
    for name, query in QUERIES.items():
        if query.wide:
            continue
        scope = scene.scope_of_other(query)
        hers = await ask(query, scope, _beside(scene.bob, scene.alice))
        nobodys = await ask(query, scope, _beside(scene.bob, scene.nobody))
        if hers.answer != nobodys.answer or _touches(hers, scene.alice):
            wrong[name] = f"{hers} / {nobodys}"
    assert wrong == {}


async def test_an_id_that_was_made_up_finds_nothing_of_anybody_and_changes_nothing(scene: Scene) -> None:
    wrong: dict[str, str] = {}
    for name, query in QUERIES.items():
        if query.listing or not query.wide:
            continue
        told = await ask(query, scene.scope(query), scene.nobody)
        for whose, about in (("Alice", scene.alice), ("Bob", scene.bob)):
            if _tells_of(told, about, name=whose) or _touches(told, about):
                wrong[name] = f"{told}"
    assert wrong == {}


def _beside(own: About, others: About) -> About:
    """Somebody's ids, but for those of who they are and who treats them."""
    return replace(others, patient=own.patient, person=own.person, provider=own.provider)


def _without_ids(scope: Scope) -> Scope:
    """The same scope of somebody whom no clinic knows."""
    return replace(scope, actor=PersonId(uuid4()), patient=scope.patient and PatientId(uuid4()))
