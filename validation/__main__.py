"""`python -m validation` writes `docs/validation.md`; `python -m validation train` prints the weights."""

import sys
from pathlib import Path

from journal.clinical.fading_odds import WEIGHTS, Weights
from validation.looks import Seen, seen
from validation.patients import patients
from validation.report import REPORTED_ON, REPORTED_WITH, TRAINED_ON, TRAINED_WITH, report
from validation.training import EVERY, train

PAGE = Path(__file__).parents[1] / "docs" / "validation.md"


def main() -> int:
    """0 where the page is written or the weights are printed, 1 where the weights are not those of the training."""
    print(f"Training on {TRAINED_WITH:,} made-up patients …", file=sys.stderr)
    weights = trained()
    if sys.argv[1:] == ["train"]:
        print(weights)
        return 0
    if weights != WEIGHTS:
        print(f"The journal's weights are not those that the training finds:\n{weights}", file=sys.stderr)
        return 1
    print(f"Looking at {REPORTED_WITH:,} others …", file=sys.stderr)
    PAGE.write_text(report(_seen(REPORTED_ON, REPORTED_WITH)), encoding="utf-8")
    return 0


def trained() -> Weights:
    return train(look for who in _seen(TRAINED_ON, TRAINED_WITH) for look in who.looks[::EVERY])


def _seen(seed: int, number: int) -> list[Seen]:
    return [seen(made) for made in patients(seed, number)]


if __name__ == "__main__":
    sys.exit(main())
