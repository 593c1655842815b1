"""Every number that a clinic may move moves the figure it names, and every other is the one that is used."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from journal.clinical import back_dating, fields, questionnaires, small_cells, trend, urinary
from journal.clinical.alerts import Tier
from journal.clinical.daily import daily
from journal.clinical.definitions import SCALES, SHIPPED, instrument
from journal.clinical.durability import durabilities, lead
from journal.clinical.entries import Content, HomeReading
from journal.clinical.fading import Fading, fading, listed_from
from journal.clinical.ids import EntryId
from journal.clinical.ladder import Rung, Staff, Step, due_at, upcoming
from journal.clinical.measures import Measure, medians_of, yardstick
from journal.clinical.past import past
from journal.clinical.questionnaires import Scored, due
from journal.clinical.recovery import analyse, over
from journal.clinical.red_flags import NOTHING, Past, assess, of
from journal.clinical.rules import CATALOGUE, DEFAULT, Rules, problems, rules
from journal.clinical.series import pauses
from journal.clinical.standings import Standings
from journal.clinical.summary import bottom_line
from journal.clinical.worklist import PatientState
from journal.clinical.worklist import assess as reasons
from tests.clinical.test_fading import TODAY, begun, by_day, course
from tests.clinical.test_ladder import NORTH, NOW, PEOPLE, alert
from tests.clinical.test_recovery import SESSION_DAY, analysed, moods, session
from tests.clinical.test_recovery_durability import held, interval
from tests.clinical.test_red_flags import effect, phq_9, reported

Figure = Callable[[Rules], object]
LAST = SESSION_DAY + timedelta(days=30)


def _mood(by: Rules, *told: tuple[int, float]) -> Measure:
    """What one session did to mood; what came after it as a series of its own says the same."""
    ratings = moods(*told)
    [found] = analyse(ratings, [session(0)], start=SESSION_DAY, end=LAST, rules=by).intervals
    [pause] = pauses(ratings, daily(ratings), [session(0)], today=LAST, rules=by)
    assert pause.mood == found.mood
    return found.mood


def _faded(by: Rules, told: str = "8 8 8 6 5 5", *, days: int = 9) -> Fading:
    said = fading(course("10 12 14", begun(days)), by_day(told), by_day(told), TODAY, rules=by)
    assert said is not None
    return said


def _summed_up(by: Rules) -> object:
    three = [interval(held(days, lost=True)) for days in (8, 9, 10)]
    nothing = analysed(moods(), session(0))
    found = replace(nothing, intervals=tuple(three), durability=durabilities(three, rules=by))
    lines = bottom_line(Standings(scales=(), item9=None), found, rules=by)
    return found.durability.mood.median_days, lines


def _words(by: Rules) -> tuple[str, ...]:
    told = moods(*[(day, 3) for day in range(7)], *[(day, 5) for day in range(7, 14)])
    end = SESSION_DAY + timedelta(days=13)
    series = analyse(told, [], start=SESSION_DAY, end=end).series
    return trend.direction(trend.trend(series, trend.Line(totals=()), [], start=SESSION_DAY, end=end, rules=by))


def _score(questionnaire: str, day: int, total: float) -> Scored:
    return Scored(
        entry=EntryId(UUID(int=1 + abs(day))),
        questionnaire=questionnaire,
        version=instrument(questionnaire).version,
        at=session(day).started_at,
        date=SESSION_DAY + timedelta(days=day),
        total=total,
        band="",
        item9=None,
    )


def _worse(questionnaire: str, by: Rules) -> float | None:
    """Of a score that is three points above its baseline."""
    told = [_score(questionnaire, day, total) for day, total in ((-1, 10), (5, 13))]
    at = session(5).started_at
    asked = replace(reported(phq_9(0)), id=told[1].entry, occurred_at=at, local_date=at.date())
    return past(asked, answers=told, sessions=[session(0)], rules=by).worse_by


def _due(by: Rules, *, answered: bool, days: int) -> object:
    told = [_score("phq-9", 0, 5), _score("gad-7", 0, 5)] if answered else []
    today = SESSION_DAY + timedelta(days=days)
    return due(told, [session(0)], today, last_entry=today, library=SHIPPED, rules=by)


def _silent(by: Rules) -> object:
    state = PatientState(session_dates=[SESSION_DAY], last_entry=SESSION_DAY)
    return reasons(state, SESSION_DAY + timedelta(days=4), rules=by)


def _raised(by: Rules, content: Content, before: Past = NOTHING) -> str | None:
    found = assess(reported(content), past=before, rules=of(by))
    return found[0].rule if found else None


def _reported(code: str, severity: int, hours: float, before: Past = NOTHING) -> Figure:
    return lambda by: _raised(by, effect(code, severity, hours), before)


def _read(systolic: int, diastolic: int) -> Figure:
    return lambda by: _raised(by, HomeReading(systolic=systolic, diastolic=diastolic))


def _beside_a_reading(by: Rules) -> object:
    told = replace(reported(effect("headache", 2, 40, 30)), id=EntryId(UUID(int=7)))
    return past(reported(HomeReading(systolic=190, diastolic=90)), effects=[told], rules=by).symptoms


def _taken_by(tier: Tier) -> Figure:
    return lambda by: due_at(tier, NOW, by, NORTH)


def _goes_on(tier: Tier) -> Figure:
    people = tuple(PEOPLE.values())
    steps = [Step(rung=Rung.OWNER, at=NOW, people=people[:1]), Step(rung=Rung.TEAM, at=NOW, people=people[1:2])]
    return lambda by: upcoming(alert(tier), steps, Staff(team=people[:2], admins=people[2:]), by)


EFFECT: Mapping[str, tuple[float, Figure]] = {
    "baseline.days": (2, lambda by: _mood(by, (-3, 1), (-2, 2), (-1, 6)).baseline),
    "baseline.min_days": (1, lambda by: _mood(by, (-1, 3)).baseline),
    "median.days": (2, lambda by: _mood(by, (1, 2), (2, 8), (3, 2), (4, 8)).peak),
    "median.min_days": (1, lambda by: _mood(by, (5, 8)).peak),
    "onset.points": (3, lambda by: _mood(by, (-2, 3), (-1, 3), (1, 5.5), (2, 5.5)).onset_hours),
    "loss.points": (
        0,
        lambda by: (
            _mood(by, (-2, 3), (-1, 3), *((day, 7) for day in (1, 2, 3)), *((day, 3.5) for day in (4, 5, 6))).loss_day
        ),
    ),
    "durability.min_intervals": (4, _summed_up),
    "trend.notable": (3, _words),
    "fading.min_intervals": (4, lambda by: (_faded(by).low_days, _faded(by).why_not, _faded(by).worn_off)),
    "fading.ahead": (0, lambda by: listed_from(_faded(by), by)),
    "fading.window_days": (2, lambda by: _faded(by, "8 8 8 2 5 5").turning_down),
    "fading.window_min_days": (3, lambda by: _faded(by, "7 7 7 - 5 5").turning_down),
    "silence.days": (5, _silent),
    "questionnaire.every": (14, lambda by: _due(by, answered=True, days=8)),
    "questionnaire.quiet": (4, lambda by: _due(by, answered=False, days=3)),
    "urinary.every": (40, lambda by: urinary.due(None, [SESSION_DAY], SESSION_DAY + timedelta(days=35), rules=by)),
    "phq-9.worse": (3, lambda by: _worse("phq-9", by)),
    "gad-7.worse": (3, lambda by: _worse("gad-7", by)),
    "alert.page": (20, _taken_by(Tier.PAGE)),
    "alert.same_day": (4, _taken_by(Tier.SAME_DAY)),
    "alert.review": (3, _taken_by(Tier.REVIEW)),
    "alert.next_page": (20, _goes_on(Tier.PAGE)),
    "alert.next_same_day": (30, _goes_on(Tier.SAME_DAY)),
    "alert.next_review": (2, _goes_on(Tier.REVIEW)),
    "flag.item-9-high.answer": (1, lambda by: _raised(by, phq_9(1))),
    "flag.hard-to-wake.severity": (3, _reported("sedation", 3, 1)),
    "flag.high-pressure.systolic": (170, _read(175, 80)),
    "flag.high-pressure.diastolic": (110, _read(130, 115)),
    "flag.high-pressure-symptoms.hours": (48, _beside_a_reading),
    "flag.dissociation-lasting.hours": (12, _reported("dissociation", 1, 20)),
    "flag.same-day-effect.severity": (2, _reported("haematuria", 1, 1)),
    "flag.distress-next-day.severity": (2, _reported("anxiety", 2, 20)),
    "flag.very-severe.severity": (3, _reported("headache", 3, 1)),
    "flag.dissociation-next-day.severity": (2, _reported("dissociation", 1, 20)),
    "flag.lasting-a-day.hours": (12, _reported("dizziness", 1, 20)),
    "flag.fatigue-lasting.hours": (48, _reported("fatigue", 1, 60)),
    "flag.memory-lasting.hours": (100, _reported("memory", 1, 200)),
    "flag.craving.severity": (2, _reported("craving", 1, 1)),
    "flag.urinary-again.severity": (2, _reported("dysuria", 1, 1, Past(effects=frozenset({"dysuria"})))),
}
"""By row: another value, and a figure that the row decides."""

MOVABLE = [row.id for row in CATALOGUE.values() if not row.fixed]


@pytest.mark.parametrize("id_", MOVABLE)
def test_a_row_that_a_clinic_moves_moves_its_figure(id_: str) -> None:
    value, figure = EFFECT[id_]
    assert problems({id_: value}, {}) == []
    moved = rules(2, {id_: value}, {})
    assert figure(moved) != figure(DEFAULT)


def test_there_is_no_claim_about_a_row_that_cannot_be_moved() -> None:
    assert EFFECT.keys() == set(MOVABLE)


def test_a_median_of_five_days_is_dated_on_an_answered_day_and_leaves_the_sessions_own_out() -> None:
    by = yardstick(rules(2, {"median.days": 5, "median.min_days": 3}, {}))
    values = [9.0, 2.0, None, 4.0, 7.0, None, 1.0, None, None, 5.0]
    assert medians_of(values, by) == [None, None, None, None, 4.0, None, 4.0, None, None, None]


def test_lead_and_durability_are_summed_up_from_as_many_intervals() -> None:
    found = [interval(lead_hours=float(hours)) for hours in (1, 2, 3)]
    assert lead(found).median_hours == 2
    assert lead(found, rules=rules(2, {"durability.min_intervals": 4}, {})).median_hours is None


def test_what_is_the_same_for_every_clinic_is_the_number_that_is_used() -> None:
    assert timedelta(hours=36) == back_dating.CHECK_IN_LIMIT == DEFAULT.span("late.check_in")
    assert timedelta(days=7) == back_dating.SIDE_EFFECT_LIMIT == DEFAULT.span("late.side_effect")
    assert timedelta(hours=1) == back_dating.FILLING_IN == DEFAULT.span("late.filling_in")
    assert DEFAULT.span("late.ahead") == fields.FUTURE_LIMIT
    assert DEFAULT.span("score_baseline.within") == questionnaires.BASELINE_WITHIN
    assert (DEFAULT["trend.days"], DEFAULT["trend.min_days"]) == (trend.WINDOW_DAYS, trend.MIN_DAYS)
    assert DEFAULT["cohort.small_cell"] == small_cells.FEWEST
    day = date(2026, 3, 1)
    assert [over(day, day + timedelta(days=DEFAULT.count("episode.over_days") + past_it)) for past_it in (0, 1)] == [
        False,
        True,
    ]


@pytest.mark.parametrize("name", ["phq-9", "gad-7"])
def test_what_a_publication_has_set_is_what_the_questionnaire_is_read_by(name: str) -> None:
    scale = SCALES[name]
    assert scale.reliable == DEFAULT[f"{name}.reliable"]
    assert scale.response is not None and scale.response.percent == DEFAULT["response.percent"]
    assert scale.partial is not None and scale.partial.percent == DEFAULT["response.partial"]
    assert scale.worse == DEFAULT[f"{name}.worse"]
    assert SCALES["phq-9"].remission_below == DEFAULT["phq-9.remission_below"]


def test_what_a_clinic_had_moved_before_it_was_fixed_is_as_shipped_again() -> None:
    assert rules(2, {"trend.days": 10, "silence.days": 5}, {}).values == {**DEFAULT.values, "silence.days": 5}
