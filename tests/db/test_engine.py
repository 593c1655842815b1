"""The one way to the database: what a transaction keeps, gives back, and says when the server is not there."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from journal.clinical.people import Scope
from journal.db import audit, engine, migrate
from journal.db.embedded import Embedded
from journal.db.engine import Unavailable, Unsafe, fetch, fetch_unscoped, open_pool, transaction
from tests.db.conftest import Connect
from tests.support import NOON, Cast


@asynccontextmanager
async def pool(url: str) -> AsyncIterator[None]:
    """Another pool in place of the application's, for the length of a block."""
    before = engine._bound
    await open_pool(url)
    try:
        yield
    finally:
        await engine.close_pool()
        engine.bind(before)


def _held() -> Any:
    return engine.bound().pool


def _idle() -> bool:
    """Every connection is back in the pool."""
    return bool(_held().get_idle_size() == _held().get_size())


async def _once(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    """Return when something holds that another process or task brings about."""
    async with asyncio.timeout(5):
        while True:
            found = holds()
            if found if isinstance(found, bool) else await found:
                return
            await asyncio.sleep(0.01)


async def _audited(connect: Connect) -> int:
    async with connect() as connection:
        return int(await connection.fetchval("select count(*) from audit"))


async def test_what_a_block_did_is_kept_when_it_ends_well_and_gone_when_it_does_not(
    cast: Cast, as_superuser: Connect
) -> None:
    async with transaction(cast.dana.scope):
        await audit.note(cast.dana.scope, "x", at=NOON)

    async def fail() -> None:
        async with transaction(cast.dana.scope):
            await audit.note(cast.dana.scope, "y", at=NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await _audited(as_superuser) == 1
    assert _idle()


async def test_transactions_do_not_nest(cast: Cast) -> None:
    async with transaction(cast.dana.scope):
        with pytest.raises(RuntimeError):
            async with transaction(cast.dana.scope):
                pass
        assert await fetch("select 1")
    assert _idle()


async def test_two_tasks_have_a_transaction_each(cast: Cast) -> None:
    async def clinic(scope: Scope) -> Any:
        async with transaction(scope):
            await asyncio.sleep(0.01)
            return [row["id"] for row in await fetch("select id from clinic")]

    scopes = [cast.dana.scope, cast.sam.scope] * 5
    assert await asyncio.gather(*map(clinic, scopes)) == [[scope.clinic] for scope in scopes]


async def test_no_query_runs_without_a_transaction(cast: Cast) -> None:
    with pytest.raises(RuntimeError):
        await fetch("select 1")
    async with transaction(cast.dana.scope):
        pass
    with pytest.raises(RuntimeError):
        await fetch("select 1")


_SCOPE = """
select current_setting('app.clinic', true), current_setting('app.patient', true) as patient,
       current_setting('app.actor', true) as actor, current_setting('app.purpose', true) as purpose, current_user
"""


async def test_a_scope_is_gone_with_its_transaction(cast: Cast) -> None:
    for failing in (False, True):
        try:
            async with transaction(cast.alice.scope):
                if failing:
                    await fetch("select 1/0")
        except asyncpg.DivisionByZeroError:
            assert failing
    held = await asyncio.gather(*[fetch_unscoped(_SCOPE) for _ in range(20)])
    # Once set in a connection, a setting of one's own is an empty text for as long as the connection lives.
    assert {tuple(value or "" for value in rows[0].values()) for rows in held} == {("", "", "", "", "journal_app")}


async def test_a_commit_that_fails_raises_and_gives_the_connection_back(cast: Cast) -> None:
    async def fail() -> None:
        async with transaction(cast.dana.scope):
            await fetch("create temp table twice (id int unique deferrable initially deferred)")
            await fetch("insert into twice values (1), (1)")

    with pytest.raises(asyncpg.UniqueViolationError):
        await fail()
    assert _idle()
    async with transaction(cast.dana.scope):
        assert await fetch("select to_regclass('twice') as gone")


async def test_a_connection_that_breaks_off_is_unavailable_and_nothing_of_it_is_kept(
    cast: Cast, as_superuser: Connect
) -> None:
    async def break_off() -> None:
        async with transaction(cast.dana.scope):
            await audit.note(cast.dana.scope, "x", at=NOON)
            backend = (await fetch("select pg_backend_pid() as pid"))[0]["pid"]
            async with as_superuser() as connection:
                await connection.execute("select pg_terminate_backend($1, 5000)", backend)

    with pytest.raises(Unavailable):
        await break_off()
    assert await _audited(as_superuser) == 0
    assert _idle()
    async with transaction(cast.dana.scope):
        assert await fetch("select 1")


async def test_a_cancelled_task_keeps_nothing_and_no_connection(cast: Cast, as_superuser: Connect) -> None:
    reached = asyncio.Event()

    async def work() -> None:
        async with transaction(cast.dana.scope):
            await audit.note(cast.dana.scope, "x", at=NOON)
            reached.set()
            await fetch("select pg_sleep(30)")

    task = asyncio.create_task(work())
    await reached.wait()
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await _once(_idle)
    assert await _audited(as_superuser) == 0


async def test_a_full_pool_is_unavailable_and_not_waited_for_long(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ACQUIRE_SECONDS", 0.05)
    release = asyncio.Event()

    async def hold() -> None:
        async with transaction(cast.dana.scope):
            await release.wait()

    holding = [asyncio.create_task(hold()) for _ in range(10)]
    await _once(lambda: bool(_held().get_size() == 10 and not _held().get_idle_size()))
    try:
        with pytest.raises(Unavailable):
            async with transaction(cast.dana.scope):
                pass
    finally:
        release.set()
        await asyncio.gather(*holding)
    assert _idle()


@contextmanager
def _standing_still(backend: int) -> Iterator[None]:
    """The process that serves a connection neither works nor ends for the length of a block."""
    os.kill(backend, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(backend, signal.SIGCONT)


async def _backend() -> int:
    return int((await fetch("select pg_backend_pid() as pid"))[0]["pid"])


@pytest.mark.parametrize("ending", ["a statement", "the commit", "a rollback"])
async def test_what_the_server_does_not_answer_is_unavailable_in_time(
    cast: Cast, database: Embedded, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(engine, "_STATEMENT_SECONDS", 0.2)
    monkeypatch.setattr(engine, "_ANSWER_SECONDS", 0.1)

    async def work(stack: ExitStack) -> None:
        async with transaction(cast.dana.scope):
            stack.enter_context(_standing_still(await _backend()))
            if ending == "a statement":
                await fetch("select 1")
            if ending == "a rollback":
                raise ZeroDivisionError

    async with pool(database.app):
        with ExitStack() as stack, pytest.raises(Unavailable):
            async with asyncio.timeout(2):
                await work(stack)
        assert _idle()
        async with transaction(cast.dana.scope):
            assert await fetch("select 1")


async def test_what_waits_too_long_is_ended_on_the_server_too(
    cast: Cast, database: Embedded, as_superuser: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_STATEMENT_SECONDS", 0.2)
    async with pool(database.app), as_superuser() as connection:

        async def lock() -> None:
            async with transaction(cast.dana.scope):
                held.append(await _backend())
                await fetch("select pg_advisory_xact_lock(1)")

        held: list[int] = []
        await connection.execute("select pg_advisory_lock(1)")
        with pytest.raises(Unavailable):
            await lock()

        async def gone() -> bool:
            asked = "select exists (select from pg_stat_activity where pid = $1 and state = 'active')"
            return not await connection.fetchval(asked, held[0])

        await _once(gone)


async def test_a_database_that_only_reads_is_unavailable(cast: Cast) -> None:
    """As a former primary is, until the pool has found the new one."""

    async def write() -> None:
        async with transaction(cast.dana.scope):
            await fetch("set transaction read only")
            await audit.note(cast.dana.scope, "x", at=NOON)

    with pytest.raises(Unavailable):
        await write()


async def test_our_own_mistake_is_not_taken_for_a_database_that_is_away(cast: Cast) -> None:
    with pytest.raises(asyncpg.DataError):
        async with transaction(cast.dana.scope):
            await fetch("select $1::int", "one")
    assert _idle()


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        await open_pool("postgresql://nobody@127.0.0.1:1/nothing")


async def test_a_role_that_can_step_around_the_walls_keeps_us_from_starting(
    database: Embedded, as_superuser: Connect
) -> None:
    async with as_superuser() as connection:
        for flag in ("bypassrls", "superuser"):
            await connection.execute(f"alter role journal_app {flag}")
            try:
                with pytest.raises(Unsafe, match=r"^Take SUPERUSER and BYPASSRLS from the role journal_app: .*\.$"):
                    await open_pool(database.app)
            finally:
                await connection.execute(f"alter role journal_app no{flag}")


async def test_a_role_that_owns_a_table_keeps_us_from_starting(database: Embedded, as_superuser: Connect) -> None:
    async with as_superuser() as connection:
        await connection.execute("create table stray (id int); alter table stray owner to journal_app")
        try:
            with pytest.raises(Unsafe, match="owner could switch row-level security off"):
                await open_pool(database.app)
        finally:
            await connection.execute("drop table stray")


async def test_a_commit_that_does_not_wait_for_the_disk_keeps_us_from_starting(database: Embedded) -> None:
    for value in ("off", "local"):
        with pytest.raises(Unsafe, match="Set synchronous_commit = on in PostgreSQL"):
            await open_pool(database.app, settings={"synchronous_commit": value})


async def test_a_refused_start_leaves_no_connection_behind(database: Embedded, as_superuser: Connect) -> None:
    count = "select count(*) from pg_stat_activity where application_name = $1"
    name = f"refused-{uuid4()}"
    with pytest.raises(Unsafe):
        await open_pool(database.app, settings={"synchronous_commit": "off", "application_name": name})

    async def gone() -> bool:
        async with as_superuser() as connection:
            return not await connection.fetchval(count, name)

    await _once(gone)


async def _set(connection: Any, name: str, value: str) -> None:
    """Change a setting of the whole server."""
    await connection.execute(f"alter system set {name} = {value}")
    await connection.execute("select pg_reload_conf()")

    async def taken() -> bool:
        return bool(await connection.fetchval("select current_setting($1)", name) == value)

    await _once(taken)


async def test_a_server_that_may_lose_what_it_has_accepted_keeps_us_from_starting(spare: Embedded) -> None:
    await migrate.prepare(spare)
    connection = await asyncpg.connect(spare.admin)
    try:
        for name in ("fsync", "full_page_writes"):
            await _set(connection, name, "off")
            with pytest.raises(Unsafe, match=f"Set {name} = on in PostgreSQL"):
                await open_pool(spare.app)
            await _set(connection, name, "on")
    finally:
        await connection.close()


async def test_a_server_that_comes_back_unsafe_is_not_used(spare: Embedded) -> None:
    await migrate.prepare(spare)
    connection = await asyncpg.connect(spare.admin)
    try:
        async with pool(spare.app):
            await _set(connection, "fsync", "off")
            await connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'journal_app'"
            )
            await _once(lambda: not _held().get_size())
            with pytest.raises(Unavailable) as refused:
                await fetch_unscoped("select 1")
            assert isinstance(refused.value.__cause__, Unsafe)
            await _set(connection, "fsync", "on")
            assert await fetch_unscoped("select 1")
    finally:
        await _set(connection, "fsync", "on")
        await connection.close()


async def test_every_other_role_acts_as_the_applications_own(spare: Embedded, database: Embedded) -> None:
    await migrate.prepare(spare, database="acting")
    owner = spare.owner.replace("/journal?", "/acting?")
    connection = await asyncpg.connect(spare.admin)
    try:
        await connection.execute("grant journal_app to journal_owner")
    finally:
        await connection.close()
    await migrate.migrate(owner)
    async with pool(owner):
        rows = await fetch_unscoped("select current_user as me, session_user as called")
        assert dict(rows[0]) == {"me": "journal_app", "called": "journal_owner"}
