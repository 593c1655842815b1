"""From a letter to the words and numbers of its page, so that the layout has nothing left to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.clinical.completion import Completion
from journal.clinical.episodes import EffectFigures
from journal.clinical.scoring import change
from journal.clinical.sessions import Session
from journal.clinical.standings import Standing, Standings
from journal.clinical.summary import peak_pressure, signed_percent
from journal.clinical.trend import Total
from journal.exports import words
from journal.exports.letter import Letter
from journal.exports.plot import Plot, plot

NAME, PARTY, LINE, ASK, THING = 300, 80, 240, 200, 30
"""Characters of the patient's name, of another party's, of a bottom line, of an ask, of a thing in a list."""
LINES, ASKS, LISTED = 3, 8, 6
"""Most lines under the bottom line, asks, and medications or allergies: with these, prose always fits."""
NOTICE = "Patient-reported. Off-label treatment. Not monitored in real time."
ITEM9 = "PHQ-9 item 9 (self-harm thoughts)"
TITLE = "Ketamine treatment: summary for the primary physician"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header, most important first; the layout shows as many as fit and counts the rest.

    `lead` is the sentence above, `empty` what is said where there are no rows.
    """

    lead: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page, top to bottom. A part that is None isn't on it."""

    title: str
    document: str
    notice: str
    patient: str
    birth_date: str
    parties: tuple[tuple[str, str], ...]
    times: tuple[tuple[str, str], ...]
    bottom_line: tuple[str, ...]
    asks: tuple[str, ...]
    scores: Table | None
    chart: Plot | None
    sessions: Table | None
    side_effects: Table | None
    reported: tuple[tuple[str, str], ...]
    contact: str
    paper: str


def sheet(letter: Letter) -> Sheet:
    patient = words.plain(letter.patient, NAME)
    return Sheet(
        title=TITLE,
        document=words.plain(f"{TITLE}: {letter.patient}", NAME),
        notice=NOTICE,
        patient=patient,
        birth_date=words.birth_day(letter.birth_date),
        parties=_titled(To=letter.recipient, From=letter.clinic, Consultant=letter.consultant),
        times=_titled(
            Period=words.period(letter.start, letter.end),
            Produced=words.moment(letter.produced_at, letter.zone),
        ),
        bottom_line=_first(letter.bottom_line, LINES, LINE),
        asks=_first(letter.asks, ASKS, ASK),
        scores=_scores(letter.scores) if letter.scores is not None else None,
        chart=plot(letter.chart) if letter.chart is not None else None,
        sessions=None if letter.sessions is None else _sessions(letter.sessions, letter.start, letter.end),
        side_effects=None if letter.side_effects is None else _side_effects(letter.side_effects),
        reported=_reported(letter),
        contact=_contact(letter),
        paper=letter.paper,
    )


def _titled(**facts: str) -> tuple[tuple[str, str], ...]:
    """The facts there are, each under its title."""
    said = [(title, words.plain(fact, PARTY)) for title, fact in facts.items()]
    return tuple((title, fact) for title, fact in said if fact)


def _contact(letter: Letter) -> str:
    parts = [words.plain(part, PARTY) for part in (letter.clinic_phone, letter.clinic_hours)]
    return ", ".join(part for part in parts if part)


def _first(lines: Sequence[str], most: int, length: int) -> tuple[str, ...]:
    """The lines that have room, and how many have none."""
    said = [line for line in (words.plain(line, length) for line in lines) if line]
    rest = len(said) - most
    return (*said[:most], f"and {rest} more") if rest > 0 else tuple(said)


def _scores(scores: Standings) -> Table:
    """Item 9 comes first: whatever the page has no room for, it is not that."""
    rows = [_standing(standing.name, standing) for standing in scores.scales]
    return Table(
        lead="",
        header=("Questionnaire", "Baseline", "Latest", "Change", "Band and response"),
        rows=(_item9(scores.item9), *rows),
        empty="",
        more="more",
    )


