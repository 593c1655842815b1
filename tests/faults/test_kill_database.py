"""kill -9 of PostgreSQL, postmaster and every process of it, while the phones are sending to a server that stays up."""

import asyncio
from random import Random

from tests.faults.conftest import Say, Scale, Score
from tests.faults.journal_process import Journal, served
from tests.faults.load import Load, compare, load
from tests.faults.postgres import Server
from tests.support import Cast

FULL = 100
WORKERS = {"JOURNAL_WORKERS": "2"}


async def test_no_acknowledged_entry_is_lost_or_doubled_by_a_kill_of_the_database(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    chance, kills, slowest = Random(seed), scale(5, FULL), 0.0
    async with served(postgres.folder, WORKERS) as journal:
        assert journal.process is not None
        command = journal.process.pid
        async with load(journal, people, seed=seed) as phones:
            for number in range(1, kills + 1):
                await phones.random_moment(chance)
                slowest = max(slowest, await _kill_once(postgres, journal, phones))
                if number % 10 == 0:
                    say(f"{number} kills, {phones.acknowledged} entries acknowledged, {dict(phones.answers)}")
        found = await compare(journal, phones)
        assert journal.process.pid == command
        assert journal.process.poll() is None
    assert phones.answers["broken off"] == 0, "the server is to stay up"
    assert phones.answers["503"] >= kills
    score(
        "kill -9 of PostgreSQL at random moments under load",
        FULL,
        found.all + len(phones.refused),
        run=kills,
        lost=found.lost,
        doubled=found.doubled,
        changed=found.changed,
        wrong_answers=len(phones.refused),
        acknowledged=phones.acknowledged,
        unavailable=phones.answers["503"],
        sent_again=phones.answers["duplicate"],
        slowest_recovery=round(slowest, 1),
    )


async def _kill_once(postgres: Server, journal: Journal, phones: Load) -> float:
    """Kill it; the seconds until the journal takes entries again, with nothing done but what it does by itself."""
    begun = asyncio.get_running_loop().time()
    postgres.kill()
    await journal.until_ready()
    await phones.until(1)
    return asyncio.get_running_loop().time() - begun
