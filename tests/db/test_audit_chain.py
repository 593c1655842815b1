"""Whoever changes, removes or reorders a row of the audit is found, and told where."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import copy_context
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from journal.actions import upkeep
from journal.db import audit, audit_heads, engine
from journal.db.audit_chain import Finding
from journal.db.audit_heads import FilesRefused
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from tests.db.conftest import Connect
from tests.support import NOON, Cast, Clock, Member, SignIn, check_in, sync

Verify = Callable[[], Awaitable[tuple[Finding, ...]]]


@pytest.fixture
def verify(database: Embedded, tmp_path: Path) -> Verify:
    """Follow the audit, as the command line does, against the heads in this test's folder."""

    async def follow() -> tuple[Finding, ...]:
        async with aside():
            verified, _ = await upkeep.verify_audit(database.owner, tmp_path)
        return tuple(verified.findings)

    return follow


@asynccontextmanager
async def aside() -> AsyncIterator[None]:
    """Room for another pool in this process, whose application has the database open."""
    before = engine.bound()
    try:
        yield
    finally:
        engine.bind(before)


async def note(member: Member, action: str, *, patient: Member | None = None) -> None:
    async with transaction(member.scope):
        await audit.note(member.scope, action, at=NOON, patient=patient.own if patient else None, subject=uuid4())


async def history(cast: Cast) -> None:
    """Five rows about Alice, two about Bob, three about nobody, one about Carol."""
    for number in range(5):
        await note(cast.dana, f"journal.read{number}", patient=cast.alice)
    for _ in range(2):
        await note(cast.dana, "recovery.read", patient=cast.bob)
    for _ in range(3):
        await note(cast.dana, "worklist.read")
    await note(cast.sam, "journal.read", patient=cast.carol)


async def keep(now: datetime, folder: Path) -> dict[str, Any]:
    path = await audit_heads.write(folder / upkeep.HEADS, now)
    heads: dict[str, Any] = {head["chain"]: head for head in json.loads(path.read_text())}
    return heads


def places(findings: tuple[Finding, ...]) -> list[tuple[UUID, int]]:
    return [(finding.chain, finding.position) for finding in findings]


async def test_an_audit_that_nobody_touched_is_as_it_was_written(
    cast: Cast, verify: Verify, as_superuser: Connect, tmp_path: Path
) -> None:
    await history(cast)
    assert await verify() == ()
    heads = await keep(NOON, tmp_path)
    assert {chain: head["position"] for chain, head in heads.items()} == {
        str(cast.alice.own): 5,
        str(cast.bob.own): 2,
        str(cast.dana.clinic): 3,
        str(cast.carol.own): 1,
    }
    await history(cast)
    assert await verify() == ()
    async with as_superuser() as connection:
        assert await connection.fetchval("select count(*) from audit where position is null or hash is null") == 0


async def test_every_change_of_a_row_is_found_where_it_is(cast: Cast, verify: Verify, as_superuser: Connect) -> None:
    await history(cast)
    third = "where patient_id = $1 and position = 3"
    for change in (
        "at = at + interval '1 microsecond'",
        "actor_id = null",
        "actor_id = gen_random_uuid()",
        "action = 'journal.record'",
        "subject_id = null",
        "subject_id = gen_random_uuid()",
        "number = 999999",
    ):
        async with as_superuser() as connection, connection.transaction():
            row = await connection.fetchrow(f"select * from audit {third}", cast.alice.own)
            override = "overriding system value " if change.startswith("number") else ""
            await connection.execute("set session_replication_role = replica")
            if override:
                await connection.execute(f"delete from audit {third}", cast.alice.own)
                await _insert(connection, dict(row) | {"number": 999999})
            else:
                await connection.execute(f"update audit set {change} {third}", cast.alice.own)
        assert places(await verify()) == [(cast.alice.own, 3)], change
        async with as_superuser() as connection:
            await connection.execute("set session_replication_role = replica")
            await connection.execute(f"delete from audit {third}", cast.alice.own)
            await _insert(connection, dict(row))
    assert await verify() == ()


