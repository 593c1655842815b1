"""What a person writes in words is stored sealed, opens where it was written, and nowhere else."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from journal.db import engine, keys, sealing
from journal.db.engine import Unavailable, transaction
from journal.db.keyring import FileRing
from journal.db.sealing import Place
from journal.settings import Settings
from tests.db.conftest import Connect
from tests.support import NOON, ZONE, Cast, Member, SignIn, batch, check_in, side_effect, sync, uuid7
from tests.worlds import session_body, summary_body

CANARY = "zinnober-owl"


def event(**fields: Any) -> dict[str, Any]:
    """A life event on the wire."""
    envelope = {"kind": "event", "id": uuid7(NOON), "occurred_at": NOON.isoformat(), "zone": ZONE}
    return envelope | {"title": f"{CANARY} title"} | fields


def medicine(**fields: Any) -> dict[str, Any]:
    """A medicine on the wire."""
    envelope = {"kind": "medication_statement", "id": uuid7(NOON), "occurred_at": NOON.isoformat(), "zone": ZONE}
    said = {"name": f"{CANARY} medicine", "dose_text": f"{CANARY} daily", "status": "taking"}
    return envelope | said | fields


async def journal(client: httpx.AsyncClient, member: Member) -> dict[str, dict[str, Any]]:
    """A patient's journal as somebody reads it, by id."""
    response = await client.get(f"/api/v1/patients/{member.own}/journal", params={"after": 0})
    assert response.status_code == 200, response.text
    return {entry["id"]: entry for entry in response.json()["entries"]}


async def everything(as_superuser: Connect) -> str:
    """Every row of every table there is."""
    async with as_superuser() as connection:
        names = await connection.fetch("select oid::regclass::text as name from pg_class where relkind = 'r'")
        tables = [row["name"] for row in names if "." not in row["name"] and not row["name"].startswith("pg_")]
        rows = [row for name in tables for row in await connection.fetch(f"select t::text from {name} t")]
    return "\n".join(row[0] for row in rows)


async def write_everywhere(signed_in: SignIn, cast: Cast) -> tuple[httpx.AsyncClient, httpx.AsyncClient]:
    """Alice writes in words wherever one can, Dana about her; both are signed in."""
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    path, session = f"/api/v1/patients/{cast.alice.own}", str(uuid4())
    words = {
        "premedication": [{"name": f"{CANARY} tablet", "dose": f"{CANARY} dose"}],
        "interventions": [{"at": NOON.isoformat(), "what": f"{CANARY} done"}],
        "discharge": {"at": NOON.isoformat(), "criteria_met": True, "escort": f"{CANARY} friend"},
    }
    put = await dana.put(f"{path}/sessions/{session}", json=session_body(note=f"{CANARY} session", **words))
    assert put.status_code == 200, put.text
    await sync(
        alice,
        cast.alice,
        check_in(note={"text": f"{CANARY} shared"}),
        check_in(note={"text": f"{CANARY} own", "private": True}),
        side_effect(session_id=session, note={"text": f"{CANARY} effect"}),
        event(note={"text": f"{CANARY} event"}),
        medicine(),
        check_in(),
    )
    page = await dana.post(f"{path}/summary", json=summary_body(recipient=f"Dr. {CANARY}"))
    assert page.status_code == 200, page.text
    return alice, dana


async def test_words_are_in_no_table_and_in_no_log_and_come_back_as_they_were(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, capfd: pytest.CaptureFixture[str]
) -> None:
    alice, dana = await write_everywhere(signed_in, cast)
    assert CANARY not in await everything(as_superuser)
    read = json.dumps(await journal(alice, cast.alice))
    assert all(
        f"{CANARY} {each}" in read for each in ("shared", "own", "effect", "title", "event", "medicine", "daily")
    )
    read = json.dumps(await journal(dana, cast.alice))
    assert f"{CANARY} shared" in read
    assert f"{CANARY} own" not in read
    sessions = await dana.get(f"/api/v1/patients/{cast.alice.own}/sessions")
    assert sessions.json()["sessions"][0]["note"] == f"{CANARY} session"
    assert all(f"{CANARY} {each}" in sessions.text for each in ("tablet", "dose", "done", "friend"))
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err


