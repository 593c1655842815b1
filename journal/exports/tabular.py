"""CSV out: one tidy file for each kind of thing, in a zip that says what it holds.

UTF-8 with a byte order mark (so that a spreadsheet reads it right), CRLF (RFC 4180), one header row.
"""

import csv
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import chain

import msgspec

from journal.clinical.definitions import SHIPPED, Instrument, Library
from journal.clinical.entries import (
    CheckIn,
    Entry,
    Event,
    HomeReading,
    MedicationStatement,
    QuestionnaireResponse,
    Revision,
    SideEffect,
)
from journal.clinical.questionnaires import score
from journal.clinical.sessions import Session
from journal.exports import home_tables, session_tables, tables
from journal.exports.cells import cell
from journal.exports.leaving import SENSITIVE_EXTRAS, Consent, leaving
from journal.exports.session_tables import Reading, Seen
from journal.exports.tables import Content, Of, Part, Row, Table

FORMAT = "symptom-journal-csv/1"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OLDEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """One patient's record for one period, `start`…`end` by local date, both included."""

    revisions: Iterable[Revision]
    sessions: Iterable[Session]
    start: date
    end: date
    produced_at: datetime
    consent: Consent = field(default_factory=Consent)
    library: Library = SHIPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file in the zip, as the manifest names it. `rows` leaves the header out."""

    name: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    format: str
    produced_at: datetime
    start: date
    end: date
    files: tuple[File, ...]


def archive(record: Tables) -> bytes:
    """A zip of all files and `manifest.json`. The same record gives the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as box:
        files = tuple(_write(box, name, content, record.produced_at) for name, content in files_of(record))
        manifest = Manifest(
            format=FORMAT,
            produced_at=record.produced_at.astimezone(UTC),
            start=record.start,
            end=record.end,
            files=files,
        )
        described = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        box.writestr(_slot("manifest.json", record.produced_at), described)
    return buffer.getvalue()


def files_of(record: Tables) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each file's name and its lines, header first; a row is made when it is asked for."""
    entries = tuple(leaving(record.revisions, record.start, record.end, record.consent))
    check_ins = _of(entries, CheckIn)
    answered = _scored(_of(entries, QuestionnaireResponse), record.library)
    sessions = sorted(
        (session for session in record.sessions if record.start <= session.local_date <= record.end),
        key=lambda session: (session.started_at, session.id),
    )
    if not record.consent.free_text:
        sessions = [replace(session, note=None, premedication=(), interventions=()) for session in sessions]
    yield "check_ins.csv", lines(tables.CHECK_INS, check_ins)
    yield "check_in_extras.csv", lines(tables.EXTRAS, _extras(check_ins, record.consent))
    yield "side_effects.csv", lines(tables.SIDE_EFFECTS, _of(entries, SideEffect))
    yield "questionnaires.csv", lines(tables.QUESTIONNAIRES, answered)
    yield "questionnaire_answers.csv", lines(tables.ANSWERS, _answers(answered, record.library))
    yield "sessions.csv", lines(session_tables.SESSIONS, sessions)
    yield "session_vitals.csv", lines(session_tables.VITALS, _readings(sessions))
    yield "session_effects.csv", lines(session_tables.SEEN, _seen(sessions))
    yield "events.csv", lines(tables.EVENTS, _of(entries, Event))
    yield "home_readings.csv", lines(home_tables.HOME_READINGS, _of(entries, HomeReading))
    yield "medications.csv", lines(home_tables.MEDICATIONS, _of(entries, MedicationStatement))


def lines(table: Table[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file line by line, ready to be sent as it is made."""
    yield BYTE_ORDER_MARK + _line(table.header)
    for row in rows:
        yield _line(tuple(cell(value) for value in table.cells(row)))


def _line(cells: tuple[str, ...]) -> bytes:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8", "replace")


def _write(box: zipfile.ZipFile, name: str, content: Iterable[bytes], produced_at: datetime) -> File:
    digest, size, count = sha256(), 0, 0
    with box.open(_slot(name, produced_at), "w") as out:
        for line in content:
            out.write(line)
            digest.update(line)
            size, count = size + len(line), count + 1
    return File(name=name, rows=count - 1, bytes=size, sha256=digest.hexdigest())


def _slot(name: str, produced_at: datetime) -> zipfile.ZipInfo:
    slot = zipfile.ZipInfo(name, max(OLDEST_IN_ZIP, produced_at.astimezone(UTC).timetuple()[:6]))
    slot.compress_type = zipfile.ZIP_DEFLATED
    return slot


def _of(entries: Iterable[Entry], kind: type[Content]) -> tuple[Of[Content], ...]:
    found = [Of(entry=entry, content=entry.content) for entry in entries if isinstance(entry.content, kind)]
    return tuple(sorted(found, key=lambda row: (row.entry.occurred_at, row.entry.id)))


def _scored(answered: Iterable[Of[QuestionnaireResponse]], library: Library) -> tuple[Of[QuestionnaireResponse], ...]:
    return tuple(
        replace(row, score=score(content.questionnaire, content.version, content.answers, library))
        if library.find(content.questionnaire, content.version)
        else row
        for row in answered
        for content in (row.content,)
    )


def _extras(check_ins: Iterable[Of[CheckIn]], consent: Consent) -> Iterator[Part[Of[CheckIn]]]:
    for row in check_ins:
        for name, value in sorted(row.content.extra.items()):
            if consent.sensitive or name not in SENSITIVE_EXTRAS:
                yield Part(row=row, name=name, value=value)


def _answers(
    answered: Iterable[Of[QuestionnaireResponse]], library: Library
) -> Iterator[Part[Of[QuestionnaireResponse]]]:
    """In the order of the form, whatever order the answers were stored in."""
    for row in answered:
        content = row.content
        for item in sorted(content.answers, key=_order(library.find(content.questionnaire, content.version))):
            yield Part(row=row, name=item, value=content.answers[item])


def _order(asked: Instrument | None) -> Callable[[str], tuple[int, str]]:
    """Sorts items as the form asks them; those it does not ask come last, by name."""
    place = {item.link_id: number for number, item in enumerate(asked.items if asked else ())}
    return lambda item: (place.get(item, len(place)), item)


def _readings(sessions: Iterable[Session]) -> Iterator[Reading]:
    return chain.from_iterable(
        (Reading(session=session, vitals=vitals) for vitals in session.vitals) for session in sessions
    )


def _seen(sessions: Iterable[Session]) -> Iterator[Seen]:
    return chain.from_iterable(
        (Seen(session=session, observed=observed) for observed in session.effects) for session in sessions
    )
