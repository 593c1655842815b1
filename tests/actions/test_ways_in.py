"""Coming in and being let in, where no request could show it."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from journal.actions import companions, passkeys, second_factors, sign_in
from journal.actions.ceremonies import Assertion, PasskeyRefused, RelyingParty
from journal.actions.sign_in import SignInEnded, SignInRefused
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.people import Scope
from journal.db import people
from journal.db.engine import transaction
from journal.db.sign_ins import Method
from journal.handlers.auth import COOKIE
from tests.authenticator import Authenticator, unb64
from tests.db.conftest import Connect, as_superuser
from tests.handlers.test_passkeys import add
from tests.support import NOON, ORIGIN, PASSPHRASE, Cast, SignIn

__all__ = ["as_superuser"]

PARTY = RelyingParty(id="journal.test", origin=ORIGIN)


def assertion(credential: dict[str, Any]) -> Assertion:
    response = credential["response"]
    return Assertion(
        credential_id=unb64(credential["id"]),
        client_data=unb64(response["clientDataJSON"]),
        authenticator_data=unb64(response["authenticatorData"]),
        signature=unb64(response["signature"]),
        user_handle=unb64(response["userHandle"]),
    )


async def test_a_sign_in_that_ended_while_its_owner_proved_it_stays_ended(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    alice, phone = await signed_in(cast.alice), Authenticator()
    await add(alice, phone)
    found = await sign_in.recognise(alice.cookies[COOKIE], now=NOON)
    begun = await passkeys.begin_assertion(PARTY, now=NOON, network="test")
    assert (await alice.delete("/api/v1/sign-in")).status_code == 204
    answer = assertion(phone.sign(dict(begun.options)))
    with pytest.raises(PasskeyRefused):
        await passkeys.come_in(begun.id, answer, PARTY, found=found, now=NOON, demo=False, client="")


async def test_the_program_itself_has_no_way_in(cast: Cast) -> None:
    nobody = Scope(clinic=cast.alice.clinic, role=None)
    for call in (
        passkeys.read(nobody),
        passkeys.remove(nobody, uuid4(), now=NOON),
        second_factors.make_recovery_code(nobody, now=NOON),
    ):
        with pytest.raises(NotFound):
            await call


async def test_of_an_account_that_was_disabled_since_nothing_is_told_and_nothing_proven(
    cast: Cast, signed_in: SignIn, as_superuser: Connect
) -> None:
    alice = await signed_in(cast.alice)
    found = await sign_in.recognise(alice.cookies[COOKIE], now=NOON)
    assert found is not None
    async with as_superuser() as connection:
        await connection.execute("update person set disabled_at = now() where id = $1", cast.alice.id)
    with pytest.raises(SignInEnded):
        await sign_in.me(found, now=NOON)
    with pytest.raises(SignInEnded):
        await sign_in.verify(found, PASSPHRASE, None, now=NOON, network="test")


async def test_a_sign_in_that_ended_while_its_owner_typed_the_passphrase_stays_ended(
    cast: Cast, signed_in: SignIn
) -> None:
    alice = await signed_in(cast.alice)
    found = await sign_in.recognise(alice.cookies[COOKIE], now=NOON)
    assert found is not None
    assert (await alice.delete("/api/v1/sign-in")).status_code == 204
    with pytest.raises(SignInEnded):
        await sign_in.verify(found, PASSPHRASE, None, now=NOON, network="test")


async def test_a_pass_that_was_withdrawn_while_its_page_was_open_tells_and_takes_nothing(cast: Cast) -> None:
    made, code = await companions.make(cast.dana.scope, cast.alice.own, session=None, now=NOON)
    token, _ = await companions.sign_in(code, network="test", client="", now=NOON)
    found = await sign_in.recognise(token, now=NOON)
    assert found is not None
    await companions.withdraw(cast.dana.scope, cast.alice.own, made.id, now=NOON)
    for call in (companions.visit(found), companions.report(found, [], now=NOON)):
        with pytest.raises(NotFound):
            await call


async def test_who_is_disabled_while_they_sign_in_comes_in_no_more(cast: Cast, as_superuser: Connect) -> None:
    async with transaction(cast.bob.scope):
        bob = await people.person(cast.bob.scope, cast.bob.id)
    assert bob is not None and not bob.disabled
    async with as_superuser() as connection:
        await connection.execute("update person set disabled_at = now() where id = $1", cast.bob.id)
    async with transaction(cast.bob.scope):
        with pytest.raises(SignInRefused):
            await sign_in.begin(bob, method=Method.PASSPHRASE, client="", now=NOON)


async def test_danas_passphrase_without_her_code_proves_nothing(cast: Cast, signed_in: SignIn) -> None:
    dana = await signed_in(cast.dana)
    found = await sign_in.recognise(dana.cookies[COOKIE], now=NOON)
    assert found is not None
    for code in (None, "000000"):
        with pytest.raises(Invalid):
            await sign_in.verify(found, PASSPHRASE, code, now=NOON, network="test")
