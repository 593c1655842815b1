"""What leaves the clinic: drafted from figures, looked at, then produced and put on record."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from journal.actions import access, figures, throttle
from journal.actions import recovery as charts
from journal.actions.identity import new_id
from journal.actions.recovery import Period
from journal.actions.throttle import Kind
from journal.clinical import fields, summary
from journal.clinical.clinics import Clinic
from journal.clinical.completion import completion
from journal.clinical.dates import local_day
from journal.clinical.definitions import PHQ_9
from journal.clinical.episodes import EffectFigures, effect_figures, episodes, was_there
from journal.clinical.errors import Forbidden, Invalid, Problem
from journal.clinical.ids import PatientId, PersonId
from journal.clinical.medications import taken
from journal.clinical.people import Role, Scope
from journal.clinical.standings import line, standings
from journal.clinical.summary import Ask
from journal.clinical.trend import trend
from journal.db import audit, clinics, disclosures, people, questionnaires, sessions
from journal.db import journal as store
from journal.db.disclosures import Disclosure
from journal.db.engine import transaction
from journal.db.people import Standing
from journal.exports import page, tabular
from journal.exports.letter import Letter
from journal.exports.sheet import ASK, ASKS, LINE, LINES, PARTY

LONGEST_PERIOD = timedelta(days=3660)
LONGEST_EPISODE = timedelta(days=90)
"""How far back an episode of the period may have begun (rule)."""


class Format(StrEnum):
    PDF = "pdf"
    CSV = "csv"


class Part(StrEnum):
    """What may be left out of the page."""

    SCORES = "scores"
    CHART = "chart"
    SESSIONS = "sessions"
    SIDE_EFFECTS = "side_effects"
    MEDICATIONS = "medications"
    COMPLETION = "completion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asked for: the period, the words they chose, the parts, and for whom it is."""

    start: date
    end: date
    bottom_line: tuple[str, ...]
    asks: tuple[str, ...]
    parts: frozenset[Part]
    recipient: str

    def problems(self) -> list[Problem]:
        """Every rule the order breaks. The page's own limits hold: what has no room is refused, not cut."""
        found: list[Problem] = []
        if self.end < self.start:
            found.append(Problem(pointer="/to", detail="must not be before `from`"))
        elif self.end - self.start > LONGEST_PERIOD:
            found.append(Problem(pointer="/to", detail="must be within ten years of `from`"))
        if len(self.bottom_line) > LINES:
            found.append(Problem(pointer="/bottom_line", detail=f"must have at most {LINES} lines"))
        if len(self.asks) > ASKS:
            found.append(Problem(pointer="/asks", detail=f"must have at most {ASKS} items"))
        for words in self.bottom_line:
            found += fields.text(words, "/bottom_line", limit=LINE)
        for place, words in enumerate(self.asks):
            found += fields.text(words, f"/asks/{place}", limit=ASK)
        return found + fields.text(self.recipient, "/recipient", limit=PARTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedSummary:
    """What the figures suggest, for a clinician to edit."""

    bottom_line: tuple[str, ...]
    asks: tuple[Ask, ...]


async def draft(scope: Scope, patient: PatientId, period: Period, *, now: datetime) -> DraftedSummary:
    """Lines and asks drafted from the figures of a period. NotFound where it is not the scope's to read."""
    async with transaction(scope):
        standing = await access.handed_out(scope, patient, now=now)
        today, by = local_day(now, standing.patient.zone), await figures.basis(scope)
        chart = await charts.gather(scope, standing, period, today, by)
        effects = await _effects(scope, standing, chart.start, chart.end)
        await audit.note(scope, "summary.draft", at=now, patient=patient)
    scores = standings(chart.history, until=chart.end, library=chart.library)
    return DraftedSummary(
        bottom_line=summary.bottom_line(scores, chart.recovery, rules=chart.rules),
        asks=summary.asks(chart.sessions, effects, scores),
    )


async def preview(scope: Scope, patient: PatientId, order: Order, *, now: datetime) -> bytes:
    """The page as a PNG, exactly as it would leave. Nothing is disclosed by looking. Raises Invalid, NotFound."""
    async with transaction(scope):
        letter = await _letter(scope, patient, order, now)
        await audit.note(scope, "summary.preview", at=now, patient=patient)
    return await asyncio.to_thread(page.png, letter)


async def produce(scope: Scope, patient: PatientId, order: Order, format_: Format, *, now: datetime) -> bytes:
    """The file, put on record as disclosed before it is handed out. Raises Invalid, NotFound."""
    if not order.recipient:
        # An account of disclosures names who received each of them.
        raise Invalid(Problem(pointer="/recipient", detail="must say whom it is for"))
    # Typesetting takes longer than a transaction should be open.
    if format_ is Format.PDF:
        async with transaction(scope):
            letter = await _letter(scope, patient, order, now)
        content = await asyncio.to_thread(page.pdf, letter)
    else:
        async with transaction(scope):
            record = await _tables(scope, patient, order, now)
        content = await asyncio.to_thread(tabular.archive, record)
    disclosure = Disclosure(
        id=new_id(),
        patient=patient,
        by=_actor(scope),
        at=now,
        recipient=order.recipient,
        format=format_.value,
        start=order.start,
        end=order.end,
        parts=tuple(sorted(part.value for part in order.parts)),
        digest=hashlib.sha256(content).digest(),
    )
    async with transaction(scope):
        await disclosures.add(scope, disclosure)
        await audit.note(scope, "summary.disclose", at=now, patient=patient, subject=disclosure.id)
    return content


async def _letter(scope: Scope, patient: PatientId, order: Order, now: datetime) -> Letter:
    standing = await _ordered(scope, patient, order, now)
    period = Period(start=order.start, end=order.end)
    today, by = local_day(now, standing.patient.zone), await figures.basis(scope)
    chart = await charts.gather(scope, standing, period, today, by)
    series = chart.recovery.series
    clinic = await clinics.of(scope)
    # A part that is left out is None, so that the page says nothing of it.
    held = await sessions.of(scope, patient)
    return Letter(
        patient=standing.patient.name,
        birth_date=standing.patient.birth_date,
        clinic=clinic.name,
        clinic_phone=clinic.phone,
        clinic_hours=clinic.hours,
        consultant=await _consultant(scope, clinic),
        recipient=order.recipient,
        start=order.start,
        end=order.end,
        produced_at=now,
        zone=clinic.zone,
        bottom_line=order.bottom_line,
        asks=order.asks,
        scores=standings(chart.history, until=order.end, library=chart.library) if Part.SCORES in order.parts else None,
        chart=trend(
            series,
            line(chart.history, PHQ_9, start=order.start, end=order.end),
            held,
            start=order.start,
            end=order.end,
            rules=chart.rules,
        )
        if Part.CHART in order.parts
        else None,
        sessions=held if Part.SESSIONS in order.parts else None,
        side_effects=await _effects(scope, standing, order.start, order.end)
        if Part.SIDE_EFFECTS in order.parts
        else None,
        medications=taken(chart.medications) if Part.MEDICATIONS in order.parts else None,
        completion=completion(series.date, series.late, start=order.start, end=order.end)
        if Part.COMPLETION in order.parts
        else None,
    )


async def _tables(scope: Scope, patient: PatientId, order: Order, now: datetime) -> tabular.Tables:
    await _ordered(scope, patient, order, now)
    return tabular.Tables(
        revisions=await store.between(scope, patient, order.start, order.end, history=True),
        sessions=await sessions.of(scope, patient),
        library=await questionnaires.library(scope),
        start=order.start,
        end=order.end,
        produced_at=now,
    )


async def _ordered(scope: Scope, patient: PatientId, order: Order, now: datetime) -> Standing:
    """The patient, once the order is in order."""
    standing = await access.handed_out(scope, patient, now=now)
    if found := order.problems():
        raise Invalid(*found)
    await throttle.spend_here(Kind.EXPORT, str(scope.actor), now=now)
    return standing


async def _effects(scope: Scope, standing: Standing, start: date, end: date) -> tuple[EffectFigures, ...]:
    """The episodes of a period, with what was reported of them before it began."""
    earliest = start - min(LONGEST_EPISODE, start - date.min)
    revisions = await store.between(scope, standing.patient.id, earliest, end, history=True)
    zone = standing.patient.zone
    return effect_figures([episode for episode in episodes(revisions) if was_there(episode[-1], zone, start, end)])


async def _consultant(scope: Scope, clinic: Clinic) -> str:
    """Who answers for the page: the provider who produces it, or the clinic where the patient does."""
    if scope.role is not Role.PROVIDER or scope.actor is None:
        return f"{clinic.name}, care team"
    return (await people.names(scope, [scope.actor]))[scope.actor]


def _actor(scope: Scope) -> PersonId:
    if scope.actor is None:
        raise Forbidden
    return scope.actor
