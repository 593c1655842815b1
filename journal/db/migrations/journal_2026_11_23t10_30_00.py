"""Figures of patients, kept for the worklist; and what staff write on a patient's chart."""

from journal.db.migrate import run_script

ID = "2026-11-23T10:30:00:000000"

# `number`, `sessions_version` and `basis` say what the figures were made of: where one of them has moved on, they are
# made anew. So a row may be lost, or late, and nobody is ever shown what no longer holds.
FIGURES = """
create table patient_figures (
    clinic_id uuid not null,
    patient_id uuid not null,
    number bigint not null,
    sessions_version bigint not null,
    basis text not null,
    figures jsonb not null,
    computed_at timestamptz not null,
    primary key (clinic_id, patient_id),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id)
);
alter table patient_figures enable row level security;
alter table patient_figures force row level security;
create policy scope on patient_figures
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
create policy closed_to_companions on patient_figures as restrictive using (not app_companion());
grant select, insert, update (number, sessions_version, basis, figures, computed_at) on patient_figures to journal_app;
"""

# Only ever added to: a correction replaces one of its own kind, once, and one without a text takes it back. A patient's
# own scope shows the plans that were written for them, and no note.
ANNOTATION = """
create table annotation (
    clinic_id uuid not null,
    patient_id uuid not null,
    id uuid not null,
    kind text not null check (kind in ('note', 'plan')),
    local_date date not null,
    text text constraint annotation_text_sealed check (text is null or text like 'sealed:%'),
    author_id uuid not null,
    created_at timestamptz not null,
    replaces uuid,
    primary key (clinic_id, patient_id, id),
    unique (clinic_id, patient_id, id, kind),
    unique (clinic_id, patient_id, replaces),
    foreign key (clinic_id, patient_id) references patient (clinic_id, id),
    foreign key (clinic_id, author_id) references person (clinic_id, id),
    foreign key (clinic_id, patient_id, replaces, kind) references annotation (clinic_id, patient_id, id, kind),
    check (text is not null or replaces is not null)
);
alter table annotation enable row level security;
alter table annotation force row level security;
create policy scope on annotation
    using (clinic_id = app_clinic() and (app_patient() is null or patient_id = app_patient()));
create policy plans_for_patients on annotation as restrictive using (app_patient() is null or kind = 'plan');
create policy closed_to_companions on annotation as restrictive using (not app_companion());
create policy written_by_staff on annotation as restrictive for insert with check (app_patient() is null);
grant select, insert on annotation to journal_app;
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(FIGURES + ANNOTATION)
