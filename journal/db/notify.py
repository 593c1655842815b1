"""Hearing what others commit: one LISTEN connection a process, handed on to every open page.

A notification carries ids only, and is sent by the transaction that made the news, so it is heard after the
commit and never without it.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

import asyncpg

from journal.clinical.ids import ClinicId, PatientId
from journal.db.engine import PASSING

_CHANNELS = ("journal", "alert")
NAME = "journal listener"
"""What the connection calls itself on the server."""
_RETRY_SECONDS = 1.0
# A network may drop a silent connection without a word to either end.
_STILL_THERE_SECONDS = 30.0
_ANSWER_SECONDS = 5.0
# A page that does not read for this long has more news than it can show; it is told to look afresh.
_QUEUE = 100

_Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`topic` is journal or alert; `subject` the entry's number or the alert's id, as text."""

    topic: str
    clinic: ClinicId
    patient: PatientId
    subject: str


class Listener:
    """Keeps one connection listening, however often it breaks, and hands news to whoever subscribed."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._subscribers: set[asyncio.Queue[News | None]] = set()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin listening, in a task of its own."""
        self._task = asyncio.create_task(self._listen(), name="listener")

    async def stop(self) -> None:
        """Stop listening, and end every subscription."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._end_all()

    @contextlib.asynccontextmanager
    async def subscribe(self, clinic: ClinicId) -> AsyncIterator["Subscription"]:
        """Hear one clinic's news for as long as the block lasts."""
        queue: asyncio.Queue[News | None] = asyncio.Queue()
        self._subscribers.add(queue)
        try:
            yield Subscription(queue, clinic)
        finally:
            self._subscribers.discard(queue)

    async def _listen(self) -> None:
        missed = False
        while True:
            with contextlib.suppress(*PASSING, asyncpg.PostgresError):
                connection = await asyncpg.connect(self._url, server_settings={"application_name": NAME})
                try:
                    for channel in _CHANNELS:
                        await connection.add_listener(channel, self._hear)
                    if missed:
                        # What was told meanwhile nobody heard: every page looks afresh.
                        self._end_all()
                    await self._until_closed(connection)
                finally:
                    await connection.close(timeout=2)
            missed = True
            await asyncio.sleep(_RETRY_SECONDS)

    async def _until_closed(self, connection: _Connection) -> None:
        closed = asyncio.Event()
        connection.add_termination_listener(lambda _: closed.set())
        while not connection.is_closed():
            try:
                async with asyncio.timeout(_STILL_THERE_SECONDS):
                    await closed.wait()
            except TimeoutError:
                await self._still_there(connection)

    async def _still_there(self, connection: _Connection) -> None:
        """Return if the server answers."""
        await connection.fetchval("select 1", timeout=_ANSWER_SECONDS)

    def _end_all(self) -> None:
        for queue in self._subscribers:
            queue.put_nowait(None)

    def _hear(self, _connection: object, _pid: int, channel: str, payload: object) -> None:
        clinic, patient, subject = str(payload).split(" ")
        news = News(topic=channel, clinic=ClinicId(UUID(clinic)), patient=PatientId(UUID(patient)), subject=subject)
        for queue in self._subscribers:
            if queue.qsize() < _QUEUE:
                queue.put_nowait(news)
            elif queue.qsize() == _QUEUE:
                queue.put_nowait(None)


class Subscription:
    """One page's ear."""

    def __init__(self, queue: asyncio.Queue[News | None], clinic: ClinicId) -> None:
        self._queue = queue
        self._clinic = clinic

    async def next(self, *, seconds: float) -> News | None:
        """The clinic's next news, or None after `seconds` of silence. Raises EOFError when it has ended."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    news = await self._queue.get()
                    if news is None:
                        raise EOFError
                    if news.clinic == self._clinic:
                        return news
        return None
