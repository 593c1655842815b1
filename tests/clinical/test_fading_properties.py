"""What holds of the chance for every history and every week, not for chosen ones alone."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.fading import Benefit, Fading, fading
from journal.clinical.fading_odds import Signs, lost_by, odds, spent

TODAY = date(2026, 11, 23)
histories = st.lists(st.tuples(st.integers(1, 90), st.booleans()), min_size=3, max_size=12)
signs = st.builds(
    Signs,
    held=histories,
    day=st.integers(1, 120),
    distance=st.floats(-9, 9),
    fall=st.floats(0, 2),
)
points = st.integers(0, 10).map(float)
weeks = st.lists(st.none() | points, min_size=14, max_size=14)


@given(signs, st.integers(0, 11), st.integers(1, 60))
def test_more_days_held_in_the_past_never_raise_the_chance(seen: Signs, which: int, more: int) -> None:
    place = which % len(seen.held)
    days, lost = seen.held[place]
    longer = replace(seen, held=[*seen.held[:place], (days + more, lost), *seen.held[place + 1 :]])
    for then, now in zip(lost_by(longer), lost_by(seen), strict=True):
        assert then <= now + 1e-12
    assert spent(longer.held, seen.day) <= spent(seen.held, seen.day)


@given(signs, st.integers(1, 90))
def test_an_interval_that_was_cut_off_while_it_held_never_raises_the_chance(seen: Signs, days: int) -> None:
    assert odds(replace(seen, held=[*seen.held, (days, False)])).soon <= odds(seen).soon + 1e-9


@given(signs, st.floats(0, 5), st.floats(0, 2))
def test_nearer_to_the_line_or_falling_faster_never_lowers_the_chance(seen: Signs, near: float, fall: float) -> None:
    worse = replace(seen, distance=seen.distance - near, fall=seen.fall + fall)
    assert odds(worse).soon >= odds(seen).soon - 1e-9


@given(signs)
def test_the_chance_grows_with_the_days_and_stays_a_chance(seen: Signs) -> None:
    lost = list(lost_by(seen))
    assert all(0 <= before <= after <= 1 for before, after in pairwise(lost))
    said = odds(seen)
    assert seen.day <= said.low
    assert said.high is None or said.low <= said.high


def of(moods: list[float | None], baseline: float = 3.0) -> Fading:
    """Today's figures of somebody on day 20 with these last two weeks."""
    past = [
        Benefit(date=TODAY - timedelta(days=20 + 30 * back), baseline=3.0, held_days=days, lost=True)
        for back, days in ((3, 19), (2, 21), (1, 24))
    ]
    current = Benefit(date=TODAY - timedelta(days=20), baseline=baseline, held_days=18, lost=False)
    by_day = {TODAY - timedelta(days=back): value for back, value in enumerate(reversed(moods)) if value is not None}
    said = fading([*past, current], by_day, {}, TODAY)
    assert said is not None
    return said


@given(weeks, st.integers(1, 3))
def test_better_last_days_never_raise_the_chance(moods: list[float | None], more: int) -> None:
    better = [*moods[:-3], *(None if value is None else min(10.0, value + more) for value in moods[-3:])]
    now, then = of(moods), of(better)
    assert (now.chance_7_days is None) == (then.chance_7_days is None)
    if now.chance_7_days is not None and then.chance_7_days is not None:
        assert then.chance_7_days <= now.chance_7_days


@given(weeks)
def test_there_is_either_a_chance_or_the_reason_why_not(moods: list[float | None]) -> None:
    said = of(moods)
    assert (said.chance_7_days is None) == (said.why_not is not None)
    assert (said.low_day_80 is None) == (said.why_not is not None)


@given(weeks, weeks)
def test_what_happened_earlier_than_a_fortnight_ago_changes_nothing(
    moods: list[float | None], old: list[float | None]
) -> None:
    assert of([*old, *moods]) == of(moods)
