"""The app's own store and sync on three phones, against a real server, pushed about at random.

Written, corrected on two phones, sent, dropped, replayed, reordered, split, reloaded, updated, signed out and handed
on: in the end the clinic has everything that was written and not taken back, once, as it was written, and every phone
shows the same.
"""

import json
from collections import Counter
from typing import Any

from tests.faults import node
from tests.faults.conftest import Say, Scale, Score
from tests.faults.journal_process import served
from tests.faults.load import sign_in
from tests.faults.postgres import Server
from tests.support import Cast

FULL = 100_000


async def test_whatever_happens_to_a_journal_it_arrives_whole_and_once(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    steps = scale(2_000, FULL)
    async with served(postgres.folder) as journal:
        owners = (people.alice, people.bob)
        here = [{"patient": str(owner.own), "cookie": await sign_in(journal, owner)} for owner in owners]
        asked = {"origin": journal.origin, "steps": steps, "seed": seed, "people": here}
        found: dict[str, Any] = json.loads(node.run("node", "tests/machine/run.ts", given=json.dumps(asked)))
    say(f"{found['done']}, {found['network']}, {found['violations'][:20]}")
    assert found["conflicts"] > 0 and found["acknowledged"] > steps / 10
    score(
        "state machine: send, drop, replay, reorder, split, correct, reload, update, sign out",
        FULL,
        len(found["violations"]),
        run=steps,
        written=found["written"],
        acknowledged=found["acknowledged"],
        conflicts=found["conflicts"],
        **{f"violations: {what}": n for what, n in Counter(each["what"] for each in found["violations"]).items()},
    )
