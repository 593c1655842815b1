"""Questionnaires over HTTP: what is due, what was answered, and the instruments themselves."""

from datetime import timedelta

from journal.db.embedded import Embedded
from tests.databases import superuser
from tests.support import NOON, Cast, Clock, Member, SignIn, check_in, phq9, sync


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


async def test_alices_scored_answers_are_kept_and_a_score_that_is_not_theirs_is_refused(
    signed_in: SignIn, cast: Cast
) -> None:
    alice = await signed_in(cast.alice)
    right, wrong = phq9(each=2, item9=0, score=16), phq9(each=2, item9=0, score=15)
    answer = await sync(alice, cast.alice, right, wrong)
    assert [row["status"] for row in answer["results"]] == ["accepted", "rejected"]
    assert [error["pointer"] for error in answer["results"][1]["problem"]["errors"]] == ["/entries/1/score"]
    assert answer["results"][0]["entry"]["score"] == 16


async def treated_for(database: Embedded, member: Member, *conditions: str) -> None:
    """What somebody is treated for is said when they are let in; here it is said anew."""
    async with superuser(database) as connection:
        await connection.execute("update patient set conditions = $2 where id = $1", member.own, list(conditions))


async def test_what_alice_is_treated_for_says_what_she_is_asked(
    signed_in: SignIn, cast: Cast, database: Embedded
) -> None:
    await treated_for(database, cast.alice, "ptsd", "fibromyalgia", "bipolar")
    alice = await signed_in(cast.alice)
    found = (await alice.get(f"/api/v1/patients/{cast.alice.patient}/questionnaires")).json()
    assert {(row["questionnaire"], row["name"]) for row in found["due"]} == {
        ("phq-9", "PHQ-9"),
        ("gad-7", "GAD-7"),
        ("pcl-5", "PCL-5"),
        ("peg", "PEG"),
    }
    assert found["asks"] == ["pain", "unusually_high", "less_sleep"]


async def test_bob_with_depression_is_asked_nothing_more(signed_in: SignIn, cast: Cast) -> None:
    bob = await signed_in(cast.bob)
    found = (await bob.get(f"/api/v1/patients/{cast.bob.patient}/questionnaires")).json()
    assert found["asks"] == []


async def test_a_rating_of_a_condition_is_0_to_10(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    answer = await sync(alice, cast.alice, check_in(extra={"ocd_time": 11}), check_in(extra={"ocd_time": 10}))
    assert [row["status"] for row in answer["results"]] == ["rejected", "accepted"]
    assert answer["results"][0]["problem"]["errors"][0]["pointer"] == "/entries/0/extra/ocd_time"


async def test_a_mean_is_a_mean_from_the_phone_to_the_chart(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    answers = {"75893-8": 5, "91145-3": 5, "91146-1": 4}
    sent = phq9(questionnaire="peg", answers=answers, score=4.7)
    assert (await sync(alice, cast.alice, sent))["results"][0]["status"] == "accepted"
    chart = (await dana.get(f"/api/v1/patients/{cast.alice.patient}/recovery")).json()
    assert [(row["questionnaire"], row["total"], row["band"]) for row in chart["scores"]] == [("peg", 4.7, "")]
    (drawn,) = chart["instruments"]
    assert (drawn["name"], drawn["least"], drawn["most"], drawn["bands"]) == ("PEG", 0, 10, [])
    draft = await dana.get(
        f"/api/v1/patients/{cast.alice.patient}/summary/draft", params={"from": "2026-11-01", "to": "2026-11-23"}
    )
    assert "PEG 4.7" in " ".join(draft.json()["bottom_line"])


async def test_a_version_that_never_was_has_no_definition(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    assert (await alice.get("/api/v1/questionnaires/peg", params={"version": "1"})).status_code == 200
    assert (await alice.get("/api/v1/questionnaires/peg", params={"version": "2"})).status_code == 404
