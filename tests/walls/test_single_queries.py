"""Single queries, with the database's own wall down: what the claims about all of them cannot see."""

from uuid import UUID

import pytest

from journal.clinical.alerts import Outcome
from journal.db import alerts, credentials, engine
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from tests.databases import superuser
from tests.support import NOON
from tests.walls.about import LATER
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("without_row_security")


async def test_a_closed_alert_counts_where_it_is_ones_own_patients_or_ones_own_clinics(
    world: World, database: Embedded
) -> None:
    async with superuser(database) as connection:
        for target in (world.bob, world.carol):
            await connection.execute(
                "update alert set acknowledged_at = $1, resolved_at = $1, owner_id = $2, outcome = 'contacted' "
                "where id = $3",
                NOON,
                UUID(target.provider),
                UUID(target.alert),
            )
    cast = world.cast
    for asks, patients, closed in (
        (cast.sofia, None, 1),
        (cast.nadia, None, 1),
        (cast.dana, [cast.bob.own], 1),
        (cast.dana, [cast.alice.own], 0),
        (cast.dana, [cast.carol.own], 0),
    ):
        async with transaction(asks.scope):
            found = await alerts.precision(asks.scope, patients, NOON, LATER, acted=list(Outcome))
        assert sum(each.closed for each in found) == closed


async def test_what_was_alices_passphrase_is_hers_no_more_though_bob_has_the_same(world: World) -> None:
    scope = world.cast.alice.scope
    async with transaction(scope):
        [row] = await engine.fetch("select distinct passphrase_hash from person where passphrase_hash is not null")
        assert await credentials.has_passphrase(scope, row["passphrase_hash"])
        await credentials.set_passphrase(scope, "another")
        assert not await credentials.has_passphrase(scope, row["passphrase_hash"])


async def test_whoever_is_held_nobody_else_is(world: World, database: Embedded) -> None:
    cast = world.cast
    async with superuser(database) as other:
        for holder, held in ((cast.sofia, cast.alice), (cast.nadia, cast.bob)):
            async with transaction(holder.scope):
                await credentials.hold(holder.scope, held.id)
                assert await other.fetch("select from person where id = $1 for no key update nowait", cast.alice.id)
