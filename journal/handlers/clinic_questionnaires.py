"""A clinic's own questionnaires. A file is the body itself: a FHIR R4 Questionnaire, sent as `application/json`."""

from datetime import datetime
from typing import Any

from litestar import Request, delete, get, post
from litestar.params import FromPath
from msgspec import Struct

from journal.actions import clinic_questionnaires
from journal.clinical.definitions import Instrument
from journal.clinical.questionnaire_files import Question, Read, examine
from journal.clinical.scoring import Method
from journal.db.questionnaires import Loaded
from journal.handlers import auth
from journal.handlers.instruments import BandOut, bands_out


class OptionOut(Struct, kw_only=True, frozen=True):
    value: int
    label: str


class QuestionOut(Struct, kw_only=True, frozen=True):
    """`scored` questions must be answered; the others may be."""

    link_id: str
    text: str
    scored: bool
    options: list[OptionOut]


class ScoringOut(Struct, kw_only=True, frozen=True):
    """What is null is not said. `sources` has, by the name of the number, where it is from."""

    method: Method
    least: float
    most: float
    bands: list[BandOut]
    percent_from: float | None
    partial_points: float | None
    partial_percent: float | None
    response_points: float | None
    response_percent: float | None
    remission_below: float | None
    remission_at_most: float | None
    reliable: float | None
    worse: float | None
    cut_off: tuple[float, float] | None
    clusters: dict[str, list[str]]
    sources: dict[str, str]


class InstrumentOut(Struct, kw_only=True, frozen=True):
    """Whom it is asked (everybody, where no condition is named) and how often (null: as the clinic's rules say)."""

    questionnaire: str
    version: str
    title: str
    name: str
    conditions: list[str]
    every_days: int | None


class ReadOut(InstrumentOut, kw_only=True, frozen=True):
    """What a file would be. It raises no alerts, whatever is answered: only the forms that ship do."""

    copyright: str
    questions: list[QuestionOut]
    scoring: ScoringOut


class ProblemOut(Struct, kw_only=True, frozen=True):
    pointer: str
    detail: str


class PreviewOut(Struct, kw_only=True, frozen=True):
    """Either what the file would be, or the problems that keep it from being asked, as pointers into the file."""

    read: ReadOut | None
    problems: list[ProblemOut]


class LoadedOut(InstrumentOut, kw_only=True, frozen=True):
    added_at: datetime
    retired_at: datetime | None


class AllLoadedOut(Struct, kw_only=True, frozen=True):
    """In the order they were loaded; of several versions the last that is not retired is asked."""

    questionnaires: list[LoadedOut]


@post(
    "/clinic/questionnaires/preview",
    status_code=200,
    opt={"who": auth.ADMIN},
    summary="What a questionnaire's file would be",
)
async def preview(request: Request[Any, Any, Any]) -> PreviewOut:
    """Nothing is stored."""
    found = examine(await request.body())
    if isinstance(found, Read):
        return PreviewOut(read=_read(found), problems=[])
    return PreviewOut(read=None, problems=[ProblemOut(pointer=each.pointer, detail=each.detail) for each in found])


@post("/clinic/questionnaires", opt={"who": auth.ADMIN, "tier": "step_up"}, summary="Load a questionnaire")
async def load(request: Request[Any, Any, Any]) -> ReadOut:
    """Asked from now on. 422 names all that is wrong with the file, 409 that this version is there already."""
    return _read(
        await clinic_questionnaires.load(auth.scope_of(request), await request.body(), now=auth.now_of(request))
    )


@get("/clinic/questionnaires", opt={"who": auth.STAFF}, summary="The clinic's own questionnaires")
async def read(request: Request[Any, Any, Any]) -> AllLoadedOut:
    """Every version, retired or not."""
    found = await clinic_questionnaires.read(auth.scope_of(request))
    return AllLoadedOut(questionnaires=[_loaded(each) for each in found])


@delete(
    "/clinic/questionnaires/{questionnaire:str}",
    status_code=204,
    opt={"who": auth.ADMIN, "tier": "step_up"},
    summary="Ask a questionnaire no more",
)
async def retire(request: Request[Any, Any, Any], questionnaire: FromPath[str]) -> None:
    """What was answered stays, with its scores."""
    await clinic_questionnaires.retire(auth.scope_of(request), questionnaire, now=auth.now_of(request))


def _read(found: Read) -> ReadOut:
    return ReadOut(
        **_instrument(found.instrument),
        copyright=found.copyright,
        questions=[_question(each) for each in found.questions],
        scoring=_scoring(found.instrument),
    )


def _loaded(found: Loaded) -> LoadedOut:
    return LoadedOut(**_instrument(found.instrument), added_at=found.added_at, retired_at=found.retired_at)


def _instrument(found: Instrument) -> dict[str, Any]:
    return {
        "questionnaire": found.questionnaire,
        "version": found.version,
        "title": found.title,
        "name": found.name,
        "conditions": list(found.schedule.conditions),
        "every_days": found.schedule.every_days,
    }


def _question(found: Question) -> QuestionOut:
    options = [OptionOut(value=each.value, label=each.label) for each in found.options]
    return QuestionOut(link_id=found.link_id, text=found.text, scored=found.scored, options=options)


def _scoring(found: Instrument) -> ScoringOut:
    scale = found.scale
    return ScoringOut(
        method=scale.method,
        least=found.least,
        most=found.most,
        bands=bands_out(scale),
        percent_from=scale.percent_from,
        partial_points=scale.partial.points if scale.partial else None,
        partial_percent=scale.partial.percent if scale.partial else None,
        response_points=scale.response.points if scale.response else None,
        response_percent=scale.response.percent if scale.response else None,
        remission_below=scale.remission_below,
        remission_at_most=scale.remission_at_most,
        reliable=scale.reliable,
        worse=scale.worse,
        cut_off=scale.cut_off,
        clusters={each.code: list(each.items) for each in scale.clusters},
        sources=dict(scale.sources),
    )
