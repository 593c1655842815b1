"""The journal's promises while many write at once: gap-free numbers, each entry once, each alert once, or nothing."""

import asyncio
import random
from contextvars import copy_context
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from journal.actions import journal
from journal.actions.batch import Result, Status
from journal.clinical.entries import CheckIn, Draft, Event, QuestionnaireResponse
from journal.clinical.errors import NotFound
from journal.clinical.ids import EntryId
from journal.db import alerts, audit
from journal.db import journal as store
from journal.db.engine import Unavailable, fetch, transaction
from tests.db.conftest import Connect, as_superuser
from tests.support import NOON, PHQ9, ZONE, Cast, Member, uuid7

__all__ = ["as_superuser"]

TASKS, SYNCS = 8, 25


def draft(**fields: Any) -> Draft:
    made = Draft(id=EntryId(UUID(uuid7(NOON))), occurred_at=NOON, zone=ZONE, content=CheckIn(mood=5, function=5))
    return replace(made, **fields)


def phq9() -> Draft:
    answers = dict.fromkeys(PHQ9, 2)
    return draft(content=QuestionnaireResponse(questionnaire="phq-9", version="1", answers=answers))


async def send(member: Member, *drafts: Draft) -> tuple[Result, ...]:
    return (await journal.sync(member.scope, member.own, drafts, after=0, device="x", now=NOON)).results


async def stored(connect: Connect, member: Member) -> list[Any]:
    async with connect() as connection:
        rows: list[Any] = await connection.fetch(
            "select number, id, replaces from entry where patient_id = $1 order by number", member.own
        )
        return rows


async def counted(connect: Connect, table: str, where: str = "true", *args: object) -> int:
    async with connect() as connection:
        return int(await connection.fetchval(f"select count(*) from {table} where {where}", *args))


async def test_200_syncs_at_once_count_without_a_gap_or_a_double(cast: Cast, as_superuser: Connect) -> None:
    async def phone(number: int) -> list[Result]:
        chance = random.Random(number)
        results: list[Result] = []
        for _ in range(SYNCS):
            results += await send(cast.alice, *[draft() for _ in range(chance.randint(0, 3))])
            await asyncio.sleep(0)
        return results

    results = [result for done in await asyncio.gather(*map(phone, range(TASKS))) for result in done]
    rows = await stored(as_superuser, cast.alice)
    assert [row["number"] for row in rows] == list(range(1, len(results) + 1))
    # Each phone was told the very numbers its entries have.
    told = {result.id: result.revision.number for result in results if result.revision}
    assert told == {row["id"]: row["number"] for row in rows}
    async with as_superuser() as connection:
        last = await connection.fetchval("select last_number from patient where id = $1", cast.alice.own)
    assert last == len(rows)
    assert await counted(as_superuser, "audit", "action = 'entry.record'") == len(rows)


async def test_what_one_phone_reads_while_others_write_has_no_hole(cast: Cast) -> None:
    done = asyncio.Event()
    seen: list[int] = []

    async def write() -> None:
        await asyncio.gather(*[send(cast.alice, draft(), draft()) for _ in range(40)])
        done.set()

    async def read() -> None:
        cursor, finished = 0, False
        while not finished:
            finished = done.is_set()
            page = await journal.read_after(cast.alice.scope, cast.alice.own, cursor, now=NOON)
            seen.extend(revision.number for revision in page.revisions)
            cursor = page.cursor

    await asyncio.gather(write(), read())
    assert seen == list(range(1, 81))


async def test_two_phones_replace_the_same_revision_and_one_is_accepted(cast: Cast, as_superuser: Connect) -> None:
    for _ in range(10):
        first = draft()
        await send(cast.alice, first)
        answers = await asyncio.gather(*[send(cast.alice, draft(replaces=first.id)) for _ in range(4)])
        results = [answer[0] for answer in answers]
        assert sorted(result.status for result in results) == [Status.ACCEPTED, *[Status.CONFLICT] * 3]
        winner = next(result.id for result in results if result.status is Status.ACCEPTED)
        standing = [result.revision.entry.id for result in results if result.revision]
        assert set(standing) == {winner}
    assert await counted(as_superuser, "entry", "replaces is not null") == 10


