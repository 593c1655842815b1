"""The world of these tests, and walls, each by itself."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import pytest
from litestar import Litestar

from journal.db.embedded import Embedded
from tests.databases import superuser
from tests.support import Clock, SignIn
from tests.walls.actors import Stage
from tests.worlds import World, dump, world

__all__ = ["dump", "world"]

Alone = Callable[[], AbstractAsyncContextManager[None]]

_WALLED = """
select relname from pg_class where relkind = 'r' and relrowsecurity and relnamespace = 'public'::regnamespace
"""


@pytest.fixture
def application_alone(database: Embedded) -> Alone:
    """The database's own wall is down within the block: what holds there is the application's."""

    @asynccontextmanager
    async def down() -> AsyncIterator[None]:
        async with superuser(database) as connection:
            tables = [row["relname"] for row in await connection.fetch(_WALLED)]
            assert tables
            await connection.execute("".join(f"alter table {name} disable row level security;" for name in tables))
            try:
                yield
            finally:
                await connection.execute("".join(f"alter table {name} enable row level security;" for name in tables))

    return down


@pytest.fixture
async def without_row_security(application_alone: Alone) -> AsyncIterator[None]:
    """The same for a whole test."""
    async with application_alone():
        yield


@pytest.fixture
def stage(world: World, app: Litestar, signed_in: SignIn, clock: Clock, client: httpx.AsyncClient) -> Stage:
    """What an actor needs to come in."""
    return Stage(world=world, app=app, signed_in=signed_in, clock=clock, client=client)
