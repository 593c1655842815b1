"""The words and numbers of the page, before they are laid out."""

from dataclasses import replace

from journal.clinical.completion import Completion
from journal.clinical.standings import Standings
from journal.exports.letter import Letter
from journal.exports.sheet import sheet


def test_a_patient_with_a_baseline_alone_has_no_change(alice_letter: Letter) -> None:
    assert alice_letter.scores is not None
    (phq9,) = alice_letter.scores.scales
    assert phq9.baseline is not None
    only = replace(phq9, latest=phq9.baseline, change=None, response="baseline")
    scores = sheet(replace(alice_letter, scores=Standings(scales=(only,), item9=None))).scores
    assert scores is not None
    assert scores.rows[1] == ("PHQ-9", "19 (3 Sep 2026)", "19 (3 Sep 2026)", "–", "mild, baseline")


def test_a_patient_without_a_baseline_is_told_apart_from_one_without_change(alice_letter: Letter) -> None:
    assert alice_letter.scores is not None
    (phq9,) = alice_letter.scores.scales
    assert phq9.baseline is not None
    first = replace(phq9, baseline=None, change=None, response="no_baseline")
    same = replace(phq9, latest=phq9.baseline, change=0.0, response="no_response")
    scores = sheet(replace(alice_letter, scores=Standings(scales=(first, same), item9=None))).scores
    assert scores is not None
    assert scores.rows[1][1:4] == ("no baseline", "8 (19 Nov 2026)", "–")
    assert scores.rows[2][3] == "0 (0%)"


def test_sessions_before_the_period_keep_their_numbers_and_stay_off_the_page(alice_letter: Letter) -> None:
    assert alice_letter.sessions is not None
    late = sheet(replace(alice_letter, start=alice_letter.sessions[1].local_date)).sessions
    assert late is not None
    assert [row[0] for row in late.rows] == ["3", "2"]
    assert late.lead.startswith("n=2, 28 Sep 2026")


def test_a_complete_diary_speaks_of_no_gap(alice_letter: Letter) -> None:
    full = Completion(days=83, answered=83, filled_in_later=0, longest_gap_days=0, gap_from=None)
    said = dict(sheet(replace(alice_letter, completion=full)).reported)["Completion"]
    assert said == "83 of 83 days with an entry (100%). Missing days are left out, never counted as zero."


def test_what_the_journal_does_not_hold_is_not_called_none(alice_letter: Letter) -> None:
    assert dict(sheet(alice_letter).reported)["Allergies"] == "not recorded in this journal."
    said = dict(sheet(replace(alice_letter, medications=(), allergies=())).reported)
    assert said["Medications"] == said["Allergies"] == "none reported."


def test_of_medications_that_are_left_out_nothing_is_said(alice_letter: Letter) -> None:
    assert "Medications" not in dict(sheet(replace(alice_letter, medications=None)).reported)


def test_medications_and_allergies_are_listed_as_reported(alice_letter: Letter) -> None:
    said = dict(sheet(replace(alice_letter, medications=("sertraline", "lithium"))).reported)
    assert said["Medications"] == "sertraline, lithium."
