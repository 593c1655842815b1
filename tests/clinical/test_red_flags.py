"""Which reports raise an alert. Bob is in New York; it is 10:00 there."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.alerts import Tier
from journal.clinical.entries import (
    CheckIn,
    Content,
    Entry,
    Event,
    HomeReading,
    MedicationStatement,
    QuestionnaireResponse,
    SideEffect,
    Source,
    Taking,
)
from journal.clinical.red_flags import RULES, Flag, Past, Reported, Rule, assess, may_raise
from journal.clinical.side_effects import EFFECTS
from tests.clinical.making import entry

DOCUMENT = Path(__file__).parents[2] / "docs/clinical/rules.md"
ROWS = list(
    csv.DictReader((Path(__file__).parent / "reference/red_flags.csv").read_text(encoding="utf-8").splitlines())
)
NOW = datetime(2026, 3, 10, 14, tzinfo=UTC)


def reported(content: Content, source: Source = Source.PATIENT) -> Entry:
    return entry(content, NOW, zone="America/New_York", offset_minutes=-240, source=source)


def phq_9(item9: int) -> QuestionnaireResponse:
    return QuestionnaireResponse(questionnaire="phq-9", version="1", answers={"44260-8": item9})


def effect(code: str, severity: int, started: float, ended: float | None = None) -> SideEffect:
    """A report of an effect that started, and ended, that many hours ago."""
    return SideEffect(
        effect=code,
        severity=severity,
        interference=0,
        started_at=NOW - timedelta(hours=started),
        ended_at=None if ended is None else NOW - timedelta(hours=ended),
    )


def content_of(row: dict[str, str]) -> Content:
    if row["report"] == "safe":
        extra = {"safe": row["value"] == "yes"} if row["value"] else {}
        return CheckIn(mood=None, function=None, too_hard=True, extra=extra)
    if row["report"] in {"item_9", "phq-9"}:
        return phq_9(int(row["value"]) if row["report"] == "item_9" else 0)
    if row["report"] == "blood_pressure":
        systolic, diastolic = row["value"].split("/")
        return HomeReading(systolic=int(systolic), diastolic=int(diastolic))
    ended = float(row["ended_hours_ago"]) if row["ended_hours_ago"] else None
    return effect(row["report"], int(row["value"]), float(row["started_hours_ago"]), ended)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['report']} {r['value']} {r['why']}".strip() for r in ROWS])
def test_a_report_raises_the_most_urgent_rule_that_holds(row: dict[str, str]) -> None:
    told = frozenset({row["past"]} - {""})
    past = Past(
        item9=int(row["previous"]) if row["previous"] else None,
        effects=told,
        symptoms=told,
        worse_by=float(row["value"]) if row["report"] == "phq-9" and row["value"] else None,
    )
    flags = assess(reported(content_of(row)), past=past)
    assert [(flag.rule, flag.tier.value) for flag in flags] == ([(row["rule"], row["tier"])] if row["rule"] else [])
    assert all(flag.subject == row["report"] for flag in flags)


def test_an_alert_knows_its_rule_and_its_version() -> None:
    assert assess(reported(phq_9(2)), past=Past(item9=None)) == (
        Flag(
            rule="item-9-high",
            rule_version=1,
            tier=Tier.PAGE,
            subject="item_9",
            value=2,
        ),
    )


def test_a_gad_7_and_a_life_event_raise_nothing() -> None:
    gad_7 = QuestionnaireResponse(questionnaire="gad-7", version="1", answers={"44260-8": 3})
    assert assess(reported(gad_7), past=Past(item9=0)) == ()
    assert assess(reported(Event(title="chest_pain")), past=Past(item9=0)) == ()


def test_what_can_raise_nothing_is_told_apart_before_any_rule_is_looked_at() -> None:
    for row in ROWS:
        assert may_raise(reported(content_of(row))) or not row["rule"]
    others: list[Content] = [
        CheckIn(mood=3, function=3, extra={"safe": True}),
        CheckIn(mood=3, function=3),
        Event(title="Moved house"),
        MedicationStatement(name="Lithium", status=Taking.TAKING),
    ]
    assert [may_raise(reported(content)) for content in others] == [False] * len(others)


def test_not_safe_has_no_degrees_and_a_second_time_is_the_same() -> None:
    unsafe = reported(CheckIn(mood=3, function=3, extra={"safe": False}))
    assert [(flag.subject, flag.value) for flag in assess(unsafe)] == [("safe", 0)]
    assert assess(unsafe, replaced=unsafe) == ()


def test_a_clinics_own_form_is_no_phq_9_whatever_its_items_are_called() -> None:
    for name in ("a-own", "z-own"):
        form = QuestionnaireResponse(questionnaire=name, version="1", answers={"44260-8": 3})
        assert assess(reported(form), past=Past(item9=0)) == ()


def test_a_rise_of_more_than_one_is_a_rise() -> None:
    [rise] = [rule for rule in RULES if rule.id == "item-9-rise"]
    raised = {now: bool(assess(reported(phq_9(now)), past=Past(item9=1), rules=[rise])) for now in range(4)}
    assert raised == {0: False, 1: False, 2: True, 3: True}


def test_an_imported_diary_is_history_and_pages_nobody() -> None:
    assert assess(reported(phq_9(3), Source.IMPORT), past=Past(item9=0)) == ()


def test_saying_the_same_again_is_no_second_alert() -> None:
    assert assess(reported(phq_9(2)), past=Past(item9=2), replaced=reported(phq_9(2))) == ()
    assert assess(reported(phq_9(1)), past=Past(item9=2), replaced=reported(phq_9(2))) == ()
    ended = reported(effect("chest_pain", 2, 3, 1))
    assert assess(ended, past=Past(item9=None), replaced=reported(effect("chest_pain", 2, 3))) == ()


def test_saying_worse_is_a_second_alert() -> None:
    assert assess(reported(phq_9(3)), past=Past(item9=2), replaced=reported(phq_9(2)))
    assert assess(reported(phq_9(2)), past=Past(item9=1), replaced=reported(phq_9(1)))
    assert assess(reported(phq_9(1)), past=Past(item9=0), replaced=reported(phq_9(0)))


def test_still_there_is_news() -> None:
    still = reported(effect("chest_pain", 2, 3))
    assert assess(still, past=Past(item9=None), replaced=still)


def test_another_effect_at_the_end_is_another_alert() -> None:
    for told, then in (("seizure", "faint"), ("faint", "seizure")):
        assert assess(reported(effect(then, 2, 3, 1)), replaced=reported(effect(told, 2, 3)))


def test_an_end_that_comes_late_is_more_urgent_than_the_report_before() -> None:
    before = reported(effect("dissociation", 1, 30, 6))
    later = replace(before, content=effect("dissociation", 1, 30, 1))
    (flag,) = assess(later, past=Past(item9=None), replaced=before)
    assert flag.rule == "dissociation-lasting"


def test_a_clinic_may_bring_its_own_table() -> None:
    mild = Rule(
        id="any-nausea",
        version=7,
        when=Reported(effects=frozenset({"nausea"})),
        tier=Tier.REVIEW,
        source="clinic",
    )
    (flag,) = assess(reported(effect("nausea", 1, 1)), past=Past(item9=None), rules=[mild])
    assert (flag.rule, flag.rule_version, flag.tier) == ("any-nausea", 7, Tier.REVIEW)


def test_the_table_is_sorted_by_urgency_and_names_only_known_effects() -> None:
    tiers = [list(Tier).index(rule.tier) for rule in RULES]
    assert tiers == sorted(tiers)
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.version >= 1 and rule.source for rule in RULES)
    named = {code for rule in RULES if isinstance(rule.when, Reported) for code in rule.when.effects or ()}
    assert named <= EFFECTS.keys()


def test_the_document_lists_every_rule_as_it_is() -> None:
    rows = [line.split("|")[1:6] for line in DOCUMENT.read_text(encoding="utf-8").splitlines()]
    written = [(row[0].strip(), row[1].strip(), row[3].strip()) for row in rows if len(row) > 4]
    for rule in RULES:
        assert (f"`{rule.id}`", str(rule.version), rule.tier.value.replace("_", " ")) in written


def test_the_table_of_examples_covers_every_rule() -> None:
    # A silence is no report.
    assert {row["rule"] for row in ROWS} == {rule.id for rule in RULES} - {"silence"} | {""}


@given(
    code=st.sampled_from(sorted(EFFECTS)),
    severity=st.integers(0, 3),
    hours=st.floats(0, 1000),
)
def test_a_worse_or_longer_report_is_never_less_urgent(code: str, severity: int, hours: float) -> None:
    def urgency(grade: int, since: float) -> int:
        flags = assess(reported(effect(code, grade, since)), past=Past(item9=None))
        return list(Tier).index(flags[0].tier) if flags else len(Tier)

    assert urgency(severity + 1, hours) <= urgency(severity, hours)
    assert urgency(severity, hours + 24) <= urgency(severity, hours)


@given(item9=st.integers(1, 3), previous=st.one_of(st.none(), st.integers(0, 3)))
def test_item_9_above_0_is_never_missed(item9: int, previous: int | None) -> None:
    assert len(assess(reported(phq_9(item9)), past=Past(item9=previous))) == 1
