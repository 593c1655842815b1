"""What a clinic sets for itself: whom its patients call, its words, its rules."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from journal.clinical import fields
from journal.clinical.alerts import Tier
from journal.clinical.dates import known_zone
from journal.clinical.errors import Problem
from journal.clinical.ids import ClinicId
from journal.clinical.red_flags import DUE_AFTER
from journal.clinical.worklist import SILENT_DAYS

LINE = 200
"""Characters a name, a telephone number or the hours may have (rule)."""
WORDING = 300
"""Characters a wording may have (rule): it is read on a phone by somebody with blurred vision."""
SILENT_DAYS_LIMITS = (1, 14)
PAGE_MINUTES_LIMITS = (5, 60)
SAME_DAY_HOURS_LIMITS = (1, 24)
"""How far a clinic may move a rule (rule): none can be switched off."""

_DIALLED = re.compile(r"[0-9+*#(][0-9+*#() .-]{1,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The same words in both languages of the app."""

    en: str
    es: str


NO_DRIVING = Wording(
    en="Do not drive or use machines until tomorrow, after a night's sleep. Make no plans for today.",
    es="No conduzcas ni uses máquinas hasta mañana, después de dormir. No hagas planes para hoy.",
)
UNWATCHED = Wording(
    en="Nobody is watching this live. If you are in danger, call one of the numbers.",
    es="Nadie está mirando esto en directo. Si estás en peligro, llama a uno de los números.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a clinic words itself: what not to do on a session day, and that nobody watches live."""

    no_driving: Wording = NO_DRIVING
    unwatched: Wording = UNWATCHED


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisNumbers:
    """Whom a patient of the clinic calls in danger: life's emergency, and the crisis line with its name."""

    emergency: str
    line: str
    line_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Days without an entry that make a silence, and how soon an alert must be taken."""

    silent_days: int = SILENT_DAYS
    page_minutes: int = DUE_AFTER[Tier.PAGE] // timedelta(minutes=1)
    same_day_hours: int = DUE_AFTER[Tier.SAME_DAY] // timedelta(hours=1)

    @property
    def due_after(self) -> Mapping[Tier, timedelta]:
        """Time from receiving a report to somebody having taken its alert."""
        own = {Tier.PAGE: timedelta(minutes=self.page_minutes), Tier.SAME_DAY: timedelta(hours=self.same_day_hours)}
        return {**DUE_AFTER, **own}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """A clinic. `crisis` is None where it has set no numbers of its own: those of the installation hold."""

    id: ClinicId
    name: str
    phone: str
    hours: str
    zone: str
    crisis: CrisisNumbers | None = None
    words: Words = field(default_factory=Words)
    rules: Rules = field(default_factory=Rules)


def problems(clinic: Clinic) -> list[Problem]:
    """Every rule the settings break; pointers into the clinic."""
    lines = {"/name": clinic.name, "/phone": clinic.phone, "/hours": clinic.hours}
    found = [problem for pointer, text in lines.items() for problem in fields.line(text, pointer, limit=LINE)]
    if not known_zone(clinic.zone):
        found.append(Problem(pointer="/zone", detail="is not a known time zone"))
    if clinic.crisis is not None:
        found += _crisis(clinic.crisis)
    return [*found, *_words(clinic.words), *_rules(clinic.rules)]


def _crisis(crisis: CrisisNumbers) -> list[Problem]:
    numbers = {"/crisis/emergency": crisis.emergency, "/crisis/line": crisis.line}
    found = [
        Problem(pointer=pointer, detail="must be a number to dial")
        for pointer, number in numbers.items()
        if not _DIALLED.fullmatch(number)
    ]
    if crisis.line_name is not None:
        found += fields.line(crisis.line_name, "/crisis/line_name", limit=LINE)
    return found


def _words(words: Words) -> Iterator[Problem]:
    for name, wording in (("no_driving", words.no_driving), ("unwatched", words.unwatched)):
        yield from fields.line(wording.en, f"/words/{name}/en", limit=WORDING)
        yield from fields.line(wording.es, f"/words/{name}/es", limit=WORDING)


def _rules(rules: Rules) -> Iterator[Problem]:
    for pointer, value, (least, most) in (
        ("/rules/silent_days", rules.silent_days, SILENT_DAYS_LIMITS),
        ("/rules/due_after/page_minutes", rules.page_minutes, PAGE_MINUTES_LIMITS),
        ("/rules/due_after/same_day_hours", rules.same_day_hours, SAME_DAY_HOURS_LIMITS),
    ):
        yield from fields.whole(value, pointer, options=range(least, most + 1))
