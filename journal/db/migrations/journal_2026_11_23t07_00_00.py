"""Disabling a person ends their sign-ins.

In the database, so that it holds whoever disables them, and in the same transaction.
"""

from journal.db.migrate import run_script

ID = "2026-11-23T07:00:00:000000"

TRIGGER = """
create function end_sign_ins() returns trigger language plpgsql as $$
begin
    delete from sign_in where clinic_id = new.clinic_id and person_id = new.id;
    return null;
end $$;

create trigger end_sign_ins after update of disabled_at on person
    for each row when (new.disabled_at is not null) execute function end_sign_ins();
"""


async def forwards() -> None:
    """Make it, in the transaction of the migration run."""
    await run_script(TRIGGER)
