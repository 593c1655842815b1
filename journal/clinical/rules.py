"""The numbers that clinical decisions are made by: one row each, with its unit, its limits and its source.

A function takes `rules: Rules = DEFAULT` and reads `rules["onset.points"]`, `rules.count("baseline.days")` where it
counts and `rules.span("silence.days")` where it is a length of time. `CATALOGUE` has what there is to read; any other
id is a KeyError.

A clinic may move a row between its limits, and a red flag's tier upward; none can be switched off. A row whose limits
are one number is shown with its source and cannot be moved: `docs/clinical/rules.md` says why of each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from journal.clinical.alerts import Tier
from journal.clinical.errors import Problem
from journal.clinical.ids import PersonId
from journal.clinical.rule_rows import ROWS, Row, Unit

SHIPPED = 1
"""The version of the rules as they are shipped; a clinic's own come after it."""

CATALOGUE: Mapping[str, Row] = MappingProxyType({row.id: row for row in ROWS})

TIERS: Mapping[str, Tier] = MappingProxyType(
    {
        "not-safe": Tier.PAGE,
        "item-9-high": Tier.PAGE,
        "item-9-rise": Tier.PAGE,
        "emergency": Tier.PAGE,
        "hard-to-wake": Tier.PAGE,
        "high-pressure-symptoms": Tier.PAGE,
        "item-9": Tier.SAME_DAY,
        "high-pressure": Tier.SAME_DAY,
        "dissociation-lasting": Tier.SAME_DAY,
        "same-day-effect": Tier.SAME_DAY,
        "no-fluids": Tier.SAME_DAY,
        "distress-next-day": Tier.SAME_DAY,
        "very-severe": Tier.SAME_DAY,
        "dissociation-next-day": Tier.REVIEW,
        "lasting-a-day": Tier.REVIEW,
        "fatigue-lasting": Tier.REVIEW,
        "memory-lasting": Tier.REVIEW,
        "craving": Tier.REVIEW,
        "urinary-again": Tier.REVIEW,
        "worse-score": Tier.REVIEW,
        "silence": Tier.REVIEW,
    }
)
"""How urgent each red flag is at least, most urgent first."""

_SPANS = {Unit.DAYS: timedelta(days=1), Unit.HOURS: timedelta(hours=1), Unit.MINUTES: timedelta(minutes=1)}
_URGENCY = tuple(Tier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of a clinic at one time. Every row of the catalogue and every red flag has its value."""

    version: int
    values: Mapping[str, float]
    tiers: Mapping[str, Tier]

    def __getitem__(self, id_: str) -> float:
        return self.values[id_]

    def count(self, id_: str) -> int:
        """A row that counts something."""
        return int(self.values[id_])

    def span(self, id_: str) -> timedelta:
        """A row that is a length of time."""
        return self.values[id_] * _SPANS[CATALOGUE[id_].unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """Rules with who made them and when; neither where they are as shipped."""

    rules: Rules
    made_at: datetime | None = None
    made_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row or a red flag's tier that was moved."""

    id: str
    before: float | Tier
    after: float | Tier


DEFAULT = Rules(version=SHIPPED, values=MappingProxyType({row.id: row.default for row in ROWS}), tiers=TIERS)
"""The rules as they are shipped."""


def rules(version: int, values: Mapping[str, float], tiers: Mapping[str, Tier]) -> Rules:
    """Rules in which what is not given, or cannot be moved, is as shipped, and what is no longer known is left out."""
    movable = {id_: value for id_, value in values.items() if id_ in CATALOGUE and not CATALOGUE[id_].fixed}
    return Rules(
        version=version,
        values=MappingProxyType({id_: movable.get(id_, default) for id_, default in DEFAULT.values.items()}),
        tiers=MappingProxyType({id_: tiers.get(id_, default) for id_, default in TIERS.items()}),
    )


def changes(before: Rules, after: Rules) -> tuple[Change, ...]:
    """What one version has moved: rows, then tiers by the id of their red flag."""
    rows = [Change(id=id_, before=before.values[id_], after=after.values[id_]) for id_ in CATALOGUE]
    tiers = [Change(id=id_, before=before.tiers[id_], after=after.tiers[id_]) for id_ in TIERS]
    return tuple(each for each in (*rows, *tiers) if each.before != each.after)


def problems(values: Mapping[str, float], tiers: Mapping[str, Tier], known: Rules = DEFAULT) -> list[Problem]:
    """Every limit that is broken by moving these in the rules `known`; pointers into {"values": …, "tiers": …}."""
    # An unknown name is the sender's own words: it is not repeated.
    if not (values.keys() <= CATALOGUE.keys() and tiers.keys() <= TIERS.keys()):
        return [Problem(pointer="", detail="names a rule there is none of")]
    return [*_values(values), *_tiers(tiers), *_together({**known.values, **values})]


def _values(values: Mapping[str, float]) -> Iterator[Problem]:
    for id_, value in values.items():
        row = CATALOGUE[id_]
        if row.fixed and (isinstance(value, bool) or value != row.default):
            yield Problem(pointer=f"/values/{id_}", detail=f"is {row.default:g} for every clinic and cannot be moved")
        elif isinstance(value, bool) or not row.least <= value <= row.most:
            yield Problem(pointer=f"/values/{id_}", detail=f"must be from {row.least:g} to {row.most:g}")
        elif isinstance(row.default, int) and value != int(value):
            yield Problem(pointer=f"/values/{id_}", detail="must be a whole number")


def _tiers(tiers: Mapping[str, Tier]) -> Iterator[Problem]:
    for id_, tier in tiers.items():
        if _URGENCY.index(tier) > _URGENCY.index(TIERS[id_]):
            yield Problem(pointer=f"/tiers/{id_}", detail="must not be less urgent than it is shipped")


_PARTS = (
    ("baseline.min_days", "baseline.days"),
    ("median.min_days", "median.days"),
    ("fading.window_min_days", "fading.window_days"),
)


def _together(values: Mapping[str, float]) -> Iterator[Problem]:
    for part, whole in _PARTS:
        if values[part] > values[whole]:
            yield Problem(pointer=f"/values/{part}", detail="must not be more than the days there are")
    if values["loss.points"] >= values["onset.points"]:
        yield Problem(pointer="/values/loss.points", detail="must be less than what makes an onset")
