"""The shapes of entries as the journal tells them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from journal.clinical import entries
from journal.clinical.entries import Entry, Facets, Note, Revision


class EntryOut(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """The envelope of an entry as the journal tells it.

    `unreadable`, said only where it is so: words of it are not what was written, and are empty here.
    """

    number: int
    id: UUID
    replaces: UUID | None
    replaced_by: UUID | None
    occurred_at: datetime
    zone: str
    local_date: date
    recorded_at: datetime
    received_at: datetime
    late: bool
    source: str
    phone_said: datetime | None
    unreadable: bool = False


class CheckInOut(EntryOut, tag_field="kind", tag="check_in", kw_only=True, frozen=True):
    mood: float | None
    function: float | None
    too_hard: bool
    sleep_hours: float | None
    energy: float | None
    anxiety: float | None
    pain: float | None
    facets: Facets | None
    extra: Mapping[str, float | bool]
    note: Note | None


class SideEffectOut(EntryOut, tag_field="kind", tag="side_effect", kw_only=True, frozen=True):
    effect: str
    severity: int
    interference: int | None
    started_at: datetime
    ended_at: datetime | None
    session_id: UUID | None
    note: Note | None


class QuestionnaireResponseOut(EntryOut, tag_field="kind", tag="questionnaire_response", kw_only=True, frozen=True):
    questionnaire: str
    version: str
    answers: Mapping[str, int]
    score: float | None


class EventOut(EntryOut, tag_field="kind", tag="event", kw_only=True, frozen=True):
    title: str
    note: Note | None


class HomeReadingOut(EntryOut, tag_field="kind", tag="home_reading", kw_only=True, frozen=True):
    systolic: int
    diastolic: int
    heart_rate: int | None


class MedicationStatementOut(EntryOut, tag_field="kind", tag="medication_statement", kw_only=True, frozen=True):
    name: str
    status: entries.Taking
    dose_text: str | None
    benzodiazepine: bool


AnyEntryOut = CheckInOut | SideEffectOut | QuestionnaireResponseOut | EventOut | HomeReadingOut | MedicationStatementOut

_OUT: Mapping[type[entries.Content], Any] = {
    entries.CheckIn: CheckInOut,
    entries.SideEffect: SideEffectOut,
    entries.QuestionnaireResponse: QuestionnaireResponseOut,
    entries.Event: EventOut,
    entries.HomeReading: HomeReadingOut,
    entries.MedicationStatement: MedicationStatementOut,
}


def entry_out(revision: Revision) -> AnyEntryOut:
    """A revision as the wire has it: the named fields, and no other."""
    entry = revision.entry
    shape = _OUT[type(entry.content)]
    own = {name: getattr(entry.content, name) for name in shape.__struct_fields__ if hasattr(entry.content, name)}
    made: AnyEntryOut = shape(
        number=revision.number,
        replaced_by=revision.replaced_by,
        source=entry.source.value,
        **_envelope(entry),
        **own,
    )
    return made


def _envelope(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "replaces": entry.replaces,
        "occurred_at": entry.occurred_at,
        "zone": entry.zone,
        "local_date": entry.local_date,
        "recorded_at": entry.recorded_at,
        "received_at": entry.received_at,
        "late": entry.late,
        "phone_said": entry.phone_said,
        "unreadable": entry.unreadable,
    }
