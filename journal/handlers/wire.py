"""The shapes on the wire, and their way into clinical values and back. Unknown fields are refused."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from journal.clinical import entries
from journal.clinical.entries import Draft, Facets, Note
from journal.clinical.errors import Problem
from journal.clinical.ids import EntryId, SessionId
from journal.handlers.problems import plain, pointer_of

Instant = Annotated[datetime, Meta(tz=True)]
Number = Annotated[int, Meta(ge=0, le=2**53)]
# A `$` alone lets a line break pass at the end.
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[ -~]+$(?!\n)")]
SCHEMA = 1
"""The version of the sync's shapes. A client below `OLDEST_SCHEMA` must be updated first."""
OLDEST_SCHEMA = 1
MOST_ENTRIES = 500


class Incoming(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Anything a client sends."""


class NoteIn(Incoming, kw_only=True, frozen=True):
    text: str
    private: bool = False


class FacetsIn(Incoming, kw_only=True, frozen=True):
    work: float | None = None
    home: float | None = None
    people: float | None = None


class EntryIn(Incoming, kw_only=True, frozen=True):
    """The envelope: what every kind of entry carries."""

    id: UUID
    occurred_at: Instant
    zone: str
    replaces: UUID | None = None
    offset_minutes: Annotated[int, Meta(ge=-1080, le=1080)] | None = None
    """How far the phone's own clock was ahead of UTC at `occurred_at`."""
    phone_said: Instant | None = None
    """When it was written by the phone's own clock, where that was wrong."""


class CheckInIn(EntryIn, tag_field="kind", tag="check_in", kw_only=True, frozen=True):
    mood: float | None
    function: float | None
    too_hard: bool = False
    sleep_hours: float | None = None
    energy: float | None = None
    anxiety: float | None = None
    pain: float | None = None
    facets: FacetsIn | None = None
    extra: dict[str, bool | float] = {}
    note: NoteIn | None = None

    def content(self) -> entries.CheckIn:
        return entries.CheckIn(
            mood=self.mood,
            function=self.function,
            too_hard=self.too_hard,
            sleep_hours=self.sleep_hours,
            energy=self.energy,
            anxiety=self.anxiety,
            pain=self.pain,
            facets=Facets(work=self.facets.work, home=self.facets.home, people=self.facets.people)
            if self.facets
            else None,
            extra=self.extra,
            note=_note(self.note),
        )


class SideEffectIn(EntryIn, tag_field="kind", tag="side_effect", kw_only=True, frozen=True):
    effect: str
    severity: int
    interference: int
    started_at: Instant
    ended_at: Instant | None = None
    session_id: UUID | None = None
    note: NoteIn | None = None

    def content(self) -> entries.SideEffect:
        return entries.SideEffect(
            effect=self.effect,
            severity=self.severity,
            interference=self.interference,
            started_at=self.started_at,
            ended_at=self.ended_at,
            session_id=SessionId(self.session_id) if self.session_id else None,
            note=_note(self.note),
        )


class QuestionnaireResponseIn(EntryIn, tag_field="kind", tag="questionnaire_response", kw_only=True, frozen=True):
    questionnaire: str
    version: str
    answers: dict[str, int]
    score: float | None = None
    """What the device made of the answers; refused where the server makes something else of them."""

    def content(self) -> entries.QuestionnaireResponse:
        return entries.QuestionnaireResponse(
            questionnaire=self.questionnaire, version=self.version, answers=self.answers, score=self.score
        )


class EventIn(EntryIn, tag_field="kind", tag="event", kw_only=True, frozen=True):
    title: str
    note: NoteIn | None = None

    def content(self) -> entries.Event:
        return entries.Event(title=self.title, note=_note(self.note))


class HomeReadingIn(EntryIn, tag_field="kind", tag="home_reading", kw_only=True, frozen=True):
    """Blood pressure in mmHg, heart rate in beats a minute."""

    systolic: int
    diastolic: int
    heart_rate: int | None = None

    def content(self) -> entries.HomeReading:
        return entries.HomeReading(systolic=self.systolic, diastolic=self.diastolic, heart_rate=self.heart_rate)


class MedicationStatementIn(EntryIn, tag_field="kind", tag="medication_statement", kw_only=True, frozen=True):
    name: str
    status: entries.Taking
    dose_text: str | None = None
    benzodiazepine: bool = False

    def content(self) -> entries.MedicationStatement:
        return entries.MedicationStatement(
            name=self.name, status=self.status, dose_text=self.dose_text, benzodiazepine=self.benzodiazepine
        )


AnyEntryIn = CheckInIn | SideEffectIn | QuestionnaireResponseIn | EventIn | HomeReadingIn | MedicationStatementIn


class SyncIn(Incoming, kw_only=True, frozen=True):
    """`entries` are decoded one by one, so that one that cannot be read keeps no other from being stored."""

    device: Name
    schema: Number
    after: Number
    tally: bool = False
    """Whether the answer shall say how many entries of this device the journal holds."""
    entries: Annotated[list[dict[str, Any]], Meta(max_length=MOST_ENTRIES)]


class Unreadable(Struct, kw_only=True, frozen=True):
    """An entry that is no entry. `id` is as sent, where that at least was a UUID."""

    id: UUID | None
    problems: tuple[Problem, ...]


def draft(sent: Mapping[str, Any]) -> Draft | Unreadable:
    """One sent entry as a draft."""
    try:
        entry: AnyEntryIn = msgspec.convert(sent, AnyEntryIn)
    except msgspec.ValidationError as error:
        message, _, path = str(error).rpartition(" - at `")
        pointer = pointer_of(path.removesuffix("`")) if message else ""
        return Unreadable(id=_id(sent), problems=(Problem(pointer=pointer, detail=plain(message or path)),))
    times = {"/occurred_at": entry.occurred_at, "/phone_said": entry.phone_said}
    if problems := [problem for pointer, at in times.items() if at for problem in within_calendar(at, pointer)]:
        return Unreadable(id=entry.id, problems=tuple(problems))
    return Draft(
        id=EntryId(entry.id),
        occurred_at=entry.occurred_at,
        zone=entry.zone,
        replaces=EntryId(entry.replaces) if entry.replaces else None,
        content=entry.content(),
        phone_said=entry.phone_said,
        offset_minutes=entry.offset_minutes,
    )


def within_calendar(at: datetime, pointer: str) -> list[Problem]:
    """Refuse the calendar's first and last year, whose ends other zones cannot tell."""
    if MINYEAR < at.year < MAXYEAR:
        return []
    return [Problem(pointer=pointer, detail="is outside the calendar")]


def _note(note: NoteIn | None) -> Note | None:
    return Note(text=note.text, private=note.private) if note else None


def _id(sent: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(sent["id"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
