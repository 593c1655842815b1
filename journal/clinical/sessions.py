"""Treatment sessions, as the staff record them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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

    `local_date` is the day of the start in `zone`, without the 04:00 rollover of entries.
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

    @property
    def mg_per_kg(self) -> float | None:
        """Dose by body weight in mg/kg, or None where the weight is not known."""
        return self.dose_mg / self.weight_kg if self.weight_kg else None
