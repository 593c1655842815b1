"""A clinic's rules: the numbers its alerts and its charts go by."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from litestar import Request, get, put
from litestar.params import JSONBody
from msgspec import Meta, Struct

from journal.actions import rules
from journal.clinical import red_flags
from journal.clinical.alerts import Tier
from journal.clinical.rule_rows import Unit
from journal.clinical.rules import CATALOGUE, TIERS, RuleSet
from journal.handlers import auth
from journal.handlers.wire import Incoming

Id = Annotated[str, Meta(max_length=100)]


class LabelOut(Struct, kw_only=True, frozen=True):
    en: str
    es: str


class RuleOut(Struct, kw_only=True, frozen=True):
    """A number with its unit, its limits and its source. Fixed where the limits are one number."""

    id: str
    value: float
    default: float
    unit: Unit
    least: float
    most: float
    source: str
    label: LabelOut


class RedFlagOut(Struct, kw_only=True, frozen=True):
    """What raises an alert, and how urgent: at least as it is shipped. Its numbers are the rules `flag.<id>.…`."""

    id: str
    tier: Tier
    shipped: Tier
    source: str


class RulesOut(Struct, kw_only=True, frozen=True):
    """`version` 1 is as shipped, and nobody made it."""

    version: int
    made_at: datetime | None
    rules: list[RuleOut]
    red_flags: list[RedFlagOut]


class ChangeOut(Struct, kw_only=True, frozen=True):
    """What one version moved: rules and tiers by id, each from its value before to its value since."""

    id: str
    before: float | Tier
    after: float | Tier


class VersionOut(Struct, kw_only=True, frozen=True):
    """Who made a version, and when; null where the rules were carried over from an earlier release."""

    version: int
    made_at: datetime | None
    made_by: str | None
    changes: list[ChangeOut]


class VersionsOut(Struct, kw_only=True, frozen=True):
    """The latest first."""

    versions: list[VersionOut]


class RulesIn(Incoming, kw_only=True, frozen=True):
    """`version` is the one that was read; what is not named stays as it is."""

    version: int
    values: Annotated[Mapping[Id, float], Meta(max_length=200)] = {}
    tiers: Annotated[Mapping[Id, Tier], Meta(max_length=200)] = {}


@get("/clinic/rules", opt={"who": auth.STAFF}, summary="The clinic's rules")
async def read(request: Request[Any, Any, Any]) -> RulesOut:
    """What holds now, whether the clinic has set it or not."""
    return _out(await rules.read(auth.scope_of(request)))


@put("/clinic/rules", opt={"who": auth.ADMIN, "tier": "step_up"}, summary="Change the clinic's rules")
async def change(request: Request[Any, Any, Any], data: JSONBody[RulesIn]) -> RulesOut:
    """A new version. 409 where somebody else has made one since the version that was read."""
    scope, now = auth.scope_of(request), auth.now_of(request)
    return _out(await rules.change(scope, data.version, data.values, data.tiers, now=now))


@get("/clinic/rules/versions", opt={"who": auth.STAFF}, summary="What was changed in the rules")
async def versions(request: Request[Any, Any, Any]) -> VersionsOut:
    """Every version the clinic has made, with what it moved."""
    found = await rules.versions(auth.scope_of(request))
    return VersionsOut(
        versions=[
            VersionOut(
                version=each.made.rules.version,
                made_at=each.made.made_at,
                made_by=each.made_by,
                changes=[ChangeOut(id=moved.id, before=moved.before, after=moved.after) for moved in each.changes],
            )
            for each in found
        ]
    )


def _out(found: RuleSet) -> RulesOut:
    own = found.rules
    return RulesOut(
        version=own.version,
        made_at=found.made_at,
        rules=[
            RuleOut(
                id=row.id,
                value=own[row.id],
                default=row.default,
                unit=row.unit,
                least=row.least,
                most=row.most,
                source=row.source,
                label=LabelOut(en=row.label, es=row.label_es),
            )
            for row in CATALOGUE.values()
        ],
        red_flags=[
            RedFlagOut(id=flag.id, tier=flag.tier, shipped=TIERS[flag.id], source=flag.source)
            for flag in red_flags.of(own)
        ],
    )
