"""The walls in the database, read from a freshly migrated one: some of the schema is put together by loops."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

import asyncpg

from journal.db import embedded, migrate
from tests import databases
from tests.support import ROOT

NEVER_CHANGED = ("entry", "treatment_session", "emergency_access", "disclosure", "patient_key", "audit", "audit_head")

_POLICIES = """
select tablename, policyname, cmd, qual, with_check, coalesce(with_check, qual) as checked from pg_policies
where schemaname = 'public' order by 1, 2
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
        yield from _policy(row)
    for row in tables:
        table = row["relname"]
        yield Wall("forced", f"row security forced on `{table}`", f"alter table {table} no force row level security")
        yield Wall("row security", f"row security on `{table}`", f"alter table {table} disable row level security")
    for row in triggers:
        table, name = row["relname"], row["tgname"]
        yield Wall("trigger", f"trigger `{name}` on `{table}`", f"drop trigger {name} on {table}")
    for table in NEVER_CHANGED:
        yield Wall("grant", f"no UPDATE, no DELETE on `{table}`", f"grant update, delete on {table} to journal_app")


def _policy(row: asyncpg.Record) -> Iterator[Wall]:
    """What it lets see, and what it lets write: each open to everybody, unless it is already.

    Of a policy for changes alone that says one thing of both, the one holds where the other does: they go together.
    """
    table, name = row["tablename"], row["policyname"]
    if row["cmd"] == "UPDATE" and row["with_check"] is None:
        sql = f"alter policy {name} on {table} using (true) with check (true)"
        yield Wall("policy", f"what policy `{name}` on `{table}` lets change", sql)
        return
    writes, kept = row["cmd"] in {"ALL", "INSERT", "UPDATE"}, f"with check ({row['checked']})"
    if row["qual"] not in {None, "true"}:
        sql = f"alter policy {name} on {table} using (true) {kept if writes else ''}"
        yield Wall("policy", f"what policy `{name}` on `{table}` lets see", sql)
    if writes and row["checked"] != "true":
        sql = f"alter policy {name} on {table} with check (true)"
        yield Wall("policy on writing", f"what policy `{name}` on `{table}` lets write", sql)


def drop(name: str) -> None:
    """Take a database away, if it is there."""
    asyncio.run(_drop(name))


async def _drop(name: str) -> None:
    server = await asyncio.to_thread(embedded.start, ROOT / "var" / "test-pg", database=name)
    await databases.drop(server, name)


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
        await databases.drop(server, "test_mutants")
