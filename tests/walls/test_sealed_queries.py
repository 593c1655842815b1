"""What seals words that were stored in the clear, and what opens all: one clinic at a time, with every wall down."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest

from journal.db import sealed_columns as sealed
from journal.db.embedded import Embedded
from tests.databases import superuser
from tests.worlds import World

_CHECKS = """
select t.relname as table, c.conname as name from pg_constraint c join pg_class t on t.oid = c.conrelid
where c.contype = 'c' and t.relname = any($1::text[])
"""
COLUMNS = {f"{column.table}.{column.name}": column for column in sealed._COLUMNS}


@pytest.fixture
async def nobody_looks(world: World, database: Embedded) -> AsyncIterator[asyncpg.Connection]:
    """A superuser who writes what no trigger and no constraint lets anybody write, and leaves no trace."""
    async with superuser(database) as connection:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute("set local session_replication_role = replica")
        for row in await connection.fetch(_CHECKS, ["entry", *(column.table for column in sealed._COLUMNS)]):
            await connection.execute(f"alter table {row['table']} drop constraint {row['name']}")
        yield connection
        await transaction.rollback()


async def _patients(connection: asyncpg.Connection, sql: str, clinic: UUID, *args: int) -> set[UUID]:
    return {row["patient_id"] for row in await connection.fetch(sql, clinic, *args)}


@pytest.mark.parametrize("name", COLUMNS)
async def test_a_column_is_sealed_clinic_by_clinic(world: World, nobody_looks: asyncpg.Connection, name: str) -> None:
    column, cast = COLUMNS[name], world.cast
    north, south, alice = cast.alice.clinic, cast.carol.clinic, cast.alice.own
    said = f"update {column.table} set {column.name} = 'in the clear' where patient_id = $1"
    assert await nobody_looks.execute(said, alice) != "UPDATE 0"
    for sql, most in ((sealed._CLEAR, [99]), (sealed._ALL, [])):
        assert alice in await _patients(nobody_looks, column.fill(sql), north, *most)
        assert alice not in await _patients(nobody_looks, column.fill(sql), south, *most)

    row = (await nobody_looks.fetch(column.fill(sealed._CLEAR), north, 1))[0]["row"]
    stored = column.fill(sealed._STORE)
    for clinic, patient, place in ((south, alice, row), (north, cast.bob.own, row), (north, alice, "another")):
        assert await nobody_looks.execute(stored, clinic, [patient], [place], ["sealed:x"]) == "UPDATE 0"
    assert await nobody_looks.execute(stored, north, [alice], [row], ["sealed:x"]) == "UPDATE 1"


async def test_entries_are_sealed_clinic_by_clinic(world: World, nobody_looks: asyncpg.Connection) -> None:
    cast, entry = world.cast, UUID(world.alice.entry)
    north, south, alice = cast.alice.clinic, cast.carol.clinic, cast.alice.own
    said = """update entry set content = '{"note": {"text": "in the clear"}}' where patient_id = $1"""
    assert await nobody_looks.execute(said, alice) != "UPDATE 0"
    assert alice in await _patients(nobody_looks, sealed._CLEAR_ENTRIES, north, 99)
    assert alice not in await _patients(nobody_looks, sealed._CLEAR_ENTRIES, south, 99)

    stored, content = sealed._STORE_ENTRIES, '{"sealed": "x"}'
    for clinic, patient in ((south, alice), (north, cast.bob.own)):
        assert await nobody_looks.execute(stored, clinic, [patient], [entry], [content]) == "UPDATE 0"
    assert await nobody_looks.execute(stored, north, [alice], [entry], [content]) == "UPDATE 1"
    assert alice in await _patients(nobody_looks, sealed._ALL_ENTRIES, north)
    assert alice not in await _patients(nobody_looks, sealed._ALL_ENTRIES, south)
