"""The first schema.

The tenant key comes first in every key. Row-level security is FORCEd on every table that holds anything
of a patient; the scope of a transaction is `app.clinic`, and `app.patient` for a patient's own.
Entries, sessions' revisions, disclosures and audit rows are granted no UPDATE and no DELETE.
"""

from journal.db.migrate import run_script

ID = "2026-11-23T06:00:00:000000"

SCHEMA = """
create function app_clinic() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.clinic', true), '')::uuid $$;
create function app_patient() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.patient', true), '')::uuid $$;
create function app_actor() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
create function app_signing_in() returns boolean language sql stable parallel safe
    as $$ select coalesce(current_setting('app.purpose', true), '') = 'sign-in' $$;

create table clinic (
    id uuid primary key,
    name text not null,
    phone text not null check (phone <> ''),
    hours text not null check (hours <> ''),
    zone text not null
);

create table person (
    clinic_id uuid not null references clinic,
    id uuid not null,
    role text not null check (role in ('patient', 'provider', 'admin')),
    name text not null,
    email text not null unique check (email = lower(email)),
    passphrase_hash text not null,
    totp_secret text,
    totp_step bigint not null default 0,
    disabled_at timestamptz,
    primary key (clinic_id, id),
    check (role = 'patient' or totp_secret is not null)
);

create table patient (
    clinic_id uuid not null references clinic,
    id uuid not null,
    person_id uuid,
    name text not null,
    birth_date date not null,
    zone text not null,
    conditions text[] not null default '{}',
    last_number bigint not null default 0,
    sessions_version bigint not null default 0,
    seen_number bigint not null default 0,
    seen_at timestamptz,
    primary key (clinic_id, id),
    unique (clinic_id, person_id),
    foreign key (clinic_id, person_id) references person (clinic_id, id)
);

create table care_relation (
    clinic_id uuid not null,
    patient_id uuid not null,
    provider_id uuid not null,
    since timestamptz not null,
    ended_at timestamptz,
    primary key (clinic_id, provider_id, patient_id),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id),
    foreign key (clinic_id, provider_id) references person (clinic_id, id)
);

-- Looked up by the hash of the cookie before any scope is known, so the hash leads and no policy applies.
-- It says who is signed in and nothing of what they wrote.
create table sign_in (
    token_hash bytea primary key,
    clinic_id uuid not null,
    person_id uuid not null,
    role text not null,
    patient_id uuid,
    verified_at timestamptz not null,
    last_seen_at timestamptz not null,
    foreign key (clinic_id, person_id) references person (clinic_id, id)
);
create index sign_in_person on sign_in (clinic_id, person_id);

create table entry (
    clinic_id uuid not null,
    patient_id uuid not null,
    number bigint not null check (number > 0),
    id uuid not null,
    kind text not null check (kind in ('check_in', 'side_effect', 'questionnaire_response', 'event')),
    replaces uuid,
    occurred_at timestamptz not null,
    zone text not null,
    offset_minutes smallint not null check (offset_minutes between -900 and 900),
    local_date date not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    late boolean not null,
    source text not null check (source in ('patient', 'import')),
    author_id uuid,
    device text not null,
    content jsonb not null,
    mood double precision check (mood between 0 and 10),
    function double precision check (function between 0 and 10),
    sleep_hours double precision check (sleep_hours between 0 and 24),
    energy double precision check (energy between 0 and 10),
    anxiety double precision check (anxiety between 0 and 10),
    pain double precision check (pain between 0 and 10),
    primary key (clinic_id, patient_id, number),
    unique (clinic_id, patient_id, id),
    unique (clinic_id, patient_id, replaces),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id),
    foreign key (clinic_id, patient_id, replaces) references entry (clinic_id, patient_id, id)
);
create index entry_by_day on entry (clinic_id, patient_id, local_date);

create table treatment_session (
    clinic_id uuid not null,
    patient_id uuid not null,
    id uuid not null,
    revision integer not null check (revision > 0),
    recorded_by uuid,
    recorded_at timestamptz not null,
    started_at timestamptz not null,
    ended_at timestamptz not null check (ended_at >= started_at),
    zone text not null,
    local_date date not null,
    route text not null check (route in ('iv', 'im', 'intranasal', 'sublingual', 'oral', 'rectal')),
    drug text not null,
    dose_mg double precision not null check (dose_mg > 0),
    weight_kg double precision check (weight_kg > 0),
    vitals jsonb not null default '[]',
    note text,
    primary key (clinic_id, patient_id, id, revision),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id)
);

create table alert (
    clinic_id uuid not null,
    id uuid not null,
    patient_id uuid not null,
    entry_id uuid not null,
    rule text not null,
    rule_version integer not null,
    tier text not null,
    subject text not null,
    value double precision not null,
    raised_at timestamptz not null,
    due_at timestamptz not null,
    owner_id uuid,
    acknowledged_at timestamptz,
    resolved_at timestamptz,
    outcome text,
    primary key (clinic_id, id),
    unique (clinic_id, patient_id, entry_id, rule),
    foreign key (clinic_id, patient_id, entry_id) references entry (clinic_id, patient_id, id),
    foreign key (clinic_id, owner_id) references person (clinic_id, id),
    check ((owner_id is null) = (acknowledged_at is null)),
    check ((resolved_at is null) = (outcome is null))
);
create index alert_by_patient on alert (clinic_id, patient_id, raised_at);

create table disclosure (
    clinic_id uuid not null,
    id uuid not null,
    patient_id uuid not null,
    disclosed_by uuid not null,
    disclosed_at timestamptz not null,
    recipient text not null,
    format text not null,
    period_from date not null,
    period_to date not null,
    parts text[] not null,
    digest bytea not null,
    primary key (clinic_id, id),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id)
);

create table audit (
    clinic_id uuid not null references clinic,
    number bigint generated always as identity,
    at timestamptz not null,
    actor_id uuid,
    action text not null,
    patient_id uuid,
    subject_id uuid,
    primary key (clinic_id, number)
);
"""

