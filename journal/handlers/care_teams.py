"""Care relations, for the clinic's admin."""

from typing import Any
from uuid import UUID

from litestar import Request, delete, put
from litestar.params import FromPath

from journal.actions import care_teams
from journal.clinical.ids import PatientId, PersonId
from journal.handlers import auth

_ADDRESS = "/patients/{patient_id:uuid}/care-team/{person_id:uuid}"


@put(_ADDRESS, status_code=204, opt={"who": auth.ADMIN}, summary="Put a provider on a care team")
async def add(request: Request[Any, Any, Any], patient_id: FromPath[UUID], person_id: FromPath[UUID]) -> None:
    """From their next request on, the provider may read the journal and treat the patient."""
    scope, now = auth.scope_of(request), auth.now_of(request)
    await care_teams.add(scope, PatientId(patient_id), PersonId(person_id), now=now)


@delete(_ADDRESS, opt={"who": auth.ADMIN}, summary="Take a provider off a care team")
async def remove(request: Request[Any, Any, Any], patient_id: FromPath[UUID], person_id: FromPath[UUID]) -> None:
    """From their next request on, the provider may no more."""
    scope, now = auth.scope_of(request), auth.now_of(request)
    await care_teams.remove(scope, PatientId(patient_id), PersonId(person_id), now=now)
