"""`docs/validation.md`, from the figures alone: no date, no version, nothing that another run would say otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TypeVar

from journal.clinical import fading, fading_odds
from journal.clinical.fading_odds import WEIGHTS
from journal.clinical.rules import DEFAULT
from validation.courses import Shape
from validation.figures import Calibration, Detection, Estimate, calibration, deciles, detection, estimates, told
from validation.looks import Seen
from validation.patients import Made, Missing, Spacing

TRAINED_ON, TRAINED_WITH = 1, 6000
REPORTED_ON, REPORTED_WITH = 9, 2000
RESTS_ON = ("baseline.", "median.", "onset.", "loss.", "fading.")
"""Rows of the rules that the figures rest on."""
SMALL_PART = 200
"""Patients of the report's own, the first of them, whose figures are worked out again by the tests."""

COVERAGE = (0.75, 0.85)
FALSE_ALARMS = 0.10
OFF = 0.10
"""Difference between what is said and what happens that the report calls out."""

LEAST = 50
"""Estimates or intervals below which a line is shown and not judged."""

Table = Sequence[Sequence[str]]
Each = TypeVar("Each")


def small_part(people: Sequence[Seen]) -> str:
    """One line that tells whether these are the same patients, parameters and figures."""
    found = calibration(estimates(people, WEIGHTS))
    worn_off = detection(told(people), lambda who: who.worn_off_day)
    return (
        f"{found.n} estimates of {found.patients} patients, said {found.predicted:.4f}, happened {found.observed:.4f}, "
        f"coverage {found.coverage:.4f}, Brier {found.brier:.4f}; "
        f"{worn_off.n} losses, found {worn_off.found:.4f}, false alarms {worn_off.early:.4f}"
    )


def report(people: Sequence[Seen]) -> str:
    """The whole page."""
    found, lost = estimates(people, WEIGHTS), told(people)
    whole = calibration(found)
    worn_off = detection(lost, lambda who: who.worn_off_day)
    return "\n".join(
        [
            *_opening(people, found),
            "## What it reaches",
            "",
            *_table(("asked", "reached", "met"), _goals(whole, worn_off)),
            "## What falls short",
            "",
            *_shortcomings(found, lost),
            "",
            "## The 7-day chance against what happened",
            "",
            "Estimates by tenths of what was said. A loss that had been without showing counts as one within the week.",
            "",
            *_table(("said", "n", "patients", "mean said", "happened"), _reliability(found)),
            "## Coverage and Brier score",
            "",
            "The days shown should hold the true day of loss in 80 of 100 cases. The Brier score is the mean squared",
            "difference between the chance and what happened, 0 at best; beside it the score of always saying how",
            "often it happens in that line. Width is the median number of days shown.",
            "",
            *_table(
                ("patients made with", "n", "patients", "said", "happened", "coverage", "width", "Brier", "base rate"),
                _groups(found, lambda each: each.who, _calibration_row),
            ),
            "## Wear-off found",
            "",
            "The first evening on which the journal says that benefit has worn off, against the true day. Found: at",
            "most 3 days before or after it. False alarm: earlier. Late: later, or never. Only intervals of which an",
            "estimate was given, whose benefit was truly there.",
            "",
            *_table(
                ("patients made with", "losses", "found", "false alarms", "late"),
                _groups(lost, lambda who: who, _detection_row),
            ),
            "The same intervals by the two other signs the journal has:",
            "",
            *_table(("sign", "losses", "found", "false alarms", "late"), _other_signs(lost, worn_off)),
            "## Parameters",
            "",
            "Those in `journal/clinical/fading_odds.py` and `journal/clinical/fading.py`; with a dot in their names,",
            "rows of `journal/clinical/rule_rows.py` as shipped, which a clinic may move. The weights are those the",
            "training finds, to two decimals; this page is refused where they are not. The shape of the clock, the",
            "prior and the numbers of worn-off were chosen by hand, on patients of the seeds 1, 2, 3, 7 and 8.",
            "",
            *_table(("parameter", "value"), _parameters()),
            f"The first {SMALL_PART} patients, worked out again by the tests: {small_part(people[:SMALL_PART])}.",
            "",
        ]
    )


def _opening(people: Sequence[Seen], found: Sequence[Estimate]) -> list[str]:
    given = len({id(each.who) for each in found})
    few = sum(not who.known for who in people)
    return [
        "# What the estimate of fading is worth",
        "",
        "Written by `make validate`; not to be edited. How the estimate is made: `docs/clinical/recovery.md`.",
        "",
        f"**These are made-up patients**: {len(people):,} of them, seed {REPORTED_ON}, each with 4 to 9 past sessions",
        "and one more whose benefit is followed to its true loss. The truth is known because it was made: the level",
        "without noise, and the first day on which that is no more than 1 point above the true level before the",
        "session. The journal sees only whole numbers from 0 to 10, noisy, one an evening, some of them missing.",
        "",
        f"The weights were trained on {TRAINED_WITH:,} others, seed {TRAINED_ON}."
        " This page's patients took no part in any",
        "choice. Nothing here shows that real patients behave like these: that needs real journals.",
        "",
        f"An estimate was given for {given:,} of the {len(people):,} on {len(found):,} evenings. For {few:,} there was"
        " none, because fewer than",
        "three past losses had been seen; for the others the last session had no benefit, no baseline, or too few"
        " answers.",
        "The evenings of one patient resemble one another, so n counts for less than as many patients would.",
        "",
    ]


