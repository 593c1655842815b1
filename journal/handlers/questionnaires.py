"""Questionnaires: definitions, what is due, and what was answered."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from journal.actions import questionnaires
from journal.actions.tiers import Tier
from journal.clinical.definitions import resource
from journal.clinical.ids import PatientId
from journal.handlers import auth
from journal.handlers.recovery import ScoreOut, scores_out


class DueOut(Struct, kw_only=True, frozen=True):
    questionnaire: str
    version: str
    due_on: date
    overdue: bool


class StatusOut(Struct, kw_only=True, frozen=True):
    """`due` the longest due first, `answered` in the order answered: none of them while it `needs` a fresh proof."""

    due: list[DueOut]
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
        DueOut(questionnaire=row.questionnaire, version=row.version, due_on=row.due_on, overdue=row.overdue)
        for row in status.due
    ]
    return StatusOut(due=due, answered=scores_out(status.answered), needs=status.needs)


@get(
    "/questionnaires/{questionnaire:str}",
    opt={"who": auth.SIGNED_IN, "tier": "log"},
    summary="Definition, as a FHIR R4 Questionnaire",
)
async def definition(questionnaire: FromPath[str]) -> Response[bytes]:
    """The instrument with its items, codes, answers and notice."""
    return Response(resource(questionnaire), media_type="application/fhir+json")
