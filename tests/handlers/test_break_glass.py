"""Emergency access: Nils, a provider of North who cares for nobody, opens Alice's journal, and it is known."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support import Clock, SignIn, batch, check_in
from tests.worlds import Dump, World, session_body, summary_body

REASON = {"reason": "Her provider is away, and she is on the phone."}


def _path(world: World, rest: str) -> str:
    return f"/api/v1/patients/{world.alice.patient}/{rest}"


async def _find(client: httpx.AsyncClient, name: str, born: str = "1986-04-19") -> httpx.Response:
    return await client.post("/api/v1/patients/find", json={"name": name, "birth_date": born})


async def _notices(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/api/v1/notices")).json()["notices"]
    return [notice for notice in found if notice["kind"] == "glass_broken"]


@pytest.mark.parametrize("name", ["Alice", "  aLICE ", "ＡＬＩＣＥ"])
async def test_nils_finds_alice_by_her_exact_name_and_birth_date(name: str, world: World, signed_in: SignIn) -> None:
    found = await _find(await signed_in(world.nils), name)
    assert (found.status_code, found.json()) == (200, {"patient_id": world.alice.patient})


async def test_part_of_a_name_another_day_and_another_clinics_patient_find_nobody(
    world: World, signed_in: SignIn
) -> None:
    nils = await signed_in(world.nils)
    asked = (("Ali", "1986-04-19"), ("Alice", "1986-04-20"), ("Carol", "1986-04-19"), ("%", "1986-04-19"))
    answers = [await _find(nils, *who) for who in asked]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


async def test_two_who_are_alike_are_not_told_apart_by_a_guess(world: World, signed_in: SignIn) -> None:
    nadia = await signed_in(world.cast.nadia)
    assert (await nadia.put(f"/api/v1/people/{world.bob.person}", json={"name": "Alice"})).status_code == 204
    assert (await _find(await signed_in(world.nils), "Alice")).status_code == 404


async def test_looking_for_patients_is_counted_and_put_on_record(world: World, signed_in: SignIn) -> None:
    nils, nadia = await signed_in(world.nils), await signed_in(world.cast.nadia)
    answers = [await _find(nils, name) for name in ("Alice", *["Nobody"] * 31)]
    assert (answers[1].status_code, answers[-1].status_code) == (404, 429)
    assert int(answers[-1].headers["retry-after"]) > 0
    events = (await nadia.get("/api/v1/audit", params={"action": "patient.find"})).json()["events"]
    assert events[-1]["actor"]["name"] == "Nils"
    assert [event["patient"] and event["patient"]["name"] for event in events[-2:]] == [None, "Alice"]


async def test_with_a_reason_nils_reads_alices_journal_for_four_hours(
    world: World, signed_in: SignIn, clock: Clock
) -> None:
    nils = await signed_in(world.nils)
    began = clock.now
    assert (await nils.get(_path(world, "journal"))).status_code == 404
    broken = await nils.post(_path(world, "break-glass"), json=REASON)
    assert broken.status_code == 201
    assert datetime.fromisoformat(broken.json()["until"]) == began + timedelta(hours=4)
    for rest in ("journal", "journal?from=2026-11-01&to=2026-11-30", "recovery", "sessions", "questionnaires"):
        assert (await nils.get(_path(world, rest))).status_code == 200, rest
    patient = (await nils.get(f"/api/v1/patients/{world.alice.patient}")).json()
    assert (patient["access"], patient["until"]) == ("glass", broken.json()["until"])
    assert patient["person_id"] is None
    while clock.now + timedelta(minutes=10) < began + timedelta(hours=4):
        clock.forward(minutes=10)
        assert (await nils.get(_path(world, "journal"))).status_code == 200
    clock.forward(minutes=11)
    for rest in ("journal", "recovery", "sessions", "questionnaires"):
        assert (await nils.get(_path(world, rest))).status_code == 404, rest


async def test_the_glass_that_nils_broke_opens_alices_journal_and_to_nobody_but_him(
    world: World, signed_in: SignIn
) -> None:
    nils, dana, nadia = [await signed_in(member) for member in (world.nils, world.cast.dana, world.cast.nadia)]
    alice, bob = (f"/api/v1/patients/{target.patient}" for target in (world.alice, world.bob))
    assert (await nils.post(f"{alice}/break-glass", json={"reason": "on call tonight"})).status_code == 201
    assert (await nadia.delete(f"{alice}/care-team/{world.alice.provider}")).status_code == 204
    assert ((await nils.get(alice)).status_code, (await nils.get(bob)).status_code) == (200, 404)
    assert (await dana.get(alice)).status_code == 404


async def test_through_broken_glass_nothing_is_written_sent_away_or_marked_as_seen(
    world: World, signed_in: SignIn, dump: Dump
) -> None:
    nils, alice = await signed_in(world.nils), await signed_in(world.cast.alice)
    await nils.post(_path(world, "break-glass"), json=REASON)
    seen = (await alice.get(_path(world, "journal"))).json()["seen"]
    before = await dump()
    refused = [
        await nils.post(_path(world, "journal"), json=batch(check_in())),
        await nils.put(_path(world, f"sessions/{world.alice.session}"), json=session_body()),
        await nils.post(_path(world, "summary"), json=summary_body()),
        await nils.post(_path(world, "summary/preview"), json=summary_body()),
        await nils.post(_path(world, "companion-passes"), json={}),
        await nils.get(_path(world, "companion-passes")),
        await nils.post(f"/api/v1/alerts/{world.alice.alert}/acknowledge"),
    ]
    assert [answer.status_code for answer in refused] == [403, *[404] * 6]
    assert (await nils.get("/api/v1/patients")).json()["patients"] == []
    assert (await nils.get("/api/v1/alerts")).json()["alerts"] == []
    assert (await nils.get(_path(world, "journal"))).status_code == 200
    assert (await alice.get(_path(world, "journal"))).json()["seen"] == seen
    assert await dump() == before


async def test_alice_and_every_admin_who_can_come_in_are_told_and_nobody_else(world: World, signed_in: SignIn) -> None:
    nils = await signed_in(world.nils)
    until = (await nils.post(_path(world, "break-glass"), json=REASON)).json()["until"]
    for member in (world.cast.alice, world.cast.nadia):
        [notice] = await _notices(await signed_in(member))
        assert (notice["facts"]["by"], notice["facts"]["patient"]) == ("Nils", "Alice")
        assert datetime.fromisoformat(notice["facts"]["until"]) == datetime.fromisoformat(until)
    for member in (world.cast.bob, world.cast.dana, world.cast.sofia):
        assert await _notices(await signed_in(member)) == []


async def test_every_read_through_broken_glass_is_on_record(world: World, signed_in: SignIn) -> None:
    nils = await signed_in(world.nils)
    await nils.post(_path(world, "break-glass"), json=REASON)
    await nils.get(_path(world, "journal"))
    await nils.get(_path(world, "recovery"))
    query = {"actor": str(world.nils.id), "patient": world.alice.patient}
    events = (await (await signed_in(world.cast.nadia)).get("/api/v1/audit", params=query)).json()["events"]
    assert [event["action"] for event in events] == ["recovery.read", "journal.read", "glass.break"]


@pytest.mark.parametrize("reason", ["", "  ", "ab", "x" * 501, "no\x00text"])
async def test_without_a_reason_the_glass_stays_whole(reason: str, world: World, signed_in: SignIn, dump: Dump) -> None:
    nils = await signed_in(world.nils)
    before = await dump()
    refused = await nils.post(_path(world, "break-glass"), json={"reason": reason})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/reason")
    assert await dump() == before


async def test_carols_glass_cannot_be_broken_from_north(world: World, signed_in: SignIn, dump: Dump) -> None:
    nils = await signed_in(world.nils)
    before = await dump()
    answers = [
        await nils.post(f"/api/v1/patients/{patient}/break-glass", json=REASON)
        for patient in (world.carol.patient, str(uuid4()))
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert await dump() == before


async def test_a_second_reason_stands_beside_the_first(world: World, signed_in: SignIn, dump: Dump) -> None:
    nils = await signed_in(world.nils)
    before = len((await dump())["emergency_access"])
    for _ in range(2):
        assert (await nils.post(_path(world, "break-glass"), json=REASON)).status_code == 201
    assert len((await dump())["emergency_access"]) == before + 2


async def test_who_comes_to_care_for_alice_needs_no_glass(world: World, signed_in: SignIn) -> None:
    nils, nadia = await signed_in(world.nils), await signed_in(world.cast.nadia)
    await nils.post(_path(world, "break-glass"), json=REASON)
    assert (await nadia.put(_path(world, f"care-team/{world.nils.id}"))).status_code == 204
    patient = (await nils.get(f"/api/v1/patients/{world.alice.patient}")).json()
    assert (patient["access"], patient["until"]) == ("care", None)
    assert (await nils.post(_path(world, "break-glass"), json=REASON)).status_code == 409
    assert (await nadia.delete(_path(world, f"care-team/{world.nils.id}"))).status_code == 204
    assert (await nils.get(f"/api/v1/patients/{world.alice.patient}")).json()["access"] == "glass"


async def test_a_glass_is_broken_by_somebody_who_has_just_proven_who_they_are(
    world: World, signed_in: SignIn, clock: Clock
) -> None:
    nils = await signed_in(world.nils)
    clock.forward(minutes=6)
    refused = await nils.post(_path(world, "break-glass"), json=REASON)
    assert (refused.status_code, refused.json()["needs"]) == (403, "step_up")
