"""The table: work, ours, reference, ratio, budget, met or not."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.generator import Step, rate

ROUNDS = 5
SECONDS = 0.7
"""Of one subject in one round."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {"≥": operator.ge, "≤": operator.le}


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """`sign` is ≥ or ≤; `unit` is × where the ratio is held against it."""

    sign: str
    limit: float
    unit: str

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:g} {self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row. `reference` is what `ours` is divided by, in the same unit, None where a budget is all there is."""

    work: str
    ours: float
    unit: str
    reference: float | None = None
    against: str = ""
    budget: Budget | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """None where no budget is set."""
        if self.budget is None:
            return None
        value = self.ratio if self.budget.unit == "×" else self.ours
        return value is not None and _COMPARE[self.budget.sign](value, self.budget.limit)

    def cells(self) -> tuple[str, ...]:
        met = {True: "met", False: "MISSED", None: ""}[self.met]
        reference = f"{self.against} {_number(self.reference)} {self.unit}" if self.reference else ""
        ratio = f"{self.ratio:.2f} ×" if self.ratio else ""
        ours = f"{_number(self.ours)} {self.unit}"
        return (self.work, ours, reference, ratio, str(self.budget or ""), met)


HEAD = ("work", "ours", "reference", "ratio", "budget", "")


def table(lines: Sequence[Line]) -> str:
    """All rows as a Markdown table whose columns also line up in a terminal."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    drawn.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(drawn)


async def side_by_side(subjects: dict[str, Sequence[Step]]) -> dict[str, float]:
    """The median rate of each subject, per second, measured in turn so that what disturbs one disturbs all."""
    for steps in subjects.values():
        await rate(steps, SECONDS / 3)
    found: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(ROUNDS):
        for name, steps in subjects.items():
            found[name].append(await rate(steps, SECONDS))
    return {name: median(rates) for name, rates in found.items()}


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
