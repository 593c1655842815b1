"""What is made of patients' journals as it is kept, with what it was made of, and the patients of a worklist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

import msgspec

from journal.clinical.courses import Outcome
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
select patient_id, number, sessions_version, {column} from patient_figures
where clinic_id = $1 and patient_id = any($2::uuid[]) and basis = $3
"""

_BEHIND = """
select p.id, p.name, p.zone, p.conditions, p.last_number, p.sessions_version
from patient p
where p.clinic_id = $1
  and not exists (select from patient_figures f
                  where f.clinic_id = p.clinic_id and f.patient_id = p.id and f.basis = $2)
  and exists (select from care_relation c
              where c.clinic_id = p.clinic_id and c.patient_id = p.id and c.ended_at is null)
order by p.id limit $3
"""

_TURN = "select pg_try_advisory_xact_lock(hashtextextended('figures ' || $1, 0)) as ours"

_KEEP = """
insert into patient_figures (clinic_id, patient_id, number, sessions_version, basis, figures, outcome, computed_at)
select $1, made.patient_id, made.number, made.sessions_version, $7, made.figures, made.outcome, $8
from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::jsonb[], $6::jsonb[])
     as made(patient_id, number, sessions_version, figures, outcome)
on conflict (clinic_id, patient_id) do update
set number = excluded.number, sessions_version = excluded.sessions_version, basis = excluded.basis,
    figures = excluded.figures, outcome = excluded.outcome, computed_at = excluded.computed_at
"""

_ENCODE = msgspec.json.Encoder()

T = TypeVar("T")


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
class Made:
    """All that is made of a journal at once, and the numbers it was made of."""

    number: int
    sessions_version: int
    figures: Figures
    outcome: Outcome


class Part(Generic[T]):
    """One of the two: what a worklist reads is not what results read, and neither waits for the other's."""

    def __init__(self, column: str, type_: type[T]) -> None:
        self.sql = _OF.format(column=column)
        self.decoder = msgspec.json.Decoder(type_)
        self._column = column

    def of(self, made: Made) -> T:
        found: T = getattr(made, self._column)
        return found


FIGURES = Part("figures", Figures)
OUTCOME = Part("outcome", Outcome)


class Kept(NamedTuple, Generic[T]):
    """A part as it is kept. It holds for a patient whose numbers are those it was made of."""

    number: int
    sessions_version: int
    text: str
    part: Part[T]

    def holds(self, facts: Facts) -> bool:
        return self.number == facts.last_number and self.sessions_version == facts.sessions_version

    def read(self) -> T:
        return self.part.decoder.decode(self.text)


async def cared_for(scope: Scope) -> list[Facts]:
    """The patients whom the scope's actor cares for."""
    return [Facts(*row) for row in await engine.fetch(_FACTS, scope.clinic, scope.actor)]


async def of(scope: Scope, patients: Sequence[PatientId], part: Part[T], *, basis: str) -> dict[PatientId, Kept[T]]:
    """What is kept of these patients, made by `basis`; absent where there is nothing."""
    rows = await engine.fetch(part.sql, scope.clinic, list(patients), basis)
    return {PatientId(id_): Kept(number, version, text, part) for id_, number, version, text in rows}


async def behind(scope: Scope, *, basis: str, limit: int) -> list[Facts]:
    """Patients in somebody's care of whom nothing is kept that was made by `basis`."""
    return [Facts(*row) for row in await engine.fetch(_BEHIND, scope.clinic, basis, limit)]


async def take_turn(scope: Scope) -> bool:
    """Whether nobody else is making the figures of this clinic; nobody else will, until the transaction ends."""
    return bool((await engine.fetch(_TURN, str(scope.clinic)))[0]["ours"])


async def keep(scope: Scope, made: Mapping[PatientId, Made], *, basis: str, at: datetime) -> None:
    """Keep what was made in the place of what was kept of these patients."""
    # In one order everywhere: two who look at once then wait for one another, and never both.
    rows = [
        (patient, each.number, each.sessions_version, _text(each.figures), _text(each.outcome))
        for patient, each in sorted(made.items())
    ]
    if rows:
        await engine.fetch(_KEEP, scope.clinic, *map(list, zip(*rows, strict=True)), basis, at)


def _text(part: Figures | Outcome) -> str:
    return _ENCODE.encode(part).decode()
