"""Identifiers the server makes: UUID version 7 (RFC 9562), so that they sort by the time they were made."""

from uuid import UUID

from uuid6 import uuid7


def new_id() -> UUID:
    """A fresh identifier."""
    return UUID(bytes=uuid7().bytes)
