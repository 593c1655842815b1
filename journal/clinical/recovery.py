"""Recovery between sessions: everything a chart of one patient needs, from check-ins and sessions.

The rules are written out in `docs/clinical/recovery.md`, with the reason for each.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from journal.clinical.daily import Days, Series, between, daily
from journal.clinical.durability import Durabilities, Durability, Lead, durabilities, lead
from journal.clinical.fading import LOOKS_BACK_DAYS, Fading, benefits, fading
from journal.clinical.intervals import Interval, intervals
from journal.clinical.measures import Measure
from journal.clinical.ratings import Ratings, ascending
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.sessions import Session

__all__ = [
    "Durabilities",
    "Durability",
    "Fading",
    "Interval",
    "Lead",
    "Measure",
    "Recovery",
    "Series",
    "analyse",
    "over",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Daily values, each interval between sessions, and what the intervals say together.

    `fading` is of the day that was told as today; None without one, or before the first session.
    """

    series: Series
    intervals: tuple[Interval, ...]
    durability: Durabilities
    lead: Lead
    fading: Fading | None = None


_OVER_AFTER = DEFAULT.span("episode.over_days")


def over(last_entry: dt.date, today: dt.date) -> bool:
    """Whether a journal whose last entry is of `last_entry` has ended rather than fallen silent.

    Nothing is held open for it then, and nothing is due.
    """
    return today - last_entry > _OVER_AFTER


def analyse(
    ratings: Ratings,
    sessions: Sequence[Session],
    *,
    start: dt.date,
    end: dt.date,
    today: dt.date | None = None,
    rules: Rules = DEFAULT,
) -> Recovery:
    """One patient's recovery. `start` to `end`, both included, cut the series alone.

    Intervals are found in everything given, so that looking at a shorter stretch changes no figure.
    `today` is the patient's local day: without it the last interval ends with the last entry, and a
    patient who fell silent seems more adherent than they are. `rules` are the clinic's.
    """
    ordered = ascending(ratings)
    days = daily(ordered)
    found = intervals(ordered, days, sessions, today, rules=rules)
    return Recovery(
        series=between(days, start, end),
        intervals=found,
        durability=durabilities(found, rules=rules),
        lead=lead(found, rules=rules),
        fading=_fading(found, days, today, rules) if today else None,
    )


def _fading(found: Sequence[Interval], days: Days, today: dt.date, rules: Rules) -> Fading | None:
    lately = between(days, today - dt.timedelta(days=LOOKS_BACK_DAYS), today)
    mood, function = (dict(zip(lately.date, column, strict=True)) for column in (lately.mood, lately.function))
    return fading(benefits(found), mood, function, today, rules=rules)
