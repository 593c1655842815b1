"""Treatment sessions, as the staff record them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from journal.clinical.ids import PatientId, PersonId, SessionId


class Route(StrEnum):
    IV = "iv"
    IM = "im"
    INTRANASAL = "intranasal"
    SUBLINGUAL = "sublingual"
    ORAL = "oral"
    RECTAL = "rectal"


class Drug(StrEnum):
    KETAMINE = "ketamine"
    """Racemic."""
    ESKETAMINE = "esketamine"


RXNORM: Mapping[Drug, str] = {Drug.KETAMINE: "6130"}
"""RxNorm ingredients, as far as they have been checked; another drug is sent by its name alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One reading: blood pressure in mmHg, heart rate in beats a minute, SpO2 in percent."""

    at: datetime
    systolic: int | None = None
    diastolic: int | None = None
    heart_rate: int | None = None
    spo2: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Premedication:
    """What was given before, as the staff write it: "ondansetron", "4 mg"."""

    name: str
    dose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """An effect the staff saw: a code of the side-effect table, severity 1-4. Without an end it was there at the last.

    It stands beside what the patient reports and never in its place.
    """

    effect: str
    severity: int
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """What was done about something, and when."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discharge:
    """Going home: when, whether the clinic's criteria were met, and who takes them."""

    at: datetime
    criteria_met: bool
    escort: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One ketamine session: `dose_mg` in mg, `weight_kg` in kg, times as UTC instants.

    `local_date` is the local day of the start in `zone`, by the same rule as for entries. `unreadable` says that
    there are words and they are not what was written.
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
    drug: Drug = Drug.KETAMINE
    vitals: tuple[Vitals, ...] = ()
    premedication: tuple[Premedication, ...] = ()
    effects: tuple[Observed, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    discharge: Discharge | None = None
    note: str | None = None
    unreadable: bool = False

    @property
    def mg_per_kg(self) -> float | None:
        """Dose by body weight in mg/kg, or None where the weight is not known."""
        return self.dose_mg / self.weight_kg if self.weight_kg else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A session in one of its versions: `revision` counts 1, 2, 3 …, and the highest stands."""

    session: Session
    revision: int
    recorded_at: datetime
    recorded_by: PersonId | None
    recorder: str | None
    """Their name, where the reader may know it."""
