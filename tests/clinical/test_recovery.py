"""What the analysis finds, case by case: the rows of `reference/recovery_intervals.csv` and the edges."""

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical.fading import Turning, benefits, fading
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.intervals import Interval
from journal.clinical.measures import Measure
from journal.clinical.ratings import Ratings
from journal.clinical.recovery import Recovery, analyse, over
from journal.clinical.sessions import Route, Session

REFERENCE = Path(__file__).parent / "reference" / "recovery_intervals.csv"
ALICE = PatientId(UUID(int=1))
SESSION_DAY = dt.date(2026, 3, 2)
HOURS = (9, 21, 23)  # of a day's first, second and third check-in; sessions last from 10:00 to 11:00
CheckIn = tuple[int, float, bool, float | None, float | None]  # day, hour, late, mood, function


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(Fraction(text)) if text else None


def instant(day: int, hour: float) -> dt.datetime:
    """`hour` o'clock, `day` days after the first session's, in UTC."""
    return dt.datetime.combine(SESSION_DAY, dt.time(), dt.UTC) + dt.timedelta(days=day, hours=hour)


def session(day: int, *, start: float = 10, end: float = 11, number: int = 1) -> Session:
    return Session(
        id=SessionId(UUID(int=number)),
        patient=ALICE,
        started_at=instant(day, start),
        ended_at=instant(day, end),
        zone="UTC",
        local_date=SESSION_DAY + dt.timedelta(days=day),
        route=Route.IV,
        dose_mg=35.0,
    )


def rated(check_ins: Sequence[CheckIn]) -> Ratings:
    """Ratings in the order given."""
    nothing = [None] * len(check_ins)
    return Ratings(
        at=[instant(day, hour).timestamp() for day, hour, *_ in check_ins],
        day=[SESSION_DAY.toordinal() + day for day, *_ in check_ins],
        late=[late for _, _, late, *_ in check_ins],
        mood=[mood for *_, mood, _ in check_ins],
        function=[function for *_, function in check_ins],
        sleep_hours=nothing,
        energy=nothing,
        anxiety=nothing,
        pain=nothing,
    )


def moods(*days_and_moods: tuple[int, float]) -> Ratings:
    """One check-in a day at 09:00, of mood alone."""
    return rated([(day, 9, False, mood, None) for day, mood in days_and_moods])


def analysed(ratings: Ratings, *sessions: Session, today: int | None = None) -> Recovery:
    return analyse(
        ratings,
        sessions,
        start=SESSION_DAY - dt.timedelta(days=100),
        end=SESSION_DAY + dt.timedelta(days=100),
        today=None if today is None else SESSION_DAY + dt.timedelta(days=today),
    )


def answer(token: str) -> tuple[bool, float | None]:
    return token.startswith("~"), None if token.endswith("x") else float(token.lstrip("~"))


def check_ins(days: str, first_day: int) -> Iterator[CheckIn]:
    for day, tokens in enumerate(days.split(","), start=first_day):
        for hour, token in zip(HOURS, tokens.replace("-", "").split(), strict=False):
            yield day, hour, *answer(token), None


def parsed(days: str) -> tuple[Ratings, list[Session]]:
    """A row's `days`: before | the session's day | after | S where another session follows the day after.

    `-` is a day without an entry, `x` too hard to answer, `~` filled in later.
    """
    before, session_day, after, *following = (part.strip() for part in days.split("|"))
    morning, _, evening = session_day.partition("S")
    found = [
        *check_ins(before, -len(before.split(","))),
        *((0, 9, *answer(token), None) for token in morning.split()),
        *((0, 21, *answer(token), None) for token in evening.split()),
        *check_ins(after, 1),
    ]
    next_day = 1 + len(after.split(","))
    return rated(found), [session(0), *(session(next_day, number=2) for _ in following)]


def test_every_reference_row_has_a_name_of_its_own() -> None:
    rows = read(REFERENCE)
    assert rows
    assert len({row["case"] for row in rows}) == len(rows)


