"""Whoever loses their phone shows who they are; then every way in is new, and the journal is the same."""

from typing import Any

import httpx
import pytest

from journal.db.embedded import Embedded
from tests.authenticator import Authenticator
from tests.databases import run
from tests.handlers.test_invitations import STRONG, accept, open_, with_passkey
from tests.handlers.test_passkeys import add, come_in
from tests.support import PASSPHRASE, Cast, Clock, Member, SignIn, check_in, staff, sync

PROOF = {"proof": "photo_id"}


async def reset(client: httpx.AsyncClient, member: Member) -> httpx.Response:
    return await client.post(f"/api/v1/people/{member.id}/reset", json=PROOF)


async def test_after_a_reset_nothing_old_opens_and_the_journal_is_still_there(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    stolen, lost = await signed_in(cast.alice), Authenticator()
    await add(stolen, lost)
    entry = check_in()
    await sync(stolen, cast.alice, entry)
    answer = await reset(await signed_in(cast.dana), cast.alice)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["person_id"], made["patient_id"]) == (str(cast.alice.id), str(cast.alice.own))
    assert (await stolen.get("/api/v1/me")).status_code == 401
    assert (await come_in(client, lost)).status_code == 401
    old = {"email": cast.alice.email, "passphrase": PASSPHRASE}
    assert (await client.post("/api/v1/sign-in", json=old)).status_code == 401
    me = (await with_passkey(client, made, Authenticator())).json()
    assert (me["id"], me["ways"]) == (
        str(cast.alice.id),
        {"passphrase": False, "totp": False, "recovery_code": False, "passkeys": 1},
    )
    entries = (await client.get(f"/api/v1/patients/{cast.alice.own}/journal")).json()["entries"]
    assert [found["id"] for found in entries] == [entry["id"]]
    notices = {notice["kind"]: notice["facts"] for notice in (await client.get("/api/v1/notices")).json()["notices"]}
    assert notices["account_reset"] == {"by": "Dana", "proof": "photo_id"}


async def test_alice_keeps_her_address_with_a_new_passphrase(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    made = (await reset(await signed_in(cast.dana), cast.alice)).json()
    assert (await accept(client, made, passphrase=STRONG)).status_code == 200
    fresh = {"email": cast.alice.email, "passphrase": STRONG}
    assert (await client.post("/api/v1/sign-in", json=fresh)).status_code == 200


async def test_nadia_lets_dana_in_anew_and_takes_her_codes_too(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient, database: Embedded
) -> None:
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    await dana.post("/api/v1/credentials/recovery-code")
    made = (await reset(nadia, cast.dana)).json()
    assert (await dana.get("/api/v1/me")).status_code == 401
    left = "select num_nonnulls(passphrase_hash, totp_secret, recovery_code_hash) from person where id = $1"
    assert (await run(database, left, cast.dana.id))[0][0] == 0
    assert (await open_(client, made)).json()["totp"] is not None
    assert (await with_passkey(client, made, Authenticator())).json()["name"] == "Dana"


async def test_a_second_reset_ends_the_first_invitation(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    dana = await signed_in(cast.dana)
    first, second = [(await reset(dana, cast.alice)).json() for _ in range(2)]
    assert (await open_(client, first)).status_code == 404
    assert (await open_(client, second)).status_code == 200


async def test_a_passkey_that_is_being_added_on_the_lost_phone_is_not_kept(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient, database: Embedded
) -> None:
    stolen = await signed_in(cast.alice)
    begun = (await stolen.post("/api/v1/passkeys/registration/begin")).json()
    made = (await reset(await signed_in(cast.dana), cast.alice)).json()
    body: dict[str, Any] = {"ceremony": begun["ceremony"], "credential": Authenticator().make(begun["options"])}
    assert (await stolen.post("/api/v1/passkeys/registration", json=body | {"name": "x"})).status_code == 401
    assert not await run(database, "select id from ceremony where kind = 'registration'")
    stray = await accept(client, made, passkey=body | {"name": "x"})
    assert stray.json()["errors"][0]["pointer"] == "/passkey/credential"


async def test_who_may_let_whom_in_anew(cast: Cast, signed_in: SignIn, database: Embedded) -> None:
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    for client, member, status in (
        (dana, cast.nadia, 404),
        (dana, cast.carol, 404),
        (nadia, cast.sofia, 404),
        (nadia, cast.carol, 404),
        (dana, cast.dana, 403),
        (nadia, cast.nadia, 403),
        (await signed_in(cast.sam), cast.alice, 404),
        (await signed_in(cast.alice), cast.bob, 403),
    ):
        nobody = staff("Nobody", cast.dana.role, cast.dana.clinic)
        refused, invented = await reset(client, member), await reset(client, nobody)
        assert refused.status_code == status, member.name
        assert status == 403 or refused.content == invented.content
    await run(database, "update care_relation set ended_at = now() where patient_id = $1", cast.alice.own)
    assert (await reset(dana, cast.alice)).status_code == 404
    assert (await reset(nadia, cast.alice)).status_code == 201


async def test_a_reset_says_how_it_was_made_sure_and_asks_for_a_fresh_proof(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    dana, path = await signed_in(cast.dana), f"/api/v1/people/{cast.alice.id}/reset"
    for body in ({}, {"proof": "by phone"}, {"proof": None}):
        assert (await dana.post(path, json=body)).status_code == 400
    clock.forward(minutes=6)
    assert (await dana.post(path, json=PROOF)).json()["needs"] == "step_up"


async def test_a_reset_is_written_down(cast: Cast, signed_in: SignIn, database: Embedded) -> None:
    await reset(await signed_in(cast.dana), cast.alice)
    rows = await run(database, "select * from audit where action in ('account.reset', 'invitation.make') order by 1, 2")
    assert [(row["action"], row["actor_id"], row["patient_id"]) for row in rows] == [
        ("account.reset", cast.dana.id, cast.alice.own),
        ("invitation.make", cast.dana.id, cast.alice.own),
    ]


@pytest.mark.parametrize("id_", ["not-an-id", "0d1c7a52-6f0e-4d1b-9a3e-5b7f2c8e4a61"])
async def test_an_invented_person_is_nobody(id_: str, cast: Cast, signed_in: SignIn) -> None:
    answer = await (await signed_in(cast.nadia)).post(f"/api/v1/people/{id_}/reset", json=PROOF)
    assert answer.status_code == 404
