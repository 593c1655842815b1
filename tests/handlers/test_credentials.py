"""A new passphrase is long, not among the first that would be tried, and ends every other sign-in."""

import asyncio
from typing import Any

import httpx
import pytest

from journal.db.embedded import Embedded
from tests.databases import run, superuser
from tests.support import PASSPHRASE, Cast, Clock, Member, SignIn
from tests.totp import code

PATH = "/api/v1/credentials/passphrase"
NEW = "five-green-lamps-and-a-fox"


async def _sign_in(client: httpx.AsyncClient, member: Member, passphrase: str, **more: Any) -> int:
    body = {"email": member.email, "passphrase": passphrase} | more
    return (await client.post("/api/v1/sign-in", json=body)).status_code


async def test_alice_comes_in_with_the_new_one_and_with_the_former_no_more(
    signed_in: SignIn, client: httpx.AsyncClient, cast: Cast
) -> None:
    alice = await signed_in(cast.alice)
    assert (await alice.put(PATH, json={"passphrase": NEW})).status_code == 204
    assert await _sign_in(client, cast.alice, PASSPHRASE) == 401
    assert await _sign_in(client, cast.alice, NEW) == 200
    notices = (await alice.get("/api/v1/notices")).json()["notices"]
    assert [(row["kind"], row["facts"]) for row in notices] == [("passphrase_changed", {})]


async def test_her_other_sign_ins_end_with_the_change_and_nobody_elses(signed_in: SignIn, cast: Cast) -> None:
    here, there, bob = await signed_in(cast.alice), await signed_in(cast.alice), await signed_in(cast.bob)
    assert (await here.put(PATH, json={"passphrase": NEW})).status_code == 204
    statuses = [(await client.get("/api/v1/me")).status_code for client in (here, there, bob)]
    assert statuses == [200, 401, 200]


async def test_dana_still_needs_her_code_besides(
    signed_in: SignIn, client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    assert (await dana.put(PATH, json={"passphrase": NEW})).status_code == 204
    clock.forward(seconds=30)
    assert await _sign_in(client, cast.dana, NEW) == 401
    assert await _sign_in(client, cast.dana, NEW, code=code(cast.dana, clock)) == 200


@pytest.mark.parametrize(
    "passphrase",
    ["", "fourteen chars", "passwordpassword", "1qaz2wsx3edc4rfv", "alice@clinic.test", "Alice of the North", "a" * 20],
)
async def test_one_that_would_be_tried_first_is_refused_and_nothing_changes(
    passphrase: str, signed_in: SignIn, client: httpx.AsyncClient, cast: Cast
) -> None:
    here, there = await signed_in(cast.alice), await signed_in(cast.alice)
    answer = await here.put(PATH, json={"passphrase": passphrase})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/passphrase"]
    assert not passphrase or passphrase not in answer.text
    assert (await there.get("/api/v1/me")).status_code == 200
    assert await _sign_in(client, cast.alice, PASSPHRASE) == 200
    assert (await here.get("/api/v1/notices")).json() == {"notices": []}


async def test_it_is_kept_as_typed(signed_in: SignIn, client: httpx.AsyncClient, cast: Cast) -> None:
    alice, odd = await signed_in(cast.alice), "  ﬁve Grüne\u0301 Lampen 狐 \u0000 und mehr  "
    assert (await alice.put(PATH, json={"passphrase": odd})).status_code == 204
    assert await _sign_in(client, cast.alice, odd.strip()) == 401
    assert await _sign_in(client, cast.alice, odd) == 200


async def test_what_would_open_nothing_is_refused(
    signed_in: SignIn, cast: Cast, database: Embedded, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await run(database, "update person set email = null where id = $1", cast.alice.id)
    await run(database, "update person set passphrase_hash = null, totp_secret = null where id = $1", cast.dana.id)
    for client in (alice, dana):
        answer = await client.put(PATH, json={"passphrase": NEW})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/passphrase")
    assert (await dana.get("/api/v1/me")).json()["ways"] == {
        "passphrase": False,
        "totp": False,
        "recovery_code": False,
        "passkeys": 0,
    }


async def _until_somebody_waits(watching: Any) -> None:
    """For a lock, in this database."""
    for _ in range(1000):
        if await watching.fetchval(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        ):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody waits")


async def test_whoever_is_signing_in_with_the_former_one_while_it_changes_is_refused(
    client: httpx.AsyncClient, cast: Cast, database: Embedded
) -> None:
    async with superuser(database) as changing, superuser(database) as watching:
        change = changing.transaction()
        await change.start()
        await changing.execute("update person set passphrase_hash = 'another' where id = $1", cast.alice.id)
        # The former one is still what everybody sees, and it is right; the sign-in then waits for the person's row.
        signing_in = asyncio.create_task(_sign_in(client, cast.alice, PASSPHRASE))
        await _until_somebody_waits(watching)
        await change.commit()
        assert await signing_in == 401
        assert await watching.fetchval("select count(*) from sign_in") == 0


async def test_a_reset_that_comes_between_leaves_no_passphrase_behind(
    signed_in: SignIn, client: httpx.AsyncClient, cast: Cast, database: Embedded
) -> None:
    alice = await signed_in(cast.alice)
    async with superuser(database) as resetting, superuser(database) as watching:
        reset = resetting.transaction()
        await reset.start()
        await resetting.execute("update person set passphrase_hash = null where id = $1", cast.alice.id)
        await resetting.execute("delete from sign_in where person_id = $1", cast.alice.id)
        # Whoever has her phone is signed in still, and has a passphrase of their own hashed meanwhile.
        changing = asyncio.create_task(alice.put(PATH, json={"passphrase": NEW}))
        await _until_somebody_waits(watching)
        await reset.commit()
        assert (await changing).status_code == 404
        assert await watching.fetchval("select passphrase_hash from person where id = $1", cast.alice.id) is None
    assert await _sign_in(client, cast.alice, NEW) == 401
