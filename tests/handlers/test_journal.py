"""The journal over HTTP: each entry arrives once, stands for itself, and is answered."""

from datetime import timedelta
from uuid import uuid4

from tests.support import NOON, Cast, Clock, SignIn, check_in, phq9, side_effect, sync


async def test_alice_logs_a_check_in_and_reads_it_back(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    answer = await sync(alice, cast.alice, check_in(mood=7, function=4))
    assert [result["status"] for result in answer["results"]] == ["accepted"]
    entry = answer["entries"][0]
    assert (entry["mood"], entry["function"], entry["local_date"]) == (7, 4, "2026-11-23")
    assert answer["cursor"] == 1


async def test_an_entry_sent_twice_is_stored_once(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    entry = check_in()
    await sync(alice, cast.alice, entry)
    again = await sync(alice, cast.alice, entry)
    assert again["results"][0]["status"] == "duplicate"
    assert [row["number"] for row in again["entries"]] == [1]


async def test_the_same_id_with_other_content_is_a_conflict_and_changes_nothing(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    entry = check_in(mood=3)
    await sync(alice, cast.alice, entry)
    answer = await sync(alice, cast.alice, entry | {"mood": 9})
    assert answer["results"][0]["status"] == "conflict"
    assert answer["results"][0]["entry"]["mood"] == 3
    assert [row["mood"] for row in answer["entries"]] == [3]


async def test_one_bad_entry_keeps_no_other_from_being_stored(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    answer = await sync(
        alice, cast.alice, check_in(), check_in(mood=11), {"kind": "poem"}, side_effect(effect="joy"), check_in(mood=1)
    )
    assert [result["status"] for result in answer["results"]] == [
        "accepted",
        "rejected",
        "rejected",
        "rejected",
        "accepted",
    ]
    assert answer["results"][1]["problem"]["errors"][0]["pointer"] == "/entries/1/mood"
    assert answer["results"][3]["problem"]["errors"][0]["pointer"] == "/entries/3/effect"
    assert [row["number"] for row in answer["entries"]] == [1, 2]


async def test_a_correction_keeps_the_earlier_version(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    first = check_in(mood=2)
    await sync(alice, cast.alice, first)
    await sync(alice, cast.alice, check_in(mood=6, replaces=first["id"]))
    path = f"/api/v1/patients/{cast.alice.patient}/journal"
    current = (await alice.get(path, params={"from": "2026-11-23", "to": "2026-11-23"})).json()
    whole = (await alice.get(path, params={"from": "2026-11-23", "to": "2026-11-23", "history": "true"})).json()
    assert [row["mood"] for row in current["entries"]] == [6]
    assert [row["mood"] for row in whole["entries"]] == [2, 6]


async def test_two_phones_that_correct_the_same_entry_do_not_overwrite_each_other(
    signed_in: SignIn, cast: Cast
) -> None:
    alice = await signed_in(cast.alice)
    first = check_in(mood=2)
    await sync(alice, cast.alice, first)
    await sync(alice, cast.alice, check_in(mood=6, replaces=first["id"]))
    answer = await sync(alice, cast.alice, check_in(mood=8, replaces=first["id"]))
    assert answer["results"][0]["status"] == "conflict"
    assert answer["results"][0]["entry"]["mood"] == 6


async def test_an_entry_and_its_correction_may_arrive_together(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    first = side_effect()
    end = side_effect(replaces=first["id"], started_at=first["started_at"], ended_at=NOON.isoformat())
    answer = await sync(alice, cast.alice, first, end)
    assert [result["status"] for result in answer["results"]] == ["accepted", "accepted"]


async def test_the_cursor_counts_without_gaps_and_pages(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, *[check_in(NOON - timedelta(minutes=minute)) for minute in range(500)])
    answer = await sync(alice, cast.alice, check_in(), check_in(mood=99), check_in())
    assert [row["number"] for row in answer["entries"]] == list(range(1, 501))
    assert (answer["cursor"], answer["more"]) == (500, True)
    rest = await sync(alice, cast.alice, after=500)
    assert ([row["number"] for row in rest["entries"]], rest["more"]) == ([501, 502], False)


async def test_a_phone_offline_for_a_week_loses_nothing(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    written = clock.now
    clock.forward(days=7)
    alice = await signed_in(cast.alice)
    answer = await sync(alice, cast.alice, check_in(written), side_effect(written), phq9(written))
    assert [result["status"] for result in answer["results"]] == ["accepted"] * 3
    assert {row["late"] for row in answer["entries"]} == {False}


async def test_dana_reads_alices_entries_but_not_her_private_note(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(
        alice,
        cast.alice,
        check_in(note={"text": "for me alone", "private": True}),
        check_in(note={"text": "for the clinic"}),
    )
    answer = (await dana.get(f"/api/v1/patients/{cast.alice.patient}/journal")).json()
    assert [row["note"] for row in answer["entries"]] == [None, {"text": "for the clinic", "private": False}]


async def test_alice_learns_that_her_clinic_has_seen_her_entries(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    assert (await sync(alice, cast.alice, check_in()))["seen"] is None
    await dana.get(f"/api/v1/patients/{cast.alice.patient}/journal")
    assert (await sync(alice, cast.alice, check_in(), after=1))["seen"]["number"] == 1


async def test_a_phq9_with_item_9_raises_one_alert_however_often_it_is_sent(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = phq9(item9=2)
    await sync(alice, cast.alice, entry)
    await sync(alice, cast.alice, entry)
    found = (await dana.get("/api/v1/alerts")).json()["alerts"]
    assert [(alert["subject"], alert["value"], alert["tier"]) for alert in found] == [("item_9", 2, "page")]


async def test_an_entry_of_bobs_cannot_be_replaced_by_alice(signed_in: SignIn, cast: Cast) -> None:
    alice, bob = await signed_in(cast.alice), await signed_in(cast.bob)
    his = check_in()
    await sync(bob, cast.bob, his)
    real = await sync(alice, cast.alice, check_in(replaces=his["id"]))
    invented = await sync(alice, cast.alice, check_in(replaces=str(uuid4())))
    assert real["results"][0]["problem"] == invented["results"][0]["problem"]
    assert real["results"][0]["problem"]["errors"][0]["pointer"] == "/entries/0/replaces"


async def test_looking_at_the_days_on_alices_page_counts_as_seeing_them(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, check_in())
    day = {"from": "2026-11-23", "to": "2026-11-23"}
    await dana.get(f"/api/v1/patients/{cast.alice.patient}/journal", params=day)
    assert (await sync(alice, cast.alice, after=1))["seen"]["number"] == 1
