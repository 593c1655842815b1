"""Treatment sessions, as the staff record them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from journal.clinical import fields
from journal.clinical.dates import known_zone
from journal.clinical.errors import Problem
from journal.clinical.ids import PatientId, SessionId


class Route(StrEnum):
    IV = "iv"
    IM = "im"
    INTRANASAL = "intranasal"
    SUBLINGUAL = "sublingual"
    ORAL = "oral"
    RECTAL = "rectal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One reading: blood pressure in mmHg, heart rate in beats a minute, SpO2 in percent."""

    at: datetime
    systolic: int | None = None
    diastolic: int | None = None
    heart_rate: int | None = None
    spo2: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One ketamine session: `dose_mg` in mg, `weight_kg` in kg, times as UTC instants.

    `local_date` is the local day of the start in `zone`, by the same rule as for entries. `unreadable` says that
    there is a note and it is not what was written.
    """

    id: SessionId
    patient: PatientId
    started_at: datetime
    ended_at: datetime
    zone: str
    local_date: date
    route: Route
    dose_mg: float
    weight_kg: float | None = None
    drug: str = "ketamine"
    vitals: tuple[Vitals, ...] = ()
    note: str | None = None
    unreadable: bool = False

    @property
    def mg_per_kg(self) -> float | None:
        """Dose by body weight in mg/kg, or None where the weight is not known."""
        return self.dose_mg / self.weight_kg if self.weight_kg else None


LONGEST = timedelta(hours=24)
"""No session of any route lasts longer (rule); a longer one is a slip in a date."""
HEAVIEST_DOSE_MG = 2000.0
"""A slip in a decimal point is refused, a clinician's decision is not (rule; oral doses reach some hundred mg)."""
WEIGHTS_KG = (20.0, 400.0)
PLAUSIBLE = {"systolic": (40, 320), "diastolic": (20, 220), "heart_rate": (20, 300), "spo2": (40, 100)}
"""Readings outside these are slips of the finger (rule): mmHg, mmHg, beats a minute, percent."""
MOST_VITALS = 200


def problems(session: Session, *, now: datetime) -> list[Problem]:
    """Every rule the session breaks, by pointer into its wire form."""
    found: list[Problem] = []
    if not known_zone(session.zone):
        found.append(Problem(pointer="/zone", detail="is not a known time zone"))
    found += _times(session, now)
    if session.ended_at < session.started_at:
        found.append(Problem(pointer="/ended_at", detail="must not be before the start"))
    elif session.ended_at - session.started_at > LONGEST:
        found.append(Problem(pointer="/ended_at", detail="must be within 24 hours of the start"))
    if not 0 < session.dose_mg <= HEAVIEST_DOSE_MG:
        found.append(Problem(pointer="/dose_mg", detail="must be above 0 and at most 2000 mg"))
    if session.weight_kg is not None and not WEIGHTS_KG[0] <= session.weight_kg <= WEIGHTS_KG[1]:
        found.append(Problem(pointer="/weight_kg", detail="must be from 20 to 400 kg"))
    if len(session.vitals) > MOST_VITALS:
        found.append(Problem(pointer="/vitals", detail="must be at most 200 readings"))
    for place, reading in enumerate(session.vitals):
        found += [problem.under(f"/vitals/{place}") for problem in _reading(reading)]
    if session.note is not None:
        found += fields.text(session.note, "/note", limit=fields.NOTE_LIMIT)
    return found


def _times(session: Session, now: datetime) -> list[Problem]:
    stated = {"/started_at": session.started_at, "/ended_at": session.ended_at}
    stated |= {f"/vitals/{place}/at": reading.at for place, reading in enumerate(session.vitals)}
    found: list[Problem] = []
    for pointer, at in stated.items():
        found += fields.instant(at, pointer) + fields.not_ahead(at, pointer, now=now)
    return found


def _reading(reading: Vitals) -> list[Problem]:
    return [
        Problem(pointer=f"/{name}", detail=f"must be from {low} to {high}")
        for name, (low, high) in PLAUSIBLE.items()
        if (value := getattr(reading, name)) is not None and not low <= value <= high
    ]
