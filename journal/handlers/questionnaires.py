"""Questionnaires: definitions, what is due, and what was answered."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from journal.actions import questionnaires
from journal.actions.tiers import Tier
from journal.clinical.ids import PatientId
from journal.handlers import auth
from journal.handlers.recovery import ScoreOut, scores_out


class DueOut(Struct, kw_only=True, frozen=True):
    """`name` is what it is called in short."""

    questionnaire: str
    version: str
    name: str
    due_on: date
    overdue: bool


class CheckOut(Struct, kw_only=True, frozen=True):
    due_on: date
    overdue: bool


class StatusOut(Struct, kw_only=True, frozen=True):
    """`due` the longest due first, `answered` in the order answered: none of them while it `needs` a fresh proof.

    `asks` names what the daily check-in asks beside mood and function, for what the patient is treated for; `urinary`
    is the monthly check, where it is due: its answers are side effects.
    """

    asks: list[str]
    due: list[DueOut]
    urinary: CheckOut | None
    answered: list[ScoreOut]
    needs: Tier | None


@get(
    "/patients/{patient_id:uuid}/questionnaires",
    opt={"who": auth.PATIENT_OR_CARE_TEAM, "tier": "log"},
    summary="Questionnaires",
)
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> StatusOut:
    """What is due, and every score against its baseline."""
    scope, tier = auth.scope_of(request), auth.tier_of(request)
    status = await questionnaires.read(scope, PatientId(patient_id), now=auth.now_of(request), tier=tier)
    due = [
        DueOut(
            questionnaire=row.questionnaire,
            version=row.version,
            name=row.name,
            due_on=row.due_on,
            overdue=row.overdue,
        )
        for row in status.due
    ]
    check = CheckOut(due_on=status.urinary.due_on, overdue=status.urinary.overdue) if status.urinary else None
    answered = scores_out(status.answered)
    return StatusOut(asks=list(status.asks), due=due, urinary=check, answered=answered, needs=status.needs)


@get(
    "/questionnaires/{questionnaire:str}",
    opt={"who": auth.SIGNED_IN, "tier": "log"},
    summary="Definition, as a FHIR R4 Questionnaire",
)
async def definition(
    request: Request[Any, Any, Any], questionnaire: FromPath[str], version: FromQuery[str | None] = None
) -> Response[bytes]:
    """Items, codes, answers, scoring and notice; in the version that is asked, where none is named."""
    found = await questionnaires.definition(auth.scope_of(request), questionnaire, version)
    return Response(found, media_type="application/fhir+json")
