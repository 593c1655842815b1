"""Answered questionnaires: what a complete answer is, its score, response, and when one is due.

A form is complete or not scored: there is no total from a part of the answers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Protocol

from journal.clinical import fields, scoring
from journal.clinical.definitions import ITEM_9, PHQ_9, SCALES, SHIPPED, Instrument, Library
from journal.clinical.entries import Entry, QuestionnaireResponse
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import EntryId
from journal.clinical.recovery import over
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.scoring import Scale
from journal.clinical.sessions import Session

BASELINE_WITHIN = DEFAULT.span("score_baseline.within")
"""How long before session 1 a score may lie and still be the baseline (rule)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`item9` is the answer to PHQ-9 item 9, 0-3, None for others. `band` may be empty; `clusters` are sums by code."""

    questionnaire: str
    total: float
    band: str
    item9: int | None
    clusters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A score in its place: the entry it came from, when it was answered, and the local day."""

    entry: EntryId
    questionnaire: str
    version: str
    at: datetime
    date: date
    total: float
    band: str
    item9: int | None
    clusters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """A score against its baseline.

    `change` is in points (below 0 is better), `percent` the same in percent of the baseline, each
    None where the rules give none. `reliable` says whether the change, either way, is beyond
    the noise of measurement. `response` is one of: baseline, no_baseline, worse, no_response,
    partial, response, remission; None before session 1, or where the baseline is too low to say.
    """

    entry: EntryId
    questionnaire: str
    version: str
    date: date
    total: float
    band: str
    item9: int | None
    change: float | None
    percent: float | None
    reliable: bool | None
    response: str | None
    clusters: tuple[tuple[str, int], ...] = ()


