"""Upkeep from the command line: as the role that owns the tables, seeing what its own policies show it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from journal.clinical.ids import ClinicId
from journal.clinical.people import Scope
from journal.db import engine
from journal.db.engine import PASSING, Connection, Engine, Unavailable

_UPKEEP = "select set_config('app.purpose', 'upkeep', true)"
# While somebody signs in, patients can be looked up: that is how the owner learns which clinics there are.
_CLINICS = "select distinct clinic_id from patient order by 1"


@asynccontextmanager
async def opened(owner_url: str, *, snapshots: bool = False) -> AsyncIterator[None]:
    """The database as its owner, on one connection, for the length of a block. Never serve anybody in it.

    Raises Unavailable where nobody answers.
    With `snapshots` all queries of a transaction see the database as it stood at the first.
    """
    isolation = "repeatable read" if snapshots else "read committed"
    owner = Engine(config={"dsn": owner_url})
    try:
        await owner.start_connection_pool(
            min_size=1,
            max_size=1,
            connection_class=Connection,
            server_settings={"application_name": "journal upkeep", "default_transaction_isolation": isolation},
        )
    except (*PASSING, asyncpg.PostgresError) as error:
        raise Unavailable("The database does not answer, or does not let us in.") from error
    engine.bind(owner)
    try:
        yield
    finally:
        await engine.close_pool()


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """A transaction across clinics: it sees keys and the audit, and nothing a patient wrote."""
    async with engine.transaction(None):
        await engine.fetch(_UPKEEP)
        yield


async def clinics() -> list[Scope]:
    """A scope for each clinic that has a patient."""
    async with engine.transaction(None):
        return [Scope(clinic=ClinicId(row["clinic_id"]), role=None) for row in await engine.fetch(_CLINICS)]
