"""The FHIR document: what it says, and that nothing leaves with it that should stay."""

import json
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from journal.clinical.entries import Source
from journal.exports.fhir import bundle
from journal.exports.fhir.record import Record, derived, to
from journal.exports.leaving import Consent
from tests.exports.conftest import session

GOLDEN = Path(__file__).parent / "golden" / "alice.fhir.json"


def resources(record: Record, kind: str = "") -> list[dict[str, Any]]:
    made = json.loads(bundle.document(record))
    return [entry["resource"] for entry in made["entry"] if not kind or entry["resource"]["resourceType"] == kind]


def one(record: Record, kind: str, text: str) -> dict[str, Any]:
    """The one resource of this kind whose code reads so."""
    (found,) = (each for each in resources(record, kind) if each["code"]["text"].startswith(text))
    return found


def values(observation: Mapping[str, Any]) -> dict[str, Any]:
    """What each component says, by the code's last part."""
    return {
        part["code"]["coding"][0]["code"]: part["valueQuantity"]["value"]
        for part in observation["component"]
        if "valueQuantity" in part
    }


def test_alices_document_is_the_golden_one(alice_bundle: Record) -> None:
    made = json.dumps(json.loads(bundle.document(alice_bundle)), indent=1, ensure_ascii=False) + "\n"
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_the_composition_comes_first_and_speaks_of_every_resource_but_who_made_it(alice_bundle: Record) -> None:
    first, *others = resources(alice_bundle)
    assert first["resourceType"] == "Composition"
    named = {each["reference"] for section in first["section"] for each in section.get("entry", ())}
    named |= {first["subject"]["reference"], first["custodian"]["reference"]}
    unnamed = [each["resourceType"] for each in others if f"urn:uuid:{each['id']}" not in named]
    assert unnamed == ["Provenance"]


