"""What a phone's own clock said, for entries whose time was put right."""

from journal.db.migrate import run_script

ID = "2026-11-23T09:60:00:000000"

SCHEMA = "alter table entry add column phone_said timestamptz;"


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(SCHEMA)
