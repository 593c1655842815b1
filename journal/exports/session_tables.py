"""The CSV files of treatment sessions: as the staff recorded them, with each reading and each effect they saw."""

from dataclasses import dataclass

from journal.clinical.sessions import Observed, Session, Vitals
from journal.clinical.summary import peak_pressure
from journal.exports.cells import Value, local
from journal.exports.tables import DAY, INSTANT, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    session: Session
    vitals: Vitals


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    session: Session
    observed: Observed


def _discharged(session: Session) -> Value:
    return local(session.discharge.at, session.zone) if session.discharge else None


def _criteria_met(session: Session) -> Value:
    return session.discharge.criteria_met if session.discharge else None


def _premedication(session: Session) -> Value:
    given = (" ".join(filter(None, (each.name, each.dose))) for each in session.premedication)
    return "; ".join(given) or None


def _interventions(session: Session) -> Value:
    done = (f"{local(each.at, session.zone).isoformat()} {each.what}" for each in session.interventions)
    return "; ".join(done) or None


def _peak(session: Session, which: int) -> int | None:
    peak = peak_pressure(session)
    return peak[which] if peak else None


def _until(seen: Seen) -> Value:
    ended = seen.observed.ended_at
    return None if ended is None else local(ended, seen.session.zone)


SESSIONS: Table[Session] = Table(
    name="sessions",
    one_row_for="each treatment session",
    columns=(
        Column("session_id", "UUID", "The session.", lambda session: str(session.id)),
        Column("local_date", DAY, "The day it began.", lambda session: session.local_date),
        Column("started_at", INSTANT, "Start.", lambda session: local(session.started_at, session.zone)),
        Column("ended_at", INSTANT, "End.", lambda session: local(session.ended_at, session.zone)),
        Column("zone", "IANA name", "Where it was.", lambda session: session.zone),
        Column("drug", "name", "What was given.", lambda session: session.drug),
        Column("route", "code", "How it was given.", lambda session: session.route.value),
        Column("dose_mg", "mg", "Dose.", lambda session: session.dose_mg),
        Column("weight_kg", "kg", "Body weight, where known.", lambda session: session.weight_kg),
        Column("mg_per_kg", "mg/kg", "Dose by body weight, where known.", lambda session: session.mg_per_kg),
        Column("peak_systolic", "mmHg", "Highest systolic blood pressure.", lambda session: _peak(session, 0)),
        Column("peak_diastolic", "mmHg", "Diastolic, of that reading.", lambda session: _peak(session, 1)),
        Column("discharged_at", INSTANT, "When the patient went home, where recorded.", _discharged),
        Column("criteria_met", "true, false", "Whether the clinic's criteria for going home were met.", _criteria_met),
        Column("premedication", "text", "What was given before, with consent only.", _premedication),
        Column("interventions", "text", "What was done, and when, with consent only.", _interventions),
        Column("note", "text", "The staff's note, with consent only.", lambda session: session.note),
    ),
)

VITALS: Table[Reading] = Table(
    name="session_vitals",
    one_row_for="each reading in a session",
    columns=(
        Column("session_id", "UUID", "The session.", lambda reading: str(reading.session.id)),
        Column(
            "at",
            INSTANT,
            "When it was read.",
            lambda reading: local(reading.vitals.at, reading.session.zone),
        ),
        Column("systolic", "mmHg", "Blood pressure.", lambda reading: reading.vitals.systolic),
        Column("diastolic", "mmHg", "Blood pressure.", lambda reading: reading.vitals.diastolic),
        Column("heart_rate", "1/min", "Heart rate.", lambda reading: reading.vitals.heart_rate),
        Column("spo2", "%", "Oxygen saturation.", lambda reading: reading.vitals.spo2),
    ),
)

SEEN: Table[Seen] = Table(
    name="session_effects",
    one_row_for="each effect the staff saw in a session",
    columns=(
        Column("session_id", "UUID", "The session.", lambda seen: str(seen.session.id)),
        Column("effect", "code", "What the staff saw.", lambda seen: seen.observed.effect),
        Column("severity", "1-4", "1 mild, 2 moderate, 3 severe, 4 very severe.", lambda seen: seen.observed.severity),
        Column(
            "started_at",
            INSTANT,
            "When it began.",
            lambda seen: local(seen.observed.started_at, seen.session.zone),
        ),
        Column("ended_at", INSTANT, "When it ended; empty where it was there at the last.", _until),
    ),
)
