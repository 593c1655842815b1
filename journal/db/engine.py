"""The one way to the database: `transaction(scope)`.

The application connects as `journal_app`, which owns nothing and cannot step around row-level security. What a
transaction may see is set inside it, from the scope, and is gone when it ends.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, MutableMapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine

from journal.clinical.people import Role, Scope
from journal.db import tables

APP_ROLE = "journal_app"

# One statement, so that a scope costs one round trip.
_SET_SCOPE = """
select set_config('app.clinic', $1, true), set_config('app.patient', $2, true),
       set_config('app.actor', $3, true), set_config('app.purpose', $4, true)
"""

# What PostgreSQL must keep before an entry may be called durable.
_DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}

_POOL = {"min_size": 2, "max_size": 10}
# Every query names one clinic and its patients, so a plan made once is as good as one made for each set of values;
# making it anew tripled the time of a sync's look-up.
_PLANS = {"plan_cache_mode": "force_generic_plan"}
_ACQUIRE_SECONDS = 5.0
_CONNECT_SECONDS = 5.0
# The server ends what takes longer; only a server that does not even do that is waited for a little more.
_STATEMENT_SECONDS = 8.0
_ANSWER_SECONDS = 2.0
# How soon the server notices that whoever asked is gone, and gives back what was locked for them.
_LEFT_BEHIND = {"client_connection_check_interval": "2s", "idle_in_transaction_session_timeout": "60s"}

# A connection that broke, a server that goes down or only reads, a full disk, a pool with no free place: all may pass.
PASSING = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.exceptions.OperatorInterventionError,
    asyncpg.exceptions.InsufficientResourcesError,
    asyncpg.exceptions.TransactionRollbackError,
    asyncpg.exceptions.ReadOnlySQLTransactionError,
    # Also what the pool stumbles over when a connection breaks while it is being handed out.
    asyncpg.exceptions.InternalClientError,
    asyncpg.exceptions.PostgresSystemError,
    OSError,
    TimeoutError,
)


class Unavailable(Exception):
    """The database cannot be reached, or broke off in the middle: try again later."""


class Unsafe(Exception):
    """The database would not keep what is promised. One sentence that says what to change."""


class Engine(PostgresEngine):
    """Piccolo's engine; constructing it asks the server nothing."""

    async def check_version(self) -> None:
        """The server is looked at by `open_pool`, on a connection of the pool."""


class Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg ships no types
    """A connection that nothing has to be cleaned from when it is given back.

    All that we set is local to a transaction, listening has a connection of its own, and an open
    transaction is rolled back all the same: what a reset asks the server would be a round trip for nothing.
    """

    def get_reset_query(self) -> str:
        return ""


class _Transaction:
    """What Piccolo looks for in its context variable, to run a query on this connection; and what waits for its end."""

    __slots__ = ("connection", "last", "memory")

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.last: list[tuple[str, tuple[object, ...]]] = []
        self.memory: dict[object, Any] = {}


_bound: Engine | None = None


def bind(engine: Engine | None) -> None:
    """Make `engine` the one that all tables of this process use."""
    global _bound  # noqa: PLW0603  one process, one database
    _bound = engine
    for table in tables.ALL:
        table._meta._db = engine


def bound() -> Engine:
    """The engine in use. RuntimeError before `open_pool`, which is a mistake in start-up."""
    if _bound is None:
        raise RuntimeError("The database is not open.")
    return _bound


async def open_pool(url: str, *, settings: Mapping[str, str] | None = None) -> Engine:
    """Open the pool of this process and bind the tables to it.

    Where `url` names another role than `journal_app`, its connections act as `journal_app` from the start.
    Raises Unavailable where nobody answers, Unsafe where the server or the role would break a promise.
    """
    engine = Engine(config={"dsn": url})
    server_settings = {
        "application_name": "journal",
        "role": APP_ROLE,
        "statement_timeout": f"{_STATEMENT_SECONDS * 1000:.0f}ms",
        **_PLANS,
        **_LEFT_BEHIND,
        **(settings or {}),
    }
    try:
        await engine.start_connection_pool(
            **_POOL,
            connection_class=Connection,
            init=_refuse_unsafe,
            timeout=_CONNECT_SECONDS,
            command_timeout=_STATEMENT_SECONDS + _ANSWER_SECONDS,
            server_settings=server_settings,
        )
    except (*PASSING, asyncpg.PostgresError) as error:
        _abandon(engine)
        raise Unavailable("The database does not answer, or does not know the role journal_app.") from error
    except Unsafe:
        _abandon(engine)
        raise
    bind(engine)
    return engine


def _abandon(engine: Engine) -> None:
    if engine.pool is not None:
        engine.pool.terminate()


async def close_pool() -> None:
    """Close the pool. Connections still at work after five seconds are cut."""
    engine = bound()
    bind(None)
    if engine.pool is not None:
        try:
            await asyncio.wait_for(engine.pool.close(), timeout=5)
        except TimeoutError:
            engine.pool.terminate()
    engine.pool = None


