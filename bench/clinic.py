"""What a clinic waits for: its worklist, its results, and what leaves for the primary physician."""

import io
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from statistics import median, quantiles

from pypdf import PdfReader

from bench.generator import Answer, Connection
from bench.processes import Failed, Served
from bench.report import Budget, Line
from bench.stage import BUSY, DEVICE, FIVE_YEARS_DAYS, QUIET, Member, Stage
from bench.writings import ZONE
from journal.actions import journal, worklist
from journal.actions.identity import new_id
from journal.clinical.dates import local_day
from journal.clinical.entries import CheckIn, Draft, Source
from journal.clinical.ids import EntryId
from journal.clinical.people import Scope
from journal.clinical.rules import RuleSet
from journal.clinical.rules import rules as rule_set
from journal.db import engine, figures, rules
from journal.db.engine import transaction

LOOKS = 60
NEWS = 7
WORKLIST, RESULTS = "/api/v1/patients", "/api/v1/clinic/results"
BARE = "bare handler, as many bytes"
PAGES = 15
PERIOD = timedelta(days=90)


async def measure(stage: Stage, ours: Served, bare: Served, now: datetime) -> list[Line]:
    """Worklist, results and page, one at a time by one client; floors are the same bytes from a handler that looks at
    nothing, asked in turn.
    """
    return [
        *await _worklist(stage, ours, bare, now),
        *await _results(stage, ours, bare, now),
        *await _leaving(stage, ours, now),
    ]


async def _worklist(stage: Stage, ours: Served, bare: Served, now: datetime) -> list[Line]:
    async with _client(ours, stage.busy) as connection, _client(bare, stage.busy) as floor:
        await connection.get(WORKLIST)
        await _move_a_rule(stage.busy, now)
        begun = time.perf_counter()
        answer = await connection.get(WORKLIST)
        anew = time.perf_counter() - begun
        bytes_ = f"/bare/{len(answer.body)}"
        used = ours.processor()
        taken, least = await _in_turn(LOOKS, lambda: connection.get(WORKLIST), lambda: floor.get(bytes_))
        used = ours.processor() - used
    many, few = await _queries(stage.busy, now), await _queries(stage.quiet, now)
    work = f"worklist of {BUSY:,} patients"
    return [
        Line(work=f"{work}, all anew after a rule has moved", ours=anew, unit="s"),
        Line(work=f"{work}, median", ours=median(taken), unit="ms", reference=median(least), against=BARE),
        Line(
            work=f"{work}, p99 of {LOOKS}",
            ours=_p99(taken),
            unit="ms",
            reference=_p99(least),
            against=BARE,
            budget=Budget(sign="≤", limit=50, unit="ms"),
        ),
        Line(work=f"{work}, processor a look, without the database's", ours=used / (LOOKS + 1) * 1000, unit="ms"),
        Line(
            work=f"statements for {BUSY:,} patients",
            ours=many,
            unit="",
            reference=few,
            against=f"for {QUIET} patients",
            budget=Budget(sign="≤", limit=1, unit="×"),
        ),
    ]


async def _results(stage: Stage, ours: Served, bare: Served, now: datetime) -> list[Line]:
    """First with nothing in the worker's memory, then each time after somebody has written, then with nothing new."""
    async with _client(ours, stage.busy) as connection, _client(bare, stage.busy) as floor:
        begun = time.perf_counter()
        answer = await connection.get(RESULTS)
        first = (time.perf_counter() - begun) * 1000
        written, used = [], ours.processor()
        for place in range(NEWS):
            await _write(stage.busy, place, now)
            taken, _ = await _timed(1, lambda: connection.get(RESULTS), first=False)
            written += taken
        used = ours.processor() - used
        bytes_ = f"/bare/{len(answer.body)}"
        taken, least = await _in_turn(LOOKS, lambda: connection.get(RESULTS), lambda: floor.get(bytes_))
    work, soon = f"results of {BUSY:,} patients", Budget(sign="≤", limit=500, unit="ms")
    return [
        Line(work=f"{work}, first look", ours=first, unit="ms"),
        Line(work=f"{work}, after an entry, median of {NEWS}", ours=median(written), unit="ms", budget=soon),
        Line(work=f"{work}, after an entry, processor a look, likewise", ours=used / NEWS * 1000, unit="ms"),
        Line(work=f"{work}, nothing new, median", ours=median(taken), unit="ms", reference=median(least), against=BARE),
        Line(work=f"{work}, nothing new, p99 of {LOOKS}", ours=_p99(taken), unit="ms", budget=soon),
    ]


async def _move_a_rule(provider: Member, now: datetime) -> None:
    """As an admin does it: all that was made by the rules before is to be made anew."""
    async with transaction(provider.scope):
        last = await rules.of(provider.scope)
        moved = rule_set(last.version + 1, {"fading.ahead": last.count("fading.ahead") + 1}, {})
        await rules.add(provider.scope, RuleSet(rules=moved, made_at=now, made_by=None))


async def _write(provider: Member, place: int, now: datetime) -> None:
    """A check-in of one of the provider's patients."""
    async with transaction(provider.scope):
        patient = (await figures.cared_for(provider.scope))[place].id
    draft = Draft(id=EntryId(new_id()), occurred_at=now, zone=ZONE, content=CheckIn(mood=6, function=5))
    program = Scope(clinic=provider.scope.clinic, role=None)
    await journal.record(program, patient, [draft], device=DEVICE, now=now, source=Source.IMPORT)


def _p99(taken: Sequence[float]) -> float:
    return quantiles(taken, n=100, method="inclusive")[98]


async def _leaving(stage: Stage, ours: Served, now: datetime) -> list[Line]:
    """The page of three months, and the FHIR document of five years, the page within it."""
    today = local_day(now, ZONE)
    path, order = f"/api/v1/patients/{stage.reader.patient}/summary", _order(today - PERIOD, today, "pdf")
    whole = _order(today - timedelta(days=FIVE_YEARS_DAYS), today, "fhir")
    async with _client(ours, stage.reader) as connection:
        taken, answer = await _timed(PAGES, lambda: connection.post(path, order))
        waited, document = await _timed(PAGES, lambda: connection.post(path, whole))
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
        Line(
            work=f"FHIR document of five years ({len(document.body) / 1e6:.1f} MB)",
            ours=median(waited),
            unit="ms",
            budget=Budget(sign="≤", limit=500, unit="ms"),
        ),
    ]


def _order(start: date, end: date, format_: str) -> bytes:
    asked = {"from": start.isoformat(), "to": end.isoformat(), "format": format_, "recipient": "Primary physician"}
    return json.dumps(asked).encode()


async def _timed(
    times: int, call: Callable[[], Awaitable[Answer]], *, first: bool = True
) -> tuple[list[float], Answer]:
    """Milliseconds of each call, after a first one that is not counted where `first`, and the last answer."""
    answer = await call() if first else None
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        answer = await call()
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise Failed(f"A clinic's call was answered with status {answer.status}.")
    if answer is None:
        raise Failed("Nothing was called.")
    return taken, answer


async def _in_turn(
    times: int, ours: Callable[[], Awaitable[Answer]], floor: Callable[[], Awaitable[Answer]]
) -> tuple[list[float], list[float]]:
    """Milliseconds of each call of both, one after the other, so that what disturbs one disturbs both."""
    await ours()
    await floor()
    taken, least = [], []
    for _ in range(times):
        taken += (await _timed(1, ours, first=False))[0]
        least += (await _timed(1, floor, first=False))[0]
    return taken, least


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
