"""kill -9 of the server, command and workers at one moment, while Alice's, Bob's and Carol's phones are sending."""

import asyncio
from random import Random

from tests.faults.conftest import Say, Scale, Score
from tests.faults.journal_process import Journal, served
from tests.faults.load import Load, compare, load
from tests.faults.postgres import Server
from tests.support import Cast

FULL = 300
WORKERS = {"JOURNAL_WORKERS": "2"}


async def test_no_acknowledged_entry_is_lost_or_doubled_by_a_kill_of_the_server(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    chance, kills = Random(seed), scale(20, FULL)
    async with served(postgres.folder, WORKERS) as journal:
        async with load(journal, people, seed=seed) as phones:
            for number in range(1, kills + 1):
                await _kill_once(journal, phones, chance)
                if number % 10 == 0:
                    say(f"{number} kills, {phones.acknowledged} entries acknowledged, {dict(phones.answers)}")
            await phones.until(1)
        found = await compare(journal, phones)
    score(
        "kill -9 of the server at random moments under load",
        FULL,
        found.all + len(phones.refused),
        run=kills,
        lost=found.lost,
        doubled=found.doubled,
        changed=found.changed,
        wrong_answers=len(phones.refused),
        acknowledged=phones.acknowledged,
        sent_again=phones.answers["duplicate"],
        broken_off=phones.answers["broken off"],
    )


async def _kill_once(journal: Journal, phones: Load, chance: Random) -> None:
    """At a random moment of its work; one time in eight while it is still starting, too."""
    await phones.random_moment(chance)
    journal.kill()
    if chance.random() < 1 / 8:
        journal.launch()
        await asyncio.sleep(chance.uniform(0.1, 2.0))
        journal.kill()
    await journal.start()