async def test_ratings_stay_where_they_can_be_queried(cast: Cast, signed_in: SignIn, as_superuser: Connect) -> None:
    await sync(await signed_in(cast.alice), cast.alice, check_in(mood=3, note={"text": CANARY}))
    async with as_superuser() as connection:
        row = await connection.fetchrow("select mood, (content ->> 'mood')::float as said, content from entry")
    assert (row["mood"], row["said"]) == (3, 3)
    assert json.loads(row["content"])["note"].keys() == {"sealed", "private"}


async def test_a_note_sent_again_is_known_and_another_is_a_conflict(cast: Cast, signed_in: SignIn) -> None:
    alice = await signed_in(cast.alice)
    sent = check_in(note={"text": CANARY})
    for said, status in ((sent, "accepted"), (sent, "duplicate"), (sent | {"note": {"text": "else"}}, "conflict")):
        assert [result["status"] for result in (await sync(alice, cast.alice, said))["results"]] == [status]


async def _set(connection: Any, entry: str, sql: str, *values: object) -> None:
    assert await connection.execute(f"update entry set content = {sql} where id = $1", entry, *values) == "UPDATE 1"


async def test_words_that_were_changed_are_told_as_unreadable_and_the_rest_stays(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, capfd: pytest.CaptureFixture[str]
) -> None:
    alice = await signed_in(cast.alice)
    broken, whole, named = check_in(note={"text": CANARY}), check_in(note={"text": "whole"}), event()
    await sync(alice, cast.alice, broken, whole, named)
    async with as_superuser() as connection:
        sealed = await connection.fetchval("select content #>> '{note,sealed}' from entry where id = $1", broken["id"])
        flipped = sealed[:-8] + ("A" if sealed[-8] != "A" else "B") + sealed[-7:]
        for value in (flipped, "", "no base64", sealed[:20], "AQAC" + sealed[4:]):
            await _set(connection, broken["id"], "jsonb_set(content, '{note,sealed}', to_jsonb($2::text))", value)
            read = await journal(alice, cast.alice)
            assert (read[broken["id"]]["unreadable"], read[broken["id"]]["note"]["text"]) == (True, "")
            assert read[broken["id"]]["mood"] == 5
            assert read[whole["id"]]["note"]["text"] == "whole"
            assert "unreadable" not in read[whole["id"]]
        await _set(connection, named["id"], "jsonb_set(content, '{title}', '{\"sealed\": \"AAAA\"}')")
        read = await journal(alice, cast.alice)
        assert (read[named["id"]]["unreadable"], read[named["id"]]["title"]) == (True, "")
    # What was written is not what stands there now, so the phone that sends it again is not told that it is safe.
    assert (await sync(alice, cast.alice, broken))["results"][0]["status"] == "conflict"
    assert (await sync(alice, cast.alice, check_in()))["results"][0]["status"] == "accepted"
    said = capfd.readouterr()
    assert not [name for name in (broken["id"], str(cast.alice.own), CANARY) if name in said.out + said.err]


async def test_words_that_were_moved_do_not_open(cast: Cast, signed_in: SignIn, as_superuser: Connect) -> None:
    alice, bob = await signed_in(cast.alice), await signed_in(cast.bob)
    hers, other, his = (check_in(note={"text": f"{CANARY} {number}"}) for number in range(3))
    named = event(note={"text": CANARY})
    await sync(alice, cast.alice, hers, other, named)
    await sync(bob, cast.bob, his)
    async with as_superuser() as connection:
        note = await connection.fetchval("select (content -> 'note')::text from entry where id = $1", hers["id"])
        for entry in (other, his):
            await _set(connection, entry["id"], "jsonb_set(content, '{note}', $2::jsonb)", note)
        await _set(
            connection,
            named["id"],
            "content || jsonb_build_object('title', content -> 'note', 'note', content -> 'title')",
        )
    for client, member, moved in ((alice, cast.alice, other), (bob, cast.bob, his), (alice, cast.alice, named)):
        read = (await journal(client, member))[moved["id"]]
        assert read["unreadable"] is True
        assert CANARY not in json.dumps(read)


