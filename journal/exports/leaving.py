"""What of a journal leaves the clinic: entries as they stand, less what leaves only with the patient's consent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from journal.clinical.entries import CheckIn, Entry, Event, MedicationStatement, Revision, SideEffect
from journal.clinical.privacy import for_clinic
from journal.clinical.side_effects import EFFECTS

SENSITIVE_EXTRAS = frozenset({"craving", "misuse"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the patient agreed to send beyond figures. Private notes leave under no consent."""

    free_text: bool = False
    sensitive: bool = False


def leaving(revisions: Iterable[Revision], start: date, end: date, consent: Consent) -> Iterator[Entry]:
    """The entries of `start`…`end`, both included, as they stand now, less what leaves only with consent."""
    for revision in revisions:
        entry = revision.entry
        standing = revision.replaced_by is None and start <= entry.local_date <= end
        if standing and (consent.sensitive or not _sensitive(entry)):
            yield for_clinic(entry) if consent.free_text else _without_text(entry)


def _sensitive(entry: Entry) -> bool:
    content = entry.content
    return isinstance(content, SideEffect) and content.effect in EFFECTS and EFFECTS[content.effect].sensitive


def _without_text(entry: Entry) -> Entry:
    content = entry.content
    match content:
        case Event():
            return replace(entry, content=Event(title=""))
        case MedicationStatement():
            return replace(entry, content=replace(content, name="", dose_text=None))
        case CheckIn() | SideEffect():
            return replace(entry, content=replace(content, note=None))
        case _:
            return entry
