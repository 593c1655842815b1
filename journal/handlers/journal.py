"""The journal: sync, the one round trip of a phone, and reading."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Struct

from journal.actions import journal
from journal.actions.batch import Result, Status
from journal.actions.journal import Page
from journal.actions.tiers import Tier
from journal.clinical.entries import Draft
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import PatientId
from journal.clinical.ladder import Waiting
from journal.handlers import auth, wire, wire_out
from journal.handlers.problems import ProblemDetails, details
from journal.handlers.wire import SyncIn, Unreadable
from journal.handlers.wire_out import AnyEntryOut

_LAST = 2**53


class ResultOut(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """What became of one sent entry. `id` is null only where none could be read."""

    id: UUID | None
    status: Status
    entry: AnyEntryOut | None = None
    problem: ProblemDetails | None = None


class Seen(Struct, kw_only=True, frozen=True):
    """The care team has opened the journal, and has seen every entry up to `number`."""

    number: int
    at: datetime


class PageOut(Struct, kw_only=True, frozen=True):
    """Revisions in the order of their numbers; read on after `cursor` while there is `more`."""

    entries: list[AnyEntryOut]
    cursor: int
    more: bool
    seen: Seen | None
    needs: Tier | None
    """What has to be proven to read on after `cursor`, where the last two days were all there was to see."""


class WaitingOut(Struct, kw_only=True, frozen=True):
    """An alert of the patient's has waited for somebody of the clinic since then. `please_call`: everybody who could
    take it was asked, and nobody has; the app says to call the clinic.
    """

    waiting_since: datetime
    please_call: bool


class SyncOut(PageOut, kw_only=True, frozen=True):
    """`results` answer the sent entries, one each, in order. `alerts` is null where none waits for somebody."""

    results: list[ResultOut]
    alerts: WaitingOut | None
    arrived: int | None
    """How many entries of this device the journal holds; null unless asked for by `tally`."""


@post("/patients/{patient_id:uuid}/journal", status_code=200, opt={"who": auth.PATIENT, "tier": "log"}, summary="Sync")
async def sync(request: Request[Any, Any, Any], patient_id: FromPath[UUID], data: JSONBody[SyncIn]) -> SyncOut:
    """Send what the phone has, get what it lacks. Each entry is answered by itself."""
    if data.schema < wire.OLDEST_SCHEMA:
        raise HTTPException(status_code=426)
    sent = [wire.draft(entry) for entry in data.entries]
    synced = await journal.sync(
        auth.scope_of(request),
        PatientId(patient_id),
        [draft for draft in sent if isinstance(draft, Draft)],
        after=data.after,
        device=data.device,
        now=auth.now_of(request),
        tier=auth.tier_of(request),
        tally=data.tally,
    )
    results, waiting = _results(sent, synced.results), _waiting(synced.waiting)
    return SyncOut(results=results, alerts=waiting, arrived=synced.arrived, **_page(synced.page))


@get(
    "/patients/{patient_id:uuid}/journal",
    opt={"who": auth.PATIENT_OR_CARE_TEAM, "tier": "log"},
    summary="Read the journal",
)
async def read(
    request: Request[Any, Any, Any],
    patient_id: FromPath[UUID],
    after: FromQuery[int] = 0,
    start: Annotated[date | None, QueryParameter(name="from")] = None,
    end: Annotated[date | None, QueryParameter(name="to")] = None,
    history: FromQuery[bool] = False,
) -> PageOut:
    """Everything after a number, or the days from `from` to `to`, for which `read` must be proven."""
    scope, patient, now = auth.scope_of(request), PatientId(patient_id), auth.now_of(request)
    attended = auth.attended(request)
    if start is None and end is None:
        if not 0 <= after <= _LAST:
            raise Invalid(Problem(pointer="/after", detail="must be a number of an entry, or 0"))
        tier = auth.tier_of(request)
        return PageOut(**_page(await journal.read_after(scope, patient, after, now=now, attended=attended, tier=tier)))
    if start is None or end is None or end < start:
        raise Invalid(Problem(pointer="/from", detail="must be given with `to`, and not be after it"))
    auth.require(request, Tier.READ)
    page = await journal.read_days(scope, patient, start, end, history=history, now=now, attended=attended)
    return PageOut(**_page(page))


def _waiting(found: Waiting | None) -> WaitingOut | None:
    return WaitingOut(waiting_since=found.since, please_call=found.please_call) if found else None


def _page(page: Page) -> dict[str, Any]:
    return {
        "entries": [wire_out.entry_out(revision) for revision in page.revisions],
        "cursor": page.cursor,
        "more": page.more,
        "needs": page.needs,
        "seen": Seen(number=page.seen_number, at=page.seen_at) if page.seen_at else None,
    }


def _results(sent: Sequence[Draft | Unreadable], judged: Sequence[Result]) -> list[ResultOut]:
    """The results in the order sent, with pointers into the request's body."""
    answers = iter(judged)
    return [
        _unreadable(place, entry) if isinstance(entry, Unreadable) else _result(place, next(answers))
        for place, entry in enumerate(sent)
    ]


def _unreadable(place: int, entry: Unreadable) -> ResultOut:
    return ResultOut(id=entry.id, status=Status.REJECTED, problem=_problem(place, entry.problems))


def _result(place: int, result: Result) -> ResultOut:
    return ResultOut(
        id=result.id,
        status=result.status,
        entry=wire_out.entry_out(result.revision) if result.revision else None,
        problem=_problem(place, result.problems) if result.problems else None,
    )


def _problem(place: int, problems: Sequence[Problem]) -> ProblemDetails:
    return details(422, tuple(problem.under(f"/entries/{place}") for problem in problems))
