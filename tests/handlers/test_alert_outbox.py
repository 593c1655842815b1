"""A worker that dies between the commit and the telling: what is told is found in rows, and told once."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from litestar import Litestar

from journal.actions import ladder
from journal.clinical.ladder import climb
from journal.clinical.rules import DEFAULT
from journal.db import alerts as stored
from journal.db import engine
from journal.db import ladder as climbed
from journal.db.engine import transaction
from tests.handlers.alerting import notices_of, rungs_of, unsafe
from tests.handlers.listening import listen
from tests.support import Cast, Clock, SignIn, sync


class Killed(Exception):
    """Stands for `kill -9`: nothing after it runs, and nothing before it was committed that is not."""


async def _killed_before_the_commit(cast: Cast, clock: Clock) -> int:
    """A worker that climbs what is due, and dies with all of it in its hands; how many rungs those were."""
    made = 0
    with suppress(Killed):
        async with transaction(cast.dana.scope):
            [alert] = await stored.waiting(cast.dana.scope)
            staff = await climbed.staff(cast.dana.scope, [alert.patient])
            for step in climb(alert, (), staff[alert.patient], DEFAULT, clock.now):
                made += await ladder.take_step(cast.dana.scope, alert, step, clock.now)
            raise Killed
    return made


async def test_an_alert_is_there_for_whoever_looks_though_nobody_heard_it(cast: Cast, signed_in: SignIn) -> None:
    """No page was listening when it was raised: its rows are all there is, and they are enough."""
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, unsafe())
    assert await rungs_of(dana) == [[]]
    assert await ladder.look(now=Clock().now) == 1
    assert await rungs_of(dana) == [["owner"]]


async def test_a_rung_that_was_not_committed_is_climbed_by_the_next_worker(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, unsafe())
    clock.forward(minutes=15)
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    assert await _killed_before_the_commit(cast, clock) == 2
    assert (await rungs_of(dana), len(await notices_of(nadia))) == ([[]], 0)
    assert await ladder.look(now=clock.now) == 2
    assert (await rungs_of(dana), len(await notices_of(nadia))) == ([["owner", "admins"]], 1)


async def test_a_rung_that_was_committed_is_not_climbed_again_by_the_next_worker(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, unsafe())
    clock.forward(minutes=15)
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    await ladder.look(now=clock.now)
    for _ in range(3):
        assert await ladder.look(now=clock.now) == 0
    assert (await rungs_of(dana), len(await notices_of(nadia))) == ([["owner", "admins"]], 1)


async def test_danas_page_hears_of_a_rung_once_it_is_committed_and_not_before(
    app: Litestar, cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, unsafe())
    async with transaction(cast.dana.scope):
        [alert] = await stored.waiting(cast.dana.scope)
    async with listen(app, dana) as stream:
        before = stream.text.count(str(alert.id))
        assert await _killed_before_the_commit(cast, clock) == 1
        await asyncio.sleep(0.2)
        assert stream.text.count(str(alert.id)) == before
        await ladder.look(now=clock.now)
        text = await stream.until(str(alert.id))
        assert text.count(str(alert.id)) == before + 1


async def test_the_watch_goes_on_after_the_database_was_away(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, unsafe())
    bound = engine.bound()
    pool, bound.pool = bound.pool, None  # as after it was closed
    watching = asyncio.create_task(ladder.watch(clock, timedelta(milliseconds=10)))
    try:
        await asyncio.sleep(0.05)
        assert not watching.done()
        bound.pool = pool
        async with asyncio.timeout(5):
            while True:
                if await rungs_of(dana) == [["owner"]]:
                    break
                await asyncio.sleep(0.01)
    finally:
        bound.pool = pool
        watching.cancel()
        await asyncio.wait({watching})
