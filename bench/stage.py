"""The stage: an embedded PostgreSQL in a folder of its own, with a clinic whose people have signed in."""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg

from bench import writings
from bench.writings import ZONE
from journal.actions import figures, journal, sign_in
from journal.actions.identity import new_id
from journal.clinical.clinics import Clinic
from journal.clinical.dates import local_day
from journal.clinical.entries import Draft, Source
from journal.clinical.ids import ClinicId, EntryId, PatientId, PersonId
from journal.clinical.people import Patient, Role, Scope
from journal.db import clinics, embedded, engine, keyring, keys, migrate, people, sessions, sign_ins
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from journal.db.keyring import FileRing
from journal.db.people import Person

DEVICE = "bench"
KEY_FILE = "keys.json"
# Nobody signs in here by passphrase: the cookies are handed out.
_NONE = "-"

FIVE_YEARS_DAYS = 1826
FIVE_YEARS_SESSIONS = 60
BUSY = 2000
"""Patients on the long worklist."""
MODELS = 20
"""Of whom so many wrote their journals; each of the others has one like one of theirs, word for word."""
QUIET = 20
"""And on the short one, to see that the number of queries does not depend on it."""
WORKLIST_DAYS = 120
WORKLIST_SESSIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who is signed in, by the scope they act in and their cookie. `patient` is who they are or care for."""

    scope: Scope
    token: str
    patient: PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where all of it is played.

    `writers` sync by the journal, `others` are as many whose journals the floors write in; `reader` has five years of
    days; two providers have worklists. `admin_url` is seen through by no policy.
    """

    folder: Path
    database: Embedded
    admin_url: str
    writers: tuple[Member, ...]
    others: tuple[Member, ...]
    reader: Member
    busy: Member
    quiet: Member


@asynccontextmanager
async def stage(folder: Path, *, writers: int, now: datetime) -> AsyncIterator[Stage]:
    """Build it, and leave nothing of it. The pool of this process is open, as it is in a worker."""
    place = folder / str(os.getpid())
    place.mkdir(parents=True)
    try:
        server = await asyncio.to_thread(embedded.start, place / "pg")
        try:
            await migrate.prepare(server)
            await migrate.migrate(server.owner)
            keyring.make(place / KEY_FILE)
            keys.use(FileRing(place / KEY_FILE))
            await engine.open_pool(server.app)
            try:
                yield await _populate(place, server, writers, now)
            finally:
                await engine.close_pool()
        finally:
            await asyncio.to_thread(embedded.stop, place / "pg")
    finally:
        shutil.rmtree(place, ignore_errors=True)


async def _populate(folder: Path, server: Embedded, writers: int, now: datetime) -> Stage:
    clinic = ClinicId(new_id())
    scope = Scope(clinic=clinic, role=None)
    async with transaction(scope):
        await clinics.add(scope, Clinic(id=clinic, name="Bench", phone="0", hours="always", zone=ZONE))
    reader = await _patient(clinic, "Reader", now)
    await _history(clinic, reader.patient, days=FIVE_YEARS_DAYS, held=FIVE_YEARS_SESSIONS, now=now)
    busy, quiet = await _provider(clinic, "busy", now), await _provider(clinic, "quiet", now)
    for provider, number in ((busy, MODELS), (quiet, QUIET)):
        for place in range(number):
            patient = await _without_account(clinic, f"{provider.actor}-{place}", provider, now)
            await _history(clinic, patient, days=WORKLIST_DAYS, held=WORKLIST_SESSIONS, now=now)
            await _told(clinic, patient, place, now)
    # As in a clinic that has been open for a minute: else the server would do it beside what is measured first.
    while await figures.make_some(scope, now=now):
        pass
    await _more_alike(server, busy)
    await _analyse(server)
    return Stage(
        folder=folder,
        database=server,
        admin_url=server.admin.replace("/postgres?", "/journal?"),
        writers=tuple([await _patient(clinic, f"Writer {place}", now) for place in range(writers)]),
        others=tuple([await _patient(clinic, f"Other {place}", now) for place in range(writers)]),
        reader=reader,
        busy=await _signed_in(busy, reader.patient, now),
        quiet=await _signed_in(quiet, reader.patient, now),
    )


async def _patient(clinic: ClinicId, name: str, now: datetime) -> Member:
    """A patient with an account, signed in."""
    patient = PatientId(new_id())
    scope = Scope(clinic=clinic, role=Role.PATIENT, actor=PersonId(new_id()), patient=patient)
    program = Scope(clinic=clinic, role=None)
    async with transaction(program):
        account = await _account(program, scope, name)
        await people.add_patient(program, _described(patient, name), account=account)
    return await _signed_in(scope, patient, now)


async def _provider(clinic: ClinicId, name: str, now: datetime) -> Scope:
    scope = Scope(clinic=clinic, role=Role.PROVIDER, actor=PersonId(new_id()))
    program = Scope(clinic=clinic, role=None)
    async with transaction(program):
        await _account(program, scope, name)
    return scope


