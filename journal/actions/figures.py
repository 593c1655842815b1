"""What is made of patients' journals: as it is kept where it still holds, else made anew and kept.

A few that are behind are made in the look that finds them. Of many, as after a change of rules, each `FEW` are made and
kept in a transaction of their own, so that no statement takes long and nothing is lost to one that does; and `watch`
makes them before anybody looks.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from journal.clinical import courses, figures
from journal.clinical.daily import daily
from journal.clinical.definitions import Library
from journal.clinical.entries import Entry
from journal.clinical.ids import ClinicId, PatientId
from journal.clinical.intervals import intervals
from journal.clinical.people import Scope
from journal.clinical.questionnaires import scored
from journal.clinical.ratings import Ratings, ascending
from journal.clinical.rules import Rules
from journal.clinical.sessions import Session
from journal.db import check_ins, questionnaires, rules, sessions, upkeep
from journal.db import figures as kept
from journal.db import journal as store
from journal.db.engine import transaction
from journal.db.figures import Facts, Kept, Made, Part
from journal.log import log

FEW = 250
"""Journals made in one transaction at most."""
_BREATH = 4
"""Journals worked out in a row before anybody else is served."""

T = TypeVar("T")
_TRIES = 3
"""Times a look is begun before it makes all that is behind itself, as where a worker of another release does too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What figures are made by, besides a journal and its sessions. Kept ones hold where `digest` is the same."""

    rules: Rules
    library: Library
    digest: str


class _Behind(Exception):
    """So many are behind that they are made before the look, not in it."""

    def __init__(self, patients: Sequence[Facts], by: Basis) -> None:
        super().__init__()
        self.patients, self.by = patients, by


async def basis(scope: Scope) -> Basis:
    """What the scope's clinic makes figures by."""
    by, library = await rules.of(scope), await questionnaires.library(scope)
    asked = [(each.questionnaire, each.version) for each in library.offered]
    said = repr((figures.VERSION, sorted(by.values.items()), sorted(library.known), asked))
    return Basis(rules=by, library=library, digest=hashlib.sha256(said.encode()).hexdigest()[:16])


async def caught_up(scope: Scope, look: Callable[[int | None], Awaitable[T]], *, now: datetime) -> T:
    """The answer of a look in a transaction of its own, which asks `current` with the `most` it is given.

    Where more than that are behind it breaks off, before it has told anybody anything, and is begun anew once they are
    made.
    """
    for _ in range(_TRIES):
        try:
            return await look(FEW)
        except _Behind as found:
            await _catch_up(scope, found.patients, found.by, now)
    return await look(None)


async def current(
    scope: Scope, patients: Sequence[Facts], part: Part[T], *, by: Basis, most: int | None, now: datetime
) -> dict[PatientId, Callable[[], T]]:
    """What reads a part of each of these patients, in the open transaction of a look. A fixed number of queries."""
    if not patients:
        return {}
    known = await kept.of(scope, [facts.id for facts in patients], part, basis=by.digest)
    stale = _stale(patients, known)
    if most is not None and len(stale) > most:
        raise _Behind(stale, by)
    anew = await _make_and_keep(scope, stale, by, now)
    return {
        facts.id: partial(part.of, anew[facts.id]) if facts.id in anew else known[facts.id].read for facts in patients
    }


def _stale(patients: Sequence[Facts], known: Mapping[PatientId, Kept[T]]) -> list[Facts]:
    return [facts for facts in patients if not (found := known.get(facts.id)) or not found.holds(facts)]


_making: dict[ClinicId, asyncio.Lock] = {}
"""Two who look at once do not both make the same."""


async def _catch_up(scope: Scope, patients: Sequence[Facts], by: Basis, now: datetime) -> None:
    async with _making.setdefault(scope.clinic, asyncio.Lock()):
        for begin in range(0, len(patients), FEW):
            some = patients[begin : begin + FEW]
            async with transaction(scope):
                known = await kept.of(scope, [facts.id for facts in some], kept.FIGURES, basis=by.digest)
                await _make_and_keep(scope, _stale(some, known), by, now)


async def watch(clock: Callable[[], datetime], every: timedelta) -> None:
    """Make what nobody has made by the rules as they are, again and again, for as long as the task lives."""
    while True:
        try:
            for scope in await upkeep.clinics():
                while await make_some(scope, now=clock()):
                    pass
        except Exception as error:
            # Whatever it was, whoever looks makes what is missing.
            log.error("the figures were not made", error=type(error).__name__)
        await asyncio.sleep(every.total_seconds())


async def make_some(scope: Scope, *, now: datetime) -> int:
    """Make the figures of `FEW` patients of whom there are none by the clinic's rules; how many were made.

    None where another worker does.
    """
    async with transaction(scope):
        if not await kept.take_turn(scope):
            return 0
        by = await basis(scope)
        patients = await kept.behind(scope, basis=by.digest, limit=FEW)
        return len(await _make_and_keep(scope, patients, by, now))


async def _make_and_keep(scope: Scope, patients: Sequence[Facts], by: Basis, now: datetime) -> dict[PatientId, Made]:
    if not patients:
        return {}
    made = await _make(scope, patients, by)
    await kept.keep(scope, made, basis=by.digest, at=now)
    return made


async def _make(scope: Scope, patients: Sequence[Facts], by: Basis) -> dict[PatientId, Made]:
    """Read after the facts, so that what is read is never older than the numbers it is kept under."""
    ids = [facts.id for facts in patients]
    ratings = await check_ins.ratings_of(scope, ids)
    held = await sessions.wordless(scope, ids)
    last_days = await store.last_days(scope, ids)
    written = await asyncio.to_thread(await store.wordless(scope, ids))
    made = {}
    for place, facts in enumerate(patients):
        if place % _BREATH == _BREATH - 1:
            await asyncio.sleep(0)
        made[facts.id] = _of_one(
            facts,
            ratings.get(facts.id),
            held.get(facts.id, ()),
            written.get(facts.id, ()),
            last_entry=last_days.get(facts.id),
            by=by,
        )
    return made


def _of_one(
    facts: Facts,
    ratings: Ratings | None,
    held: Sequence[Session],
    written: Sequence[Entry],
    *,
    last_entry: date | None,
    by: Basis,
) -> Made:
    answered = scored(written, by.library)
    ordered = ascending(ratings) if ratings else None
    known = intervals(ordered, daily(ordered), held, rules=by.rules) if ordered else ()
    return Made(
        number=facts.last_number,
        sessions_version=facts.sessions_version,
        figures=figures.of(ordered, held, answered, last_entry=last_entry, rules=by.rules, known=known),
        outcome=courses.of(ordered, held, answered, written, rules=by.rules, known=known),
    )
