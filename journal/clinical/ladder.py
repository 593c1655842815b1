"""The ladder of an alert: who has to look next while nobody has taken it, and from when.

Owner (the first of the patient's providers), the others of the care team, the clinic's admins, and at its end the
patient, whose app then says to call. A rung without anybody is left out: a patient whom nobody cares for goes to the
admins at once. Whoever takes the alert ends the climb. What is due late, after a stop, is due at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from journal.clinical.alerts import Alert, Tier
from journal.clinical.clinics import Clinic
from journal.clinical.ids import PersonId
from journal.clinical.office_hours import is_open, next_opening
from journal.clinical.rules import Rules

_DUE = {Tier.PAGE: "alert.page", Tier.SAME_DAY: "alert.same_day", Tier.REVIEW: "alert.review"}
_NEXT = {Tier.PAGE: "alert.next_page", Tier.SAME_DAY: "alert.next_same_day", Tier.REVIEW: "alert.next_review"}


class Rung(StrEnum):
    """In the order they are climbed."""

    OWNER = "owner"
    TEAM = "team"
    ADMINS = "admins"
    PATIENT = "patient"


_ORDER = tuple(Rung)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A rung that was climbed: when, and who had to look from then on (nobody but the patient on the last)."""

    rung: Rung
    at: datetime
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a patient is told: since when an alert of theirs waits for somebody, and whether it has come to the end of
    the ladder, so that they should call. What is only for the next review is not told.
    """

    since: datetime
    please_call: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Who there is to look: the patient's care team, the longest on it first, and the clinic's admins."""

    team: Sequence[PersonId]
    admins: Sequence[PersonId]


def due_at(tier: Tier, received_at: datetime, rules: Rules, clinic: Clinic) -> datetime:
    """By when somebody must have taken an alert. An urgent one waits for no opening; one of the same day does."""
    start = received_at
    if tier is Tier.SAME_DAY:
        start = next_opening(clinic.office_hours, received_at, clinic.zone)
    return start + rules.span(_DUE[tier])


def out_of_hours(alert: Alert, clinic: Clinic, now: datetime) -> bool:
    """Whether an urgent alert is open while the clinic is not: whoever is on call is to be reached."""
    return alert.tier is Tier.PAGE and not is_open(clinic.office_hours, now, clinic.zone)


def upcoming(alert: Alert, steps: Sequence[Step], staff: Staff, rules: Rules) -> Step | None:
    """The next rung and when it is due; None at the end, or where somebody has taken the alert."""
    if alert.owner is not None or alert.resolved_at is not None:
        return None
    made = max((_ORDER.index(step.rung) for step in steps), default=-1)
    ahead = (rung for rung in _rungs(alert.tier, staff) if _ORDER.index(rung[0]) > made)
    rung, people = next(ahead, (None, ()))
    return None if rung is None else Step(rung=rung, at=_time(alert, len(steps), rules), people=people)


def climb(alert: Alert, steps: Sequence[Step], staff: Staff, rules: Rules, now: datetime) -> tuple[Step, ...]:
    """The rungs that are due by `now` and not yet climbed, as they are to be stored."""
    made = list(steps)
    while (step := upcoming(alert, made, staff, rules)) is not None and step.at <= now:
        made.append(Step(rung=step.rung, at=now, people=step.people))
    return tuple(made[len(steps) :])


def _rungs(tier: Tier, staff: Staff) -> Iterator[tuple[Rung, tuple[PersonId, ...]]]:
    owner, team, admins = tuple(staff.team[:1]), tuple(staff.team[1:]), tuple(staff.admins)
    for rung, people in ((Rung.OWNER, owner), (Rung.TEAM, team), (Rung.ADMINS, admins)):
        if people:
            yield rung, people
    if tier is not Tier.REVIEW:
        yield Rung.PATIENT, ()


def _time(alert: Alert, made: int, rules: Rules) -> datetime:
    """The first rung at once, the second when the alert is due, each further one a wait later."""
    if made == 0:
        return alert.raised_at
    wait: timedelta = rules.span(_NEXT[alert.tier])
    return alert.due_at + (made - 1) * wait
