"""Policies that stand behind others of the same table: each holds with the others taken away."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import pytest

from journal.db.engine import APP_ROLE
from tests.db.conftest import Connect
from tests.db.test_writing_walls import AGAIN
from tests.support import Member
from tests.worlds import World


async def _as(connection: Any, member: Member, *, purpose: str = "") -> None:
    """From here on, in this transaction, the application for this patient, or for a companion of theirs."""
    await connection.execute(f"set local role {APP_ROLE}")
    scope = {"clinic": member.clinic, "patient": member.own, "actor": member.id, "purpose": purpose}
    for name, value in scope.items():
        await connection.execute("select set_config($1, $2, true)", f"app.{name}", str(value))


async def _take_away(connection: Any, table: str, policies: Sequence[str]) -> None:
    for policy in policies:
        await connection.execute(f"drop policy {policy} on {table}")


@pytest.mark.parametrize(
    ("table", "others"),
    [
        ("annotation", ("plans_for_patients", "written_by_staff")),
        ("condition_change", ("written_by_staff",)),
        ("questionnaire", ("loaded_by_staff",)),
    ],
)
async def test_a_companion_writes_nothing_even_where_patients_may(
    table: str, others: Sequence[str], world: World, as_superuser: Connect
) -> None:
    alice = world.cast.alice
    async with as_superuser() as connection:
        row = await connection.fetchval(f"select to_jsonb(t)::text from {table} t where clinic_id = $1", alice.clinic)
        work = connection.transaction()
        await work.start()
        await _take_away(connection, table, others)
        await _as(connection, alice, purpose="companion")
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await connection.execute(AGAIN.format(table=table), row)
        await work.rollback()


async def test_a_note_is_not_a_patients_to_write_even_where_a_plan_is(world: World, as_superuser: Connect) -> None:
    alice = world.cast.alice
    async with as_superuser() as connection:
        work = connection.transaction()
        await work.start()
        await _take_away(connection, "annotation", ("closed_to_companions", "written_by_staff"))
        row = await connection.fetchval(
            'select (to_jsonb(t) || \'{"kind": "note"}\')::text from annotation t where patient_id = $1', alice.own
        )
        await _as(connection, alice)
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await connection.execute(AGAIN.format(table="annotation"), row)
        await work.rollback()


async def test_alice_retires_no_questionnaire(world: World, as_app: Connect) -> None:
    alice = world.cast.alice
    async with as_app(clinic=alice.clinic, patient=alice.own) as connection:
        assert await connection.fetchval("select count(*) from questionnaire") > 0
        assert await connection.execute("update questionnaire set retired_at = now()") == "UPDATE 0"
