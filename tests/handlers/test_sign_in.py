"""Signing in says nothing about what was wrong, a code is good once, and a sign-in ends when it should."""

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pyotp
import pytest
from litestar import Litestar

from journal.actions import sign_in
from journal.actions.sign_in import hash_passphrase
from journal.clinical.people import Role
from journal.db import engine
from journal.db.embedded import Embedded
from journal.handlers.auth import COOKIE
from tests.databases import run, superuser
from tests.support import PASSPHRASE, Cast, Clock, Member, SignIn, check_in, sync

PATH = "/api/v1/sign-in"


def _code(member: Member, clock: Clock, *, steps: int = 0) -> str:
    assert member.totp_secret is not None
    return pyotp.TOTP(member.totp_secret).at(clock.now + timedelta(seconds=30 * steps))


def _body(member: Member, **fields: Any) -> dict[str, Any]:
    return {"email": member.email, "passphrase": PASSPHRASE} | fields


async def test_alice_needs_her_passphrase_and_dana_a_code_besides(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    alice = await client.post(PATH, json=_body(cast.alice))
    assert alice.status_code == 200
    assert (alice.json()["role"], alice.json()["patient_id"]) == ("patient", str(cast.alice.own))
    assert alice.json()["crisis"]["emergency"] == "911"
    dana = await client.post(PATH, json=_body(cast.dana, code=_code(cast.dana, clock)))
    assert (dana.json()["role"], dana.json()["patient_id"]) == ("provider", None)
    assert dana.json()["clinic"]["name"] == "North"


async def test_an_address_may_be_written_in_capitals(client: httpx.AsyncClient, cast: Cast) -> None:
    body = _body(cast.alice, email=f"  {cast.alice.email.upper()} ")
    assert (await client.post(PATH, json=body)).status_code == 200


async def test_every_refusal_is_the_same_answer(
    client: httpx.AsyncClient, cast: Cast, clock: Clock, database: Embedded
) -> None:
    used = _code(cast.nadia, clock)
    assert (await client.post(PATH, json=_body(cast.nadia, code=used))).status_code == 200
    await run(database, "update person set disabled_at = now() where id = $1", cast.bob.id)
    refused = [
        await client.post(PATH, json=body)
        for body in (
            {"email": "nobody@nowhere.test", "passphrase": PASSPHRASE},
            _body(cast.alice, passphrase="wrong"),
            _body(cast.alice, passphrase=""),
            _body(cast.bob),
            _body(cast.dana),
            _body(cast.dana, code="000000"),
            _body(cast.dana, code=""),
            _body(cast.dana, passphrase="wrong", code=_code(cast.dana, clock)),
            _body(cast.sam, code=_code(cast.sam, clock, steps=3)),
            _body(cast.sam, code=_code(cast.sam, clock, steps=-3)),
            _body(cast.nadia, code=used),
        )
    ]
    assert {answer.status_code for answer in refused} == {401}
    assert len({answer.content for answer in refused}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in refused}) == 1
    assert "set-cookie" not in refused[0].headers


async def _work(client: httpx.AsyncClient, email: str) -> tuple[str, ...]:
    """The statements that a wrong passphrase costs."""
    sent: list[str] = []
    pool = engine.bound().pool
    assert pool is not None
    held = [await pool.acquire() for _ in range(10)]
    for connection in held:
        connection.add_query_logger(lambda record: sent.append(record.query))
        await pool.release(connection)
    answer = await client.post(PATH, json={"email": email, "passphrase": "wrong"})
    assert answer.status_code == 401
    return tuple(sent)


