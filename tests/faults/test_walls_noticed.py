"""Each wall out in its turn: the claims about walls notice. In full, all there are, and docs/walls.md says which."""

import asyncio
import random
from pathlib import Path

from tests.faults.conftest import FULL, Say, Scale, Score
from tests.mutants.judging import run
from tests.mutants.listing import mutants
from tests.mutants.memory import PAGE
from tests.mutants.report import page


async def test_whichever_wall_is_out_a_claim_about_the_cast_fails(
    tmp_path: Path, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    there = await asyncio.to_thread(lambda: list(mutants()))
    chosen = random.Random(seed).sample(there, scale(3, len(there)))
    # What was made shorter for `make test` counts on the suite, which has run the claims of the program as it stands.
    verdicts = await asyncio.to_thread(
        run, sorted(chosen, key=there.index), tmp_path, say=say, at_once=scale(1, 2), unchanged=FULL
    )
    if FULL:
        PAGE.write_text(page(verdicts))
    unnoticed = [f"{verdict.mutant.kind}: {verdict.mutant.place}" for verdict in verdicts if not verdict.killed]
    say("\n".join(unnoticed))
    score("walls taken out one at a time: the matrix and its mutants", len(there), len(unnoticed), run=len(verdicts))
