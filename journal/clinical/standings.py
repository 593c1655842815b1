"""Where each questionnaire began and where it is, for a page that has one row for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from journal.clinical import scoring
from journal.clinical.definitions import PHQ_9, SHIPPED, Instrument, Library
from journal.clinical.questionnaires import ScoreRow
from journal.clinical.trend import Line, Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One questionnaire: where it began, where it is. `name` is what physicians call it.

    `baseline` is None where no complete score lies in the 14 days before the first session. `change`
    is in percent of the baseline (negative is a fall), None where a percentage has no meaning. `band`
    and `response` are codes of `questionnaires`; an item has no band.
    """

    questionnaire: str
    name: str
    baseline: Total | None
    latest: Total
    band: str
    change: float | None = None
    response: str | None = None

    @property
    def only_baseline(self) -> bool:
        """Nothing has been answered since the baseline, so there is no change to speak of."""
        return self.response == "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One version of a questionnaire, as it is drawn: `response_at` is the highest total that is a response."""

    instrument: Instrument
    response_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """A row for each questionnaire answered, and one for item 9 of the PHQ-9 if that was."""

    scales: tuple[Standing, ...]
    item9: Standing | None


def standings(history: Sequence[ScoreRow], *, until: date, library: Library = SHIPPED) -> Standings:
    """From the baseline to the last score on or before `until`; PHQ-9 first.

    Only scores of the latest version are compared: versions never share a line.
    """
    rows = [row for row in history if row.date <= until]
    lines = [line for line in (_line(rows, name) for name in library.order()) if line]
    return Standings(
        scales=tuple(_standing(line, library) for line in lines), item9=_item9(_line(rows, PHQ_9), library)
    )


def drawn(history: Sequence[ScoreRow], library: Library = SHIPPED) -> tuple[Drawn, ...]:
    """Every version that was answered, in the order of the library, the versions of one in the order answered."""
    versions = dict.fromkeys((row.questionnaire, row.version) for row in history)
    place = {name: number for number, name in enumerate(library.order())}
    found = [(key, library.known[key]) for key in versions if key in library.known]
    found.sort(key=lambda each: place[each[0][0]])
    return tuple(
        Drawn(
            instrument=instrument,
            response_at=_response_at(
                _baseline([row for row in history if (row.questionnaire, row.version) == key]), library
            ),
        )
        for key, instrument in found
    )


def line(
    history: Sequence[ScoreRow], questionnaire: str, *, start: date, end: date, library: Library = SHIPPED
) -> Line:
    """One questionnaire within `start`…`end`, in its latest version."""
    rows = _line([row for row in history if row.date <= end], questionnaire)
    return Line(
        totals=tuple(_total(row) for row in rows if row.date >= start),
        response_at=_response_at(_baseline(rows), library),
    )


def _line(rows: Iterable[ScoreRow], questionnaire: str) -> list[ScoreRow]:
    same = [row for row in rows if row.questionnaire == questionnaire]
    return [row for row in same if row.version == same[-1].version]


def _total(row: ScoreRow) -> Total:
    return Total(date=row.date, total=row.total)


def _baseline(rows: Sequence[ScoreRow]) -> ScoreRow | None:
    return next((row for row in rows if row.response == "baseline"), None)


def _response_at(baseline: ScoreRow | None, library: Library) -> float | None:
    known = library.find(baseline.questionnaire, baseline.version) if baseline else None
    return scoring.response_at(known.scale, baseline.total) if baseline and known else None


def _standing(rows: Sequence[ScoreRow], library: Library) -> Standing:
    latest, baseline = rows[-1], _baseline(rows)
    known = library.find(latest.questionnaire, latest.version)
    return Standing(
        questionnaire=latest.questionnaire,
        name=known.name if known else latest.questionnaire.upper(),
        baseline=_total(baseline) if baseline else None,
        latest=_total(latest),
        band=latest.band,
        change=latest.percent,
        response=latest.response,
    )


def _item9(rows: Sequence[ScoreRow], library: Library) -> Standing | None:
    """The same, of the answers to item 9, which have neither band nor percentage."""
    answers = [replace(row, total=row.item9, band="", percent=None) for row in rows if row.item9 is not None]
    if not answers:
        return None
    standing = _standing(answers, library)
    return standing if standing.only_baseline else replace(standing, response=None)
