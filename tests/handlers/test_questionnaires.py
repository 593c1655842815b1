"""Questionnaires over HTTP: what is due, what was answered, and the instruments themselves."""

from datetime import timedelta

from tests.support import NOON, Cast, Clock, SignIn, check_in, phq9, sync


async def test_alice_who_never_answered_is_asked_at_once(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    found = (await alice.get(f"/api/v1/patients/{cast.alice.patient}/questionnaires")).json()
    assert {row["questionnaire"] for row in found["due"]} == {"phq-9", "gad-7"}
    assert found["answered"] == []


async def test_an_answered_phq9_is_scored_and_due_again_in_a_week(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    path = f"/api/v1/patients/{cast.alice.patient}/questionnaires"
    await sync(alice, cast.alice, phq9(each=2, item9=0))
    found = (await alice.get(path)).json()
    assert [(row["total"], row["band"], row["item9"]) for row in found["answered"]] == [(16, "moderately_severe", 0)]
    assert [row["questionnaire"] for row in found["due"]] == ["gad-7"]
    clock.forward(days=7)
    assert {row["questionnaire"] for row in (await alice.get(path)).json()["due"]} == {"phq-9", "gad-7"}


async def test_nothing_is_due_in_a_journal_that_is_over(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, check_in(NOON))
    clock.now = NOON + timedelta(days=61)
    found = (await alice.get(f"/api/v1/patients/{cast.alice.patient}/questionnaires")).json()
    assert found["due"] == []


async def test_the_phq9_is_a_fhir_questionnaire_with_nine_scored_items(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    response = await alice.get("/api/v1/questionnaires/phq-9")
    assert response.headers["content-type"] == "application/fhir+json"
    definition = response.json()
    assert definition["resourceType"] == "Questionnaire"
    scored = [item for item in definition["item"] if item["type"] == "choice" and item["required"]]
    assert [item["linkId"] for item in scored][-1] == "44260-8"
    assert len(scored) == 9


async def test_an_instrument_that_is_not_shipped_is_not_there(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    assert (await alice.get("/api/v1/questionnaires/c-ssrs")).status_code == 404
