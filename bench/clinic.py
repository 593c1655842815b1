"""What a clinic waits for: its worklist, and the page for the primary physician."""

import io
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from statistics import median, quantiles

from pypdf import PdfReader

from bench.generator import Answer, Connection
from bench.processes import Failed, Served
from bench.report import Budget, Line
from bench.stage import BUSY, QUIET, ZONE, Member, Stage
from journal.actions import worklist
from journal.clinical.dates import local_day
from journal.db import engine

LOOKS = 60
PAGES = 15
PERIOD = timedelta(days=90)


async def measure(stage: Stage, ours: Served, now: datetime) -> list[Line]:
    """Worklist and page, one at a time by one client."""
    async with _client(ours, stage.busy) as connection:
        begun = time.perf_counter()
        await connection.get("/api/v1/patients")
        first_look = time.perf_counter() - begun
        taken, _ = await _timed(LOOKS, lambda: connection.get("/api/v1/patients"))
    many, few = await _queries(stage.busy, now), await _queries(stage.quiet, now)
    work = f"worklist of {BUSY:,} patients"
    return [
        Line(work=f"{work}, nothing kept yet", ours=first_look, unit="s"),
        Line(work=f"{work}, median", ours=median(taken), unit="ms"),
        Line(
            work=f"{work}, p99 of {LOOKS}",
            ours=quantiles(taken, n=100, method="inclusive")[98],
            unit="ms",
            budget=Budget(sign="≤", limit=50, unit="ms"),
        ),
        Line(
            work=f"statements for {BUSY:,} patients",
            ours=many,
            unit="",
            reference=few,
            against=f"for {QUIET} patients",
            budget=Budget(sign="≤", limit=1, unit="×"),
        ),
        *await _page(stage, ours, now),
    ]


async def _page(stage: Stage, ours: Served, now: datetime) -> list[Line]:
    today = local_day(now, ZONE)
    order = {
        "from": (today - PERIOD).isoformat(),
        "to": today.isoformat(),
        "format": "pdf",
        "bottom_line": "",
        "asks": [],
        "recipient": "Primary physician",
    }
    path, body = f"/api/v1/patients/{stage.reader.patient}/summary", json.dumps(order).encode()
    async with _client(ours, stage.reader) as connection:
        taken, answer = await _timed(PAGES, lambda: connection.post(path, body))
    sides = len(PdfReader(io.BytesIO(answer.body)).pages)
    return [
        Line(work="page as PDF", ours=median(taken), unit="ms", budget=Budget(sign="≤", limit=300, unit="ms")),
        Line(work="page as PDF", ours=sides, unit="pages", budget=Budget(sign="≤", limit=1, unit="page")),
        Line(
            work="page as PDF",
            ours=len(answer.body) / 1000,
            unit="KB",
            budget=Budget(sign="≤", limit=100, unit="KB"),
        ),
    ]


async def _timed(times: int, call: Callable[[], Awaitable[Answer]]) -> tuple[list[float], Answer]:
    """Milliseconds of each call after a first one, and the last answer."""
    answer = await call()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        answer = await call()
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise Failed(f"A clinic's call was answered with status {answer.status}.")
    return taken, answer


async def _queries(provider: Member, now: datetime) -> int:
    """Statements that one look at the worklist sends, those that open and end the transaction included."""
    pool = engine.bound().pool
    if pool is None:
        raise Failed("The pool is closed.")
    sent: list[str] = []
    # The pool hands out the connection given back last, so this is the one that the worklist will use.
    async with pool.acquire() as connection:
        connection.add_query_logger(lambda record: sent.append(record.query))
    # What a first look has made, the ones after it find.
    await worklist.read(provider.scope, now=now)
    sent.clear()
    await worklist.read(provider.scope, now=now)
    return len(sent)


@asynccontextmanager
async def _client(server: Served, member: Member) -> AsyncIterator[Connection]:
    connection = await Connection.open(
        server.port, {"X-Journal-Client": "bench/1", "Cookie": f"__Host-sid={member.token}"}
    )
    try:
        yield connection
    finally:
        connection.close()
