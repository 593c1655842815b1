"""The open diary through the whole path: file, import, PostgreSQL, analysis, API. Skipped where the file is not."""

import os
from pathlib import Path

import pytest

from journal.actions import diaries
from journal.actions.identity import new_id
from journal.clinical.ids import PatientId
from journal.clinical.people import Patient, Scope
from journal.db import people
from journal.db.engine import transaction
from tests.independent.esm_daily_means import RATINGS, daily_means
from tests.support import NOON, ROOT, Cast, SignIn

FILE = Path(os.environ.get("ESM_DIARY", ROOT.parent / "shared" / "data" / "esm" / "ESMdata.csv"))

pytestmark = pytest.mark.skipif(
    not FILE.is_file(), reason="the open diary is not beside the checkout (see docs/imports.md)"
)


@pytest.fixture
async def diarist(cast: Cast) -> PatientId:
    """A patient of North's whose journal is the open diary."""
    scope = Scope(clinic=cast.dana.clinic, role=None)
    patient = Patient(
        id=PatientId(new_id()), name="Open diary", birth_date="1955-01-01", zone="Europe/Amsterdam", conditions=()
    )
    async with transaction(scope):
        await people.add_patient(scope, patient, account=None)
        await people.add_care(scope, patient.id, cast.dana.id, since=NOON)
    done = await diaries.import_esm(scope, patient.id, FILE.read_bytes(), now=NOON)
    assert (done.rows, done.days, done.stored) == (1476, 238, done.entries)
    return patient.id


async def test_dana_reads_the_daily_means_that_an_independent_script_computes(
    signed_in: SignIn, cast: Cast, diarist: PatientId
) -> None:
    dana = await signed_in(cast.dana)
    series = (await dana.get(f"/api/v1/patients/{diarist}/recovery")).json()["series"]
    expected = daily_means(str(FILE))
    assert series["date"] == [day.isoformat() for day in expected]
    assert series["n"] == [row["n"] for row in expected.values()]
    for rating in RATINGS:
        for found, row in zip(series[rating], expected.values(), strict=True):
            wanted = row[rating]
            assert (found is None) == (wanted is None)
            if found is not None:
                assert abs(found - float(wanted)) <= 1e-9


async def test_importing_the_diary_again_adds_nothing(cast: Cast, diarist: PatientId) -> None:
    scope = Scope(clinic=cast.dana.clinic, role=None)
    again = await diaries.import_esm(scope, diarist, FILE.read_bytes(), now=NOON)
    assert (again.stored, again.rows) == (0, 1476)


async def test_the_diary_shows_its_dose_steps_and_its_one_missing_day(
    signed_in: SignIn, cast: Cast, diarist: PatientId
) -> None:
    dana = await signed_in(cast.dana)
    found = (await dana.get(f"/api/v1/patients/{diarist}/recovery")).json()
    titles = [event["title"] for event in found["events"] if "dose" in event["title"] and "mg" in event["title"]]
    assert titles[0].startswith("Antidepressant dose 150 mg")
    assert titles[-1].endswith("→ 0 mg")
    assert len(titles) == 9
    assert "2012-12-15" not in found["series"]["date"]
    assert {"2012-12-14", "2012-12-16"} <= set(found["series"]["date"])
