"""What a person writes in the journal: one envelope, six kinds of content.

A *draft* is what was sent; an *entry* is what was accepted; a *revision* is an entry in its place
in the patient's journal. Nothing is ever edited: a correction is a new entry that `replaces`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from journal.clinical.ids import EntryId, PatientId, PersonId, SessionId


class Kind(StrEnum):
    CHECK_IN = "check_in"
    SIDE_EFFECT = "side_effect"
    QUESTIONNAIRE_RESPONSE = "questionnaire_response"
    EVENT = "event"
    HOME_READING = "home_reading"
    MEDICATION_STATEMENT = "medication_statement"


class Taking(StrEnum):
    TAKING = "taking"
    STOPPED = "stopped"


class Source(StrEnum):
    """Who put the entry into the system, which decides whether the rules on back-dating hold."""

    PATIENT = "patient"
    IMPORT = "import"
    COMPANION = "companion"
    """Seen on the patient by whoever brought them home: held to the rules of the patient's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Free text. A private one is never shown to the clinic; none of it is screened for safety."""

    text: str
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Function in three places, each 0-10 or not answered."""

    work: float | None = None
    home: float | None = None
    people: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """Daily ratings, each 0 (worst) to 10 (best) except anxiety and pain, where 10 is most.

    Own scales, not a validated instrument. `mood` and `function` may be missing only on a day that
    was too hard. `sleep_hours` is 0-24. `extra` holds what the clinic or the app adds; the
    key `safe` with the value False is the patient saying "I am not safe".
    """

    mood: float | None
    function: float | None
    too_hard: bool = False
    sleep_hours: float | None = None
    energy: float | None = None
    anxiety: float | None = None
    pain: float | None = None
    facets: Facets | None = None
    extra: Mapping[str, float | bool] = field(default_factory=dict)
    note: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideEffect:
    """One report of an episode. `severity` 0 none - 4 very severe; `interference` 0 not at all - 4 very much.

    An import may lack `interference` where the diary never asked.

    An episode is a chain of revisions: the first starts it, one with `ended_at` ends it, one of severity 0 without an
    end takes it back.
    """

    effect: str
    severity: int
    interference: int | None
    started_at: datetime
    ended_at: datetime | None = None
    session_id: SessionId | None = None
    note: Note | None = None

    @property
    def taken_back(self) -> bool:
        """Whether it says that there was nothing: reported by a slip."""
        return self.severity == 0 and self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireResponse:
    """Answers by linkId, as the ordinal value of the option chosen. `score` is what the device made of them."""

    questionnaire: str
    version: str
    answers: Mapping[str, int]
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A life event, drawn on the chart."""

    title: str
    note: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeReading:
    """Blood pressure measured at home, in mmHg; heart rate in beats a minute, where the device says it."""

    systolic: int
    diastolic: int
    heart_rate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationStatement:
    """A medicine as its taker says it: from this day on they take it, or take it no longer. `dose_text` is as written.

    `benzodiazepine` is the taker's own word. The app never advises to start, change or stop anything.
    """

    name: str
    status: Taking
    dose_text: str | None = None
    benzodiazepine: bool = False


Content = CheckIn | SideEffect | QuestionnaireResponse | Event | HomeReading | MedicationStatement

KINDS: Mapping[type, Kind] = {
    CheckIn: Kind.CHECK_IN,
    SideEffect: Kind.SIDE_EFFECT,
    QuestionnaireResponse: Kind.QUESTIONNAIRE_RESPONSE,
    Event: Kind.EVENT,
    HomeReading: Kind.HOME_READING,
    MedicationStatement: Kind.MEDICATION_STATEMENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry as sent. `occurred_at` is aware; `zone` an IANA name.

    `offset_minutes` is how far the phone's own clock was ahead of UTC, where it says so. `phone_said` is when it was
    written by that clock, where it was wrong and `occurred_at` has been put right.
    """

    id: EntryId
    occurred_at: datetime
    zone: str
    content: Content
    replaces: EntryId | None = None
    phone_said: datetime | None = None
    offset_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as accepted.

    `local_date` is the patient's day at entry, rolling over at 04:00, and is frozen: travel never
    moves it. `offset_minutes` is the zone's offset from UTC at `occurred_at`. `recorded_at` is when
    it was written down on the device, `received_at` when the server had it. `late` marks a day
    filled in later: it counts for the day, not for onset or lead. `unreadable` says that words of it
    were stored and are not what was written: they are empty then.
    """

    id: EntryId
    patient: PatientId
    replaces: EntryId | None
    occurred_at: datetime
    zone: str
    offset_minutes: int
    local_date: date
    recorded_at: datetime
    received_at: datetime
    late: bool
    source: Source
    author: PersonId | None
    device: str
    content: Content
    phone_said: datetime | None = None
    unreadable: bool = False

    @property
    def kind(self) -> Kind:
        return KINDS[type(self.content)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An entry in its place: `number` counts 1, 2, 3 … per patient without gaps."""

    number: int
    entry: Entry
    replaced_by: EntryId | None = None
