"""Writing on a patient's chart, and reading what is written there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from journal.actions import access
from journal.clinical.annotations import Annotation, AnnotationKind, current, problems
from journal.clinical.dates import local_day
from journal.clinical.errors import Conflict, Invalid, NotFound, Problem
from journal.clinical.ids import AnnotationId, PatientId, PersonId
from journal.clinical.people import Role, Scope
from journal.db import annotations, audit, people
from journal.db import journal as store
from journal.db.engine import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One as it is sent. Its id is made by whoever writes it: sent twice, it is written once."""

    id: AnnotationId
    kind: AnnotationKind
    local_date: date
    text: str | None
    replaces: AnnotationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is written on a chart, and the names of who wrote it, as far as the reader may know them."""

    annotations: tuple[Annotation, ...]
    names: Mapping[PersonId, str]


async def write(scope: Scope, patient: PatientId, draft: Draft, *, now: datetime) -> Written:
    """Write one. NotFound where the patient is not in the scope's care.

    Raises Invalid with every rule broken, Conflict where what it replaces has been replaced already.
    """
    if scope.actor is None:
        raise NotFound
    async with transaction(scope):
        standing = await access.treatable(scope, patient, now=now)
        locked = await store.lock(scope, patient)
        written = _written(draft, patient, scope.actor, now)
        known = {each.id: each for each in await annotations.of(scope, patient)}
        names = await people.names(scope, [scope.actor])
        if (again := known.get(written.id)) is not None:
            if not _same(again, written):
                raise Conflict
            return Written(annotations=(again,), names=names)
        found = problems(written, local_day(now, standing.patient.zone)) + _unlinked(written, known)
        if found:
            raise Invalid(*found)
        if any(each.replaces == written.replaces for each in known.values() if written.replaces):
            raise Conflict
        await annotations.add(scope, written, number=locked.last_number)
        await audit.note(scope, "annotation.record", at=now, patient=patient, subject=written.id)
    return Written(annotations=(written,), names=names)


async def read(scope: Scope, patient: PatientId, *, history: bool, now: datetime) -> Written:
    """What stands on the chart, with `history` all that ever did. A patient reads the plans that stand.

    NotFound where it is not theirs to read.
    """
    async with transaction(scope):
        await access.readable(scope, patient, now=now)
        found = await annotations.of(scope, patient)
        if scope.role is Role.PATIENT:
            found = current([each for each in found if each.kind is AnnotationKind.PLAN])
        elif not history:
            found = current(found)
        names = await people.names(scope, [each.author for each in found])
        await audit.note(scope, "annotation.read", at=now, patient=patient)
    return Written(annotations=found, names=names)


def _written(draft: Draft, patient: PatientId, author: PersonId, now: datetime) -> Annotation:
    return Annotation(
        id=draft.id,
        patient=patient,
        kind=draft.kind,
        local_date=draft.local_date,
        text=draft.text,
        author=author,
        created_at=now,
        replaces=draft.replaces,
    )


def _same(known: Annotation, written: Annotation) -> bool:
    """Whether the one that stands is the one sent: whoever did not hear the answer sends it again."""
    facts = ("kind", "local_date", "text", "author", "replaces")
    return all(getattr(known, fact) == getattr(written, fact) for fact in facts)


def _unlinked(written: Annotation, known: Mapping[AnnotationId, Annotation]) -> list[Problem]:
    if written.replaces is None:
        return []
    replaced = known.get(written.replaces)
    if replaced is None or replaced.kind is not written.kind:
        return [Problem(pointer="/replaces", detail="is no annotation of this kind on this chart")]
    return []
