"""An invitation lets in the one it is for, once, with link and code; everybody else learns nothing."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pyotp
import pytest

from journal.db.embedded import Embedded
from tests.authenticator import Authenticator
from tests.databases import run
from tests.handlers.test_passkeys import come_in
from tests.support import Cast, Clock, SignIn, batch, check_in

PATH = "/api/v1/invitations"
PATIENT = {"role": "patient", "name": "Paula", "birth_date": "1990-02-03", "conditions": ["depression"]}
STRONG = "violet-anchor-meadow-lantern"


async def invite(client: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    """Invite somebody, a patient if not said otherwise."""
    answer = await client.post(PATH, json=PATIENT | fields)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def invite_staff(client: httpx.AsyncClient, role: str) -> dict[str, Any]:
    answer = await client.post(PATH, json={"role": role, "name": "Pia"})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert made["patient_id"] is None
    return made


def proof(made: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What the invited have: the token of the link, and the code they were told."""
    return {"token": made["link"].partition("#")[2], "code": made["code"]} | fields


async def open_(client: httpx.AsyncClient, made: dict[str, Any], **fields: Any) -> httpx.Response:
    return await client.post(f"{PATH}/begin", json=proof(made, **fields))


async def accept(client: httpx.AsyncClient, made: dict[str, Any], **fields: Any) -> httpx.Response:
    return await client.post(f"{PATH}/accept", json=proof(made, **fields))


async def with_passkey(client: httpx.AsyncClient, made: dict[str, Any], phone: Authenticator) -> httpx.Response:
    begun = (await open_(client, made)).json()["passkey"]
    passkey = {"ceremony": begun["ceremony"], "credential": phone.make(begun["options"]), "name": "Phone"}
    return await accept(client, made, passkey=passkey)


@pytest.fixture
async def dana(cast: Cast, signed_in: SignIn) -> httpx.AsyncClient:
    return await signed_in(cast.dana)


@pytest.fixture
async def nadia(cast: Cast, signed_in: SignIn) -> httpx.AsyncClient:
    return await signed_in(cast.nadia)