def _goals(whole: Calibration, worn_off: Detection) -> Table:
    low, high = COVERAGE
    off = abs(whole.predicted - whole.observed)
    return [
        (
            f"80 % interval holds the true day in {low:.0%}-{high:.0%}",
            f"{whole.coverage:.1%} of {whole.n:,}",
            _met(low <= whole.coverage <= high),
        ),
        (
            "7-day chance: mean said against happened",
            f"{whole.predicted:.1%} against {whole.observed:.1%}",
            _met(off <= OFF / 2),
        ),
        (
            "Brier score below the base rate's",
            f"{whole.brier:.3f} against {whole.base_brier:.3f}",
            _met(whole.brier < whole.base_brier),
        ),
        (
            f"wear-off found within 3 days, at most {FALSE_ALARMS:.0%} false alarms",
            f"{worn_off.found:.1%} of {worn_off.n:,}, at {worn_off.early:.1%}",
            _met(worn_off.early <= FALSE_ALARMS),
        ),
    ]


def _met(is_so: bool) -> str:
    return "yes" if is_so else "**no**"


def _shortcomings(found: Sequence[Estimate], lost: Sequence[Seen]) -> list[str]:
    """Every line of the tables below that misses what was asked, in words."""
    low, high = COVERAGE
    said = []
    for tenth, group in enumerate(deciles(found)):
        if len(group) >= LEAST and abs((of := calibration(group)).predicted - of.observed) > OFF:
            said.append(
                f"- Where {tenth / 10:.0%}-{(tenth + 1) / 10:.0%} is said, it happens in {of.observed:.0%} of {of.n}."
            )
    for name, of_group in _each(found, lambda each: each.who):
        of = calibration(of_group)
        if of.n < LEAST:
            said.append(f"- {_sentence(name)}: {of.n} estimates only; nothing can be said.")
            continue
        if not low <= of.coverage <= high:
            said.append(f"- {_sentence(name)}: the days shown hold the true one in {of.coverage:.1%}.")
        if abs(of.predicted - of.observed) > OFF:
            said.append(f"- {_sentence(name)}: {of.predicted:.0%} is said, {of.observed:.0%} happens.")
        if of.brier >= of.base_brier:
            said.append(
                f"- {_sentence(name)}: Brier {of.brier:.3f}, no better than the base rate's {of.base_brier:.3f}."
            )
    for name, people in _each(lost, lambda who: who):
        worn_off = detection(people, lambda who: who.worn_off_day)
        if worn_off.n >= LEAST and worn_off.early > FALSE_ALARMS:
            said.append(f"- {_sentence(name)}: false alarms of wear-off in {worn_off.early:.1%} of {worn_off.n}.")
    return said or ["Nothing, by these measures."]


def _sentence(name: str) -> str:
    return name[0].upper() + name[1:]


def _reliability(found: Sequence[Estimate]) -> Table:
    rows = []
    for tenth, group in enumerate(deciles(found)):
        of = calibration(group) if group else None
        known = (
            (f"{of.n:,}", str(of.patients), f"{of.predicted:.1%}", f"{of.observed:.1%}") if of else ("0", "0", "–", "–")
        )
        rows.append((f"{tenth / 10:.0%}-{(tenth + 1) / 10:.0%}", *known))
    return rows


def _calibration_row(found: Sequence[Estimate]) -> tuple[str, ...]:
    of = calibration(found)
    return (
        f"{of.n:,}",
        str(of.patients),
        f"{of.predicted:.1%}",
        f"{of.observed:.1%}",
        f"{of.coverage:.1%}",
        "–" if of.width is None else f"{of.width:.0f}",
        f"{of.brier:.3f}",
        f"{of.base_brier:.3f}",
    )


def _detection_row(people: Sequence[Seen]) -> tuple[str, ...]:
    return _shares(detection(people, lambda who: who.worn_off_day))


def _shares(of: Detection) -> tuple[str, ...]:
    return str(of.n), f"{of.found:.1%}", f"{of.early:.1%}", f"{of.late:.1%}"


def _other_signs(lost: Sequence[Seen], worn_off: Detection) -> Table:
    return [
        ("worn off", *_shares(worn_off)),
        ("loss of benefit by the rule alone", *_shares(detection(lost, lambda who: who.rule_day))),
        ("listed as fading: a warning ahead, not a finding", *_shares(detection(lost, lambda who: who.listed_day))),
    ]


def _parameters() -> Table:
    weights = [(f"weight: {field.name}", f"{getattr(WEIGHTS, field.name):g}") for field in fields(WEIGHTS)]
    numbers = [(name, value) for module in (fading_odds, fading) for name, value in vars(module).items()]
    own = [(name, f"{value:g}") for name, value in numbers if name.isupper() and isinstance(value, int | float)]
    rows = [(id_, f"{value:g}") for id_, value in DEFAULT.values.items() if id_.startswith(RESTS_ON)]
    return [*weights, *own, *rows]


def _groups(
    found: Sequence[Each], who: Callable[[Each], Seen], row: Callable[[Sequence[Each]], tuple[str, ...]]
) -> Table:
    return [("all", *row(found)), *((name, *row(group)) for name, group in _each(found, who))]


def _each(found: Sequence[Each], who: Callable[[Each], Seen]) -> list[tuple[str, Sequence[Each]]]:
    """By shape, by what is missing, by spacing; what has nobody in it is left out."""
    named: list[tuple[str, Callable[[Made], bool]]] = [
        *((shape.value, lambda made, one=shape: made.shape is one) for shape in Shape),
        *((missing.value, lambda made, one=missing: made.missing is one) for missing in Missing),
        *((f"sessions {spacing.value}", lambda made, one=spacing: made.spacing is one) for spacing in Spacing),
    ]
    groups = [(name, [each for each in found if belongs(who(each).made)]) for name, belongs in named]
    return [(name, group) for name, group in groups if group]


def _table(head: Sequence[str], rows: Table) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]