async def test_a_batch_sent_by_five_at_once_is_stored_once(cast: Cast, as_superuser: Connect) -> None:
    batch = [draft(occurred_at=NOON - timedelta(minutes=minute)) for minute in range(20)] + [phq9()]
    answers = await asyncio.gather(*[send(cast.alice, *batch) for _ in range(5)])
    statuses = sorted(answer[0].status for answer in answers)
    assert statuses == [Status.ACCEPTED, *[Status.DUPLICATE] * 4]
    assert [row["id"] for row in await stored(as_superuser, cast.alice)] == [each.id for each in batch]
    assert await counted(as_superuser, "alert") == 1
    assert await counted(as_superuser, "audit", "action = 'entry.record'") == len(batch)


async def test_patients_do_not_wait_for_one_another(cast: Cast) -> None:
    elsewhere = copy_context()
    async with transaction(cast.alice.scope):
        await store.lock(cast.alice.scope, cast.alice.own)
        async with asyncio.timeout(3):
            results = await asyncio.create_task(send(cast.bob, draft()), context=elsewhere)
    assert results[0].status is Status.ACCEPTED


async def test_entries_their_alerts_and_their_audit_rows_stand_or_fall_together(
    cast: Cast, as_superuser: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = alerts.add

    async def and_die(*args: Any) -> None:
        await add(*args)
        backend = (await fetch("select pg_backend_pid() as pid"))[0]["pid"]
        async with as_superuser() as connection:
            await connection.execute("select pg_terminate_backend($1, 5000)", backend)

    entry = phq9()
    with monkeypatch.context() as patched:
        patched.setattr(alerts, "add", and_die)
        with pytest.raises(Unavailable):
            await send(cast.alice, entry)
    for table in ("entry", "alert", "audit"):
        assert await counted(as_superuser, table) == 0, table
    assert (await send(cast.alice, entry))[0].status is Status.ACCEPTED
    assert [row["number"] for row in await stored(as_superuser, cast.alice)] == [1]
    assert await counted(as_superuser, "alert") == 1


async def test_a_cancelled_sync_leaves_no_half(cast: Cast, as_superuser: Connect) -> None:
    for delay in range(12):
        task = asyncio.create_task(send(cast.alice, draft(), phq9()))
        await asyncio.sleep(delay / 1000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    rows = await stored(as_superuser, cast.alice)
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) % 2 == 0
    assert await counted(as_superuser, "alert") == len(rows) // 2
    assert await counted(as_superuser, "audit", "action = 'entry.record'") == len(rows)


async def test_a_chain_of_corrections_in_one_batch_keeps_its_order(cast: Cast, as_superuser: Connect) -> None:
    chain = [draft()]
    for _ in range(5):
        chain.append(draft(replaces=chain[-1].id))
    assert {result.status for result in await send(cast.alice, *chain)} == {Status.ACCEPTED}
    assert [row["replaces"] for row in await stored(as_superuser, cast.alice)] == [each.replaces for each in chain]
    again = await send(cast.alice, *chain)
    assert {result.status for result in again} == {Status.DUPLICATE}


async def test_a_batch_that_forks_is_accepted_up_to_the_fork(cast: Cast) -> None:
    first = draft()
    results = await send(cast.alice, first, draft(replaces=first.id), draft(replaces=first.id))
    assert [result.status for result in results] == [Status.ACCEPTED, Status.ACCEPTED, Status.CONFLICT]


async def test_an_entry_that_replaces_itself_is_refused(cast: Cast) -> None:
    own = draft()
    results = await send(cast.alice, replace(own, replaces=own.id))
    assert results[0].status is Status.REJECTED
    assert results[0].problems[0].pointer == "/replaces"


async def test_an_id_twice_in_a_batch_is_stored_once(cast: Cast, as_superuser: Connect) -> None:
    first = draft()
    other = replace(first, content=Event(title="x"))
    results = await send(cast.alice, first, first, other)
    assert [result.status for result in results] == [Status.ACCEPTED, Status.ACCEPTED, Status.REJECTED]
    assert len(await stored(as_superuser, cast.alice)) == 1


async def test_nobody_writes_in_anothers_journal(cast: Cast, as_superuser: Connect) -> None:
    for member in (cast.bob, cast.dana, cast.nadia, cast.carol, cast.sam):
        for patient in (cast.alice.own, uuid4()):
            with pytest.raises(NotFound):
                await journal.sync(member.scope, patient, [draft()], after=0, device="x", now=NOON)  # type: ignore[arg-type]  # an invented id
    assert await counted(as_superuser, "entry") == 0


async def test_the_audit_row_falls_with_what_it_tells_of(cast: Cast, as_superuser: Connect) -> None:

    async def fail() -> None:
        async with transaction(cast.alice.scope):
            await audit.note(cast.alice.scope, "entry.record", at=NOON, patient=cast.alice.own)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert await counted(as_superuser, "audit") == 0
