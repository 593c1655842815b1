"""The second wall: what the database itself refuses, should the application ever ask wrongly."""

import re
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from journal.db import engine, tables
from journal.db.engine import transaction
from tests.db.conftest import Connect
from tests.support import Cast
from tests.worlds import World

TABLES = tuple(table._meta.tablename for table in tables.ALL)

# Looked up by the hash of a cookie before anybody is known; it holds nothing of what a patient wrote.
# Counts of attempts are kept before anybody is known, too: hashes and numbers, of no clinic.
OF_NO_CLINIC = {"throttle"}
UNWALLED = {"sign_in"} | OF_NO_CLINIC
# Shown to the person they are about, and to nobody else of the clinic.
OWN = {"notice", "known_client", "ceremony"}
OF_PATIENTS = (
    "patient",
    "care_relation",
    "entry",
    "treatment_session",
    "alert",
    "alert_report",
    "alert_step",
    "companion_pass",
    "emergency_access",
    "disclosure",
    "patient_key",
    "patient_figures",
    "annotation",
    "condition_change",
    "audit",
)

# Column by column, all that may ever change or go.
UPDATABLE = {
    "clinic": {
        "name",
        "phone",
        "hours",
        "zone",
        "emergency",
        "crisis_line",
        "crisis_line_name",
        "words",
        "office_hours",
        "on_call_name",
        "on_call_phone",
    },
    "person": {
        "name",
        "email",
        "passphrase_hash",
        "totp_secret",
        "totp_step",
        "disabled_at",
        "recovery_code_hash",
    },
    "patient": {"name", "conditions", "last_number", "sessions_version", "seen_number", "seen_at"},
    "care_relation": {"since", "ended_at"},
    "companion_pass": {"withdrawn_at", "sent"},
    "sign_in": {"last_seen_at", "verified_at"},
    "notice": {"seen_at"},
    "invitation": {"attempts_left", "accepted_at", "withdrawn_at"},
    "passkey": {"sign_count", "last_used_at"},
    "throttle": {"attempts", "until"},
    "questionnaire": {"retired_at"},
    "patient_figures": {"number", "sessions_version", "basis", "figures", "outcome", "computed_at"},
    "alert": {"owner_id", "acknowledged_at", "resolved_at", "outcome", "note"},
}
FROZEN = (
    "entry",
    "treatment_session",
    "emergency_access",
    "disclosure",
    "patient_key",
    "annotation",
    "condition_change",
    "alert_report",
    "alert_step",
    "rule_set",
    "audit",
    "audit_head",
)


async def _count(connection: Any, table: str, where: str = "true", *args: object) -> int:
    return int(await connection.fetchval(f"select count(*) from {table} where {where}", *args))


async def test_row_security_is_forced_on_every_table_that_holds_anything_of_anybody(
    cast: Cast, as_superuser: Connect
) -> None:
    async with as_superuser() as connection:
        named: Sequence[Any] = await connection.fetch(
            """
            select table_name, bool_or(column_name in ('patient_id', 'clinic_id')) as owned
            from information_schema.columns join information_schema.tables using (table_schema, table_name)
            where table_schema = 'public' and table_type = 'BASE TABLE' group by table_name
            """
        )
        held = {row["table_name"] for row in named if row["owned"] or row["table_name"] in {"clinic", "person"}}
        forced = {
            row["relname"]
            for row in await connection.fetch(
                "select relname from pg_class where relkind = 'r' and relrowsecurity and relforcerowsecurity"
            )
        }
    assert held | OF_NO_CLINIC == set(TABLES)
    assert held - UNWALLED == forced


async def test_without_a_scope_no_row_of_anybody_is_there(world: World, as_app: Connect, as_superuser: Connect) -> None:
    async with as_superuser() as connection:
        assert all([await _count(connection, table) for table in TABLES])
    async with as_app() as connection:
        assert {table: await _count(connection, table) for table in TABLES if table not in UNWALLED} == dict.fromkeys(
            set(TABLES) - UNWALLED, 0
        )


async def test_while_somebody_signs_in_accounts_can_be_looked_up_and_nothing_else(
    world: World, as_app: Connect
) -> None:
    async with as_app(purpose="sign-in") as connection:
        seen = {table for table in TABLES if await _count(connection, table)}
        assert seen == {"person", "patient", "passkey", "invitation", "companion_pass", "sign_in", "throttle"}
        assert await connection.execute("update person set totp_step = 0") == "UPDATE 0"
        assert await connection.execute("update patient set seen_number = 0") == "UPDATE 0"


