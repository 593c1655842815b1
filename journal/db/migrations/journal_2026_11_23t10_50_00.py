"""What a patient is treated for can change: the clinic changes it, and every change is kept."""

from journal.db.migrate import run_script

ID = "2026-11-23T10:50:00:000000"

# Only ever added to, under the lock of the patient's row. What stood at the invitation is `before` of the first.
CHANGES = """
create table condition_change (
    clinic_id uuid not null,
    patient_id uuid not null,
    number integer not null check (number > 0),
    before text[] not null,
    after text[] not null,
    author_id uuid not null,
    at timestamptz not null,
    primary key (clinic_id, patient_id, number),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id),
    foreign key (clinic_id, author_id) references person (clinic_id, id)
);
alter table condition_change enable row level security;
alter table condition_change force row level security;
create policy scope on condition_change
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
create policy closed_to_companions on condition_change as restrictive using (not app_companion());
create policy written_by_staff on condition_change as restrictive for insert with check (app_patient() is null);
grant select, insert on condition_change to journal_app;
grant update (conditions) on patient to journal_app;
"""


async def forwards() -> None:
    await run_script(CHANGES)
