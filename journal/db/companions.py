"""Passes for whoever brings a patient home: one row a pass, found by the hash of its code."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from journal.clinical.ids import ClinicId, EntryId, PatientId, SessionId
from journal.clinical.people import Scope
from journal.db import engine
from journal.db.sign_ins import Method

MOST_SENT = 500
"""Reports a pass takes, those sent again included (rule): a day has no more, and a journal is not to be flooded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """Good from `made_at` until `expires_at`, unless it was `withdrawn`."""

    id: UUID
    clinic: ClinicId
    patient: PatientId
    session: SessionId | None
    made_at: datetime
    expires_at: datetime
    withdrawn: bool


async def add(scope: Scope, made: Pass, *, code_hash: bytes) -> None:
    """Store a new pass, made by the scope's actor."""
    await engine.fetch(
        """
        insert into companion_pass (clinic_id, id, patient_id, session_id, code_hash, made_by, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        scope.clinic,
        made.id,
        made.patient,
        made.session,
        code_hash,
        scope.actor,
        made.made_at,
        made.expires_at,
    )


async def by_code(code_hash: bytes) -> Pass | None:
    """The pass with this code, of whatever clinic, unless its patient's account is disabled.

    Only in the transaction of a sign-in.
    """
    return _first(await engine.fetch(_BY_CODE, code_hash))


async def of(scope: Scope, patient: PatientId) -> tuple[Pass, ...]:
    """A patient's passes, the newest first."""
    rows = await engine.fetch(
        "select * from companion_pass where clinic_id = $1 and patient_id = $2 order by made_at desc, id desc",
        scope.clinic,
        patient,
    )
    return tuple(map(_pass, rows))


async def withdraw(scope: Scope, patient: PatientId, id_: UUID, *, at: datetime) -> bool:
    """End a pass and every sign-in it gave; False where the patient has no such pass. Ended before is no error."""
    rows = await engine.fetch(
        """
        update companion_pass set withdrawn_at = coalesce(withdrawn_at, $4)
        where clinic_id = $1 and patient_id = $2 and id = $3 returning id
        """,
        scope.clinic,
        patient,
        id_,
        at,
    )
    await engine.fetch(
        "delete from sign_in where clinic_id = $1 and patient_id = $2 and companion_pass_id = $3",
        scope.clinic,
        patient,
        id_,
    )
    return bool(rows)


async def sign_in(scope: Scope, pass_: UUID, token_hash: bytes, *, id_: UUID, at: datetime, client: str) -> bool:
    """Remember a sign-in by a pass, which ends with it; False where the pass has ended meanwhile."""
    rows = await engine.fetch(
        """
        insert into sign_in (token_hash, clinic_id, id, role, patient_id, begun_at, verified_at, last_seen_at,
                             method, client, ends_at, companion_pass_id)
        select $1, clinic_id, $4, $5, patient_id, $6, $6, $6, $7, $8, expires_at, id
        from companion_pass
        where clinic_id = $2 and id = $3 and withdrawn_at is null and made_at <= $6 and expires_at > $6 for share
        returning token_hash
        """,
        token_hash,
        scope.clinic,
        pass_,
        id_,
        scope.role,
        at,
        Method.COMPANION,
        client,
    )
    return bool(rows)


async def of_sign_in(scope: Scope, sign_in_: UUID) -> Pass | None:
    """The pass that somebody came in with."""
    return _first(await engine.fetch(_OF_SIGN_IN, scope.clinic, sign_in_))


async def spend(scope: Scope, pass_: UUID, reports: int, *, at: datetime) -> bool:
    """Count reports against a pass, which is held until the transaction ends; False where it takes no more."""
    rows = await engine.fetch(
        """
        update companion_pass set sent = sent + $3
        where clinic_id = $1 and id = $2 and withdrawn_at is null and expires_at > $4 and sent + $3 <= $5 returning id
        """,
        scope.clinic,
        pass_,
        reports,
        at,
        MOST_SENT,
    )
    return bool(rows)


async def taken(ids: list[EntryId]) -> frozenset[EntryId]:
    """Those of `ids` that entries of the scope's patient have, whoever wrote them: the ids, and nothing of theirs."""
    return frozenset(EntryId(row["id"]) for row in await engine.fetch("select entry_ids_taken($1) as id", ids))


_BY_CODE = """
select * from companion_pass c
where code_hash = $1 and not exists (
    select from patient t join person p on p.clinic_id = t.clinic_id and p.id = t.person_id
    where t.clinic_id = c.clinic_id and t.id = c.patient_id and p.disabled_at is not null)
"""
_OF_SIGN_IN = """
select p.* from companion_pass p join sign_in s on s.clinic_id = p.clinic_id and s.companion_pass_id = p.id
where s.clinic_id = $1 and s.id = $2
"""


def _first(rows: Any) -> Pass | None:
    return _pass(rows[0]) if rows else None


def _pass(row: Any) -> Pass:
    return Pass(
        id=row["id"],
        clinic=ClinicId(row["clinic_id"]),
        patient=PatientId(row["patient_id"]),
        session=SessionId(row["session_id"]) if row["session_id"] else None,
        made_at=row["made_at"],
        expires_at=row["expires_at"],
        withdrawn=row["withdrawn_at"] is not None,
    )
