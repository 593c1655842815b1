"""Accounts without a passphrase, sign-ins that can be told apart, and notices to the owner of an account."""

from journal.db.migrate import run_script

ID = "2026-11-23T09:00:00:000000"

# A person may come in by passkey alone, and is there from the moment of the invitation, before any credential.
PERSON = """
alter table person alter column email drop not null;
alter table person alter column passphrase_hash drop not null;
alter table person drop constraint person_check;
alter table person add constraint person_second_factor
    check (role = 'patient' or passphrase_hash is null or totp_secret is not null);
alter table person add column recovery_code_hash bytea;
grant update (name, email, recovery_code_hash) on person to journal_app;
"""

# A companion signs in for a patient and is no person of the clinic.
SIGN_IN = """
alter table sign_in alter column person_id drop not null;
alter table sign_in add column id uuid not null default gen_random_uuid();
alter table sign_in add column begun_at timestamptz;
update sign_in set begun_at = verified_at;
alter table sign_in alter column begun_at set not null;
alter table sign_in add column client text not null default '';
alter table sign_in add column method text not null default 'passphrase'
    check (method in ('passphrase', 'passkey', 'invitation', 'companion'));
alter table sign_in add column ends_at timestamptz;
alter table sign_in add constraint sign_in_whose check ((role = 'companion') = (person_id is null));
create unique index sign_in_id on sign_in (id);
"""

# Told to the person themselves, and read by nobody else.
NOTICE = """
create table notice (
    clinic_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    at timestamptz not null,
    kind text not null,
    facts jsonb not null default '{}',
    seen_at timestamptz,
    primary key (clinic_id, id),
    foreign key (clinic_id, person_id) references person (clinic_id, id)
);
create index notice_of_person on notice (clinic_id, person_id, at);
alter table notice enable row level security;
alter table notice force row level security;
create policy own on notice using (clinic_id = app_clinic() and person_id = app_actor())
    with check (clinic_id = app_clinic());
grant select, insert, update (seen_at) on notice to journal_app;
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(PERSON + SIGN_IN + NOTICE)
