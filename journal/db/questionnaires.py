"""Questionnaires that a clinic has loaded, beside those that ship."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from journal.clinical.definitions import SHIPPED, Instrument, Library, read
from journal.clinical.people import Scope
from journal.db import engine

_PARSED = 256
"""Definitions a process keeps read: every answer needs them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One version of a clinic's own. `retired_at` is None while it may be asked."""

    id: UUID
    definition: str
    added_at: datetime
    retired_at: datetime | None

    @property
    def instrument(self) -> Instrument:
        return _instrument(self.definition)


async def of(scope: Scope) -> tuple[Loaded, ...]:
    """Every version the clinic has ever loaded, in the order they were."""
    rows = await engine.fetch(
        "select id, definition, added_at, retired_at from questionnaire where clinic_id = $1 order by added_at, id",
        scope.clinic,
    )
    return tuple(map(_loaded, rows))


async def library(scope: Scope) -> Library:
    """Everything the clinic's patients may be asked or have answered. Of several versions the last is asked."""
    loaded = await of(scope)
    last = {each.instrument.questionnaire: each for each in loaded if each.retired_at is None}
    return SHIPPED.with_own((each.instrument for each in loaded), (last[name].instrument for name in sorted(last)))


async def find(scope: Scope, name: str, version: str | None) -> Loaded | None:
    """A version of one of the clinic's own, or the last that is asked where none is named."""
    rows = await engine.fetch(
        """
        select id, definition, added_at, retired_at from questionnaire
        where clinic_id = $1 and name = $2 and (version = $3 or ($3::text is null and retired_at is null))
        order by added_at desc, id desc limit 1
        """,
        scope.clinic,
        name,
        version,
    )
    return next(map(_loaded, rows), None)


async def add(scope: Scope, instrument: Instrument, definition: str, *, id_: UUID, at: datetime) -> bool:
    """Keep a definition for ever; False where the clinic has that version already."""
    rows = await engine.fetch(
        """
        insert into questionnaire (clinic_id, name, version, id, definition, added_by, added_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (clinic_id, name, version) do nothing returning id
        """,
        scope.clinic,
        instrument.questionnaire,
        instrument.version,
        id_,
        definition,
        scope.actor,
        at,
    )
    return bool(rows)


async def retire(scope: Scope, name: str, *, at: datetime) -> tuple[UUID, ...]:
    """Ask it no more, in any version; the ids of those that were still asked."""
    rows = await engine.fetch(
        """
        update questionnaire set retired_at = $3
        where clinic_id = $1 and name = $2 and retired_at is null returning id
        """,
        scope.clinic,
        name,
        at,
    )
    return tuple(row["id"] for row in rows)


@lru_cache(maxsize=_PARSED)
def _instrument(definition: str) -> Instrument:
    return read(json.loads(definition))


def _loaded(row: Any) -> Loaded:
    return Loaded(id=row["id"], definition=row["definition"], added_at=row["added_at"], retired_at=row["retired_at"])
