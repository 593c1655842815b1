"""Invitations, passkeys, and the ceremonies that make and use them."""

from journal.db.migrate import run_script

ID = "2026-11-23T09:20:00:000000"

# The token itself is nowhere, and six digits would be guessed from their hash: the code's hash covers the token too.
INVITATION = """
create table invitation (
    clinic_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    token_hash bytea not null unique,
    code_hash bytea not null,
    email text check (email = lower(email)),
    attempts_left smallint not null check (attempts_left >= 0),
    made_by uuid not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    withdrawn_at timestamptz,
    primary key (clinic_id, id),
    foreign key (clinic_id, person_id) references person (clinic_id, id),
    foreign key (clinic_id, made_by) references person (clinic_id, id),
    check (accepted_at is null or withdrawn_at is null)
);
create index invitation_of_person on invitation (clinic_id, person_id);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy scope on invitation
    using (clinic_id = app_clinic() and (app_patient() is null or person_id = app_actor()));
create policy signing_in on invitation for select using (app_signing_in());
grant select, insert, update (attempts_left, accepted_at, withdrawn_at) on invitation to journal_app;
"""

# Made and used by the person alone; a clinic's staff can only take all of somebody's away.
PASSKEY = """
create table passkey (
    clinic_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
    public_key bytea not null,
    sign_count bigint not null check (sign_count >= 0),
    name text not null check (name <> ''),
    created_at timestamptz not null,
    last_used_at timestamptz,
    primary key (clinic_id, id),
    foreign key (clinic_id, person_id) references person (clinic_id, id)
);
create index passkey_of_person on passkey (clinic_id, person_id);
alter table passkey enable row level security;
alter table passkey force row level security;
create policy own on passkey using (clinic_id = app_clinic() and person_id = app_actor());
create policy seen_by_staff on passkey for select using (clinic_id = app_clinic() and app_patient() is null);
create policy taken_by_staff on passkey for delete using (clinic_id = app_clinic() and app_patient() is null);
create policy signing_in on passkey for select using (app_signing_in());
grant select, insert, update (sign_count, last_used_at), delete on passkey to journal_app;
"""

# A challenge or a new secret that waits for its answer. Nobody's where nobody is known yet, else gone with the sign-in
# that asked for it: what a stolen phone has begun, it cannot finish once its sign-in has been ended.
CEREMONY = """
create table ceremony (
    clinic_id uuid,
    id uuid primary key,
    person_id uuid,
    kind text not null check (kind in ('assertion', 'registration', 'totp')),
    secret bytea not null,
    ends_at timestamptz not null,
    sign_in_id uuid references sign_in (id) on delete cascade,
    foreign key (clinic_id, person_id) references person (clinic_id, id),
    check ((person_id is null) = (kind = 'assertion')),
    check ((clinic_id is null) = (person_id is null))
);
create index ceremony_ends_at on ceremony (ends_at);
create index ceremony_of_sign_in on ceremony (sign_in_id);
alter table ceremony enable row level security;
alter table ceremony force row level security;
create policy own on ceremony
    using (clinic_id is not distinct from app_clinic() and person_id is not distinct from app_actor());
create policy over on ceremony for select using (app_signing_in() and ends_at < now());
create policy swept on ceremony for delete using (app_signing_in() and ends_at < now());
grant select, insert, delete on ceremony to journal_app;
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(INVITATION + PASSKEY + CEREMONY)
