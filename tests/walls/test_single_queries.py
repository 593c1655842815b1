"""Single queries, with the database's own wall down: what the claims about all of them cannot see."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from journal.clinical.alerts import Outcome
from journal.clinical.entries import CheckIn
from journal.clinical.ids import EntryId
from journal.db import alerts, credentials, emergency_access, engine, journal, passkeys, people
from journal.db.embedded import Embedded
from journal.db.emergency_access import Glass
from journal.db.engine import transaction
from tests.clinical.making import entry
from tests.databases import superuser
from tests.support import NOON
from tests.walls.about import LATER, About
from tests.walls.about import passkey as make_passkey
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


async def test_of_two_entries_with_one_id_each_stands_for_its_own_patient_and_no_other_is_told(world: World) -> None:
    cast, id_ = world.cast, EntryId(uuid4())
    for patient, mood in ((cast.alice.own, 3), (cast.bob.own, 4)):
        told = entry(CheckIn(mood=mood, function=5), NOON, id=id_, patient=patient)
        async with transaction(cast.dana.scope):
            await journal.append(cast.dana.scope, patient, [told], last=50, at=NOON)
    corrected = entry(CheckIn(mood=9, function=5), NOON, id=EntryId(uuid4()), patient=cast.bob.own)
    async with transaction(cast.dana.scope):
        await journal.append(cast.dana.scope, cast.bob.own, [replace(corrected, replaces=id_)], last=51, at=NOON)
        found = await journal.standing(cast.dana.scope, [cast.alice.own, cast.bob.own], [id_])
        known = await journal.known(cast.dana.scope, cast.alice.own, [id_])
    moods = {key: standing.content.mood for key, standing in found.items() if isinstance(standing.content, CheckIn)}
    assert moods == {(cast.alice.own, id_): 3, (cast.bob.own, id_): 9}
    assert len(found) == 2 and known.keys() == {id_}


async def test_of_alices_two_keys_the_one_that_signed_was_used(world: World) -> None:
    alice = world.cast.alice
    async with transaction(alice.scope):
        hers = About.of(world.alice, visit=uuid4())
        used, other = (make_passkey(alice.scope, hers) for _ in range(2))
        assert await passkeys.add(alice.scope, used) and await passkeys.add(alice.scope, other)
        assert await passkeys.use(alice.scope, used.id, 7, at=NOON)
        counts = {key.id: key.sign_count for key in await passkeys.of(alice.scope, alice.id)}
    assert (counts[used.id], counts[other.id]) == (7, 0)


async def test_a_key_of_somebody_who_was_switched_off_signs_no_more(world: World, database: Embedded) -> None:
    alice, key = world.cast.alice, UUID(world.alice.passkey)
    async with superuser(database) as connection:
        await connection.execute("update person set disabled_at = $1 where id = $2", NOON, alice.id)
    async with transaction(alice.scope):
        assert not await passkeys.use(alice.scope, key, 7, at=NOON)


async def test_a_broken_glass_is_for_whoever_broke_it_and_shows_that_patient_alone(world: World) -> None:
    nils, cast = world.nils.scope, world.cast
    async with transaction(nils):
        glass = Glass(id=uuid4(), patient=cast.alice.own, at=NOON, until=LATER, reason="on call")
        await emergency_access.add(nils, glass)
    for asks, patient, until in (
        (nils, cast.alice.own, LATER),
        (nils, cast.bob.own, None),
        (cast.dana.scope, cast.alice.own, None),
    ):
        async with transaction(asks):
            standing = await people.standing(asks, patient, now=NOON)
        assert standing is not None and standing.patient.glass_until == until
