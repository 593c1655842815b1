"""The walls in the database, read from a freshly migrated one: some of the schema is put together by loops."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

import asyncpg

from journal.db import embedded, migrate
from tests.support import ROOT

NEVER_CHANGED = ("entry", "treatment_session", "emergency_access", "disclosure", "patient_key", "audit", "audit_head")

_POLICIES = """
select tablename, policyname, cmd, qual is not null as reads, with_check is not null as writes
from pg_policies
-- What is open to everybody already cannot be widened.
where schemaname = 'public' and (qual <> 'true' or with_check <> 'true') order by 1, 2
"""
_TABLES = """
select relname from pg_class
where relkind = 'r' and relnamespace = 'public'::regnamespace and relforcerowsecurity order by 1
"""
_TRIGGERS = """
select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by 1, 2
"""


class Wall(NamedTuple):
    """What it is, where it is, and the SQL that takes it out."""

    kind: str
    place: str
    sql: str


def walls() -> Iterator[Wall]:
    """Every policy, every table's forced row security, every trigger, and every right that is not given."""
    policies, tables, triggers = asyncio.run(_read())
    for row in policies:
        table, name = row["tablename"], row["policyname"]
        widened = (" using (true)" if row["reads"] else "") + (" with check (true)" if row["writes"] else "")
        yield Wall("policy", f"policy `{name}` on `{table}`", f"alter policy {name} on {table}{widened}")
    for row in tables:
        table = row["relname"]
        yield Wall("forced", f"row security forced on `{table}`", f"alter table {table} no force row level security")
        yield Wall("row security", f"row security on `{table}`", f"alter table {table} disable row level security")
    for row in triggers:
        table, name = row["relname"], row["tgname"]
        yield Wall("trigger", f"trigger `{name}` on `{table}`", f"drop trigger {name} on {table}")
    for table in NEVER_CHANGED:
        yield Wall("grant", f"no UPDATE, no DELETE on `{table}`", f"grant update, delete on {table} to journal_app")


async def _read() -> tuple[list[asyncpg.Record], list[asyncpg.Record], list[asyncpg.Record]]:
    server = await asyncio.to_thread(embedded.start, ROOT / "var" / "test-pg", database="test_mutants")
    await migrate.prepare(server, database="test_mutants")
    await migrate.migrate(server.owner)
    connection = await asyncpg.connect(server.owner)
    try:
        return (
            await connection.fetch(_POLICIES),
            await connection.fetch(_TABLES),
            await connection.fetch(_TRIGGERS),
        )
    finally:
        await connection.close()
        admin = await asyncpg.connect(server.admin)
        await admin.execute('drop database "test_mutants" with (force)')
        await admin.close()