async def _insert(connection: Any, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    values = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    await connection.execute(f"insert into audit ({names}) overriding system value values ({values})", *row.values())


async def test_a_row_that_is_moved_to_another_patient_is_missed_and_found(
    cast: Cast, verify: Verify, as_superuser: Connect
) -> None:
    await history(cast)
    async with as_superuser() as connection:
        await connection.execute(
            "update audit set patient_id = $2 where patient_id = $1 and position = 3", cast.alice.own, cast.bob.own
        )
    found = await verify()
    assert (cast.alice.own, 3) in places(found)
    assert {finding.chain for finding in found} == {cast.alice.own, cast.bob.own}


@pytest.mark.parametrize(("gone", "position"), [("= 3", 3), ("= 1", 1), ("in (2, 3)", 2), ("= 5", 5), ("> 0", 1)])
async def test_every_removal_is_found(
    gone: str, position: int, cast: Cast, verify: Verify, as_superuser: Connect
) -> None:
    """In the middle, at the start, at the end, the whole chain."""
    await history(cast)
    async with as_superuser() as connection:
        await connection.execute(f"delete from audit where patient_id = $1 and position {gone}", cast.alice.own)
    found = await verify()
    assert places(found) == [(cast.alice.own, position)]
    assert "gone" in found[0].what


async def test_rows_that_change_places_are_found(cast: Cast, verify: Verify, as_superuser: Connect) -> None:
    await history(cast)
    async with as_superuser() as connection:
        await connection.execute(
            "update audit set position = 7 - position where patient_id = $1 and position in (3, 4)", cast.alice.own
        )
    assert places(await verify())[0] == (cast.alice.own, 3)


async def test_rows_put_in_beside_the_trigger_are_found(cast: Cast, verify: Verify, as_superuser: Connect) -> None:
    await history(cast)
    async with as_superuser() as connection:
        last = await connection.fetchrow("select * from audit where patient_id = $1 and position = 5", cast.alice.own)
        await connection.execute("set session_replication_role = replica")
        await _insert(connection, dict(last) | {"number": 10**6, "position": 6})
        await _insert(connection, dict(last) | {"number": 10**6 + 1, "patient_id": uuid4(), "position": 1})
    assert {finding.position for finding in await verify()} == {6, 1}


REWRITE = """
with recursive kept as (
    select number, row_number() over (order by position) as place,
           audit_said(number, clinic_id, at, actor_id, patient_id, subject_id, action) as said
    from audit where patient_id = $1 and position <> 3
), chained as (
    select place, number, sha256(convert_to(place || said, 'UTF8')) as hash from kept where place = 1
    union all
    select k.place, k.number, sha256(c.hash || convert_to(k.place || k.said, 'UTF8'))
    from kept k join chained c on k.place = c.place + 1
)
update audit a set position = c.place, hash = c.hash from chained c where a.number = c.number
"""
HEAD = """
update audit_head h set position = a.position, hash = a.hash from audit a
where h.chain = $1 and a.patient_id = $1 and a.position = 4
"""


async def test_who_rewrites_rows_and_heads_alike_is_found_by_what_is_kept_outside(
    cast: Cast, verify: Verify, as_superuser: Connect, tmp_path: Path
) -> None:
    await history(cast)
    await keep(NOON, tmp_path)
    async with as_superuser() as connection:
        await connection.execute("set session_replication_role = replica")
        await connection.execute(REWRITE, cast.alice.own)
        await connection.execute(
            "delete from audit where patient_id = $1 and position = 3 and action = 'journal.read2'", cast.alice.own
        )
        await connection.execute(HEAD, cast.alice.own)
    found = await verify()
    assert places(found) == [(cast.alice.own, 5)]
    assert "heads-2026-11-23.json" in found[0].what
    # Further rows do not cover it up.
    await history(cast)
    assert places(await verify()) == [(cast.alice.own, 5)]
    # Without the file nobody could tell.
    (tmp_path / upkeep.HEADS / "heads-2026-11-23.json").unlink()
    assert await verify() == ()


async def test_a_chain_that_is_gone_with_its_head_is_found_by_what_is_kept_outside(
    cast: Cast, verify: Verify, as_superuser: Connect, tmp_path: Path
) -> None:
    await history(cast)
    await keep(NOON, tmp_path)
    async with as_superuser() as connection:
        await connection.execute("delete from audit where patient_id = $1", cast.bob.own)
        await connection.execute("delete from audit_head where chain = $1", cast.bob.own)
    found = await verify()
    assert places(found) == [(cast.bob.own, 2)]


async def test_a_head_that_was_changed_or_removed_is_found(cast: Cast, verify: Verify, as_superuser: Connect) -> None:
    await history(cast)
    async with as_superuser() as connection:
        await connection.execute("update audit_head set hash = sha256(hash) where chain = $1", cast.alice.own)
        await connection.execute("delete from audit_head where chain = $1", cast.bob.own)
    assert sorted(places(await verify())) == sorted([(cast.alice.own, 5), (cast.bob.own, 2)])


async def test_twenty_writers_at_once_leave_whole_chains(cast: Cast, verify: Verify, as_superuser: Connect) -> None:
    async def write(number: int) -> None:
        async with transaction(cast.dana.scope):
            for _ in range(3):
                await audit.note(cast.dana.scope, "a.b", at=NOON, patient=(cast.alice, cast.bob)[number % 2].own)
                await audit.note(cast.dana.scope, "c.d", at=NOON)

    await asyncio.gather(*map(write, range(20)))
    assert await verify() == ()
    async with as_superuser() as connection:
        heads = await connection.fetch("select chain, position from audit_head")
    assert {row["chain"]: row["position"] for row in heads} == {
        cast.alice.own: 30,
        cast.bob.own: 30,
        cast.dana.clinic: 60,
    }


async def test_who_reads_alice_keeps_nobody_from_reading_her_meanwhile(cast: Cast) -> None:
    elsewhere = copy_context()
    async with transaction(cast.dana.scope):
        await audit.note(cast.dana.scope, "journal.read", at=NOON, patient=cast.alice.own)
        async with asyncio.timeout(3):
            await asyncio.create_task(note(cast.nadia, "journal.read", patient=cast.alice), context=elsewhere)


async def test_a_sync_of_many_entries_is_chained_in_their_order(
    cast: Cast, signed_in: SignIn, verify: Verify, as_superuser: Connect
) -> None:
    entries = [check_in() for _ in range(60)]
    await sync(await signed_in(cast.alice), cast.alice, *entries)
    assert await verify() == ()
    async with as_superuser() as connection:
        rows = await connection.fetch("select subject_id from audit where action = 'entry.record' order by position")
    assert [str(row["subject_id"]) for row in rows] == [entry["id"] for entry in entries]


async def test_the_application_can_add_and_nothing_else(cast: Cast, as_app: Connect) -> None:
    await history(cast)
    for statement in (
        "update audit set action = 'x'",
        "delete from audit",
        "truncate audit",
        "insert into audit_head values ($1, $1, 1, '')",
        "update audit_head set position = 1",
        "delete from audit_head",
        "alter table audit disable trigger link_audit",
        "set session_replication_role = replica",
        "drop trigger link_audit on audit",
    ):
        async with as_app(clinic=cast.dana.clinic) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement.replace("$1", f"'{cast.dana.clinic}'"))


