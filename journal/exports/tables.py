"""The CSV files of an export: the columns of each, what they mean, and a row's value in each.

`docs/data-dictionary.md` is written from these tables, and a test keeps it so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from journal.clinical.entries import CheckIn, Entry, Event, Facets, Note, QuestionnaireResponse, SideEffect
from journal.clinical.errors import Invalid
from journal.clinical.questionnaires import Score, score
from journal.clinical.sessions import Session, Vitals
from journal.clinical.summary import peak_pressure
from journal.exports.cells import Value, local

Row = TypeVar("Row")
Content = TypeVar("Content", CheckIn, SideEffect, QuestionnaireResponse, Event)

RATING = "0-10"
GRADE = "0-4"
INSTANT = "ISO 8601 with offset"
DAY = "YYYY-MM-DD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Of(Generic[Content]):
    """An entry and what it holds, so that a column can ask for either."""

    entry: Entry
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Row]):
    """Something that belongs to one row of another file, under a name of its own."""

    row: Row
    name: str
    value: int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    session: Session
    vitals: Vitals


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`form` is a unit, a range or a notation; `meaning` a sentence for the data dictionary."""

    name: str
    form: str
    meaning: str
    value: Callable[[Row], Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[Row]):
    """The file `name`.csv, with one row for each of what `one_row_for` says."""

    name: str
    one_row_for: str
    columns: tuple[Column[Row], ...]

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def cells(self, row: Row) -> tuple[Value, ...]:
        return tuple(column.value(row) for column in self.columns)


def _envelope(content: type[Content]) -> tuple[Column[Of[Content]], ...]:
    """What every entry carries. `content` says of which kind, for the type checker alone."""
    return (
        Column("entry_id", "UUID", "The entry; a correction has its own.", lambda row: str(row.entry.id)),
        Column("local_date", DAY, "The patient's day, which turns at 04:00.", lambda row: row.entry.local_date),
        Column(
            "occurred_at",
            INSTANT,
            "When it was, on the clock of `zone`.",
            lambda row: local(row.entry.occurred_at, row.entry.zone),
        ),
        Column("zone", "IANA name", "Where the patient was.", lambda row: row.entry.zone),
        Column(
            "received_at",
            INSTANT,
            "When the clinic's server had it, on the clock of `zone`.",
            lambda row: local(row.entry.received_at, row.entry.zone),
        ),
    )


def _note(note: Note | None) -> str | None:
    return note.text if note else None


def _facets(row: Of[CheckIn]) -> Facets:
    return row.content.facets or Facets()


def _score(row: Of[QuestionnaireResponse]) -> Score | None:
    """None for a version this program no longer knows: its total is not ours to guess."""
    content = row.content
    try:
        return score(content.questionnaire, content.version, content.answers)
    except Invalid:
        return None


def _total(row: Of[QuestionnaireResponse]) -> int | None:
    found = _score(row)
    return found.total if found else None


def _band(row: Of[QuestionnaireResponse]) -> str | None:
    found = _score(row)
    return found.band if found else None


def _hours(row: Of[SideEffect]) -> float | None:
    ended = row.content.ended_at
    return None if ended is None else (ended - row.content.started_at).total_seconds() / 3600


def _ended(row: Of[SideEffect]) -> Value:
    ended = row.content.ended_at
    return None if ended is None else local(ended, row.entry.zone)


def _session_of(row: Of[SideEffect]) -> str | None:
    return None if row.content.session_id is None else str(row.content.session_id)


def _peak(session: Session, which: int) -> int | None:
    peak = peak_pressure(session)
    return peak[which] if peak else None


CHECK_INS: Table[Of[CheckIn]] = Table(
    name="check_ins",
    one_row_for="each check-in; a day may have several",
    columns=(
        *_envelope(CheckIn),
        Column("late", "true, false", "Filled in later, for yesterday.", lambda row: row.entry.late),
        Column("mood", RATING, "10 is best. Own scale, not validated.", lambda row: row.content.mood),
        Column("function", RATING, "10 is best. Own scale, not validated.", lambda row: row.content.function),
        Column(
            "too_hard",
            "true, false",
            "The patient said that today was too hard for more.",
            lambda row: row.content.too_hard,
        ),
        Column("sleep_hours", "hours, 0-24", "Hours slept.", lambda row: row.content.sleep_hours),
        Column("energy", RATING, "10 is best.", lambda row: row.content.energy),
        Column("anxiety", RATING, "10 is most.", lambda row: row.content.anxiety),
        Column("pain", RATING, "10 is most.", lambda row: row.content.pain),
        Column("function_work", RATING, "Function at work or study.", lambda row: _facets(row).work),
        Column("function_home", RATING, "Function at home and in self-care.", lambda row: _facets(row).home),
        Column("function_people", RATING, "Function with people.", lambda row: _facets(row).people),
        Column("note", "text", "Shared note, with consent only.", lambda row: _note(row.content.note)),
    ),
)

