"""Small makers of entries, for whoever cares for a few of their fields."""

from datetime import datetime
from typing import Any
from uuid import UUID

from journal.clinical.entries import Content, Entry, Source
from journal.clinical.ids import EntryId, PatientId

ALICE = PatientId(UUID(int=1))


def entry(content: Content, at: datetime, *, number: int = 1, replaces: int | None = None, **fields: Any) -> Entry:
    """Alice's entry of this moment, in UTC, written down when it happened; but for the fields that are given."""
    made: dict[str, Any] = {
        "id": EntryId(UUID(int=number)),
        "patient": ALICE,
        "replaces": None if replaces is None else EntryId(UUID(int=replaces)),
        "occurred_at": at,
        "zone": "UTC",
        "offset_minutes": 0,
        "local_date": at.date(),
        "recorded_at": at,
        "received_at": at,
        "late": False,
        "source": Source.PATIENT,
        "author": None,
        "device": "phone",
        "content": content,
    }
    return Entry(**made | fields)
