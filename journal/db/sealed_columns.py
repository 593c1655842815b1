"""Every place that holds sealed text: sealing what was stored before there were keys, opening all to see if it opens.

Both run as the owner of the tables, one clinic at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec

from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import contents, engine, sealing, upkeep
from journal.db.sealing import Place

_AT_ONCE = 500

# Constraints that hold for what is new, and not yet for what was there before them.
_DUE = r"select from pg_constraint where conname like '%\_text\_sealed' and not convalidated"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of text; `row` is SQL for what names the row among a patient's."""

    table: str
    name: str
    row: str = "id::text"

    def fill(self, statement: str) -> str:
        """A statement for this column; all that goes in is written in this module."""
        return statement.format(table=self.table, name=self.name, row=self.row)

    def place(self, row: str) -> Place:
        return Place(table=self.table, column=self.name, row=row)


_COLUMNS = (
    _Column(table="treatment_session", name="note", row="id || '/' || revision"),
    _Column(table="treatment_session", name="details", row="id || '/' || revision"),
    _Column(table="disclosure", name="recipient"),
    _Column(table="emergency_access", name="reason"),
    _Column(table="alert", name="note"),
    _Column(table="annotation", name="text"),
)
_CLEAR = """
select patient_id, {row} as row, {name} as text from {table}
where clinic_id = $1 and {name} not like 'sealed:%' order by patient_id limit $2
"""
_STORE = """
update {table} set {name} = sent.text from unnest($2::uuid[], $3::text[], $4::text[]) as sent(patient, row, text)
where clinic_id = $1 and patient_id = sent.patient and {row} = sent.row
"""
_ALL = "select patient_id, {row} as row, {name} as text from {table} where clinic_id = $1 and {name} is not null"

_CLEAR_ENTRIES = """
select patient_id, id, content from entry
where clinic_id = $1 and (content #>> '{note,text}' is not null or jsonb_typeof(content -> 'title') = 'string')
order by patient_id limit $2
"""
_STORE_ENTRIES = """
update entry set content = sent.content from unnest($2::uuid[], $3::uuid[], $4::jsonb[]) as sent(patient, id, content)
where clinic_id = $1 and patient_id = sent.patient and entry.id = sent.id
"""
_ALL_ENTRIES = (
    "select patient_id, id, kind, content from entry where clinic_id = $1 and content::text like '%\"sealed\"%'"
)


_HOLD = tuple(
    f"alter table {_TABLE} validate constraint {_TABLE}_text_sealed"
    for _TABLE in ("entry", *dict.fromkeys(column.table for column in _COLUMNS))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A stored text that does not open, by its place."""

    clinic: UUID
    patient: UUID
    table: str
    row: str


async def clear() -> bool:
    """Whether there is text from before. Looks for it only until all of it was sealed once."""
    async with upkeep.transaction():
        if not await engine.fetch(_DUE):
            return False
    for scope in await upkeep.clinics():
        async with engine.transaction(scope):
            if await engine.fetch(_CLEAR_ENTRIES, scope.clinic, 1):
                return True
            for column in _COLUMNS:
                if await engine.fetch(column.fill(_CLEAR), scope.clinic, 1):
                    return True
    return False


async def seal_what_is_clear() -> int:
    """Seal what was stored in the clear, and let the database hold to it; how many rows. Run again where killed."""
    done = 0
    for scope in await upkeep.clinics():
        while found := await _seal_entries(scope):
            done += found
        for column in _COLUMNS:
            while found := await _seal_column(scope, column):
                done += found
    async with upkeep.transaction():
        for statement in _HOLD:
            await engine.fetch(statement)
    return done


async def unreadable(scope: Scope) -> list[Unreadable]:
    """The stored texts of a clinic that do not open."""
    async with engine.transaction(scope):
        lost = [
            _lost(scope, row["patient_id"], "entry", str(row["id"]))
            async for row in engine.stream(_ALL_ENTRIES, scope.clinic)
            if (await contents.decode(scope, [row]))[0][1]
        ]
        for column in _COLUMNS:
            async for row in engine.stream(column.fill(_ALL), scope.clinic):
                patient = PatientId(row["patient_id"])
                opener = await sealing.opener(scope, [patient])
                if opener.of_column(patient, column.place(row["row"]), row["text"]) is None:
                    lost.append(_lost(scope, patient, column.table, row["row"]))
    return lost


async def _seal_entries(scope: Scope) -> int:
    async with engine.transaction(scope):
        rows = await engine.fetch(_CLEAR_ENTRIES, scope.clinic, _AT_ONCE)
        sealed = []
        for patient, found in _by_patient(rows):
            sealer = await sealing.sealer(scope, patient)
            sealed += [
                (patient, row["id"], contents.seal(sealer, row["id"], msgspec.json.decode(row["content"])).decode())
                for row in found
            ]
        if sealed:
            await engine.fetch(_STORE_ENTRIES, scope.clinic, *map(list, zip(*sealed, strict=True)))
    return len(sealed)


async def _seal_column(scope: Scope, column: _Column) -> int:
    async with engine.transaction(scope):
        rows = await engine.fetch(column.fill(_CLEAR), scope.clinic, _AT_ONCE)
        sealed = []
        for patient, found in _by_patient(rows):
            sealer = await sealing.sealer(scope, patient)
            sealed += [(patient, row["row"], sealer.for_column(column.place(row["row"]), row["text"])) for row in found]
        if sealed:
            await engine.fetch(column.fill(_STORE), scope.clinic, *map(list, zip(*sealed, strict=True)))
    return len(sealed)


def _lost(scope: Scope, patient: UUID, table: str, row: str) -> Unreadable:
    return Unreadable(clinic=scope.clinic, patient=patient, table=table, row=row)


def _by_patient(rows: Sequence[Any]) -> Iterator[tuple[PatientId, list[Any]]]:
    for patient, found in groupby(rows, key=lambda row: row["patient_id"]):
        yield PatientId(patient), list(found)
