"""Reading five years of one patient: over the wire, unchanged, and the analysis by itself."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, timedelta
from itertools import count
from statistics import median

from bench.generator import Connection, Step
from bench.processes import Failed, Served
from bench.report import Budget, Line, side_by_side
from bench.stage import FIVE_YEARS_DAYS, Member, Stage
from journal.clinical import recovery
from journal.db import check_ins, sessions
from journal.db.engine import transaction

CLIENTS = 8
ANALYSES = 40

# PocketBase 0.40 listing 1,000 records of one owner, 8 clients, 49 times a second, measured before (see
# docs/performance.md), as so many more days.
PEER_LIST = 49 * 1000 / FIVE_YEARS_DAYS


async def measure(stage: Stage, ours: Served, bare: Served) -> list[Line]:
    """Cold, unchanged, and the analysis alone."""
    async with _clients(ours, stage.reader) as connections, _clients(bare, stage.reader) as bares:
        path = f"/api/v1/patients/{stage.reader.patient}/recovery"
        whole = await connections[0].get(path)
        if whole.status != 200:
            raise Failed(f"Recovery could not be read: status {whole.status}.")
        days = count(1)
        known = f'If-None-Match: "{whole.tag}"\r\n'
        size = len(whole.body)
        found = await side_by_side(
            {
                "cold": [_cold(connection, path, days) for connection in connections],
                "bytes": [_expect(connection, f"/bare/{size}", "", 200) for connection in bares],
                "unchanged": [_expect(connection, path, known, 304) for connection in connections],
                "nothing": [_expect(connection, "/bare/unchanged", "", 304) for connection in bares],
            }
        )
    cold = f"recovery, five years ({size / 1000:.0f} KB), cold"
    unchanged = "recovery, five years, unchanged"
    listed = Budget(sign="≥", limit=10, unit="×")
    half = Budget(sign="≥", limit=0.5, unit="×")
    return [
        Line(work=cold, ours=found["cold"], unit="/s", reference=found["bytes"], against="bare handler"),
        Line(
            work=cold, ours=found["cold"], unit="/s", reference=PEER_LIST, against="PocketBase, recorded", budget=listed
        ),
        Line(
            work=unchanged,
            ours=found["unchanged"],
            unit="/s",
            reference=found["nothing"],
            against="bare handler",
            budget=half,
        ),
        *await _analysis(stage),
    ]


async def _analysis(stage: Stage) -> list[Line]:
    """The analysis of the same five years: the median, by the clock and by the processor's own, and the quickest, which
    what else goes on in the machine has lengthened least.
    """
    async with transaction(stage.reader.scope):
        ratings = await check_ins.ratings(stage.reader.scope, stage.reader.patient)
        held = await sessions.of(stage.reader.scope, stage.reader.patient)
    first, last = date.fromordinal(ratings.day[0]), date.fromordinal(ratings.day[-1])
    taken, used = [], []
    for _ in range(ANALYSES):
        begun, spent = time.perf_counter(), time.process_time()
        recovery.analyse(ratings, held, start=first, end=last, today=last + timedelta(days=1))
        taken.append((time.perf_counter() - begun) * 1000)
        used.append((time.process_time() - spent) * 1000)
    work = f"analysis, {len(ratings.day):,} check-ins, {len(held)} sessions"
    return [
        Line(work=work, ours=median(taken), unit="ms", budget=Budget(sign="≤", limit=5, unit="ms")),
        Line(work=f"{work}, processor", ours=median(used), unit="ms"),
        Line(work=f"{work}, quickest of {ANALYSES}", ours=min(taken), unit="ms"),
    ]


def _cold(connection: Connection, path: str, days: "count[int]") -> Step:
    """Each time another question with the same answer: a beginning some days before the first entry."""
    long_ago = date(1990, 1, 1)

    async def step() -> int:
        start = long_ago + timedelta(days=next(days) % 9000)
        return await _expect(connection, f"{path}?from={start}", "", 200)()

    return step


def _expect(connection: Connection, path: str, extra: str, status: int) -> Step:
    async def step() -> int:
        answer = await connection.get(path, extra)
        if answer.status != status:
            raise Failed(f"A read was answered with status {answer.status}.")
        return 1

    return step


@asynccontextmanager
async def _clients(server: Served, member: Member) -> AsyncIterator[list[Connection]]:
    async with AsyncExitStack() as stack:
        opened = []
        for _ in range(CLIENTS):
            connection = await Connection.open(server.port, {"Cookie": f"__Host-sid={member.token}"})
            stack.callback(connection.close)
            opened.append(connection)
        yield opened