@pytest.mark.parametrize("row", read(REFERENCE), ids=lambda row: row["case"])
def test_an_interval_is_found_as_a_clinician_reads_it(row: dict[str, str]) -> None:
    ratings, sessions = parsed(row["days"])
    found = analysed(ratings, *sessions).intervals[0]
    mood = found.mood
    assert {
        "baseline": mood.baseline,
        "onset_hours": mood.onset_hours,
        "peak": mood.peak,
        "peak_day": mood.peak_day,
        "loss_day": mood.loss_day,
        "held_days": mood.held_days,
        "interval_days": found.days,
        "adherence": found.adherence,
    } == {
        column: None if (expected := number(row[column])) is None else pytest.approx(expected, abs=1e-12)
        for column in (
            "baseline",
            "onset_hours",
            "peak",
            "peak_day",
            "loss_day",
            "held_days",
            "interval_days",
            "adherence",
        )
    }
    assert mood.censored is {"yes": True, "no": False, "": None}[row["censored"]]


@pytest.mark.parametrize("row", read(REFERENCE), ids=lambda row: row["case"])
def test_function_is_read_by_the_same_rules_as_mood(row: dict[str, str]) -> None:
    ratings, sessions = parsed(row["days"])
    of_function = Ratings(
        at=ratings.at,
        day=ratings.day,
        late=ratings.late,
        mood=ratings.function,
        function=ratings.mood,
        sleep_hours=ratings.sleep_hours,
        energy=ratings.energy,
        anxiety=ratings.anxiety,
        pain=ratings.pain,
    )
    as_mood = analysed(ratings, *sessions).intervals
    as_function = analysed(of_function, *sessions).intervals
    assert [interval.function for interval in as_function] == [interval.mood for interval in as_mood]


def test_a_patient_without_entries_or_sessions_has_an_empty_recovery() -> None:
    empty = analysed(moods())
    assert (empty.series.date, empty.series.mood, empty.intervals) == ((), (), ())
    assert (empty.durability.mood.n, empty.lead.n) == (0, 0)


def test_a_session_without_any_entry_has_no_figures() -> None:
    nothing = Measure(
        baseline=None,
        onset_hours=None,
        peak=None,
        peak_day=None,
        loss_day=None,
        held_days=None,
        censored=None,
    )
    assert analysed(moods(), session(0)).intervals == (
        Interval(
            session_id=session(0).id,
            date=SESSION_DAY,
            days=0,
            adherence=None,
            mood=nothing,
            function=nothing,
            lead_hours=None,
        ),
    )


def test_function_that_rises_first_leads_by_hours() -> None:
    days = [(day, 9.0, False, 3.0, 3.0) for day in (-3, -2, -1)]
    after = [(1, 9.0, False, 3.0, 6.0), (2, 9.0, False, 3.0, 6.0), (3, 9.0, False, 6.0, 6.0)]
    interval = analysed(rated([*days, *after, (4, 9, False, 6, 6)]), session(0)).intervals[0]
    assert (interval.mood.onset_hours, interval.function.onset_hours, interval.lead_hours) == (70, 22, 48)


def test_there_is_no_lead_where_only_one_of_the_two_rose() -> None:
    risen = moods((-2, 3), (-1, 3), (1, 6), (2, 6))
    interval = analysed(risen, session(0)).intervals[0]
    assert (interval.mood.onset_hours, interval.lead_hours) == (22, None)


def test_two_sessions_on_one_day_share_the_baseline_and_the_days_belong_to_the_second() -> None:
    ratings = moods((-2, 3), (-1, 3), (1, 6), (2, 6))
    first, second = analysed(ratings, session(0), session(0, start=14, end=15, number=2)).intervals
    assert (first.days, first.adherence, first.mood.baseline, first.mood.onset_hours) == (0, None, 3, None)
    assert (second.days, second.adherence, second.mood.baseline, second.mood.onset_hours) == (3, 2 / 3, 3, 18)


def test_benefit_between_two_sessions_of_a_day_is_cut_off_and_helps_no_durability() -> None:
    before = [(day, 9.0, False, 3.0, None) for day in (-2, -1)]
    between = [(0, 12.0, False, 6.0, None), (0, 13.0, False, 6.0, None)]
    recovery = analysed(rated([*before, *between]), session(0), session(0, start=14, end=15, number=2))
    mood = recovery.intervals[0].mood
    assert (mood.onset_hours, mood.held_days, mood.censored) == (1, 0, True)
    assert recovery.durability.mood.n == 0


