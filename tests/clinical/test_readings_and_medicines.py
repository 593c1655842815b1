"""What is taken as a blood pressure at home and as a medicine, and which medicine stands."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical import home_readings, medications
from journal.clinical.entries import CheckIn, Content, Draft, Entry, HomeReading, MedicationStatement, Source, Taking
from journal.clinical.errors import Invalid
from journal.clinical.ids import EntryId, PatientId
from journal.clinical.journal import accept
from journal.clinical.privacy import for_clinic

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def rows(name: str) -> list[dict[str, str]]:
    text = (Path(__file__).parent / f"reference/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def accepted(content: Content, *, days: int = 0, number: int = 1) -> Entry:
    """An entry about `days` after noon, written down a month later."""
    written = int((NOON + timedelta(days=30)).timestamp() * 1000)
    draft = Draft(
        id=EntryId(UUID(int=written << 80 | 7 << 76 | 2 << 62 | number)),
        occurred_at=NOON + timedelta(days=days),
        zone="UTC",
        content=content,
    )
    return accept(
        draft,
        patient=PatientId(UUID(int=1)),
        author=None,
        device="phone",
        source=Source.PATIENT,
        received_at=NOON + timedelta(days=30),
        replaced=None,
    )


@pytest.mark.parametrize("row", rows("home_readings"), ids=lambda row: row["why"])
def test_a_reading_is_taken_or_refused_by_name(row: dict[str, str]) -> None:
    reading = HomeReading(
        systolic=int(row["systolic"]),
        diastolic=int(row["diastolic"]),
        heart_rate=int(row["heart_rate"]) if row["heart_rate"] else None,
    )
    assert [problem.pointer for problem in home_readings.problems(reading)] == row["pointers"].split()


@pytest.mark.parametrize("row", rows("medications"), ids=lambda row: row["why"])
def test_a_medicine_is_taken_or_refused_by_name(row: dict[str, str]) -> None:
    said = MedicationStatement(name=row["name"], status=Taking.TAKING, dose_text=row["dose_text"] or None)
    assert [problem.pointer for problem in medications.problems(said)] == row["pointers"].split()


def test_a_name_and_a_dose_have_120_letters_at_most() -> None:
    fits = MedicationStatement(name="m" * 120, status=Taking.TAKING, dose_text="d" * 120)
    assert medications.problems(fits) == []
    long = MedicationStatement(name="m" * 121, status=Taking.TAKING, dose_text="d" * 121)
    assert [problem.pointer for problem in medications.problems(long)] == ["/name", "/dose_text"]


def test_the_journal_refuses_what_the_rules_refuse() -> None:
    with pytest.raises(Invalid) as refused:
        accepted(HomeReading(systolic=12, diastolic=8))
    assert [problem.pointer for problem in refused.value.problems] == ["/systolic", "/diastolic"]
    with pytest.raises(Invalid, match="/name"):
        accepted(MedicationStatement(name=" ", status=Taking.STOPPED))


def test_what_was_kept_on_paper_for_weeks_is_taken_and_marked_as_filled_in_later() -> None:
    assert accepted(HomeReading(systolic=120, diastolic=80), days=-40).late
    assert accepted(MedicationStatement(name="Lithium", status=Taking.TAKING), days=-400).late


def test_the_clinic_sees_all_of_both() -> None:
    for content in (HomeReading(systolic=120, diastolic=80), MedicationStatement(name="X", status=Taking.TAKING)):
        entry = accepted(content)
        assert for_clinic(entry) == entry


def test_of_each_medicine_the_last_word_stands_however_it_is_written() -> None:
    said = [
        accepted(MedicationStatement(name=name, status=status), days=day, number=day + 9)
        for day, name, status in (
            (0, "Sertraline", Taking.TAKING),
            (3, " sertraline ", Taking.STOPPED),
            (2, "Zolpidem", Taking.TAKING),
            (1, "Lorazepam", Taking.TAKING),
        )
    ]
    found = [entry.content for entry in medications.latest([*said, accepted(CheckIn(mood=1, function=1), days=29)])]
    assert [(each.name.strip(), each.status.value) for each in found if isinstance(each, MedicationStatement)] == [
        ("Lorazepam", "taking"),
        ("Zolpidem", "taking"),
        ("sertraline", "stopped"),
    ]


def test_what_is_taken_is_told_as_it_was_written_and_nothing_that_was_stopped() -> None:
    said = [
        accepted(MedicationStatement(name=name, status=status, dose_text=dose), number=number)
        for number, (name, status, dose) in enumerate(
            (
                ("Zolpidem", Taking.TAKING, "5 mg at night"),
                ("Lithium", Taking.STOPPED, "450 mg"),
                ("Sertraline", Taking.TAKING, None),
            ),
            start=1,
        )
    ]
    nameless = replace(
        accepted(MedicationStatement(name="X", status=Taking.TAKING), number=9),
        content=MedicationStatement(name="", status=Taking.TAKING),
        unreadable=True,
    )
    assert set(medications.taken([*said, nameless])) == {
        "Sertraline",
        "Zolpidem 5 mg at night",
        "one whose name cannot be read",
    }


def test_medicines_whose_names_do_not_open_are_not_taken_for_one() -> None:
    closed = MedicationStatement(name="", status=Taking.TAKING)
    lost = [
        replace(accepted(replace(closed, name="X"), number=number), content=closed, unreadable=True)
        for number in (1, 2)
    ]
    assert len(medications.latest(lost)) == 2
