"""With the database's own wall down: whose alert waits, as a patient's phone is told with each sync."""

import pytest

from journal.actions import ladder
from tests.handlers.alerting import sent, unsafe
from tests.support import Cast, Clock, SignIn, sync


@pytest.mark.usefixtures("without_row_security")
async def test_alice_hears_nothing_of_bobs_alert_before_she_has_one_of_her_own_or_after(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, bob = await signed_in(cast.alice), await signed_in(cast.bob)
    await sent(bob, cast.bob, unsafe())
    for minutes in (0, 15, 15):
        clock.forward(minutes=minutes)
        await ladder.look(now=clock.now)
    assert (await sync(bob, cast.bob))["alerts"]["please_call"] is True
    assert (await sync(alice, cast.alice))["alerts"] is None
    await sent(alice, cast.alice, unsafe(clock.now))
    assert (await sync(alice, cast.alice))["alerts"]["please_call"] is False
