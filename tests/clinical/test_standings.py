"""A row for each questionnaire: baseline, latest, change."""

from datetime import date
from uuid import UUID

from journal.clinical.ids import EntryId
from journal.clinical.questionnaires import ScoreRow
from journal.clinical.standings import drawn, line, standings
from journal.clinical.trend import Total

LAST = date(2026, 12, 31)


def row(
    day: int,
    total: int,
    response: str | None,
    *,
    questionnaire: str = "phq-9",
    version: str = "1",
    item9: int | None = 0,
    percent: float | None = None,
) -> ScoreRow:
    return ScoreRow(
        entry=EntryId(UUID(int=day)),
        questionnaire=questionnaire,
        version=version,
        date=date(2026, 9, day),
        total=total,
        band="mild",
        item9=item9,
        change=None,
        percent=percent,
        reliable=None,
        response=response,
    )


HISTORY = (
    row(1, 20, None, item9=3),
    row(8, 19, "baseline", item9=2),
    row(8, 14, "baseline", questionnaire="gad-7", item9=None),
    row(15, 12, "partial", percent=-36.8, item9=1),
    row(22, 8, "response", percent=-57.9, item9=0),
)


def test_a_standing_runs_from_the_baseline_to_the_latest_score() -> None:
    phq9, gad7 = standings(HISTORY, until=LAST).scales
    assert phq9.baseline == Total(date=date(2026, 9, 8), total=19)
    assert phq9.latest == Total(date=date(2026, 9, 22), total=8)
    assert (phq9.change, phq9.response, phq9.only_baseline) == (-57.9, "response", False)
    assert (gad7.questionnaire, gad7.only_baseline) == ("gad-7", True)


def test_scores_after_the_period_are_not_known_yet() -> None:
    phq9, _ = standings(HISTORY, until=date(2026, 9, 20)).scales
    assert (phq9.latest.total, phq9.response) == (12, "partial")


def test_item_9_has_a_standing_of_its_own_without_band_or_percentage() -> None:
    item9 = standings(HISTORY, until=LAST).item9
    assert item9 is not None
    assert item9.baseline is not None
    assert (item9.baseline.total, item9.latest.total) == (2, 0)
    assert (item9.band, item9.change, item9.response) == ("", None, None)


def test_item_9_at_the_baseline_is_only_that() -> None:
    item9 = standings(HISTORY[:3], until=LAST).item9
    assert item9 is not None
    assert item9.only_baseline


def test_without_answers_there_is_no_standing() -> None:
    found = standings((), until=LAST)
    assert (found.scales, found.item9) == ((), None)
    gad7_alone = standings(HISTORY[2:3], until=LAST)
    assert gad7_alone.item9 is None


def test_a_score_before_any_baseline_has_none() -> None:
    (phq9,) = standings(HISTORY[:1], until=LAST).scales
    assert phq9.baseline is None


def test_versions_never_share_a_line() -> None:
    newer = (*HISTORY, row(29, 15, "no_baseline", version="2"))
    phq9, _ = standings(newer, until=LAST).scales
    assert (phq9.baseline, phq9.latest.total) == (None, 15)
    drawn = line(newer, "phq-9", start=date(2026, 9, 1), end=LAST)
    assert [total.total for total in drawn.totals] == [15]


def test_a_line_is_cut_to_the_period_but_keeps_its_baseline() -> None:
    drawn = line(HISTORY, "phq-9", start=date(2026, 9, 10), end=date(2026, 9, 20))
    assert [total.total for total in drawn.totals] == [12]
    assert drawn.response_at == 9.5


def test_a_baseline_below_10_has_no_response_line() -> None:
    low = (row(1, 9, "baseline"),)
    assert line(low, "phq-9", start=date(2026, 9, 1), end=LAST).response_at is None
    assert line((), "phq-9", start=date(2026, 9, 1), end=LAST).response_at is None


def test_a_questionnaire_is_called_as_physicians_call_it() -> None:
    own = row(9, 4, "baseline", questionnaire="clinic-own")
    known = [row(9, 5, "baseline", questionnaire=each) for each in ("peg", "pcl-5")]
    assert [each.name for each in standings([*HISTORY, *known], until=LAST).scales] == [
        "PHQ-9",
        "GAD-7",
        "PCL-5",
        "PEG",
    ]
    # One that the clinic has never loaded is in no row.
    assert len(standings([*HISTORY, own], until=LAST).scales) == 2


def test_the_response_line_is_drawn_by_each_scale_for_itself() -> None:
    rows = [
        row(8, 40, "baseline", questionnaire="pcl-5"),
        row(9, 6, "baseline", questionnaire="peg"),
        row(9, 3, "baseline", questionnaire="gad-7"),
        *HISTORY[:2],
    ]
    found = {each.instrument.questionnaire: each.response_at for each in drawn(rows)}
    # Half of 19; 3 is below 10, where a percentage means nothing; 15 points below 40; 30% below 6.
    assert found == {"phq-9": 9.5, "gad-7": None, "pcl-5": 25, "peg": 4.2}
    assert list(found) == ["phq-9", "gad-7", "pcl-5", "peg"]


def test_versions_are_drawn_apart_and_unknown_ones_not_at_all() -> None:
    rows = [*HISTORY[:2], row(20, 7, "no_baseline", version="2")]
    assert [(each.instrument.questionnaire, each.instrument.version) for each in drawn(rows)] == [("phq-9", "1")]
