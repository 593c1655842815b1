"""A passkey opens its owner's account and nobody else's; a challenge is good once; the last way in stays."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from journal.db.embedded import Embedded
from journal.handlers.auth import COOKIE
from tests.authenticator import Authenticator, b64
from tests.databases import run
from tests.support import Cast, Clock, SignIn

PATH = "/api/v1/passkeys"


async def add(client: httpx.AsyncClient, phone: Authenticator, name: str = "Phone", **wrong: Any) -> httpx.Response:
    """Add the authenticator's passkey to the account of whoever is signed in."""
    begun = (await client.post(f"{PATH}/registration/begin")).json()
    credential = phone.make(begun["options"], **wrong)
    body = {"ceremony": begun["ceremony"], "credential": credential, "name": name}
    return await client.post(f"{PATH}/registration", json=body)


async def come_in(client: httpx.AsyncClient, phone: Authenticator, **wrong: Any) -> httpx.Response:
    """Come in with the authenticator's passkey."""
    begun = (await client.post(f"{PATH}/assertion/begin")).json()
    body = {"ceremony": begun["ceremony"], "credential": phone.sign(begun["options"], **wrong)}
    return await client.post(f"{PATH}/assertion", json=body)


@pytest.fixture
async def phone(cast: Cast, signed_in: SignIn) -> Authenticator:
    """Alice's, with a passkey."""
    made = Authenticator()
    assert (await add(await signed_in(cast.alice), made)).status_code == 201
    return made


async def test_the_browser_is_asked_for_a_discoverable_key_of_a_verified_user(cast: Cast, signed_in: SignIn) -> None:
    alice = await signed_in(cast.alice)
    options = (await alice.post(f"{PATH}/registration/begin")).json()["options"]
    assert options["rp"]["id"] == "journal.test"
    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert options["attestation"] == "none"
    assert options["user"]["id"] == b64(cast.alice.id.bytes)
    asked = (await alice.post(f"{PATH}/assertion/begin")).json()["options"]
    assert (asked["userVerification"], asked["allowCredentials"], asked["rpId"]) == ("required", [], "journal.test")


async def test_alice_comes_in_with_her_passkey_alone(
    cast: Cast, phone: Authenticator, client: httpx.AsyncClient
) -> None:
    answer = await come_in(client, phone)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["id"], answer.json()["tier"]) == (str(cast.alice.id), "step_up")
    assert answer.json()["ways"]["passkeys"] == 1
    assert (await client.get("/api/v1/me")).json()["name"] == "Alice"


async def test_dana_needs_no_code_beside_her_passkey(cast: Cast, signed_in: SignIn, client: httpx.AsyncClient) -> None:
    phone = Authenticator()
    assert (await add(await signed_in(cast.dana), phone)).status_code == 201
    assert (await come_in(client, phone)).json()["role"] == "provider"


