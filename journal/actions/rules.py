"""A clinic's rules: read by its staff, changed by its admin, every version kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from journal.clinical.alerts import Tier
from journal.clinical.errors import Conflict, Invalid
from journal.clinical.people import Scope
from journal.clinical.rules import DEFAULT, Change, RuleSet, changes, problems
from journal.clinical.rules import rules as made_of
from journal.db import audit, people, rules
from journal.db.engine import transaction

MOST = 100
"""Versions that are shown, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version, the name of who made it (None: carried over from before), and what it moved."""

    made: RuleSet
    made_by: str | None
    changes: tuple[Change, ...]


async def read(scope: Scope) -> RuleSet:
    """The rules of the scope's clinic, as they are now."""
    async with transaction(scope):
        return await rules.current(scope)


async def change(
    scope: Scope, version: int, values: Mapping[str, float], tiers: Mapping[str, Tier], *, now: datetime
) -> RuleSet:
    """Move rows and tiers, in a new version; what is not named stays. Alerts raised before stay as they were.

    `version` is the one that was read. Raises Conflict where there is a newer one, Invalid with every limit broken.
    """
    async with transaction(scope):
        known = (await rules.current(scope)).rules
        if known.version != version:
            raise Conflict
        if found := problems(values, tiers, known):
            raise Invalid(*found)
        merged = made_of(version + 1, {**known.values, **values}, {**known.tiers, **tiers})
        made = RuleSet(rules=merged, made_at=now, made_by=scope.actor)
        await rules.add(scope, made)
        await audit.note(scope, "rules.change", at=now, subject=scope.clinic)
    return made


async def versions(scope: Scope) -> tuple[Version, ...]:
    """The clinic's own versions, the latest first."""
    async with transaction(scope):
        # One more than is shown: what the oldest of them moved shows beside the one before it.
        found = await rules.versions(scope, limit=MOST + 1)
        names = await people.names(scope, [made.made_by for made in found if made.made_by])
    earlier = [*(each.rules for each in found[1:]), DEFAULT]
    return tuple(
        Version(
            made=made,
            made_by=names.get(made.made_by) if made.made_by else None,
            changes=changes(before, made.rules),
        )
        for made, before in zip(found[:MOST], earlier, strict=False)
    )
