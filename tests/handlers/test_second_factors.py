"""One-time codes change hands only with a code of the new ones, and the printed code is good once."""

from datetime import timedelta

import httpx
import pyotp

from tests.support import PASSPHRASE, Cast, Clock, Member, SignIn

BEGIN, SET, RECOVERY = (
    "/api/v1/credentials/totp/begin",
    "/api/v1/credentials/totp",
    "/api/v1/credentials/recovery-code",
)


async def enter(client: httpx.AsyncClient, member: Member, code: str | None) -> int:
    body = {"email": member.email, "passphrase": PASSPHRASE, "code": code}
    return (await client.post("/api/v1/sign-in", json=body)).status_code


def code_of(secret: str | None, clock: Clock, *, steps: int = 0) -> str:
    assert secret is not None
    return pyotp.TOTP(secret).at(clock.now + timedelta(seconds=30 * steps))


async def kinds(client: httpx.AsyncClient) -> list[str]:
    return [notice["kind"] for notice in (await client.get("/api/v1/notices")).json()["notices"]]


async def test_dana_takes_a_new_secret_and_the_former_opens_nothing(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    begun = (await dana.post(BEGIN)).json()
    assert begun["uri"].startswith("otpauth://totp/Symptom%20Journal:dana")
    assert begun["secret"] in begun["uri"]
    assert {len(row) for row in begun["qr"]} == {len(begun["qr"])}
    assert set("".join(begun["qr"])) == {"0", "1"}
    fresh = code_of(begun["secret"], clock)
    assert (await dana.put(SET, json={"ceremony": begun["ceremony"], "code": fresh})).status_code == 204
    assert "totp_changed" in await kinds(dana)
    clock.forward(seconds=30)
    assert await enter(client, cast.dana, code_of(cast.dana.totp_secret, clock)) == 401
    clock.forward(seconds=30)
    assert await enter(client, cast.dana, code_of(begun["secret"], clock)) == 200


async def test_wherever_else_dana_is_signed_in_she_is_no_more(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    there = await signed_in(cast.dana)
    clock.forward(seconds=30)
    here = await signed_in(cast.dana)
    begun = (await here.post(BEGIN)).json()
    await here.put(SET, json={"ceremony": begun["ceremony"], "code": code_of(begun["secret"], clock)})
    assert [(await client.get("/api/v1/me")).status_code for client in (here, there)] == [200, 401]


async def test_the_code_that_set_them_up_is_used(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    begun = (await dana.post(BEGIN)).json()
    code = code_of(begun["secret"], clock)
    await dana.put(SET, json={"ceremony": begun["ceremony"], "code": code})
    assert await enter(client, cast.dana, code) == 401


async def test_a_wrong_code_changes_nothing_and_may_be_typed_again(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    begun = (await dana.post(BEGIN)).json()
    for wrong in ("000000", "", "é" * 6, code_of(begun["secret"], clock, steps=3)):
        refused = await dana.put(SET, json={"ceremony": begun["ceremony"], "code": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/code")
    body = {"ceremony": begun["ceremony"], "code": code_of(begun["secret"], clock)}
    assert (await dana.put(SET, json=body)).status_code == 204
    assert (await dana.put(SET, json=body)).json()["errors"][0]["pointer"] == "/ceremony"


async def test_a_secret_is_its_askers_own_and_waits_a_quarter_of_an_hour(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    begun = (await dana.post(BEGIN)).json()
    body = {"ceremony": begun["ceremony"], "code": code_of(begun["secret"], clock)}
    assert (await nadia.put(SET, json=body)).status_code == 422
    clock.forward(minutes=14, seconds=59)
    proof = {"passphrase": PASSPHRASE, "code": code_of(cast.dana.totp_secret, clock)}
    assert (await dana.post("/api/v1/sign-in/verify", json=proof)).status_code == 200
    clock.forward(seconds=1)
    body["code"] = code_of(begun["secret"], clock)
    assert (await dana.put(SET, json=body)).json()["errors"][0]["pointer"] == "/ceremony"


async def test_nadias_printed_code_stands_in_for_her_phone_once(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    nadia = await signed_in(cast.nadia)
    code = (await nadia.post(RECOVERY)).json()["code"]
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert await enter(client, cast.dana, code) == 401
    assert await enter(client, cast.nadia, code.lower().replace("-", " ").replace("0", "o")) == 200
    assert await enter(client, cast.nadia, code) == 401
    assert {"recovery_code_made", "recovery_code_used"} <= set(await kinds(nadia))
    assert (await nadia.get("/api/v1/me")).json()["ways"]["recovery_code"] is False


async def test_a_new_printed_code_replaces_the_former(cast: Cast, signed_in: SignIn, client: httpx.AsyncClient) -> None:
    nadia = await signed_in(cast.nadia)
    former, latter = [(await nadia.post(RECOVERY)).json()["code"] for _ in range(2)]
    assert await enter(client, cast.nadia, former) == 401
    assert await enter(client, cast.nadia, latter) == 200


async def test_a_printed_code_is_nothing_without_the_passphrase(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    code = (await (await signed_in(cast.nadia)).post(RECOVERY)).json()["code"]
    body = {"email": cast.nadia.email, "passphrase": "another", "code": code}
    assert (await client.post("/api/v1/sign-in", json=body)).status_code == 401
    assert await enter(client, cast.nadia, code) == 200


async def test_second_factors_are_for_staff_who_have_just_shown_who_they_are(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    assert {(await alice.post(path)).status_code for path in (BEGIN, RECOVERY)} == {403}
    clock.forward(minutes=6)
    assert {(await dana.post(path)).json()["needs"] for path in (BEGIN, RECOVERY)} == {"step_up"}
    assert (await dana.put(SET)).json()["needs"] == "step_up"
