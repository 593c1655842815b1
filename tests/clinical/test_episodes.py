"""Side-effect episodes as figures."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from journal.clinical.entries import CheckIn, Revision, SideEffect
from journal.clinical.episodes import effect_figures, episodes, was_there
from tests.clinical.making import entry

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def report(effect: str = "nausea", *, severity: int = 1, hours: float | None = None) -> SideEffect:
    """An episode that began at noon and lasted `hours`, or is still there."""
    return SideEffect(
        effect=effect,
        severity=severity,
        interference=0,
        started_at=NOON,
        ended_at=None if hours is None else NOON + timedelta(hours=hours),
    )


def revision(number: int, content: SideEffect | CheckIn, replaces: int | None = None) -> Revision:
    return Revision(number=number, entry=entry(content, NOON, number=number, replaces=replaces))


def test_an_episode_is_its_chain_of_reports_in_whatever_order_they_come() -> None:
    chain = (
        revision(1, report(severity=1)),
        revision(2, report(severity=3), replaces=1),
        revision(3, report(severity=0, hours=4), replaces=2),
        revision(4, report("headache", hours=1)),
    )
    for order in permutations(chain):
        first, second = episodes(order)
        assert [each.severity for each in first] == [1, 3, 0]
        assert second[0].effect == "headache"


def test_check_ins_are_no_episodes() -> None:
    assert episodes((revision(1, CheckIn(mood=1.0, function=1.0)),)) == ()


def test_a_report_whose_beginning_is_not_among_them_begins_an_episode() -> None:
    assert len(episodes((revision(5, report(), replaces=4),))) == 1


def test_an_episode_is_as_bad_as_its_worst_report_and_ends_as_its_last() -> None:
    (figures,) = effect_figures([(report(severity=3), report(severity=0, hours=4))])
    assert (figures.worst, figures.longest_hours, figures.unresolved, figures.episodes) == (3, 4.0, 0, 1)


def test_what_is_still_there_has_no_duration_yet() -> None:
    (figures,) = effect_figures([(report(),), (report(hours=2),)])
    assert (figures.longest_hours, figures.unresolved, figures.episodes) == (2.0, 1, 2)
    (open_one,) = effect_figures([(report(),)])
    assert open_one.longest_hours is None


def test_none_throughout_is_no_episode() -> None:
    assert effect_figures([(report(severity=0, hours=1),)]) == ()


def test_unresolved_come_first_then_the_worst_then_the_most() -> None:
    found = effect_figures(
        [
            (report("fatigue", severity=2, hours=1),),
            (report("headache", severity=2, hours=1),),
            (report("headache", severity=1, hours=1),),
            (report("dizziness", severity=4, hours=1),),
            (report("insomnia", severity=1),),
        ]
    )
    assert [line.effect for line in found] == ["insomnia", "dizziness", "headache", "fatigue"]


def test_craving_is_left_out_unless_the_patient_agreed() -> None:
    found = [(report("craving", severity=3),), (report("an_old_code"),)]
    assert [line.effect for line in effect_figures(found)] == ["an_old_code"]
    assert len(effect_figures(found, with_sensitive=True)) == 2


def test_an_episode_was_there_on_each_local_day_from_its_start_to_its_end() -> None:
    lasted = report(hours=37)
    days = [date(2026, 8, 31) + timedelta(days=step) for step in range(5)]
    assert [was_there(lasted, "UTC", day, day) for day in days] == [False, True, True, False, False]
    # 01:00 on the third in UTC is still the second by the 04:00 rule, but the third in Tokyo.
    assert [was_there(lasted, "Asia/Tokyo", day, day) for day in days] == [False, True, True, True, False]
    assert was_there(lasted, "UTC", days[0], days[-1])


def test_an_episode_nobody_ended_is_still_there() -> None:
    day = date(2026, 12, 1)
    assert was_there(report(), "UTC", day, day)
    assert not was_there(report(), "UTC", date(2026, 8, 1), date(2026, 8, 31))
