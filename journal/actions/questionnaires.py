"""Which questionnaires are due, and what was answered."""

from dataclasses import dataclass
from datetime import datetime

from journal.actions import access
from journal.actions.tiers import Tier
from journal.clinical.dates import local_day
from journal.clinical.entries import Kind
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.questionnaires import Due, ScoreRow, due, history, scored
from journal.db import audit, sessions
from journal.db import journal as store
from journal.db.engine import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`due` the longest due first, `answered` in the order answered: nothing until what it `needs` is proven."""

    due: tuple[Due, ...]
    answered: tuple[ScoreRow, ...]
    needs: Tier | None


async def read(scope: Scope, patient: PatientId, *, now: datetime, tier: Tier = Tier.READ) -> Status:
    """How a patient's questionnaires stand; at the tier `log`, only which are due.

    NotFound where they are not the scope's to read.
    """
    async with transaction(scope):
        standing = await access.readable(scope, patient, now=now)
        entries = (await store.current(scope, [patient], [Kind.QUESTIONNAIRE_RESPONSE])).get(patient, ())
        held = await sessions.of(scope, patient)
        last_entry = (await store.last_days(scope, [patient])).get(patient)
        await audit.note(scope, "questionnaire.read", at=now, patient=patient)
    answers = scored(entries)
    today = local_day(now, standing.patient.zone)
    owed = due(answers, held, today, last_entry=last_entry)
    if tier is Tier.LOG:
        return Status(due=owed, answered=(), needs=Tier.READ)
    return Status(due=owed, answered=history(answers, held), needs=None)
