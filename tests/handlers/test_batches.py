"""Several entries in one request: each is judged against what stands, and what came before it in the request."""

from datetime import timedelta

from tests.support import Cast, Clock, SignIn, check_in, phq9, sync


async def test_of_two_corrections_sent_together_the_second_conflicts_with_the_first(
    signed_in: SignIn, cast: Cast
) -> None:
    alice = await signed_in(cast.alice)
    first = check_in(mood=1)
    second, third = check_in(mood=2, replaces=first["id"]), check_in(mood=3, replaces=first["id"])
    results = (await sync(alice, cast.alice, first, second, third))["results"]
    assert [result["status"] for result in results] == ["accepted", "accepted", "conflict"]
    assert results[2]["entry"] == results[1]["entry"]
    assert (results[2]["entry"]["number"], results[2]["entry"]["mood"]) == (2, 2)


async def test_an_entry_corrected_in_the_same_request_says_by_what(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    first = check_in(mood=1)
    second = check_in(mood=2, replaces=first["id"])
    answer = await sync(alice, cast.alice, first, second)
    assert [row["replaced_by"] for row in answer["entries"]] == [second["id"], None]
    assert answer["results"][0]["entry"] == answer["entries"][0]
    assert (await sync(alice, cast.alice))["entries"] == answer["entries"]


async def test_a_conflict_shows_what_stands_however_often_it_was_corrected(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    chain = [check_in(mood=1)]
    for mood in (2, 3, 4):
        chain.append(check_in(mood=mood, replaces=chain[-1]["id"]))
    for entry in chain:
        await sync(alice, cast.alice, entry)
    fifth, late = check_in(mood=5, replaces=chain[-1]["id"]), check_in(mood=9, replaces=chain[0]["id"])
    assert (await sync(alice, cast.alice, late))["results"][0]["entry"]["mood"] == 4
    results = (await sync(alice, cast.alice, chain[3], late, fifth))["results"]
    assert [result["status"] for result in results] == ["duplicate", "conflict", "accepted"]
    assert results[0]["entry"]["replaced_by"] == fifth["id"]
    assert results[1]["entry"]["mood"] == 5


async def test_an_entry_that_stands_twice_in_a_request_is_stored_and_told_once(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    entry = check_in()
    answer = await sync(alice, cast.alice, entry, entry)
    assert [result["status"] for result in answer["results"]] == ["accepted", "accepted"]
    assert [row["number"] for row in answer["entries"]] == [1]


async def test_a_cursor_never_runs_ahead_of_the_journal(signed_in: SignIn, cast: Cast) -> None:
    """A phone that knows more than a restored server must be told how far the journal goes, or it skips entries."""
    alice = await signed_in(cast.alice)
    entry = check_in()
    assert (await sync(alice, cast.alice, entry, entry, after=50))["cursor"] == 1


async def test_item_9_is_compared_with_the_questionnaire_before_it_not_the_last_to_arrive(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice, start = await signed_in(cast.alice), clock.now
    none, little, less = (phq9(start + timedelta(days=day), item9=answer) for day, answer in ((0, 0), (3, 1), (8, 1)))
    clock.forward(days=8)
    dana = await signed_in(cast.dana)
    for entry in (none, less, little):
        await sync(alice, cast.alice, entry)
    found = (await dana.get("/api/v1/alerts")).json()["alerts"]
    # Both rose from none. Compared with what arrived before it, the older one would not have, and would wait a day.
    assert [(alert["rule"], alert["tier"], alert["count"]) for alert in found] == [("item-9-rise", "page", 2)]


async def test_an_old_answer_corrected_in_the_same_request_is_not_the_one_before(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice, start = await signed_in(cast.alice), clock.now
    old, last = phq9(start), phq9(start + timedelta(days=4))
    clock.forward(days=8)
    dana = await signed_in(cast.dana)
    await sync(alice, cast.alice, old, last)
    corrected = phq9(start, item9=1, replaces=old["id"])
    new = phq9(clock.now, item9=1)
    await sync(alice, cast.alice, corrected, new)
    found = (await dana.get("/api/v1/alerts")).json()["alerts"]
    assert {alert["entry_id"]: alert["rule"] for alert in found}[new["id"]] == "item-9-rise"