# A patient's own rows, or all of the clinic's where the scope names no patient.
OF_PATIENTS = ("entry", "treatment_session", "alert", "disclosure", "care_relation")

POLICIES = """
alter table clinic enable row level security;
alter table clinic force row level security;
create policy scope on clinic using (id = app_clinic());

alter table person enable row level security;
alter table person force row level security;
create policy scope on person
    using (clinic_id = app_clinic() and (app_patient() is null or id = app_actor()));
create policy signing_in on person for select using (app_signing_in());

alter table patient enable row level security;
alter table patient force row level security;
create policy scope on patient
    using (clinic_id = app_clinic() and (app_patient() is null or id = app_patient()));
create policy signing_in on patient for select using (app_signing_in());

alter table audit enable row level security;
alter table audit force row level security;
create policy scope on audit
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
""" + "".join(
    f"""
alter table {table} enable row level security;
alter table {table} force row level security;
create policy scope on {table}
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
"""
    for table in OF_PATIENTS
)

GRANTS = """
grant usage on schema public to journal_app;
grant select on clinic, person, patient, care_relation, sign_in, entry, treatment_session, alert, disclosure, audit
    to journal_app;
grant insert on clinic, person, patient, care_relation, sign_in, entry, treatment_session, alert, disclosure, audit
    to journal_app;
grant update (name, phone, hours, zone) on clinic to journal_app;
grant update (passphrase_hash, totp_secret, totp_step, disabled_at) on person to journal_app;
grant update (last_number, sessions_version, seen_number, seen_at) on patient to journal_app;
grant update (ended_at) on care_relation to journal_app;
grant update (last_seen_at, verified_at), delete on sign_in to journal_app;
grant update (owner_id, acknowledged_at, resolved_at, outcome) on alert to journal_app;
"""


# In the database, so that it holds whoever disables a person, and in the same transaction.
TRIGGERS = """
create function end_sign_ins() returns trigger language plpgsql as $$
begin
    delete from sign_in where clinic_id = new.clinic_id and person_id = new.id;
    return null;
end $$;

create trigger end_sign_ins after update of disabled_at on person
    for each row when (new.disabled_at is not null) execute function end_sign_ins();
"""


async def forwards() -> None:
    """Make it all, in the transaction of the migration run."""
    await run_script(SCHEMA + POLICIES + GRANTS + TRIGGERS)
