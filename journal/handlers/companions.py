"""Companion passes: made and ended by the care team or the patient, used by whoever brings the patient home."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from journal.actions import companions
from journal.actions.batch import Result, Status
from journal.actions.companions import State, Visit
from journal.clinical.companions import EFFECTS
from journal.clinical.entries import Draft
from journal.clinical.errors import Problem
from journal.clinical.ids import PatientId, SessionId
from journal.exports import qr
from journal.handlers import auth, callers, wire
from journal.handlers.clinics import CrisisNumbersOut, crisis_numbers
from journal.handlers.problems import ProblemDetails, details
from journal.handlers.wire import Incoming, Unreadable

MOST_REPORTS = 50


class PassIn(Incoming, kw_only=True, frozen=True):
    """The session that the patient is brought home from; without it, the last that began within the day."""

    session_id: UUID | None = None


class PassOut(Struct, kw_only=True, frozen=True):
    """The only time the code is told. `qr` is the link's code, a row a string, "1" for dark."""

    id: UUID
    code: str
    link: str
    qr: tuple[str, ...]
    expires_at: datetime


class ListedPass(Struct, kw_only=True, frozen=True):
    id: UUID
    made_at: datetime
    expires_at: datetime
    state: State


class PassesOut(Struct, kw_only=True, frozen=True):
    """The newest first."""

    passes: list[ListedPass]


class CodeIn(Incoming, kw_only=True, frozen=True):
    code: Annotated[str, Meta(max_length=64)]


class ClinicContact(Struct, kw_only=True, frozen=True):
    name: str
    phone: str
    hours: str


class VisitOut(Struct, kw_only=True, frozen=True):
    """Whom to call, and what may be reported until when. Nothing of the patient."""

    clinic: ClinicContact
    crisis: CrisisNumbersOut
    effects: tuple[str, ...]
    expires_at: datetime


class ReportsIn(Incoming, kw_only=True, frozen=True):
    """Each {id, effect, severity, interference, started_at, occurred_at, zone}, decoded one by one as entries are."""

    reports: Annotated[list[dict[str, Any]], Meta(max_length=MOST_REPORTS)]


class ReportResult(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """What became of one report: accepted, duplicate or rejected."""

    id: UUID | None
    status: Status
    problem: ProblemDetails | None = None


class ReportsOut(Struct, kw_only=True, frozen=True):
    """One result a report, in the order sent."""

    results: list[ReportResult]


_FIELDS = frozenset({"id", "effect", "severity", "interference", "started_at", "occurred_at", "zone"})


@post(
    "/patients/{patient_id:uuid}/companion-passes",
    opt={"who": auth.PATIENT_OR_CARE_TEAM, "patients_tier": "step_up"},
    summary="Make a companion pass",
)
async def make(request: Request[Any, Any, Any], patient_id: FromPath[UUID], data: JSONBody[PassIn]) -> PassOut:
    """For 24 hours, whoever has its code can report what they see. A patient must have proven lately who they are."""
    scope = auth.scope_of(request)
    session = SessionId(data.session_id) if data.session_id else None
    made, code = await companions.make(scope, PatientId(patient_id), session=session, now=auth.now_of(request))
    link = f"{callers.origin_of(request)}/companion#{code}"
    return PassOut(id=made.id, code=code, link=link, qr=qr.rows(link), expires_at=made.expires_at)


@get("/patients/{patient_id:uuid}/companion-passes", opt={"who": auth.PATIENT_OR_CARE_TEAM}, summary="Companion passes")
async def read(request: Request[Any, Any, Any], patient_id: FromPath[UUID]) -> PassesOut:
    """A patient's passes, and how each stands."""
    found = await companions.read(auth.scope_of(request), PatientId(patient_id), now=auth.now_of(request))
    listed = [
        ListedPass(id=each.id, made_at=each.made_at, expires_at=each.expires_at, state=state) for each, state in found
    ]
    return PassesOut(passes=listed)


@delete(
    "/patients/{patient_id:uuid}/companion-passes/{pass_id:uuid}",
    opt={"who": auth.PATIENT_OR_CARE_TEAM},
    summary="End a companion pass",
)
async def withdraw(request: Request[Any, Any, Any], patient_id: FromPath[UUID], pass_id: FromPath[UUID]) -> None:
    """Whoever came in with it is out."""
    await companions.withdraw(auth.scope_of(request), PatientId(patient_id), pass_id, now=auth.now_of(request))


@post("/companion/sign-in", status_code=200, opt={"who": auth.ANYONE}, summary="Come in with a pass")
async def sign_in(request: Request[Any, Any, Any], data: JSONBody[CodeIn]) -> Response[VisitOut]:
    """Sets the cookie. 404 for every code that opens nothing, whatever is wrong with it."""
    now = auth.now_of(request)
    network, client = callers.network_of(request), callers.client_of(request)
    token, visit = await companions.sign_in(data.code, network=network, client=client, now=now)
    left = int((visit.expires_at - now).total_seconds())
    return Response(_visit(request, visit), cookies=[auth.cookie(token, max_age=left)])


@get("/companion", opt={"who": auth.COMPANION, "tier": "log"}, summary="What a pass opens")
async def visit(request: Request[Any, Any, Any]) -> VisitOut:
    """Whom to call, and what may be reported until when."""
    return _visit(request, await companions.visit(auth.signed_in(request)))


@post("/companion/reports", status_code=200, opt={"who": auth.COMPANION, "tier": "log"}, summary="Report")
async def report(request: Request[Any, Any, Any], data: JSONBody[ReportsIn]) -> ReportsOut:
    """What was seen of the patient. Each report is answered by itself, and nothing else is told."""
    sent = [_draft(each) for each in data.reports]
    drafts = [each for each in sent if isinstance(each, Draft)]
    judged = await companions.report(auth.signed_in(request), drafts, now=auth.now_of(request))
    return ReportsOut(results=_results(sent, judged))


def _draft(sent: Mapping[str, Any]) -> Draft | Unreadable:
    """A report as the start of a side effect: a companion corrects nothing, ends nothing and leaves no note."""
    read = wire.draft({name: sent[name] for name in _FIELDS & sent.keys()} | {"kind": "side_effect"})
    if sent.keys() <= _FIELDS:
        return read
    return Unreadable(id=read.id, problems=(Problem(pointer="", detail="has a field that is not known here"),))


def _results(sent: Sequence[Draft | Unreadable], judged: Sequence[Result]) -> list[ReportResult]:
    answers = iter(judged)
    return [
        _refused(place, each.id, each.problems) if isinstance(each, Unreadable) else _result(place, next(answers))
        for place, each in enumerate(sent)
    ]


def _result(place: int, result: Result) -> ReportResult:
    if result.status is Status.REJECTED:
        return _refused(place, result.id, result.problems)
    return ReportResult(id=result.id, status=result.status)


def _refused(place: int, id_: UUID | None, problems: Sequence[Problem]) -> ReportResult:
    problem = details(422, tuple(problem.under(f"/reports/{place}") for problem in problems))
    return ReportResult(id=id_, status=Status.REJECTED, problem=problem)


def _visit(request: Request[Any, Any, Any], visit: Visit) -> VisitOut:
    clinic = visit.clinic
    return VisitOut(
        clinic=ClinicContact(name=clinic.name, phone=clinic.phone, hours=clinic.hours),
        crisis=crisis_numbers(request, clinic),
        effects=EFFECTS,
        expires_at=visit.expires_at,
    )
