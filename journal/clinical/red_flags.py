"""Red flags: which report raises an alert, and how urgent it is.

Every row is a rule of this product, not a published threshold, unless its source says so. How severe, how long and how
urgent are the clinic's own (`rules.py`); an alert stores the rule's id and the version of the rules it was raised by.
Free text is not screened. What neither one report nor what stands in the journal can decide (slow breathing, a fall)
is not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from journal.clinical import dates
from journal.clinical.alerts import Tier
from journal.clinical.check_ins import SAFE
from journal.clinical.definitions import ITEM_9, PHQ_9
from journal.clinical.entries import CheckIn, Entry, HomeReading, QuestionnaireResponse, SideEffect, Source
from journal.clinical.rules import DEFAULT, TIERS, Rules

URINARY = frozenset({"dysuria", "urinary_frequency", "urinary_urgency", "bladder_pain", "haematuria"})
WITH_PRESSURE = frozenset(
    {"chest_pain", "breathless", "faint", "seizure", "headache", "blurred_vision", "double_vision", "palpitations"}
)
"""Symptoms that make a very high blood pressure an emergency (rule)."""


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

    With `longer_than`, once it has lasted longer than that, ended or not; with `next_day`, once it was there on a
    later local day than it started; with `again`, once an earlier episode of one of them is known.
    """

    effects: frozenset[str] | None
    severity: int = 1
    longer_than: timedelta | None = None
    next_day: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """A home reading at or above either pressure, in mmHg; with `symptoms`, one of them there beside it."""

    systolic: int
    diastolic: int
    symptoms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worse:
    """A score that is worse than its baseline: by what its questionnaire, or the clinic, calls worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Days without an entry in the week after a session. No report raises it: `silences.py` does."""


Condition = NotSafe | Item9 | Reported | Pressure | Worse | Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    version: int
    when: Condition
    tier: Tier
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the journal said before a report, as far as a rule asks.

    `item9` is the answer in the PHQ-9 before. `effects` are those of earlier episodes than the one reported, `symptoms`
    those that were there within the hours before. `worse_by` is how many points a score lies above its baseline, where
    that is worse; None where it is not, or there is no baseline.
    """

    item9: int | None = None
    effects: frozenset[str] = field(default_factory=frozenset)
    symptoms: frozenset[str] = field(default_factory=frozenset)
    worse_by: float | None = None


NOTHING = Past()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A rule that holds for a report.

    `subject` is `safe`, `item_9`, `blood_pressure`, the code of the effect or of the questionnaire; `value` the answer
    (0 for "not safe"), the severity, the upper pressure, or the points by which a score is worse.
    """

    rule: str
    rule_version: int
    tier: Tier
    subject: str
    value: float


_URGENCY = tuple(Tier)
_SAFETY = "safety path (rule)"
_TABLE = "side-effect table (rule)"
_RESPONSE = "response table (rule)"
_OWN = "this product's rule"


def of(rules: Rules) -> tuple[Rule, ...]:
    """The red flags by a clinic's rules, most urgent first."""
    found = [
        Rule(id=id_, version=rules.version, when=when, tier=rules.tiers[id_], source=source)
        for id_, when, source in (*_of_answers(rules), *_of_effects(rules), *_of_readings(rules))
    ]
    order = list(TIERS)
    return tuple(sorted(found, key=lambda rule: (_URGENCY.index(rule.tier), order.index(rule.id))))


def _of_answers(rules: Rules) -> tuple[tuple[str, Condition, str], ...]:
    least = rules.count("flag.item-9.answer")
    return (
        ("not-safe", NotSafe(), _SAFETY),
        ("item-9-high", Item9(at_least=rules.count("flag.item-9-high.answer")), _SAFETY),
        ("item-9-rise", Item9(at_least=least, rise=rules.count("flag.item-9-rise.answer")), _SAFETY),
        ("item-9", Item9(at_least=least), _SAFETY),
        ("worse-score", Worse(), _RESPONSE),
        ("silence", Silence(), _SAFETY),
    )


def _of_effects(rules: Rules) -> tuple[tuple[str, Condition, str], ...]:
    def severe(id_: str, *effects: str, next_day: bool = False, again: bool = False) -> Reported:
        least = rules.count(f"flag.{id_}.severity")
        return Reported(effects=frozenset(effects) or None, severity=least, next_day=next_day, again=again)

    def lasting(id_: str, *effects: str) -> Reported:
        return Reported(effects=frozenset(effects), longer_than=rules.span(f"flag.{id_}.hours"))

    day = ("dizziness", "vertigo", "blurred_vision", "double_vision", "nystagmus", "tingling")
    same_day = ("bladder_pain", "haematuria", "jaundice", "unusually_high")
    return (
        ("emergency", severe("emergency", "chest_pain", "breathless", "faint", "seizure"), _TABLE),
        ("hard-to-wake", severe("hard-to-wake", "sedation"), _TABLE),
        ("dissociation-lasting", lasting("dissociation-lasting", "dissociation"), _TABLE),
        ("same-day-effect", severe("same-day-effect", *same_day), _TABLE),
        ("no-fluids", severe("no-fluids", "no_fluids"), _TABLE),
        ("distress-next-day", severe("distress-next-day", "anxiety", "panic", "agitation", next_day=True), _TABLE),
        ("very-severe", severe("very-severe"), _OWN),
        ("dissociation-next-day", severe("dissociation-next-day", "dissociation", next_day=True), _TABLE),
        ("lasting-a-day", lasting("lasting-a-day", *day), _TABLE),
        ("fatigue-lasting", lasting("fatigue-lasting", "fatigue"), _TABLE),
        # The table says "lasting weeks"; two weeks is this product's reading of it.
        ("memory-lasting", lasting("memory-lasting", "memory"), _TABLE),
        ("craving", severe("craving", "craving"), _TABLE),
        ("urinary-again", severe("urinary-again", *URINARY, again=True), _TABLE),
    )


