"""What staff write on a patient's chart: added to, never changed, its words sealed."""

from typing import Any

from journal.clinical.annotations import Annotation, AnnotationKind
from journal.clinical.ids import AnnotationId, PatientId, PersonId
from journal.clinical.people import Scope
from journal.db import engine, sealing
from journal.db.sealing import Opener, Place

_OF = "select * from annotation where clinic_id = $1 and patient_id = $2 order by created_at, id"

_ADD = """
insert into annotation (clinic_id, patient_id, id, kind, local_date, text, author_id, created_at, replaces)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


async def of(scope: Scope, patient: PatientId) -> tuple[Annotation, ...]:
    """All that was ever written on this patient's chart, as far as the scope may know of it, in that order."""
    rows = await engine.fetch(_OF, scope.clinic, patient)
    opener = await sealing.opener(scope, [patient]) if any(row["text"] is not None for row in rows) else None
    return tuple(_annotation(opener, row) for row in rows)


async def add(scope: Scope, annotation: Annotation, *, number: int) -> None:
    """Put one on record, and tell who listens; `number` is the journal's last. The patient's row must be locked."""
    text = annotation.text
    if text is not None:
        text = (await sealing.sealer(scope, annotation.patient)).for_column(_place(annotation.id), text)
    await engine.fetch(
        _ADD,
        scope.clinic,
        annotation.patient,
        annotation.id,
        annotation.kind.value,
        annotation.local_date,
        text,
        annotation.author,
        annotation.created_at,
        annotation.replaces,
    )
    await engine.fetch("select pg_notify('journal', $1)", f"{scope.clinic} {annotation.patient} {number}")


def _place(id_: AnnotationId) -> Place:
    return Place(table="annotation", column="text", row=id_)


def _annotation(opener: Opener | None, row: Any) -> Annotation:
    patient, id_, text = PatientId(row["patient_id"]), AnnotationId(row["id"]), None
    if opener is not None and row["text"] is not None:
        text = opener.of_column(patient, _place(id_), row["text"])
    return Annotation(
        id=id_,
        patient=patient,
        kind=AnnotationKind(row["kind"]),
        local_date=row["local_date"],
        text=text,
        author=PersonId(row["author_id"]),
        created_at=row["created_at"],
        replaces=AnnotationId(row["replaces"]) if row["replaces"] else None,
        unreadable=text is None and row["text"] is not None,
    )
