"""Treatment sessions. A correction is a further revision; the highest one counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from journal.clinical.ids import PatientId, SessionId
from journal.clinical.people import Scope
from journal.clinical.sessions import Route, Session, Vitals
from journal.db import engine, sealing
from journal.db.sealing import Opener, Place
from journal.db.tables import Patient, TreatmentSession

_CURRENT = """
select distinct on (patient_id, id) *
from treatment_session
where clinic_id = $1 and patient_id = any($2::uuid[])
order by patient_id, id, revision desc
"""

_VITALS = msgspec.json.Decoder(tuple[Vitals, ...])


async def of(scope: Scope, patient: PatientId) -> tuple[Session, ...]:
    """One patient's sessions, by start."""
    return (await of_many(scope, [patient])).get(patient, ())


async def of_many(scope: Scope, patients: Sequence[PatientId]) -> dict[PatientId, tuple[Session, ...]]:
    """Many patients' sessions in one query, each by start; a patient without one is absent."""
    found: dict[PatientId, list[Session]] = {}
    rows = await engine.fetch(_CURRENT, scope.clinic, list(patients))
    noted = {PatientId(row["patient_id"]) for row in rows if row["note"] is not None}
    opener = await sealing.opener(scope, noted) if noted else None
    for row in rows:
        found.setdefault(PatientId(row["patient_id"]), []).append(_session(opener, row))
    return {patient: tuple(sorted(sessions, key=_by_start)) for patient, sessions in found.items()}


async def put(scope: Scope, session: Session, *, at: datetime) -> int:
    """Store `session` as its next revision and return that: 1 where it is new. The patient's row must be locked."""
    earlier = await (
        TreatmentSession.count()
        .where(TreatmentSession.clinic_id == scope.clinic)
        .where(TreatmentSession.patient_id == session.patient)
        .where(TreatmentSession.id == session.id)
    )
    revision = int(earlier) + 1
    note = session.note
    if note is not None:
        sealer = await sealing.sealer(scope, session.patient)
        note = sealer.for_column(note_place(session.id, revision), note)
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
            drug=session.drug,
            dose_mg=session.dose_mg,
            weight_kg=session.weight_kg,
            vitals=msgspec.json.encode(session.vitals).decode(),
            note=note,
        )
    )
    await Patient.update({Patient.sessions_version: Patient.sessions_version + 1}).where(
        (Patient.clinic_id == scope.clinic) & (Patient.id == session.patient)
    )
    return revision


def note_place(id_: UUID, revision: int) -> Place:
    """Where the note of one revision stands."""
    return Place(table="treatment_session", column="note", row=f"{id_}/{revision}")


def _by_start(session: Session) -> tuple[datetime, SessionId]:
    return (session.started_at, session.id)


def _session(opener: Opener | None, row: Any) -> Session:
    patient, note = PatientId(row["patient_id"]), None
    if opener is not None and row["note"] is not None:
        note = opener.of_column(patient, note_place(row["id"], row["revision"]), row["note"])
    return Session(
        id=SessionId(row["id"]),
        patient=patient,
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        zone=row["zone"],
        local_date=row["local_date"],
        route=Route(row["route"]),
        drug=row["drug"],
        dose_mg=row["dose_mg"],
        weight_kg=row["weight_kg"],
        vitals=_VITALS.decode(row["vitals"]),
        note=note,
        unreadable=note is None and row["note"] is not None,
    )
