"""A database of the first release, with somebody's journal in it, is brought up to date and keeps it."""

import contextlib
import io
from datetime import UTC, datetime
from uuid import uuid4

from piccolo.apps.migrations.commands.forwards import ForwardsMigrationManager
from piccolo.apps.migrations.tables import Migration

from journal.db import embedded, migrate
from journal.db.engine import Engine
from tests.databases import drop, superuser
from tests.support import ROOT

FIRST = "2026-11-23T06:00:00:000000"
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


async def _first_release(owner: str) -> None:
    engine = Engine(config={"dsn": owner})
    before, Migration._meta._db = Migration._meta._db, engine
    try:
        async with engine.transaction():
            await Migration.create_table(if_not_exists=True)
            with contextlib.redirect_stdout(io.StringIO()):
                manager = ForwardsMigrationManager(app_name="journal", migration_id=FIRST)
                await manager.run_migrations(migrate._app())
    finally:
        Migration._meta._db = before


async def test_alices_journal_of_the_first_release_is_kept(worker: str) -> None:
    name = f"upgrade_{worker}"
    server = embedded.start(ROOT / "var" / "test-pg", database=name)
    await drop(server, name)
    await migrate.prepare(server, database=name)
    await _first_release(server.owner)
    clinic, person, patient, entry = (uuid4() for _ in range(4))
    try:
        async with superuser(server) as connection:
            await connection.execute("insert into clinic values ($1, 'North', '1', 'always', 'UTC')", clinic)
            await connection.execute(
                """
                insert into person (clinic_id, id, role, name, email, passphrase_hash)
                values ($1, $2, 'patient', 'Alice', 'a@b.test', 'x')
                """,
                clinic,
                person,
            )
            await connection.execute(
                """
                insert into patient (clinic_id, id, person_id, name, birth_date, zone, last_number)
                values ($1, $2, $3, 'Alice', '1986-04-19', 'UTC', 1)
                """,
                clinic,
                patient,
                person,
            )
            await connection.execute(
                "insert into sign_in values ($1, $2, $3, 'patient', $4, $5, $5)",
                b"x" * 32,
                clinic,
                person,
                patient,
                NOW,
            )
            await connection.execute(
                """
                insert into entry (clinic_id, patient_id, number, id, kind, occurred_at, zone, offset_minutes,
                                   local_date, recorded_at, received_at, late, source, author_id, device, content, mood)
                values ($1, $2, 1, $3, 'check_in', $4, 'UTC', 0, '2026-11-23', $4, $4, false, 'patient', $5, 'd',
                        '{"mood": 4}', 4)
                """,
                clinic,
                patient,
                entry,
                NOW,
                person,
            )
            await connection.execute(
                """
                insert into audit (clinic_id, at, actor_id, action, patient_id, subject_id)
                values ($1, $2, $3, 'entry.record', $4, $5)
                """,
                clinic,
                NOW,
                person,
                patient,
                entry,
            )
            assert await migrate.migrate(server.owner) >= 5
            assert await connection.fetchval("select mood from entry where id = $1", entry) == 4
            assert await connection.fetchval("select begun_at from sign_in") == NOW
            assert await connection.fetchval("select count(*) from known_client") == 1
            assert await connection.fetchval("select count(*) from audit") == 1
            assert await connection.fetchval("select count(*) from audit_head") == 1
    finally:
        await drop(server, name)
