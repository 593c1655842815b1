"""The CSV files of an export: the columns of each, what they mean, and a row's value in each.

`docs/data-dictionary.md` is written from these tables, and a test keeps it so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from journal.clinical.entries import (
    CheckIn,
    Entry,
    Event,
    Facets,
    HomeReading,
    MedicationStatement,
    Note,
    QuestionnaireResponse,
    SideEffect,
)
from journal.clinical.episodes import reporter
from journal.clinical.questionnaires import Score
from journal.exports.cells import Value, local

Row = TypeVar("Row")
Content = TypeVar("Content", CheckIn, SideEffect, QuestionnaireResponse, Event, HomeReading, MedicationStatement)

RATING = "0-10"
GRADE = "0-4"
INSTANT = "ISO 8601 with offset"
DAY = "YYYY-MM-DD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Of(Generic[Content]):
    """An entry and what it holds, so that a column can ask for either.

    `score` is a questionnaire's, None for a version this program no longer knows: its total is not ours to guess.
    """

    entry: Entry
    content: Content
    score: Score | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Row]):
    """Something that belongs to one row of another file, under a name of its own."""

    row: Row
    name: str
    value: int | float | bool


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


def envelope(content: type[Content]) -> tuple[Column[Of[Content]], ...]:
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


def _total(row: Of[QuestionnaireResponse]) -> float | None:
    return row.score.total if row.score else None


def _band(row: Of[QuestionnaireResponse]) -> str | None:
    return (row.score.band or None) if row.score else None


def _hours(row: Of[SideEffect]) -> float | None:
    ended = row.content.ended_at
    return None if ended is None else (ended - row.content.started_at).total_seconds() / 3600


def _ended(row: Of[SideEffect]) -> Value:
    ended = row.content.ended_at
    return None if ended is None else local(ended, row.entry.zone)


def _session_of(row: Of[SideEffect]) -> str | None:
    return None if row.content.session_id is None else str(row.content.session_id)


CHECK_INS: Table[Of[CheckIn]] = Table(
    name="check_ins",
    one_row_for="each check-in; a day may have several",
    columns=(
        *envelope(CheckIn),
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
        *envelope(SideEffect),
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
        Column(
            "reporter", "code", "Who reported it: `patient` or `companion`.", lambda row: reporter(row.entry.source)
        ),
        Column("note", "text", "Shared note, with consent only.", lambda row: _note(row.content.note)),
    ),
)

QUESTIONNAIRES: Table[Of[QuestionnaireResponse]] = Table(
    name="questionnaires",
    one_row_for="each complete questionnaire",
    columns=(
        *envelope(QuestionnaireResponse),
        Column(
            "questionnaire",
            "code",
            "Which one: `phq-9`, `gad-7`, `pcl-5`, `peg`, or a clinic's own.",
            lambda row: row.content.questionnaire,
        ),
        Column("version", "text", "Of which version; versions do not compare.", lambda row: row.content.version),
        Column("total", "points", "Sum or mean of the scored items; empty for a version no longer known.", _total),
        Column("band", "code", "Severity band of the total, where it has any.", _band),
    ),
)

ANSWERS: Table[Part[Of[QuestionnaireResponse]]] = Table(
    name="questionnaire_answers",
    one_row_for="each answer of a questionnaire",
    columns=(
        Column("entry_id", "UUID", "The questionnaire it belongs to.", lambda part: str(part.row.entry.id)),
        Column("item", "code", "The question: its LOINC code, or its place in the form.", lambda part: part.name),
        Column("answer", "points", "The ordinal value of the answer chosen.", lambda part: part.value),
    ),
)

EVENTS: Table[Of[Event]] = Table(
    name="events",
    one_row_for="each life event",
    columns=(
        *envelope(Event),
        Column("title", "text", "What happened, with consent only.", lambda row: row.content.title or None),
        Column("note", "text", "Shared note, with consent only.", lambda row: _note(row.content.note)),
    ),
)
