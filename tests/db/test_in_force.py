"""What is over opens nothing more, whoever asks the database: passes, invitations, and accounts that are disabled."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from journal.actions.identity import new_id
from journal.clinical.companions import PASS_LENGTH
from journal.clinical.invitations import VALID_FOR
from journal.clinical.people import Role, Scope
from journal.db import companions, engine, invitations, members, passkeys, people, sign_ins
from journal.db.engine import transaction
from journal.db.sign_ins import Method
from tests.support import NOON
from tests.worlds import World

SOON = NOON + timedelta(minutes=1)


class _Undo(Exception):
    """Ends a transaction without a trace."""


async def test_a_pass_that_is_over_takes_no_report_and_lets_nobody_in(world: World) -> None:
    alice, pass_ = world.cast.alice, UUID(world.alice.companion_pass)
    companion = Scope(clinic=alice.clinic, role=Role.COMPANION, patient=alice.own)

    async def taken(minutes: float) -> list[bool]:
        at = NOON + timedelta(minutes=minutes)
        async with transaction(companion):
            spent = await companions.spend(companion, pass_, 1, at=at)
            let_in = await companions.sign_in(companion, pass_, uuid4().bytes, id_=new_id(), at=at, client="")
            return [spent, let_in]

    length = PASS_LENGTH / timedelta(minutes=1)
    assert await taken(length - 1) == [True, True]
    assert await taken(length) == [False, False]
    async with transaction(alice.scope):
        assert await companions.withdraw(alice.scope, alice.own, pass_, at=SOON)
    assert await taken(1) == [False, False]


Step = Callable[[Scope, UUID], Awaitable[Any]]
STEPS: dict[str, Step] = {
    "a guess": lambda scope, id_: invitations.spend_attempt(scope, id_, now=SOON),
    "accepting": lambda scope, id_: invitations.accept(scope, id_, at=SOON),
    "withdrawing": lambda scope, id_: invitations.withdraw(scope, id_, made_by=None, at=SOON),
}


async def _possible(scope: Scope, invitation: UUID) -> set[str]:
    """The steps that may be taken, each by itself and none for good."""
    found = set()
    for name, step in STEPS.items():
        with suppress(_Undo):
            async with transaction(scope):
                if await step(scope, invitation) not in {None, False}:
                    found.add(name)
                raise _Undo
    return found


async def test_of_an_invitation_that_is_over_nothing_can_be_made(world: World) -> None:
    nadia, invitation = world.cast.nadia.scope, UUID(world.alice.invitation)
    assert await _possible(nadia, invitation) == set(STEPS)
    async with transaction(nadia):
        while await invitations.spend_attempt(nadia, invitation, now=SOON) is not None:
            pass
    assert await _possible(nadia, invitation) == {"accepting", "withdrawing"}
    async with transaction(nadia):
        assert await invitations.accept(nadia, invitation, at=SOON)
        await invitations.return_attempt(nadia, invitation)
    assert await _possible(nadia, invitation) == set()


async def test_of_an_invitation_that_was_taken_back_nothing_can_be_made(world: World) -> None:
    nadia, invitation = world.cast.nadia.scope, UUID(world.alice.invitation)
    async with transaction(nadia):
        assert await invitations.withdraw(nadia, invitation, made_by=None, at=SOON)
    assert await _possible(nadia, invitation) == set()


async def test_another_invitation_ends_the_open_one_and_changes_none_that_is_over(world: World) -> None:
    nadia, alice = world.cast.nadia.scope, world.cast.alice.id

    async def invite(minutes: int) -> UUID:
        id_, at = new_id(), NOON + timedelta(minutes=minutes)
        async with transaction(nadia):
            await invitations.end_open(nadia, alice, at=at)
            await invitations.add(
                nadia,
                alice,
                id_=id_,
                email=None,
                token_hash=id_.bytes,
                code_hash=b"x",
                attempts=1,
                at=at,
                expires_at=at + VALID_FOR,
            )
        return id_

    async def ended(id_: UUID) -> list[object]:
        async with transaction(nadia):
            [row] = await engine.fetch("select accepted_at, withdrawn_at from invitation where id = $1", id_)
            return list(row.values())

    first, second = await invite(1), await invite(2)
    async with transaction(nadia):
        assert await invitations.accept(nadia, second, at=NOON + timedelta(minutes=3))
    await invite(4)
    assert await ended(first) == [None, NOON + timedelta(minutes=2)]
    assert await ended(second) == [NOON + timedelta(minutes=3), None]


async def test_an_invitation_lasts_for_its_hours_and_no_longer(world: World) -> None:
    nadia, invitation = world.cast.nadia.scope, UUID(world.alice.invitation)
    async with transaction(nadia):
        assert await invitations.spend_attempt(nadia, invitation, now=NOON + VALID_FOR) is None
        assert not await invitations.accept(nadia, invitation, at=NOON + VALID_FOR)
        assert await invitations.accept(nadia, invitation, at=NOON + VALID_FOR - timedelta(seconds=1))


async def test_who_is_disabled_comes_in_nowhere_and_counts_as_no_admin(world: World) -> None:
    alice, nadia = world.cast.alice.scope, world.cast.nadia

    async def lets_in() -> list[bool]:
        async with transaction(alice):
            signed_in = await sign_ins.add(alice, uuid4().bytes, at=NOON, method=Method.PASSKEY, client="")
            return [signed_in, await passkeys.use(alice, UUID(world.alice.passkey), 9, at=NOON)]

    async def admins() -> list[set[UUID]]:
        async with transaction(nadia.scope):
            return [set(await people.admins(nadia.scope)), set(await members.hold_admins(nadia.scope))]

    assert (await lets_in(), await admins()) == ([True, True], [{nadia.id}, {nadia.id}])
    async with transaction(nadia.scope):
        for person in (world.cast.alice.id, nadia.id):
            await members.disable(nadia.scope, person, at=SOON)
    assert (await lets_in(), await admins()) == ([False, False], [set(), set()])
