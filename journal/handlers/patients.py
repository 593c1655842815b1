"""The worklist, and the header of a patient's page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, cast
from uuid import UUID
from weakref import WeakKeyDictionary

import msgspec
from litestar import Request, get
from litestar.params import FromPath
from msgspec import Raw, Struct

from journal.actions import patients, worklist
from journal.actions.worklist import Row
from journal.clinical.ids import PatientId
from journal.clinical.people import Patient, Role, Scope
from journal.handlers import auth


class ReasonOut(Struct, kw_only=True, frozen=True):
    """Why a patient is listed: a kind and its figures, for the client to put into words.

    `since` is an instant for alerts, else a local day.
    """

    kind: str
    since: str
    facts: Mapping[str, float | str | bool]


class ScoreMark(Struct, kw_only=True, frozen=True):
    total: float
    band: str
    date: date


class SparklineOut(Struct, kw_only=True, frozen=True, rename={"start": "from"}):
    start: date
    mood: tuple[float | None, ...]


class RowOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str
    reasons: list[ReasonOut]
    mood: float | None
    function: float | None
    last_date: date | None
    days_since_session: int | None
    phq9: ScoreMark | None
    sparkline: SparklineOut


class WorklistOut(Struct, kw_only=True, frozen=True):
    """Most urgent first. `counts` are rows that have that kind of reason."""

    patients: list[RowOut]
    counts: Mapping[str, int]


class PatientOut(Struct, kw_only=True, frozen=True):
    """`access`: one's own, as of the care team, or through broken glass, which is open `until` then.

    `person_id` is their account, for the care team that lets them in anew; null for everybody else.
    """

    id: UUID
    name: str
    birth_date: str
    zone: str
    conditions: tuple[str, ...]
    access: Literal["own", "care", "glass"]
    until: datetime | None
    person_id: UUID | None


@get("/patients", opt={"who": auth.CARE_TEAM}, summary="Worklist")
async def read_worklist(request: Request[Any, Any, Any]) -> WorklistOut:
    """The patients in one's care, and why each is there."""
    found = await worklist.read(auth.scope_of(request), now=auth.now_of(request))
    # Rows as JSON already, in the place of what they are: to write two thousand out each time took a quarter of a look.
    return WorklistOut(patients=cast("list[RowOut]", [_kept(row) for row in found.rows]), counts=found.counts)


@get("/patients/{patient_id:uuid}", opt={"who": auth.PATIENT_OR_CARE_TEAM}, summary="Patient")
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> PatientOut:
    """Who this patient is."""
    scope = auth.scope_of(request)
    standing = await patients.read(scope, PatientId(patient_id), now=auth.now_of(request))
    patient, access = standing.patient, _access(scope, standing.patient)
    return PatientOut(
        id=patient.id,
        name=patient.name,
        birth_date=patient.birth_date,
        zone=patient.zone,
        conditions=patient.conditions,
        access=access,
        until=patient.glass_until if access == "glass" else None,
        person_id=standing.account if access == "care" else None,
    )


def _access(scope: Scope, patient: Patient) -> Literal["own", "care", "glass"]:
    if scope.role is Role.PATIENT:
        return "own"
    return "care" if patient.care_team else "glass"


_rows: WeakKeyDictionary[Row, Raw] = WeakKeyDictionary()
"""Most rows of a list are those of the last look: what was made of a row goes when the row does."""
_ENCODE = msgspec.json.Encoder()


def _kept(row: Row) -> Raw:
    made = _rows.get(row)
    if made is None:
        made = _rows[row] = Raw(_ENCODE.encode(_row(row)))
    return made


def _row(row: Row) -> RowOut:
    return RowOut(
        id=row.id,
        name=row.name,
        reasons=[
            ReasonOut(kind=reason.kind.value, since=reason.since.isoformat(), facts=reason.facts)
            for reason in row.reasons
        ],
        mood=row.mood,
        function=row.function,
        last_date=row.last_date,
        days_since_session=row.days_since_session,
        phq9=ScoreMark(total=row.phq9.total, band=row.phq9.band, date=row.phq9.date) if row.phq9 else None,
        sparkline=SparklineOut(start=row.sparkline_from, mood=row.sparkline),
    )
