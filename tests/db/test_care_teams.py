"""Since when somebody has been on a care team."""

from datetime import datetime, timedelta

from journal.db import care_teams, engine
from journal.db.engine import transaction
from tests.support import NOON
from tests.worlds import World


async def test_nils_is_on_alices_care_team_since_he_came_or_came_back(world: World) -> None:
    scope, patient, nils = world.cast.nadia.scope, world.cast.alice.own, world.nils.id

    async def come(hours: int) -> datetime:
        at = NOON + timedelta(hours=hours)
        async with transaction(scope):
            assert await care_teams.add(scope, patient, nils, at=at)
            [row] = await engine.fetch("select since from care_relation where provider_id = $1", nils)
            since: datetime = row["since"]
            return since

    assert await come(1) == await come(2) == NOON + timedelta(hours=1)
    async with transaction(scope):
        assert await care_teams.remove(scope, patient, nils, at=NOON + timedelta(hours=3))
    assert await come(4) == NOON + timedelta(hours=4)
