"""What leaves the clinic: drafted from figures, looked at, then produced and put on record."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from journal.actions import access, figures, throttle
from journal.actions import recovery as charts
from journal.actions.identity import new_id
from journal.actions.recovery import Chart, Period
from journal.actions.throttle import Kind
from journal.clinical import definitions, fields, summary
from journal.clinical.clinics import Clinic
from journal.clinical.completion import completion
from journal.clinical.dates import local_day
from journal.clinical.definitions import PHQ_9, SHIPPED_NAMES
from journal.clinical.episodes import EffectFigures, effect_figures, episodes, was_there
from journal.clinical.errors import Forbidden, Invalid, Problem
from journal.clinical.ids import PatientId, PersonId
from journal.clinical.medications import latest, taken
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
from journal.exports.fhir import bundle
from journal.exports.fhir.record import Record
from journal.exports.letter import Letter
from journal.exports.sheet import ASK, ASKS, LINE, LINES, PARTY

LONGEST_PERIOD = timedelta(days=3660)
LONGEST_EPISODE = timedelta(days=90)
"""How far back an episode of the period may have begun (rule)."""


Write = Callable[[], bytes]
"""Makes the file from what was gathered."""


class Format(StrEnum):
    PDF = "pdf"
    CSV = "csv"
    FHIR = "fhir"
    """A document in FHIR R4, with the page in it."""


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
        letter = await _letter(scope, await _charted(scope, patient, order, now), order, now)
        await audit.note(scope, "summary.preview", at=now, patient=patient)
    return await asyncio.to_thread(page.png, letter)


async def produce(scope: Scope, patient: PatientId, order: Order, format_: Format, *, now: datetime) -> bytes:
    """The file, put on record as disclosed before it is handed out. Raises Invalid, NotFound."""
    if not order.recipient:
        # An account of disclosures names who received each of them.
        raise Invalid(Problem(pointer="/recipient", detail="must say whom it is for"))
    async with transaction(scope):
        gathered = await _GATHER[format_](scope, patient, order, now)
    # Typesetting takes longer than a transaction should be open.
    content = await asyncio.to_thread(gathered)
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


async def _page(scope: Scope, patient: PatientId, order: Order, now: datetime) -> Write:
    return partial(page.pdf, await _letter(scope, await _charted(scope, patient, order, now), order, now))


async def _charted(scope: Scope, patient: PatientId, order: Order, now: datetime) -> tuple[Standing, Chart]:
    standing = await _ordered(scope, patient, order, now)
    period = Period(start=order.start, end=order.end)
    today, by = local_day(now, standing.patient.zone), await figures.basis(scope)
    return standing, await charts.gather(scope, standing, period, today, by)


async def _letter(scope: Scope, charted: tuple[Standing, Chart], order: Order, now: datetime) -> Letter:
    standing, chart = charted
    series = chart.recovery.series
    clinic = await clinics.of(scope)
    # A part that is left out is None, so that the page says nothing of it.
    held = chart.held
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


async def _tables(scope: Scope, patient: PatientId, order: Order, now: datetime) -> Write:
    await _ordered(scope, patient, order, now)
    record = tabular.Tables(
        revisions=await store.between(scope, patient, order.start, order.end, history=True),
        sessions=await sessions.of(scope, patient),
        library=await questionnaires.library(scope),
        start=order.start,
        end=order.end,
        produced_at=now,
    )
    return partial(tabular.archive, record)


async def _bundle(scope: Scope, patient: PatientId, order: Order, now: datetime) -> Write:
    standing, chart = await _charted(scope, patient, order, now)
    letter = await _letter(scope, (standing, chart), order, now)
    record = Record(
        patient=standing.patient,
        clinic=await clinics.of(scope),
        consultant=letter.consultant,
        start=order.start,
        end=order.end,
        produced_at=now,
        revisions=await store.between(scope, patient, order.start, order.end, history=True),
        sessions=letter.sessions,
        medications=latest(chart.medications) if Part.MEDICATIONS in order.parts else None,
        forms=await _forms(scope),
        library=chart.library,
        bottom_line=order.bottom_line,
        asks=order.asks,
        scores=Part.SCORES in order.parts,
        daily=Part.CHART in order.parts,
        side_effects=Part.SIDE_EFFECTS in order.parts,
    )
    return lambda: bundle.document(replace(record, page=page.pdf(letter)))


async def _forms(scope: Scope) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Every definition that an answer of the clinic's patients may go by, by name and version."""
    shipped = {(name, definitions.instrument(name).version): definitions.resource(name) for name in SHIPPED_NAMES}
    own = {(each.instrument.questionnaire, each.instrument.version): each for each in await questionnaires.of(scope)}
    found = shipped | {key: each.definition.encode() for key, each in own.items()}
    return {key: json.loads(definition) for key, definition in found.items()}


_GATHER: Mapping[Format, Callable[[Scope, PatientId, Order, datetime], Awaitable[Write]]] = {
    Format.PDF: _page,
    Format.CSV: _tables,
    Format.FHIR: _bundle,
}


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
