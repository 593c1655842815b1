"""What became of each patient, kept beside the figures of the worklist: the results of many are made of it."""

from journal.db.migrate import run_script

ID = "2026-11-23T10:45:00:000000"

# What stands there was made by an earlier release, and is made anew before anybody reads it.
OUTCOME = """
alter table patient_figures add column outcome jsonb not null default '{}';
grant update (outcome) on patient_figures to journal_app;
"""


async def forwards() -> None:
    await run_script(OUTCOME)
