"""Where each person has signed in from, and how often something was tried."""

from journal.db.migrate import run_script

ID = "2026-11-23T09:10:00:000000"

# Outlives the sign-ins, which are deleted as they end: what is new is told to the person.
KNOWN_CLIENT = """
create table known_client (
    clinic_id uuid not null,
    person_id uuid not null,
    client text not null,
    since timestamptz not null,
    primary key (clinic_id, person_id, client),
    foreign key (clinic_id, person_id) references person (clinic_id, id)
);
-- Before the policy: nobody has a scope here.
insert into known_client (clinic_id, person_id, client, since)
    select clinic_id, person_id, client, min(begun_at) from sign_in where person_id is not null
    group by clinic_id, person_id, client;
alter table known_client enable row level security;
alter table known_client force row level security;
create policy own on known_client using (clinic_id = app_clinic() and person_id = app_actor());
grant select, insert on known_client to journal_app;
"""

# Counted before anybody is known, so no clinic leads its key and no policy applies. It holds hashes and counts.
THROTTLE = """
create table throttle (
    key bytea primary key,
    attempts integer not null check (attempts > 0),
    until timestamptz not null
);
create index throttle_until on throttle (until);
grant select, insert, update (attempts, until), delete on throttle to journal_app;
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(KNOWN_CLIENT + THROTTLE)
