"""What holds for every diary, not for chosen ones alone."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from random import Random
from statistics import median
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.entries import CheckIn, Entry
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.measures import three_day_medians
from journal.clinical.ratings import gather
from journal.clinical.recovery import Recovery, analyse
from journal.clinical.sessions import Route, Session
from tests.clinical.making import entry

ALICE, BOB = PatientId(UUID(int=1)), PatientId(UUID(int=2))
FIRST = dt.date(2026, 3, 2)
LAST = FIRST + dt.timedelta(days=60)
MIDNIGHT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
RATINGS = ("mood", "function", "sleep_hours")

answers = st.none() | st.integers(0, 100).map(lambda tenth: tenth / 10)
contents = st.builds(CheckIn, mood=answers, function=answers, sleep_hours=answers)
minutes = st.integers(4 * 60, 28 * 60 - 1)  # of one local day, which begins at 04:00
moments = st.tuples(st.integers(0, 28), minutes)
sparse = st.lists(answers, max_size=12)


def check_in(patient: PatientId, place: int, when: tuple[int, int], late: bool, content: CheckIn) -> Entry:
    """Alice's or Bob's check-in number `place`, `when` = (day, minutes since its midnight)."""
    day, minute = when
    at = MIDNIGHT + dt.timedelta(days=day, minutes=minute)
    number, day_lived = (patient.int << 64) + place, FIRST + dt.timedelta(days=day)
    return entry(content, at, number=number, patient=patient, local_date=day_lived, late=late)


def entries(patient: PatientId = ALICE) -> st.SearchStrategy[Entry]:
    """One check-in of any day, answered in part, perhaps filled in later; never of a dense diary's ids."""
    places = st.integers(1000, 9999)
    return st.builds(check_in, st.just(patient), places, moments, st.booleans(), contents)


def sparse_diaries(patient: PatientId) -> st.SearchStrategy[list[Entry]]:
    """Few check-ins, anywhere: these shrink to the smallest diary that breaks a claim."""
    return st.lists(entries(patient), max_size=8, unique_by=lambda entry: entry.id)


def dense_diaries(patient: PatientId) -> st.SearchStrategy[list[Entry]]:
    """Four weeks with up to three check-ins on most days, swinging between low and high for days on end."""
    return st.integers(0, 2**32).map(lambda seed: swinging(patient, Random(seed)))


def swinging(patient: PatientId, random: Random) -> list[Entry]:
    diary: list[Entry] = []
    levels = {"mood": 3.0, "function": 3.0}
    for day in range(29):
        for rating, level in levels.items():
            levels[rating] = 9.5 - level if random.random() < 0.25 else level
        for _ in range(random.choice((0, 1, 1, 1, 1, 2, 3))):
            mood, function = (
                None if random.random() < 0.05 else round(level + random.uniform(-1, 1), 1) for level in levels.values()
            )
            content = CheckIn(mood=mood, function=function, sleep_hours=round(random.uniform(0, 10), 1))
            late, when = random.random() < 0.1, (day, random.randrange(4 * 60, 28 * 60))
            diary.append(check_in(patient, len(diary), when, late, content))
    return diary


def diaries(patient: PatientId = ALICE) -> st.SearchStrategy[list[Entry]]:
    return sparse_diaries(patient) | dense_diaries(patient)


@st.composite
def courses(draw: st.DrawFn) -> list[Session]:
    """Up to four sessions of up to a day, a few of them on one day or one inside another."""
    starts = draw(st.lists(st.tuples(st.integers(2, 16), minutes), min_size=1, max_size=4) | st.just([]))
    return [
        Session(
            id=SessionId(UUID(int=number)),
            patient=ALICE,
            started_at=MIDNIGHT + dt.timedelta(days=day, minutes=minute),
            ended_at=MIDNIGHT + dt.timedelta(days=day, minutes=minute + draw(st.sampled_from((40, 40, 600)))),
            zone="UTC",
            local_date=FIRST + dt.timedelta(days=day),
            route=Route.IV,
            dose_mg=35.0,
        )
        for number, (day, minute) in enumerate(starts)
    ]


def recovery_of(patient: PatientId, diary: Sequence[Entry], course: Sequence[Session]) -> Recovery:
    return analyse(gather(patient, diary), course, start=FIRST, end=LAST)


@given(diaries(), courses(), st.data())
def test_the_order_of_entries_changes_nothing(diary: list[Entry], course: list[Session], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(diary))
    assert recovery_of(ALICE, shuffled, course) == recovery_of(ALICE, diary, course)


@given(diaries(), courses(), st.data())
def test_columns_that_are_out_of_order_are_put_in_order(
    diary: list[Entry], course: list[Session], data: st.DataObject
) -> None:
    ratings = gather(ALICE, diary)
    places = data.draw(st.permutations(range(len(ratings.at))))
    columns = {name: [column[place] for place in places] for name, column in asdict(ratings).items()}
    mixed = analyse(replace(ratings, **columns), course, start=FIRST, end=LAST)
    assert mixed == recovery_of(ALICE, diary, course)


