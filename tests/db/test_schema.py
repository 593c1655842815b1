"""The schema is what the tables say it is, however it came about."""

import asyncio
import os
import sys
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from litestar import Litestar
from piccolo.columns import Array, Column

from journal.db import engine, migrate, tables
from journal.db.embedded import Embedded
from journal.db.engine import Unavailable
from tests.db.conftest import Connect
from tests.db.test_engine import pool
from tests.support import ROOT

NUMBERED = {"BIGSERIAL": "BIGINT"}


def _declared(column: Column) -> tuple[str, bool]:
    type_ = f"{column.base_column.column_type}[]" if isinstance(column, Array) else column.column_type
    return NUMBERED.get(type_, type_).lower(), column._meta.null


async def _columns(connection: Any, table: str) -> dict[str, tuple[str, bool]]:
    rows = await connection.fetch(
        """
        select attname, format_type(atttypid, atttypmod) as type, attnotnull from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped
        """,
        table,
    )
    aliases = {"timestamp with time zone": "timestamptz"}
    return {row["attname"]: (aliases.get(row["type"], row["type"]), not row["attnotnull"]) for row in rows}


async def test_the_tables_of_our_code_are_those_of_the_database(app: Litestar, as_superuser: Connect) -> None:
    async with as_superuser() as connection:
        for table in tables.ALL:
            declared = {column._meta.name: _declared(column) for column in table._meta.columns}
            assert declared == await _columns(connection, table._meta.tablename), table


async def test_migrating_what_is_up_to_date_does_nothing(database: Embedded) -> None:
    assert await migrate.migrate(database.owner) == 0
    assert await migrate.migrate(database.owner) == 0


async def test_an_owner_that_does_not_answer_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        await migrate.migrate("postgresql://nobody@127.0.0.1:1/nothing")


async def _migrate(url: str) -> tuple[int, str]:
    """`journal migrate` in a process of its own: its exit code and what it said on standard error."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-m", "journal", "migrate"),
        cwd=ROOT,
        env={**os.environ, "JOURNAL_DATABASE_URL": url},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_an_external_server_needs_one_setting_and_two_may_start_at_once(
    spare: Embedded, database: Embedded
) -> None:
    """A role that may create roles and owns a database: what a hosting service hands out."""
    name, secret = f"clinic_{uuid4().hex[:8]}", uuid4().hex
    connection = await asyncpg.connect(spare.admin)
    try:
        await connection.execute("drop database if exists acting")
        await connection.execute("drop role if exists journal_app")
        await connection.execute(f"create role {name} login createrole password '{secret}'")
        await connection.execute(f"create database {name} owner {name}")
    finally:
        await connection.close()
    url = spare.admin.replace("postgres@/postgres?", f"{name}:{secret}@/{name}?")
    assert set(await asyncio.gather(_migrate(url), _migrate(url))) == {(0, "")}
    async with pool(url):
        rows = await engine.fetch_unscoped("select current_user as me, count(*) as seen from entry group by 1")
        assert rows == []
        assert (await engine.fetch_unscoped("select current_user as me"))[0]["me"] == "journal_app"
