"""The worklist: most urgent first, with why."""

from datetime import timedelta
from typing import Any

from journal.actions.identity import new_id
from tests.support import NOON, Cast, Clock, SignIn, check_in, phq9, sync
from tests.worlds import session_body


async def _worklist(client: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await client.get("/api/v1/patients")).json()
    return answer


async def test_bob_who_is_in_danger_comes_before_alice_who_is_well(signed_in: SignIn, cast: Cast) -> None:
    alice, bob, dana = [await signed_in(member) for member in (cast.alice, cast.bob, cast.dana)]
    await sync(alice, cast.alice, check_in(mood=8, function=7), phq9(each=0))
    await sync(bob, cast.bob, check_in(mood=2), phq9(item9=3))
    found = await _worklist(dana)
    assert [row["name"] for row in found["patients"]] == ["Bob", "Alice"]
    bobs = found["patients"][0]
    assert bobs["reasons"][0]["kind"] == "alert"
    assert (bobs["mood"], bobs["function"], bobs["last_date"]) == (2.0, 6.0, "2026-11-23")
    assert bobs["phq9"] == {"total": 11, "band": "moderate", "date": "2026-11-23"}
    assert found["counts"]["alert"] == 1


async def test_a_row_has_a_fortnight_and_the_days_since_the_session(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{new_id()}", json=session_body())
    await sync(alice, cast.alice, check_in(mood=4), check_in(mood=6), check_in(NOON - timedelta(days=1), mood=9))
    rows = {row["name"]: row for row in (await _worklist(dana))["patients"]}
    assert set(rows) == {"Alice", "Bob"}
    assert rows["Alice"]["sparkline"] == {"from": "2026-11-10", "mood": [None] * 12 + [9.0, 5.0]}
    assert (rows["Alice"]["days_since_session"], rows["Bob"]["days_since_session"]) == (1, None)
    assert (rows["Bob"]["mood"], rows["Bob"]["last_date"], rows["Bob"]["phq9"]) == (None, None, None)


async def test_silence_in_the_week_after_a_session_is_a_reason(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{new_id()}", json=session_body())
    await sync(alice, cast.alice, check_in())
    clock.forward(days=5)
    rows = {row["name"]: row for row in (await _worklist(await signed_in(cast.dana)))["patients"]}
    assert "silent" in [reason["kind"] for reason in rows["Alice"]["reasons"]]
