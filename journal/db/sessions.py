"""Treatment sessions. A correction is a further revision; the highest one counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from journal.clinical.ids import PatientId, PersonId, SessionId
from journal.clinical.people import Scope
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
from journal.db import engine, sealing
from journal.db.sealing import Opener, Place
from journal.db.session_tables import TreatmentSession
from journal.db.tables import Patient

_CURRENT = """
select distinct on (patient_id, id) *
from treatment_session
where clinic_id = $1 and patient_id = any($2::uuid[])
order by patient_id, id, revision desc
"""

_WORDLESS = """
select distinct on (patient_id, id) patient_id, id, revision, started_at, ended_at, zone, local_date, route, drug,
       dose_mg, weight_kg, '[]' as vitals, effects, discharged_at, criteria_met, null as note, null as details
from treatment_session
where clinic_id = $1 and patient_id = any($2::uuid[])
order by patient_id, id, revision desc
"""

_EVERY = """
select s.*, p.name as recorder
from treatment_session s left join person p on p.clinic_id = s.clinic_id and p.id = s.recorded_by
where s.clinic_id = $1 and s.patient_id = $2 and s.id = $3
order by s.revision desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Details:
    """What is sealed of a session beside its note."""

    premedication: tuple[Premedication, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    escort: str | None = None


_VITALS = msgspec.json.Decoder(tuple[Vitals, ...])
_EFFECTS = msgspec.json.Decoder(tuple[Observed, ...])
_DETAILS = msgspec.json.Decoder(_Details)
_WORDS = ("note", "details")


async def of(scope: Scope, patient: PatientId) -> tuple[Session, ...]:
    """One patient's sessions, by start."""
    return (await of_many(scope, [patient])).get(patient, ())


async def of_many(scope: Scope, patients: Sequence[PatientId]) -> dict[PatientId, tuple[Session, ...]]:
    """Many patients' sessions in one query, each by start; a patient without one is absent."""
    rows = await engine.fetch(_CURRENT, scope.clinic, list(patients))
    return _by_patient(await _opener(scope, rows), rows)


async def wordless(scope: Scope, patients: Sequence[PatientId]) -> dict[PatientId, tuple[Session, ...]]:
    """The same without vitals and without a word that anybody wrote: no key is asked for."""
    return _by_patient(None, await engine.fetch(_WORDLESS, scope.clinic, list(patients)))


def _by_patient(opener: Opener | None, rows: Sequence[Any]) -> dict[PatientId, tuple[Session, ...]]:
    found: dict[PatientId, list[Session]] = {}
    for row in rows:
        found.setdefault(PatientId(row["patient_id"]), []).append(_session(opener, row))
    return {patient: tuple(sorted(sessions, key=_by_start)) for patient, sessions in found.items()}


async def versions(scope: Scope, patient: PatientId, session: SessionId) -> tuple[Recorded, ...]:
    """Every version of one session, the one that stands first; empty where there is no such session."""
    rows = await engine.fetch(_EVERY, scope.clinic, patient, session)
    opener = await _opener(scope, rows)
    return tuple(
        Recorded(
            session=_session(opener, row),
            revision=row["revision"],
            recorded_at=row["recorded_at"],
            recorded_by=PersonId(row["recorded_by"]) if row["recorded_by"] else None,
            recorder=row["recorder"],
        )
        for row in rows
    )


async def revisions(scope: Scope, patient: PatientId, session: SessionId) -> int:
    """How many versions there are of one session; 0 where there is no such session."""
    return int(
        await TreatmentSession.count()
        .where(TreatmentSession.clinic_id == scope.clinic)
        .where(TreatmentSession.patient_id == patient)
        .where(TreatmentSession.id == session)
    )


async def count_change(scope: Scope, patient: PatientId) -> None:
    """Whatever was made of the patient's sessions holds no more."""
    await Patient.update({Patient.sessions_version: Patient.sessions_version + 1}).where(
        (Patient.clinic_id == scope.clinic) & (Patient.id == patient)
    )


async def put(scope: Scope, session: Session, *, at: datetime) -> int:
    """Store `session` as its next revision and return that: 1 where it is new. The patient's row must be locked."""
    revision = await revisions(scope, session.patient, session.id) + 1
    words = {"note": session.note, "details": _details(session)}
    if any(words.values()):
        sealer = await sealing.sealer(scope, session.patient)
        words = {
            name: said and sealer.for_column(_place(name, session.id, revision), said) for name, said in words.items()
        }
    discharge = session.discharge
    await TreatmentSession.insert(
        TreatmentSession(
            clinic_id=scope.clinic,
            patient_id=session.patient,
            id=session.id,
            revision=revision,
            recorded_by=scope.actor,
            recorded_at=at,
            started_at=session.started_at,
            ended_at=session.ended_at,
            zone=session.zone,
            local_date=session.local_date,
            route=session.route.value,
            drug=session.drug.value,
            dose_mg=session.dose_mg,
            weight_kg=session.weight_kg,
            vitals=msgspec.json.encode(session.vitals).decode(),
            note=words["note"],
            effects=msgspec.json.encode(session.effects).decode(),
            discharged_at=discharge.at if discharge else None,
            criteria_met=discharge.criteria_met if discharge else None,
            details=words["details"],
        )
    )
    await count_change(scope, session.patient)
    return revision


def note_place(id_: UUID, revision: int) -> Place:
    """Where the note of one revision stands."""
    return _place("note", id_, revision)


def _place(column: str, id_: UUID, revision: int) -> Place:
    return Place(table="treatment_session", column=column, row=f"{id_}/{revision}")


def _details(session: Session) -> str | None:
    """The staff's words beside the note, as they are sealed; None where there are none."""
    details = _Details(
        premedication=session.premedication,
        interventions=session.interventions,
        escort=session.discharge.escort if session.discharge else None,
    )
    return None if details == _Details() else msgspec.json.encode(details).decode()


async def _opener(scope: Scope, rows: Sequence[Any]) -> Opener | None:
    spoken = {PatientId(row["patient_id"]) for row in rows if any(row[name] is not None for name in _WORDS)}
    return await sealing.opener(scope, spoken) if spoken else None


def _opened(opener: Opener | None, row: Any, name: str) -> str | None:
    if opener is None or row[name] is None:
        return None
    return opener.of_column(PatientId(row["patient_id"]), _place(name, row["id"], row["revision"]), row[name])


def _by_start(session: Session) -> tuple[datetime, SessionId]:
    return (session.started_at, session.id)


def _session(opener: Opener | None, row: Any) -> Session:
    said = {name: _opened(opener, row, name) for name in _WORDS}
    details = _Details() if said["details"] is None else _DETAILS.decode(said["details"])
    return Session(
        id=SessionId(row["id"]),
        patient=PatientId(row["patient_id"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        zone=row["zone"],
        local_date=row["local_date"],
        route=Route(row["route"]),
        drug=Drug(row["drug"]),
        dose_mg=row["dose_mg"],
        weight_kg=row["weight_kg"],
        vitals=_VITALS.decode(row["vitals"]),
        premedication=details.premedication,
        effects=_EFFECTS.decode(row["effects"]),
        interventions=details.interventions,
        discharge=_discharge(row, details),
        note=said["note"],
        unreadable=any(said[name] is None and row[name] is not None for name in _WORDS),
    )


def _discharge(row: Any, details: _Details) -> Discharge | None:
    if row["discharged_at"] is None:
        return None
    return Discharge(at=row["discharged_at"], criteria_met=row["criteria_met"], escort=details.escort)
