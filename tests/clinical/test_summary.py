"""What is drafted for the primary physician: figures in words, and nothing that advises."""

import csv
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.durability import Durabilities, Durability, durabilities, lead
from journal.clinical.episodes import EffectFigures
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.intervals import Interval
from journal.clinical.measures import Measure
from journal.clinical.recovery import Recovery, Series
from journal.clinical.sessions import Route, Session, Vitals
from journal.clinical.standings import Standing, Standings
from journal.clinical.summary import asks, bottom_line, peak_pressure, signed_percent
from journal.clinical.trend import Total

with (Path(__file__).parent / "reference" / "bottom_line_benefit.csv").open(newline="", encoding="utf-8") as file:
    BENEFIT = list(csv.DictReader(file))

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
NO_STANDINGS = Standings(scales=(), item9=None)
EMPTY = Series(date=(), n=(), mood=(), function=(), sleep_hours=(), energy=(), anxiety=(), pain=(), late=())


def measure(held: str) -> Measure:
    """`24` wore off on day 24, `>24` was cut off then, `0` never was, empty has no baseline."""
    days = int(held.lstrip(">")) if held else None
    rose = bool(days)
    censored = held.startswith(">") if rose else None
    return Measure(
        baseline=3.0 if held else None,
        onset_hours=20.0 if rose else None,
        peak=7.0 if rose else None,
        peak_day=2 if rose else None,
        loss_day=days if rose and not censored else None,
        held_days=days if rose else None,
        censored=censored,
    )


def recovery(mood: str = "", function: str = "", leads: str = "") -> Recovery:
    columns = [mood.split(), function.split(), leads.split()]
    longest = max(len(column) for column in columns)
    padded = [column + [""] * (longest - len(column)) for column in columns]
    intervals = tuple(
        Interval(
            session_id=SessionId(UUID(int=number)),
            date=date(2026, 9, 1),
            days=28,
            adherence=1.0,
            mood=measure(of_mood),
            function=measure(of_function),
            lead_hours=float(hours) if hours else None,
        )
        for number, (of_mood, of_function, hours) in enumerate(zip(*padded, strict=True))
    )
    return Recovery(series=EMPTY, intervals=intervals, durability=durabilities(intervals), lead=lead(intervals))


def standing(
    questionnaire: str = "phq-9",
    *,
    baseline: int | None,
    latest: int,
    change: float | None = None,
    response: str | None = None,
) -> Standing:
    return Standing(
        questionnaire=questionnaire,
        name=questionnaire.upper(),
        baseline=None if baseline is None else Total(date=date(2026, 9, 1), total=baseline),
        latest=Total(date=date(2026, 11, 1), total=latest),
        band="mild",
        change=change,
        response=response,
    )


def session(*vitals: Vitals) -> Session:
    return Session(
        id=SessionId(UUID(int=1)),
        patient=PatientId(UUID(int=1)),
        started_at=NOON,
        ended_at=NOON,
        zone="UTC",
        local_date=NOON.date(),
        route=Route.IV,
        dose_mg=35.0,
        vitals=vitals,
    )


def suggested(*sessions: Session, effect: str | None = None, item9: int | None = None) -> set[str]:
    effects = (
        () if effect is None else (EffectFigures(effect=effect, episodes=1, worst=1, longest_hours=None, unresolved=0),)
    )
    of_item9 = None if item9 is None else standing(baseline=None, latest=item9)
    found = asks(sessions, effects, Standings(scales=(), item9=of_item9))
    return {ask.code for ask in found if ask.suggested}


@pytest.mark.parametrize("row", BENEFIT, ids=[row["case"] for row in BENEFIT])
def test_benefit_and_lead_are_said_as_a_clinician_wrote_them(row: dict[str, str]) -> None:
    found = recovery(row["mood_held_days"], row["function_held_days"], row["leads_hours"])
    assert bottom_line(NO_STANDINGS, found) == tuple(line for line in (row["line_2"], row["line_3"]) if line)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (standing(baseline=19, latest=8, change=-57.9, response="response"), "PHQ-9 19→8 (−58%, response)"),
        (standing(baseline=19, latest=25, change=31.6, response="worse"), "PHQ-9 19→25 (+32%, worse)"),
        (
            standing(baseline=19, latest=18, change=-5.3, response="no_response"),
            "PHQ-9 19→18 (−5%, no response)",
        ),
        (standing(baseline=8, latest=4, response="remission"), "PHQ-9 8→4 (remission)"),
        (standing(baseline=8, latest=6), "PHQ-9 8→6"),
        (standing(baseline=19, latest=19, response="baseline"), "PHQ-9 19 (baseline)"),
        (standing(baseline=None, latest=12, response="no_baseline"), "PHQ-9 12 (no baseline)"),
        (standing("own-scale", baseline=None, latest=12), "OWN-SCALE 12 (no baseline)"),
    ],
)
def test_a_score_is_said_with_its_baseline_change_and_response(found: Standing, words: str) -> None:
    assert bottom_line(Standings(scales=(found,), item9=None), recovery()) == (words,)