async def test_souths_scope_shows_nothing_of_north(world: World, as_app: Connect) -> None:
    north, south = world.cast.alice.clinic, world.cast.carol.clinic
    async with as_app(clinic=south) as connection:
        for table in set(TABLES) - UNWALLED - OWN - {"clinic"}:
            assert await _count(connection, table, "clinic_id = $1", north) == 0, table
            assert await _count(connection, table, "clinic_id = $1", south) > 0, table
        assert await _count(connection, "clinic", "id = $1", north) == 0


async def test_alices_own_scope_shows_nothing_of_bob(world: World, as_app: Connect) -> None:
    clinic, alice, bob = world.cast.alice.clinic, world.cast.alice.own, world.cast.bob.own
    async with as_app(clinic=clinic, patient=alice) as connection:
        for table in OF_PATIENTS:
            column = "id" if table == "patient" else "patient_id"
            assert await _count(connection, table, f"{column} = $1", bob) == 0, table
            assert await _count(connection, table, f"{column} = $1", alice) > 0, table
            assert await _count(connection, table, f"{column} is distinct from $1", alice) == 0, table
        assert await _count(connection, "person") == 0


async def test_a_patient_of_another_clinic_in_the_scope_opens_nothing(world: World, as_app: Connect) -> None:
    async with as_app(clinic=world.cast.carol.clinic, patient=world.cast.alice.own) as connection:
        assert {table: await _count(connection, table) for table in OF_PATIENTS} == dict.fromkeys(OF_PATIENTS, 0)


async def test_a_scope_that_is_no_uuid_opens_nothing(world: World, as_app: Connect) -> None:
    async with as_app(clinic="%") as connection:
        with pytest.raises(asyncpg.InvalidTextRepresentationError):
            await _count(connection, "entry")


@pytest.mark.parametrize("table", FROZEN)
async def test_what_was_written_is_never_changed_and_never_deleted(table: str, world: World, as_app: Connect) -> None:
    for statement in (f"update {table} set clinic_id = clinic_id", f"delete from {table}", f"truncate {table}"):
        async with as_app(clinic=world.cast.alice.clinic) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)


async def test_the_application_may_change_these_columns_and_no_other(cast: Cast, as_superuser: Connect) -> None:
    async with as_superuser() as connection:
        columns = await connection.fetch(
            """
            select table_name, column_name from information_schema.column_privileges
            where grantee in ('journal_app', 'PUBLIC') and table_schema = 'public' and privilege_type = 'UPDATE'
            """
        )
        whole = await connection.fetch(
            """
            select table_name, privilege_type from information_schema.table_privileges
            where grantee in ('journal_app', 'PUBLIC') and table_schema = 'public'
            """
        )
    found: dict[str, set[str]] = {}
    for row in columns:
        found.setdefault(row["table_name"], set()).add(row["column_name"])
    assert found == UPDATABLE
    rights = {(row["table_name"], row["privilege_type"]) for row in whole}
    assert {right for _, right in rights} == {"SELECT", "INSERT", "DELETE"}
    assert {table for table, right in rights if right == "DELETE"} == {"sign_in", "throttle", "passkey", "ceremony"}
    assert {table for table, _ in rights} == set(TABLES)


async def test_the_applications_role_owns_nothing_and_can_step_around_nothing(
    cast: Cast, as_superuser: Connect
) -> None:
    async with as_superuser() as connection:
        role = await connection.fetchrow("select * from pg_roles where rolname = 'journal_app'")
        owned = await connection.fetchval("select count(*) from pg_class where relowner = $1", role["oid"])
        member = await connection.fetchval("select count(*) from pg_auth_members where member = $1", role["oid"])
    flags = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")
    assert [role[flag] for flag in flags] == [False] * 5
    assert (owned, member) == (0, 0)


async def test_the_application_cannot_make_or_alter_a_table(cast: Cast, as_app: Connect) -> None:
    for statement in (
        "create table mine (id int)",
        "alter table entry disable row level security",
        "drop policy scope on entry",
        "create policy open on entry using (true)",
        "set role journal_owner",
        "set session authorization postgres",
        "create function f() returns int language sql security definer as 'select 1'",
        "select * from migration",
    ):
        async with as_app(clinic=cast.alice.clinic) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)


ENTRY = """
insert into entry (clinic_id, patient_id, number, id, kind, occurred_at, zone, offset_minutes, local_date, recorded_at,
                   received_at, late, source, device, content)
values ($1, $2, $3, $4, 'event', now(), 'UTC', 0, current_date, now(), now(), false, 'patient', 'x', '{}')
"""


