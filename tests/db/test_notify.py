"""Hearing what others commit: news that may have been missed is made up for by looking afresh."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID, uuid4

import pytest

from journal.clinical.ids import ClinicId
from journal.db import notify
from journal.db.embedded import Embedded
from journal.db.notify import Listener

Connect = Callable[..., AbstractAsyncContextManager[Any]]
_LISTENERS = """
select pid from pg_stat_activity
where datname = current_database() and application_name = $1 and query in ('LISTEN "alert"', 'LISTEN alert', 'select 1')
"""


@pytest.fixture
async def listener(database: Embedded, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Listener]:
    monkeypatch.setattr(notify, "_RETRY_SECONDS", 0.1)
    made = Listener(database.app)
    yield made
    await made.stop()


async def _pids(connection: Any) -> set[int]:
    return {row["pid"] for row in await connection.fetch(_LISTENERS, notify.NAME)}


async def _started(listener: Listener, connection: Any) -> int:
    """Start it and wait until it listens; the process on the server that serves it."""
    before = await _pids(connection)
    await listener.start()
    for _ in range(250):
        if mine := await _pids(connection) - before:
            return mine.pop()
        await asyncio.sleep(0.02)
    raise AssertionError("it does not listen")


async def _tell(connection: Any, clinic: UUID, subject: str) -> None:
    await connection.execute("select pg_notify('journal', $1)", f"{clinic} {uuid4()} {subject}")


async def test_a_page_hears_its_own_clinic_and_no_other(listener: Listener, as_superuser: Connect) -> None:
    clinic = ClinicId(uuid4())
    async with as_superuser() as connection, listener.subscribe(clinic) as page:
        await _started(listener, connection)
        await _tell(connection, uuid4(), "1")
        await _tell(connection, clinic, "2")
        news = await page.next(seconds=5)
        assert news is not None
        assert (news.topic, news.clinic, news.subject) == ("journal", clinic, "2")
        assert await page.next(seconds=0.05) is None


async def test_when_the_connection_was_lost_every_page_is_told_to_look_afresh(
    listener: Listener, as_superuser: Connect
) -> None:
    clinic = ClinicId(uuid4())
    async with as_superuser() as connection, listener.subscribe(clinic) as page:
        pid = await _started(listener, connection)
        await connection.execute("select pg_terminate_backend($1)", pid)
        await _tell(connection, clinic, "1")
        with pytest.raises(EOFError):
            await page.next(seconds=5)
        # By now it listens again: what comes is heard.
        async with listener.subscribe(clinic) as again:
            await _tell(connection, clinic, "2")
            news = await again.next(seconds=5)
            assert news is not None
            assert news.subject == "2"


async def test_a_connection_that_fell_silent_is_noticed(
    listener: Listener, as_superuser: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network may drop a connection without a word to either end."""
    monkeypatch.setattr(notify, "_STILL_THERE_SECONDS", 0.1)
    asked = asyncio.Event()

    async def silent(_self: Listener, _connection: Any) -> None:
        asked.set()
        raise TimeoutError

    async with as_superuser() as connection, listener.subscribe(ClinicId(uuid4())) as page:
        await _started(listener, connection)
        monkeypatch.setattr(Listener, "_still_there", silent)
        with pytest.raises(EOFError):
            await page.next(seconds=5)
        assert asked.is_set()


async def test_while_no_server_takes_writes_the_listener_tries_again(
    database: Embedded, as_superuser: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As between two primaries."""
    monkeypatch.setattr(notify, "_RETRY_SECONDS", 0.1)
    listener = Listener(f"{database.app}&target_session_attrs=read-write")
    async with as_superuser() as connection:
        name = await connection.fetchval("select current_database()")
        await connection.execute(f'alter database "{name}" set default_transaction_read_only = on')
        try:
            before = await _pids(connection)
            await listener.start()
            await asyncio.sleep(0.3)
            assert await _pids(connection) == before
        finally:
            # Its own session began before, and may write.
            await connection.execute(f'alter database "{name}" reset default_transaction_read_only')
        try:
            for _ in range(250):
                if await _pids(connection) - before:
                    return
                await asyncio.sleep(0.02)
            pytest.fail("it does not listen")
        finally:
            await listener.stop()


async def test_a_page_that_does_not_read_is_told_to_look_afresh(listener: Listener, as_superuser: Connect) -> None:
    clinic = ClinicId(uuid4())
    async with as_superuser() as connection, listener.subscribe(clinic) as page:
        await _started(listener, connection)
        for number in range(notify._QUEUE + 20):
            await _tell(connection, clinic, str(number))
        await asyncio.sleep(0.3)
        for number in range(notify._QUEUE):
            news = await page.next(seconds=1)
            assert news is not None
            assert news.subject == str(number)
        with pytest.raises(EOFError):
            await page.next(seconds=1)
    assert not listener._subscribers
