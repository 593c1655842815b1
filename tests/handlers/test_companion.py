"""Companion passes: for a day, somebody reports what they see of Alice, and learns nothing of her."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from journal.actions.companions import LENGTH, LETTERS
from journal.clinical.people import Role, Scope
from journal.db import engine
from journal.db.companions import MOST_SENT
from journal.db.engine import transaction
from tests.support import NOON, ORIGIN, ZONE, Cast, Clock, Member, SignIn, check_in, sync, uuid7
from tests.walls.calls import CALLS, sent
from tests.worlds import Dump, World, session_body


def _report(at: datetime = NOON, **fields: Any) -> dict[str, Any]:
    """Nausea that began now, on the wire."""
    seen = {
        "id": uuid7(at),
        "effect": "nausea",
        "severity": 2,
        "interference": 1,
        "started_at": at.isoformat(),
        "occurred_at": at.isoformat(),
        "zone": ZONE,
    }
    return seen | fields


async def _pass(client: httpx.AsyncClient, member: Member, **body: Any) -> dict[str, Any]:
    made = await client.post(f"/api/v1/patients/{member.own}/companion-passes", json=body)
    assert made.status_code == 201, made.text
    answer: dict[str, Any] = made.json()
    return answer


async def _companion(client: httpx.AsyncClient, code: str) -> httpx.AsyncClient:
    """The client, now with the cookie that a pass's code gives."""
    answer = await client.post("/api/v1/companion/sign-in", json={"code": code})
    assert answer.status_code == 200, answer.text
    return client


async def _send(client: httpx.AsyncClient, *reports: Any) -> list[dict[str, Any]]:
    answer = await client.post("/api/v1/companion/reports", json={"reports": reports})
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"results"}
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


async def _entries(client: httpx.AsyncClient, member: Member) -> list[dict[str, Any]]:
    read = await client.get(f"/api/v1/patients/{member.own}/journal")
    found: list[dict[str, Any]] = read.json()["entries"]
    return found


