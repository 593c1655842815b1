"""Which questionnaires are due, what was answered, and what they ask."""

from dataclasses import dataclass
from datetime import datetime

from journal.actions import access
from journal.actions.tiers import Tier
from journal.clinical import definitions, urinary
from journal.clinical.conditions import asks
from journal.clinical.dates import local_day
from journal.clinical.definitions import SHIPPED_NAMES, can_be
from journal.clinical.entries import Kind
from journal.clinical.errors import NotFound
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.questionnaires import Due, ScoreRow, due, history, scored
from journal.clinical.urinary import Check
from journal.db import audit, questionnaires, rules, sessions
from journal.db import journal as store
from journal.db.engine import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`due` the longest due first, `answered` in the order answered: nothing until what it `needs` is proven.

    `asks` names what the daily check-in asks beside mood and function; `urinary` is the monthly check, where it is due.
    """

    asks: tuple[str, ...]
    due: tuple[Due, ...]
    urinary: Check | None
    answered: tuple[ScoreRow, ...]
    needs: Tier | None


async def read(scope: Scope, patient: PatientId, *, now: datetime, tier: Tier = Tier.READ) -> Status:
    """How a patient's questionnaires stand; at the tier `log`, only which are due.

    NotFound where they are not the scope's to read.
    """
    async with transaction(scope):
        standing = await access.readable(scope, patient, now=now)
        kinds = [Kind.QUESTIONNAIRE_RESPONSE, Kind.SIDE_EFFECT]
        entries = (await store.current(scope, [patient], kinds)).get(patient, ())
        held = await sessions.of(scope, patient)
        library, in_force = await questionnaires.library(scope), await rules.of(scope)
        last_entry = (await store.last_days(scope, [patient])).get(patient)
        await audit.note(scope, "questionnaire.read", at=now, patient=patient)
    answers = scored(entries, library)
    today = local_day(now, standing.patient.zone)
    conditions = standing.patient.conditions
    owed = due(answers, held, today, last_entry=last_entry, conditions=conditions, library=library, rules=in_force)
    held_on = [session.local_date for session in held if session.local_date <= today]
    check = urinary.due(urinary.answered(entries), held_on, today, last_entry=last_entry, rules=in_force)
    if tier is Tier.LOG:
        return Status(asks=asks(conditions), due=owed, urinary=check, answered=(), needs=Tier.READ)
    rows = history(answers, held, library)
    return Status(asks=asks(conditions), due=owed, urinary=check, answered=rows, needs=None)


async def definition(scope: Scope, questionnaire: str, version: str | None = None) -> bytes:
    """A FHIR R4 Questionnaire in JSON: one that ships, or the clinic's own, by default in the version that is asked.

    NotFound where there is none of that name.
    """
    if questionnaire in SHIPPED_NAMES:
        if version not in (None, definitions.instrument(questionnaire).version):
            raise NotFound
        return definitions.resource(questionnaire)
    if not can_be(questionnaire, version):
        raise NotFound
    async with transaction(scope):
        found = await questionnaires.find(scope, questionnaire, version)
    if found is None:
        raise NotFound
    return found.definition.encode()
