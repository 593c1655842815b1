"""Single queries, with the database's own wall down: what stands beside that which is asked for, of the same person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from journal.clinical.entries import CheckIn
from journal.clinical.ids import EntryId, SessionId
from journal.db import alerts, journal, sessions, sign_ins, silences
from journal.db.engine import transaction
from journal.db.sign_ins import Method
from tests.clinical.making import entry
from tests.support import NOON, Member
from tests.walls.about import LATER, About
from tests.walls.about import alert as make_alert
from tests.walls.about import session as make_session
from tests.worlds import World

pytestmark = pytest.mark.usefixtures("without_row_security")


async def test_of_alices_two_sessions_each_has_its_own_versions(world: World) -> None:
    dana, hers = world.cast.dana.scope, About.of(world.alice, visit=uuid4())
    first = make_session(hers)
    second = replace(first, id=SessionId(uuid4()))
    async with transaction(dana):
        before = len(await sessions.versions(dana, hers.patient, first.id))
        assert await sessions.put(dana, second, at=NOON) == 1
        assert await sessions.put(dana, second, at=NOON) == 2
        assert await sessions.put(dana, first, at=NOON) == before + 1
        for made, number in ((first, before + 1), (second, 2)):
            found = await sessions.versions(dana, hers.patient, made.id)
            assert [each.session.id for each in found] == [made.id] * number


async def _two_more(member: Member) -> Sequence[UUID]:
    for _ in range(2):
        assert await sign_ins.add(member.scope, uuid4().bytes, at=NOON, method=Method.PASSPHRASE, client="Phone")
    return [each.id for each in await sign_ins.of(member.scope) if each.client == "Phone"]


async def test_of_alices_sign_ins_one_is_proven_and_one_ends(world: World) -> None:
    alice = world.cast.alice
    async with transaction(alice.scope):
        proven, other = await _two_more(alice)
        before = {each.id for each in await sign_ins.of(alice.scope)}
        at = LATER + timedelta(days=1)
        assert await sign_ins.prove(alice.scope, proven, at=at)
        assert {each.id for each in await sign_ins.of(alice.scope) if each.verified_at == at} == {proven}
        assert await sign_ins.end(alice.scope, other) == "Phone"
        assert {each.id for each in await sign_ins.of(alice.scope)} == before - {other}


async def test_where_somebody_signs_in_for_the_first_time_no_place_is_known(world: World) -> None:
    nils = world.nils.scope
    async with transaction(nils):
        assert not await sign_ins.has_client_but(nils, "Phone")
        assert await sign_ins.add_client(nils, "Phone", at=NOON)
        assert not await sign_ins.has_client_but(nils, "Phone")
        assert await sign_ins.has_client_but(nils, "Desk")
        assert not await sign_ins.add_client(nils, "Phone", at=NOON)


async def test_each_is_silent_since_their_own_session_and_their_own_entry(world: World) -> None:
    dana, days = world.cast.dana.scope, timedelta(days=1)
    alice, bob = (About.of(target, visit=uuid4()) for target in (world.alice, world.bob))
    id_ = SessionId(uuid4())
    async with transaction(dana):
        for who, day in ((alice, 8), (bob, 7)):
            at = NOON + day * days
            held = replace(make_session(who), id=id_, started_at=at, ended_at=at, local_date=at.date())
            await sessions.put(dana, held, at=NOON)
        told = entry(CheckIn(mood=4, function=4), NOON + 8 * days, id=EntryId(uuid4()), patient=bob.patient)
        await journal.append(dana, bob.patient, [told], last=50, at=NOON)
        found = {each.patient: each for each in await silences.latest(dana, since=NOON - 30 * days)}
        assert {patient: each.session_date for patient, each in found.items()} == {
            alice.patient: (NOON + 8 * days).date(),
            bob.patient: (NOON + 7 * days).date(),
        }
        assert found[bob.patient].last_entry == (NOON + 8 * days).date() != found[alice.patient].last_entry
        lately = await silences.latest(dana, since=NOON + 7.5 * days)
        assert [each.patient for each in lately] == [alice.patient]
        # Whoever records a session chooses its id: one may be that of another patient's.
        raised = make_alert(alice, id=uuid4(), entry=None, session=id_, rule="silence")
        assert await alerts.add_once(dana, raised)
        still = await silences.latest(dana, since=NOON - 30 * days)
        assert [each.patient for each in still] == [bob.patient]
