"""Keys of patients, and text that is stored sealed or not at all."""

from journal.db.migrate import run_script

ID = "2026-11-23T09:40:00:000000"

# Said by the owner of the tables at the command line; the policies that ask for it are the owner's alone.
UPKEEP = """
create function app_upkeep() returns boolean language sql stable parallel safe
    as $$ select coalesce(current_setting('app.purpose', true), '') = 'upkeep' $$;
"""

# Wrapped by a key that is not in the database. The application adds keys and never changes one.
PATIENT_KEY = """
create table patient_key (
    clinic_id uuid not null,
    patient_id uuid not null,
    version integer not null check (version > 0),
    ring_key text not null,
    wrapped bytea not null,
    primary key (clinic_id, patient_id, version),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id)
);
alter table patient_key enable row level security;
alter table patient_key force row level security;
create policy scope on patient_key
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
create policy closed_to_companions on patient_key as restrictive using (not app_companion());
create policy upkeep on patient_key to current_user using (app_upkeep());
grant select, insert on patient_key to journal_app;
"""

# Not validated: rows from before are sealed by `migrate` next, which has the keys, and validates.
SEALED = """
alter table entry add constraint entry_text_sealed check (
    content #>> '{note,text}' is null and jsonb_typeof(content -> 'title') is distinct from 'string'
) not valid;
alter table treatment_session add constraint treatment_session_text_sealed
    check (note is null or note like 'sealed:%') not valid;
alter table disclosure add constraint disclosure_text_sealed check (recipient like 'sealed:%') not valid;
alter table emergency_access add constraint emergency_access_text_sealed
    check (reason like 'sealed:%') not valid;
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(UPKEEP + PATIENT_KEY + SEALED)