async def test_nobody_writes_through_a_scope_that_is_not_the_patients(world: World, as_app: Connect) -> None:
    alice, bob, carol = world.cast.alice, world.cast.bob, world.cast.carol
    for scope, into in (
        ({"clinic": alice.clinic, "patient": alice.own}, bob),
        ({"clinic": alice.clinic, "patient": alice.own}, carol),
        ({"clinic": carol.clinic}, alice),
        ({}, alice),
        ({"purpose": "sign-in"}, alice),
    ):
        async with as_app(**scope) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                await connection.execute(ENTRY, into.clinic, into.own, 99, uuid4())


async def test_a_link_across_clinics_cannot_be_stored_by_anybody(world: World, as_superuser: Connect) -> None:
    cast = world.cast
    north, south = cast.alice.clinic, cast.carol.clinic
    alert = """
        insert into alert (clinic_id, id, patient_id, entry_id, rule, rule_version, tier, subject, value, raised_at,
                           due_at, owner_id, acknowledged_at)
        values ($1, gen_random_uuid(), $2, $3, 'x', 1, 'page', 'x', 1, now(), now(), $4, now())
    """
    crossing: tuple[tuple[str, tuple[object, ...]], ...] = (
        (
            "insert into care_relation (clinic_id, patient_id, provider_id, since) values ($1, $2, $3, now())",
            (north, cast.alice.own, cast.sam.id),
        ),
        (
            "insert into care_relation (clinic_id, patient_id, provider_id, since) values ($1, $2, $3, now())",
            (south, cast.alice.own, cast.sam.id),
        ),
        (ENTRY, (south, cast.alice.own, 99, uuid4())),
        (alert, (south, cast.carol.own, UUID(world.alice.entry), cast.sam.id)),
        (alert, (north, cast.bob.own, UUID(world.alice.entry), cast.dana.id)),
        (alert, (north, cast.alice.own, UUID(world.alice.entry), cast.sam.id)),
        (
            "update patient set person_id = $2 where id = $1",
            (cast.carol.own, cast.alice.id),
        ),
        (
            ENTRY.replace("device,", "device, replaces,").replace("'x',", "'x', $5,"),
            (north, cast.bob.own, 99, uuid4(), UUID(world.alice.entry)),
        ),
    )
    async with as_superuser() as connection:
        for statement, values in crossing:
            with pytest.raises(asyncpg.ForeignKeyViolationError):
                await connection.execute(statement, *values)


async def test_a_revision_is_replaced_once_and_a_number_given_once(world: World, as_superuser: Connect) -> None:
    alice = world.cast.alice
    replacing = ENTRY.replace("device,", "device, replaces,").replace("'x',", "'x', $5,")
    async with as_superuser() as connection:
        await connection.execute(replacing, alice.clinic, alice.own, 98, uuid4(), UUID(world.alice.entry))
        with pytest.raises(asyncpg.UniqueViolationError):
            await connection.execute(replacing, alice.clinic, alice.own, 99, uuid4(), UUID(world.alice.entry))
        with pytest.raises(asyncpg.UniqueViolationError):
            await connection.execute(ENTRY, alice.clinic, alice.own, 98, uuid4())


async def test_the_walls_hold_for_the_owner_of_the_tables_too(world: World, as_superuser: Connect) -> None:
    async with as_superuser() as connection:
        await connection.execute("set role journal_owner")
        assert {table: await _count(connection, table) for table in OF_PATIENTS} == dict.fromkeys(OF_PATIENTS, 0)


async def test_a_slip_in_our_own_code_that_forgets_the_scope_stores_nothing(cast: Cast) -> None:
    for sql in (engine.fetch, engine.fetch_unscoped):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with transaction(None) if sql is engine.fetch else nullcontext():
                await sql(ENTRY, cast.alice.clinic, cast.alice.own, 1, uuid4())


async def test_a_policy_asks_for_the_scope_once_a_statement(as_superuser: Connect) -> None:
    # Asked for each row, it is most of what reading a clinic of 2,000 costs.
    async with as_superuser() as connection:
        rows = await connection.fetch("select tablename, policyname, qual, with_check from pg_policies")
    asked = {(row["tablename"], row["policyname"]): f"{row['qual']} {row['with_check']}" for row in rows}
    each_row = {place for place, text in asked.items() if re.search(r"(?<!SELECT )\bapp_\w+\(\)", text)}
    assert each_row == set()
