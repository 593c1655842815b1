"""Where else an id can stand: inside an entry, beside an address of one's own, in the query, in lists and in news."""

from datetime import date

import httpx
import pytest
from litestar import Litestar

from journal.clinical.entries import Kind
from journal.db import check_ins, journal
from journal.db.engine import transaction
from tests.handlers.listening import listen
from tests.support import NOON, ORIGIN, Cast, Member, SignIn, batch, check_in, side_effect, sync
from tests.walls.calls import seen
from tests.worlds import Dump, World, invented, session_body


def _member(world: World, name: str) -> Member:
    return next(member for member in (*world.cast.all, world.nils) if member.name == name)


@pytest.mark.parametrize("name", ["Carol", "Sam"])
async def test_whoever_may_read_carol_may_not_mix_her_address_with_alices_ids(
    name: str, world: World, signed_in: SignIn, client: httpx.AsyncClient, dump: Dump
) -> None:
    outsider = await signed_in(_member(world, name))
    before = await dump()
    path = f"/api/v1/patients/{world.alice.patient}/sessions/{world.carol.session}"
    assert (await outsider.put(path, json=session_body())).status_code in {403, 404}
    assert await dump() == before


@pytest.mark.parametrize("name", ["Bob", "Carol"])
async def test_an_id_of_alices_inside_an_entry_is_an_invented_one(
    name: str, world: World, signed_in: SignIn, dump: Dump
) -> None:
    member, ids = _member(world, name), invented()
    client = await signed_in(member)
    before = await dump()
    path = f"/api/v1/patients/{member.own}/journal"
    for field, hers, nobodys in (
        ("replaces", world.alice.entry, ids.entry),
        ("session_id", world.alice.session, ids.session),
    ):
        entry = side_effect() if field == "session_id" else check_in()
        answers = [await client.post(path, json=batch(entry | {field: value}, after=2)) for value in (hers, nobodys)]
        assert seen(answers[0]) == seen(answers[1]), field
        problem = answers[0].json()["results"][0]["problem"]
        assert (problem["status"], problem["errors"][0]["pointer"]) == (422, f"/entries/0/{field}")
    assert await dump() == before


async def test_bob_may_use_an_id_that_alice_has_used_and_learns_nothing(world: World, signed_in: SignIn) -> None:
    bob, alice = await signed_in(world.cast.bob), await signed_in(world.cast.alice)
    hers = (await alice.get(f"/api/v1/patients/{world.alice.patient}/journal")).json()["entries"]
    answer = await sync(bob, world.cast.bob, check_in(id=world.alice.entry, mood=1), after=2)
    assert answer["results"][0]["status"] == "accepted"
    assert answer["results"][0]["entry"]["mood"] == 1
    still = (await alice.get(f"/api/v1/patients/{world.alice.patient}/journal")).json()["entries"]
    assert still == hers


async def test_when_alice_corrects_an_entry_bobs_of_the_same_id_stays_as_it_is(world: World, signed_in: SignIn) -> None:
    bob, dana, own, long_ago = world.cast.bob, world.cast.dana, world.cast.bob.own, (date(2000, 1, 1),) * 2
    await sync(await signed_in(bob), bob, check_in(id=world.alice.entry, mood=1), after=2)

    async def told() -> list[object]:
        async with transaction(dana.scope):
            return [
                await journal.after(dana.scope, own, 0, limit=9),
                await journal.between(dana.scope, own, NOON.date(), NOON.date()),
                *[await journal.first_outside(dana.scope, own, *long_ago, above=above) for above in (0, 2, 3)],
                await journal.current(dana.scope, [own], list(Kind)),
                await check_ins.ratings(dana.scope, own),
                await check_ins.ratings_of(dana.scope, [own]),
            ]

    before = await told()
    alice = world.cast.alice
    more = (check_in(replaces=world.alice.entry, mood=9), check_in(mood=8))
    answer = await sync(await signed_in(alice), alice, *more, after=2)
    assert answer["results"][0]["status"] == "accepted"
    assert await told() == before


async def test_sam_may_give_carols_session_an_id_that_dana_gave_alices(world: World, signed_in: SignIn) -> None:
    sam, dana = await signed_in(world.cast.sam), await signed_in(world.cast.dana)
    path = "/api/v1/patients/{}/sessions"
    hers = (await dana.get(path.format(world.alice.patient))).json()
    put = await sam.put(f"{path.format(world.carol.patient)}/{world.alice.session}", json=session_body(dose_mg=50))
    assert put.status_code == 200
    assert (await dana.get(path.format(world.alice.patient))).json() == hers


async def test_an_id_in_the_query_that_is_not_declared_changes_nothing(world: World, signed_in: SignIn) -> None:
    carol = await signed_in(world.cast.carol)
    path = f"/api/v1/patients/{world.carol.patient}/journal"
    plain = await carol.get(path)
    forged = await carol.get(path, params={"patient_id": world.alice.patient, "patient": world.alice.patient})
    assert seen(forged) == seen(plain)


async def test_south_sees_nothing_of_north_in_its_lists(world: World, signed_in: SignIn) -> None:
    sam = await signed_in(world.cast.sam)
    worklist = (await sam.get("/api/v1/patients")).json()
    assert [row["name"] for row in worklist["patients"]] == ["Carol"]
    alerts = (await sam.get("/api/v1/alerts", params={"all": "true"})).json()["alerts"]
    assert {alert["patient"]["name"] for alert in alerts} == {"Carol"}


async def test_a_provider_without_patients_has_empty_lists(world: World, signed_in: SignIn) -> None:
    nils = await signed_in(world.nils)
    assert (await nils.get("/api/v1/patients")).json() == {
        "patients": [],
        "counts": {"alert": 0, "fading": 0, "silent": 0, "due": 0},
    }
    assert (await nils.get("/api/v1/alerts", params={"all": "true"})).json() == {"alerts": []}


async def test_news_of_alice_reaches_dana_and_neither_sam_nor_nils(
    world: World, signed_in: SignIn, app: Litestar
) -> None:
    alice, carol = await signed_in(world.cast.alice), await signed_in(world.cast.carol)
    dana, sam, nils = [await signed_in(member) for member in (world.cast.dana, world.cast.sam, world.nils)]
    async with listen(app, dana) as hers, listen(app, sam) as his, listen(app, nils) as nobodys:
        await sync(alice, world.cast.alice, check_in(), after=2)
        heard = await hers.until("event: journal")
        # Carol's entry comes after Alice's: once Sam hears it, Alice's has passed him by.
        await sync(carol, world.cast.carol, check_in(), after=2)
        heard_by_sam = await his.until("event: journal")
        assert "event" not in nobodys.text
    assert world.alice.patient in heard
    assert '"number":3' in heard
    assert world.carol.patient in heard_by_sam
    assert world.alice.patient not in heard_by_sam


async def test_a_foreign_cookie_name_or_two_cookies_do_not_help_eve(cast: Cast, client: httpx.AsyncClient) -> None:
    for cookie in ("sid=x", "__Host-sid=", "__Host-sid=x; __Host-sid=y", "__Host-sid=" + "a" * 4000, "__Host-sid=\xff"):
        answer = await client.get("/api/v1/me", headers={b"Cookie": cookie.encode("latin-1")})
        assert answer.status_code == 401, cookie
    forged = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": ORIGIN, "Authorization": "Bearer x"}
    assert (await client.get("/api/v1/patients", headers=forged)).status_code == 401
