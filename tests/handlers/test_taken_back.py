"""A report that is corrected or taken back: the clinic is told of both, and a person closes what it raised."""

from typing import Any

import pytest

from tests.handlers.alerting import RAISED, SINCE_LONG, alerts_of, reading, unsafe
from tests.support import NOON, Cast, Clock, SignIn, check_in, phq9, side_effect, sync

# What the phone sends in the place of each kind of report, with what an alert then says stands there.
INSTEAD: dict[str, tuple[dict[str, Any], float | None]] = {
    "check_in": ({"extra": {"safe": True}}, None),
    "questionnaire_response": ({"answers": phq9()["answers"]}, 0),
    "home_reading": ({"systolic": 130, "diastolic": 80}, 130),
    "side_effect": ({"severity": 0, "interference": 0}, 0),
}


def _taken_back(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | INSTEAD[entry["kind"]][0] | {"id": check_in()["id"], "replaces": entry["id"]}


@pytest.mark.parametrize("rule", sorted(RAISED.keys() - SINCE_LONG))
async def test_what_was_taken_back_before_it_was_sent_still_raises_its_alert(
    rule: str, cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    entry = RAISED[rule][0](NOON)
    answer = await sync(alice, cast.alice, entry, _taken_back(entry))
    assert [result["status"] for result in answer["results"]] == ["accepted", "accepted"]
    [alert] = await alerts_of(dana)
    assert (alert["rule"], alert["entry_id"], alert["owner"]) == (rule, entry["id"], None)
    assert alert["revised"] == {"at": clock.now.isoformat().replace("+00:00", "Z"), "value": INSTEAD[entry["kind"]][1]}


async def test_a_worse_score_that_is_put_right_in_the_same_breath_is_reviewed(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    from tests.worlds import session_body

    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, phq9(NOON.replace(day=NOON.day - 2)))
    await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{check_in()['id']}", json=session_body())
    worse = phq9(each=2)
    await sync(alice, cast.alice, worse, phq9() | {"replaces": worse["id"]})
    [alert] = await alerts_of(dana)
    assert (alert["rule"], alert["entry_id"], alert["revised"]) == ("worse-score", worse["id"], None)


async def test_what_goes_on_ends_or_gets_worse_is_not_said_to_be_taken_back(cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    pain = side_effect(effect="bladder_pain")
    over = pain | {"id": check_in()["id"], "replaces": pain["id"], "severity": 0, "ended_at": pain["occurred_at"]}
    await sync(alice, cast.alice, pain, over)
    [alert] = await alerts_of(dana)
    assert alert["revised"] is None


async def test_the_last_word_counts_and_carol_hears_nothing_of_it(cast: Cast, signed_in: SignIn) -> None:
    alice, dana, carol = [await signed_in(each) for each in (cast.alice, cast.dana, cast.carol)]
    high = reading()
    lower = high | {"id": check_in()["id"], "replaces": high["id"], "systolic": 140}
    lowest = lower | {"id": check_in()["id"], "replaces": lower["id"], "systolic": 118}
    await sync(alice, cast.alice, high)
    [alert] = await alerts_of(dana)
    assert alert["revised"] is None
    await sync(alice, cast.alice, lower, lowest)
    [alert] = await alerts_of(dana)
    assert alert["revised"]["value"] == 118
    assert (await carol.get("/api/v1/alerts")).status_code == 403


async def test_dana_still_takes_and_closes_what_alice_took_back(cast: Cast, signed_in: SignIn) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    said = unsafe()
    await sync(alice, cast.alice, said, _taken_back(said))
    [alert] = await alerts_of(dana)
    taken = (await dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge")).json()
    assert taken["owner"]["id"] and taken["revised"]["value"] is None
    closed = await dana.post(f"/api/v1/alerts/{alert['id']}/resolve", json={"outcome": "contacted"})
    assert closed.json()["revised"] == alert["revised"]
