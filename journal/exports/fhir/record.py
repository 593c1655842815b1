"""What a bundle is made of, in clinical values, and how its resources are named and dated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from journal.clinical.clinics import Clinic
from journal.clinical.definitions import SHIPPED, Library
from journal.clinical.entries import Entry, Revision
from journal.clinical.people import Patient
from journal.clinical.sessions import Session
from journal.exports.leaving import Consent

if TYPE_CHECKING:
    from fhir_types import FHIR_Period, FHIR_Reference

Named = tuple[UUID, Mapping[str, object]]
"""A resource of FHIR's, whichever, and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One patient's record for one period, `start`…`end` by local date, both included.

    `forms` are the definitions of the questionnaires that were answered, as FHIR has them, by name and version;
    `page` is the page for the physician as PDF. A part that is None was left out, and the bundle says nothing of it;
    one that is empty was looked for and not found, and it says so.
    """

    patient: Patient
    clinic: Clinic
    consultant: str
    start: date
    end: date
    produced_at: datetime
    page: bytes = b""
    revisions: tuple[Revision, ...] = ()
    sessions: tuple[Session, ...] | None = None
    medications: tuple[Entry, ...] | None = None
    forms: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    library: Library = SHIPPED
    bottom_line: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    scores: bool = True
    daily: bool = True
    side_effects: bool = True
    consent: Consent = field(default_factory=Consent)

    @property
    def held(self) -> tuple[Session, ...]:
        """The sessions of the period, by their beginning: those that leave."""
        within = [each for each in self.sessions or () if self.start <= each.local_date <= self.end]
        return tuple(sorted(within, key=lambda each: (each.started_at, each.id)))


def derived(of: UUID, name: str) -> UUID:
    """The id of what has none of its own: the same each time."""
    return uuid5(of, name)


def to(id_: UUID) -> FHIR_Reference:
    """A reference to another resource of the same bundle."""
    return {"reference": f"urn:uuid:{id_}"}


def all_to(ids: Iterable[UUID]) -> list[FHIR_Reference]:
    return [to(id_) for id_ in ids]


def local(instant: datetime, zone: str) -> str:
    """The instant with the offset of the place where it was."""
    return instant.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def period(start: datetime, end: datetime | None, zone: str) -> FHIR_Period:
    """From then to then, or still going on."""
    found: FHIR_Period = {"start": local(start, zone)}
    if end is not None:
        found["end"] = local(end, zone)
    return found


def instant_of(entry: Entry) -> str:
    return local(entry.occurred_at, entry.zone)
