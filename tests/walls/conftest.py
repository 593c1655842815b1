"""Walls, each by itself."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from journal.db.embedded import Embedded

_WALLED = """
select relname from pg_class where relkind = 'r' and relrowsecurity and relnamespace = 'public'::regnamespace
"""


@pytest.fixture
async def without_row_security(database: Embedded) -> AsyncIterator[None]:
    """The database's own wall is down: what holds now is the application's."""
    connection = await asyncpg.connect(database.owner.replace("journal_owner@", "postgres@"))
    try:
        tables = [row["relname"] for row in await connection.fetch(_WALLED)]
        assert tables
        for table in tables:
            await connection.execute(f"alter table {table} disable row level security")
        yield
        for table in tables:
            await connection.execute(f"alter table {table} enable row level security")
    finally:
        await connection.close()