@pytest.fixture
async def companion(cast: Cast, signed_in: SignIn, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Somebody who brings Alice home."""
    made = await _pass(await signed_in(cast.alice), cast.alice)
    return await _companion(client, made["code"])


async def test_a_pass_tells_its_code_once_with_a_link_and_how_to_draw_it(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    made = await _pass(dana, cast.alice)
    code = made["code"].replace("-", "")
    assert len(code) == LENGTH
    assert len(set(LETTERS)) ** LENGTH > 2**50
    assert made["link"] == f"{ORIGIN}/companion#{made['code']}"
    assert set("".join(made["qr"])) == {"0", "1"}
    assert {len(row) for row in made["qr"]} == {len(made["qr"])}
    assert datetime.fromisoformat(made["expires_at"]) == NOON + timedelta(hours=24)
    listed = (await dana.get(f"/api/v1/patients/{cast.alice.own}/companion-passes")).json()["passes"]
    assert listed == [
        {"id": made["id"], "made_at": "2026-11-23T17:00:00Z", "expires_at": made["expires_at"], "state": "open"}
    ]


async def test_the_code_is_nowhere_in_the_database(signed_in: SignIn, cast: Cast, dump: Dump) -> None:
    made = await _pass(await signed_in(cast.dana), cast.alice)
    everything = str(await dump())
    assert made["id"] in everything
    assert made["code"] not in everything
    assert made["code"].replace("-", "") not in everything


async def test_a_pass_opens_whom_to_call_and_nothing_of_alice(
    signed_in: SignIn, cast: Cast, client: httpx.AsyncClient
) -> None:
    made = await _pass(await signed_in(cast.dana), cast.alice)
    # As somebody types it who has it read aloud.
    answer = await client.post("/api/v1/companion/sign-in", json={"code": made["code"].lower().replace("-", " ")})
    assert answer.json() == {
        "clinic": {"name": "North", "phone": "(212) 555-0100", "hours": "Mon-Fri 8:00-18:00"},
        "crisis": {"emergency": "911", "line": "988", "line_name": None},
        "effects": ["sedation", "nystagmus", "nausea", "vomiting"],
        "expires_at": made["expires_at"],
    }
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-sid=")
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=strict", "Max-Age=86400"))
    assert (await client.get("/api/v1/companion")).json() == answer.json()


async def test_a_report_is_an_entry_of_alices_that_says_who_saw_it(
    signed_in: SignIn, cast: Cast, client: httpx.AsyncClient
) -> None:
    dana, session = await signed_in(cast.dana), str(uuid4())
    await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{session}", json=session_body())
    made = await _pass(dana, cast.alice, session_id=session)
    seen = _report(effect="sedation")
    assert await _send(await _companion(client, made["code"]), seen) == [{"id": seen["id"], "status": "accepted"}]
    [entry] = await _entries(dana, cast.alice)
    assert (entry["kind"], entry["source"], entry["effect"]) == ("side_effect", "companion", "sedation")
    assert (entry["session_id"], entry["severity"], entry["late"]) == (session, 2, False)
    [hers] = await _entries(await signed_in(cast.alice), cast.alice)
    assert hers["id"] == seen["id"]


async def test_a_pass_that_names_no_session_is_for_that_of_the_day(
    signed_in: SignIn, cast: Cast, client: httpx.AsyncClient
) -> None:
    dana, today, before = await signed_in(cast.dana), str(uuid4()), str(uuid4())
    for session, ago in ((today, timedelta(hours=3)), (before, timedelta(days=2))):
        times = {"started_at": (NOON - ago).isoformat(), "ended_at": (NOON - ago).isoformat()}
        put = await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{session}", json=session_body(**times))
        assert put.status_code == 200
    made = await _pass(dana, cast.alice)
    await _send(await _companion(client, made["code"]), _report())
    assert [entry["session_id"] for entry in await _entries(dana, cast.alice)] == [today]


async def test_alice_can_say_that_what_her_companion_saw_has_ended(
    companion: httpx.AsyncClient, signed_in: SignIn, cast: Cast
) -> None:
    seen = _report()
    await _send(companion, seen)
    ended = seen | {"kind": "side_effect", "id": uuid7(NOON), "replaces": seen["id"], "ended_at": NOON.isoformat()}
    answer = await sync(await signed_in(cast.alice), cast.alice, ended)
    assert answer["results"][0]["status"] == "accepted"
    assert await _send(companion, seen) == [{"id": seen["id"], "status": "duplicate"}]


async def test_what_a_companion_sees_pages_the_clinic_as_what_alice_says_does(
    companion: httpx.AsyncClient, signed_in: SignIn, cast: Cast
) -> None:
    seen = _report(effect="sedation", severity=4)
    await _send(companion, seen)
    [alert] = (await (await signed_in(cast.dana)).get("/api/v1/alerts")).json()["alerts"]
    assert (alert["entry_id"], alert["rule"], alert["tier"]) == (seen["id"], "hard-to-wake", "page")


async def test_a_report_that_is_sent_again_is_stored_once(
    companion: httpx.AsyncClient, signed_in: SignIn, cast: Cast
) -> None:
    seen = _report()
    answers = await asyncio.gather(*[_send(companion, seen) for _ in range(5)])
    assert sorted(answer[0]["status"] for answer in answers) == ["accepted", *["duplicate"] * 4]
    assert len(await _entries(await signed_in(cast.dana), cast.alice)) == 1


async def test_an_id_of_alices_own_and_one_of_the_companions_are_refused_alike(
    companion: httpx.AsyncClient, signed_in: SignIn, cast: Cast, dump: Dump
) -> None:
    hers, seen = check_in(note={"text": "hers alone"}), _report()
    await sync(await signed_in(cast.alice), cast.alice, hers)
    await _send(companion, seen)
    before = (await dump())["entry"]
    other = _report(id=hers["id"])
    [about_hers] = await _send(companion, other)
    [about_own] = await _send(companion, seen | {"severity": 3})
    assert (about_hers.pop("id"), about_own.pop("id")) == (hers["id"], seen["id"])
    assert about_hers == about_own
    assert about_hers["status"] == "rejected"
    assert about_hers["problem"]["errors"] == [{"pointer": "/reports/0/id", "detail": "cannot be used here"}]
    assert (await dump())["entry"] == before


async def test_a_report_that_is_not_one_keeps_no_other_from_being_stored(
    companion: httpx.AsyncClient, signed_in: SignIn, cast: Cast
) -> None:
    wrong = {
        "effect": _report(effect="dissociation"),
        "severity": _report(severity=9),
        "zone": _report(zone="Mars/Base"),
        "started_at": _report(started_at=(NOON - timedelta(hours=1)).isoformat()),
        "occurred_at": _report(occurred_at=(NOON + timedelta(hours=1)).isoformat()),
    }
    good = _report()
    results = await _send(companion, *wrong.values(), good)
    for place, (field, result) in enumerate(zip(wrong, results, strict=False)):
        assert result["status"] == "rejected", field
        assert f"/reports/{place}/{field}" in [error["pointer"] for error in result["problem"]["errors"]]
    assert results[-1] == {"id": good["id"], "status": "accepted"}
    assert [entry["id"] for entry in await _entries(await signed_in(cast.dana), cast.alice)] == [good["id"]]


@pytest.mark.parametrize(
    "extra",
    [
        {"note": {"text": "she said something"}},
        {"replaces": str(uuid4())},
        {"ended_at": NOON.isoformat()},
        {"session_id": str(uuid4())},
        {"kind": "check_in"},
    ],
    ids=lambda extra: next(iter(extra)),
)
async def test_a_companion_corrects_nothing_ends_nothing_and_leaves_no_note(
    companion: httpx.AsyncClient, extra: dict[str, Any], dump: Dump
) -> None:
    before = (await dump())["entry"]
    [result] = await _send(companion, _report(**extra))
    assert result["status"] == "rejected"
    assert (await dump())["entry"] == before


async def test_a_companion_comes_in_nowhere_else(world: World, signed_in: SignIn, client: httpx.AsyncClient) -> None:
    made = await _pass(await signed_in(world.cast.dana), world.cast.alice)
    await _companion(client, made["code"])
    for key, call in CALLS.items():
        if key[1].startswith("/api/v1/companion") or "nobody" in call.roles:
            continue
        answer = await sent(key, world.alice).by(client)
        assert answer.status_code == 403, key
        assert answer.json()["type"] == "/problems/forbidden"


async def test_in_the_database_a_companion_sees_what_companions_reported_and_no_more(
    world: World, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    alice = world.cast.alice
    made = await _pass(await signed_in(world.cast.dana), alice)
    seen = _report()
    await _send(await _companion(client, made["code"]), seen)
    scope = Scope(clinic=alice.clinic, role=Role.COMPANION, patient=alice.own)
    closed = (
        *("person", "care_relation", "treatment_session", "disclosure", "notice", "alert", "audit", "emergency_access"),
        *("invitation", "passkey", "ceremony", "known_client"),
    )
    async with transaction(scope):
        for table in closed:
            assert not await engine.fetch(f"select from {table}"), table
        assert [str(row["id"]) for row in await engine.fetch("select id from entry")] == [seen["id"]]
        assert [row["id"] for row in await engine.fetch("select id from patient")] == [alice.own]
    bobs = await _pass(await signed_in(world.cast.bob), world.cast.bob)
    async with transaction(scope):
        assert bobs["id"] not in {str(row["id"]) for row in await engine.fetch("select id from companion_pass")}


async def test_a_pass_ends_after_a_day_and_takes_its_companion_along(
    companion: httpx.AsyncClient, signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    clock.forward(hours=23, minutes=59)
    assert (await companion.get("/api/v1/companion")).status_code == 200
    clock.forward(minutes=2)
    assert (await companion.get("/api/v1/companion")).status_code == 401
    refused = await companion.post("/api/v1/companion/reports", json={"reports": [_report(clock.now)]})
    assert refused.status_code == 401
    listed = await (await signed_in(cast.dana)).get(f"/api/v1/patients/{cast.alice.own}/companion-passes")
    assert [found["state"] for found in listed.json()["passes"]] == ["expired"]


@pytest.mark.parametrize("name", ["Dana", "Alice"])
async def test_alice_and_her_provider_end_a_pass_at_once(
    name: str, cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    made = await _pass(await signed_in(cast.alice), cast.alice)
    await _companion(client, made["code"])
    member = await signed_in(next(each for each in cast.all if each.name == name))
    path = f"/api/v1/patients/{cast.alice.own}/companion-passes"
    assert (await member.delete(f"{path}/{made['id']}")).status_code == 204
    assert (await member.delete(f"{path}/{made['id']}")).status_code == 204
    assert (await member.get(path)).json()["passes"][0]["state"] == "withdrawn"
    assert (await client.get("/api/v1/companion")).status_code == 401
    assert (await client.post("/api/v1/companion/sign-in", json={"code": made["code"]})).status_code == 404


async def test_every_code_that_opens_nothing_is_answered_alike(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    over = await _pass(dana, cast.alice)
    clock.forward(hours=25)
    dana = await signed_in(cast.dana)
    ended = await _pass(dana, cast.alice)
    await dana.delete(f"/api/v1/patients/{cast.alice.own}/companion-passes/{ended['id']}")
    codes = (over["code"], ended["code"], "2222-2222-2222", "", "\x00", "é" * 60)
    answers = [await client.post("/api/v1/companion/sign-in", json={"code": code}) for code in codes]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert not any("set-cookie" in answer.headers for answer in answers)


async def test_a_patient_who_is_disabled_has_no_companion(
    companion: httpx.AsyncClient, signed_in: SignIn, cast: Cast
) -> None:
    made = await _pass(await signed_in(cast.alice), cast.alice)
    nadia = await signed_in(cast.nadia)
    assert (await nadia.put(f"/api/v1/people/{cast.alice.id}", json={"disabled": True})).status_code == 204
    assert (await companion.get("/api/v1/companion")).status_code == 401
    assert (await companion.post("/api/v1/companion/sign-in", json={"code": made["code"]})).status_code == 404


async def test_alice_must_prove_who_she_is_before_she_makes_a_pass(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    clock.forward(minutes=6)
    refused = await alice.post(f"/api/v1/patients/{cast.alice.own}/companion-passes", json={})
    assert (refused.status_code, refused.json()["needs"]) == (403, "step_up")


async def test_alice_is_told_of_every_pass(signed_in: SignIn, cast: Cast) -> None:
    made = await _pass(await signed_in(cast.dana), cast.alice)
    [notice] = (await (await signed_in(cast.alice)).get("/api/v1/notices")).json()["notices"]
    assert notice["kind"] == "companion_invited"
    assert datetime.fromisoformat(notice["facts"]["until"]) == datetime.fromisoformat(made["expires_at"])


async def test_a_pass_is_for_a_session_of_alices_or_for_none(world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    path = f"/api/v1/patients/{world.alice.patient}/companion-passes"
    answers = [
        await dana.post(path, json={"session_id": session})
        for session in (world.bob.session, world.carol.session, str(uuid4()))
    ]
    assert [answer.status_code for answer in answers] == [422] * 3
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["errors"][0]["pointer"] == "/session_id"


async def test_a_pass_of_bobs_is_not_ended_at_alices_address(world: World, signed_in: SignIn, dump: Dump) -> None:
    dana = await signed_in(world.cast.dana)
    before = await dump()
    path = f"/api/v1/patients/{world.alice.patient}/companion-passes"
    answers = [await dana.delete(f"{path}/{id_}") for id_ in (world.bob.companion_pass, str(uuid4()))]
    assert [answer.status_code for answer in answers] == [404] * 2
    assert await dump() == before


async def test_a_pass_cannot_flood_a_journal(companion: httpx.AsyncClient) -> None:
    many = [_report() for _ in range(50)]
    for _ in range(MOST_SENT // 50):
        assert len(await _send(companion, *many)) == 50
    refused = await companion.post("/api/v1/companion/reports", json={"reports": [_report()]})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/reports")


async def test_codes_cannot_be_guessed_for_long(cast: Cast, app: Litestar, client: httpx.AsyncClient) -> None:
    statuses = [
        (await client.post("/api/v1/companion/sign-in", json={"code": f"2222{place:08}"})).status_code
        for place in range(310)
    ]
    assert statuses[0] == 404
    assert statuses[-1] == 429
