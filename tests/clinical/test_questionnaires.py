"""Complete answers, totals, bands, and the definitions the wording comes from."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.definitions import SCALES, SCORING, SHIPPED, Instrument, can_be, instrument, resource
from journal.clinical.entries import CheckIn, Content, Entry, QuestionnaireResponse
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.questionnaires import problems, score, scored
from journal.clinical.scoring import clusters
from tests.clinical.making import entry

ROWS = list(csv.DictReader((Path(__file__).parent / "reference/scores.csv").read_text(encoding="utf-8").splitlines()))
PHQ_9 = ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"]
GAD_7 = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"]
PCL_5 = [f"pcl-5-{number}" for number in range(1, 21)]
PEG = ["75893-8", "91145-3", "91146-1"]
ITEMS = {"phq-9": PHQ_9, "gad-7": GAD_7, "pcl-5": PCL_5, "peg": PEG}
DIFFICULTY = "69722-7"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


def pointers(questionnaire: str, answers: dict[str, int], version: str = "1") -> list[str]:
    response = QuestionnaireResponse(questionnaire=questionnaire, version=version, answers=answers)
    return [problem.pointer for problem in problems(response)]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['questionnaire']} {row['why']}" for row in ROWS])
def test_a_complete_form_has_a_total_and_a_band(row: dict[str, str]) -> None:
    answers = dict(zip(ITEMS[row["questionnaire"]], map(int, row["answers"].split()), strict=True))
    result = score(row["questionnaire"], "1", answers)
    assert (result.total, result.band) == (float(row["total"]), row["band"])
    assert result.item9 == (int(row["item9"]) if row["item9"] else None)


def test_a_phq_9_with_eight_answers_names_the_missing_one() -> None:
    eight = dict.fromkeys(PHQ_9[:-1], 1)
    response = QuestionnaireResponse(questionnaire="phq-9", version="1", answers=eight)
    assert [(found.pointer, found.detail) for found in problems(response)] == [("/answers/44260-8", "missing")]
    with pytest.raises(Invalid):
        score("phq-9", "1", eight)


@given(answered=st.sets(st.sampled_from(PHQ_9), max_size=8))
def test_no_part_of_the_answers_has_a_total(answered: set[str]) -> None:
    assert pointers("phq-9", dict.fromkeys(answered, 0)) == [
        f"/answers/{item}" for item in PHQ_9 if item not in answered
    ]


@given(values=st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_the_order_of_answers_changes_nothing(values: list[int]) -> None:
    answers = dict(zip(PHQ_9, values, strict=True))
    assert score("phq-9", "1", answers) == score("phq-9", "1", dict(reversed(answers.items())))
    assert score("phq-9", "1", answers).total == sum(values)


def test_difficulty_may_be_answered_and_is_never_scored() -> None:
    answers = dict.fromkeys(PHQ_9, 1)
    assert score("phq-9", "1", answers | {DIFFICULTY: 3}).total == 9
    assert pointers("phq-9", answers | {DIFFICULTY: 4}) == [f"/answers/{DIFFICULTY}"]


@pytest.mark.parametrize("value", [-1, 4, True, 10**30])
def test_an_answer_is_one_of_the_options(value: int) -> None:
    assert pointers("gad-7", dict.fromkeys(GAD_7, 0) | {GAD_7[3]: value}) == [f"/answers/{GAD_7[3]}"]


@pytest.mark.parametrize("link_id", ["", "44250-9", "\ud800", "__proto__"])
def test_an_answer_to_another_question_is_refused_without_repeating_it(link_id: str) -> None:
    assert pointers("gad-7", dict.fromkeys(GAD_7, 0) | {link_id: 0}) == ["/answers"]


@pytest.mark.parametrize("name", ["", "PHQ-9", "c-ssrs", "../phq-9", "phq-9\0"])
def test_a_questionnaire_nobody_knows_is_refused(name: str) -> None:
    assert pointers(name, {}) == ["/questionnaire"]
    with pytest.raises(NotFound):
        resource(name)


def test_another_version_is_another_form() -> None:
    assert pointers("phq-9", dict.fromkeys(PHQ_9, 0), version="2") == ["/version"]


def test_scores_are_read_from_entries_in_the_order_answered() -> None:
    def answered(number: int, content: Content) -> Entry:
        return entry(content, datetime(2026, 3, 20 - number, 12, tzinfo=UTC), number=number)

    phq_9 = QuestionnaireResponse(questionnaire="phq-9", version="1", answers=dict.fromkeys(PHQ_9, 2))
    gad_7 = QuestionnaireResponse(questionnaire="gad-7", version="1", answers=dict.fromkeys(GAD_7, 1))
    rows = scored([answered(1, phq_9), answered(2, CheckIn(mood=1, function=1)), answered(3, gad_7)])
    assert [(row.date, row.questionnaire, row.total, row.item9) for row in rows] == [
        (date(2026, 3, 17), "gad-7", 7, None),
        (date(2026, 3, 19), "phq-9", 18, 2),
    ]


def translated(element: Any) -> Iterator[tuple[str, str]]:
    """Every text of a definition with its Spanish."""
    if isinstance(element, dict):
        for name in ("title", "text", "display", "copyright"):
            if name in element:
                (translation,) = element[f"_{name}"]["extension"]
                lang, content = translation["extension"]
                assert (translation["url"], lang) == (TRANSLATION, {"url": "lang", "valueCode": "es"})
                yield element[name], content["valueString"]
        for child in element.values():
            yield from translated(child)
    elif isinstance(element, list):
        for child in element:
            yield from translated(child)


@pytest.mark.parametrize(("name", "panel", "texts"), [("phq-9", "44249-1", 53), ("gad-7", "69737-5", 38)])
def test_a_definition_is_complete_in_both_languages(name: str, panel: str, texts: int) -> None:
    definition = json.loads(resource(name))
    assert (definition["resourceType"], definition["id"]) == ("Questionnaire", name)
    assert definition["code"] == [{"system": "http://loinc.org", "code": panel}]
    assert "No permission required to reproduce, translate, display or distribute." in definition["copyright"]
    pairs = list(translated(definition))
    assert len(pairs) == texts
    assert all(english and spanish and english != spanish for english, spanish in pairs)


@pytest.mark.parametrize("name", SCALES)
def test_a_definition_asks_the_items_of_the_instrument_in_order(name: str) -> None:
    items = instrument(name).items
    assert [item.link_id for item in items if item.scored] == ITEMS[name]
    assert [item.link_id for item in items if not item.scored] == ([DIFFICULTY] if name == "phq-9" else [])
    most = {"pcl-5": 4, "peg": 10}.get(name, 3)
    assert {item.options for item in items} == {tuple(range(most + 1))}


@pytest.mark.parametrize("name", ["phq-9", "gad-7"])
def test_each_answer_carries_its_loinc_code_and_value(name: str) -> None:
    questions = [item for item in json.loads(resource(name))["item"] if item["type"] == "choice"]
    frequency = {"LA6568-5": 0, "LA6569-3": 1, "LA6570-1": 2, "LA6571-9": 3}
    difficulty = {"LA6572-7": 0, "LA6573-5": 1, "LA6575-0": 2, "LA6574-3": 3}
    for question in questions:
        values = {}
        for option in question["answerOption"]:
            (ordinal,) = option["extension"]
            assert ordinal["url"] == ORDINAL
            values[option["valueCoding"]["code"]] = ordinal["valueDecimal"]
        assert values == (difficulty if question["linkId"] == DIFFICULTY else frequency)
        lowest = question["answerOption"][0]["valueCoding"]["display"]
        assert lowest == ("Not difficult at all" if question["linkId"] == DIFFICULTY else "Not at all")


@pytest.mark.parametrize(("name", "said", "ours"), [("phq-9", 9, 9), ("peg", 4.7, 4.7), ("peg", 4.6, None)])
def test_the_devices_score_must_be_ours(name: str, said: float, ours: float | None) -> None:
    answers = {"phq-9": dict.fromkeys(PHQ_9, 1), "peg": dict(zip(PEG, (5, 5, 4), strict=True))}[name]
    response = QuestionnaireResponse(questionnaire=name, version="1", answers=answers, score=said)
    expected = [] if ours == said else ["/score"]
    assert [problem.pointer for problem in problems(response)] == expected


def test_a_score_is_not_looked_at_where_an_answer_is_missing() -> None:
    response = QuestionnaireResponse(questionnaire="peg", version="1", answers={PEG[0]: 1}, score=99)
    assert [problem.pointer for problem in problems(response)] == [f"/answers/{item}" for item in PEG[1:]]


@given(values=st.lists(st.integers(0, 10), min_size=3, max_size=3))
def test_a_mean_is_the_nearest_tenth(values: list[int]) -> None:
    total = score("peg", "1", dict(zip(PEG, values, strict=True))).total
    assert abs(total - sum(values) / 3) < 0.05
    assert round(total * 10) / 10 == total


def test_the_clusters_of_the_pcl_5_hold_each_item_once() -> None:
    scale = instrument("pcl-5").scale
    assert {each.code: len(each.items) for each in scale.clusters} == {"B": 5, "C": 2, "D": 7, "E": 6}
    assert sorted(item for each in scale.clusters for item in each.items) == sorted(PCL_5)
    answers = {item: number % 5 for number, item in enumerate(PCL_5, start=1)}
    assert clusters(scale, answers) == {"B": 10, "C": 3, "D": 17, "E": 10}


@pytest.mark.parametrize("each", SHIPPED.offered, ids=lambda each: each.questionnaire)
def test_every_number_of_a_scale_says_where_it_is_from(each: Instrument) -> None:
    definition = json.loads(resource(each.questionnaire))
    (scoring,) = [part["extension"] for part in definition["extension"] if part["url"] == SCORING]
    unsourced = {"name", "method", "code", "recallDays", "source"}
    assert {part["url"] for part in scoring} - unsourced == set(each.scale.sources)


def test_the_forms_for_one_condition_are_in_english_with_their_notices() -> None:
    pcl5, peg = (json.loads(resource(name)) for name in ("pcl-5", "peg"))
    assert "US Department of Veterans Affairs" in pcl5["copyright"]
    assert "public domain" in pcl5["copyright"]
    assert "Krebs" in peg["copyright"]
    assert all("_text" not in item for form in (pcl5, peg) for item in form["item"])
    assert "past week" in pcl5["item"][1]["text"]
    ends = [(item["answerOption"][0], item["answerOption"][-1]) for item in peg["item"]]
    assert {(low["valueCoding"]["display"], high["valueCoding"]["display"]) for low, high in ends} == {
        ("No pain", "Pain as bad as you can imagine"),
        ("Does not interfere", "Completely interferes"),
    }


@pytest.mark.parametrize(
    ("name", "version", "known"),
    [
        ("phq-9", None, True),
        ("phq-9", "1", True),
        ("a", "2024.1-b", True),
        ("9" * 40, "1" * 20, True),
        ("9" * 41, None, False),
        ("PHQ-9", None, False),
        ("-9", None, False),
        ("", None, False),
        ("phq-9\n", None, False),
        ("phq-9", "", False),
        ("phq-9", "1" * 21, False),
        ("phq-9", ".1", False),
    ],
)
def test_a_questionnaire_has_a_name_and_a_version_that_an_address_can_hold(
    name: str, version: str | None, known: bool
) -> None:
    assert can_be(name, version) is known
