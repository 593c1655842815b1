"""A clinic's rules: versions that are only ever added to. One that has none of its own has those that are shipped."""

from collections.abc import Mapping
from typing import Any

import asyncpg
import msgspec
from msgspec import Struct

from journal.clinical.alerts import Tier
from journal.clinical.errors import Conflict
from journal.clinical.ids import PersonId
from journal.clinical.people import Scope
from journal.clinical.rules import DEFAULT, Rules, RuleSet, rules
from journal.db import engine


class _Stored(Struct, kw_only=True, frozen=True):
    values: Mapping[str, float]
    tiers: Mapping[str, Tier]


_RULES = msgspec.json.Decoder(_Stored)


async def of(scope: Scope) -> Rules:
    """The rules of the scope's clinic, as they are now."""
    return (await current(scope)).rules


async def current(scope: Scope) -> RuleSet:
    """The rules as they are now, with who made them and when."""
    found = await engine.fetch(
        "select * from rule_set where clinic_id = $1 order by version desc limit 1", scope.clinic
    )
    return _rule_set(found[0]) if found else RuleSet(rules=DEFAULT)


async def versions(scope: Scope, *, limit: int) -> tuple[RuleSet, ...]:
    """The clinic's own versions, the latest first, at most `limit` of them."""
    rows = await engine.fetch(
        "select * from rule_set where clinic_id = $1 order by version desc limit $2", scope.clinic, limit
    )
    return tuple(map(_rule_set, rows))


async def add(scope: Scope, made: RuleSet) -> None:
    """Store a version. Raises Conflict where the clinic has it already."""
    stored = _Stored(values=made.rules.values, tiers=made.rules.tiers)
    try:
        await engine.fetch(
            "insert into rule_set (clinic_id, version, rules, made_by, made_at) values ($1, $2, $3, $4, $5)",
            scope.clinic,
            made.rules.version,
            msgspec.json.encode(stored, enc_hook=dict).decode(),
            made.made_by,
            made.made_at,
        )
    except asyncpg.UniqueViolationError as error:
        raise Conflict from error


def _rule_set(row: Any) -> RuleSet:
    stored = _RULES.decode(row["rules"])
    return RuleSet(
        rules=rules(row["version"], stored.values, stored.tiers),
        made_at=row["made_at"],
        made_by=PersonId(row["made_by"]) if row["made_by"] else None,
    )
