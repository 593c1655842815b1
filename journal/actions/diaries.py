"""Importing diaries kept elsewhere: all of a file or nothing of it, and the same file twice is the same journal."""

from dataclasses import dataclass
from datetime import datetime

from journal.actions import journal
from journal.actions.batch import Status
from journal.clinical.entries import Source
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.imports import esm


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did. `rows` are the file's, `stored` the entries that were new."""

    rows: int
    days: int
    entries: int
    stored: int
    unanswered: int
    credit: str


async def import_esm(scope: Scope, patient: PatientId, data: bytes, *, now: datetime) -> Imported:
    """Put the open diary into a patient's journal. Raises Invalid with the line and reason of every unreadable row."""
    diary = esm.read(data)
    results = await journal.record(scope, patient, diary.drafts, device="import esm", now=now, source=Source.IMPORT)
    return Imported(
        rows=diary.rows,
        days=diary.days,
        entries=len(results),
        stored=sum(result.status is Status.ACCEPTED for result in results),
        unanswered=diary.unanswered,
        credit=diary.credit,
    )
