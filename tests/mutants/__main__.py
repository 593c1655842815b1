"""Take one wall out at a time, and see that the suite notices.

    python -m tests.mutants [--some N] [--only PATTERN] [--likely] [--report docs/walls.md]

Each mutant is a copy of the program with one thing removed: a filter by clinic or by patient in a query, a check in an
action, a guard of a route, a policy, a trigger or a missing right in the database. The claims about walls run against
it, and must fail. What survives is a wall that nothing tests.
"""

import argparse
import random
import re
import shutil
import sys
from functools import partial
from pathlib import Path

from tests.mutants.judging import run
from tests.mutants.listing import mutants
from tests.mutants.notebook import Notebook
from tests.mutants.report import page
from tests.support import ROOT

_WORKSHOP = ROOT / "var" / "mutants"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--some", type=int, help="only so many, drawn by chance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only those whose place or kind matches")
    parser.add_argument("--likely", action="store_true", help="ask the likeliest claims only, to see where to look")
    parser.add_argument("--report", type=Path, help="where the report goes")
    parser.add_argument("--list", action="store_true", help="name them and stop")
    options = parser.parse_args()
    chosen = [m for m in mutants() if not options.only or re.search(options.only, f"{m.kind}: {m.place}")]
    if options.some:
        chosen = random.Random(options.seed).sample(chosen, min(options.some, len(chosen)))
    if options.list:
        print("\n".join(f"{mutant.kind}: {mutant.place}" for mutant in chosen))
        return 0
    try:
        verdicts = run(
            chosen,
            _WORKSHOP,
            say=partial(print, flush=True),
            unchanged=not (options.only or options.likely),
            likely_only=options.likely,
            notebook=Notebook(),
        )
    finally:
        shutil.rmtree(_WORKSHOP, ignore_errors=True)
    if options.report:
        options.report.write_text(page(verdicts))
    survived = [verdict for verdict in verdicts if not verdict.killed]
    print(f"{len(verdicts)} walls taken out, {len(verdicts) - len(survived)} noticed.")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
