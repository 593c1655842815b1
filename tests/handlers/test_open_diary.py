"""The open diary through the whole path: file, import, PostgreSQL, analysis, API. Skipped where the file is not."""

import csv
import os
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import fmean

import pytest

from journal.actions import diaries
from journal.actions.identity import new_id
from journal.clinical.ids import PatientId
from journal.clinical.people import Patient, Scope
from journal.clinical.trend import weekly_means
from journal.db import people
from journal.db.engine import transaction
from tests.independent.esm_daily_means import RATINGS, daily_means
from tests.support import NOON, ROOT, Cast, SignIn

FILE = Path(os.environ.get("ESM_DIARY", ROOT.parent / "shared" / "data" / "esm" / "ESMdata.csv"))

RELAPSE = date(2012, 12, 18)
"""The authors' day 127, the one they put the change at."""

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


async def test_the_relapse_shows_in_the_weekly_means_and_not_in_the_level(
    signed_in: SignIn, cast: Cast, diarist: PatientId
) -> None:
    dana = await signed_in(cast.dana)
    series = (await dana.get(f"/api/v1/patients/{diarist}/recovery")).json()["series"]
    days = [date.fromisoformat(day) for day in series["date"]]
    means = dict(zip(days, weekly_means(days, series["mood"], days), strict=True))
    known = {day: mean for day, mean in means.items() if mean is not None}
    best, worst = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    assert (best, worst) == (date(2012, 12, 16), date(2013, 1, 4))
    assert (round(known[best], 1), round(known[worst], 1)) == (6.3, 4.0)
    # The authors' weekly depression score, which the journal does not read, rises for good in those very weeks.
    assert fmean(_depression(before=RELAPSE)) < 1.4 and fmean(_depression(since=RELAPSE)) > 1.9
    for rating in ("mood", "function"):
        rated = [(day, value) for day, value in zip(days, series[rating], strict=True) if value is not None]
        earlier, later = ([value for day, value in rated if (day < RELAPSE) is before] for before in (True, False))
        assert abs(fmean(earlier) - fmean(later)) < 0.15


async def test_without_a_session_nothing_is_said_of_lead_durability_or_fading(
    signed_in: SignIn, cast: Cast, diarist: PatientId
) -> None:
    dana = await signed_in(cast.dana)
    found = (await dana.get(f"/api/v1/patients/{diarist}/recovery")).json()
    assert (found["sessions"], found["intervals"], found["fading"]) == ([], [], None)
    assert found["lead"] == {"n": 0, "median_hours": None, "low_hours": None, "high_hours": None}
    assert (found["durability"]["mood"]["n"], found["durability"]["function"]["n"]) == (0, 0)


def _depression(*, before: date = date.max, since: date = date.min) -> list[float]:
    """The weekly SCL-90-R depression scores of a stretch, straight from the file."""
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = [(row["date"], row["dep"]) for row in csv.DictReader(file) if row["dep"] not in {"", "NA"}]
    scores = [(datetime.strptime(day, "%d/%m/%y").replace(tzinfo=UTC).date(), float(score)) for day, score in rows]
    return [score for day, score in scores if since <= day < before]
