"""What the page for the primary physician says, in clinical values: the page and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from journal.clinical.completion import Completion
from journal.clinical.episodes import EffectFigures
from journal.clinical.sessions import Session
from journal.clinical.standings import Standings
from journal.clinical.trend import Trend


class Paper(StrEnum):
    LETTER = "us-letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One page about one patient and one period (`start`…`end`, both included).

    A part that is None was left out, and the page says nothing about it; a part that is empty was
    looked for and not found, and the page says so. `medications` and `allergies` are as reported; without
    `allergies` this journal does not hold them, which the page also says. `sessions` are all there ever
    were: the page lists those of the period under their numbers.
    """

    patient: str
    birth_date: str
    clinic: str
    clinic_phone: str
    clinic_hours: str
    consultant: str
    recipient: str
    start: date
    end: date
    produced_at: datetime
    zone: str
    bottom_line: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    scores: Standings | None = None
    chart: Trend | None = None
    sessions: tuple[Session, ...] | None = None
    side_effects: tuple[EffectFigures, ...] | None = None
    completion: Completion | None = None
    medications: tuple[str, ...] | None = None
    allergies: tuple[str, ...] | None = None
    paper: Paper = Paper.LETTER
