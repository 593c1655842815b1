"""The app's own store and sync on three phones, against a real server, pushed about at random.

Written, corrected on two phones, sent, dropped, replayed, reordered, split, reloaded, updated, signed out and handed
on: in the end the clinic has everything that was written and not taken back, once, as it was written, and every phone
shows the same. Each round begins with people of its own: a journal that grows without end would be a test of length.
"""

import asyncio
import json
from collections import Counter
from typing import Any

from tests.conftest import make_cast
from tests.databases import superuser
from tests.faults import node
from tests.faults.conftest import Say, Scale, Score, opened
from tests.faults.journal_process import Journal, served
from tests.faults.load import sign_in
from tests.faults.postgres import Server
from tests.support import Cast

FULL = 100_000
ROUND = 2_500
STEPS = "state machine: send, drop, replay, reorder, split, correct, reload, update, sign out"


async def test_whatever_happens_to_a_journal_it_arrives_whole_and_once(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    steps = scale(1_000, FULL)
    figures, violations = Counter[str](), list[dict[str, Any]]()
    async with served(postgres.folder) as journal:
        for number, start in enumerate(range(0, steps, ROUND)):
            cast = people if number == 0 else await _others(postgres)
            asked = min(ROUND, steps - start)
            found = await asyncio.to_thread(_round, journal, await _signed_in(journal, cast), asked, seed + number)
            figures.update({name: found[name] for name in ("written", "acknowledged", "conflicts")})
            violations += found["violations"]
            say(f"{start + asked} steps: {found['done']}, {found['network']}, {found['violations'][:20]}")
    assert figures["conflicts"] > 0 and figures["acknowledged"] > steps / 10
    by_kind = Counter(each["what"] for each in violations)
    score(
        STEPS,
        FULL,
        len(violations),
        run=steps,
        **figures,
        **{f"violations: {what}": times for what, times in by_kind.items()},
    )


async def _others(postgres: Server) -> Cast:
    """The cast once more; those before them stay, under addresses of their own."""
    async with superuser(postgres.addresses) as owner:
        await owner.execute("update person set email = id::text || '@clinic.test'")
    async with opened(postgres):
        return await make_cast()


async def _signed_in(journal: Journal, cast: Cast) -> list[dict[str, str]]:
    owners = (cast.alice, cast.bob)
    return [{"patient": str(owner.own), "cookie": await sign_in(journal, owner)} for owner in owners]


def _round(journal: Journal, people: list[dict[str, str]], steps: int, seed: int) -> dict[str, Any]:
    asked = {"origin": journal.origin, "steps": steps, "seed": seed, "people": people}
    found: dict[str, Any] = json.loads(node.run("node", "tests/machine/run.ts", given=json.dumps(asked)))
    return found
