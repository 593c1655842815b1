"""The CSV files: tidy, safe to open, and never more than the patient agreed to."""

import csv
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.entries import CheckIn, QuestionnaireResponse
from journal.exports import tabular
from journal.exports.cells import Value, cell, neutral, original
from journal.exports.leaving import Consent
from journal.exports.tables import CHECK_INS, Column, Of, Table
from journal.exports.tabular import Tables

GOLDEN = Path(__file__).parent / "golden"
FREELY = Consent(free_text=True, sensitive=True)
FILES = (
    "check_ins",
    "check_in_extras",
    "side_effects",
    "questionnaires",
    "questionnaire_answers",
    "sessions",
    "session_vitals",
    "session_effects",
    "events",
    "home_readings",
    "medications",
)


def opened(record: Tables) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(tabular.archive(record))) as box:
        return {name: box.read(name) for name in box.namelist()}


def rows(record: Tables, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(opened(record)[f"{name}.csv"].decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", FILES)
def test_alices_files_are_the_golden_ones(name: str, alice_record: Tables) -> None:
    made = opened(replace(alice_record, consent=FREELY))[f"{name}.csv"]
    assert made == (GOLDEN / f"{name}.csv").read_bytes()


def test_the_manifest_names_every_file_with_its_rows_and_digest(alice_record: Tables) -> None:
    files = opened(alice_record)
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["produced_at"] == "2026-11-23T19:02:00Z"
    assert (manifest["start"], manifest["end"]) == ("2026-09-01", "2026-11-22")
    assert [each["name"] for each in manifest["files"]] == [f"{name}.csv" for name in FILES] == list(files)
    for each in manifest["files"]:
        body = files[each["name"]]
        assert each["sha256"] == sha256(body).hexdigest()
        assert each["bytes"] == len(body)
        assert each["rows"] == len(rows(alice_record, each["name"].removesuffix(".csv")))


def test_files_begin_with_a_byte_order_mark_and_end_lines_with_crlf(alice_record: Tables) -> None:
    files = opened(alice_record)
    del files["manifest.json"]
    for body in files.values():
        assert body.startswith(b"\xef\xbb\xbf")
        assert body.endswith(b"\r\n")
        assert body.count(b"\n") == body.count(b"\r\n")


def test_the_same_record_gives_the_same_bytes(alice_record: Tables) -> None:
    assert tabular.archive(alice_record) == tabular.archive(alice_record)


def test_a_correction_takes_the_place_of_what_it_corrects(alice_record: Tables) -> None:
    moods = {row["entry_id"][-1]: row["mood"] for row in rows(alice_record, "check_ins")}
    assert moods == {"1": "3", "3": "4.5", "4": "", "5": "6"}


def test_missing_is_empty_and_zero_is_zero(alice_record: Tables) -> None:
    third = rows(alice_record, "check_ins")[1]
    assert (third["energy"], third["anxiety"]) == ("0", "")


def test_days_outside_the_period_stay_at_home(alice_record: Tables) -> None:
    assert len(rows(replace(alice_record, consent=FREELY), "events")) == 1
    assert rows(replace(alice_record, end=date(2026, 9, 20)), "sessions")[0]["local_date"] == "2026-09-07"
    assert len(rows(replace(alice_record, end=date(2026, 9, 20)), "sessions")) == 1


@pytest.mark.parametrize("consent", [Consent(), Consent(free_text=True), FREELY])
def test_a_private_note_never_leaves(consent: Consent, alice_record: Tables) -> None:
    everything = b"".join(opened(replace(alice_record, consent=consent)).values())
    assert b"secret" not in everything
    assert b"hard to say" not in everything


def test_without_consent_no_free_text_leaves(alice_record: Tables) -> None:
    everything = b"".join(opened(alice_record).values())
    for words in (b"=1+1", b"better", b"new job", b"tries for the line"):
        assert words not in everything


def test_craving_leaves_only_with_consent(alice_record: Tables) -> None:
    assert b"craving" not in b"".join(opened(alice_record).values())
    agreed = replace(alice_record, consent=Consent(sensitive=True))
    assert [row["effect"] for row in rows(agreed, "side_effects")] == ["nausea", "insomnia", "craving"]
    assert [row["name"] for row in rows(agreed, "check_in_extras")] == ["safe", "craving", "driven"]


def test_a_score_of_an_unknown_version_has_answers_but_no_total(alice_record: Tables) -> None:
    old = tuple(
        replace(
            revision,
            entry=replace(
                revision.entry,
                content=QuestionnaireResponse(questionnaire="phq-9", version="0", answers={"44250-9": 1}),
            ),
        )
        for revision in alice_record.revisions
        if isinstance(revision.entry.content, QuestionnaireResponse)
    )
    record = replace(alice_record, revisions=old)
    assert [(row["total"], row["band"]) for row in rows(record, "questionnaires")] == [("", "")]
    assert len(rows(record, "questionnaire_answers")) == 1


def test_a_session_without_pressure_has_no_peak(alice_record: Tables) -> None:
    quiet = tuple(replace(session, vitals=(), weight_kg=None) for session in alice_record.sessions)
    row = rows(replace(alice_record, sessions=quiet), "sessions")[0]
    assert (row["peak_systolic"], row["peak_diastolic"], row["mg_per_kg"]) == ("", "", "")


def test_rows_are_made_when_they_are_asked_for(alice_record: Tables) -> None:
    asked: list[int] = []
    entry = next(iter(alice_record.revisions)).entry

    def check_ins() -> Iterator[Of[CheckIn]]:
        for number in range(1000):
            asked.append(number)
            yield Of(entry=entry, content=CheckIn(mood=1.0, function=1.0))

    lines = tabular.lines(CHECK_INS, check_ins())
    next(lines)
    next(lines)
    assert asked == [0]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff20"])
def test_text_that_a_spreadsheet_could_run_is_neutralised(first: str) -> None:
    assert neutral(f"{first}1+1").startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "'tis", "a=b", "1-2", " -1"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text


@given(st.text(alphabet=st.characters(exclude_characters="\0")))
def test_neutralised_text_can_be_read_back(text: str) -> None:
    assert original(neutral(text)) == text


def test_nul_never_reaches_the_file() -> None:
    assert "\0" not in neutral("\0a\0")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (-1, "-1"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (7.0, "7"),
        (True, "true"),
        (False, "false"),
        (date(2026, 9, 1), "2026-09-01"),
        (datetime(2026, 9, 1, 12, 0, 0, 999_999, tzinfo=UTC), "2026-09-01T12:00:00+00:00"),
        ("-1", "'-1"),
    ],
)
def test_a_number_stays_a_number_and_text_stays_text(value: Value, written: str) -> None:
    assert cell(value) == written


@given(st.text(), st.text())
def test_any_note_makes_one_row_that_a_reader_takes(note: str, title: str) -> None:
    columns: tuple[Column[tuple[str, str]], ...] = (
        Column("note", "text", "", lambda row: row[0]),
        Column("title", "text", "", lambda row: row[1]),
    )
    table = Table(name="texts", one_row_for="each", columns=columns)
    body = b"".join(tabular.lines(table, [(note, title)]))
    read = list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))
    assert [len(row) for row in read] == [2, 2]