def test_a_spread_that_is_not_known_is_not_said() -> None:
    unknown = Durability(n=3, events=2, median_days=20.0, low_days=None, high_days=None)
    none = Durability(n=0, events=0, median_days=None, low_days=None, high_days=None)
    found = replace(recovery(), durability=Durabilities(mood=unknown, function=none))
    assert bottom_line(NO_STANDINGS, found) == ("Benefit in mood lasts ~20 days (n=3)",)


def test_item_9_ends_the_line_of_scores() -> None:
    standings = Standings(
        scales=(standing(baseline=19, latest=8), standing("gad-7", baseline=14, latest=7)),
        item9=standing(baseline=1, latest=0),
    )
    assert bottom_line(standings, recovery()) == ("PHQ-9 19→8; GAD-7 14→7; item 9 = 0",)


def test_there_are_never_more_than_three_lines() -> None:
    standings = Standings(scales=(standing(baseline=19, latest=8),) * 9, item9=standing(baseline=1, latest=0))
    assert len(bottom_line(standings, recovery("19 21 24", "20 22 25", "6 12 18"))) == 3


def test_a_patient_without_data_has_no_bottom_line() -> None:
    assert bottom_line(NO_STANDINGS, recovery()) == ()


@pytest.mark.parametrize(
    ("change", "words"), [(-57.9, "−58%"), (0.4, "0%"), (-0.4, "0%"), (0.5, "+1%"), (-50.0, "−50%")]
)
def test_percentages_carry_their_sign(change: float, words: str) -> None:
    assert signed_percent(change) == words


def test_no_ask_advises_a_dose_a_medication_or_a_date() -> None:
    found = asks((), (), NO_STANDINGS)
    assert [ask.code for ask in found] == [
        "blood_pressure",
        "urinary",
        "interactions",
        "prescriptions",
        "safety_plan",
    ]
    for ask in found:
        assert not re.search(r"\d|\bmg\b|dose|stop|start|increase|reduce|switch|taper|week|month", ask.text)
        assert ask.text.endswith(".")


def test_without_a_reason_nothing_is_suggested() -> None:
    assert suggested(session()) == set()
    assert suggested(session(Vitals(at=NOON, systolic=164, diastolic=99)), item9=0) == set()


@pytest.mark.parametrize(
    ("vitals", "peak"),
    [
        ((), None),
        ((Vitals(at=NOON, heart_rate=80), Vitals(at=NOON, systolic=150)), None),
        (
            (Vitals(at=NOON, systolic=150, diastolic=101), Vitals(at=NOON, systolic=160, diastolic=90)),
            (160, 90),
        ),
    ],
)
def test_peak_pressure_is_the_reading_with_the_highest_systolic(
    vitals: tuple[Vitals, ...], peak: tuple[int, int] | None
) -> None:
    assert peak_pressure(session(*vitals)) == peak


def test_high_pressure_in_a_session_or_felt_suggests_a_check() -> None:
    assert suggested(session(Vitals(at=NOON, systolic=165, diastolic=80))) == {"blood_pressure"}
    twice = session(Vitals(at=NOON, systolic=150, diastolic=100), Vitals(at=NOON, systolic=160, diastolic=90))
    assert suggested(twice) == {"blood_pressure"}
    assert suggested(effect="high_bp") == {"blood_pressure"}


def test_urinary_symptoms_suggest_asking_about_them() -> None:
    assert suggested(effect="dysuria") == {"urinary"}


def test_item_9_above_0_suggests_the_safety_plan() -> None:
    assert suggested(item9=1) == {"safety_plan"}
