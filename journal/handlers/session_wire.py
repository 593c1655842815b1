"""The shapes of a session on the wire, and their way into clinical values and back."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from journal.clinical.dates import known_zone, local_day
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.sessions import (
    Discharge,
    Drug,
    Intervention,
    Observed,
    Premedication,
    Recorded,
    Route,
    Session,
    Vitals,
)
from journal.handlers.wire import Incoming, Instant, within_calendar

Reading = Annotated[int, Meta(ge=0, le=1000)]


class VitalsIn(Incoming, kw_only=True, frozen=True):
    """Blood pressure in mmHg, heart rate in beats a minute, SpO2 in percent."""

    at: Instant
    systolic: Reading | None = None
    diastolic: Reading | None = None
    heart_rate: Reading | None = None
    spo2: Reading | None = None

    def value(self) -> Vitals:
        return Vitals(
            at=self.at,
            systolic=self.systolic,
            diastolic=self.diastolic,
            heart_rate=self.heart_rate,
            spo2=self.spo2,
        )


class PremedicationIn(Incoming, kw_only=True, frozen=True):
    name: str
    dose: str | None = None


class ObservedIn(Incoming, kw_only=True, frozen=True):
    """An effect the staff saw, severity 1 mild - 4 very severe."""

    effect: str
    severity: int
    started_at: Instant
    ended_at: Instant | None = None


class InterventionIn(Incoming, kw_only=True, frozen=True):
    at: Instant
    what: str


class DischargeIn(Incoming, kw_only=True, frozen=True):
    at: Instant
    criteria_met: bool
    escort: str | None = None


class SessionIn(Incoming, kw_only=True, frozen=True):
    started_at: Instant
    ended_at: Instant
    zone: str
    route: Route
    dose_mg: float
    drug: Drug = Drug.KETAMINE
    weight_kg: float | None = None
    vitals: tuple[VitalsIn, ...] = ()
    premedication: tuple[PremedicationIn, ...] = ()
    effects: tuple[ObservedIn, ...] = ()
    interventions: tuple[InterventionIn, ...] = ()
    discharge: DischargeIn | None = None
    note: str | None = None


class SessionOut(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """`unreadable`, said only where it is so: there are words, and they are not what was written.

    The note, what was done and who took the patient home are the staff's words: empty for the patient.
    """

    id: UUID
    date: date
    started_at: datetime
    ended_at: datetime
    zone: str
    route: Route
    drug: Drug
    dose_mg: float
    weight_kg: float | None
    mg_per_kg: float | None
    vitals: tuple[Vitals, ...]
    premedication: tuple[Premedication, ...] = ()
    effects: tuple[Observed, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    discharge: Discharge | None = None
    note: str | None
    unreadable: bool = False


class VersionOut(Struct, kw_only=True, frozen=True):
    """A session as it was recorded once. `recorder` is a name, where the reader may know it."""

    revision: int
    recorded_at: datetime
    recorder: str | None
    session: SessionOut


def read(patient: PatientId, id_: SessionId, data: SessionIn) -> Session:
    """The session that was sent. Raises Invalid where it cannot have a day."""
    if problems := _unreadable(data):
        raise Invalid(*problems)
    return Session(
        id=id_,
        patient=patient,
        started_at=data.started_at,
        ended_at=data.ended_at,
        zone=data.zone,
        local_date=local_day(data.started_at, data.zone),
        route=data.route,
        drug=data.drug,
        dose_mg=data.dose_mg,
        weight_kg=data.weight_kg,
        vitals=tuple(reading.value() for reading in data.vitals),
        premedication=tuple(Premedication(name=given.name, dose=given.dose) for given in data.premedication),
        effects=tuple(
            Observed(effect=seen.effect, severity=seen.severity, started_at=seen.started_at, ended_at=seen.ended_at)
            for seen in data.effects
        ),
        interventions=tuple(Intervention(at=done.at, what=done.what) for done in data.interventions),
        discharge=_discharge(data.discharge),
        note=data.note,
    )


def out(session: Session, *, for_patient: bool) -> SessionOut:
    """The session as its reader may see it."""
    discharge = session.discharge
    if for_patient and discharge is not None:
        discharge = Discharge(at=discharge.at, criteria_met=discharge.criteria_met)
    return SessionOut(
        id=session.id,
        date=session.local_date,
        started_at=session.started_at,
        ended_at=session.ended_at,
        zone=session.zone,
        route=session.route,
        drug=session.drug,
        dose_mg=session.dose_mg,
        weight_kg=session.weight_kg,
        mg_per_kg=session.mg_per_kg,
        vitals=session.vitals,
        premedication=session.premedication,
        effects=session.effects,
        interventions=() if for_patient else session.interventions,
        discharge=discharge,
        note=None if for_patient else session.note,
        unreadable=session.unreadable and not for_patient,
    )


def version(recorded: Recorded, *, for_patient: bool) -> VersionOut:
    return VersionOut(
        revision=recorded.revision,
        recorded_at=recorded.recorded_at,
        recorder=recorded.recorder,
        session=out(recorded.session, for_patient=for_patient),
    )


def _discharge(sent: DischargeIn | None) -> Discharge | None:
    return Discharge(at=sent.at, criteria_met=sent.criteria_met, escort=sent.escort) if sent else None


def _unreadable(data: SessionIn) -> list[Problem]:
    """What keeps the session from having a day, and its times from being told in other zones."""
    found = [problem for pointer, at in _stated(data) for problem in within_calendar(at, pointer)]
    if not known_zone(data.zone):
        found.append(Problem(pointer="/zone", detail="is not a known time zone"))
    return found


def _stated(data: SessionIn) -> Iterator[tuple[str, datetime]]:
    yield "/started_at", data.started_at
    yield "/ended_at", data.ended_at
    rows: dict[str, tuple[Any, ...]] = {
        "vitals": data.vitals,
        "effects": data.effects,
        "interventions": data.interventions,
    }
    for name, sent in rows.items():
        for place, row in enumerate(sent):
            for field in ("at", "started_at", "ended_at"):
                if (at := getattr(row, field, None)) is not None:
                    yield f"/{name}/{place}/{field}", at
    if data.discharge is not None:
        yield "/discharge/at", data.discharge.at
