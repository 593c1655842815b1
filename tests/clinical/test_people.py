"""Who may do what with a patient's journal: the rows of `reference/who_may.csv`."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.ids import ClinicId, PatientId
from journal.clinical.invitations import may_invite
from journal.clinical.people import Patient, Role, Scope, may_hand_out, may_read, may_record, may_treat

ROWS = list(csv.DictReader((Path(__file__).parent / "reference/who_may.csv").read_text(encoding="utf-8").splitlines()))
NORTH = ClinicId(UUID(int=1))
ALICE = Patient(id=PatientId(UUID(int=2)), name="Alice", birth_date="1990-01-01", zone="UTC", conditions=())
CAROL = PatientId(UUID(int=3))
WHO = {
    "patient": Scope(clinic=NORTH, role=Role.PATIENT, patient=ALICE.id),
    "another patient": Scope(clinic=NORTH, role=Role.PATIENT, patient=CAROL),
    "companion": Scope(clinic=NORTH, role=Role.COMPANION, patient=ALICE.id),
    "another's companion": Scope(clinic=NORTH, role=Role.COMPANION, patient=CAROL),
    "provider": Scope(clinic=NORTH, role=Role.PROVIDER),
    "admin": Scope(clinic=NORTH, role=Role.ADMIN),
    "program": Scope(clinic=NORTH, role=None),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['who']}: {row['why']}")
def test_what_somebody_may_do_with_alices_journal(row: dict[str, str]) -> None:
    until = datetime(2026, 3, 10, 13, tzinfo=UTC) if row["broke_the_glass"] == "yes" else None
    scope, asked = WHO[row["who"]], replace(ALICE, care_team=row["care_team"] == "yes", glass_until=until)
    found = {
        "record": may_record(scope, asked.id),
        "read": may_read(scope, asked),
        "hand_out": may_hand_out(scope, asked),
        "treat": may_treat(scope, asked),
    }
    assert found == {what: row[what] == "yes" for what in found}


@pytest.mark.parametrize("role", list(Role))
def test_an_admin_lets_anyone_in_and_a_provider_their_patients(role: Role) -> None:
    assert may_invite(WHO["admin"], role)
    assert may_invite(WHO["provider"], role) is (role is Role.PATIENT)
    assert not may_invite(WHO["patient"], role)
    assert not may_invite(WHO["companion"], role)
