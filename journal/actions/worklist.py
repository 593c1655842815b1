"""The worklist: every patient in a provider's care, and why each is there.

A fixed number of queries, however many patients. What was made of one is held against what it was made of, and made
anew where that has changed: so nothing is worked out twice, and nothing is shown that no longer holds.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from journal.actions import figures as current_figures
from journal.actions.figures import Basis
from journal.clinical import figures
from journal.clinical.alerts import Alert
from journal.clinical.dates import local_day
from journal.clinical.figures import Figures
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.questionnaires import Scored
from journal.clinical.worklist import Place, Reason, ReasonKind, assess, place
from journal.db import alerts, audit
from journal.db import figures as kept
from journal.db.engine import transaction
from journal.db.figures import Facts

SPARKLINE_DAYS = 14
_BREATH = 50
"""Rows made before anybody else is served."""
_ROWS_KEPT = 10_000
"""Rows a process keeps at most: some ten megabytes."""


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True, eq=False)
class Row:
    """One patient. `sparkline` has the mean mood of each of the last 14 days, None where nobody answered.

    Of a patient of whom nothing has changed the very same row is given again.
    """

    id: PatientId
    name: str
    reasons: tuple[Reason, ...]
    mood: float | None
    function: float | None
    last_date: date | None
    days_since_session: int | None
    phq9: Scored | None
    sparkline_from: date
    sparkline: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """Rows, most urgent first, and how many rows have each kind of reason."""

    rows: tuple[Row, ...]
    counts: Mapping[str, int]


class _Facts(NamedTuple):
    """All that a row is made of: of what is not here there is one for each `facts` and `digest`."""

    facts: Facts
    today: date
    alerts: tuple[Alert, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A row, what it was made of, and what a list asks of every row."""

    of: _Facts
    row: Row
    place: Place
    kinds: frozenset[ReasonKind]


_made: dict[PatientId, _Made] = {}
"""The last row of each patient. It is looked up for those alone whom row-level security has just shown to the scope."""


async def read(scope: Scope, *, now: datetime) -> Worklist:
    """The worklist of the scope's actor."""
    return await current_figures.caught_up(scope, partial(_look, scope, now), now=now)


async def _look(scope: Scope, now: datetime, most: int | None) -> Worklist:
    async with transaction(scope):
        by = await current_figures.basis(scope)
        patients = await kept.cared_for(scope)
        open_alerts = _by_patient(await alerts.of(scope, [facts.id for facts in patients]))
        days = {zone: local_day(now, zone) for zone in {facts.zone for facts in patients}}
        asked = [_Facts(facts, days[facts.zone], tuple(open_alerts.get(facts.id, ())), by.digest) for facts in patients]
        rows = {made.of.facts.id: made for of in asked if (made := _made.get(of.facts.id)) and made.of == of}
        changed = [of for of in asked if of.facts.id not in rows]
        found = await current_figures.current(
            scope, [of.facts for of in changed], kept.FIGURES, by=by, most=most, now=now
        )
        await audit.note(scope, "worklist.read", at=now)
    anew = [_make(of, found[of.facts.id](), by) async for of in _a_few_at_a_time(changed)]
    _remember(anew)
    rows |= {each.of.facts.id: each for each in anew}
    ordered = sorted(rows.values(), key=attrgetter("place"))
    counts = Counter(kind for made in ordered for kind in made.kinds)
    return Worklist(rows=tuple(made.row for made in ordered), counts={kind.value: counts[kind] for kind in ReasonKind})


async def _a_few_at_a_time(changed: Sequence[_Facts]) -> AsyncIterator[_Facts]:
    """On the first look of a day all rows are new: others are served in between."""
    for number, of in enumerate(changed, start=1):
        yield of
        if number % _BREATH == 0:
            await asyncio.sleep(0)


def _by_patient(found: Sequence[Alert]) -> dict[PatientId, list[Alert]]:
    grouped: dict[PatientId, list[Alert]] = {}
    for alert in found:
        grouped.setdefault(alert.patient, []).append(alert)
    return grouped


def _remember(made: Iterable[_Made]) -> None:
    """Keep rows for the next look; the ones that were made first are the first to go."""
    for each in made:
        _made.pop(each.of.facts.id, None)
        _made[each.of.facts.id] = each
    while len(_made) > _ROWS_KEPT:
        del _made[next(iter(_made))]


def _make(of: _Facts, found: Figures, by: Basis) -> _Made:
    facts, today = of.facts, of.today
    mood, function = figures.daily(found, found.mood), figures.daily(found, found.function)
    since = today - timedelta(days=SPARKLINE_DAYS - 1)
    past = [day for day in found.session_dates if day <= today]
    state = figures.state(found, of.alerts, today, conditions=facts.conditions, library=by.library, rules=by.rules)
    row = Row(
        id=facts.id,
        name=facts.name,
        reasons=assess(state, today, rules=by.rules),
        mood=figures.latest(mood, found.mood, today),
        function=figures.latest(function, found.function, today),
        last_date=found.last_entry,
        days_since_session=(today - past[-1]).days if past else None,
        phq9=found.phq9,
        sparkline_from=since,
        sparkline=tuple(mood.get(since + timedelta(days=day)) for day in range(SPARKLINE_DAYS)),
    )
    return _Made(of=of, row=row, place=place(row), kinds=frozenset(reason.kind for reason in row.reasons))


async def cared_for(scope: Scope) -> frozenset[PatientId]:
    """The patients in the scope's care."""
    async with transaction(scope):
        return frozenset(facts.id for facts in await kept.cared_for(scope))