def _standing(title: str, standing: Standing) -> tuple[str, ...]:
    said = [code.replace("_", " ") for code in (standing.band, standing.response) if code]
    baseline = "no baseline" if standing.baseline is None else _total(standing.baseline)
    return title, baseline, _total(standing.latest), _change(standing), ", ".join(said) or words.NOTHING


def _item9(item9: Standing | None) -> tuple[str, ...]:
    if item9 is None:
        return (ITEM9, *[words.NOTHING] * 4)
    *figures, _ = _standing(ITEM9, item9)
    return *figures, words.FREQUENCY[int(item9.latest.total)]


def _total(total: Total) -> str:
    return f"{total.total} ({words.day(total.date)})"


def _change(standing: Standing) -> str:
    if standing.baseline is None or standing.only_baseline:
        return words.NOTHING
    points = change(standing.latest.total, standing.baseline.total)
    moved = f"{points:+}".replace("-", words.MINUS) if points else "0"
    return moved if standing.change is None else f"{moved} ({signed_percent(standing.change)})"


def _sessions(sessions: Sequence[Session], start: date, end: date) -> Table:
    """Latest first, numbered from the first of all."""
    ordered = sorted(sessions, key=lambda session: (session.started_at, session.id))
    numbered = [
        (number, session) for number, session in enumerate(ordered, start=1) if start <= session.local_date <= end
    ]
    rows = [_session(number, session) for number, session in numbered]
    return Table(
        lead=_session_lead([session for _, session in numbered]),
        header=("No.", "Date", "Route", "Dose", "Peak BP"),
        rows=tuple(reversed(rows)),
        empty="No session in this period.",
        more="earlier",
    )


def _session_lead(ordered: Sequence[Session]) -> str:
    if not ordered:
        return ""
    parts = (
        f"n={len(ordered)}, {words.period(ordered[0].local_date, ordered[-1].local_date)}",
        words.span([session.dose_mg for session in ordered], "mg", 1),
        words.span([each for each in (session.mg_per_kg for session in ordered) if each], "mg/kg", 2),
    )
    return "; ".join(part for part in parts if part)


def _session(number: int, session: Session) -> tuple[str, ...]:
    peak = peak_pressure(session)
    by_weight = f" ({session.mg_per_kg:.2f} mg/kg)" if session.mg_per_kg is not None else ""
    return (
        str(number),
        words.day(session.local_date),
        words.route(session.route),
        f"{round(session.dose_mg, 1):g} mg{by_weight}",
        f"{peak[0]}/{peak[1]}" if peak else words.NOTHING,
    )


def _side_effects(effects: Sequence[EffectFigures]) -> Table:
    rows = [
        (
            words.effect(figures.effect),
            str(figures.episodes),
            words.SEVERITY[figures.worst],
            words.hours(figures.longest_hours),
            words.resolved(figures),
        )
        for figures in effects
    ]
    return Table(
        lead="",
        header=("Effect", "n", "Worst", "Longest", "Resolved"),
        rows=tuple(rows),
        empty="None reported.",
        more="more",
    )


def _reported(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Section 8 and 9: medications, allergies, completion, each a title and a sentence."""
    said = [("Medications", _listed(letter.medications))] if letter.medications is not None else []
    said.append(("Allergies", _listed(letter.allergies)))
    if letter.completion is not None:
        said.append(("Completion", _completion(letter.completion)))
    return tuple(said)


def _listed(things: Sequence[str] | None) -> str:
    if things is None:
        return "not recorded in this journal."
    return ", ".join(_first(things, LISTED, THING)) + "." if things else "none reported."


def _completion(figures: Completion) -> str:
    share = f"{figures.answered} of {figures.days} days with an entry"
    parts = [f"{share} ({100 * figures.answered / figures.days:.0f}%)"]
    if figures.filled_in_later:
        parts.append(f"{figures.filled_in_later} filled in later")
    if figures.gap_from is not None:
        unit = "day" if figures.longest_gap_days == 1 else "days"
        parts.append(f"longest gap {figures.longest_gap_days} {unit} from {words.day(figures.gap_from)}")
    return "; ".join(parts) + ". Missing days are left out, never counted as zero."
