"""Every connection of the pool is taken: each waits for a lock that somebody else holds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from tests.faults.conftest import Say, Scale, Score
from tests.faults.journal_process import served
from tests.faults.load import compare, load
from tests.faults.postgres import Server
from tests.support import Cast

FULL_SECONDS = 30
PHONES_EACH = 8
"""Of three patients: more than twice as many requests at once as there are connections."""
LONGEST_SECONDS = 15
BACK_SECONDS = 5


async def test_a_pool_without_a_free_connection_is_a_503_in_time_and_the_journal_recovers_by_itself(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    seconds = scale(6, FULL_SECONDS)
    async with served(postgres.folder) as journal:
        async with load(journal, people, seed=seed, each=PHONES_EACH) as phones:
            await phones.until(50)
            async with _locked(postgres):
                phones.forget()
                before = phones.acknowledged
                await asyncio.sleep(seconds)
                meanwhile = phones.acknowledged - before
            back = await journal.until_ready()
            await phones.until(50)
            answers, slowest = phones.answers, phones.slowest
            say(f"{dict(answers)}; slowest answer {slowest:.1f} s; back after {back:.1f} s")
        found = await compare(journal, phones)
    assert answers["503"] >= PHONES_EACH
    score(
        "connection pool exhausted: 503 + Retry-After, no false acknowledgement, recovers alone",
        FULL_SECONDS,
        found.all + len(phones.refused) + answers["timeout"] + (slowest > LONGEST_SECONDS) + (back > BACK_SECONDS),
        run=seconds,
        lost=found.lost,
        doubled=found.doubled,
        changed=found.changed,
        acknowledged_meanwhile=meanwhile,
        wrong_answers=len(phones.refused),
        unavailable=answers["503"],
        slowest_answer=round(slowest, 1),
        back_after=round(back, 1),
    )


@asynccontextmanager
async def _locked(postgres: Server) -> AsyncIterator[None]:
    """Nobody can write in any journal for the length of the block."""
    connection = await asyncpg.connect(postgres.addresses.admin.replace("/postgres?", "/journal?"))
    try:
        async with connection.transaction():
            await connection.execute("select id from patient for update")
            yield
    finally:
        await connection.close()
