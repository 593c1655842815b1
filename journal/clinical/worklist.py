"""The worklist: why a patient is on it, and who comes first.

It describes; it never advises. Reasons are codes and figures, the words are the client's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from journal.clinical.alerts import Alert, Tier
from journal.clinical.fading import Fading, listed_from
from journal.clinical.questionnaires import Due
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.silences import silent

Facts = Mapping[str, float | str | bool]


class ReasonKind(StrEnum):
    ALERT = "alert"
    FADING = "fading"
    SILENT = "silent"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientState:
    """What the worklist needs to know of one patient.

    `alerts` are the open ones. `session_dates` ascend. `fading` is how this interval stands against the
    past ones, None before the first session. `due` is what `questionnaires.due` says.
    """

    alerts: Sequence[Alert] = ()
    session_dates: Sequence[date] = ()
    last_entry: date | None = None
    fading: Fading | None = None
    due: Sequence[Due] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a patient is listed, and since when (an instant for alerts, else a local day).

    `facts`, by kind. alert: `rule`, `tier`, `subject`, `value`, `owned`. fading: `day` of this
    interval, `shortest` and `longest` of the last three responses in days, `n` of known length, `chance` of the
    loss of benefit within a week, `low` and `high` its days with a chance of 80 %, each absent where it is not known.
    silent: `days` without an entry, `day` of this interval. due: `questionnaire`, `days` overdue.
    """

    kind: ReasonKind
    since: date | datetime
    facts: Facts = field(default_factory=dict)


def assess(state: PatientState, today: date, *, rules: Rules = DEFAULT) -> tuple[Reason, ...]:
    """Every reason to list this patient, most urgent first; empty where there is none.

    `rules` are the clinic's, who say what a silence is, and how long before its end a benefit is worth a look.
    """
    held = [day for day in state.session_dates if day <= today]
    found = [
        *(_alert(alert) for alert in state.alerts),
        *(_fading(state.fading, today, rules) if state.fading else ()),
        *(_silent(state, held[-1], today, rules) if held else ()),
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


def _fading(found: Fading, today: date, rules: Rules) -> list[Reason]:
    first = listed_from(found, rules)
    if first is None:
        return []
    facts: dict[str, float | str | bool | None] = {
        "day": found.day,
        "shortest": found.low_days,
        "longest": found.high_days,
        "n": found.n,
        "chance": found.chance_7_days,
        "low": found.low_day_80,
        "high": found.high_day_80,
    }
    known: Facts = {name: value for name, value in facts.items() if value is not None}
    return [Reason(kind=ReasonKind.FADING, since=today - timedelta(days=found.day - first), facts=known)]


def _silent(state: PatientState, session: date, today: date, rules: Rules) -> list[Reason]:
    """A silence that began in the week after the session stays until an entry ends it."""
    days = silent(session, state.last_entry, today, rules)
    if days is None:
        return []
    facts: Facts = {"days": days, "day": (today - session).days}
    return [Reason(kind=ReasonKind.SILENT, since=today - timedelta(days=days - 1), facts=facts)]


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
    return tuple(sorted(rows, key=place))


Place = tuple[tuple[int, int, str], str]
"""Where a row stands on the list: the lower, the further up."""


def place(row: Row) -> Place:
    """A row's place: by its most urgent reason, those without one last, by name."""
    first = _urgency(row.reasons[0]) if row.reasons else (_NOTHING, 0, "")
    return first, row.name.casefold()
