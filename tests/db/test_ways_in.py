"""What the database itself says of passkeys, invitations and ceremonies."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest

from journal.actions.identity import new_id
from journal.clinical.people import Scope
from journal.db import ceremonies, engine, passkeys
from journal.db.ceremonies import CeremonyKind
from journal.db.engine import transaction
from tests.support import NOON, Cast, Member
from tests.worlds import World

GIVE = """
insert into passkey (clinic_id, id, person_id, credential_id, public_key, sign_count, name, created_at)
values ($1, gen_random_uuid(), $2, $3, '', 0, 'x', now())
"""


async def _run(scope: Scope | None, sql: str, *args: object) -> int:
    async with transaction(scope):
        return len(await engine.fetch(sql, *args))


async def test_nobody_gives_somebody_else_a_passkey(cast: Cast) -> None:
    for scope in (cast.bob.scope, cast.dana.scope, cast.nadia.scope, cast.sofia.scope, None):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await _run(scope, GIVE, cast.alice.clinic, cast.alice.id, uuid4().bytes)
    await _run(cast.alice.scope, GIVE, cast.alice.clinic, cast.alice.id, uuid4().bytes)


async def test_staff_of_the_clinic_take_a_passkey_away_and_nobody_else_does(world: World) -> None:
    cast, take = world.cast, "delete from passkey where person_id = $1 returning id"
    for member in (cast.bob, cast.sam, cast.sofia):
        assert await _run(member.scope, take, cast.alice.id) == 0
    assert await _run(None, take, cast.alice.id) == 0
    assert await _run(cast.dana.scope, take, cast.alice.id) == 1
    assert await _run(cast.bob.scope, take, cast.bob.id) == 1


async def test_a_count_is_moved_by_the_keys_owner_alone(world: World) -> None:
    cast, move = world.cast, "update passkey set sign_count = 9 where person_id = $1 returning id"
    for scope in (cast.bob.scope, cast.dana.scope, cast.sam.scope, None):
        assert await _run(scope, move, cast.alice.id) == 0
    assert await _run(cast.alice.scope, move, cast.alice.id) == 1


async def test_a_ceremony_is_seen_by_whom_it_is_for_and_by_nobody_else(world: World) -> None:
    cast, seen = world.cast, "select id from ceremony"
    for scope in (cast.nadia.scope, cast.dana.scope, None):
        assert await _run(scope, seen) == 0
    assert await _run(cast.alice.scope, seen) == 1


async def test_a_challenge_of_nobodys_is_not_one_of_alices(cast: Cast) -> None:
    async def begun(member: Member | None) -> tuple[bytes | None, bytes | None]:
        scope = member.scope if member else None
        kind, id_ = CeremonyKind.REGISTRATION if member else CeremonyKind.ASSERTION, new_id()
        async with transaction(scope):
            await ceremonies.add(scope, kind, b"x", id_=id_, sign_in=None, ends_at=NOON)
        other = None if member else cast.alice.scope
        async with transaction(other):
            stolen = await ceremonies.take(other, kind, id_, at=NOON - timedelta(minutes=1))
        async with transaction(scope):
            return stolen, await ceremonies.take(scope, kind, id_, at=NOON - timedelta(minutes=1))

    assert await begun(cast.alice) == (None, b"x")
    assert await begun(None) == (None, b"x")


async def test_only_what_is_over_is_swept_up(world: World) -> None:
    alice, now = world.cast.alice.scope, datetime.now(UTC)
    async with transaction(alice):
        for ends_at in (now - timedelta(minutes=1), now + timedelta(hours=1)):
            await ceremonies.add(alice, CeremonyKind.TOTP, b"x", id_=new_id(), sign_in=None, ends_at=ends_at)
    async with transaction(None):
        await ceremonies.sweep(at=now + timedelta(days=1))
    # The one of the world, and the one that is not over.
    assert await _run(alice, "select id from ceremony") == 2


async def test_a_passkey_is_counted_for_its_owner(world: World) -> None:
    alice = world.cast.alice
    async with transaction(alice.scope):
        assert await passkeys.count(alice.scope, alice.id) == 1
        assert await passkeys.count(alice.scope, world.cast.bob.id) == 0
