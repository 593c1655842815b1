"""Treatment sessions."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from journal.actions import sessions
from journal.actions.tiers import Tier
from journal.clinical.dates import known_zone, local_day
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.people import Role
from journal.clinical.sessions import Route, Session, Vitals
from journal.handlers import auth
from journal.handlers.wire import Incoming, Instant, within_calendar

Reading = Annotated[int, Meta(ge=0, le=1000)]


class VitalsIn(Incoming, kw_only=True, frozen=True):
    """Blood pressure in mmHg, heart rate in beats a minute, SpO2 in percent."""

    at: Instant
    systolic: Reading | None = None
    diastolic: Reading | None = None
    heart_rate: Reading | None = None
    spo2: Reading | None = None


class SessionIn(Incoming, kw_only=True, frozen=True):
    started_at: Instant
    ended_at: Instant
    zone: str
    route: Route
    dose_mg: float
    weight_kg: float | None = None
    vitals: tuple[VitalsIn, ...] = ()
    note: str | None = None


class SessionOut(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """`unreadable`, said only where it is so: there is a note, and it is not what was written."""

    id: UUID
    date: date
    started_at: datetime
    ended_at: datetime
    zone: str
    route: Route
    drug: str
    dose_mg: float
    weight_kg: float | None
    mg_per_kg: float | None
    vitals: tuple[Vitals, ...]
    note: str | None
    unreadable: bool = False


class SessionsOut(Struct, kw_only=True, frozen=True):
    """By start: those of today and yesterday alone while the others need a fresh proof."""

    sessions: list[SessionOut]
    needs: Tier | None


@put(
    "/patients/{patient_id:uuid}/sessions/{session_id:uuid}",
    opt={"who": auth.CARE_TEAM},
    summary="Record a session",
)
async def record(
    request: Request[Any, Any, Any],
    patient_id: FromPath[UUID],
    session_id: FromPath[UUID],
    data: JSONBody[SessionIn],
) -> SessionOut:
    """Record a session or correct it. The same call twice changes nothing but the history."""
    session = _session(PatientId(patient_id), SessionId(session_id), data)
    return _out(await sessions.put(auth.scope_of(request), session, now=auth.now_of(request)), for_patient=False)


@get("/patients/{patient_id:uuid}/sessions", opt={"who": auth.PATIENT_OR_CARE_TEAM, "tier": "log"}, summary="Sessions")
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> SessionsOut:
    """All sessions of a patient. The staff's note is for the care team."""
    scope, tier = auth.scope_of(request), auth.tier_of(request)
    held = await sessions.read(scope, PatientId(patient_id), now=auth.now_of(request), tier=tier)
    found = [_out(session, for_patient=scope.role is Role.PATIENT) for session in held.sessions]
    return SessionsOut(sessions=found, needs=held.needs)


def _session(patient: PatientId, id_: SessionId, data: SessionIn) -> Session:
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
        dose_mg=data.dose_mg,
        weight_kg=data.weight_kg,
        vitals=tuple(
            Vitals(
                at=reading.at,
                systolic=reading.systolic,
                diastolic=reading.diastolic,
                heart_rate=reading.heart_rate,
                spo2=reading.spo2,
            )
            for reading in data.vitals
        ),
        note=data.note,
    )


def _unreadable(data: SessionIn) -> list[Problem]:
    """What keeps the session from having a day."""
    stated = {"/started_at": data.started_at, "/ended_at": data.ended_at}
    stated |= {f"/vitals/{place}/at": reading.at for place, reading in enumerate(data.vitals)}
    found = [problem for pointer, at in stated.items() for problem in within_calendar(at, pointer)]
    if not known_zone(data.zone):
        found.append(Problem(pointer="/zone", detail="is not a known time zone"))
    return found


def _out(session: Session, *, for_patient: bool) -> SessionOut:
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
        note=None if for_patient else session.note,
        unreadable=session.unreadable and not for_patient,
    )
