"""Rotating the ring's key, and sealing what was stored before there were keys."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from journal.actions import upkeep
from journal.clinical.ids import PatientId
from journal.db import engine, key_rotation, keyring, keys
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from journal.db.keyring import FileRing, KeyFileRefused, Unopenable
from journal.settings import Settings
from tests.db.conftest import Connect
from tests.db.test_sealing import CANARY, everything, journal, write_everywhere
from tests.support import Cast, SignIn, check_in, sync


@asynccontextmanager
async def aside() -> AsyncIterator[None]:
    """Room for upkeep in this process, whose application has the database open."""
    before, ring = engine.bound(), keys.ring()
    try:
        yield
    finally:
        engine.bind(before)
        keys.use(ring)


async def rotate(database: Embedded, settings: Settings) -> int:
    async with aside():
        return await upkeep.rotate_keys(database.owner, settings.key_file)


def names(settings: Settings) -> frozenset[str]:
    return FileRing(settings.key_file).names


async def wrapped(as_superuser: Connect) -> dict[str, tuple[str, bytes]]:
    async with as_superuser() as connection:
        rows = await connection.fetch("select * from patient_key")
    return {str(row["patient_id"]): (row["ring_key"], row["wrapped"]) for row in rows}


async def words(client: httpx.AsyncClient, cast: Cast) -> str:
    return json.dumps(await journal(client, cast.alice))


async def test_a_rotation_wraps_every_key_anew_and_changes_no_word(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, database: Embedded, settings: Settings
) -> None:
    alice, _ = await write_everywhere(signed_in, cast)
    await sync(await signed_in(cast.carol), cast.carol, check_in(note={"text": CANARY}))
    read, before, ring = await words(alice, cast), await wrapped(as_superuser), names(settings)
    assert await rotate(database, settings) == 2
    after = await wrapped(as_superuser)
    assert len(names(settings)) == 1
    assert names(settings).isdisjoint(ring)
    assert {name for name, _ in after.values()} == names(settings)
    assert all(before[patient][1] != after[patient][1] for patient in before)
    # This process has the former ring in memory, and none of the patients' keys.
    keys.use(keys.ring())
    assert await words(alice, cast) == read
    keys.use(FileRing(settings.key_file))
    assert await words(alice, cast) == read
    assert CANARY not in await everything(as_superuser)


async def test_a_rotation_that_was_killed_goes_on_with_the_key_it_began_with(
    cast: Cast,
    signed_in: SignIn,
    as_superuser: Connect,
    database: Embedded,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for member in (cast.alice, cast.bob, cast.carol):
        await sync(await signed_in(member), member, check_in(note={"text": CANARY}))
    alice = await signed_in(cast.alice)
    former, wraps = names(settings), 0
    wrap = FileRing.wrap

    async def die(self: FileRing, *args: Any, **more: Any) -> keyring.Wrapped:
        nonlocal wraps
        wraps += 1
        if wraps == 2:
            raise KeyboardInterrupt
        return await wrap(self, *args, **more)

    monkeypatch.setattr(key_rotation, "_AT_ONCE", 1)
    with monkeypatch.context() as patched:
        patched.setattr(FileRing, "wrap", die)
        with pytest.raises(KeyboardInterrupt):
            await rotate(database, settings)
    begun = names(settings)
    assert former < begun
    assert len(begun) == 2
    assert {name for name, _ in (await wrapped(as_superuser)).values()} == begun
    keys.use(FileRing(settings.key_file))
    assert CANARY in await words(alice, cast)
    assert await rotate(database, settings) == 2
    assert names(settings) == begun - former
    keys.use(FileRing(settings.key_file))
    assert CANARY in await words(alice, cast)


async def test_who_writes_for_the_first_time_during_a_rotation_can_be_read_after_it(
    cast: Cast, as_superuser: Connect, database: Embedded, settings: Settings
) -> None:
    scope, patients = cast.dana.scope, [PatientId(uuid4()) for _ in range(30)]
    async with as_superuser() as connection:
        await connection.executemany(
            "insert into patient (clinic_id, id, name, birth_date, zone) values ($1, $2, 'x', '2000-01-01', 'UTC')",
            [(scope.clinic, patient) for patient in patients],
        )
    # As a server in another process would: with a connection and a ring of its own.
    ring, pause, made = FileRing(settings.key_file), asyncio.Event(), 0

    async def server() -> None:
        nonlocal made
        connection = await asyncpg.connect(database.app)
        try:
            for patient in patients:
                async with connection.transaction():
                    await connection.execute("select set_config('app.clinic', $1, true)", str(scope.clinic))
                    await connection.execute(keys._WAIT, keys.ROTATION)
                    bound_to = keys.bound_to(scope.clinic, patient, 1)
                    key = await ring.wrap(scope.clinic, b"k" * 32, bound_to=bound_to)
                    await asyncio.sleep(0.01)
                    await connection.execute(keys._ADD, scope.clinic, patient, 1, key.ring_key, key.data)
                made += 1
                if made == 5:
                    pause.set()
        finally:
            await connection.close()

    task = asyncio.create_task(server())
    await pause.wait()
    for _ in range(3):
        await rotate(database, settings)
    await task
    await rotate(database, settings)
    assert {name for name, _ in (await wrapped(as_superuser)).values()} == names(settings)
    keys.use(FileRing(settings.key_file))
    async with transaction(scope):
        found = await keys.of(scope, patients)
    assert all(found[patient] for patient in patients)


async def test_two_rotations_at_once_lose_no_key(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, database: Embedded, settings: Settings
) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, check_in(note={"text": CANARY}))
    async with as_superuser() as other:
        await other.execute("select pg_advisory_lock($1)", key_rotation._ALONE)
        waiting = asyncio.create_task(rotate(database, settings))
        done, _ = await asyncio.wait({waiting}, timeout=0.5)
        assert not done, "one at a time"
        former = names(settings)
        await other.execute("select pg_advisory_unlock($1)", key_rotation._ALONE)
        assert await waiting == 1
    assert names(settings).isdisjoint(former)
    keys.use(FileRing(settings.key_file))
    assert CANARY in await words(alice, cast)


async def test_a_key_that_does_not_open_stops_the_rotation_and_nothing_is_dropped(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, database: Embedded, settings: Settings
) -> None:
    await sync(await signed_in(cast.alice), cast.alice, check_in(note={"text": CANARY}))
    async with as_superuser() as connection:
        await connection.execute("update patient_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)")
    former = names(settings)
    with pytest.raises(Unopenable):
        await rotate(database, settings)
    assert former < names(settings)
    async with as_superuser() as connection:
        await connection.execute("truncate patient_key")
    await rotate(database, settings)
    assert len(names(settings)) == 1


CLEAR = """
alter table entry drop constraint entry_text_sealed;
alter table treatment_session drop constraint treatment_session_text_sealed;
alter table disclosure drop constraint disclosure_text_sealed;
alter table emergency_access drop constraint emergency_access_text_sealed;
"""
# Of the tables that held words before there were keys.
WORDED = """
conname in ('entry_text_sealed', 'treatment_session_text_sealed', 'disclosure_text_sealed',
            'emergency_access_text_sealed')
