"""What the people of the stage wrote, the same in every run: how they felt, their scores, side effects and sessions."""

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from journal.actions.identity import new_id
from journal.clinical.definitions import PHQ_9, instrument
from journal.clinical.entries import CheckIn, Content, QuestionnaireResponse, SideEffect
from journal.clinical.ids import PatientId, SessionId
from journal.clinical.sessions import Route, Session

ZONE = "America/New_York"
SCORED_EVERY = 14
EFFECTS = ("dissociation", "nausea", "dizziness", "headache", "sedation")


def scores(first: date, days: int, place: int) -> Iterator[tuple[datetime, Content]]:
    """A PHQ-9 every fortnight, from one before the first day on, falling faster in some than in others."""
    for day in range(0, days, SCORED_EVERY):
        yield evening(first + timedelta(days=day - SCORED_EVERY)), _phq9(max(0, 20 - (day // 10) * (place % 4)))


def effects(first: date, days: Sequence[int], place: int) -> Iterator[tuple[datetime, Content]]:
    """One side effect or some within hours of each session, as reported once it was over."""
    for number, day in enumerate(days):
        for order, effect in enumerate(EFFECTS[: 1 + (place + number) % len(EFFECTS)], start=1):
            begun = _begun(first + timedelta(days=day)) + timedelta(minutes=15 * order)
            ended = begun + timedelta(minutes=30 * order + 7 * place)
            yield ended, SideEffect(effect=effect, severity=2, interference=1, started_at=begun, ended_at=ended)


def _phq9(total: int) -> QuestionnaireResponse:
    items = [item.link_id for item in instrument(PHQ_9).items if item.scored]
    answers = {item: min(3, max(0, total - 3 * place)) for place, item in enumerate(items)}
    return QuestionnaireResponse(questionnaire=PHQ_9, version=instrument(PHQ_9).version, answers=answers)


def _begun(day: date) -> datetime:
    return datetime.combine(day, time(15), tzinfo=UTC)


def sessions(patient: PatientId, first: date, days: Sequence[int]) -> list[Session]:
    begun = [_begun(first + timedelta(days=day)) for day in days]
    return [
        Session(
            id=SessionId(UUID(bytes=new_id().bytes)),
            patient=patient,
            started_at=at,
            ended_at=at + timedelta(minutes=40),
            zone=ZONE,
            local_date=at.date(),
            route=Route.IV,
            dose_mg=40.0,
            weight_kg=80.0,
        )
        for at in begun
    ]


def evening(day: date) -> datetime:
    """Nine in the evening, or a little earlier, where the patients live."""
    return datetime.combine(day + timedelta(days=1), time(1), tzinfo=UTC)


def felt(day: int, since_session: float) -> CheckIn:
    """Better for some weeks after each session, with a wobble that is the same in every run."""
    wobble = (day * 7919 % 13) / 6.5 - 1
    benefit = 4 * math.exp(-since_session / 14)
    return CheckIn(
        mood=round(min(10.0, 3.5 + benefit + wobble), 1),
        function=round(min(10.0, 3.5 + 0.9 * benefit - wobble), 1),
        sleep_hours=round(7 + wobble, 1),
        energy=round(min(10.0, 3.5 + 0.8 * benefit + wobble), 1),
        anxiety=round(max(0.0, 6 - benefit), 1),
        pain=2.0,
    )
