"""A clinic's rules as versions that are only ever added to, and the ladder of an alert as rows."""

from journal.db.migrate import run_script

ID = "2026-11-23T10:00:00:000000"

# What a clinic had set is its second version: the first is the one that is shipped. Before the walls, for nobody has a
# scope here, and the clinics' own walls hold back their owner too.
RULES = """
create table rule_set (
    clinic_id uuid not null references clinic,
    version integer not null check (version > 1),
    rules jsonb not null,
    made_by uuid,
    made_at timestamptz not null,
    primary key (clinic_id, version),
    foreign key (clinic_id, made_by) references person (clinic_id, id)
);
alter table clinic no force row level security;
insert into rule_set (clinic_id, version, rules, made_at)
    select id, 2, jsonb_build_object('values', jsonb_build_object(
        'silence.days', silent_days, 'alert.page', page_minutes, 'alert.same_day', same_day_hours
    ), 'tiers', '{}'::jsonb), now()
    from clinic where (silent_days, page_minutes, same_day_hours) <> (3, 15, 8);
alter table clinic drop column silent_days, drop column page_minutes, drop column same_day_hours;
alter table clinic force row level security;
alter table rule_set enable row level security;
alter table rule_set force row level security;
create policy scope on rule_set using (clinic_id = app_clinic());
grant select, insert on rule_set to journal_app;
"""

# NULL where a clinic has not said when it is open: it then counts as open.
HOURS = """
alter table clinic add column office_hours jsonb;
alter table clinic add column on_call_name text check (on_call_name <> '');
alter table clinic add column on_call_phone text check (on_call_phone <> '');
alter table clinic add constraint clinic_on_call check ((on_call_name is null) = (on_call_phone is null));
grant update (office_hours, on_call_name, on_call_phone) on clinic to journal_app;
"""

# An alert comes of an entry, or of a silence after a session, once for each session.
ALERT = """
alter table alert alter column entry_id drop not null;
alter table alert add column session_id uuid;
alter table alert add column note text;
alter table alert add constraint alert_text_sealed check (note is null or note like 'sealed:%');
alter table alert add constraint alert_note_closed check (note is null or resolved_at is not null);
alter table alert add constraint alert_of_one check ((entry_id is null) <> (session_id is null));
alter table alert add foreign key (clinic_id, patient_id) references patient (clinic_id, id);
create unique index alert_of_session on alert (clinic_id, patient_id, session_id, rule) where session_id is not null;
create index alert_waiting on alert (clinic_id, patient_id) where acknowledged_at is null and resolved_at is null;
grant update (note) on alert to journal_app;
"""

# A further report of what runs already is a row of it and no second card. A rung is climbed once: its key says so.
LADDER = """
create table alert_report (
    clinic_id uuid not null,
    alert_id uuid not null,
    entry_id uuid not null,
    patient_id uuid not null,
    at timestamptz not null,
    value double precision not null,
    primary key (clinic_id, alert_id, entry_id),
    foreign key (clinic_id, alert_id) references alert (clinic_id, id),
    foreign key (clinic_id, patient_id, entry_id) references entry (clinic_id, patient_id, id)
);
create table alert_step (
    clinic_id uuid not null,
    alert_id uuid not null,
    rung text not null check (rung in ('owner', 'team', 'admins', 'patient')),
    patient_id uuid not null,
    at timestamptz not null,
    people uuid[] not null,
    primary key (clinic_id, alert_id, rung),
    foreign key (clinic_id, alert_id) references alert (clinic_id, id),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id)
);
alter table alert no force row level security;
insert into alert_report (clinic_id, alert_id, entry_id, patient_id, at, value)
    select clinic_id, id, entry_id, patient_id, raised_at, value from alert where entry_id is not null;
alter table alert force row level security;
""" + "".join(
    f"""
alter table {_TABLE} enable row level security;
alter table {_TABLE} force row level security;
create policy scope on {_TABLE}
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
create policy unseen_by_companions on {_TABLE} as restrictive for select using (not app_companion());
grant select, insert on {_TABLE} to journal_app;
"""
    for _TABLE in ("alert_report", "alert_step")
)


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(RULES + HOURS + ALERT + LADDER)