def test_a_check_in_after_the_next_session_confirms_nothing() -> None:
    ratings = moods((-2, 3), (-1, 3), (1, 3), (2, 6), (3, 6))
    first = analysed(ratings, session(0), session(2, number=2)).intervals[0]
    assert first.mood.onset_hours is None


def test_a_check_in_of_the_next_sessions_morning_still_counts_for_onset() -> None:
    ratings = rated([(day, 9, False, mood, None) for day, mood in ((-2, 3), (-1, 3), (1, 6), (2, 6))])
    first = analysed(ratings, session(0), session(2, number=2)).intervals[0]
    assert (first.mood.onset_hours, first.days, first.mood.held_days) == (22, 2, 1)


def test_a_check_in_during_the_session_is_no_onset() -> None:
    before = [(day, 9.0, False, 3.0, None) for day in (-2, -1)]
    ratings = rated([*before, (0, 10.5, False, 6.0, None), (0, 21, False, 6, None), (1, 9, False, 6, None)])
    assert analysed(ratings, session(0)).intervals[0].mood.onset_hours == 10


def test_the_sessions_end_counts_for_onset_and_the_next_ones_start_does_not() -> None:
    before = [(day, 9.0, False, 3.0, None) for day in (-2, -1)]
    at_the_end = rated([*before, (0, 11, False, 6, None), (0, 12, False, 6, None)])
    assert analysed(at_the_end, session(0)).intervals[0].mood.onset_hours == 0
    at_the_start = rated([*before, (0, 21, False, 6, None), (2, 10, False, 6, None)])
    first = analysed(at_the_start, session(0), session(2, number=2)).intervals[0]
    assert first.mood.onset_hours is None


def test_of_two_overlapping_sessions_the_earlier_has_no_time_for_an_onset() -> None:
    ratings = moods((-2, 3), (-1, 3), (1, 6), (2, 6))
    first, second = analysed(ratings, session(0, start=10, end=16), session(0, start=12, end=13, number=2)).intervals
    assert (first.mood.onset_hours, second.mood.onset_hours) == (None, 20)


def test_a_session_to_come_has_a_baseline_and_no_days() -> None:
    interval = analysed(moods((-2, 3), (-1, 3), (1, 6)), session(2)).intervals[0]
    assert (interval.days, interval.adherence, interval.mood.baseline) == (0, None, 4.5)


def test_the_order_in_which_sessions_are_given_makes_no_difference() -> None:
    ratings = moods(*((day, 3 + day % 5) for day in range(-3, 40)))
    sessions = [session(day, number=number) for number, day in enumerate((0, 9, 21, 21))]
    assert analysed(ratings, *reversed(sessions)) == analysed(ratings, *sessions)


def test_silence_since_the_last_session_lowers_the_adherence_once_today_is_told() -> None:
    ratings = moods((-2, 3), (-1, 3), (0, 4), (1, 5))
    assert analysed(ratings, session(0)).intervals[0].adherence == 1
    silent = analysed(ratings, session(0), today=10).intervals[0]
    assert (silent.days, silent.adherence) == (10, 0.2)


def test_today_counts_once_it_has_an_entry() -> None:
    unanswered = analysed(moods((-2, 3), (-1, 3), (0, 4), (1, 5)), session(0), today=2).intervals[0]
    answered = analysed(moods((-2, 3), (-1, 3), (0, 4), (1, 5), (2, 5)), session(0), today=2).intervals[0]
    assert ((unanswered.days, unanswered.adherence), (answered.days, answered.adherence)) == ((2, 1), (3, 1))


def test_today_changes_no_figure_but_the_days_of_the_last_interval() -> None:
    ratings = moods((-2, 3), (-1, 3), (1, 6), (2, 6), (3, 3), (4, 3))
    told, untold = analysed(ratings, session(0), today=30), analysed(ratings, session(0))
    assert told.intervals[0].mood == untold.intervals[0].mood
    assert told.durability == untold.durability


def test_a_check_in_that_travel_dates_before_its_session_belongs_to_day_0() -> None:
    # Alice flies west after the session: the evening's check-ins carry the day before.
    ratings = moods((-2, 3), (-1, 3), (0, 6), (1, 3), (2, 3))
    moved = Ratings(
        at=[*ratings.at[:2], instant(0, 20).timestamp(), instant(0, 22).timestamp(), *ratings.at[3:]],
        day=[*ratings.day[:2], SESSION_DAY.toordinal() - 1, SESSION_DAY.toordinal() - 1, *ratings.day[3:]],
        late=[False] * 6,
        mood=[3, 3, 6, 6, 3, 3],
        function=[None] * 6,
        sleep_hours=[None] * 6,
        energy=[None] * 6,
        anxiety=[None] * 6,
        pain=[None] * 6,
    )
    mood = analysed(moved, session(0)).intervals[0].mood
    assert (mood.onset_hours, mood.held_days, mood.censored) == (9, 0, True)


