"""Each wall out in its turn: the claims about walls notice. In full, all there are, and docs/walls.md says which."""

import asyncio
from functools import partial
from pathlib import Path

from tests.faults.conftest import FULL, Say, Score
from tests.mutants.judging import run
from tests.mutants.listing import Mutant, mutants
from tests.mutants.memory import PAGE
from tests.mutants.notebook import FOLDER, Notebook
from tests.mutants.report import page

# One of each layer: a query's filter, a route's guard, a table's policy.
SHORT = (
    "clinic filter: journal/db/annotations.py",
    "who may call: journal/handlers/annotations.py",
    "policy: what policy `scope` on `entry` lets see",
)


def _named(mutant: Mutant) -> str:
    return f"{mutant.kind}: {mutant.place}"


async def test_whichever_wall_is_out_a_claim_about_the_cast_fails(tmp_path: Path, say: Say, score: Score) -> None:
    there = await asyncio.to_thread(lambda: list(mutants()))
    some = [next(mutant for mutant in there if _named(mutant).startswith(name)) for name in SHORT]
    # What was made shorter for `make test` counts on the suite, which has run the claims of the program as it stands.
    folder = FOLDER if FULL else tmp_path / "notebook"
    judge = partial(run, say=say, at_once=2 if FULL else 1, unchanged=FULL, likely_only=not FULL)
    chosen = there if FULL else some
    verdicts = await asyncio.to_thread(judge, chosen, tmp_path, notebook=Notebook(folder))
    if FULL:
        PAGE.write_text(page(verdicts))
    unnoticed = [_named(verdict.mutant) for verdict in verdicts if not verdict.killed]
    say("\n".join(unnoticed))
    score("walls taken out one at a time: the matrix and its mutants", len(there), len(unnoticed), run=len(verdicts))

    # Of how things stand nothing is asked twice: a run that was cut off goes on.
    again = await asyncio.to_thread(judge, chosen, tmp_path, notebook=Notebook(folder))
    assert [(each.mutant, each.by, each.seconds) for each in again] == [(each.mutant, each.by, 0) for each in verdicts]
