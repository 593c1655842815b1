"""What a clinic sets for itself: whom its patients call, its words, when it is open and who is on call."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from journal.clinical import fields, office_hours
from journal.clinical.dates import known_zone
from journal.clinical.errors import Problem
from journal.clinical.ids import ClinicId
from journal.clinical.office_hours import Opening

LINE = 200
"""Characters a name, a telephone number or the hours may have (rule)."""
WORDING = 300
"""Characters a wording may have (rule): it is read on a phone by somebody with blurred vision."""

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
class OnCall:
    """Whom the staff reach while the clinic is closed."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """A clinic. `crisis` is None where it has set no numbers of its own: those of the installation hold.

    `hours` are words for people, `office_hours` what the alerts go by: where there are none it counts as open.
    """

    id: ClinicId
    name: str
    phone: str
    hours: str
    zone: str
    crisis: CrisisNumbers | None = None
    words: Words = field(default_factory=Words)
    office_hours: tuple[Opening, ...] = ()
    on_call: OnCall | None = None


def problems(clinic: Clinic) -> list[Problem]:
    """Every rule the settings break; pointers into the clinic."""
    lines = {"/name": clinic.name, "/phone": clinic.phone, "/hours": clinic.hours}
    found = [problem for pointer, text in lines.items() for problem in fields.line(text, pointer, limit=LINE)]
    if not known_zone(clinic.zone):
        found.append(Problem(pointer="/zone", detail="is not a known time zone"))
    if clinic.crisis is not None:
        found += _crisis(clinic.crisis)
    found += [problem.under("/office_hours") for problem in office_hours.problems(clinic.office_hours)]
    return [*found, *_words(clinic.words), *_on_call(clinic.on_call)]


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


def _on_call(on_call: OnCall | None) -> Iterator[Problem]:
    if on_call is not None:
        yield from fields.line(on_call.name, "/on_call/name", limit=LINE)
        if not _DIALLED.fullmatch(on_call.phone):
            yield Problem(pointer="/on_call/phone", detail="must be a number to dial")