async def test_a_refusal_costs_the_same_work_whether_or_not_the_account_exists(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    """And the same hash; `make bench` measures the time."""
    nobodys, alices = await _work(client, "nobody@nowhere.test"), await _work(client, cast.alice.email)
    assert len(nobodys) > 3
    assert alices == nobodys
    parameters = [(hashed).split("$")[1:4] for hashed in (sign_in._NOBODY, await hash_passphrase(PASSPHRASE))]
    assert parameters[0] == parameters[1]


async def test_a_code_is_good_once_and_so_is_every_earlier_one(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    now = _code(cast.dana, clock)
    before = _code(cast.dana, clock, steps=-1)
    assert (await client.post(PATH, json=_body(cast.dana, code=now))).status_code == 200
    assert (await client.post(PATH, json=_body(cast.dana, code=now))).status_code == 401
    assert (await client.post(PATH, json=_body(cast.dana, code=before))).status_code == 401
    clock.forward(seconds=30)
    assert (await client.post(PATH, json=_body(cast.dana, code=_code(cast.dana, clock)))).status_code == 200


async def test_a_wrong_passphrase_does_not_use_up_the_code(client: httpx.AsyncClient, cast: Cast, clock: Clock) -> None:
    code = _code(cast.dana, clock)
    assert (await client.post(PATH, json=_body(cast.dana, passphrase="x", code=code))).status_code == 401
    assert (await client.post(PATH, json=_body(cast.dana, code=code))).status_code == 200


async def test_each_sign_in_has_a_cookie_of_its_own_and_ignores_one_that_was_sent(
    client: httpx.AsyncClient, cast: Cast
) -> None:
    planted = "planted-by-eve"
    headers = {"Cookie": f"{COOKIE}={planted}"}
    first = await client.post(PATH, json=_body(cast.alice), headers=headers)
    second = await client.post(PATH, json=_body(cast.alice), headers=headers)
    tokens = [SimpleCookie(answer.headers["set-cookie"])[COOKIE].value for answer in (first, second)]
    assert len({planted, *tokens}) == 3
    assert all(len(token) >= 43 for token in tokens)
    client.cookies.clear()
    assert (await client.get("/api/v1/me", headers=headers)).status_code == 401


async def test_the_cookie_is_for_this_host_over_tls_and_out_of_reach_of_scripts(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    for body, longest in ((_body(cast.alice), 90 * 86400), (_body(cast.dana, code=_code(cast.dana, clock)), 12 * 3600)):
        cookie = SimpleCookie((await client.post(PATH, json=body)).headers["set-cookie"])[COOKIE]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"].lower()) == (True, True, "strict")
        assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", str(longest))


async def test_the_database_holds_no_cookie_and_no_passphrase(
    client: httpx.AsyncClient, cast: Cast, database: Embedded
) -> None:
    answer = await client.post(PATH, json=_body(cast.alice))
    token = SimpleCookie(answer.headers["set-cookie"])[COOKIE].value
    async with superuser(database) as connection:
        rows = [str(row[0]) for row in await connection.fetch("select s::text from sign_in s")]
        rows += [str(row[0]) for row in await connection.fetch("select p::text from person p")]
    assert rows
    assert token not in "".join(rows)
    assert PASSPHRASE not in "".join(rows)


async def test_staff_are_signed_out_after_15_idle_minutes(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    dana = await signed_in(cast.dana)
    clock.forward(minutes=15)
    assert (await dana.get("/api/v1/me")).status_code == 200
    clock.forward(minutes=15, seconds=1)
    assert (await dana.get("/api/v1/me")).status_code == 401
    clock.forward(minutes=-15)
    assert (await dana.get("/api/v1/me")).status_code == 401


async def test_staff_are_signed_out_after_12_hours_however_busy(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    dana = await signed_in(cast.dana)
    for _ in range(48):
        clock.forward(minutes=15)
        assert (await dana.get("/api/v1/patients")).status_code == 200
    clock.forward(seconds=1)
    assert (await dana.get("/api/v1/patients")).status_code == 401


async def test_a_patient_stays_signed_in_for_90_days_after_the_last_use(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    clock.forward(days=90)
    assert (await alice.get("/api/v1/me")).status_code == 200
    clock.forward(days=90)
    assert (await alice.get("/api/v1/me")).status_code == 200
    clock.forward(days=90, seconds=1)
    assert (await alice.get("/api/v1/me")).status_code == 401


async def test_how_lately_alice_has_proven_who_she_is_is_told(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    tiers = []
    for minutes in (5, 10, 1):
        clock.forward(minutes=minutes)
        tiers.append((await alice.get("/api/v1/me")).json()["tier"])
    assert tiers == ["step_up", "read", "log"]


async def test_signing_out_ends_this_sign_in_at_once_and_no_other(
    signed_in: SignIn, cast: Cast, client: httpx.AsyncClient
) -> None:
    phone, tablet = await signed_in(cast.alice), await signed_in(cast.alice)
    kept = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
    answer = await phone.delete(PATH)
    assert answer.status_code == 204
    gone = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
    assert (gone.value, gone["max-age"], gone["secure"]) == ("", "0", True)
    assert (await client.get("/api/v1/me", headers={"Cookie": kept})).status_code == 401
    assert (await client.delete(PATH, headers={"Cookie": kept})).status_code == 401
    assert (await tablet.get("/api/v1/me")).status_code == 200


async def test_disabling_a_person_ends_their_sign_ins_at_once(
    signed_in: SignIn, cast: Cast, database: Embedded
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await run(database, "update person set disabled_at = now() where id = any($1)", [cast.alice.id, cast.dana.id])
    for path in ("me", f"patients/{cast.alice.own}", f"patients/{cast.alice.own}/journal"):
        assert (await alice.get(f"/api/v1/{path}")).status_code == 401, path
        assert (await dana.get(f"/api/v1/{path}")).status_code == 401, path


async def test_an_ended_care_relation_holds_from_the_next_request(
    signed_in: SignIn, cast: Cast, database: Embedded
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, check_in())
    path = f"/api/v1/patients/{cast.alice.own}/journal"
    assert (await dana.get(path)).status_code == 200
    await run(database, "update care_relation set ended_at = now() where patient_id = $1", cast.alice.own)
    assert (await dana.get(path)).status_code == 404
    assert [row["name"] for row in (await dana.get("/api/v1/patients")).json()["patients"]] == ["Bob"]


@pytest.mark.parametrize("demo", [True, False])
async def test_made_up_people_come_in_only_where_this_is_the_demo(
    demo: bool, client: httpx.AsyncClient, cast: Cast, database: Embedded, app: Litestar
) -> None:
    await run(database, "update person set email = 'alice@north.example' where id = $1", cast.alice.id)
    app.state["demo"] = demo
    try:
        answer = await client.post(PATH, json=_body(cast.alice, email="Alice@North.example"))
    finally:
        app.state["demo"] = False
    assert answer.status_code == (200 if demo else 401)


async def test_a_passphrase_is_kept_as_argon2id_with_64_mib(cast: Cast) -> None:
    hashed = await hash_passphrase(PASSPHRASE)
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hashed != await hash_passphrase(PASSPHRASE)


async def test_who_signed_in_and_out_is_on_record(signed_in: SignIn, cast: Cast, database: Embedded) -> None:
    dana = await signed_in(cast.dana)
    await dana.delete(PATH)
    async with superuser(database) as connection:
        rows = await connection.fetch("select action, actor_id from audit order by number")
    assert [(row["action"], row["actor_id"]) for row in rows] == [
        ("sign_in.begin", cast.dana.id),
        ("sign_in.end", cast.dana.id),
    ]
    assert cast.dana.role is Role.PROVIDER