def test_a_session_dated_before_the_last_one_by_travel_leaves_that_no_days() -> None:
    ratings = moods((-2, 3), (-1, 3), (1, 6))
    east = session(0)
    west = Session(
        id=SessionId(UUID(int=2)),
        patient=ALICE,
        started_at=instant(0, 14),
        ended_at=instant(0, 15),
        zone="Pacific/Honolulu",
        local_date=SESSION_DAY - dt.timedelta(days=1),
        route=Route.IV,
        dose_mg=35.0,
    )
    assert [interval.days for interval in analysed(ratings, east, west).intervals] == [0, 3]


def test_start_and_end_cut_the_series_and_nothing_else() -> None:
    ratings = moods(*((day, 3 + day % 5) for day in range(-10, 30)))
    whole = analysed(ratings, session(0), session(12, number=2))
    part = analyse(
        ratings,
        [session(0), session(12, number=2)],
        start=SESSION_DAY + dt.timedelta(days=2),
        end=SESSION_DAY + dt.timedelta(days=5),
    )
    assert part.series.date == tuple(SESSION_DAY + dt.timedelta(days=day) for day in (2, 3, 4, 5))
    assert list(part.series.mood) == [5, 6, 7, 3]
    assert (part.intervals, part.durability, part.lead) == (whole.intervals, whole.durability, whole.lead)


def test_fading_is_of_today_by_the_last_days_of_both_ratings() -> None:
    days = [(day, 3.0 + (day > 0) * 4 - (day > 12), 3.0 + (day > 0) * 3 - (day > 12) * 2) for day in range(-3, 16)]
    told = rated([(day, 9, False, mood, function) for day, mood, function in days])
    recovery = analysed(told, session(0), today=15)
    mood, function = ({SESSION_DAY + dt.timedelta(days=day): cells[at] for day, *cells in days} for at in (0, 1))
    today = SESSION_DAY + dt.timedelta(days=15)
    assert recovery.fading == fading(benefits(recovery.intervals), mood, function, today)
    assert recovery.fading is not None and recovery.fading.turning_down == Turning(mood=True, function=True)
    assert analysed(told, session(0)).fading is None


def test_an_end_before_the_start_shows_no_day() -> None:
    ratings = moods((0, 3), (1, 4))
    nothing = analyse(ratings, [], start=SESSION_DAY, end=SESSION_DAY - dt.timedelta(days=1))
    assert (nothing.series.date, nothing.series.n, nothing.series.mood) == ((), (), ())


def test_three_intervals_tell_how_long_benefit_lasts_and_how_far_function_leads() -> None:
    found = []
    for start, lasting in ((0, 4), (20, 6), (40, 5)):
        found += [(start + day, 9.0, False, 3.0, 3.0) for day in (-3, -2, -1)]
        found += [(start + 1, 9.0, False, 3.0, 6.0)]
        found += [(start + day, 9.0, False, 6.0, 6.0) for day in range(2, lasting + 1)]
        found += [(start + day, 9.0, False, 3.0, 3.0) for day in range(lasting + 1, 12)]
    sessions = [session(day, number=day + 1) for day in (0, 20, 40)]
    recovery = analysed(rated(found), *sessions)
    assert [interval.mood.loss_day for interval in recovery.intervals] == [6, 8, 7]
    durability = recovery.durability.mood
    assert (durability.n, durability.events, durability.median_days) == (3, 3, 7)
    assert (durability.low_days, durability.high_days) == (6, 8)
    assert (recovery.lead.n, recovery.lead.median_hours) == (3, 24)


@pytest.mark.parametrize(("days", "ended"), [(0, False), (60, False), (61, True)])
def test_a_journal_is_over_after_sixty_silent_days(days: int, ended: bool) -> None:
    last = dt.date(2026, 9, 1)
    assert over(last, last + dt.timedelta(days=days)) is ended
