"""A chart of some days has everything that was there on them, and one that names none has everything there is."""

from datetime import timedelta

import pytest

from tests.support import Cast, Clock, SignIn, check_in, phq9, prove, side_effect, sync


async def test_a_chart_that_names_no_day_begins_with_the_first_entry_of_any_kind(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    first = phq9(clock.now)
    clock.forward(days=5)
    await sync(alice, cast.alice, first, check_in(clock.now))
    await prove(alice)
    chart = (await alice.get(f"/api/v1/patients/{cast.alice.own}/recovery")).json()
    assert chart["from"] == "2026-11-23"
    assert [score["date"] for score in chart["scores"]] == ["2026-11-23"]


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2026-11-20", "2026-11-22", False),
        ("2026-11-20", "2026-11-23", True),
        ("2026-11-24", "2026-11-26", True),
        ("2026-11-28", "2026-11-30", True),
        ("2026-11-29", "2026-11-30", False),
    ],
)
async def test_an_episode_is_on_the_chart_of_every_day_it_lasted(
    start: str, end: str, shown: bool, signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    began = clock.now
    first = side_effect(began, effect="fatigue")
    clock.forward(days=6)
    over = began + timedelta(days=5)
    ended = side_effect(
        over, effect="fatigue", replaces=first["id"], started_at=first["started_at"], ended_at=over.isoformat()
    )
    await sync(alice, cast.alice, first, ended)
    await prove(alice)
    period = {"from": start, "to": end}
    chart = (await alice.get(f"/api/v1/patients/{cast.alice.own}/recovery", params=period)).json()
    assert bool(chart["side_effects"]) is shown


async def test_an_episode_nobody_ended_is_still_there(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, side_effect(clock.now, effect="fatigue"))
    clock.forward(days=3)
    await prove(alice)
    period = {"from": "2026-11-25", "to": "2026-11-26"}
    chart = (await alice.get(f"/api/v1/patients/{cast.alice.own}/recovery", params=period)).json()
    assert [episode["effect"] for episode in chart["side_effects"]] == ["fatigue"]


async def test_an_episode_that_ended_the_evening_before_is_not_on_the_page(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    """21:00 in New York is the next day in UTC; the page goes by the day it was for Alice."""
    alice = await signed_in(cast.alice)
    began = clock.now
    evening = began + timedelta(hours=9)
    clock.forward(days=1)
    ended = side_effect(evening, effect="bladder_pain", started_at=began.isoformat(), ended_at=evening.isoformat())
    await sync(alice, cast.alice, ended)
    await prove(alice)
    path = f"/api/v1/patients/{cast.alice.own}/summary/draft"
    for start, suggested in (("2026-11-23", True), ("2026-11-24", False)):
        asks = (await alice.get(path, params={"from": start, "to": "2026-11-24"})).json()["asks"]
        assert {ask["code"]: ask["suggested"] for ask in asks}["urinary"] is suggested, start