@asynccontextmanager
async def transaction(scope: Scope | None) -> AsyncIterator[None]:
    """Run the block in one transaction that sees what `scope` may see, and commit at its end.

    None is the moment of signing in, when nobody is known yet: accounts can be looked up, and nothing else.
    Transactions do not nest (RuntimeError). Raises Unavailable when the database cannot be reached or broke off;
    whether a COMMIT that broke off took effect is unknown, and the client's retry, which is idempotent, finds out.
    """
    engine = bound()
    if engine.current_transaction.get() is not None:
        raise RuntimeError("A transaction is already open.")
    try:
        async with _connection(engine) as connection, _whole(connection):
            await connection.fetch(_SET_SCOPE, *_scope_settings(scope))
            opened = _Transaction(connection)
            token = engine.current_transaction.set(opened)  # type: ignore[arg-type]  # duck-typed
            try:
                yield
                for sql, args in opened.last:
                    await connection.fetch(sql, *args)
            finally:
                engine.current_transaction.reset(token)
    except (*PASSING, Unsafe) as error:
        raise Unavailable("The database broke off.") from error


async def fetch(sql: str, *args: object) -> Sequence[asyncpg.Record]:
    """Run hand-written SQL with `$1 …` in the open transaction."""
    rows: Sequence[asyncpg.Record] = await _open().connection.fetch(sql, *args)
    return rows


async def stream(sql: str, *args: object) -> AsyncIterator[asyncpg.Record]:
    """The rows of one statement in the open transaction, a few at a time, for what may be more than memory holds."""
    async for row in _open().connection.cursor(sql, *args, prefetch=500):
        yield row


def leave_for_the_end(sql: str, *args: object) -> None:
    """Run a statement as one of the last of the open transaction: its locks are then held for the commit alone."""
    _open().last.append((sql, args))


def memory() -> MutableMapping[object, Any]:
    """What the open transaction remembers, and what is forgotten with it."""
    return _open().memory


async def fetch_unscoped(sql: str, *args: object) -> Sequence[asyncpg.Record]:
    """Run one statement by itself, with no scope set: row-level security then shows nothing of any patient."""
    try:
        async with _connection(bound()) as connection:
            rows: Sequence[asyncpg.Record] = await connection.fetch(sql, *args)
            return rows
    except (*PASSING, Unsafe) as error:
        raise Unavailable("The database broke off.") from error


async def ping() -> None:
    """Return if the database answers; raises Unavailable if it does not within two seconds."""
    try:
        async with asyncio.timeout(2), _connection(bound()) as connection:
            await connection.fetchval("select 1")
    except (*PASSING, Unsafe, asyncpg.PostgresError) as error:
        raise Unavailable("The database does not answer.") from error


def _open() -> _Transaction:
    current = bound().current_transaction.get()
    if current is None:
        raise RuntimeError("No transaction is open.")
    return current  # type: ignore[return-value]  # duck-typed


@asynccontextmanager
async def _connection(engine: Engine) -> AsyncIterator[Any]:
    """A connection of the pool, given back whatever happens.

    Where nobody waits for its answer any more, or the server is in trouble, it is cut: to ask it for anything else
    could take as long again. The server then rolls back by itself.
    """
    pool = engine.pool
    if pool is None:
        raise Unavailable("The pool is closed.")
    connection = await pool.acquire(timeout=_ACQUIRE_SECONDS)
    try:
        yield connection
    except (*PASSING, asyncio.CancelledError):
        with suppress(asyncpg.InterfaceError):  # it has broken off by itself
            connection.terminate()
        raise
    finally:
        await pool.release(connection)


@asynccontextmanager
async def _whole(connection: Any) -> AsyncIterator[None]:
    """Commit the block, or roll it back where its connection is kept."""
    work = connection.transaction()
    await work.start()
    try:
        yield
    except (*PASSING, asyncio.CancelledError):
        raise
    except BaseException:
        await work.rollback()
        raise
    await work.commit()


def _scope_settings(scope: Scope | None) -> tuple[str, str, str, str]:
    if scope is None:
        return ("", "", "", "sign-in")
    purpose = "companion" if scope.role is Role.COMPANION else ""
    return (str(scope.clinic), str(scope.patient or ""), str(scope.actor or ""), purpose)


async def _refuse_unsafe(connection: Any) -> None:
    """Look at the server and the role, on each new connection: a server may come back with other settings."""
    for name, wanted in _DURABLE.items():
        if await connection.fetchval("select current_setting($1)", name) != wanted:
            raise Unsafe(f"Set {name} = {wanted} in PostgreSQL: without it an accepted entry could be lost.")
    role = await connection.fetchrow(
        """
        select rolsuper or rolbypassrls as can_bypass,
               exists (select from pg_class where relowner = pg_roles.oid) as owns
        from pg_roles where rolname = current_user
        """
    )
    if role["can_bypass"]:
        raise Unsafe(
            f"Take SUPERUSER and BYPASSRLS from the role {APP_ROLE}: it must not step around row-level security."
        )
    if role["owns"]:
        raise Unsafe(
            f"Give the tables that {APP_ROLE} owns to another role: an owner could switch row-level security off."
        )
