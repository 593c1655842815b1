"""PostgreSQL stands still: it takes connections and answers nothing."""

import asyncio

from tests.faults.conftest import Say, Scale, Score
from tests.faults.journal_process import served
from tests.faults.load import compare, load
from tests.faults.postgres import Server
from tests.support import Cast

FULL_SECONDS = 30
LONGEST_SECONDS = 15
"""Until a request is answered: well before the app, or a proxy, stops waiting."""
BACK_SECONDS = 5


async def test_a_database_that_stands_still_is_a_503_in_time_and_the_journal_recovers_by_itself(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    seconds = scale(11, FULL_SECONDS)
    async with served(postgres.folder) as journal:
        async with load(journal, people, seed=seed) as phones:
            await phones.until(50)
            with postgres.frozen():
                say(f"the database stands still for {seconds} s")
                phones.forget()
                before = phones.acknowledged
                await asyncio.sleep(seconds)
                meanwhile = phones.acknowledged - before
            back = await journal.until_ready()
            await phones.until(50)
            answers, slowest = phones.answers, phones.slowest
            say(f"{dict(answers)}; slowest answer {slowest:.1f} s; back after {back:.1f} s")
        found = await compare(journal, phones)
    assert answers["503"] > 0
    score(
        "database stopped for 30 s: 503 + Retry-After, no false acknowledgement, recovers alone",
        FULL_SECONDS,
        found.all + len(phones.refused) + answers["timeout"] + (slowest > LONGEST_SECONDS) + (back > BACK_SECONDS),
        run=seconds,
        lost=found.lost,
        doubled=found.doubled,
        changed=found.changed,
        wrong_answers=len(phones.refused),
        unavailable=answers["503"],
        slowest_answer=round(slowest, 1),
        back_after=round(back, 1),
        acknowledged_meanwhile=meanwhile,
    )