async def test_danas_patient_comes_in_with_a_passkey_and_is_in_her_care(
    dana: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    made = await invite(dana)
    assert made["link"].startswith("https://journal.test/join#")
    assert (len(made["code"]), made["code"].isdigit(), len(made["qr"]) > 20) == (6, True, True)
    assert made["expires_at"] == "2026-11-26T17:00:00Z"
    welcome = (await open_(client, made)).json()
    assert (welcome["name"], welcome["role"], welcome["clinic"]) == ("Paula", "patient", {"name": "North"})
    assert welcome["totp"] is None
    phone = Authenticator()
    me = await with_passkey(client, made, phone)
    assert me.status_code == 200, me.text
    assert (me.json()["id"], me.json()["patient_id"]) == (made["person_id"], made["patient_id"])
    sent = await client.post(f"/api/v1/patients/{made['patient_id']}/journal", json=batch(check_in()))
    assert sent.json()["results"][0]["status"] == "accepted"
    header = (await dana.get(f"/api/v1/patients/{made['patient_id']}")).json()
    assert (header["name"], header["birth_date"], header["zone"]) == ("Paula", "1990-02-03", "America/New_York")
    client.cookies.clear()
    assert (await come_in(client, phone)).json()["name"] == "Paula"


async def test_a_patient_may_take_a_passphrase_and_comes_in_with_it(
    dana: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    made = await invite(dana, email="Paula@clinic.test")
    assert (await accept(client, made, passphrase=STRONG)).json()["email"] == "paula@clinic.test"
    body = {"email": "paula@clinic.test", "passphrase": STRONG}
    assert (await client.post("/api/v1/sign-in", json=body)).json()["id"] == made["person_id"]


async def test_a_provider_with_a_passphrase_needs_one_time_codes(
    nadia: httpx.AsyncClient, client: httpx.AsyncClient, clock: Clock
) -> None:
    made = await invite_staff(nadia, "provider")
    email = "pia@clinic.test"
    refused = await accept(client, made, email=email, passphrase=STRONG)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/totp")
    totp = (await open_(client, made)).json()["totp"]
    answer = {"ceremony": totp["ceremony"], "code": "000000"}
    refused = await accept(client, made, email=email, passphrase=STRONG, totp=answer)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/totp/code")
    answer["code"] = pyotp.TOTP(totp["secret"]).at(clock.now)
    me = await accept(client, made, email=email, passphrase=STRONG, totp=answer)
    assert (me.status_code, me.json()["role"], me.json()["ways"]["totp"]) == (200, "provider", True)
    body = {"email": email, "passphrase": STRONG, "code": answer["code"]}
    assert (await client.post("/api/v1/sign-in", json=body)).status_code == 401
    clock.forward(seconds=30)
    body["code"] = pyotp.TOTP(totp["secret"]).at(clock.now)
    assert (await client.post("/api/v1/sign-in", json=body)).status_code == 200


@pytest.mark.parametrize("role", ["provider", "admin"])
async def test_staff_with_a_passkey_need_nothing_else(
    role: str, nadia: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    made = await invite_staff(nadia, role)
    me = await with_passkey(client, made, Authenticator())
    assert (me.json()["role"], me.json()["ways"]["passphrase"]) == (role, False)


async def test_nothing_of_token_or_code_is_stored(dana: httpx.AsyncClient, database: Embedded) -> None:
    made = await invite(dana)
    rows = str([dict(row) for row in await run(database, "select * from invitation")])
    assert proof(made)["token"] not in rows
    assert made["code"] not in rows.replace(made["id"], "")
    audit = str([dict(row) for row in await run(database, "select * from audit")])
    assert proof(made)["token"] not in audit


async def test_unknown_wrong_expired_used_withdrawn_and_locked_are_one_answer(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient, clock: Clock
) -> None:
    expired = await invite(await signed_in(cast.dana), name="Early")
    clock.forward(hours=72)
    dana = await signed_in(cast.dana)
    used, withdrawn, locked, still = [await invite(dana, name=name) for name in ("Una", "Wim", "Lou", "Ona")]
    assert (await with_passkey(client, used, Authenticator())).status_code == 200
    assert (await dana.delete(f"{PATH}/{withdrawn['id']}")).status_code == 204
    for _ in range(5):
        await open_(client, locked, code="wrong")
    unknown = {"token": "A" * 22, "code": "123456"}
    tried = [proof(expired), proof(used), proof(withdrawn), proof(locked), unknown, proof(still, code="wrong")]
    answers = [await client.post(f"{PATH}/begin", json=body) for body in tried]
    answers += [await client.post(f"{PATH}/accept", json=body | {"passphrase": STRONG}) for body in tried]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    listed = {row["name"]: row["state"] for row in (await dana.get(PATH)).json()["invitations"]}
    assert listed == {"Early": "expired", "Una": "accepted", "Wim": "withdrawn", "Lou": "locked", "Ona": "open"}


async def test_five_guesses_lock_it_however_many_are_sent_at_once(
    dana: httpx.AsyncClient, client: httpx.AsyncClient, database: Embedded
) -> None:
    made = await invite(dana)
    wrong = [f"{(int(made['code']) + step) % 10**6:06}" for step in range(1, 21)]
    answers = await asyncio.gather(*(open_(client, made, code=code) for code in wrong))
    assert {answer.status_code for answer in answers} == {404}
    refused = await run(database, "select count(*) from audit where action = 'invitation.refuse'")
    left = await run(database, "select attempts_left from invitation")
    assert (refused[0][0], left[0][0]) == (20, 0)
    assert (await open_(client, made)).status_code == 404


async def test_the_right_code_costs_no_attempt_and_gives_none_back(
    dana: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    made = await invite(dana)
    for _ in range(4):
        assert (await open_(client, made, code="wrong")).status_code == 404
        assert (await open_(client, made)).status_code == 200
    assert (await open_(client, made, code="wrong")).status_code == 404
    assert (await open_(client, made)).status_code == 404


async def test_of_twenty_at_once_one_wins(
    dana: httpx.AsyncClient, client: httpx.AsyncClient, database: Embedded
) -> None:
    made = await invite(dana)
    phones = [Authenticator() for _ in range(20)]
    begun = [(await open_(client, made)).json()["passkey"] for _ in phones]

    async def one(phone: Authenticator, asked: dict[str, Any]) -> int:
        passkey = {"ceremony": asked["ceremony"], "credential": phone.make(asked["options"]), "name": "Phone"}
        return (await accept(client, made, passkey=passkey)).status_code

    statuses = await asyncio.gather(*(one(*each) for each in zip(phones, begun, strict=True)))
    assert sorted(statuses) == [200] + [404] * 19
    kept = await run(database, "select (select count(*) from passkey), (select count(*) from sign_in)")
    # Dana's sign-in, and the winner's.
    assert tuple(kept[0]) == (1, 2)


async def test_looking_at_the_link_uses_nothing_up(dana: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    made = await invite(dana)
    for method in ("GET", "HEAD", "OPTIONS"):
        await client.request(method, f"/join?{proof(made)['token']}")
        for path in (f"{PATH}/begin", f"{PATH}/accept"):
            assert (await client.request(method, path)).status_code in {204, 401, 404, 405}
    for _ in range(3):
        assert (await open_(client, made)).status_code == 200
    foreign = await client.post(f"{PATH}/accept", json=proof(made), headers={"Origin": "https://evil.test"})
    assert foreign.status_code == 403
    assert (await with_passkey(client, made, Authenticator())).status_code == 200


async def test_what_is_refused_leaves_the_invitation_open(dana: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    made = await invite(dana)
    begun = (await open_(client, made)).json()["passkey"]
    bad = Authenticator().make(begun["options"], verified=False)
    passkey = {"ceremony": begun["ceremony"], "credential": bad, "name": "Phone"}
    code = {"ceremony": str(uuid4()), "code": "000000"}
    for fields, pointer in (
        ({}, "/passphrase"),
        ({"passphrase": STRONG, "passkey": passkey}, "/passphrase"),
        ({"passphrase": STRONG}, "/email"),
        ({"passphrase": "too short", "email": "paula@clinic.test"}, "/passphrase"),
        ({"passphrase": "paula at the north clinic", "email": "paula@clinic.test"}, "/passphrase"),
        ({"passphrase": STRONG, "email": "paula@clinic.test", "totp": code}, "/totp"),
        ({"passkey": passkey | {"name": ""}}, "/passkey/name"),
        ({"passkey": passkey}, "/passkey/credential"),
        # Used by the try before.
        ({"passkey": passkey | {"credential": Authenticator().make(begun["options"])}}, "/passkey/credential"),
    ):
        refused = await accept(client, made, **fields)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer), fields
    assert (await with_passkey(client, made, Authenticator())).status_code == 200


async def test_only_whoever_holds_link_and_code_learns_that_an_address_is_taken(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    sam = await signed_in(cast.sam)
    made = await invite(sam, email=cast.alice.email)
    assert (await accept(client, made, code="wrong", passphrase=STRONG)).status_code == 404
    refused = await accept(client, made, passphrase=STRONG)
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"pointer": "/email", "detail": "cannot be used here"}]
    other = await accept(client, made, passphrase=STRONG, email="paula@south.example")
    assert other.json()["errors"] == refused.json()["errors"]
    assert (await accept(client, made, passphrase=STRONG, email="paula@clinic.test")).status_code == 200


async def test_a_disabled_person_is_not_let_in(
    dana: httpx.AsyncClient, client: httpx.AsyncClient, database: Embedded
) -> None:
    made = await invite(dana)
    await run(database, "update person set disabled_at = now() where id = $1::uuid", made["person_id"])
    assert (await open_(client, made)).status_code == 404
    assert (await accept(client, made, passphrase=STRONG, email="p@clinic.test")).status_code == 404


async def test_a_provider_lets_patients_in_and_an_admin_anyone(
    cast: Cast, dana: httpx.AsyncClient, nadia: httpx.AsyncClient, signed_in: SignIn
) -> None:
    for role in ("provider", "admin"):
        assert (await dana.post(PATH, json={"role": role, "name": "Pia"})).status_code == 403
        await invite_staff(nadia, role)
    assert (await (await signed_in(cast.alice)).post(PATH, json=PATIENT)).status_code == 403
    taken_in = await invite(nadia)
    # Nobody's patient yet: an admin cares for nobody.
    assert (await dana.get(f"/api/v1/patients/{taken_in['patient_id']}")).status_code == 404
    assert (await nadia.get(f"/api/v1/patients/{taken_in['patient_id']}")).status_code == 403


async def test_an_invitation_asks_for_a_fresh_proof(dana: httpx.AsyncClient, clock: Clock) -> None:
    clock.forward(minutes=6)
    refused = await dana.post(PATH, json=PATIENT)
    assert (refused.status_code, refused.json()["needs"]) == (403, "step_up")


async def test_invitations_are_seen_and_withdrawn_by_who_made_them_and_the_clinics_admin(
    cast: Cast, dana: httpx.AsyncClient, nadia: httpx.AsyncClient, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    hers, admins = await invite(dana), await invite(nadia, name="Anna")
    sam, sofia = await signed_in(cast.sam), await signed_in(cast.sofia)

    async def listed(client: httpx.AsyncClient) -> list[str]:
        return [row["id"] for row in (await client.get(PATH)).json()["invitations"]]

    assert await listed(dana) == [hers["id"]]
    assert await listed(nadia) == [admins["id"], hers["id"]]
    assert await listed(sam) == await listed(sofia) == []
    for outsider, id_ in ((sam, hers["id"]), (sofia, hers["id"]), (dana, admins["id"])):
        answers = [await outsider.delete(f"{PATH}/{each}") for each in (id_, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert (await open_(client, hers)).status_code == 200
    assert (await nadia.delete(f"{PATH}/{hers['id']}")).status_code == 204
    assert (await nadia.delete(f"{PATH}/{hers['id']}")).status_code == 404
    assert (await open_(client, hers)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"name": "a\nb"}, "/name"),
        ({"name": "a" * 121}, "/name"),
        ({"birth_date": None}, "/birth_date"),
        ({"birth_date": "2026-11-24"}, "/birth_date"),
        ({"birth_date": "1899-12-31"}, "/birth_date"),
        ({"zone": "Mars/Olympus"}, "/zone"),
        ({"conditions": [""]}, "/conditions/0"),
        ({"conditions": ["x"] * 21}, "/conditions"),
        ({"role": "provider"}, "/birth_date"),
    ],
)
async def test_what_is_wrong_with_an_invitation_is_named(
    fields: dict[str, Any], pointer: str, nadia: httpx.AsyncClient
) -> None:
    refused = await nadia.post(PATH, json=PATIENT | fields)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "no address"},
        {"email": "ünïcode@clinic.test"},
        {"email": "a@b\n"},
        {"role": "companion"},
        {"name": 1},
        {"extra": 1},
    ],
)
async def test_what_cannot_be_read_is_refused(fields: dict[str, Any], nadia: httpx.AsyncClient) -> None:
    assert (await nadia.post(PATH, json=PATIENT | fields)).status_code == 400


async def test_guesses_at_codes_are_throttled_by_network(dana: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    unknown = {"token": "A" * 22, "code": "123456"}
    statuses = [(await client.post(f"{PATH}/begin", json=unknown)).status_code for _ in range(301)]
    assert (statuses[0], statuses[-1]) == (404, 429)
