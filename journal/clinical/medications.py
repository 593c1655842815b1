"""Medicines as patients report them. Recorded and shown to staff; the app never says to take, change or stop one."""

from collections.abc import Sequence

from journal.clinical import fields
from journal.clinical.entries import Entry, MedicationStatement, Taking
from journal.clinical.errors import Problem

NAME_LIMIT = 120
DOSE_LIMIT = 120
BENZODIAZEPINE_SOURCE = "10.3389/fpsyt.2020.00844"
"""That benzodiazepines may weaken the response, above 8 mg diazepam-equivalent a day; for staff alone."""


def problems(content: MedicationStatement) -> list[Problem]:
    """Every rule the statement breaks; pointers are relative to the entry."""
    found = fields.line(content.name, "/name", limit=NAME_LIMIT)
    if content.dose_text is not None:
        found += fields.line(content.dose_text, "/dose_text", limit=DOSE_LIMIT)
    return found


def latest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The last statement about each medicine, by its name however it is written; those taken first, then by name.

    One whose name cannot be read stands for itself.
    """
    last: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.occurred_at, entry.id)):
        if isinstance(entry.content, MedicationStatement):
            last[_key(entry, entry.content)] = entry
    return tuple(entry for _, entry in sorted(last.items(), key=lambda pair: (_stopped(pair[1]), pair[0])))


def taken(entries: Sequence[Entry]) -> tuple[str, ...]:
    """What is taken by the last statement about it, each as its taker wrote it: the name, then the dose."""
    said = [entry.content for entry in latest(entries) if not _stopped(entry)]
    return tuple(_in_words(each) for each in said if isinstance(each, MedicationStatement))


def _in_words(said: MedicationStatement) -> str:
    return " ".join(filter(None, (said.name or "one whose name cannot be read", said.dose_text)))


def _key(entry: Entry, said: MedicationStatement) -> str:
    return " ".join(said.name.casefold().split()) or str(entry.id)


def _stopped(entry: Entry) -> bool:
    return isinstance(entry.content, MedicationStatement) and entry.content.status is Taking.STOPPED
