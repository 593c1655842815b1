"""Alerts: raised by a rule, taken by a person, closed by a person with an outcome.

Correcting or withdrawing the entry never withdraws the alert.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from journal.clinical.errors import Conflict
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId


class Tier(StrEnum):
    """How soon a person of the clinic has to look; most urgent first."""

    PAGE = "page"
    SAME_DAY = "same_day"
    REVIEW = "review"


class Outcome(StrEnum):
    """What the person who closed it did."""

    CONTACTED = "contacted"
    SENT_TO_EMERGENCY = "sent_to_emergency"
    PLAN_CHANGED = "plan_changed"
    NO_ACTION_NEEDED = "no_action_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`rule`, `subject` and `value` are those of the red flag that raised it.

    It is open until `resolved_at`, and nobody's until it has an `owner`.
    """

    id: AlertId
    patient: PatientId
    entry: EntryId
    rule: str
    rule_version: int
    tier: Tier
    subject: str
    value: float
    raised_at: datetime
    due_at: datetime
    owner: PersonId | None = None
    acknowledged_at: datetime | None = None
    resolved_at: datetime | None = None
    outcome: Outcome | None = None


def acknowledge(alert: Alert, *, owner: PersonId, at: datetime) -> Alert:
    """The alert, taken by `owner`; unchanged if it is theirs already.

    Raises Conflict if somebody else has it, or it is closed.
    """
    if alert.resolved_at is not None or alert.owner not in (None, owner):
        raise Conflict
    return alert if alert.owner == owner else replace(alert, owner=owner, acknowledged_at=at)


def resolve(alert: Alert, *, by: PersonId, at: datetime, outcome: Outcome) -> Alert:
    """The alert, closed. One that nobody had is taken by whoever closes it.

    Raises Conflict if it is closed already.
    """
    if alert.resolved_at is not None:
        raise Conflict
    taken = alert if alert.owner is not None else acknowledge(alert, owner=by, at=at)
    return replace(taken, resolved_at=at, outcome=outcome)
