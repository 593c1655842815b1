"""What the journal said before a report, as far as the red flags ask."""

from collections.abc import Sequence
from datetime import datetime

from journal.clinical import dates
from journal.clinical.definitions import SHIPPED, Library
from journal.clinical.entries import Entry, HomeReading, QuestionnaireResponse, SideEffect
from journal.clinical.questionnaires import Scored, ScoreRow, history
from journal.clinical.red_flags import NOTHING, URINARY, Past
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.sessions import Session


def past(
    entry: Entry,
    *,
    answers: Sequence[Scored] = (),
    effects: Sequence[Entry] = (),
    sessions: Sequence[Session] = (),
    rules: Rules = DEFAULT,
    library: Library = SHIPPED,
) -> Past:
    """The past of one report. `answers` and `effects` are what stands in the journal, this report's own included."""
    match entry.content:
        case QuestionnaireResponse():
            rows = history(answers, _begun(entry, sessions), library)
            return Past(item9=_item9_before(entry, answers), worse_by=_worse_by(entry, rows, rules))
        case SideEffect(effect=effect, started_at=started) if effect in URINARY:
            return Past(effects=frozenset(_before(entry, effect, started, effects)))
        case HomeReading():
            since = entry.occurred_at - rules.span("flag.high-pressure-symptoms.hours")
            return Past(symptoms=frozenset(_there(entry, since, effects)))
        case _:
            return NOTHING


def _item9_before(entry: Entry, answers: Sequence[Scored]) -> int | None:
    """Item 9 of the last PHQ-9 answered before `entry`, whenever that one arrived; None where there is none."""
    place = (entry.occurred_at, entry.id)
    earlier = [row.item9 for row in answers if row.item9 is not None and (row.at, row.entry) < place]
    return earlier[-1] if earlier else None


def _begun(entry: Entry, sessions: Sequence[Session]) -> list[Session]:
    return [session for session in sessions if session.started_at <= entry.occurred_at]


def _worse_by(entry: Entry, rows: Sequence[ScoreRow], rules: Rules) -> float | None:
    """The points a score has risen by, where its questionnaire calls that worse, or the clinic does sooner."""
    for row in rows:
        if row.entry == entry.id and row.change is not None:
            least = rules.values.get(f"{row.questionnaire}.worse")
            if row.response == "worse" or (least is not None and row.change >= least):
                return row.change
    return None


def _before(entry: Entry, effect: str, started: datetime, effects: Sequence[Entry]) -> list[str]:
    """Effects of earlier episodes: over before this one began, or the same on an earlier day, whose end nobody told."""
    found = []
    for earlier in effects:
        report = earlier.content
        if not isinstance(report, SideEffect) or earlier.id in (entry.id, entry.replaces) or report.severity == 0:
            continue
        days = dates.local_day(report.started_at, entry.zone), dates.local_day(started, entry.zone)
        over = report.ended_at is not None and report.ended_at <= started
        if over or (report.ended_at is None and report.effect == effect and days[0] < days[1]):
            found.append(report.effect)
    return found


def _there(entry: Entry, since: datetime, effects: Sequence[Entry]) -> list[str]:
    """Effects that were there between `since` and the report."""
    return [
        report.effect
        for other in effects
        if isinstance(report := other.content, SideEffect)
        and report.severity > 0
        and report.started_at <= entry.occurred_at
        and (report.ended_at or other.occurred_at) >= since
    ]
