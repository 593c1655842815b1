"""Answered questionnaires: what a complete answer is, its score, response, and when one is due.

A form is complete or not scored: there is no total from a part of the answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter

from journal.clinical import fields
from journal.clinical.definitions import ITEM_9, PHQ_9, SCALES, Scale, instrument
from journal.clinical.entries import Entry, QuestionnaireResponse
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import EntryId
from journal.clinical.recovery import over
from journal.clinical.sessions import Session

BASELINE_WITHIN = timedelta(days=14)
"""How long before session 1 a score may lie and still be the baseline (rule)."""
EVERY = timedelta(days=7)
"""How often a form is due; the clock restarts at a session (rule)."""
QUIET_AFTER_SESSION = timedelta(days=2)
"""No long form in the first 24 hours after a session (rule): by local dates, the second day is safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`item9` is the answer to PHQ-9 item 9, 0-3, and None for other questionnaires."""

    questionnaire: str
    total: int
    band: str
    item9: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A score in its place: the entry it came from, when it was answered, and the local day."""

    entry: EntryId
    questionnaire: str
    version: str
    at: datetime
    date: date
    total: int
    band: str
    item9: int | None


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
    total: int
    band: str
    item9: int | None
    change: int | None
    percent: float | None
    reliable: bool | None
    response: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    questionnaire: str
    version: str
    due_on: date
    overdue: bool


def problems(content: QuestionnaireResponse) -> list[Problem]:
    """Every rule the response breaks; pointers are relative to the entry."""
    if content.questionnaire not in SCALES:
        return [Problem(pointer="/questionnaire", detail="is not a known questionnaire")]
    asked = instrument(content.questionnaire)
    if content.version != asked.version:
        return [Problem(pointer="/version", detail="is not a known version of this questionnaire")]
    found: list[Problem] = []
    for item in asked.items:
        pointer = f"/answers/{item.link_id}"
        if item.link_id in content.answers:
            found += fields.whole(content.answers[item.link_id], pointer, options=item.options)
        elif item.scored:
            found.append(Problem(pointer=pointer, detail="missing"))
    if not content.answers.keys() <= {item.link_id for item in asked.items}:
        # The pointer stays short of the link id, which is the sender's and may be anything.
        found.append(Problem(pointer="/answers", detail="has an answer to a question it does not ask"))
    return found


def score(questionnaire: str, version: str, answers: Mapping[str, int]) -> Score:
    """The total of the scored items and its band. Raises Invalid on anything but a complete answer."""
    found = problems(QuestionnaireResponse(questionnaire=questionnaire, version=version, answers=answers))
    if found:
        raise Invalid(*found)
    total = sum(answers[item.link_id] for item in instrument(questionnaire).items if item.scored)
    return Score(
        questionnaire=questionnaire,
        total=total,
        band=band(questionnaire, total),
        item9=answers[ITEM_9] if questionnaire == PHQ_9 else None,
    )


def band(questionnaire: str, total: int) -> str:
    """The severity band a total falls in."""
    return [name for least, name in SCALES[questionnaire].bands if total >= least][-1]


def scored(entries: Iterable[Entry]) -> tuple[Scored, ...]:
    """The scores among `entries`, in the order answered. Give it current revisions only."""
    found = [_scored(entry, entry.content) for entry in entries if isinstance(entry.content, QuestionnaireResponse)]
    return tuple(sorted(found, key=attrgetter("at", "entry")))


def _scored(entry: Entry, content: QuestionnaireResponse) -> Scored:
    result = score(content.questionnaire, content.version, content.answers)
    return Scored(
        entry=entry.id,
        questionnaire=content.questionnaire,
        version=content.version,
        at=entry.occurred_at,
        date=entry.local_date,
        total=result.total,
        band=result.band,
        item9=result.item9,
    )


def history(answered: Sequence[Scored], sessions: Sequence[Session]) -> tuple[ScoreRow, ...]:
    """Each score against its baseline, in the order answered.

    `sessions` are those of one series. The baseline is the last score of the same questionnaire in
    the same version before the first of them starts, at most 14 days before; there is never a later one.
    """
    first = min(sessions, key=attrgetter("started_at"), default=None)
    rows = sorted(answered, key=attrgetter("at", "entry"))
    baselines = _baselines(rows, first)
    return tuple(_row(row, baselines.get((row.questionnaire, row.version)), first) for row in rows)


def _baselines(rows: Sequence[Scored], first: Session | None) -> Mapping[tuple[str, str], Scored]:
    """By questionnaire and version; `rows` ascend, so the last one before session 1 stays."""
    if first is None:
        return {}
    return {
        (row.questionnaire, row.version): row
        for row in rows
        if row.at < first.started_at and first.local_date - row.date <= BASELINE_WITHIN
    }


def _row(row: Scored, baseline: Scored | None, first: Session | None) -> ScoreRow:
    scale = SCALES[row.questionnaire]
    after = first is not None and row.at >= first.started_at
    change = row.total - baseline.total if after and baseline else None
    return ScoreRow(
        entry=row.entry,
        questionnaire=row.questionnaire,
        version=row.version,
        date=row.date,
        total=row.total,
        band=row.band,
        item9=row.item9,
        change=change,
        percent=_percent(change, baseline, scale),
        reliable=None if change is None else abs(change) >= scale.reliable,
        response=_response(row, baseline, scale) if after else _before(row, baseline),
    )


def _percent(change: int | None, baseline: Scored | None, scale: Scale) -> float | None:
    if change is None or baseline is None or baseline.total < scale.percent_from:
        return None
    return 100 * change / baseline.total


def _before(row: Scored, baseline: Scored | None) -> str | None:
    return "baseline" if row is baseline else None


def _response(row: Scored, baseline: Scored | None, scale: Scale) -> str | None:
    if baseline is None:
        return "no_baseline"
    fall = baseline.total - row.total
    if -fall >= scale.worse:
        return "worse"
    if row.total < scale.remission_below <= baseline.total:
        return "remission"
    if baseline.total < scale.percent_from:
        return None
    # Whole numbers, so that exactly half is half.
    if 2 * fall >= baseline.total:
        return "response"
    return "partial" if 4 * fall >= baseline.total else "no_response"


def due(
    answered: Sequence[Scored], sessions: Sequence[Session], today: date, *, last_entry: date | None = None
) -> tuple[Due, ...]:
    """The questionnaires to answer by `today`, longest due first; none in a journal that is over.

    Weekly, counted from the last answer or the last session, whichever is later. One never
    answered is due at once, but not in the first 24 hours after a session.
    """
    if last_entry is not None and over(last_entry, today):
        return ()
    held = [session.local_date for session in sessions if session.local_date <= today]
    last_session = max(held, default=None)
    found = []
    for name in SCALES:
        last_answer = max((row.date for row in answered if row.questionnaire == name), default=None)
        due_on = _due_on(last_answer, last_session, today)
        if due_on <= today:
            version = instrument(name).version
            found.append(Due(questionnaire=name, version=version, due_on=due_on, overdue=due_on < today))
    return tuple(sorted(found, key=attrgetter("due_on")))


def _due_on(last_answer: date | None, last_session: date | None, today: date) -> date:
    if last_answer is None:
        return today if last_session is None else last_session + QUIET_AFTER_SESSION
    return max(last_answer, last_session or last_answer) + EVERY
