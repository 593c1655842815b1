"""The results of the patients in one's care, together: counts and curves, nobody's name, no small cell."""

from datetime import date
from typing import Annotated, Any

from litestar import Request, get
from litestar.params import QueryParameter
from msgspec import Struct

from journal.actions import cohort
from journal.clinical.cohort import Incidence, Response, Results
from journal.clinical.errors import Invalid, Problem
from journal.clinical.proportions import Share
from journal.clinical.published import Published
from journal.clinical.survival import Curve
from journal.handlers import auth

HIDDEN = "fewer than 5"


class CellOut(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """A number of people or of sessions, or null with the reason in `hidden`."""

    count: int | None
    hidden: str | None = None


class ShareOut(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """`count` of `of`, with the 95 % interval `low` to `high` of the share 0-1 (Wilson); all null where hidden."""

    count: int | None
    of: int | None
    share: float | None
    low: float | None
    high: float | None
    hidden: str | None = None


class CurveOut(Struct, kw_only=True, frozen=True, omit_defaults=True):
    """A Kaplan-Meier curve, each person once, as far as five were still watched; null where hidden."""

    curve: Curve | None
    hidden: str | None = None


class ResponseOut(Struct, kw_only=True, frozen=True):
    """At the last score of the period. `response` has those in remission among its own."""

    questionnaire: str
    assessed: CellOut
    response: ShareOut
    remission: ShareOut
    worse: ShareOut


class DurabilityOut(Struct, kw_only=True, frozen=True):
    """Days from the end of a series of sessions to the loss of benefit, by the patients' own ratings."""

    mood: CurveOut
    function: CurveOut


class EffectOut(Struct, kw_only=True, frozen=True):
    """Sessions with the effect within 24 h, of all sessions; hours from its start until it was gone."""

    effect: str
    sessions: ShareOut
    resolution: CurveOut


class ResultsOut(Struct, kw_only=True, frozen=True, rename={"start": "from", "end": "to"}):
    """`of` says whose patients these are: those in the care of whoever asks. `published` was measured by others."""

    of: str
    start: date | None
    end: date | None
    patients: CellOut
    sessions: CellOut
    response: list[ResponseOut]
    durability: DurabilityOut
    side_effects: list[EffectOut]
    published: tuple[Published, ...]


@get("/clinic/results", opt={"who": auth.CARE_TEAM}, summary="Results")
async def read(
    request: Request[Any, Any, Any],
    start: Annotated[date | None, QueryParameter(name="from")] = None,
    end: Annotated[date | None, QueryParameter(name="to")] = None,
) -> ResultsOut:
    """Response, durability and side effects of the patients in one's care who had a session in the period."""
    if start is not None and end is not None and end < start:
        raise Invalid(Problem(pointer="/from", detail="must not be after `to`"))
    found = await cohort.read(auth.scope_of(request), start=start, end=end, now=auth.now_of(request))
    return _out(found, start, end)


def _out(found: Results, start: date | None, end: date | None) -> ResultsOut:
    return ResultsOut(
        of="your patients",
        start=start,
        end=end,
        patients=_cell(found.patients),
        sessions=_cell(found.sessions),
        response=[_response(line) for line in found.response],
        durability=DurabilityOut(mood=_curve(found.mood), function=_curve(found.function)),
        side_effects=[_effect(line) for line in found.side_effects],
        published=found.published,
    )


def _response(line: Response) -> ResponseOut:
    return ResponseOut(
        questionnaire=line.questionnaire,
        assessed=_cell(line.assessed),
        response=_share(line.response),
        remission=_share(line.remission),
        worse=_share(line.worse),
    )


def _effect(line: Incidence) -> EffectOut:
    return EffectOut(effect=line.effect, sessions=_share(line.sessions), resolution=_curve(line.resolution))


def _cell(count: int | None) -> CellOut:
    return CellOut(count=count, hidden=HIDDEN if count is None else None)


def _share(found: Share | None) -> ShareOut:
    if found is None:
        return ShareOut(count=None, of=None, share=None, low=None, high=None, hidden=HIDDEN)
    return ShareOut(count=found.count, of=found.of, share=found.share, low=found.low, high=found.high)


def _curve(found: Curve | None) -> CurveOut:
    return CurveOut(curve=found, hidden=HIDDEN if found is None else None)
