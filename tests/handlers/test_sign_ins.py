"""Alice sees where she is signed in, signs out there, and is told of a device that is new."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar

from journal.db.embedded import Embedded
from journal.handlers.auth import COOKIE
from tests.databases import superuser
from tests.support import PASSPHRASE, Cast, Clock, Member, SignIn

PATH = "/api/v1/sign-ins"

AGENTS = {
    "Chrome, Android": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
    "Mobile Safari/537.36",
    "Safari, iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1",
    "Chrome, iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "CriOS/126.0 Mobile/15E148 Safari/604.1",
    "Firefox, Linux": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Edge, Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "Safari, Mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Safari/605.1.15",
    "Samsung Internet, Android": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
    "Mac": "Something/1.0 (Macintosh)",
    "": "curl/8.9 <script>alert(1)</script>",
}
ANDROID, IPHONE = AGENTS["Chrome, Android"], AGENTS["Safari, iPhone"]


async def _come_in(client: httpx.AsyncClient, member: Member, agent: str) -> str:
    """Sign in on a device of this kind: the cookie."""
    body = {"email": member.email, "passphrase": PASSPHRASE}
    answer = await client.post("/api/v1/sign-in", json=body, headers={"User-Agent": agent})
    assert answer.status_code == 200, answer.text
    cookie = answer.cookies[COOKIE]
    client.cookies.clear()
    return cookie


def _with(cookie: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={cookie}"}


async def _list(client: httpx.AsyncClient, cookie: str) -> list[dict[str, Any]]:
    answer = await client.get(PATH, headers=_with(cookie))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["sign_ins"]
    return found


@pytest.mark.parametrize(("label", "agent"), AGENTS.items())
async def test_a_device_is_named_in_a_few_words_and_never_as_it_names_itself(
    label: str, agent: str, client: httpx.AsyncClient, cast: Cast
) -> None:
    cookie = await _come_in(client, cast.alice, agent)
    assert [row["client"] for row in await _list(client, cookie)] == [label]


async def test_alice_sees_her_own_devices_and_which_one_she_holds(
    client: httpx.AsyncClient, cast: Cast, clock: Clock, signed_in: SignIn
) -> None:
    await signed_in(cast.bob)
    first = await _come_in(client, cast.alice, ANDROID)
    clock.forward(minutes=2)
    second = await _come_in(client, cast.alice, IPHONE)
    rows = await _list(client, second)
    assert [(row["client"], row["method"], row["current"]) for row in rows] == [
        ("Safari, iPhone", "passphrase", True),
        ("Chrome, Android", "passphrase", False),
    ]
    assert [row["begun_at"] for row in rows] == ["2026-11-23T17:02:00Z", "2026-11-23T17:00:00Z"]
    clock.forward(minutes=2)
    assert [row["current"] for row in await _list(client, first)] == [True, False]


async def test_signing_out_there_ends_that_one_at_once(client: httpx.AsyncClient, cast: Cast) -> None:
    lost, kept, third = [await _come_in(client, cast.alice, agent) for agent in (ANDROID, IPHONE, IPHONE)]
    (there,) = [row["id"] for row in await _list(client, kept) if row["client"] == "Chrome, Android"]
    assert (await client.delete(f"{PATH}/{there}", headers=_with(kept))).status_code == 204
    assert (await client.get("/api/v1/me", headers=_with(lost))).status_code == 401
    for cookie in (kept, third):
        assert (await client.get("/api/v1/me", headers=_with(cookie))).status_code == 200
    assert (await client.delete(f"{PATH}/{there}", headers=_with(kept))).status_code == 404
    found = (await client.get("/api/v1/notices", headers=_with(kept))).json()["notices"]
    assert ("signed_out_elsewhere", {"client": "Chrome, Android"}) in [(row["kind"], row["facts"]) for row in found]


async def test_signing_out_everywhere_else_leaves_this_one_and_other_peoples(
    client: httpx.AsyncClient, cast: Cast, signed_in: SignIn
) -> None:
    bob = await signed_in(cast.bob)
    here, *elsewhere = [await _come_in(client, cast.alice, agent) for agent in (ANDROID, IPHONE, ANDROID)]
    assert (await client.delete(PATH, headers=_with(here))).status_code == 204
    statuses = [(await client.get("/api/v1/me", headers=_with(cookie))).status_code for cookie in (here, *elsewhere)]
    assert statuses == [200, 401, 401]
    assert (await bob.get("/api/v1/me")).status_code == 200
    assert (await client.delete(PATH, headers=_with(here))).status_code == 204


@pytest.mark.parametrize("name", ["bob", "dana", "nadia", "carol", "sofia"])
async def test_alices_sign_in_answers_others_as_an_invented_one(
    name: str, client: httpx.AsyncClient, cast: Cast, signed_in: SignIn
) -> None:
    hers = await _come_in(client, cast.alice, ANDROID)
    ((sign_in,),) = [[row["id"] for row in await _list(client, hers)]]
    other = await signed_in(getattr(cast, name))
    answers = [await other.delete(f"{PATH}/{id_}") for id_ in (sign_in, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert (await client.get("/api/v1/me", headers=_with(hers))).status_code == 200


async def test_a_sign_in_that_has_run_out_is_not_in_the_list(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    await _come_in(client, cast.alice, ANDROID)
    clock.forward(days=90, seconds=1)
    now = await _come_in(client, cast.alice, IPHONE)
    assert [row["client"] for row in await _list(client, now)] == ["Safari, iPhone"]


async def test_a_new_kind_of_device_is_told_and_the_first_and_a_known_one_are_not(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    async def told(cookie: str) -> list[tuple[str, dict[str, str]]]:
        answer = await client.get("/api/v1/notices", headers=_with(cookie))
        return [(row["kind"], row["facts"]) for row in answer.json()["notices"]]

    assert await told(await _come_in(client, cast.alice, ANDROID)) == []
    assert await told(await _come_in(client, cast.alice, ANDROID)) == []
    expected = [("signed_in_on_new_device", {"client": "Safari, iPhone", "method": "passphrase"})]
    cookie = await _come_in(client, cast.alice, IPHONE)
    assert await told(cookie) == expected
    me = (await client.get("/api/v1/me", headers=_with(cookie))).json()
    assert me["unread_notices"] == 1
    # Also after every sign-in has ended: what is known outlives them.
    await client.delete("/api/v1/sign-in", headers=_with(cookie))
    clock.forward(days=100)
    assert await told(await _come_in(client, cast.alice, ANDROID)) == expected
    assert await told(await _come_in(client, cast.bob, IPHONE)) == []


async def test_the_database_holds_nothing_of_how_a_device_names_itself(
    client: httpx.AsyncClient, cast: Cast, database: Embedded, app: Litestar
) -> None:
    await _come_in(client, cast.alice, ANDROID.replace("Android 10; K", "Android 15; CANARY-PHONE-7"))
    async with superuser(database) as connection:
        rows = [
            row[0]
            for table in ("sign_in", "known_client", "notice", "audit")
            for row in await connection.fetch(f"select t::text from {table} t")
        ]
    assert any("Chrome, Android" in row for row in rows)
    assert not [row for row in rows if "CANARY" in row or "Mozilla" in row]


async def test_an_id_is_not_the_cookie(client: httpx.AsyncClient, cast: Cast) -> None:
    cookie = await _come_in(client, cast.alice, ANDROID)
    (row,) = await _list(client, cookie)
    assert str(UUID(row["id"])) == row["id"]
    assert (await client.get("/api/v1/me", headers=_with(row["id"]))).status_code == 401
