"""What an entry says, as JSON and back: ratings in the clear, so that they can be queried, words sealed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from journal.clinical.entries import (
    CheckIn,
    Content,
    Entry,
    Event,
    HomeReading,
    Kind,
    MedicationStatement,
    QuestionnaireResponse,
    SideEffect,
)
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import sealing
from journal.db.sealing import Opener, Place, Sealer

CONTENTS: Mapping[Kind, type[Content]] = {
    Kind.CHECK_IN: CheckIn,
    Kind.SIDE_EFFECT: SideEffect,
    Kind.QUESTIONNAIRE_RESPONSE: QuestionnaireResponse,
    Kind.EVENT: Event,
    Kind.HOME_READING: HomeReading,
    Kind.MEDICATION_STATEMENT: MedicationStatement,
}
_LINES = ("title", "name", "dose_text")
"""The fields of contents that are a line of words; a note is sealed too, with its mark."""
SEALED = "sealed"

_ENCODE = msgspec.json.Encoder(order="deterministic")
_DECODE = {kind: msgspec.json.Decoder(type_) for kind, type_ in CONTENTS.items()}
# Looked for before anything is decoded: most entries hold no words, and none of those needs a key.
_HAS_WORDS = f'"{SEALED}"'


async def encode(scope: Scope, patient: PatientId, entries: Sequence[Entry]) -> list[str]:
    """The contents of a patient's entries, as they are stored. Without words among them no key is needed."""
    spoken = [has_words(entry.content) for entry in entries]
    if not any(spoken):
        return [_ENCODE.encode(entry.content).decode() for entry in entries]
    sealer = await sealing.sealer(scope, patient)
    return [
        (
            seal(sealer, entry.id, msgspec.to_builtins(entry.content)) if words else _ENCODE.encode(entry.content)
        ).decode()
        for entry, words in zip(entries, spoken, strict=True)
    ]


async def decode(scope: Scope, rows: Sequence[Any]) -> list[tuple[Content, bool]]:
    """The contents of rows of `entry`; True beside those with words that do not open, and are empty."""
    speaking = {PatientId(row["patient_id"]) for row in rows if _HAS_WORDS in row["content"]}
    opener = await sealing.opener(scope, speaking) if speaking else None
    return [
        _opened(opener, row)
        if opener is not None and _HAS_WORDS in row["content"]
        else (_DECODE[Kind(row["kind"])].decode(row["content"]), False)
        for row in rows
    ]


def plain(row: Any) -> Content:
    """The content of a row in which no words were read."""
    return _DECODE[Kind(row["kind"])].decode(row["content"])


def has_words(content: Content) -> bool:
    match content:
        case Event() | MedicationStatement():
            return True
        case CheckIn(note=note) | SideEffect(note=note):
            return note is not None
        case _:
            return False


def seal(sealer: Sealer, entry: UUID, said: dict[str, Any]) -> bytes:
    """A content as builtins, with its words sealed, as JSON."""
    if note := said.get("note"):
        private = bool(note.get("private"))
        said["note"] = {SEALED: sealer.seal(_note(entry, private=private), note["text"]), "private": private}
    for name in _LINES:
        if isinstance(line := said.get(name), str):
            said[name] = {SEALED: sealer.seal(_line(entry, name), line)}
    return _ENCODE.encode(said)


def _opened(opener: Opener, row: Any) -> tuple[Content, bool]:
    said, lost = msgspec.json.decode(row["content"]), False
    patient, entry = PatientId(row["patient_id"]), row["id"]
    if (note := said.get("note")) is not None:
        private = bool(_part(note, "private"))
        text = opener.open(patient, _note(entry, private=private), _part(note, SEALED))
        said["note"], lost = {"text": text or "", "private": private}, text is None
    for name in _LINES:
        if said.get(name) is not None:
            text = opener.open(patient, _line(entry, name), _part(said[name], SEALED))
            said[name], lost = text or "", lost or text is None
    return msgspec.convert(said, CONTENTS[Kind(row["kind"])]), lost


def _part(stored: Any, name: str) -> Any:
    """A part of what should be an object, and is not where somebody changed it."""
    return stored.get(name) if isinstance(stored, dict) else None


def _note(entry: UUID, *, private: bool) -> Place:
    # Were the mark changed in the database, a private note would be told to the clinic: so it is part of the place.
    return Place(table="entry", column="content.note.private" if private else "content.note", row=entry)


def _line(entry: UUID, name: str) -> Place:
    return Place(table="entry", column=f"content.{name}", row=entry)