def _of_readings(rules: Rules) -> tuple[tuple[str, Condition, str], ...]:
    high = rules.count("flag.high-pressure.systolic"), rules.count("flag.high-pressure.diastolic")
    return (
        ("high-pressure-symptoms", Pressure(systolic=high[0], diastolic=high[1], symptoms=True), _TABLE),
        ("high-pressure", Pressure(systolic=high[0], diastolic=high[1]), _TABLE),
    )


RULES = of(DEFAULT)
"""Most urgent first: a report raises the first rule that holds for it, and no other."""


def may_raise(entry: Entry) -> bool:
    """Whether a rule could hold for this report, whatever the rules are."""
    match entry.content:
        case CheckIn(extra=extra):
            return extra.get(SAFE) is False
        case QuestionnaireResponse() | SideEffect() | HomeReading():
            return True
        case _:
            return False


def assess(
    entry: Entry,
    *,
    past: Past = NOTHING,
    replaced: Entry | None = None,
    before: Past | None = None,
    rules: Sequence[Rule] = RULES,
) -> tuple[Flag, ...]:
    """What this report raises; empty where nothing does.

    `replaced` is the entry this one corrects, if any, and `before` its own past, where that is another: a correction,
    or the end of an episode, that says nothing worse than what has raised an alert already raises no second one.
    "Still there" is news and does. An import is history and raises nothing; whatever else is old counts from when it
    was received.
    """
    if entry.source is Source.IMPORT:
        return ()
    flag = _first(entry, past, rules)
    if flag is None or (replaced is not None and _told_already(flag, entry, replaced, before or past, rules)):
        return ()
    return (flag,)


def _first(entry: Entry, past: Past, rules: Sequence[Rule]) -> Flag | None:
    for rule in rules:
        found = _subject_and_value(rule.when, entry, past)
        if found is not None:
            return Flag(rule=rule.id, rule_version=rule.version, tier=rule.tier, subject=found[0], value=found[1])
    return None


def _told_already(flag: Flag, entry: Entry, replaced: Entry, before: Past, rules: Sequence[Rule]) -> bool:
    if isinstance(entry.content, SideEffect) and entry.content.ended_at is None:
        return False
    former = _first(replaced, before, rules)
    if former is None or former.subject != flag.subject:
        return False
    return _URGENCY.index(former.tier) <= _URGENCY.index(flag.tier) and former.value >= flag.value


def _subject_and_value(when: Condition, entry: Entry, past: Past) -> tuple[str, float] | None:
    """What a rule's condition finds in the report, None where it does not hold."""
    match when, entry.content:
        case NotSafe(), CheckIn(extra=extra) if extra.get(SAFE) is False:
            return SAFE, 0
        case Item9(), QuestionnaireResponse() as response:
            return _item9(when, response, past.item9)
        case Worse(), QuestionnaireResponse(questionnaire=questionnaire) if past.worse_by is not None:
            return questionnaire, past.worse_by
        case Pressure(), HomeReading() as reading if _too_high(when, reading, past):
            return "blood_pressure", reading.systolic
        case Reported(), SideEffect() as report if _holds(when, report, entry, past):
            return report.effect, report.severity
        case _:
            return None


def _item9(when: Item9, response: QuestionnaireResponse, previous: int | None) -> tuple[str, float] | None:
    answer = response.answers.get(ITEM_9) if response.questionnaire == PHQ_9 else None
    if answer is None or answer < when.at_least:
        return None
    if when.rise is not None and (previous is None or answer - previous < when.rise):
        return None
    return "item_9", answer


def _too_high(when: Pressure, reading: HomeReading, past: Past) -> bool:
    if reading.systolic < when.systolic and reading.diastolic < when.diastolic:
        return False
    return not when.symptoms or bool(past.symptoms & WITH_PRESSURE)


def _holds(when: Reported, report: SideEffect, entry: Entry, past: Past) -> bool:
    if report.severity < when.severity or (when.effects is not None and report.effect not in when.effects):
        return False
    if when.again and not past.effects & (when.effects or frozenset()):
        return False
    # A report without an end says that it is there now.
    last = report.ended_at or entry.occurred_at
    if when.longer_than is not None and last - report.started_at <= when.longer_than:
        return False
    if not when.next_day:
        return True
    return dates.local_day(last, entry.zone) > dates.local_day(report.started_at, entry.zone)
