"""What the patient told: check-ins, side effects, events and readings taken at home, each an Observation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from journal.clinical.entries import CheckIn, Entry, Event, HomeReading, SideEffect, Source
from journal.exports.fhir.codes import (
    INTERFERENCE,
    LOINC,
    OWN,
    PAIN,
    SEVERITY,
    US_CORE,
    category,
    concept,
    effect,
    points,
    quantity,
)
from journal.exports.fhir.record import Record, instant_of, period, to
from journal.exports.fhir.vitals import vitals
from journal.exports.leaving import SENSITIVE_EXTRAS

if TYPE_CHECKING:
    from fhir_types import FHIR_CodeableConcept, FHIR_Observation, FHIR_Observation_Component, FHIR_Reference

Told = tuple[UUID, "FHIR_Observation"]

_RATINGS = {
    name: concept(text, code, system)
    for name, text, code, system in (
        ("mood", "Mood, 0 (worst) to 10 (best)", "mood", OWN),
        ("function", "Function, 0 (worst) to 10 (best)", "function", OWN),
        ("energy", "Energy, 0 (worst) to 10 (best)", "energy", OWN),
        ("anxiety", "Anxiety, 0 to 10 (most)", "anxiety", OWN),
        ("pain", "Pain, 0 to 10 (most)", PAIN, LOINC),
    )
}
_FACETS = {
    name: concept(f"Function, {name}, 0 (worst) to 10 (best)", f"function-{name}")
    for name in ("work", "home", "people")
}
_SLEEP = concept("Hours of sleep", "sleep-hours")
_DAY = concept("The patient's own day", "local-date")
_LATE = concept("Filled in later", "late")
_TOO_HARD = concept("Too hard today", "too-hard")
_CHECK_IN = concept("Daily check-in (own scales, not a validated instrument)", "check-in")


def check_ins(record: Record, entries: tuple[Entry, ...]) -> Iterator[Told]:
    for entry in entries:
        if isinstance(entry.content, CheckIn):
            yield entry.id, _check_in(record, entry, entry.content)


def _check_in(record: Record, entry: Entry, said: CheckIn) -> FHIR_Observation:
    parts: list[FHIR_Observation_Component] = [{"code": _DAY, "valueDateTime": entry.local_date.isoformat()}]
    parts += [
        {"code": code, "valueQuantity": points(value)}
        for name, code in _RATINGS.items()
        if (value := getattr(said, name)) is not None
    ]
    if said.sleep_hours is not None:
        parts.append({"code": _SLEEP, "valueQuantity": quantity(said.sleep_hours, "h")})
    if entry.late:
        parts.append({"code": _LATE, "valueBoolean": True})
    if said.too_hard:
        parts.append({"code": _TOO_HARD, "valueBoolean": True})
    found = _observed(record, entry, _CHECK_IN)
    found["component"] = parts + _more(record, said)
    return found


def _more(record: Record, said: CheckIn) -> list[FHIR_Observation_Component]:
    """Function in its places, and what the clinic asks beside the ratings that everybody is asked for."""
    parts: list[FHIR_Observation_Component] = [
        {"code": code, "valueQuantity": points(value)}
        for name, code in _FACETS.items()
        if (value := getattr(said.facets, name, None)) is not None
    ]
    for name, value in sorted(said.extra.items()):
        if name in SENSITIVE_EXTRAS and not record.consent.sensitive:
            continue
        code = concept(name.replace("_", " "), name.replace("_", "-"))
        if isinstance(value, bool):
            parts.append({"code": code, "valueBoolean": value})
        else:
            parts.append({"code": code, "valueQuantity": points(value)})
    return parts


def side_effects(record: Record, entries: tuple[Entry, ...]) -> Iterator[Told]:
    """Each episode as it was last reported; what was taken back was never there."""
    known = {session.id for session in record.held}
    for entry in entries:
        said = entry.content
        if isinstance(said, SideEffect) and not said.taken_back:
            found = _side_effect(record, entry, said)
            if said.session_id in known:
                found["partOf"] = [to(said.session_id)]
            yield entry.id, found


def _side_effect(record: Record, entry: Entry, said: SideEffect) -> FHIR_Observation:
    parts: list[FHIR_Observation_Component] = [{"code": SEVERITY, "valueQuantity": points(said.severity)}]
    if said.interference is not None:
        parts.append({"code": INTERFERENCE, "valueQuantity": points(said.interference)})
    found = _observed(record, entry, effect(said.effect))
    found["component"] = parts
    found["issued"] = found.pop("effectiveDateTime")
    found["effectivePeriod"] = period(said.started_at, said.ended_at, entry.zone)
    return found


def events(record: Record, entries: tuple[Entry, ...]) -> Iterator[Told]:
    """Life events, where the patient agreed that their words leave."""
    for entry in entries:
        if isinstance(entry.content, Event) and entry.content.title:
            found = _observed(record, entry, concept("Life event", "event"))
            found["valueString"] = entry.content.title
            yield entry.id, found


def readings(record: Record, entries: tuple[Entry, ...]) -> Iterator[Told]:
    """Blood pressure and heart rate that the patient took at home."""
    for entry in entries:
        said = entry.content
        if isinstance(said, HomeReading):
            figures = {"systolic": said.systolic, "diastolic": said.diastolic, "heart_rate": said.heart_rate}
            yield from vitals(record, entry.id, instant_of(entry), figures, performer=_teller(record, entry))


def _observed(record: Record, entry: Entry, code: FHIR_CodeableConcept) -> FHIR_Observation:
    return {
        "resourceType": "Observation",
        "id": str(entry.id),
        "meta": {"profile": [f"{US_CORE}simple-observation"]},
        "status": "final",
        "category": category("survey"),
        "code": code,
        "subject": to(record.patient.id),
        "effectiveDateTime": instant_of(entry),
        "performer": [_teller(record, entry)],
    }


def _teller(record: Record, entry: Entry) -> FHIR_Reference:
    if entry.source is Source.COMPANION:
        return {"display": "Whoever brought the patient home"}
    return to(record.patient.id)
