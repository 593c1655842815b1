"""A clinic's rules are written by its staff, asked of the database as well."""

from journal.db.migrate import run_script

ID = "2026-11-23T10:40:00:000000"

# Patients and companions read them: what they write is judged by the rules of their clinic.
STAFF = "create policy made_by_staff on rule_set as restrictive for insert with check (app_patient() is null)"


async def forwards() -> None:
    await run_script(STAFF)
