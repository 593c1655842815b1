"""The demo's sessions, and the side effects that follow them.

Intravenous ketamine, 0.5 mg/kg over 40 minutes (PMC3725185). Frequencies of side effects are those of
repeated infusions, n = 203: drowsiness 56%, dizziness 45%, dissociation 36%, nausea 13%.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from journal.clinical.entries import Draft, SideEffect
from journal.clinical.ids import EntryId, SessionId
from journal.clinical.people import Patient
from journal.clinical.sessions import Route, Session, Vitals
from journal.demo.draws import uuid7
from journal.demo.plots import Plot

DOSE_MG_PER_KG = 0.5
MINUTES = 40
STARTS = time(10, 30)
ASKED_AFTER = timedelta(hours=1)
"""The app first asks an hour after the session; what has passed by then is reported as over."""

READINGS_AT_MINUTE = (-5, 20, 40, 80)
PRESSURE_RISE = (0, 16, 22, 4)
"""mmHg of systolic pressure above the first reading, at each of the readings."""
HIGH_RISE = (0, 34, 42, 10)
"""The same in a session that reaches 165 mmHg: 44% of patients had one (n = 203)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """`share` of sessions with the effect, 0-1, and the hours it lasts, from and to."""

    share: float
    shortest: float
    longest: float


FREQUENCIES: Mapping[str, Frequency] = {
    "sedation": Frequency(share=0.56, shortest=2.0, longest=7.0),
    "dizziness": Frequency(share=0.45, shortest=1.0, longest=3.5),
    "dissociation": Frequency(share=0.36, shortest=0.6, longest=1.4),
    "nausea": Frequency(share=0.13, shortest=0.7, longest=4.0),
}


def sessions(patient: Patient, plot: Plot, today: date, random: Random) -> tuple[Session, ...]:
    """The plot's sessions, ascending."""
    return tuple(
        _session(patient, plot, today + timedelta(days=day), random, high=place == plot.high_pressure)
        for place, day in enumerate(plot.session_days)
    )


def side_effects(session: Session, random: Random) -> Iterator[Draft]:
    """What followed the session, as reported: an episode under way is ended by a second draft."""
    for effect, frequency in FREQUENCIES.items():
        begins = session.started_at + timedelta(minutes=random.randint(8, 25))
        lasts = timedelta(minutes=round(60 * random.uniform(frequency.shortest, frequency.longest)))
        severity, interference = random.choice((1, 1, 1, 2, 2)), random.choice((0, 1, 1, 2))
        minutes_late = random.randint(1, 25)
        if random.random() < frequency.share:
            report = SideEffect(
                effect=effect,
                severity=severity,
                interference=interference,
                started_at=begins,
                session_id=session.id,
            )
            asked = session.ended_at + ASKED_AFTER + timedelta(minutes=minutes_late)
            yield from _episode(report, begins + lasts, asked, session.zone, random)


def _episode(report: SideEffect, over: datetime, asked: datetime, zone: str, random: Random) -> Iterator[Draft]:
    if over <= asked:
        yield _draft(asked, replace(report, ended_at=over), zone, random)
        return
    first = _draft(asked, report, zone, random)
    yield first
    told = over + timedelta(minutes=random.randint(1, 12), seconds=random.randint(0, 59))
    yield replace(_draft(told, replace(report, ended_at=over), zone, random), replaces=first.id)


def _draft(at: datetime, report: SideEffect, zone: str, random: Random) -> Draft:
    return Draft(id=EntryId(uuid7(at, random)), occurred_at=at, zone=zone, content=report)


def _session(patient: Patient, plot: Plot, day: date, random: Random, *, high: bool) -> Session:
    local = datetime.combine(day, STARTS, tzinfo=ZoneInfo(patient.zone))
    started = local.astimezone(UTC) + timedelta(minutes=random.randint(-8, 12))
    return Session(
        id=SessionId(uuid7(started, random)),
        patient=patient.id,
        started_at=started,
        ended_at=started + timedelta(minutes=MINUTES),
        zone=patient.zone,
        local_date=day,
        route=Route.IV,
        dose_mg=plot.weight_kg * DOSE_MG_PER_KG,
        weight_kg=plot.weight_kg,
        vitals=tuple(_vitals(started, random, high=high)),
    )


def _vitals(started: datetime, random: Random, *, high: bool) -> Iterator[Vitals]:
    systolic, diastolic = random.randint(114, 126), random.randint(70, 80)
    if high:
        systolic, diastolic = 128, 82
    pulse = random.randint(62, 74)
    rises = HIGH_RISE if high else PRESSURE_RISE
    for minute, rise in zip(READINGS_AT_MINUTE, rises, strict=True):
        yield Vitals(
            at=started + timedelta(minutes=minute),
            systolic=systolic + rise + random.randint(-2, 3),
            diastolic=diastolic + rise // 2 + random.randint(-2, 2),
            heart_rate=pulse + rise // 2 + random.randint(-3, 3),
            spo2=random.randint(96, 99),
        )