EXTRAS: Table[Part[Of[CheckIn]]] = Table(
    name="check_in_extras",
    one_row_for="each further answer of a check-in",
    columns=(
        Column("entry_id", "UUID", "The check-in.", lambda part: str(part.row.entry.id)),
        Column(
            "name",
            "name",
            'What was asked; `safe` is false for a patient who said "I am not safe".',
            lambda part: part.name,
        ),
        Column("value", "number or true, false", "What was answered.", lambda part: part.value),
    ),
)

SIDE_EFFECTS: Table[Of[SideEffect]] = Table(
    name="side_effects",
    one_row_for="each episode, as last reported",
    columns=(
        *_envelope(SideEffect),
        Column("effect", "code", "What the patient felt.", lambda row: row.content.effect),
        Column(
            "severity",
            GRADE,
            "0 none, 1 mild, 2 moderate, 3 severe, 4 very severe.",
            lambda row: row.content.severity,
        ),
        Column(
            "interference",
            GRADE,
            "How far it got in the way: 0 not at all, 4 very much.",
            lambda row: row.content.interference,
        ),
        Column(
            "started_at",
            INSTANT,
            "When it began.",
            lambda row: local(row.content.started_at, row.entry.zone),
        ),
        Column("ended_at", INSTANT, "When it ended; empty while it is still there.", _ended),
        Column("hours", "hours", "From start to end; empty while it is still there.", _hours),
        Column("session_id", "UUID", "The session it belongs to, where one is named.", _session_of),
        Column("note", "text", "Shared note, with consent only.", lambda row: _note(row.content.note)),
    ),
)

QUESTIONNAIRES: Table[Of[QuestionnaireResponse]] = Table(
    name="questionnaires",
    one_row_for="each complete questionnaire",
    columns=(
        *_envelope(QuestionnaireResponse),
        Column("questionnaire", "code", "Which one: `phq-9`, `gad-7`.", lambda row: row.content.questionnaire),
        Column("version", "text", "Of which version; versions do not compare.", lambda row: row.content.version),
        Column("total", "points", "Sum of the scored items; empty for a version no longer known.", _total),
        Column("band", "code", "Severity band of the total.", _band),
    ),
)

ANSWERS: Table[Part[Of[QuestionnaireResponse]]] = Table(
    name="questionnaire_answers",
    one_row_for="each answer of a questionnaire",
    columns=(
        Column("entry_id", "UUID", "The questionnaire it belongs to.", lambda part: str(part.row.entry.id)),
        Column("item", "LOINC code", "The question.", lambda part: part.name),
        Column("answer", "0-3", "The ordinal value of the answer chosen.", lambda part: part.value),
    ),
)

SESSIONS: Table[Session] = Table(
    name="sessions",
    one_row_for="each treatment session",
    columns=(
        Column("session_id", "UUID", "The session.", lambda session: str(session.id)),
        Column("local_date", DAY, "The day it began.", lambda session: session.local_date),
        Column("started_at", INSTANT, "Start.", lambda session: local(session.started_at, session.zone)),
        Column("ended_at", INSTANT, "End.", lambda session: local(session.ended_at, session.zone)),
        Column("zone", "IANA name", "Where it was.", lambda session: session.zone),
        Column("drug", "name", "What was given.", lambda session: session.drug),
        Column("route", "code", "How it was given.", lambda session: session.route.value),
        Column("dose_mg", "mg", "Dose.", lambda session: session.dose_mg),
        Column("weight_kg", "kg", "Body weight, where known.", lambda session: session.weight_kg),
        Column("mg_per_kg", "mg/kg", "Dose by body weight, where known.", lambda session: session.mg_per_kg),
        Column("peak_systolic", "mmHg", "Highest systolic blood pressure.", lambda session: _peak(session, 0)),
        Column("peak_diastolic", "mmHg", "Diastolic, of that reading.", lambda session: _peak(session, 1)),
        Column("note", "text", "The staff's note, with consent only.", lambda session: session.note),
    ),
)

VITALS: Table[Reading] = Table(
    name="session_vitals",
    one_row_for="each reading in a session",
    columns=(
        Column("session_id", "UUID", "The session.", lambda reading: str(reading.session.id)),
        Column(
            "at",
            INSTANT,
            "When it was read.",
            lambda reading: local(reading.vitals.at, reading.session.zone),
        ),
        Column("systolic", "mmHg", "Blood pressure.", lambda reading: reading.vitals.systolic),
        Column("diastolic", "mmHg", "Blood pressure.", lambda reading: reading.vitals.diastolic),
        Column("heart_rate", "1/min", "Heart rate.", lambda reading: reading.vitals.heart_rate),
        Column("spo2", "%", "Oxygen saturation.", lambda reading: reading.vitals.spo2),
    ),
)

EVENTS: Table[Of[Event]] = Table(
    name="events",
    one_row_for="each life event",
    columns=(
        *_envelope(Event),
        Column("title", "text", "What happened, with consent only.", lambda row: row.content.title or None),
        Column("note", "text", "Shared note, with consent only.", lambda row: _note(row.content.note)),
    ),
)
