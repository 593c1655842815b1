"""Not one byte is free where the database keeps its files, first for its tables, then for its log too."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress

import asyncpg
import pytest

from tests.faults.conftest import Say, Scale, Score
from tests.faults.disks import filled, small_disk
from tests.faults.journal_process import served
from tests.faults.load import compare, load
from tests.faults.postgres import FOLDERS, Server, server
from tests.support import Cast

MEGABYTES = 200
FULL_SECONDS = 30
LONGEST_SECONDS = 15


@pytest.fixture
def postgres() -> Iterator[Server]:
    """A server whose files lie on a small disk."""
    with small_disk(FOLDERS / f"disk-{os.getpid()}", megabytes=MEGABYTES) as disk, server(disk / "data") as made:
        yield made


async def test_a_full_disk_is_a_503_and_the_journal_recovers_by_itself(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    seconds = scale(2, FULL_SECONDS)
    async with served(postgres.folder) as journal:
        async with load(journal, people, seed=seed) as phones:
            await phones.until(20)
            phones.forget()
            with filled(postgres.folder):
                await phones.until_unavailable(5)
                say(f"no room for a table: {dict(phones.answers)}")
                await asyncio.sleep(seconds / 2)
                await _use_up_the_log(postgres)
                await phones.until_unavailable(5)
                say(f"no room for the log: {dict(phones.answers)}")
                await asyncio.sleep(seconds / 2)
            back = await journal.until_ready()
            await phones.until(20)
            answers, slowest = phones.answers, phones.slowest
            say(f"{dict(answers)}; slowest answer {slowest:.1f} s; back after {back:.1f} s")
        found = await compare(journal, phones)
    score(
        "disk full: 503 + Retry-After, no false acknowledgement, recovers alone",
        FULL_SECONDS,
        found.all + len(phones.refused) + answers["timeout"] + (slowest > LONGEST_SECONDS),
        run=seconds,
        lost=found.lost,
        doubled=found.doubled,
        changed=found.changed,
        wrong_answers=len(phones.refused),
        unavailable=answers["503"],
        slowest_answer=round(slowest, 1),
        back_after=round(back, 1),
    )


async def _use_up_the_log(postgres: Server) -> None:
    """Begin new segments of the write-ahead log until there is no room for one: PostgreSQL then ends itself."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        connection = await asyncpg.connect(postgres.addresses.admin)
        try:
            while True:
                await connection.execute("select pg_logical_emit_message(false, 'filler', 'x'), pg_switch_wal()")
        finally:
            await connection.close()
