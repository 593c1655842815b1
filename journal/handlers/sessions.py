"""Treatment sessions."""

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from journal.actions import sessions
from journal.actions.tiers import Tier
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.people import Role
from journal.handlers import auth, session_wire
from journal.handlers.session_wire import SessionIn, SessionOut, VersionOut


class SessionsOut(Struct, kw_only=True, frozen=True):
    """By start: those of today and yesterday alone while the others need a fresh proof."""

    sessions: list[SessionOut]
    needs: Tier | None


class VersionsOut(Struct, kw_only=True, frozen=True):
    """The version that stands first; without `history` no other."""

    versions: list[VersionOut]


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
    session = session_wire.read(PatientId(patient_id), SessionId(session_id), data)
    stored = await sessions.put(auth.scope_of(request), session, now=auth.now_of(request))
    return session_wire.out(stored, for_patient=False)


@get("/patients/{patient_id:uuid}/sessions", opt={"who": auth.PATIENT_OR_CARE_TEAM, "tier": "log"}, summary="Sessions")
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> SessionsOut:
    """All sessions of a patient. The staff's note is for the care team."""
    scope, tier = auth.scope_of(request), auth.tier_of(request)
    held = await sessions.read(scope, PatientId(patient_id), now=auth.now_of(request), tier=tier)
    found = [session_wire.out(session, for_patient=scope.role is Role.PATIENT) for session in held.sessions]
    return SessionsOut(sessions=found, needs=held.needs)


@get(
    "/patients/{patient_id:uuid}/sessions/{session_id:uuid}",
    opt={"who": auth.PATIENT_OR_CARE_TEAM},
    summary="One session",
)
async def read_one(
    request: Request[Any, Any, Any],
    patient_id: FromPath[UUID],
    session_id: FromPath[UUID],
    history: FromQuery[bool] = False,
) -> VersionsOut:
    """A session as it stands and, with `history`, every version before it."""
    scope = auth.scope_of(request)
    patient, session = PatientId(patient_id), SessionId(session_id)
    found = await sessions.versions(scope, patient, session, now=auth.now_of(request))
    shown = found if history else found[:1]
    own = scope.role is Role.PATIENT
    return VersionsOut(versions=[session_wire.version(each, for_patient=own) for each in shown])
