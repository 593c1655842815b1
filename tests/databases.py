"""The tests' own database, past its policies, and what the application asks of it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg
import pytest

from journal.db import engine
from journal.db.embedded import Embedded


@asynccontextmanager
async def superuser(database: Embedded) -> AsyncIterator[Any]:
    """A connection that no policy holds back; the keys still do."""
    connection = await asyncpg.connect(database.owner.replace("journal_owner@", "postgres@"))
    try:
        yield connection
    finally:
        await connection.close()


async def run(database: Embedded, sql: str, *args: object) -> Any:
    """One statement, past every policy, and the rows it answers."""
    async with superuser(database) as connection:
        return await connection.fetch(sql, *args)


async def drop(server: Embedded, name: str) -> None:
    """Take a database away, whoever is in it; nothing where there is none."""
    connection = await asyncpg.connect(server.admin)
    try:
        await connection.execute(f'drop database if exists "{name}" with (force)')
    finally:
        await connection.close()


@contextmanager
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What the application sends within the block, BEGIN, COMMIT and who is asking included."""
    sent: list[Any] = []
    acquire = engine._connection

    @asynccontextmanager
    async def watched(bound: Any) -> AsyncIterator[Any]:
        async with acquire(bound) as connection:
            connection.add_query_logger(sent.append)
            try:
                yield connection
            finally:
                connection.remove_query_logger(sent.append)

    with monkeypatch.context() as patched:
        patched.setattr(engine, "_connection", watched)
        yield sent
