"""Companions, emergency access, a clinic's own numbers, words and rules, and an audit log that can be searched."""

from journal.db.migrate import run_script

ID = "2026-11-23T09:30:00:000000"

# NULL where a clinic has set none of its own: the installation's numbers and the product's words hold.
CLINIC = """
alter table clinic add column emergency text check (emergency <> '');
alter table clinic add column crisis_line text check (crisis_line <> '');
alter table clinic add column crisis_line_name text check (crisis_line_name <> '');
alter table clinic add constraint clinic_crisis check ((emergency is null) = (crisis_line is null));
alter table clinic add column words jsonb;
alter table clinic add column silent_days smallint not null default 3 check (silent_days between 1 and 14);
alter table clinic add column page_minutes smallint not null default 15 check (page_minutes between 5 and 60);
alter table clinic add column same_day_hours smallint not null default 8 check (same_day_hours between 1 and 24);
grant update (emergency, crisis_line, crisis_line_name, words, silent_days, page_minutes, same_day_hours)
    on clinic to journal_app;
"""

# Whoever renames a person renames the patient they are; who rejoins a care team has been on it since then.
PEOPLE = """
grant update (name) on patient to journal_app;
grant update (since) on care_relation to journal_app;
"""

# Only the code's hash. The pass belongs to one patient and, where it is known, to one session of theirs.
COMPANIONS = """
create table companion_pass (
    clinic_id uuid not null,
    id uuid not null,
    patient_id uuid not null,
    session_id uuid,
    code_hash bytea not null unique,
    made_by uuid not null,
    made_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > made_at),
    withdrawn_at timestamptz,
    sent integer not null default 0 check (sent >= 0),
    primary key (clinic_id, id),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id),
    foreign key (clinic_id, made_by) references person (clinic_id, id)
);
create index companion_pass_of_patient on companion_pass (clinic_id, patient_id, made_at);
alter table companion_pass enable row level security;
alter table companion_pass force row level security;
create policy scope on companion_pass
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
create policy signing_in on companion_pass for select using (app_signing_in());
grant select, insert, update (withdrawn_at, sent) on companion_pass to journal_app;

alter table sign_in add column companion_pass_id uuid;
alter table sign_in add foreign key (clinic_id, companion_pass_id) references companion_pass (clinic_id, id);
alter table sign_in add constraint sign_in_by_pass check ((role = 'companion') = (companion_pass_id is not null));
create index sign_in_of_pass on sign_in (clinic_id, companion_pass_id) where companion_pass_id is not null;
"""

# What is written here is never changed: who opened which journal without a care relation, why, and until when.
EMERGENCY_ACCESS = """
create table emergency_access (
    clinic_id uuid not null,
    id uuid not null,
    patient_id uuid not null,
    provider_id uuid not null,
    at timestamptz not null,
    until_at timestamptz not null check (until_at > at),
    reason text not null,
    primary key (clinic_id, id),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id),
    foreign key (clinic_id, provider_id) references person (clinic_id, id)
);
create index emergency_access_open on emergency_access (clinic_id, provider_id, patient_id, until_at);
alter table emergency_access enable row level security;
alter table emergency_access force row level security;
create policy scope on emergency_access
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
grant select, insert on emergency_access to journal_app;
"""

# A companion's transactions run for one patient, as the patient's own do, and with the purpose `companion`, which the
# restrictive policies below close everything with that an append does not need. What is left:
#   clinic           the one row of their clinic: its name, telephone and numbers are what the page shows;
#   patient          the one row whose counter an append locks and moves;
#   companion_pass   the passes of this patient: hashes and times;
#   entry            to see, the reports of companions only, so that one sent twice is known again; to write, a side
#                    effect that says it comes from a companion, and nothing else;
#   alert, audit     to write, not to see.
# An id that the patient's own entries have taken is refused, and for that it must be known to be taken: the function
# answers with the ids it was asked about, and with nothing of the entries.
WALLS = (
    """
create function app_companion() returns boolean language sql stable parallel safe
    as $$ select coalesce(current_setting('app.purpose', true), '') = 'companion' $$;

alter table entry drop constraint entry_source_check;
alter table entry add constraint entry_source_check check (source in ('patient', 'import', 'companion'));
create policy seen_by_companions on entry as restrictive for select
    using (not app_companion() or source = 'companion');
create policy written_by_companions on entry as restrictive for insert
    with check (not app_companion() or (source = 'companion' and kind = 'side_effect'));

create function entry_ids_taken(ids uuid[]) returns setof uuid language plpgsql as $$
declare
    purpose text := current_setting('app.purpose', true);
begin
    perform set_config('app.purpose', '', true);
    return query
        select e.id from entry e
        where e.clinic_id = app_clinic() and e.patient_id = app_patient() and e.id = any(ids);
    perform set_config('app.purpose', purpose, true);
end $$;
"""
    + "".join(
        f"create policy closed_to_companions on {table} as restrictive using (not app_companion());\n"
        for table in (
            "person",
            "care_relation",
            "treatment_session",
            "disclosure",
            "notice",
            "invitation",
            "passkey",
            "known_client",
            "ceremony",
            "emergency_access",
        )
    )
    + "".join(
        f"create policy unseen_by_companions on {_table} as restrictive for select using (not app_companion());\n"
        for _table in ("alert", "audit")
    )
)

# A person who is disabled is out at once, and so is who came in with a pass of theirs.
SIGN_INS = """
create or replace function end_sign_ins() returns trigger language plpgsql as $$
begin
    delete from sign_in
    where clinic_id = new.clinic_id
      and (person_id = new.id
           or patient_id in (select p.id from patient p where p.clinic_id = new.clinic_id and p.person_id = new.id));
    return null;
end $$;
"""

# The log is read newest first, as a whole, of one person, or of one patient. What asks for an action or for days reads
# along one of these orders and leaves out what does not fit: every index more is paid for by every read of a journal.
AUDIT = """
create index audit_of_patient on audit (clinic_id, patient_id, number);
create index audit_of_actor on audit (clinic_id, actor_id, number);
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(CLINIC + PEOPLE + COMPANIONS + EMERGENCY_ACCESS + WALLS + SIGN_INS + AUDIT)