class Held(Protocol):
    """As much of a session as says when a form is due."""

    @property
    def local_date(self) -> date: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`name` is what clinicians call it."""

    questionnaire: str
    version: str
    name: str
    due_on: date
    overdue: bool


def problems(content: QuestionnaireResponse, library: Library = SHIPPED) -> list[Problem]:
    """Every rule the response breaks; pointers are relative to the entry.

    A complete response may say what the device made of it: another score than ours is a problem, for then one of the
    two has misread the form.
    """
    if content.questionnaire not in library.names():
        return [Problem(pointer="/questionnaire", detail="is not a known questionnaire")]
    asked = library.find(content.questionnaire, content.version)
    if asked is None:
        return [Problem(pointer="/version", detail="is not a known version of this questionnaire")]
    found = _answers(content.answers, asked)
    if not found and content.score is not None and content.score != _total(asked, content.answers):
        found.append(Problem(pointer="/score", detail="is not what these answers add up to"))
    return found


def _answers(answers: Mapping[str, int], asked: Instrument) -> list[Problem]:
    found: list[Problem] = []
    for item in asked.items:
        pointer = f"/answers/{item.link_id}"
        if item.link_id in answers:
            found += fields.whole(answers[item.link_id], pointer, options=item.options)
        elif item.scored:
            found.append(Problem(pointer=pointer, detail="missing"))
    if not answers.keys() <= {item.link_id for item in asked.items}:
        # The pointer stays short of the link id, which is the sender's and may be anything.
        found.append(Problem(pointer="/answers", detail="has an answer to a question it does not ask"))
    return found


def score(questionnaire: str, version: str, answers: Mapping[str, int], library: Library = SHIPPED) -> Score:
    """The total of the scored items and its band. Raises Invalid on anything but a complete answer."""
    content = QuestionnaireResponse(questionnaire=questionnaire, version=version, answers=answers)
    asked = library.find(questionnaire, version)
    found = problems(content, library)
    if found or asked is None:
        raise Invalid(*found)
    total = _total(asked, answers)
    return Score(
        questionnaire=questionnaire,
        total=total,
        band=scoring.band(asked.scale, total),
        item9=answers[ITEM_9] if questionnaire == PHQ_9 else None,
        clusters=tuple(scoring.clusters(asked.scale, answers).items()),
    )


def _total(asked: Instrument, answers: Mapping[str, int]) -> float:
    return scoring.total(asked.scale, [answers[item.link_id] for item in asked.items if item.scored])


def band(questionnaire: str, total: float) -> str:
    """The severity band a total of a questionnaire that ships falls in."""
    return scoring.band(SCALES[questionnaire], total)


def scored(entries: Iterable[Entry], library: Library = SHIPPED) -> tuple[Scored, ...]:
    """The scores among `entries`, in the order answered. Give it current revisions only.

    An answer to what the library does not know has no score: its total is not ours to guess.
    """
    responses = [(entry, entry.content) for entry in entries if isinstance(entry.content, QuestionnaireResponse)]
    found = [
        _scored(entry, content, library)
        for entry, content in responses
        if library.find(content.questionnaire, content.version) is not None
    ]
    return tuple(sorted(found, key=attrgetter("at", "entry")))


def _scored(entry: Entry, content: QuestionnaireResponse, library: Library) -> Scored:
    result = score(content.questionnaire, content.version, content.answers, library)
    return Scored(
        entry=entry.id,
        questionnaire=content.questionnaire,
        version=content.version,
        at=entry.occurred_at,
        date=entry.local_date,
        total=result.total,
        band=result.band,
        item9=result.item9,
        clusters=result.clusters,
    )


def history(
    answered: Sequence[Scored], sessions: Sequence[Session], library: Library = SHIPPED
) -> tuple[ScoreRow, ...]:
    """Each score against its baseline, in the order answered.

    `sessions` are those of one series. The baseline is the last score of the same questionnaire in
    the same version before the first of them starts, at most 14 days before; there is never a later one.
    """
    first = min(sessions, key=attrgetter("started_at"), default=None)
    rows = sorted(answered, key=attrgetter("at", "entry"))
    baselines = _baselines(rows, first)
    return tuple(
        _row(row, baselines.get((row.questionnaire, row.version)), first, _scale(library, row)) for row in rows
    )


def _scale(library: Library, row: Scored) -> Scale:
    """How the row is read; of a version that is not known nothing is said."""
    known = library.find(row.questionnaire, row.version)
    return known.scale if known else Scale()


def _baselines(rows: Sequence[Scored], first: Session | None) -> Mapping[tuple[str, str], Scored]:
    """By questionnaire and version; `rows` ascend, so the last one before session 1 stays."""
    if first is None:
        return {}
    return {
        (row.questionnaire, row.version): row
        for row in rows
        if row.at < first.started_at and first.local_date - row.date <= BASELINE_WITHIN
    }


def _row(row: Scored, baseline: Scored | None, first: Session | None, scale: Scale) -> ScoreRow:
    after = first is not None and row.at >= first.started_at
    began = baseline.total if after and baseline else None
    return ScoreRow(
        entry=row.entry,
        questionnaire=row.questionnaire,
        version=row.version,
        date=row.date,
        total=row.total,
        band=row.band,
        item9=row.item9,
        change=None if began is None else scoring.change(row.total, began),
        percent=None if began is None else scoring.percent(scale, row.total, began),
        reliable=None if began is None else scoring.reliable(scale, row.total, began),
        response=_response(row, baseline, scale) if after else _before(row, baseline),
        clusters=row.clusters,
    )


def _before(row: Scored, baseline: Scored | None) -> str | None:
    return "baseline" if row is baseline else None


def _response(row: Scored, baseline: Scored | None, scale: Scale) -> str | None:
    return "no_baseline" if baseline is None else scoring.response(scale, row.total, baseline.total)


class Dated(Protocol):
    """A session, as far as its day matters."""

    @property
    def local_date(self) -> date: ...


def due(
    answered: Sequence[Scored],
    sessions: Sequence[Dated],
    today: date,
    *,
    last_entry: date | None = None,
    conditions: Collection[str] = (),
    library: Library = SHIPPED,
    rules: Rules = DEFAULT,
) -> tuple[Due, ...]:
    """The questionnaires to answer by `today`, longest due first; none in a journal that is over.

    A patient is asked those that are for everybody and those for one of their `conditions`. Each is due so many days
    after the last answer or the last session, whichever is later: the clock restarts at a session. One never
    answered is due at once, but none in the first 24 hours after a session.
    """
    if last_entry is not None and over(last_entry, today):
        return ()
    held = [session.local_date for session in sessions if session.local_date <= today]
    last_session = max(held, default=None)
    found = []
    for asked in library.offered:
        if asked.schedule.conditions and not set(asked.schedule.conditions) & set(conditions):
            continue
        last_answer = max((row.date for row in answered if row.questionnaire == asked.questionnaire), default=None)
        due_on = _due_on(last_answer, last_session, today, _every(asked, rules), rules.span("questionnaire.quiet"))
        if due_on <= today:
            found.append(
                Due(
                    questionnaire=asked.questionnaire,
                    version=asked.version,
                    name=asked.name,
                    due_on=due_on,
                    overdue=due_on < today,
                )
            )
    return tuple(sorted(found, key=attrgetter("due_on")))


def _every(asked: Instrument, rules: Rules) -> timedelta:
    own = asked.schedule.every_days
    return rules.span("questionnaire.every") if own is None else timedelta(days=own)


def _due_on(
    last_answer: date | None, last_session: date | None, today: date, every: timedelta, quiet: timedelta
) -> date:
    """By local dates, the second day after a session is safely past its first 24 hours."""
    if last_answer is None:
        return today if last_session is None else last_session + quiet
    if last_session is None:
        return last_answer + every
    return max(max(last_answer, last_session) + every, last_session + quiet)