async def test_a_private_note_whose_mark_was_changed_is_told_to_nobody(
    cast: Cast, signed_in: SignIn, as_superuser: Connect
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    own = check_in(note={"text": CANARY, "private": True})
    await sync(alice, cast.alice, own)
    async with as_superuser() as connection:
        await _set(connection, own["id"], "jsonb_set(content, '{note,private}', 'false')")
    read = (await journal(dana, cast.alice))[own["id"]]
    assert (read["note"]["text"], read["unreadable"]) == ("", True)


async def test_that_a_private_note_is_unreadable_is_the_patients_to_know(
    cast: Cast, signed_in: SignIn, as_superuser: Connect
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    own = check_in(note={"text": CANARY, "private": True})
    await sync(alice, cast.alice, own)
    async with as_superuser() as connection:
        await _set(connection, own["id"], "jsonb_set(content, '{note,sealed}', '\"AAAA\"')")
    assert (await journal(alice, cast.alice))[own["id"]]["unreadable"] is True
    seen = (await journal(dana, cast.alice))[own["id"]]
    assert (seen["note"], "unreadable" in seen) == (None, False)


async def test_a_sessions_note_that_was_changed_is_unreadable_and_the_session_stays(
    cast: Cast, signed_in: SignIn, as_superuser: Connect
) -> None:
    _, dana = await write_everywhere(signed_in, cast)
    async with as_superuser() as connection:
        await connection.execute("update treatment_session set note = 'sealed:AAAA'")
    session = (await dana.get(f"/api/v1/patients/{cast.alice.own}/sessions")).json()["sessions"][0]
    assert (session["note"], session["unreadable"], session["dose_mg"]) == (None, True, 35)


async def test_the_database_stores_no_words_in_the_clear(cast: Cast, signed_in: SignIn, as_superuser: Connect) -> None:
    await write_everywhere(signed_in, cast)
    async with as_superuser() as connection:
        for statement in (
            """update entry set content = content || '{"note": {"text": "x", "private": false}}'""",
            """update entry set content = content || '{"title": "x"}'""",
            "update treatment_session set note = 'x'",
            "update disclosure set recipient = 'x'",
        ):
            with pytest.raises(asyncpg.CheckViolationError):
                await connection.execute(statement)


async def test_a_sync_without_words_asks_for_no_key(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    fetch = engine.fetch

    async def listen(sql: str, *args: object) -> Any:
        asked.append(sql)
        return await fetch(sql, *args)

    alice = await signed_in(cast.alice)
    monkeypatch.setattr(engine, "fetch", listen)
    await sync(alice, cast.alice, check_in(), side_effect())
    without = len(asked)
    assert not [sql for sql in asked if "patient_key" in sql]
    asked.clear()
    await sync(alice, cast.alice, check_in(note={"text": CANARY}), side_effect(), after=2)
    assert [sql for sql in asked if "patient_key" in sql]
    asked.clear()
    await sync(alice, cast.alice, check_in(note={"text": CANARY}), side_effect(), after=4)  # reads what it lacks
    asked.clear()
    await sync(alice, cast.alice, check_in(note={"text": CANARY}), side_effect(), after=6)
    assert len(asked) == without, "a key that is held costs nothing either"
    async with as_superuser() as connection:
        assert await connection.fetchval("select count(*) from patient_key") == 1


async def test_a_key_that_was_rolled_back_seals_nothing_more(cast: Cast, settings: Settings) -> None:
    scope, place = cast.alice.scope, Place(table="entry", column="content.note", row=uuid4())

    async def fail() -> None:
        async with transaction(scope):
            first = await sealing.sealer(scope, cast.alice.own)
            opener = await sealing.opener(scope, [cast.alice.own])
            assert opener.open(cast.alice.own, place, first.seal(place, CANARY)) == CANARY
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with transaction(scope):
        sealed = (await sealing.sealer(scope, cast.alice.own)).seal(place, CANARY)
    keys.use(FileRing(settings.key_file))  # as another process would
    async with transaction(scope):
        assert (await sealing.opener(scope, [cast.alice.own])).open(cast.alice.own, place, sealed) == CANARY


async def test_of_many_first_notes_at_once_one_makes_the_key(
    cast: Cast, as_superuser: Connect, settings: Settings
) -> None:
    scope, places = cast.dana.scope, [Place(table="disclosure", column="recipient", row=uuid4()) for _ in range(8)]

    async def write(place: Place) -> str:
        async with transaction(scope):
            return (await sealing.sealer(scope, cast.alice.own)).seal(place, CANARY)

    sealed = await asyncio.gather(*map(write, places))
    keys.use(FileRing(settings.key_file))
    async with transaction(scope):
        opener = await sealing.opener(scope, [cast.alice.own])
        assert [opener.open(cast.alice.own, *each) for each in zip(places, sealed, strict=True)] == [CANARY] * 8
    async with as_superuser() as connection:
        assert await connection.fetchval("select count(*) from patient_key") == 1


async def test_no_two_texts_are_sealed_alike(cast: Cast) -> None:
    place = Place(table="entry", column="content.note", row=uuid4())
    async with transaction(cast.alice.scope):
        sealer = await sealing.sealer(cast.alice.scope, cast.alice.own)
        assert len({sealer.seal(place, CANARY) for _ in range(1000)}) == 1000


async def test_one_process_holds_few_keys(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_HELD", 1)
    for member in (cast.alice, cast.bob, cast.alice):
        for _ in range(2):
            async with transaction(member.scope):
                assert await keys.to_seal(member.scope, member.own)
        assert list(keys._held) == [(member.clinic, member.own)]


async def test_bobs_key_in_alices_place_opens_nothing_and_seals_nothing(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, settings: Settings
) -> None:
    alice = await signed_in(cast.alice)
    entry = check_in(note={"text": CANARY})
    await sync(alice, cast.alice, entry)
    await sync(await signed_in(cast.bob), cast.bob, check_in(note={"text": CANARY}))
    async with as_superuser() as connection:
        await connection.execute(
            """
            update patient_key set wrapped = (select wrapped from patient_key where patient_id = $2)
            where patient_id = $1
            """,
            cast.alice.own,
            cast.bob.own,
        )
    keys.use(FileRing(settings.key_file))
    assert (await journal(alice, cast.alice))[entry["id"]]["unreadable"] is True
    path = f"/api/v1/patients/{cast.alice.own}/journal"
    refused = await alice.post(path, json=batch(check_in(note={"text": CANARY})))
    assert refused.status_code == 503
    assert len(await journal(alice, cast.alice)) == 1
    assert (await alice.post(path, json=batch(check_in()))).status_code == 200


async def test_a_companion_holds_no_key(cast: Cast, signed_in: SignIn, as_app: Connect) -> None:
    await sync(await signed_in(cast.alice), cast.alice, check_in(note={"text": CANARY}))
    for purpose, count in (("", 1), ("companion", 0)):
        async with as_app(clinic=cast.alice.clinic, patient=cast.alice.own, purpose=purpose) as connection:
            assert await connection.fetchval("select count(*) from patient_key") == count


async def test_upkeep_is_the_owners_alone(cast: Cast, signed_in: SignIn, as_app: Connect) -> None:
    await sync(await signed_in(cast.alice), cast.alice, check_in(note={"text": CANARY}))
    async with as_app(purpose="upkeep") as connection:
        for table in ("patient_key", "audit", "audit_head", "entry"):
            assert await connection.fetchval(f"select count(*) from {table}") == 0, table


async def test_without_a_scope_nobody_makes_a_key(cast: Cast) -> None:
    with pytest.raises((asyncpg.InsufficientPrivilegeError, Unavailable)):
        async with transaction(None):
            await keys.to_seal(cast.alice.scope, cast.alice.own)
