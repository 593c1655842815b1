"""Alerts: raised by a rule, taken by a person, closed by a person with an outcome.

Correcting or withdrawing the entry never withdraws the alert.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from journal.clinical import fields
from journal.clinical.check_ins import SAFE
from journal.clinical.definitions import ITEM_9
from journal.clinical.entries import CheckIn, Entry, HomeReading, QuestionnaireResponse, SideEffect
from journal.clinical.errors import Conflict, Problem
from journal.clinical.ids import AlertId, EntryId, PatientId, PersonId, SessionId

NOTE = 1_000
"""Characters of the words an alert is closed with (rule)."""


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

    @property
    def acted(self) -> bool:
        """Whether the alert led to an action."""
        return self is not Outcome.NO_ACTION_NEEDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`rule`, `subject` and `value` are those of the red flag that raised it.

    It is of the `entry` that raised it, or of the `session` that a silence came after. It is open until `resolved_at`,
    and nobody's until it has an `owner`. The same was reported `count` times, the `latest_at` is when last.
    """

    id: AlertId
    patient: PatientId
    entry: EntryId | None
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
    note: str | None = None
    session: SessionId | None = None
    count: int = 1
    latest_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """The patient has corrected what raised an alert, or taken it back. The alert stays: a person closes it.

    `value` is what is said now, as in the alert: 0 where there was nothing; None where "not safe" was taken back.
    """

    at: datetime
    value: float | None


def revised(alert: Alert, standing: Entry) -> Revised | None:
    """What the entry that `standing` is now says of the alert; None where it says the same, or more of an episode.

    That an episode goes on, changes or ends is no correction: "it was not there", said without an end, is.
    """
    if standing.id == alert.entry:
        return None
    match standing.content:
        case CheckIn(extra=extra) if extra.get(SAFE) is not False:
            return Revised(at=standing.received_at, value=None)
        case SideEffect() as report if report.taken_back:
            return Revised(at=standing.received_at, value=0)
        case HomeReading(systolic=systolic):
            return Revised(at=standing.received_at, value=systolic)
        case QuestionnaireResponse(answers=answers) if alert.subject == "item_9":
            return Revised(at=standing.received_at, value=answers.get(ITEM_9))
        case _:
            return None


def adds_to(running: Alert, new: Alert) -> bool:
    """Whether `new` is said again of what runs already, and is no second alert.

    Nothing worse hides in what is there: a higher tier, a higher value or another subject is an alert of its own; and
    so is an urgent one once somebody has taken the one before, who may think that it is over.
    """
    if running.resolved_at is not None or (running.tier is Tier.PAGE and running.owner is not None):
        return False
    alike = (running.patient, running.rule, running.subject) == (new.patient, new.rule, new.subject)
    return alike and running.tier is new.tier and new.value <= running.value


def problems(note: str | None) -> list[Problem]:
    """What is wrong with the words an alert is closed with."""
    return [] if note is None else fields.text(note, "/note", limit=NOTE)


def acknowledge(alert: Alert, *, owner: PersonId, at: datetime) -> Alert:
    """The alert, taken by `owner`; unchanged if it is theirs already.

    Raises Conflict if somebody else has it, or it is closed.
    """
    if alert.resolved_at is not None or alert.owner not in (None, owner):
        raise Conflict
    return alert if alert.owner == owner else replace(alert, owner=owner, acknowledged_at=at)


def take_over(alert: Alert, *, by: PersonId, at: datetime) -> Alert:
    """The alert in the hands of `by`, whoever had it before; unchanged where it is theirs. Conflict if it is closed."""
    if alert.resolved_at is not None:
        raise Conflict
    return alert if alert.owner == by else replace(alert, owner=by, acknowledged_at=at)


def resolve(alert: Alert, *, by: PersonId, at: datetime, outcome: Outcome, note: str | None = None) -> Alert:
    """The alert, closed with an outcome and words. One that nobody had is taken by whoever closes it.

    Raises Conflict if it is closed already.
    """
    if alert.resolved_at is not None:
        raise Conflict
    taken = alert if alert.owner is not None else acknowledge(alert, owner=by, at=at)
    return replace(taken, resolved_at=at, outcome=outcome, note=note)