@given(diaries(), diaries(BOB), courses())
def test_bobs_entries_change_nothing_for_alice(diary: list[Entry], bobs: list[Entry], course: list[Session]) -> None:
    alone = recovery_of(ALICE, diary, course)
    recovery_of(BOB, bobs, course)
    assert recovery_of(ALICE, [*bobs, *diary], course) == alone


@given(diaries(), st.data())
def test_a_gap_never_becomes_a_number(diary: list[Entry], data: st.DataObject) -> None:
    emptied = data.draw(st.dates(FIRST, LAST))
    left = [entry for entry in diary if entry.local_date != emptied]
    series = recovery_of(ALICE, left, []).series
    assert set(series.date) == {entry.local_date for entry in left}
    assert emptied not in series.date
    assert list(series.date) == sorted(set(series.date))


@given(diaries(), courses())
def test_no_figure_is_dated_on_a_day_without_an_entry(diary: list[Entry], course: list[Session]) -> None:
    answered = {entry.local_date for entry in diary}
    for interval in recovery_of(ALICE, diary, course).intervals:
        for measure in (interval.mood, interval.function):
            for day in (measure.peak_day, measure.loss_day):
                assert day is None or interval.date + dt.timedelta(days=day) in answered


@given(diaries(), entries())
def test_adding_a_day_never_changes_the_means_of_the_others(diary: list[Entry], added: Entry) -> None:
    before = recovery_of(ALICE, diary, []).series
    after = recovery_of(ALICE, [*diary, added], []).series
    for rating in RATINGS:
        means = dict(zip(after.date, getattr(after, rating), strict=True))
        for day, mean in zip(before.date, getattr(before, rating), strict=True):
            assert day == added.local_date or means[day] == mean


@given(diaries())
def test_a_days_mean_is_the_exact_sum_over_the_number_of_answers(diary: list[Entry]) -> None:
    series = recovery_of(ALICE, diary, []).series
    for rating in RATINGS:
        for day, n, mean in zip(series.date, series.n, getattr(series, rating), strict=True):
            contents = [entry.content for entry in diary if entry.local_date == day]
            answers = [value for content in contents if (value := getattr(content, rating)) is not None]
            assert n == len(contents)
            if answers:
                assert mean is not None
                assert math.isclose(mean, math.fsum(answers) / len(answers), rel_tol=0, abs_tol=1e-12)
            else:
                assert mean is None


@given(diaries(), courses(), st.integers(-400, 400))
def test_the_same_course_on_other_dates_has_the_same_figures(
    diary: list[Entry], course: list[Session], days: int
) -> None:
    shift = dt.timedelta(days=days)
    moved_diary = [
        replace(entry, occurred_at=entry.occurred_at + shift, local_date=entry.local_date + shift) for entry in diary
    ]
    moved_course = [
        replace(
            session,
            started_at=session.started_at + shift,
            ended_at=session.ended_at + shift,
            local_date=session.local_date + shift,
        )
        for session in course
    ]
    here, there = recovery_of(ALICE, diary, course), recovery_of(ALICE, moved_diary, moved_course)
    assert there.durability == here.durability
    assert [interval._replace(date=interval.date - shift) for interval in there.intervals] == list(here.intervals)


@given(diaries(), courses(), entries())
def test_an_entry_after_the_last_session_changes_only_the_last_interval(
    diary: list[Entry], course: list[Session], added: Entry
) -> None:
    end = MIDNIGHT + dt.timedelta(days=70)
    later = replace(added, occurred_at=end, local_date=end.date())
    before = recovery_of(ALICE, diary, course).intervals
    after = recovery_of(ALICE, [*diary, later], course).intervals
    assert after[:-1] == before[:-1]


@given(diaries(), courses())
def test_every_interval_agrees_with_itself(diary: list[Entry], course: list[Session]) -> None:
    recovery = recovery_of(ALICE, diary, course)
    assert {interval.session_id for interval in recovery.intervals} == {session.id for session in course}
    assert all(one.date <= other.date for one, other in pairwise(recovery.intervals))
    for interval in recovery.intervals:
        assert interval.adherence is None or 0 <= interval.adherence <= 1
        assert (interval.adherence is None) == (interval.days == 0)
        for measure in (interval.mood, interval.function):
            assert (measure.peak is None) == (measure.peak_day is None)
            assert (measure.held_days is None) == (measure.censored is None)
            assert (measure.loss_day is not None) == (measure.censored is False)
            assert measure.onset_hours is None or measure.onset_hours >= 0
            assert measure.loss_day is None or measure.loss_day == measure.held_days
            assert measure.loss_day is None or measure.loss_day < interval.days
            if measure.baseline is None:
                assert (measure.onset_hours, measure.held_days) == (None, None)


@given(sparse)
def test_a_three_day_median_is_the_median_of_what_was_answered(values: list[float | None]) -> None:
    expected = []
    for day, value in enumerate(values):
        window = [each for each in values[max(1, day - 2) : day + 1] if each is not None]
        expected.append(median(window) if day and value is not None and window[1:] else None)
    assert three_day_medians(values) == expected
