"""Questionnaires that a clinic has loaded from files of its own."""

from journal.db.migrate import run_script

ID = "2026-11-23T10:10:00:000000"

# `definition` is the file as it was loaded, to the byte: what was answered stays readable by what was asked. A version
# is never changed and never goes; one that is retired is not asked any more. Patients read what they are asked.
SCHEMA = """
create table questionnaire (
    clinic_id uuid not null references clinic,
    name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    version text not null check (version ~ '^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$'),
    id uuid not null,
    definition text not null check (octet_length(definition) <= 262144),
    added_by uuid not null,
    added_at timestamptz not null,
    retired_at timestamptz,
    primary key (clinic_id, name, version),
    unique (clinic_id, id),
    foreign key (clinic_id, added_by) references person (clinic_id, id)
);
alter table questionnaire enable row level security;
alter table questionnaire force row level security;
create policy scope on questionnaire using (clinic_id = app_clinic());
create policy closed_to_companions on questionnaire as restrictive using (not app_companion());
create policy loaded_by_staff on questionnaire as restrictive for insert with check (app_patient() is null);
create policy retired_by_staff on questionnaire as restrictive for update using (app_patient() is null);
grant select, insert, update (retired_at) on questionnaire to journal_app;
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(SCHEMA)
