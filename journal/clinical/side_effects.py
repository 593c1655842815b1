"""Side effects: what can be reported, and which reports make sense.

Codes are SNOMED CT concepts. Those of the IPS Free Set may be used anywhere under CC BY 4.0; the
others need a SNOMED CT licence where the data is sent. The usual course is general knowledge, kept
for the words a clinic edits; it is no threshold (`red_flags.py` has those).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from journal.clinical import fields
from journal.clinical.entries import SideEffect, Source
from journal.clinical.errors import Problem

GRADES = range(5)
"""Severity: none, mild, moderate, severe, very severe. Interference: not at all … very much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One effect a patient can report.

    `snomed` is None for a local code, which is never in the free set. `usual_course` says how long
    it commonly lasts after a session. A `sensitive` one is left out of exports unless chosen.
    """

    code: str
    snomed: str | None
    in_free_set: bool
    usual_course: str
    sensitive: bool = False


def _free(code: str, snomed: str, usual_course: str) -> Effect:
    return Effect(code=code, snomed=snomed, in_free_set=True, usual_course=usual_course)


def _licensed(code: str, snomed: str, usual_course: str) -> Effect:
    return Effect(code=code, snomed=snomed, in_free_set=False, usual_course=usual_course)


def _local(code: str, usual_course: str, *, sensitive: bool = False) -> Effect:
    return Effect(code=code, snomed=None, in_free_set=False, usual_course=usual_course, sensitive=sensitive)


_TABLE = (
    _licensed("dissociation", "79499004", "mostly the first hour"),
    _free("hallucination", "7011001", "ends with the session"),
    _free("sedation", "271782001", "same day"),
    _free("dizziness", "404640003", "hours"),
    _free("vertigo", "399153001", "hours"),
    _free("nausea", "422587007", "hours"),
    _free("vomiting", "422400008", "hours"),
    _local("no_fluids", "never expected"),
    _free("blurred_vision", "111516008", "hours"),
    _free("double_vision", "24982008", "hours"),
    _free("nystagmus", "563001", "ends with the session"),
    _licensed("salivation", "53827007", "ends with the session"),
    _licensed("high_bp", "24184005", "baseline within 1.5 hours"),
    _free("palpitations", "80313002", "up to 2 hours"),
    _free("fast_heart", "3424008", "up to 2 hours"),
    _free("headache", "25064002", "same day"),
    _free("anxiety", "48694002", "hours"),
    _free("panic", "225624000", "hours"),
    _free("agitation", "24199005", "hours"),
    _free("nightmare", "419145002", "1 to 3 nights"),
    _free("insomnia", "193462001", "1 to 3 nights"),
    _free("fatigue", "84229001", "next day"),
    _free("memory", "386807006", "hours"),
    _free("tingling", "91019004", "up to 2 hours"),
    _free("dysuria", "49650001", "weeks to months of use"),
    _free("urinary_frequency", "162116003", "weeks to months of use"),
    _free("urinary_urgency", "75088002", "weeks to months of use"),
    _free("bladder_pain", "15803009", "weeks to months of use"),
    _free("haematuria", "197941005", "weeks to months of use"),
    _local("jaundice", "repeated use"),
    _free("chest_pain", "29857009", "never expected"),
    _free("breathless", "267036007", "never expected"),
    _free("faint", "271594007", "never expected"),
    _free("seizure", "91175000", "never expected"),
    _local("unusually_high", "days"),
    _local("craving", "weeks", sensitive=True),
    _local("iv_site", "1 to 3 days"),
)

EFFECTS: Mapping[str, Effect] = {effect.code: effect for effect in _TABLE}


def problems(content: SideEffect, source: Source = Source.PATIENT) -> list[Problem]:
    """Every rule the report breaks; pointers are relative to the entry."""
    return [
        *_effect(content.effect),
        *fields.whole(content.severity, "/severity", options=GRADES),
        *_interference(content.interference, source),
        *_times(content),
        *fields.note(content.note),
    ]


def _interference(value: int | None, source: Source) -> list[Problem]:
    if value is None and source is Source.IMPORT:
        return []
    return fields.whole(value, "/interference", options=GRADES)


def _effect(code: str) -> list[Problem]:
    return [] if code in EFFECTS else [Problem(pointer="/effect", detail="is not a known effect")]


def _times(content: SideEffect) -> list[Problem]:
    found = fields.instant(content.started_at, "/started_at")
    if content.ended_at is None:
        return found
    found += fields.instant(content.ended_at, "/ended_at")
    if not found and content.ended_at < content.started_at:
        found.append(Problem(pointer="/ended_at", detail="must not be before it started"))
    return found
