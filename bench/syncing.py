"""Sync: the path every phone takes."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import asyncpg

from bench import floors
from bench.generator import Connection, Step
from bench.processes import Failed, Served
from bench.report import Budget, Line, side_by_side
from bench.stage import Member, Stage
from bench.wire import Phone

CLIENTS = 32
BATCH = 30
HEADERS = {"X-Journal-Client": "bench/1"}

# PocketBase 0.40 (SQLite's WAL, no flush at a commit, an owner rule), measured before on two cores: see
# docs/performance.md. It is not started here.
PEER_CREATE = {1: 1280.0, CLIENTS: 2240.0}
PEER_BATCH = 2250.0


async def measure(stage: Stage, ours: Served, bare: Served) -> list[Line]:
    """One entry by one client and by many, then thirty in one call."""
    await floors.prepare(stage.database)
    lines: list[Line] = []
    for clients in (1, CLIENTS):
        found = await _compare(stage, ours, bare, stage.writers[:clients], 1)
        lines += _one(found, clients)
    found = await _compare(stage, ours, bare, stage.writers[:1], BATCH)
    return [*lines, *_many(found)]


def _one(found: dict[str, float], clients: int) -> list[Line]:
    work = f"sync 1 entry, {clients} client{'s' * (clients > 1)}"
    held = clients == CLIENTS

    def against(name: str, reference: float, least: float | None = None) -> Line:
        budget = Budget(sign="≥", limit=least, unit="×") if least and held else None
        return Line(work=work, ours=found["ours"], unit="/s", reference=reference, against=name, budget=budget)

    return [
        against("bare handler", found["handler"]),
        against("bare INSERT", found["insert"]),
        against("bare transaction", found["transaction"], 0.5),
        against("PocketBase create, recorded", PEER_CREATE[clients], 1.0),
    ]


def _many(found: dict[str, float]) -> list[Line]:
    def against(name: str, reference: float, budget: Budget | None = None) -> Line:
        work = f"sync {BATCH} entries in one call"
        return Line(work=work, ours=found["ours"], unit="entries/s", reference=reference, against=name, budget=budget)

    return [
        against("bare handler, as many bytes", found["handler"]),
        against("bare INSERT, one by one", found["insert"]),
        against(f"bare transaction of {BATCH}", found["transaction"]),
        against("PocketBase batch, recorded", PEER_BATCH, Budget(sign="≥", limit=5, unit="×")),
    ]


async def _compare(
    stage: Stage, ours: Served, bare: Served, members: Sequence[Member], entries: int
) -> dict[str, float]:
    """Rates in entries per second."""
    async with (
        _phones(ours, members) as phones,
        floors.connections(stage.database, len(members)) as opened,
        AsyncExitStack() as stack,
    ):
        answer = await phones[0].send(phones[0].body(entries), entries)
        handlers = [_bare(await _opened(stack, bare), phone, entries, f"/bare/{len(answer.body)}") for phone in phones]
        found = await side_by_side(
            {
                "ours": [phone.step(entries) for phone in phones],
                "handler": handlers,
                "insert": floors.inserts(opened),
                "transaction": floors.transactions(opened, stage.others[: len(members)], entries),
            }
        )
        await _none_lost(stage, members, phones)
    return found


def _bare(connection: Connection, phone: Phone, entries: int, path: str) -> Step:
    """The same body to the handler that looks at nothing."""

    async def step() -> int:
        await connection.post(path, phone.body(entries))
        return entries

    return step


@asynccontextmanager
async def _phones(ours: Served, members: Sequence[Member]) -> AsyncIterator[list[Phone]]:
    async with AsyncExitStack() as stack:
        phones = []
        for member in members:
            headers = HEADERS | {"Cookie": f"__Host-sid={member.token}"}
            phone = Phone(await _opened(stack, ours, headers), member)
            await phone.begin()
            phones.append(phone)
        yield phones


async def _opened(stack: AsyncExitStack, server: Served, headers: dict[str, str] | None = None) -> Connection:
    connection = await Connection.open(server.port, headers or {})
    stack.callback(connection.close)
    return connection


async def _none_lost(stage: Stage, members: Sequence[Member], phones: Sequence[Phone]) -> None:
    """A rate counts only if everything acknowledged is there. Raises Failed where it is not."""
    connection = await asyncpg.connect(stage.admin_url)
    try:
        stored = await connection.fetchval(
            "select count(*) from entry where patient_id = any($1::uuid[])", [member.patient for member in members]
        )
    finally:
        await connection.close()
    if stored != sum(phone.acknowledged for phone in phones):
        raise Failed("Not every acknowledged entry was stored, or some were stored twice.")
