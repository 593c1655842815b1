"""The page for the primary physician, and the same as tables."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct, field

from journal.actions import summaries
from journal.actions.recovery import Period
from journal.actions.summaries import Format, Order, Part
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import PatientId
from journal.handlers import auth
from journal.handlers.wire import Incoming

Line = Annotated[str, Meta(max_length=2000)]


class SummaryIn(Incoming, kw_only=True, frozen=True):
    """`bottom_line` has a line a line; `include` names the parts that leave, all of them if it is not sent."""

    start: date = field(name="from")
    end: date = field(name="to")
    format: Format = Format.PDF
    bottom_line: Line = ""
    asks: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    include: list[Part] = field(default_factory=lambda: list(Part))
    recipient: Line = ""

    def order(self) -> Order:
        return Order(
            start=self.start,
            end=self.end,
            bottom_line=tuple(line.strip() for line in self.bottom_line.splitlines() if line.strip()),
            asks=self.asks,
            parts=frozenset(self.include),
            recipient=self.recipient.strip(),
        )


class AskOut(Struct, kw_only=True, frozen=True):
    code: str
    text: str
    suggested: bool


class DraftOut(Struct, kw_only=True, frozen=True):
    """What the figures suggest, for a clinician to edit."""

    bottom_line: tuple[str, ...]
    asks: list[AskOut]
    parts: list[Part]


_MEDIA_TYPES = {Format.PDF: "application/pdf", Format.CSV: "application/zip", Format.FHIR: "application/fhir+json"}
_NAMES = {Format.PDF: "summary.pdf", Format.CSV: "summary-csv.zip", Format.FHIR: "summary-fhir.json"}


@get(
    "/patients/{patient_id:uuid}/summary/draft",
    opt={"who": auth.PATIENT_OR_CARE_TEAM},
    summary="Draft a summary",
)
async def draft(
    request: Request[Any, Any, Any],
    patient_id: FromPath[UUID],
    start: Annotated[date, QueryParameter(name="from")],
    end: Annotated[date, QueryParameter(name="to")],
) -> DraftOut:
    """The bottom line and the asks that the period's figures suggest."""
    if end < start:
        raise Invalid(Problem(pointer="/to", detail="must not be before `from`"))
    period = Period(start=start, end=end)
    found = await summaries.draft(auth.scope_of(request), PatientId(patient_id), period, now=auth.now_of(request))
    asks = [AskOut(code=ask.code, text=ask.text, suggested=ask.suggested) for ask in found.asks]
    return DraftOut(bottom_line=found.bottom_line, asks=asks, parts=list(Part))


@post(
    "/patients/{patient_id:uuid}/summary/preview",
    status_code=200,
    opt={"who": auth.PATIENT_OR_CARE_TEAM},
    summary="Look at the page",
)
async def preview(
    request: Request[Any, Any, Any], patient_id: FromPath[UUID], data: JSONBody[SummaryIn]
) -> Response[bytes]:
    """The page exactly as it would leave, as a PNG. Nothing is disclosed by looking."""
    scope, patient = auth.scope_of(request), PatientId(patient_id)
    image = await summaries.preview(scope, patient, data.order(), now=auth.now_of(request))
    return Response(image, media_type="image/png")


@post(
    "/patients/{patient_id:uuid}/summary",
    status_code=200,
    opt={"who": auth.PATIENT_OR_CARE_TEAM, "tier": "step_up"},
    summary="Summary",
)
async def produce(
    request: Request[Any, Any, Any], patient_id: FromPath[UUID], data: JSONBody[SummaryIn]
) -> Response[bytes]:
    """The file itself; what was disclosed, to whom, when and by whom is on record."""
    scope, patient = auth.scope_of(request), PatientId(patient_id)
    content = await summaries.produce(scope, patient, data.order(), data.format, now=auth.now_of(request))
    # No name and no date in the file's name: it ends up in download lists and mail subjects.
    headers = {"Content-Disposition": f'attachment; filename="{_NAMES[data.format]}"'}
    return Response(content, media_type=_MEDIA_TYPES[data.format], headers=headers)