async def _account(program: Scope, scope: Scope, name: str) -> PersonId:
    id_ = scope.actor or PersonId(new_id())
    await people.add_person(
        program,
        Person(
            id=id_,
            clinic=scope.clinic,
            role=scope.role or Role.ADMIN,
            name=name,
            email=f"{id_}@bench.example",
            passphrase_hash=_NONE,
            totp_secret=_NONE,
            totp_step=0,
            disabled=False,
            patient=scope.patient,
        ),
    )
    return id_


async def _without_account(clinic: ClinicId, name: str, provider: Scope, now: datetime) -> PatientId:
    patient = PatientId(new_id())
    program = Scope(clinic=clinic, role=None)
    async with transaction(program):
        await people.add_patient(program, _described(patient, name), account=None)
        if provider.actor is not None:
            await people.add_care(program, patient, provider.actor, since=now)
    return patient


def _described(patient: PatientId, name: str) -> Patient:
    return Patient(id=patient, name=name, birth_date="1980-01-01", zone=ZONE, conditions=())


async def _signed_in(scope: Scope, patient: PatientId, now: datetime) -> Member:
    token = secrets.token_urlsafe(32)
    async with transaction(scope):
        await sign_ins.add(scope, sign_in.token_hash(token), at=now, method=sign_ins.Method.PASSPHRASE, client="bench")
    return Member(scope=scope, token=token, patient=patient)


async def _history(clinic: ClinicId, patient: PatientId, *, days: int, held: int, now: datetime) -> None:
    """A check-in a day up to yesterday, and sessions evenly among them, each followed by a rise that wears off."""
    program = Scope(clinic=clinic, role=None)
    first = local_day(now, ZONE) - timedelta(days=days)
    apart = days / held
    drafts = [
        Draft(
            id=EntryId(new_id()),
            occurred_at=writings.evening(first + timedelta(days=day)),
            zone=ZONE,
            content=writings.felt(day, day % apart),
        )
        for day in range(days)
    ]
    await journal.record(program, patient, drafts, device=DEVICE, now=now, source=Source.IMPORT)
    async with transaction(program):
        for session in writings.sessions(patient, first, [round(place * apart) for place in range(held)]):
            await sessions.put(program, session, at=now)


async def _told(clinic: ClinicId, patient: PatientId, place: int, now: datetime) -> None:
    """What is not asked daily: questionnaires and side effects, those of one patient unlike the next one's."""
    first, apart = local_day(now, ZONE) - timedelta(days=WORKLIST_DAYS), WORKLIST_DAYS / WORKLIST_SESSIONS
    days = [round(held * apart) for held in range(WORKLIST_SESSIONS)]
    told = [*writings.scores(first, WORKLIST_DAYS, place), *writings.effects(first, days, place)]
    drafts = [Draft(id=EntryId(new_id()), occurred_at=at, zone=ZONE, content=content) for at, content in told]
    program = Scope(clinic=clinic, role=None)
    await journal.record(program, patient, drafts, device=DEVICE, now=now, source=Source.IMPORT)


_LIKE = """
insert into alike
select gen_random_uuid(), model.patient_id, place
from generate_series($2::int, $3::int - 1) as place
join (select patient_id, row_number() over (order by patient_id) - 1 as number
      from care_relation where provider_id = $1) as model on model.number = place % $2
"""

_COPY = """
insert into {table} ({names}) select {values} from alike join {table} as model on model.{key} = alike.model
"""


async def _more_alike(server: Embedded, provider: Scope) -> None:
    """The rest of a long worklist. To write all of it by the journal would take longer than the whole run may."""
    connection = await asyncpg.connect(server.admin.replace("/postgres?", "/journal?"))
    try:
        await connection.execute("create temporary table alike (id uuid, model uuid, place int)")
        await connection.execute(_LIKE, provider.actor, MODELS, BUSY)
        await _copy(connection, "patient", "id", id="alike.id", name="'Like ' || alike.place")
        # An id is unique within its patient's journal, so that a journal can be copied as it is.
        for table in ("care_relation", "treatment_session", "entry", "patient_figures"):
            await _copy(connection, table, "patient_id", patient_id="alike.id")
    finally:
        await connection.close()


async def _copy(connection: Any, table: str, key: str, **changed: str) -> None:
    """The models' rows of one table, given to all who are like them."""
    found = await connection.fetch(
        "select column_name from information_schema.columns where table_schema = 'public' and table_name = $1", table
    )
    names = [row["column_name"] for row in found]
    values = [changed.get(name, f"model.{name}") for name in names]
    await connection.execute(_COPY.format(table=table, key=key, names=", ".join(names), values=", ".join(values)))


async def _analyse(server: Embedded) -> None:
    """What autovacuum does in a database that has stood for a minute: without it the first plans are guesses."""
    connection = await asyncpg.connect(server.owner)
    try:
        await connection.execute("vacuum analyze")
    finally:
        await connection.close()
