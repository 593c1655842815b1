"""Home readings, medicines, and what staff record of a session beside its dose and its vitals."""

from journal.db.migrate import run_script

ID = "2026-11-23T10:20:00:000000"

# Words of a medicine are sealed as titles and notes are; there are none from before, so that this holds at once.
ENTRY = """
alter table entry drop constraint entry_kind_check;
alter table entry add constraint entry_kind_check check (
    kind in ('check_in', 'side_effect', 'questionnaire_response', 'event', 'home_reading', 'medication_statement')
);
alter table entry add constraint entry_medicine_sealed check (
    jsonb_typeof(content -> 'name') is distinct from 'string'
    and jsonb_typeof(content -> 'dose_text') is distinct from 'string'
);
"""

# `details` is JSON, sealed: premedication, interventions and who takes the patient home, which are the staff's words.
SESSION = """
alter table treatment_session add constraint treatment_session_drug_check check (drug in ('ketamine', 'esketamine'));
alter table treatment_session add column effects jsonb not null default '[]';
alter table treatment_session add column discharged_at timestamptz;
alter table treatment_session add column criteria_met boolean;
alter table treatment_session add column details text;
alter table treatment_session add constraint treatment_session_details_sealed
    check (details is null or details like 'sealed:%');
alter table treatment_session add constraint treatment_session_discharge_whole
    check ((discharged_at is null) = (criteria_met is null));
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(ENTRY + SESSION)
