"""Figures of patients as they are kept, with what they were made of, and the patients of a worklist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import msgspec

from journal.clinical.figures import Figures
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db import engine

_FACTS = """
select p.id, p.name, p.zone, p.conditions, p.last_number, p.sessions_version
from care_relation c join patient p on p.clinic_id = c.clinic_id and p.id = c.patient_id
where c.clinic_id = $1 and c.provider_id = $2 and c.ended_at is null
"""

_OF = """
select patient_id, number, sessions_version, figures from patient_figures
where clinic_id = $1 and patient_id = any($2::uuid[]) and basis = $3
"""

_KEEP = """
insert into patient_figures (clinic_id, patient_id, number, sessions_version, basis, figures, computed_at)
select $1, made.patient_id, made.number, made.sessions_version, $6, made.figures, $7
from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::jsonb[])
     as made(patient_id, number, sessions_version, figures)
on conflict (clinic_id, patient_id) do update
set number = excluded.number, sessions_version = excluded.sessions_version, basis = excluded.basis,
    figures = excluded.figures, computed_at = excluded.computed_at
"""

_ENCODE = msgspec.json.Encoder()
_DECODE = msgspec.json.Decoder(Figures)


class Facts(NamedTuple):
    """A patient of a worklist, and how far their journal and their sessions have come.

    A tuple, for thousands are made at every look: what is held against the last look is all of it at once.
    """

    id: PatientId
    name: str
    zone: str
    conditions: Sequence[str]
    last_number: int
    sessions_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Figures, and of which numbers they were made. They hold for a patient whose numbers are those."""

    number: int
    sessions_version: int
    figures: Figures

    def holds(self, facts: Facts) -> bool:
        return (self.number, self.sessions_version) == (facts.last_number, facts.sessions_version)


async def cared_for(scope: Scope) -> list[Facts]:
    """The patients whom the scope's actor cares for."""
    return [Facts(*row) for row in await engine.fetch(_FACTS, scope.clinic, scope.actor)]


async def of(scope: Scope, patients: Sequence[PatientId], *, basis: str) -> Mapping[PatientId, Kept]:
    """What is kept of these patients, made by `basis`; absent where there is nothing."""
    rows = await engine.fetch(_OF, scope.clinic, list(patients), basis)
    return {
        PatientId(row["patient_id"]): Kept(
            number=row["number"], sessions_version=row["sessions_version"], figures=_DECODE.decode(row["figures"])
        )
        for row in rows
    }


async def keep(scope: Scope, made: Mapping[PatientId, Kept], *, basis: str, at: datetime) -> None:
    """Keep figures in the place of what was kept of these patients."""
    # In one order everywhere: two who look at once then wait for one another, and never both.
    rows = [
        (patient, kept.number, kept.sessions_version, _ENCODE.encode(kept.figures).decode())
        for patient, kept in sorted(made.items())
    ]
    if rows:
        await engine.fetch(_KEEP, scope.clinic, *map(list, zip(*rows, strict=True)), basis, at)
