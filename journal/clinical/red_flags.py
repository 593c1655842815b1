"""Red flags: which single report raises an alert, how urgent, and by when.

Every row is a rule of this product, not a published threshold, and meant to be edited by a clinic:
the table is data, each row has a version, and an alert stores both. Free text is not screened. What
one report cannot decide (any recurrence, no fluids kept for 12 hours, a blood pressure reading) is
not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from journal.clinical import dates
from journal.clinical.alerts import Tier
from journal.clinical.check_ins import SAFE
from journal.clinical.definitions import ITEM_9, PHQ_9
from journal.clinical.entries import CheckIn, Entry, QuestionnaireResponse, SideEffect, Source

DUE_AFTER = {
    Tier.PAGE: timedelta(minutes=15),
    Tier.SAME_DAY: timedelta(hours=8),
    Tier.REVIEW: timedelta(days=7),
}
"""Time from the clinic receiving a report to somebody having taken it (rule): now, within a working
day's length, by the next weekly review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSafe:
    """The patient says "I am not safe"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item9:
    """PHQ-9 item 9 is at least `at_least`; with `rise`, also at least that much above the last time."""

    at_least: int
    rise: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One of `effects` (None: any) at least this severe, 0-4.

    With `longer_than`, once it has lasted longer than that, ended or not; with `next_day`, once it
    was there on a later local day than it started.
    """

    effects: frozenset[str] | None
    severity: int = 1
    longer_than: timedelta | None = None
    next_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    version: int
    when: NotSafe | Item9 | Reported
    tier: Tier
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A rule that holds for a report.

    `subject` is `safe`, `item_9` or the code of the effect; `value` the answer (0 for "not safe")
    or the severity.
    """

    rule: str
    rule_version: int
    tier: Tier
    subject: str
    value: int


_URGENCY = tuple(Tier)
_DAY = timedelta(days=1)
_SAFETY = "safety path (rule)"
_TABLE = "side-effect table (rule)"
_OWN = "this product's rule"

RULES: tuple[Rule, ...] = (
    Rule(id="not-safe", version=1, when=NotSafe(), tier=Tier.PAGE, source=_SAFETY),
    Rule(id="item-9-high", version=1, when=Item9(at_least=2), tier=Tier.PAGE, source=_SAFETY),
    Rule(id="item-9-rise", version=1, when=Item9(at_least=1, rise=1), tier=Tier.PAGE, source=_SAFETY),
    Rule(
        id="emergency",
        version=1,
        when=Reported(effects=frozenset({"chest_pain", "breathless", "faint", "seizure"})),
        tier=Tier.PAGE,
        source=_TABLE,
    ),
    Rule(id="item-9", version=1, when=Item9(at_least=1), tier=Tier.SAME_DAY, source=_SAFETY),
    Rule(
        id="dissociation-lasting",
        version=1,
        when=Reported(effects=frozenset({"dissociation"}), longer_than=_DAY),
        tier=Tier.SAME_DAY,
        source=_TABLE,
    ),
    Rule(
        id="same-day-effect",
        version=1,
        when=Reported(effects=frozenset({"bladder_pain", "haematuria", "jaundice", "unusually_high"})),
        tier=Tier.SAME_DAY,
        source=_TABLE,
    ),
    Rule(
        id="distress-next-day",
        version=1,
        when=Reported(effects=frozenset({"anxiety", "panic", "agitation"}), severity=3, next_day=True),
        tier=Tier.SAME_DAY,
        source=_TABLE,
    ),
    Rule(
        id="very-severe",
        version=1,
        when=Reported(effects=None, severity=4),
        tier=Tier.SAME_DAY,
        source=_OWN,
    ),
    Rule(
        id="dissociation-next-day",
        version=1,
        when=Reported(effects=frozenset({"dissociation"}), next_day=True),
        tier=Tier.REVIEW,
        source=_TABLE,
    ),
    Rule(
        id="lasting-a-day",
        version=1,
        when=Reported(
            effects=frozenset({"dizziness", "vertigo", "blurred_vision", "double_vision", "nystagmus", "tingling"}),
            longer_than=_DAY,
        ),
        tier=Tier.REVIEW,
        source=_TABLE,
    ),
    Rule(
        id="fatigue-lasting",
        version=1,
        when=Reported(effects=frozenset({"fatigue"}), longer_than=3 * _DAY),
        tier=Tier.REVIEW,
        source=_TABLE,
    ),
    Rule(
        # The table says "lasting weeks"; two weeks is this product's reading of it.
        id="memory-lasting",
        version=1,
        when=Reported(effects=frozenset({"memory"}), longer_than=14 * _DAY),
        tier=Tier.REVIEW,
        source=_TABLE,
    ),
    Rule(
        id="craving",
        version=1,
        when=Reported(effects=frozenset({"craving"})),
        tier=Tier.REVIEW,
        source=_TABLE,
    ),
)
"""Most urgent first: a report raises the first rule that holds for its subject, and no other."""


def assess(
    entry: Entry,
    *,
    previous_item9: int | None,
    replaced: Entry | None = None,
    rules: Sequence[Rule] = RULES,
) -> tuple[Flag, ...]:
    """What this report raises; empty where nothing does.

    `previous_item9` is the answer to item 9 in the PHQ-9 before this one. `replaced` is the entry
    this one corrects, if any: a correction, or the end of an episode, that says nothing worse than
    what has raised an alert already raises no second one. "Still there" is news and does. An
    import is history and raises nothing; whatever else is old counts from when it was received.
    """
    if entry.source is Source.IMPORT:
        return ()
    flag = _first(entry, previous_item9, rules)
    if flag is None or (replaced is not None and _told_already(flag, entry, replaced, previous_item9, rules)):
        return ()
    return (flag,)


def _first(entry: Entry, previous_item9: int | None, rules: Sequence[Rule]) -> Flag | None:
    for rule in rules:
        found = _subject_and_value(rule.when, entry, previous_item9)
        if found is not None:
            return Flag(
                rule=rule.id,
                rule_version=rule.version,
                tier=rule.tier,
                subject=found[0],
                value=found[1],
            )
    return None


def _told_already(flag: Flag, entry: Entry, replaced: Entry, previous_item9: int | None, rules: Sequence[Rule]) -> bool:
    if isinstance(entry.content, SideEffect) and entry.content.ended_at is None:
        return False
    former = _first(replaced, previous_item9, rules)
    if former is None or former.subject != flag.subject:
        return False
    return _URGENCY.index(former.tier) <= _URGENCY.index(flag.tier) and former.value >= flag.value


def _subject_and_value(
    when: NotSafe | Item9 | Reported, entry: Entry, previous_item9: int | None
) -> tuple[str, int] | None:
    """What a rule's condition finds in the report, None where it does not hold."""
    match when, entry.content:
        case NotSafe(), CheckIn(extra=extra) if extra.get(SAFE) is False:
            return SAFE, 0
        case Item9(), QuestionnaireResponse() as response:
            return _item9(when, response, previous_item9)
        case Reported(), SideEffect() as report if _holds(when, report, entry):
            return report.effect, report.severity
        case _:
            return None


def _item9(when: Item9, response: QuestionnaireResponse, previous: int | None) -> tuple[str, int] | None:
    answer = response.answers.get(ITEM_9) if response.questionnaire == PHQ_9 else None
    if answer is None or answer < when.at_least:
        return None
    if when.rise is not None and (previous is None or answer - previous < when.rise):
        return None
    return "item_9", answer


def _holds(when: Reported, report: SideEffect, entry: Entry) -> bool:
    if report.severity < when.severity or (when.effects is not None and report.effect not in when.effects):
        return False
    # A report without an end says that it is there now.
    last = report.ended_at or entry.occurred_at
    if when.longer_than is not None and last - report.started_at <= when.longer_than:
        return False
    if not when.next_day:
        return True
    return dates.local_day(last, entry.zone) > dates.local_day(report.started_at, entry.zone)