"""


async def _as_before(as_superuser: Connect, cast: Cast) -> None:
    """What an earlier release stored: words in the clear, and constraints that do not hold for them."""
    async with as_superuser() as connection:
        definitions = await connection.fetch(
            "select conrelid::regclass::text as name, conname, pg_get_constraintdef(oid) as definition "
            f"from pg_constraint where {WORDED}"
        )
        await connection.execute(CLEAR)
        for content, id_ in (
            ({"mood": 1, "function": 2, "note": {"text": f"{CANARY} note", "private": True}}, uuid4()),
            ({"mood": 3, "function": 2}, uuid4()),
        ):
            await connection.execute(
                """
                insert into entry (clinic_id, patient_id, number, id, kind, occurred_at, zone, offset_minutes,
                                   local_date, recorded_at, received_at, late, source, device, content, mood, function)
                select $1, $2, 1 + count(*), $3, 'check_in', now(), 'UTC', 0, current_date, now(), now(), false,
                       'patient', 'x', $4, 1, 2 from entry where patient_id = $2
                """,
                cast.alice.clinic,
                cast.alice.own,
                id_,
                json.dumps(content),
            )
        for revision in (1, 2):
            await connection.execute(
                """
                insert into treatment_session (clinic_id, patient_id, id, revision, recorded_at, started_at, ended_at,
                                               zone, local_date, route, drug, dose_mg, note)
                values ($1, $2, $2, $3, now(), now(), now(), 'UTC', current_date, 'iv', 'ketamine', 35, $4)
                """,
                cast.alice.clinic,
                cast.alice.own,
                revision,
                f"{CANARY} revision {revision}",
            )
        await connection.execute("update patient set last_number = 2 where id = $1", cast.alice.own)
        for row in definitions:
            definition = row["definition"].removesuffix(" NOT VALID")
            await connection.execute(
                f"alter table {row['name']} add constraint {row['conname']} {definition} not valid"
            )


async def test_what_was_stored_in_the_clear_is_sealed_once_and_reads_as_before(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, database: Embedded, settings: Settings
) -> None:
    await _as_before(as_superuser, cast)
    assert CANARY in await everything(as_superuser)
    async with aside():
        assert await upkeep.keep_sealed(database.owner, settings.key_file, may_make=False) == 3
        assert await upkeep.keep_sealed(database.owner, settings.key_file, may_make=False) == 0
    assert CANARY not in await everything(as_superuser)
    async with as_superuser() as connection:
        assert await connection.fetchval(f"select count(*) from pg_constraint where {WORDED} and convalidated") == 4
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    assert f"{CANARY} note" in await words(alice, cast)
    session = (await dana.get(f"/api/v1/patients/{cast.alice.own}/sessions")).json()["sessions"][0]
    assert session["note"] == f"{CANARY} revision 2"
    async with aside():
        assert await upkeep.unreadable(database.owner, settings.key_file) == []


async def test_clear_words_without_a_key_file_keep_us_from_starting(
    cast: Cast, as_superuser: Connect, database: Embedded, settings: Settings, tmp_path: Path
) -> None:
    await _as_before(as_superuser, cast)
    async with aside():
        with pytest.raises(KeyFileRefused, match="put it back"):
            await upkeep.keep_sealed(database.owner, tmp_path / "none.json", may_make=False)
        assert await upkeep.keep_sealed(database.owner, settings.key_file, may_make=False) == 3


async def test_a_lost_key_file_is_not_replaced_by_a_new_one(
    cast: Cast, signed_in: SignIn, database: Embedded, tmp_path: Path
) -> None:
    await sync(await signed_in(cast.alice), cast.alice, check_in(note={"text": CANARY}))
    lost, other = tmp_path / "lost.json", tmp_path / "other.json"
    keyring.make(other)
    async with aside():
        with pytest.raises(KeyFileRefused, match="put it back"):
            await upkeep.keep_sealed(database.owner, lost, may_make=True)
        assert not lost.exists()
        with pytest.raises(KeyFileRefused, match="is not this database's"):
            await upkeep.keep_sealed(database.owner, other, may_make=True)


async def test_a_database_that_needs_no_key_yet_gets_its_first_where_it_may(
    cast: Cast, database: Embedded, tmp_path: Path
) -> None:
    path = tmp_path / "keys.json"
    async with aside():
        assert await upkeep.keep_sealed(database.owner, path, may_make=False) == 0
        assert not path.exists()
        assert await upkeep.keep_sealed(database.owner, path, may_make=True) == 0
    assert path.stat().st_mode & 0o777 == 0o600


async def test_what_does_not_open_is_named_by_its_place(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, database: Embedded, settings: Settings
) -> None:
    await write_everywhere(signed_in, cast)
    async with as_superuser() as connection:
        entry = await connection.fetchval(
            """
            update entry set content = jsonb_set(content, '{note,sealed}', '"AAAA"')
            where number = (select min(number) from entry where content ? 'note') returning id
            """
        )
        await connection.execute("update disclosure set recipient = 'sealed:AAAA'")
    async with aside():
        lost = await upkeep.unreadable(database.owner, settings.key_file)
    assert [(each.table, each.patient) for each in lost] == [
        ("entry", cast.alice.own),
        ("disclosure", cast.alice.own),
    ]
    assert lost[0].row == str(entry)
