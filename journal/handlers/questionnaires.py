"""Questionnaires: definitions, what is due, and what was answered."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from journal.actions import questionnaires
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
    """`due` the longest due first, `answered` in the order answered."""

    due: list[DueOut]
    answered: list[ScoreOut]


@get(
    "/patients/{patient_id:uuid}/questionnaires",
    opt={"who": auth.PATIENT_OR_CARE_TEAM},
    summary="Questionnaires",
)
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> StatusOut:
    """What is due, and every score against its baseline."""
    status = await questionnaires.read(auth.scope_of(request), PatientId(patient_id), now=auth.now_of(request))
    due = [
        DueOut(questionnaire=row.questionnaire, version=row.version, due_on=row.due_on, overdue=row.overdue)
        for row in status.due
    ]
    return StatusOut(due=due, answered=scores_out(status.answered))


@get(
    "/questionnaires/{questionnaire:str}",
    opt={"who": auth.SIGNED_IN},
    summary="Definition, as a FHIR R4 Questionnaire",
)
async def definition(questionnaire: FromPath[str]) -> Response[bytes]:
    """The instrument with its items, codes, answers and notice."""
    return Response(resource(questionnaire), media_type="application/fhir+json")
