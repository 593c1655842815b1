"""A clinic's own questionnaire is a stranger's file: understood whole, or refused by pointer."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.clinical.definitions import ITEM_9, SHIPPED, resource
from journal.clinical.questionnaire_files import DEPTH_LIMIT, SIZE_LIMIT, Read, examine
from journal.clinical.questionnaires import due, score
from journal.clinical.scoring import response
from tests.worlds import questionnaire_file

CANARY = "walnut-ferry"
EXTENSION = "/extension/0/extension"
TODAY = date(2026, 3, 10)
Spoil = Callable[[dict[str, Any]], object]


def encoded(file: Any) -> bytes:
    return json.dumps(file).encode()


def pointers(file: Any) -> set[str]:
    found = examine(file if isinstance(file, bytes) else encoded(file))
    assert not isinstance(found, Read)
    assert all(CANARY not in problem.pointer + problem.detail for problem in found)
    return {problem.pointer for problem in found}


def sound(file: dict[str, Any]) -> Read:
    found = examine(encoded(file))
    assert isinstance(found, Read), found
    return found


def test_a_sound_file_is_what_it_says() -> None:
    found = sound(questionnaire_file())
    asked = found.instrument
    assert (asked.questionnaire, asked.version, asked.name, asked.least, asked.most) == ("rest", "1", "Rest", 0, 4)
    assert list(asked.scale.bands) == [(0, "rested"), (3, "tired")]
    assert asked.scale.labels == {"tired": "worn out"}
    assert (asked.schedule.conditions, asked.schedule.every_days) == ((), 14)
    assert [(each.link_id, each.scored, len(each.options)) for each in found.questions] == [
        ("day", True, 3),
        ("night", True, 3),
    ]


@pytest.mark.parametrize("name", ["gad-7", "pcl-5", "peg"])
def test_what_ships_would_pass_under_another_name(name: str) -> None:
    file = json.loads(resource(name))
    read = sound(file | {"id": f"our-{name}"}).instrument
    shipped = SHIPPED.known[name, "1"]
    assert (read.items, read.scale, read.schedule) == (shipped.items, shipped.scale, shipped.schedule)
    assert pointers(file) == {"/id"}


def test_the_question_about_self_harm_is_asked_only_where_it_raises_an_alert() -> None:
    file = json.loads(resource("phq-9")) | {"id": "our-phq"}
    place = next(at for at, item in enumerate(file["item"]) if item["linkId"] == ITEM_9)
    assert pointers(file) == {f"/item/{place}/linkId"}


def test_an_own_form_is_scored_and_due_by_its_own_rules() -> None:
    asked = sound(questionnaire_file()).instrument
    library = SHIPPED.with_own([asked], [asked])
    result = score("rest", "1", {"day": 2, "night": 1}, library)
    assert (result.total, result.band) == (3, "tired")
    assert response(asked.scale, 0, 4) is None
    assert response(asked.scale, 3, 1) == "worse"
    assert "rest" in {form.questionnaire for form in due([], [], TODAY, library=library)}


def _set(*path: str | int, value: Any) -> Spoil:
    def spoil(file: dict[str, Any]) -> None:
        place: Any = file
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return spoil


def _drop(*path: str | int) -> Spoil:
    def spoil(file: dict[str, Any]) -> None:
        place: Any = file
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return spoil


def _scoring(part: Any) -> Spoil:
    return lambda file: file["extension"][0]["extension"].append(part)


def _schedule(part: Any) -> Spoil:
    return lambda file: file["extension"][1]["extension"].append(part)


def _decimal(url: str, value: Any) -> dict[str, Any]:
    return {"url": url, "valueDecimal": value}


def _code(code: str) -> dict[str, Any]:
    return {"url": "code", "valueCode": code}


def _band(least: Any, code: str, label: Any = None) -> dict[str, Any]:
    said = [_decimal("from", least), _code(code)]
    return {"url": "band", "extension": [*said, {"url": "label", "valueString": label}] if label else said}


_OPTION = ("item", 1, "answerOption", 0)

SPOILT: dict[str, tuple[Spoil, set[str]]] = {
    "another resource": (_set("resourceType", value="Patient"), {"/resourceType"}),
    "no id": (_drop("id"), {"/id"}),
    "an id that climbs": (_set("id", value="../rest"), {"/id"}),
    "an id that ships": (_set("id", value="pcl-5"), {"/id"}),
    "no version": (_drop("version"), {"/version"}),
    "a version with a line break": (_set("version", value="1\n"), {"/version"}),
    "a retired form": (_set("status", value="retired"), {"/status"}),
    "a status that is a list": (_set("status", value=["active"]), {"/status"}),
    "no title": (_drop("title"), {"/title"}),
    "a title of two lines": (_set("title", value="a\nb"), {"/title"}),
    "a title without end": (_set("title", value="a" * 121), {"/title"}),
    "no notice": (_drop("copyright"), {"/copyright"}),
    "a notice without end": (_set("copyright", value="a" * 8_001), {"/copyright"}),
    "contained resources": (_set("contained", value=[]), {"/contained"}),
    "a modifier": (_set("modifierExtension", value=[]), {"/modifierExtension"}),
    "implicit rules": (_set("implicitRules", value="http://a.example"), {"/implicitRules"}),
    "no items": (_set("item", value=[]), {"/item"}),
    "too many items": (lambda file: file["item"].extend([file["item"][1]] * 100), {"/item"}),
    "an item that is none": (_set("item", 0, value=CANARY), {"/item/0"}),
    "nothing scored": (
        lambda file: [item.pop("required", None) for item in file["item"]],
        {"/item"},
    ),
    "a link id twice": (_set("item", 2, "linkId", value="day"), {"/item/2/linkId"}),
    "a link id every object has": (_set("item", 2, "linkId", value="__proto__"), {"/item/2/linkId"}),
    "no link id": (_drop("item", 2, "linkId"), {"/item/2/linkId"}),
    "no text": (_drop("item", 1, "text"), {"/item/1/text"}),
    "a group": (_set("item", 1, "type", value="group"), {"/item/1/type"}),
    "a text field": (_set("item", 1, "type", value="string"), {"/item/1/type"}),
    "a type that is a list": (_set("item", 1, "type", value=["choice"]), {"/item/1/type"}),
    "a condition": (_set("item", 1, "enableWhen", value=[]), {"/item/1/enableWhen"}),
    "items within": (_set("item", 1, "item", value=[]), {"/item/1/item"}),
    "answers elsewhere": (_set("item", 1, "answerValueSet", value="http://a.example"), {"/item/1/answerValueSet"}),
    "many answers": (_set("item", 1, "repeats", value=True), {"/item/1/repeats"}),
    "an unknown key": (_set("item", 1, CANARY, value=1), {"/item/1"}),
    "an item's extension": (_set("item", 1, "extension", value=[]), {"/item/1/extension"}),
    "required in words": (_set("item", 1, "required", value="yes"), {"/item/1/required"}),
    "a required heading": (_set("item", 0, "required", value=True), {"/item/0/required"}),
    "one answer": (_set("item", 1, "answerOption", value=[{}]), {"/item/1/answerOption"}),
    "too many answers": (_set("item", 1, "answerOption", value=[{}] * 22), {"/item/1/answerOption"}),
    "an answer without a coding": (_drop(*_OPTION, "valueCoding"), {"/item/1/answerOption/0/valueCoding"}),
    "an answer without words": (
        _drop(*_OPTION, "valueCoding", "display"),
        {"/item/1/answerOption/0/valueCoding/display"},
    ),
    "an exclusive answer": (_set(*_OPTION, "initialSelected", value=True), {"/item/1/answerOption/0"}),
    "an answer without a value": (_drop(*_OPTION, "extension"), {"/item/1/answerOption/0/extension"}),
    "an answer with another extension": (
        _set(*_OPTION, "extension", value=[{"url": CANARY, "valueDecimal": 0}]),
        {"/item/1/answerOption/0/extension"},
    ),
    "half a point": (
        _set(*_OPTION, "extension", 0, "valueDecimal", value=0.5),
        {"/item/1/answerOption/0/extension"},
    ),
    "a value below nothing": (
        _set(*_OPTION, "extension", 0, "valueDecimal", value=-1),
        {"/item/1/answerOption/0/extension"},
    ),
    "a value that is true": (
        _set(*_OPTION, "extension", 0, "valueDecimal", value=True),
        {"/item/1/answerOption/0/extension"},
    ),
    "a value twice": (
        _set(*_OPTION, "extension", 0, "valueDecimal", value=1),
        {"/item/1/answerOption/1/extension"},
    ),
    "a translation that is none": (_set("item", 1, "_text", value={"extension": [CANARY]}), {"/item/1/_text"}),
    "a translation without words": (
        _set("_title", value={"extension": [{"url": "x", "extension": [{"url": "lang", "valueCode": "es"}]}]}),
        {"/_title"},
    ),
    "extensions that are none": (_set("extension", value=CANARY), {"/extension"}),
    "no scoring": (lambda file: file["extension"].pop(0), {"/extension"}),
    "two scorings": (lambda file: file["extension"].append(file["extension"][0]), {"/extension"}),
    "two schedules": (lambda file: file["extension"].append(file["extension"][1]), {"/extension"}),
    "a scoring that is none": (_set("extension", 0, "extension", value=CANARY), {EXTENSION}),
    "no method": (lambda file: file["extension"][0]["extension"].pop(1), {EXTENSION}),
    "two methods": (_scoring({"url": "method", "valueCode": "mean"}), {EXTENSION}),
    "an unknown method": (_set("extension", 0, "extension", 1, "valueCode", value=[CANARY]), {f"{EXTENSION}/1"}),
    "a method said in two ways": (
        _set("extension", 0, "extension", 1, "valueString", value="mean"),
        {f"{EXTENSION}/1"},
    ),
    "an unknown rule": (_scoring({"url": CANARY, "valueDecimal": 1}), {f"{EXTENSION}/5"}),
    "a name that is none": (_set("extension", 0, "extension", 0, "valueString", value=""), {f"{EXTENSION}/0"}),
    "a code that is none": (_scoring({"url": "code", "valueCoding": CANARY}), {f"{EXTENSION}/5"}),
    "bands that fall": (_scoring(_band(2, "low")), {EXTENSION}),
    "a band without a code": (_scoring({"url": "band", "extension": [_decimal("from", 4)]}), {f"{EXTENSION}/5"}),
    "a band whose parts have no name": (
        _scoring({"url": "band", "extension": [{"url": 1, "valueDecimal": 4}, _code("high")]}),
        {f"{EXTENSION}/5"},
    ),
    "a band from nowhere": (_scoring(_band("4", "high")), {f"{EXTENSION}/5"}),
    "a band of many words": (_scoring(_band(4, "Very High")), {f"{EXTENSION}/5"}),
    "a band whose label is none": (_scoring(_band(4, "high", 5)), {f"{EXTENSION}/5"}),
    "too many bands": (
        lambda file: file["extension"][0]["extension"].extend(_band(at, "high") for at in range(4, 14)),
        {EXTENSION},
    ),
    "a number twice": (_scoring(_decimal("worse", 3)), {EXTENSION}),
    "a number in words": (_scoring(_decimal("reliable", "6")), {f"{EXTENSION}/5"}),
    "a change of nothing": (_scoring(_decimal("reliable", 0)), {f"{EXTENSION}/5"}),
    "a number finer than a tenth": (_scoring(_decimal("reliable", 1.25)), {f"{EXTENSION}/5"}),
    "a percentage of any baseline": (_scoring(_decimal("responsePercent", 50)), {EXTENSION}),
    "a partial response to nothing": (_scoring(_decimal("partialPoints", 1)), {EXTENSION}),
    "two remissions": (
        lambda file: file["extension"][0]["extension"].extend(
            [_decimal("remissionBelow", 2), _decimal("remissionAtMost", 1)]
        ),
        {EXTENSION},
    ),
    "a cut-off that ends first": (
        _scoring({"url": "cutOff", "extension": [_decimal("from", 3), _decimal("to", 2)]}),
        {f"{EXTENSION}/5"},
    ),
    "a cut-off without an end": (
        _scoring({"url": "cutOff", "extension": [_decimal("from", 3)]}),
        {f"{EXTENSION}/5"},
    ),
    "a cluster of nothing": (
        _scoring({"url": "cluster", "extension": [{"url": "code", "valueCode": "B"}]}),
        {f"{EXTENSION}/5"},
    ),
    "a cluster of another form's": (
        _scoring({"url": "cluster", "extension": [_code("B"), {"url": "item", "valueString": "pcl-5-1"}]}),
        {f"{EXTENSION}/5"},
    ),
    "a cluster without a code": (
        _scoring({"url": "cluster", "extension": [{"url": "item", "valueString": "day"}]}),
        {f"{EXTENSION}/5"},
    ),
    "a source of nothing": (
        _scoring({"url": "source", "extension": [{"url": "text", "valueString": "x"}]}),
        {f"{EXTENSION}/5"},
    ),
    "a source without words": (
        _scoring(
            {"url": "source", "extension": [{"url": "of", "valueCode": "worse"}, {"url": "text", "valueString": 1}]}
        ),
        {f"{EXTENSION}/5"},
    ),
    "a recall of years": (_scoring({"url": "recallDays", "valueInteger": 1000}), {f"{EXTENSION}/5"}),
    "a schedule that is none": (_set("extension", 1, "extension", value=CANARY), {"/extension/1/extension"}),
    "an unknown condition": (_schedule({"url": "condition", "valueCode": CANARY}), {"/extension/1/extension/1"}),
    "every day of no year": (
        _set("extension", 1, "extension", 0, "valueInteger", value=0),
        {"/extension/1/extension/0"},
    ),
    "a rhythm twice": (_schedule({"url": "everyDays", "valueInteger": 7}), {"/extension/1/extension"}),
    "an unknown rhythm": (_schedule({"url": CANARY, "valueInteger": 7}), {"/extension/1/extension/1"}),
    "a NUL": (_set("publisher", value="a\0b"), {""}),
    "half a letter": (_set("publisher", value="\ud800"), {""}),
    "a number beyond reckoning": (_set("publisher", value=10**20), {""}),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_not_understood_is_refused_by_pointer(case: str) -> None:
    spoil, expected = SPOILT[case]
    file = json.loads(encoded(questionnaire_file()))
    spoil(file)
    assert pointers(file) == expected


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"resourceType": "Questionnaire", "id": NaN}',
        b'{"resourceType": "Questionnaire", "resourceType": "Questionnaire"}',
        b'{"resourceType": "Questionnaire", "version": ' + b"9" * 5_000 + b"}",
        b" " * (SIZE_LIMIT + 1),
    ],
)
def test_what_is_no_file_is_refused_as_a_whole(file: bytes) -> None:
    assert pointers(file) == {""}


@pytest.mark.parametrize("file", [b"null", b"[]", b'"Questionnaire"', b"{}"])
def test_what_is_no_questionnaire_is_refused(file: bytes) -> None:
    assert pointers(file) == {"/resourceType"}


def test_a_file_nests_no_deeper_than_it_needs_to() -> None:
    deep: Any = 1
    for _ in range(DEPTH_LIMIT):
        deep = [deep]
    assert "" in pointers(questionnaire_file(publisher=deep))


def test_every_reason_is_named_at_once() -> None:
    file = questionnaire_file(version="", title="", item=[])
    assert pointers(file) == {"/version", "/title", "/item"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
_PLACES: list[tuple[str | int, ...]] = [
    ("id",),
    ("copyright",),
    ("_copyright",),
    ("extension",),
    ("extension", 0),
    ("extension", 0, "url"),
    ("extension", 0, "extension", 1),
    ("extension", 0, "extension", 2, "extension"),
    ("extension", 0, "extension", 2, "extension", 0),
    ("extension", 1, "extension", 0),
    ("item",),
    ("item", 1),
    ("item", 1, "linkId"),
    ("item", 1, "answerOption"),
    ("item", 1, "answerOption", 0),
    ("item", 1, "answerOption", 0, "valueCoding"),
    ("item", 1, "answerOption", 0, "extension"),
    ("item", 1, "answerOption", 0, "extension", 0, "valueDecimal"),
]


@settings(deadline=None)
@given(place=st.sampled_from(_PLACES), value=JSON)
def test_whatever_stands_in_a_place_the_answer_is_a_form_or_reasons(place: tuple[str | int, ...], value: Any) -> None:
    file = json.loads(encoded(questionnaire_file()))
    _set(*place, value=value)(file)
    found = examine(encoded(file))
    assert isinstance(found, Read) or found