def _references(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        yield from ([value["reference"]] if isinstance(value.get("reference"), str) else [])
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def test_every_reference_leads_to_a_resource_of_the_document(alice_bundle: Record) -> None:
    made = resources(alice_bundle)
    assert set(_references(made)) <= {f"urn:uuid:{each['id']}" for each in made}


def test_ids_are_given_once(alice_bundle: Record) -> None:
    ids = [each["id"] for each in resources(alice_bundle)]
    assert len(ids) == len(set(ids))


def test_a_check_in_has_its_day_its_ratings_and_the_time_where_it_was(alice_bundle: Record) -> None:
    found = next(each for each in resources(alice_bundle) if each["id"] == str(UUID(int=5)))
    assert found["effectiveDateTime"] == "2026-09-07T09:00:00-04:00"
    assert found["component"][0]["valueDateTime"] == "2026-09-07"
    assert values(found) == {
        "mood": 6.0,
        "function": 7.0,
        "anxiety": 2.0,
        "72514-3": 1.0,
        "function-work": 6.0,
        "function-people": 8.0,
        "craving": 7.0,
        "driven": 2.0,
    }


def test_a_correction_takes_the_place_of_what_it_corrects(alice_bundle: Record) -> None:
    ids = {each["id"] for each in resources(alice_bundle, "Observation")}
    assert str(UUID(int=3)) in ids
    assert str(UUID(int=2)) not in ids


def test_a_side_effect_is_of_its_session_and_has_its_course(alice_bundle: Record) -> None:
    found = one(alice_bundle, "Observation", "nausea")
    assert found["code"]["coding"] == [{"system": "http://snomed.info/sct", "code": "422587007"}]
    assert found["effectivePeriod"] == {"start": "2026-09-07T11:00:00-04:00", "end": "2026-09-07T11:45:00-04:00"}
    assert values(found) == {"severity": 2, "interference": 1}
    assert found["partOf"] == [{"reference": f"urn:uuid:{UUID(int=0x5E56)}"}]


def test_a_side_effect_names_no_session_that_does_not_leave_with_it(alice_bundle: Record) -> None:
    later = replace(alice_bundle, start=date(2026, 9, 7), sessions=tuple(session(1, day) for day in (5,)))
    assert "partOf" not in one(later, "Observation", "nausea")
    assert set(_references(resources(later))) <= {f"urn:uuid:{each['id']}" for each in resources(later)}


def test_a_score_follows_from_the_answers_and_item_9_stands_for_itself(alice_bundle: Record) -> None:
    score = one(alice_bundle, "Observation", "Patient Health Questionnaire")
    assert (score["valueQuantity"]["value"], score["derivedFrom"]) == (19, [{"reference": f"urn:uuid:{UUID(int=9)}"}])
    item9 = one(alice_bundle, "Observation", "Thoughts of being better off dead")
    assert (item9["valueQuantity"]["value"], score["hasMember"]) == (1, [{"reference": f"urn:uuid:{item9['id']}"}])
    (response,) = resources(alice_bundle, "QuestionnaireResponse")
    chosen = response["item"][0]["answer"][0]["valueCoding"]
    assert (chosen["code"], chosen["extension"][0]["valueDecimal"]) == ("LA6571-9", 3)


def test_a_session_says_what_was_given_and_how_high_the_pressure_rose(alice_bundle: Record) -> None:
    given = resources(alice_bundle, "MedicationAdministration")[0]
    assert given["medicationCodeableConcept"]["coding"][0]["code"] == "6130"
    assert given["dosage"]["dose"]["value"] == 38.5
    assert given["dosage"]["text"] == "38.5 mg (0.5 mg/kg), IV"
    observed = resources(alice_bundle, "Observation")
    pressures = [values(each)["8480-6"] for each in observed if each["code"]["text"] == "Blood pressure"]
    assert sorted(pressures) == [126, 128, 128, 131, 159, 160]


def test_the_page_travels_within(alice_bundle: Record) -> None:
    (page,) = resources(alice_bundle, "DocumentReference")
    assert b64decode(page["content"][0]["attachment"]["data"]) == alice_bundle.page


def test_the_patient_said_it_and_the_clinic_hands_it_on(alice_bundle: Record) -> None:
    (said,) = resources(alice_bundle, "Provenance")
    targets = {each["reference"] for each in said["target"]}
    told = {f"urn:uuid:{UUID(int=number)}" for number in (1, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15)}
    readings = {to(derived(UUID(int=12), name))["reference"] for name in ("blood pressure", "heart_rate")}
    readings |= {to(derived(UUID(int=13), "blood pressure"))["reference"]}
    assert targets == told | readings | {to(derived(UUID(int=9), "item 9"))["reference"]}


def test_what_a_companion_told_is_not_the_patients_word(alice_bundle: Record) -> None:
    seen = tuple(
        replace(each, entry=replace(each.entry, source=Source.COMPANION))
        for each in alice_bundle.revisions
        if each.entry.id == UUID(int=6)
    )
    made = replace(alice_bundle, revisions=seen, medications=())
    assert one(made, "Observation", "nausea")["performer"] == [{"display": "Whoever brought the patient home"}]
    assert not resources(made, "Provenance")


def test_an_answer_that_the_form_does_not_have_is_its_figure_alone(alice_bundle: Record) -> None:
    answered = next(each for each in alice_bundle.revisions if each.entry.id == UUID(int=9))
    form = {**alice_bundle.forms["phq-9", "1"], "item": [{"linkId": "44250-9", "text": "Little", "answerOption": []}]}
    made = replace(alice_bundle, revisions=(answered,), forms={("phq-9", "1"): form})
    (response,) = resources(made, "QuestionnaireResponse")
    assert [item["answer"][0]["valueCoding"]["extension"][0]["valueDecimal"] for item in response["item"]] == [3]


@pytest.mark.parametrize("consent", [Consent(), Consent(free_text=True), Consent(free_text=True, sensitive=True)])
def test_a_private_note_never_leaves(consent: Consent, alice_bundle: Record) -> None:
    made = bundle.document(replace(alice_bundle, consent=consent))
    assert b"secret" not in made
    assert b"hard to say" not in made


def test_without_consent_neither_words_nor_craving_leave(alice_bundle: Record) -> None:
    made = bundle.document(replace(alice_bundle, consent=Consent()))
    for words in (b"better", b"new job", b"tries for the line", b"craving"):
        assert words not in made.replace(b"better off dead", b"")


def test_days_outside_the_period_stay_at_home(alice_bundle: Record) -> None:
    made = replace(alice_bundle, end=date(2026, 9, 20))
    assert len(resources(made, "Procedure")) == 1
    assert "after the period" not in str(resources(made))


def test_a_part_that_is_left_out_is_not_spoken_of_and_one_that_is_empty_says_so(alice_bundle: Record) -> None:
    bare = replace(alice_bundle, revisions=(), sessions=None, medications=(), scores=False, asks=())
    sections = {each["title"]: each for each in resources(bare)[0]["section"]}
    assert list(sections) == ["Assessment", "Problems", "Allergies", "Medications as reported", "What the patient told"]
    assert "Nothing on record" in sections["Medications as reported"]["text"]["div"]
    assert sections["Allergies"]["emptyReason"]["coding"][0]["code"] == "notasked"
    assert not resources(bare, "Provenance")


def test_words_are_words_and_never_markup(alice_bundle: Record) -> None:
    made = replace(alice_bundle, asks=('<script src="//x"> & more',))
    assert "&lt;script src=&quot;//x&quot;&gt; &amp; more" in resources(made)[0]["section"][-1]["text"]["div"]


def test_a_birth_date_that_is_none_is_left_out(alice_bundle: Record) -> None:
    someday = replace(alice_bundle, patient=replace(alice_bundle.patient, birth_date="about 1950"))
    assert "birthDate" not in resources(someday, "Patient")[0]


def test_the_same_record_gives_the_same_bytes(alice_bundle: Record) -> None:
    assert bundle.document(alice_bundle) == bundle.document(alice_bundle)
