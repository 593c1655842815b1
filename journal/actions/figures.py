"""Figures of patients: as they are kept where they still hold, else made anew and kept."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from journal.clinical import figures
from journal.clinical.definitions import Library
from journal.clinical.entries import Kind
from journal.clinical.figures import Figures
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.clinical.questionnaires import scored
from journal.clinical.rules import Rules
from journal.db import check_ins, questionnaires, rules, sessions
from journal.db import figures as kept
from journal.db import journal as store
from journal.db.figures import Facts, Kept

_BREATH = 10
"""Journals worked out in a row before anybody else is served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What figures are made by, besides a journal and its sessions. Kept ones hold where `digest` is the same."""

    rules: Rules
    library: Library
    digest: str


async def basis(scope: Scope) -> Basis:
    """What the scope's clinic makes figures by."""
    by, library = await rules.of(scope), await questionnaires.library(scope)
    asked = [(each.questionnaire, each.version) for each in library.offered]
    said = repr((figures.VERSION, sorted(by.values.items()), sorted(library.known), asked))
    return Basis(rules=by, library=library, digest=hashlib.sha256(said.encode()).hexdigest()[:16])


async def current(scope: Scope, patients: Sequence[Facts], *, by: Basis, now: datetime) -> dict[PatientId, Figures]:
    """The figures of these patients, in the open transaction. A fixed number of queries."""
    if not patients:
        return {}
    found = await kept.of(scope, [facts.id for facts in patients], basis=by.digest)
    stale = [facts for facts in patients if facts.id not in found or not found[facts.id].holds(facts)]
    made = await _make(scope, stale, by) if stale else {}
    await kept.keep(scope, made, basis=by.digest, at=now)
    return {facts.id: (made.get(facts.id) or found[facts.id]).figures for facts in patients}


async def _make(scope: Scope, stale: Sequence[Facts], by: Basis) -> dict[PatientId, Kept]:
    """Read after the facts, so that what is read is never older than the numbers it is kept under."""
    ids = [facts.id for facts in stale]
    ratings = await check_ins.ratings_of(scope, ids)
    held = await sessions.of_many(scope, ids)
    last_days = await store.last_days(scope, ids)
    answers = await store.current(scope, ids, [Kind.QUESTIONNAIRE_RESPONSE])
    made = {}
    for place, facts in enumerate(stale):
        if place % _BREATH == _BREATH - 1:
            await asyncio.sleep(0)
        of_one = figures.of(
            ratings.get(facts.id),
            held.get(facts.id, ()),
            scored(answers.get(facts.id, ()), by.library),
            last_entry=last_days.get(facts.id),
            rules=by.rules,
        )
        made[facts.id] = Kept(number=facts.last_number, sessions_version=facts.sessions_version, figures=of_one)
    return made