async def test_a_key_that_is_on_several_phones_counts_nothing(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    phone = Authenticator(synced=True)
    await add(await signed_in(cast.alice), phone)
    for _ in range(3):
        assert (await come_in(client, phone)).status_code == 200


async def test_a_count_that_does_not_rise_tells_of_a_copy(phone: Authenticator, client: httpx.AsyncClient) -> None:
    assert (await come_in(client, phone)).status_code == 200
    phone.sign_count -= 1
    assert (await come_in(client, phone)).status_code == 401
    phone.sign_count = 0
    assert (await come_in(client, phone)).status_code == 401


async def test_of_two_copies_of_a_key_at_once_one_comes_in(phone: Authenticator, client: httpx.AsyncClient) -> None:
    begun = [(await client.post(f"{PATH}/assertion/begin")).json() for _ in range(2)]
    bodies = []
    for each in begun:
        phone.sign_count = 4
        bodies.append({"ceremony": each["ceremony"], "credential": phone.sign(each["options"])})
    answers = await asyncio.gather(*(client.post(f"{PATH}/assertion", json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [200, 401]


@pytest.mark.parametrize(
    "wrong",
    [
        {"verified": False},
        {"origin": "https://journal.test.evil.test"},
        {"origin": "http://journal.test"},
        {"rp_id": "evil.test"},
        {"type": "webauthn.create"},
        {"challenge": b64(bytes(32))},
        {"cross_origin": True},
        {"user_handle": uuid4().bytes},
        {"key": ec.generate_private_key(ec.SECP256R1())},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
async def test_whatever_is_wrong_with_an_assertion_is_one_answer(
    wrong: dict[str, Any], phone: Authenticator, client: httpx.AsyncClient
) -> None:
    unknown = await come_in(client, Authenticator(user_handle=phone.user_handle))
    refused = await come_in(client, phone, **wrong)
    assert (refused.status_code, refused.content) == (401, unknown.content)
    assert COOKIE not in refused.headers.get("set-cookie", "")
    assert (await come_in(client, phone)).status_code == 200


async def test_a_key_that_does_not_say_whose_it_is_opens_nothing(
    phone: Authenticator, client: httpx.AsyncClient
) -> None:
    for handle in (None, "absent"):
        begun = (await client.post(f"{PATH}/assertion/begin")).json()
        credential = phone.sign(begun["options"])
        credential["response"]["userHandle"] = handle
        if handle == "absent":
            del credential["response"]["userHandle"]
        body = {"ceremony": begun["ceremony"], "credential": credential}
        assert (await client.post(f"{PATH}/assertion", json=body)).status_code == 401


async def test_nobody_who_is_disabled_or_made_up_comes_in(
    cast: Cast, phone: Authenticator, client: httpx.AsyncClient, database: Embedded
) -> None:
    unknown = await come_in(client, Authenticator(user_handle=phone.user_handle))
    await run(database, "update person set email = 'alice@north.example' where id = $1", cast.alice.id)
    assert (await come_in(client, phone)).content == unknown.content
    await run(database, "update person set email = null, disabled_at = now() where id = $1", cast.alice.id)
    refused = await come_in(client, phone)
    assert (refused.status_code, refused.content) == (401, unknown.content)


async def test_a_challenge_is_good_once_and_for_five_minutes(
    phone: Authenticator, client: httpx.AsyncClient, clock: Clock
) -> None:
    begun = (await client.post(f"{PATH}/assertion/begin")).json()
    body = {"ceremony": begun["ceremony"], "credential": phone.sign(begun["options"])}
    assert (await client.post(f"{PATH}/assertion", json=body)).status_code == 200
    assert (await client.post(f"{PATH}/assertion", json=body)).status_code == 401
    late = (await client.post(f"{PATH}/assertion/begin")).json()
    clock.forward(minutes=5)
    body = {"ceremony": late["ceremony"], "credential": phone.sign(late["options"])}
    assert (await client.post(f"{PATH}/assertion", json=body)).status_code == 401


async def test_a_challenge_that_was_answered_wrongly_is_used_too(
    phone: Authenticator, client: httpx.AsyncClient
) -> None:
    begun = (await client.post(f"{PATH}/assertion/begin")).json()
    for wrong, status in (({"verified": False}, 401), ({}, 401)):
        credential = phone.sign(begun["options"], **wrong)
        answer = await client.post(f"{PATH}/assertion", json={"ceremony": begun["ceremony"], "credential": credential})
        assert answer.status_code == status


async def test_challenges_nobody_answered_are_swept_up(
    cast: Cast, client: httpx.AsyncClient, database: Embedded
) -> None:
    await client.post(f"{PATH}/assertion/begin")
    await run(database, "update ceremony set ends_at = '2020-01-01'")
    await client.post(f"{PATH}/assertion/begin")
    assert (await run(database, "select count(*) from ceremony"))[0][0] == 1


async def test_alice_proves_it_again_with_her_passkey_and_keeps_her_cookie(
    phone: Authenticator, client: httpx.AsyncClient, clock: Clock
) -> None:
    await come_in(client, phone)
    clock.forward(hours=1)
    assert (await client.get("/api/v1/me")).json()["tier"] == "log"
    again = await come_in(client, phone)
    assert (again.status_code, again.json()["tier"]) == (200, "step_up")
    assert "set-cookie" not in again.headers
    assert (await client.get("/api/v1/me")).json()["tier"] == "step_up"


async def test_alices_passkey_on_bobs_phone_signs_alice_in_and_does_not_prove_bob(
    cast: Cast, phone: Authenticator, signed_in: SignIn, clock: Clock
) -> None:
    bob = await signed_in(cast.bob)
    bobs = bob.cookies[COOKIE]
    clock.forward(hours=1)
    answer = await come_in(bob, phone)
    assert (answer.json()["name"], COOKIE in answer.headers["set-cookie"]) == ("Alice", True)
    still = await bob.get("/api/v1/me", headers={"Cookie": f"{COOKIE}={bobs}"})
    assert (still.json()["name"], still.json()["tier"]) == ("Bob", "log")


async def test_adding_and_removing_a_passkey_asks_for_a_fresh_proof_and_is_told(
    cast: Cast, phone: Authenticator, signed_in: SignIn, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    found = (await alice.get(PATH)).json()["passkeys"]
    assert [(passkey["name"], passkey["last_used_at"]) for passkey in found] == [("Phone", None)]
    clock.forward(minutes=6)
    for method, path in (
        ("POST", f"{PATH}/registration/begin"),
        ("POST", f"{PATH}/registration"),
        ("DELETE", f"{PATH}/{found[0]['id']}"),
    ):
        refused = await alice.request(method, path)
        assert (refused.status_code, refused.json().get("needs")) == (403, "step_up"), path
    assert (await come_in(alice, phone)).status_code == 200
    assert (await alice.delete(f"{PATH}/{found[0]['id']}")).status_code == 204
    kinds = [notice["kind"] for notice in (await alice.get("/api/v1/notices")).json()["notices"]]
    assert {"passkey_added", "passkey_removed"} <= set(kinds)
    assert (await come_in(alice, phone)).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"verified": False},
        {"origin": "https://evil.test"},
        {"rp_id": "evil.test"},
        {"type": "webauthn.get"},
        {"challenge": b64(bytes(32))},
        {"cross_origin": True},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
async def test_a_passkey_that_does_not_answer_the_challenge_is_not_kept(
    wrong: dict[str, Any], cast: Cast, signed_in: SignIn
) -> None:
    alice = await signed_in(cast.alice)
    refused = await add(alice, Authenticator(), **wrong)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/credential")
    assert (await alice.get(PATH)).json() == {"passkeys": []}


async def test_a_registrations_challenge_is_its_askers_own_and_good_once(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    alice, bob = await signed_in(cast.alice), await signed_in(cast.bob)
    begun = (await alice.post(f"{PATH}/registration/begin")).json()
    credential = Authenticator().make(begun["options"])
    body = {"ceremony": begun["ceremony"], "credential": credential, "name": "Phone"}
    assert (await bob.post(f"{PATH}/registration", json=body)).status_code == 422
    assert (await alice.post(f"{PATH}/registration", json=body)).status_code == 201
    assert (await alice.post(f"{PATH}/registration", json=body)).status_code == 422


async def test_a_challenge_ends_with_the_sign_in_that_asked_for_it(cast: Cast, signed_in: SignIn) -> None:
    stolen = await signed_in(cast.alice)
    begun = (await stolen.post(f"{PATH}/registration/begin")).json()
    await stolen.delete("/api/v1/sign-in")
    alice = await signed_in(cast.alice)
    body = {"ceremony": begun["ceremony"], "credential": Authenticator().make(begun["options"]), "name": "Phone"}
    assert (await alice.post(f"{PATH}/registration", json=body)).status_code == 422


async def test_a_passkey_is_kept_once_whoever_brings_it(cast: Cast, phone: Authenticator, signed_in: SignIn) -> None:
    alice, bob = await signed_in(cast.alice), await signed_in(cast.bob)
    begun = (await alice.post(f"{PATH}/registration/begin")).json()["options"]
    assert [known["id"] for known in begun["excludeCredentials"]] == [b64(phone.credential_id)]
    assert (await add(alice, phone)).status_code == 409
    assert (await add(bob, phone)).status_code == 409
    assert (await bob.get(PATH)).json() == {"passkeys": []}


async def test_the_last_way_in_stays(
    cast: Cast, phone: Authenticator, client: httpx.AsyncClient, database: Embedded
) -> None:
    await run(database, "update person set passphrase_hash = null where id = $1", cast.alice.id)
    await come_in(client, phone)
    spare = Authenticator()
    await add(client, spare, "Tablet")
    first, second = [passkey["id"] for passkey in (await client.get(PATH)).json()["passkeys"]]
    assert (await client.delete(f"{PATH}/{first}")).status_code == 204
    assert (await client.delete(f"{PATH}/{second}")).status_code == 409
    assert (await come_in(client, spare)).status_code == 200


async def test_bob_can_neither_see_nor_remove_alices_passkey(
    cast: Cast, phone: Authenticator, signed_in: SignIn, client: httpx.AsyncClient, database: Embedded
) -> None:
    hers = (await run(database, "select id from passkey"))[0]["id"]
    for member in (cast.bob, cast.dana, cast.nadia, cast.carol):
        other = await signed_in(member)
        assert (await other.get(PATH)).json() == {"passkeys": []}
        answers = [await other.delete(f"{PATH}/{id_}") for id_ in (hers, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert (await come_in(client, phone)).status_code == 200


async def test_twenty_passkeys_are_enough(cast: Cast, signed_in: SignIn) -> None:
    alice = await signed_in(cast.alice)
    for _ in range(20):
        assert (await add(alice, Authenticator())).status_code == 201
    assert (await add(alice, Authenticator())).status_code == 409


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "a\nb", "a\0b", "\u202eevil"])
async def test_a_name_is_one_line(name: str, cast: Cast, signed_in: SignIn) -> None:
    refused = await add(await signed_in(cast.alice), Authenticator(), name)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/name")


async def test_bytes_that_are_no_credential_are_refused_and_break_nothing(
    cast: Cast, phone: Authenticator, client: httpx.AsyncClient
) -> None:
    """Each byte of a good answer in turn, turned round or cut off after it."""
    for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for cut in (False, True):
            begun = (await client.post(f"{PATH}/assertion/begin")).json()
            credential = phone.sign(begun["options"])
            whole = bytearray(credential["response"][part], "ascii")
            whole[7] = ord("A") if whole[7] != ord("A") else ord("B")
            credential["response"][part] = (whole[:9] if cut else whole).decode()
            body = {"ceremony": begun["ceremony"], "credential": credential}
            assert (await client.post(f"{PATH}/assertion", json=body)).status_code in {401, 422}, (part, cut)
