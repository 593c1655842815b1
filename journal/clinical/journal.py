"""What the journal takes: a draft becomes an entry here, or is refused with every reason."""

from datetime import UTC, datetime, timedelta

from journal.clinical import (
    back_dating,
    check_ins,
    dates,
    events,
    fields,
    home_readings,
    medications,
    questionnaires,
    side_effects,
)
from journal.clinical.definitions import SHIPPED, Library
from journal.clinical.entries import (
    KINDS,
    CheckIn,
    Draft,
    Entry,
    HomeReading,
    MedicationStatement,
    QuestionnaireResponse,
    SideEffect,
    Source,
)
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import PatientId, PersonId

_NEEDED_FOR_THE_DAY = frozenset({"/replaces", "/kind", "/zone", "/occurred_at", "/started_at"})


def accept(
    draft: Draft,
    *,
    patient: PatientId,
    author: PersonId | None,
    device: str,
    source: Source,
    received_at: datetime,
    replaced: Entry | None,
    library: Library = SHIPPED,
) -> Entry:
    """The entry this draft makes in `patient`'s journal.

    `replaced` is the entry that `draft.replaces` names, where it exists. A correction keeps the kind
    of what it replaces and, but for side effects, its local day and whether it was late. An import
    is history: the limits on back-dating do not hold for it, and none of it is late. `library` has the
    questionnaires that may be answered.

    Raises Invalid with every rule broken.
    """
    recorded_at = dates.recorded_at(draft.id, received_at)
    former = replaced if draft.replaces is not None else None
    found = [
        *_revision(draft, patient, replaced),
        *_times(draft, received_at),
        *_content(draft, source, library),
    ]
    if _NEEDED_FOR_THE_DAY.isdisjoint(problem.pointer for problem in found):
        found += back_dating.problems(draft, source=source, recorded_at=recorded_at, former=former)
    if found:
        raise Invalid(*found)
    return Entry(
        id=draft.id,
        patient=patient,
        replaces=draft.replaces,
        occurred_at=draft.occurred_at.astimezone(UTC),
        zone=draft.zone,
        offset_minutes=_offset_minutes(draft),
        local_date=back_dating.local_date(draft, former),
        recorded_at=recorded_at,
        received_at=received_at,
        late=back_dating.late(draft, source=source, recorded_at=recorded_at, former=former),
        source=source,
        author=author,
        device=device,
        content=draft.content,
        phone_said=draft.phone_said.astimezone(UTC) if draft.phone_said else None,
    )


def _offset_minutes(draft: Draft) -> int:
    known = dates.offset_minutes(draft.occurred_at, draft.zone)
    return known + dates.ahead(draft.occurred_at, draft.zone, draft.offset_minutes) // timedelta(minutes=1)


def says(entry: Entry, draft: Draft) -> bool:
    """Whether `entry` is what `draft` says: then the draft was sent again, not changed.

    By meaning, not by bytes: a field that an older release did not know is equal to its default.
    """
    return (entry.id, entry.replaces, entry.occurred_at, entry.zone, entry.content) == (
        draft.id,
        draft.replaces,
        draft.occurred_at,
        draft.zone,
        draft.content,
    )


def _revision(draft: Draft, patient: PatientId, replaced: Entry | None) -> list[Problem]:
    if draft.replaces is None:
        return []
    if replaced is None or replaced.id != draft.replaces or replaced.patient != patient:
        return [Problem(pointer="/replaces", detail="is not an entry of this journal")]
    if replaced.kind is not KINDS[type(draft.content)]:
        return [Problem(pointer="/kind", detail="must be the kind of what it replaces")]
    return []


def _times(draft: Draft, received_at: datetime) -> list[Problem]:
    found = fields.instant(draft.occurred_at, "/occurred_at")
    stated: dict[str, datetime | None] = {"/occurred_at": draft.occurred_at}
    if isinstance(draft.content, SideEffect):
        stated |= {"/started_at": draft.content.started_at, "/ended_at": draft.content.ended_at}
    for pointer, value in stated.items():
        if value is not None and value.utcoffset() is not None:
            found += fields.not_ahead(value, pointer, now=received_at)
    if not dates.known_zone(draft.zone):
        found.append(Problem(pointer="/zone", detail="is not a known time zone"))
    return found


def _content(draft: Draft, source: Source, library: Library) -> list[Problem]:
    match draft.content:
        case CheckIn():
            return check_ins.problems(draft.content, source)
        case SideEffect():
            return side_effects.problems(draft.content, source)
        case QuestionnaireResponse():
            return questionnaires.problems(draft.content, library)
        case HomeReading():
            return home_readings.problems(draft.content)
        case MedicationStatement():
            return medications.problems(draft.content)
        case _:
            return events.problems(draft.content)
