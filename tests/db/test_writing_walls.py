"""The second wall on writing: rows that are somebody's own are refused from every other scope, table by table."""

from dataclasses import replace

import asyncpg
import pytest

from journal.clinical.people import Role, Scope
from journal.db import engine, tables
from journal.db.engine import transaction
from tests.db.conftest import Connect
from tests.db.test_row_security import OF_PATIENTS, OWN, UNWALLED
from tests.support import Member
from tests.worlds import World

# A head is written by the audit's own trigger, and by nobody else.
WRITTEN = {table._meta.tablename for table in tables.ALL} - UNWALLED - {"audit_head"}
# A clinic's own, about nobody.
OF_CLINICS = {"questionnaire", "rule_set"}
CLOSED_TO_COMPANIONS = {
    *("person", "care_relation", "treatment_session", "disclosure", "notice", "invitation", "passkey", "known_client"),
    *("ceremony", "emergency_access", "patient_key", "annotation", "patient_figures", "questionnaire", "rule_set"),
    "condition_change",
}
WRITTEN_BY_STAFF = {"annotation", "condition_change", "questionnaire", "rule_set"}
_ABOUT = """
select to_jsonb(t)::text from {table} t
where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%' order by 1 limit 1
"""
AGAIN = "insert into {table} overriding system value select (jsonb_populate_record(null::{table}, $1::jsonb)).*"


async def _rows_of(member: Member, as_superuser: Connect) -> dict[str, str]:
    """For each table, a row that is about this patient of North, or their clinic's own."""
    names, clinics = (str(member.own), str(member.id)), (str(member.clinic), str(member.clinic))
    async with as_superuser() as connection:
        found = {
            table: await connection.fetchval(_ABOUT.format(table=table), *(clinics if table in OF_CLINICS else names))
            for table in WRITTEN - {"clinic"}
        }
        found["clinic"] = await connection.fetchval(
            "select to_jsonb(t)::text from clinic t where id = $1", member.clinic
        )
    assert None not in found.values()
    return found


async def _refused(scope: Scope | None, rows: dict[str, str]) -> set[str]:
    """Those tables whose row security keeps this scope from storing the row once more."""
    refused = set()
    for table in WRITTEN:
        with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.UniqueViolationError)) as stored:
            async with transaction(scope):
                await engine.fetch(AGAIN.format(table=table), rows[table])
        if "row-level security" in str(stored.value):
            refused.add(table)
    return refused


async def test_south_writes_nothing_of_norths(world: World, as_superuser: Connect) -> None:
    hers = await _rows_of(world.cast.alice, as_superuser)
    assert await _refused(world.cast.sam.scope, hers) == WRITTEN
    assert await _refused(replace(world.cast.alice.scope, clinic=world.cast.carol.clinic), hers) == WRITTEN


async def test_bob_writes_nothing_of_alices(world: World, as_superuser: Connect) -> None:
    hers = await _rows_of(world.cast.alice, as_superuser)
    # What a patient does may be told to others of the clinic: a notice is anybody's to leave.
    kept = {*OF_PATIENTS, "person", "invitation", "passkey"} | WRITTEN_BY_STAFF | OWN - {"notice"}
    assert await _refused(world.cast.bob.scope, hers) == kept
    assert await _refused(world.cast.alice.scope, hers) == WRITTEN_BY_STAFF


async def test_while_somebody_signs_in_nothing_of_anybody_is_written(world: World, as_superuser: Connect) -> None:
    assert await _refused(None, await _rows_of(world.cast.alice, as_superuser)) == WRITTEN


async def test_a_companion_writes_into_no_table_but_those_a_report_needs(world: World, as_superuser: Connect) -> None:
    alice = world.cast.alice
    # Even where the scope names Alice as who acts.
    companion = replace(alice.scope, role=Role.COMPANION)
    # Of her entries, none is a companion's.
    assert await _refused(companion, await _rows_of(alice, as_superuser)) == CLOSED_TO_COMPANIONS | {"entry"}


async def test_a_companion_sees_no_table_but_those_a_report_needs(world: World) -> None:
    async with transaction(replace(world.cast.alice.scope, role=Role.COMPANION)):
        seen = {table for table in WRITTEN if await engine.fetch(f"select from {table}")}
    # What is reported is judged by the clinic's rules.
    assert seen == {"clinic", "patient", "companion_pass", "rule_set"}


@pytest.mark.parametrize("table", ["passkey", "ceremony"])
async def test_when_bob_takes_away_all_there_is_alices_stays(table: str, world: World) -> None:
    # Without a condition nothing is read, and what policies say of reading holds nobody back.
    for scope in (world.cast.bob.scope, None):
        async with transaction(scope):
            await engine.fetch(f"delete from {table}")
    async with transaction(world.cast.alice.scope):
        assert len(await engine.fetch(f"select from {table}")) == 1


async def test_the_owner_of_the_tables_keeps_no_key_outside_of_upkeep(world: World, as_superuser: Connect) -> None:
    hers = await _rows_of(world.cast.alice, as_superuser)
    async with as_superuser() as connection:
        await connection.execute("set role journal_owner")
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await connection.execute(AGAIN.format(table="patient_key"), hers["patient_key"])
