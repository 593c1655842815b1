"""What a record of a session is held to: slips are refused by name, a clinician's decisions are not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from journal.clinical import fields
from journal.clinical.dates import known_zone
from journal.clinical.errors import Problem
from journal.clinical.sessions import Discharge, Observed, Session, Vitals
from journal.clinical.side_effects import EFFECTS

LONGEST = timedelta(hours=24)
"""No session of any route lasts longer (rule); a longer one is a slip in a date."""
HEAVIEST_DOSE_MG = 2000.0
"""A slip in a decimal point is refused, a clinician's decision is not (rule; oral doses reach some hundred mg)."""
WEIGHTS_KG = (20.0, 400.0)
PLAUSIBLE = {"systolic": (40, 320), "diastolic": (20, 220), "heart_rate": (20, 300), "spo2": (40, 100)}
"""Readings outside these are slips of the finger (rule): mmHg, mmHg, beats a minute, percent."""
SEVERITIES = range(1, 5)
"""What was seen was at least mild."""
MOST_VITALS = 200
MOST_OTHERS = 50
"""Rows of premedication, of effects and of interventions (rule)."""
NAME_LIMIT = 120
WORDS_LIMIT = 500


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
    found += _others(session)
    if session.note is not None:
        found += fields.text(session.note, "/note", limit=fields.NOTE_LIMIT)
    return found


def _stated(session: Session) -> Iterator[tuple[str, datetime]]:
    """Every time the record names, by its pointer."""
    yield "/started_at", session.started_at
    yield "/ended_at", session.ended_at
    for place, reading in enumerate(session.vitals):
        yield f"/vitals/{place}/at", reading.at
    for place, seen in enumerate(session.effects):
        yield f"/effects/{place}/started_at", seen.started_at
        if seen.ended_at is not None:
            yield f"/effects/{place}/ended_at", seen.ended_at
    for place, done in enumerate(session.interventions):
        yield f"/interventions/{place}/at", done.at
    if session.discharge is not None:
        yield "/discharge/at", session.discharge.at


def _times(session: Session, now: datetime) -> list[Problem]:
    found: list[Problem] = []
    for pointer, at in _stated(session):
        found += fields.instant(at, pointer) + fields.not_ahead(at, pointer, now=now)
    return found


def _reading(reading: Vitals) -> list[Problem]:
    return [
        Problem(pointer=f"/{name}", detail=f"must be from {low} to {high}")
        for name, (low, high) in PLAUSIBLE.items()
        if (value := getattr(reading, name)) is not None and not low <= value <= high
    ]


def _others(session: Session) -> Iterator[Problem]:
    """What is beside dose and vitals. Words are one line each, and never repeated in what is said of them."""
    for name in ("premedication", "effects", "interventions"):
        if len(getattr(session, name)) > MOST_OTHERS:
            yield Problem(pointer=f"/{name}", detail=f"must be at most {MOST_OTHERS} rows")
    for place, given in enumerate(session.premedication):
        yield from fields.line(given.name, f"/premedication/{place}/name", limit=NAME_LIMIT)
        if given.dose is not None:
            yield from fields.line(given.dose, f"/premedication/{place}/dose", limit=NAME_LIMIT)
    for place, seen in enumerate(session.effects):
        yield from (problem.under(f"/effects/{place}") for problem in _observed(seen))
    for place, done in enumerate(session.interventions):
        yield from fields.line(done.what, f"/interventions/{place}/what", limit=WORDS_LIMIT)
    if session.discharge is not None:
        yield from _discharge(session.discharge, session)


def _observed(seen: Observed) -> Iterator[Problem]:
    if seen.effect not in EFFECTS:
        yield Problem(pointer="/effect", detail="is not a known effect")
    yield from fields.whole(seen.severity, "/severity", options=SEVERITIES)
    if seen.ended_at is not None and seen.ended_at < seen.started_at:
        yield Problem(pointer="/ended_at", detail="must not be before it started")


def _discharge(discharge: Discharge, session: Session) -> Iterator[Problem]:
    if discharge.at < session.started_at:
        yield Problem(pointer="/discharge/at", detail="must not be before the start")
    if discharge.escort is not None:
        yield from fields.line(discharge.escort, "/discharge/escort", limit=NAME_LIMIT)
