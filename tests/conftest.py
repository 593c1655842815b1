"""What tests share: one database a worker, the application over it, a clock that stands still, and the cast.

Tests commit, as people do; afterwards every row is deleted. The server is the embedded one, reached by an address as
any other server would be.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

import httpx
import hypothesis
import pyotp
import pytest
from argon2 import PasswordHasher
from litestar import Litestar

from journal.actions.identity import new_id
from journal.app import create_app
from journal.clinical.clinics import Clinic
from journal.clinical.ids import ClinicId
from journal.clinical.people import Patient, Role, Scope
from journal.db import clinics, embedded, keyring, migrate, people, tables
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from journal.settings import Settings
from tests.databases import drop, run
from tests.support import NOON, ORIGIN, PASSPHRASE, ROOT, Cast, Clock, Member, SignIn, patient, staff

# How long an example takes is the machine's business.
hypothesis.settings.register_profile("journal", deadline=None)
hypothesis.settings.load_profile("journal")


@pytest.fixture(scope="session")
def worker(worker_id: str) -> str:
    """This worker's name, for what it must not share."""
    return worker_id


@pytest.fixture(scope="session")
async def database(worker: str) -> AsyncIterator[Embedded]:
    """An empty, migrated database of this worker's own, gone afterwards; one that the environment names stays."""
    kept = os.environ.get("JOURNAL_TESTS_DATABASE")
    name = kept or f"test_{worker}_{os.getpid()}"
    server = await asyncio.to_thread(embedded.start, ROOT / "var" / "test-pg", database=name)
    await migrate.prepare(server, database=name)
    await migrate.migrate(server.owner)
    if kept:
        await _empty(server)  # of whoever was ended while they ran
    yield server
    if kept:
        return
    await drop(server, name)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A folder and a key file of this worker's own."""
    folder = tmp_path_factory.mktemp("journal")
    keyring.make(folder / "keys.json")
    return Settings.from_env(
        {
            "JOURNAL_ORIGIN": ORIGIN,
            "JOURNAL_CRISIS_EMERGENCY": "911",
            "JOURNAL_CRISIS_LINE": "988",
            "JOURNAL_DATA": str(folder),
        }
    )


@dataclass
class Ticking:
    """The application outlives a test; the clock it reads is each test's own."""

    clock: Clock = field(default_factory=Clock)

    def __call__(self) -> datetime:
        return self.clock()


@pytest.fixture(scope="session")
async def running(database: Embedded, settings: Settings) -> AsyncIterator[tuple[Litestar, Ticking]]:
    """The application, started in a task of its own: a lifespan must end in the task that began it."""
    ticking = Ticking()
    app = create_app(settings, database_url=database.app, web=None, clock=ticking)
    started, stop = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            started.set()
            await stop.wait()

    task = asyncio.create_task(live())
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        waiting.cancel()
        await task
    yield app, ticking
    stop.set()
    await task


@pytest.fixture
async def app(running: tuple[Litestar, Ticking], clock: Clock, database: Embedded) -> AsyncIterator[Litestar]:
    """The application over an empty database, with this test's clock."""
    application, ticking = running
    ticking.clock = clock
    yield application
    await _empty(database)


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Eve: somebody without an account, with our own client's header."""
    async with _client(app) as client:
        yield client


@pytest.fixture
async def cast(app: Litestar) -> Cast:
    """Two clinics and their people. Their passphrase is PASSPHRASE."""
    return await make_cast()


async def make_cast() -> Cast:
    """The cast in the database that is open."""
    north, south = ClinicId(new_id()), ClinicId(new_id())
    made = Cast(
        alice=patient("Alice", north),
        bob=patient("Bob", north),
        dana=staff("Dana", Role.PROVIDER, north),
        nadia=staff("Nadia", Role.ADMIN, north),
        carol=patient("Carol", south),
        sam=staff("Sam", Role.PROVIDER, south),
        sofia=staff("Sofia", Role.ADMIN, south),
    )
    await _open(north, "North", "America/New_York", made, made.dana)
    await _open(south, "South", "America/Chicago", made, made.sam)
    return made


@pytest.fixture
async def signed_in(app: Litestar, clock: Clock) -> AsyncIterator[SignIn]:
    """A client for a member of the cast who has signed in."""
    async with AsyncExitStack() as stack:

        async def sign_in(member: Member) -> httpx.AsyncClient:
            client = await stack.enter_async_context(_client(app))
            body = {"email": member.email, "passphrase": PASSPHRASE}
            if member.totp_secret:
                body["code"] = pyotp.TOTP(member.totp_secret).at(clock.now)
            response = await client.post("/api/v1/sign-in", json=body)
            assert response.status_code == 200, response.text
            return client

        yield sign_in


# Argon2 is slow on purpose; with the least it takes, signing in costs a test next to nothing.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSPHRASE)


def _client(app: Litestar) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),  # type: ignore[arg-type]  # Litestar's own ASGI types
        base_url=ORIGIN,
        headers={"X-Journal-Client": "test/1", "Origin": ORIGIN},
    )


async def _open(clinic: ClinicId, name: str, zone: str, cast: Cast, provider: Member) -> None:
    scope = Scope(clinic=clinic, role=None)
    async with transaction(scope):
        await clinics.add(
            scope, Clinic(id=clinic, name=name, phone="(212) 555-0100", hours="Mon-Fri 8:00-18:00", zone=zone)
        )
        for member in cast.all:
            if member.clinic == clinic:
                await people.add_person(scope, _account(member, _HASH))
        for member in cast.all:
            if member.clinic == clinic and member.patient is not None:
                taken_in = Patient(
                    id=member.patient, name=member.name, birth_date="1986-04-19", zone=zone, conditions=("depression",)
                )
                await people.add_patient(scope, taken_in, account=member.id)
                await people.add_care(scope, member.patient, provider.id, since=NOON)


def _account(member: Member, hashed: str) -> people.Person:
    return people.Person(
        id=member.id,
        clinic=member.clinic,
        role=member.role,
        name=member.name,
        email=member.email,
        passphrase_hash=hashed,
        totp_secret=member.totp_secret,
        totp_step=0,
        disabled=False,
        patient=member.patient,
    )


async def _empty(database: Embedded) -> None:
    """Delete every row, as a superuser: the application itself may delete almost nothing."""
    names = ", ".join(table._meta.tablename for table in tables.ALL)
    await run(database, f"truncate {names}")
