"""Recovery between sessions: everything a chart of one patient needs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from journal.actions import recovery
from journal.actions.recovery import Chart, Period
from journal.clinical.durability import Durabilities, Lead
from journal.clinical.entries import Entry, Event, HomeReading, MedicationStatement, Taking
from journal.clinical.episodes import Reporter, Told, session_of
from journal.clinical.errors import Invalid, Problem
from journal.clinical.fading import Fading
from journal.clinical.ids import PatientId
from journal.clinical.medications import latest
from journal.clinical.questionnaires import ScoreRow
from journal.clinical.recovery import Series
from journal.clinical.sessions import Observed, Session
from journal.handlers import auth
from journal.handlers.instruments import InstrumentMark, instruments_out
from journal.handlers.intervals import IntervalOut, interval_out


class SessionMark(Struct, kw_only=True, frozen=True):
    id: UUID
    date: date
    started_at: datetime
    ended_at: datetime
    route: str
    dose_mg: float
    mg_per_kg: float | None
    drug: str
    effects: tuple[Observed, ...]
    """What the staff saw, beside what the patient reports."""


class ScoreOut(Struct, kw_only=True, frozen=True):
    entry_id: UUID
    questionnaire: str
    version: str
    date: date
    total: float
    band: str
    item9: int | None
    change: float | None
    percent: float | None
    reliable: bool | None
    response: str | None
    clusters: dict[str, int]
    """The sum of each cluster, where the questionnaire has any: of the PCL-5, B to E."""


class ReportOut(Struct, kw_only=True, frozen=True):
    at: datetime
    severity: int


class EpisodeOut(Struct, kw_only=True, frozen=True):
    """`session_id` is the session that was named, `of_session` the one it belongs to: the last before it unless named.

    `reports` are its severities over time, in the order they were reported.
    """

    id: UUID
    effect: str
    severity: int
    interference: int | None
    started_at: datetime
    ended_at: datetime | None
    date: date
    session_id: UUID | None
    of_session: UUID | None
    reporter: Reporter
    reports: list[ReportOut]


class EventMark(Struct, kw_only=True, frozen=True):
    id: UUID
    date: date
    occurred_at: datetime
    title: str


class ReadingMark(Struct, kw_only=True, frozen=True):
    """Blood pressure at home in mmHg, heart rate in beats a minute."""

    id: UUID
    date: date
    occurred_at: datetime
    systolic: int
    diastolic: int
    heart_rate: int | None


class MedicationMark(Struct, kw_only=True, frozen=True):
    """What the patient says to take, or no longer, from that day on. `stands`: the last word on that medicine."""

    id: UUID
    date: date
    occurred_at: datetime
    name: str
    status: Taking
    dose_text: str | None
    benzodiazepine: bool
    stands: bool


class HourOut(Struct, kw_only=True, frozen=True):
    """A check-in of the first 48 hours after a session, so long after its end."""

    session_id: UUID
    at_hours: float
    mood: float | None
    function: float | None
    late: bool


class RecoveryOut(Struct, kw_only=True, frozen=True, rename={"start": "from", "end": "to"}):
    """`series` is columnar, one place per local day that has an entry; days without one are absent.

    `fading` is for the care team alone, and null in the patient's own answer.
    """

    patient_id: UUID
    zone: str
    start: date
    end: date
    series: Series
    sessions: list[SessionMark]
    intervals: list[IntervalOut]
    durability: Durabilities
    lead: Lead
    fading: Fading | None
    scores: list[ScoreOut]
    instruments: list[InstrumentMark]
    side_effects: list[EpisodeOut]
    events: list[EventMark]
    readings: list[ReadingMark]
    medications: list[MedicationMark]
    hours: list[HourOut]


_ENCODE = msgspec.json.Encoder()


@get("/patients/{patient_id:uuid}/recovery", opt={"who": auth.PATIENT_OR_CARE_TEAM}, summary="Recovery")
async def read(
    request: Request[Any, Any, Any],
    patient_id: FromPath[UUID],
    start: Annotated[date | None, QueryParameter(name="from")] = None,
    end: Annotated[date | None, QueryParameter(name="to")] = None,
) -> Response[bytes]:
    """The figures and what belongs beside them. `If-None-Match` spares both the work and the bytes."""
    if start is not None and end is not None and end < start:
        raise Invalid(Problem(pointer="/from", detail="must not be after `to`"))
    tag, chart = await recovery.read(
        auth.scope_of(request),
        PatientId(patient_id),
        Period(start=start, end=end),
        known_tag=_unquoted(request.headers.get("if-none-match")),
        now=auth.now_of(request),
    )
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}
    if chart is None:
        return Response(b"", status_code=304, headers=headers)
    return Response(_ENCODE.encode(_out(chart)), media_type="application/json", headers=headers)


def _unquoted(tag: str | None) -> str | None:
    return tag.strip().removeprefix("W/").strip('"') if tag else None


def _out(chart: Chart) -> RecoveryOut:
    found = chart.recovery
    return RecoveryOut(
        patient_id=chart.patient,
        zone=chart.zone,
        start=chart.start,
        end=chart.end,
        series=found.series,
        sessions=[_session(session) for session in chart.sessions],
        intervals=[interval_out(interval) for interval in found.intervals],
        durability=found.durability,
        lead=found.lead,
        fading=found.fading,
        scores=scores_out(chart.scores),
        instruments=instruments_out(chart.drawn),
        side_effects=[_episode(each, chart.held) for each in chart.side_effects],
        events=[_event(entry, entry.content) for entry in chart.events if isinstance(entry.content, Event)],
        readings=[_reading(entry, entry.content) for entry in chart.readings if isinstance(entry.content, HomeReading)],
        medications=_medications(chart.medications),
        hours=[msgspec.convert(hour, HourOut, from_attributes=True) for hour in chart.hours],
    )


def scores_out(rows: Sequence[ScoreRow]) -> list[ScoreOut]:
    """Scores as the wire has them."""
    return [
        ScoreOut(
            entry_id=row.entry,
            questionnaire=row.questionnaire,
            version=row.version,
            date=row.date,
            total=row.total,
            band=row.band,
            item9=row.item9,
            change=row.change,
            percent=row.percent,
            reliable=row.reliable,
            response=row.response,
            clusters=dict(row.clusters),
        )
        for row in rows
    ]


def _session(session: Session) -> SessionMark:
    return SessionMark(
        id=session.id,
        date=session.local_date,
        started_at=session.started_at,
        ended_at=session.ended_at,
        route=session.route.value,
        dose_mg=session.dose_mg,
        mg_per_kg=session.mg_per_kg,
        drug=session.drug.value,
        effects=session.effects,
    )


def _episode(told: Told, held: Sequence[Session]) -> EpisodeOut:
    entry, report = told.entry, told.last
    return EpisodeOut(
        id=entry.id,
        effect=report.effect,
        severity=report.severity,
        interference=report.interference,
        started_at=report.started_at,
        ended_at=report.ended_at,
        date=entry.local_date,
        session_id=report.session_id,
        of_session=session_of(report, held),
        reporter=told.reporter,
        reports=[ReportOut(at=at, severity=each.severity) for at, each in told.reports],
    )


def _event(entry: Entry, event: Event) -> EventMark:
    return EventMark(id=entry.id, date=entry.local_date, occurred_at=entry.occurred_at, title=event.title)


def _reading(entry: Entry, reading: HomeReading) -> ReadingMark:
    return ReadingMark(
        id=entry.id,
        date=entry.local_date,
        occurred_at=entry.occurred_at,
        systolic=reading.systolic,
        diastolic=reading.diastolic,
        heart_rate=reading.heart_rate,
    )


def _medications(entries: Sequence[Entry]) -> list[MedicationMark]:
    standing = {entry.id for entry in latest(entries)}
    return [
        _medication(entry, entry.content, stands=entry.id in standing)
        for entry in entries
        if isinstance(entry.content, MedicationStatement)
    ]


def _medication(entry: Entry, said: MedicationStatement, *, stands: bool) -> MedicationMark:
    return MedicationMark(
        id=entry.id,
        date=entry.local_date,
        occurred_at=entry.occurred_at,
        name=said.name,
        status=said.status,
        dose_text=said.dose_text,
        benzodiazepine=said.benzodiazepine,
        stands=stands,
    )