async def test_a_place_and_a_hash_of_ones_own_are_overwritten(cast: Cast, verify: Verify, as_app: Connect) -> None:
    await history(cast)
    async with as_app(clinic=cast.dana.clinic) as connection:
        await connection.execute(
            """
            insert into audit (clinic_id, at, action, patient_id, position, hash) values ($1, now(), 'x', $2, 99, 'x')
            """,
            cast.dana.clinic,
            cast.alice.own,
        )
    assert await verify() == ()


async def test_who_has_no_scope_adds_nothing(cast: Cast, as_app: Connect) -> None:
    for scope in ({}, {"clinic": cast.carol.clinic}, {"clinic": cast.alice.clinic, "patient": cast.bob.own}):
        async with as_app(**scope) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(
                    "insert into audit (clinic_id, at, action, patient_id) values ($1, now(), 'x', $2)",
                    cast.alice.clinic,
                    cast.alice.own,
                )


async def test_a_days_file_keeps_what_it_has_and_is_read_by_its_owner_alone(cast: Cast, tmp_path: Path) -> None:
    await history(cast)
    await keep(NOON, tmp_path)
    path = tmp_path / upkeep.HEADS / "heads-2026-11-23.json"
    first = json.loads(path.read_text())
    await keep(NOON + timedelta(hours=1), tmp_path)
    assert json.loads(path.read_text()) == first
    await note(cast.dana, "journal.read", patient=cast.alice)
    await keep(NOON + timedelta(hours=2), tmp_path)
    again = json.loads(path.read_text())
    assert again[: len(first)] == first
    assert [(head["chain"], head["position"]) for head in again[len(first) :]] == [(str(cast.alice.own), 6)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.glob("[!.]*")] == [path.name]


async def _appears(path: Path) -> None:
    for _ in range(500):
        if path.exists():
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"{path.name} was not written")


async def test_a_running_journal_keeps_the_heads_by_itself_and_again_the_next_day(
    cast: Cast, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await history(cast)
    monkeypatch.setattr(audit_heads, "_LOOK_SECONDS", 0.02)
    task = asyncio.create_task(audit_heads.write_daily(tmp_path, clock))
    try:
        await _appears(tmp_path / "heads-2026-11-23.json")
        clock.forward(days=1)
        await _appears(tmp_path / "heads-2026-11-24.json")
    finally:
        task.cancel()
        await asyncio.wait({task})


async def test_a_file_that_cannot_be_read_is_said(cast: Cast, verify: Verify, tmp_path: Path) -> None:
    (tmp_path / upkeep.HEADS).mkdir()
    (tmp_path / upkeep.HEADS / "heads-2026-11-23.json").write_text("{")
    with pytest.raises(FilesRefused):
        await verify()
