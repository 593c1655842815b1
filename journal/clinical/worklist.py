"""The worklist: why a patient is on it, and who comes first.

It describes; it never advises. Reasons are codes and figures, the words are the client's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Protocol, TypeVar

from journal.clinical.alerts import Alert, Tier
from journal.clinical.questionnaires import Due

RESPONSES_NEEDED = 3
"""Intervals of known length before anything is called fading (rule): fewer predict nothing."""
AHEAD = timedelta(days=2)
"""How long before the shortest of the last three responses ended it is worth a look (rule)."""
WINDOW = 3
WINDOW_NEEDS = 2
"""A 3-day median needs two of its days (rule): one day is no trend."""
SILENT_DAYS = 3
"""Days without an entry that make a silence (rule)."""
WEEK_AFTER_SESSION = 7
"""Days after a session in which a silence counts (rule)."""


Facts = Mapping[str, float | str | bool]


class ReasonKind(StrEnum):
    ALERT = "alert"
    FADING = "fading"
    SILENT = "silent"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A rating's median over the last three days and over the three before, None where unknown."""

    now: float | None
    before: float | None

    @property
    def down(self) -> bool:
        return self.now is not None and self.before is not None and self.now < self.before


UNKNOWN = Turn(now=None, before=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientState:
    """What the worklist needs to know of one patient.

    `alerts` are the open ones. `session_dates` ascend. `durations` has the days of benefit of
    each past interval, oldest first, None where they are not known (no response, or censored).
    `mood` and `function` turn within this interval. `due` is what `questionnaires.due` says.
    """

    alerts: Sequence[Alert] = ()
    session_dates: Sequence[date] = ()
    last_entry: date | None = None
    durations: Sequence[float | None] = ()
    mood: Turn = UNKNOWN
    function: Turn = UNKNOWN
    due: Sequence[Due] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a patient is listed, and since when (an instant for alerts, else a local day).

    `facts`, by kind. alert: `rule`, `tier`, `subject`, `value`, `owned`. fading: `day` of this
    interval, `shortest` and `longest` of the last three responses in days, `n` of known length.
    silent: `days` without an entry, `day` of this interval. due: `questionnaire`, `days` overdue.
    """

    kind: ReasonKind
    since: date | datetime
    facts: Facts = field(default_factory=dict)


def turn(values: Mapping[date, float | None], today: date) -> Turn:
    """How a rating's daily values turn, up to `today`; days without a value stay out of it."""
    return Turn(now=_median(values, today), before=_median(values, today - timedelta(days=WINDOW)))


def _median(values: Mapping[date, float | None], last: date) -> float | None:
    days = (values.get(last - timedelta(days=back)) for back in range(WINDOW))
    known = [value for value in days if value is not None]
    return median(known) if len(known) >= WINDOW_NEEDS else None


def assess(state: PatientState, today: date, *, silent_days: int = SILENT_DAYS) -> tuple[Reason, ...]:
    """Every reason to list this patient, most urgent first; empty where there is none.

    `silent_days` is what the clinic calls a silence.
    """
    held = [day for day in state.session_dates if day <= today]
    found = [
        *(_alert(alert) for alert in state.alerts),
        *(_fading(state, held[-1], today) if held else ()),
        *(_silent(state, held[-1], today, silent_days) if held else ()),
        *(_due(due, today) for due in state.due),
    ]
    return tuple(sorted(found, key=_urgency))


def _alert(alert: Alert) -> Reason:
    facts: Facts = {
        "rule": alert.rule,
        "tier": alert.tier.value,
        "subject": alert.subject,
        "value": alert.value,
        "owned": alert.owner is not None,
    }
    return Reason(kind=ReasonKind.ALERT, since=alert.raised_at, facts=facts)


def _fading(state: PatientState, session: date, today: date) -> list[Reason]:
    known = [days for days in state.durations if days is not None]
    if len(known) < RESPONSES_NEEDED or not (state.mood.down and state.function.down):
        return []
    last = known[-RESPONSES_NEEDED:]
    since = session + timedelta(days=min(last)) - AHEAD
    if today < since:
        return []
    facts: Facts = {
        "day": (today - session).days,
        "shortest": min(last),
        "longest": max(last),
        "n": len(known),
    }
    return [Reason(kind=ReasonKind.FADING, since=since, facts=facts)]


def _silent(state: PatientState, session: date, today: date, silent_days: int) -> list[Reason]:
    """A silence that began in the week after the session stays until an entry ends it.

    A clinic that waits longer than `SILENT_DAYS` waits longer for the same silences: none of them is dropped.
    """
    last = session if state.last_entry is None else max(session, state.last_entry)
    days = (today - last).days
    within = (last - session).days + min(silent_days, SILENT_DAYS) <= WEEK_AFTER_SESSION
    if days < silent_days or not within:
        return []
    facts: Facts = {"days": days, "day": (today - session).days}
    return [Reason(kind=ReasonKind.SILENT, since=last + timedelta(days=1), facts=facts)]


def _due(due: Due, today: date) -> Reason:
    facts: Facts = {"questionnaire": due.questionnaire, "days": (today - due.due_on).days}
    return Reason(kind=ReasonKind.DUE, since=due.due_on, facts=facts)


_UNOWNED, _FADING, _SILENT, _OWNED, _DUE, _NOTHING = range(6)
_RANKS = {ReasonKind.FADING: _FADING, ReasonKind.SILENT: _SILENT, ReasonKind.DUE: _DUE}
_TIERS = [tier.value for tier in Tier]


def _urgency(reason: Reason) -> tuple[int, int, str]:
    """Alerts that nobody owns, fading, silent, alerts somebody has, due; then tier, then the oldest."""
    if reason.kind is not ReasonKind.ALERT:
        return _RANKS[reason.kind], 0, reason.since.isoformat()
    rank = _OWNED if reason.facts["owned"] else _UNOWNED
    return rank, _TIERS.index(str(reason.facts["tier"])), reason.since.isoformat()


class Row(Protocol):
    """Anything that stands for a patient on the worklist. `reasons` are those of `assess`."""

    @property
    def name(self) -> str: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...


AnyRow = TypeVar("AnyRow", bound=Row)


def order(rows: Iterable[AnyRow]) -> tuple[AnyRow, ...]:
    """The rows by their most urgent reason, those without one last, by name."""
    return tuple(sorted(rows, key=_place))


def _place(row: Row) -> tuple[tuple[int, int, str], str]:
    first = _urgency(row.reasons[0]) if row.reasons else (_NOTHING, 0, "")
    return first, row.name.casefold()
