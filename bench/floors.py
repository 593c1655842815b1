"""What PostgreSQL itself takes, by bare asyncpg on connections that are kept, flushed to disk at each commit.

Two floors under a write: one INSERT, and the transaction that a journal's append cannot do without, in as few round
trips as PostgreSQL allows: the scope, the row lock, one statement for entries, audit and counter.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeAlias

import asyncpg

from bench.generator import Step
from bench.stage import DEVICE, Member
from bench.wire import CONTENT
from bench.writings import ZONE
from journal.actions.identity import new_id
from journal.db.embedded import Embedded

_TABLE = (
    "create table bench_row (id uuid primary key, content jsonb not null); grant insert on bench_row to journal_app"
)
_INSERT = "insert into bench_row (id, content) values ($1, $2)"
_SCOPE = """
select set_config('app.clinic', $1, true), set_config('app.patient', $2, true), set_config('app.actor', $3, true)
"""
_LOCK = "select last_number from patient where clinic_id = $1 and id = $2 for no key update"
_APPEND = """
with stored as (
    insert into entry (clinic_id, patient_id, number, id, kind, occurred_at, zone, offset_minutes, local_date,
                       recorded_at, received_at, late, source, author_id, device, content, mood, function)
    select $1, $2, $5 + place, id, 'check_in', $6, $7, -300, ($6::timestamptz)::date, $6, $6, false, 'patient', $3,
           $8, $9, 6, 5
    from unnest($4::uuid[]) with ordinality as sent(id, place)
), audited as (
    insert into audit (clinic_id, at, actor_id, action, patient_id, subject_id)
    select $1, $6, $3, 'entry.record', $2, id from unnest($4::uuid[]) as id
)
update patient set last_number = $5 + cardinality($4::uuid[]) where clinic_id = $1 and id = $2
"""

Connection: TypeAlias = Any
"""asyncpg's, which ships no types."""


async def prepare(server: Embedded) -> None:
    """Make the table of the bare INSERT."""
    connection = await asyncpg.connect(server.owner)
    try:
        await connection.execute(_TABLE)
    finally:
        await connection.close()


@asynccontextmanager
async def connections(server: Embedded, number: int) -> AsyncIterator[list[Connection]]:
    """Connections as the role the journal acts as."""
    async with AsyncExitStack() as stack:
        opened = []
        for _ in range(number):
            connection = await asyncpg.connect(server.app)
            stack.push_async_callback(connection.close)
            opened.append(connection)
        yield opened


def inserts(opened: Sequence[Connection]) -> list[Step]:
    """One row a statement, one statement a commit."""
    return [_insert(connection) for connection in opened]


def transactions(opened: Sequence[Connection], members: Sequence[Member], entries: int) -> list[Step]:
    """`entries` entries a transaction, each connection in a journal of its own."""
    return [_transaction(connection, member, entries) for connection, member in zip(opened, members, strict=True)]


def _insert(connection: Connection) -> Step:
    async def step() -> int:
        await connection.execute(_INSERT, new_id(), CONTENT)
        return 1

    return step


def _transaction(connection: Connection, member: Member, entries: int) -> Step:
    clinic, patient, actor = member.scope.clinic, member.patient, member.scope.actor

    async def step() -> int:
        now = datetime.now(UTC)
        ids = [new_id() for _ in range(entries)]
        async with connection.transaction():
            await connection.fetchrow(_SCOPE, str(clinic), str(patient), str(actor))
            last = await connection.fetchval(_LOCK, clinic, patient)
            await connection.execute(_APPEND, clinic, patient, actor, ids, last, now, ZONE, DEVICE, CONTENT)
        return entries

    return step
