"""What Alice measures and takes at home: synced as every entry, on the chart for her and her care team."""

from datetime import timedelta
from typing import Any

from tests.support import NOON, ZONE, Cast, SignIn, side_effect, sync, uuid7
from tests.worlds import session_body


def reading(**fields: Any) -> dict[str, Any]:
    return _entry("home_reading") | {"systolic": 131, "diastolic": 84, "heart_rate": 71} | fields


def medicine(**fields: Any) -> dict[str, Any]:
    return _entry("medication_statement") | {"name": "Lorazepam", "status": "taking", "benzodiazepine": True} | fields


def _entry(kind: str) -> dict[str, Any]:
    return {"kind": kind, "id": uuid7(NOON), "occurred_at": NOON.isoformat(), "zone": ZONE}


async def test_alices_reading_and_medicine_come_back_as_she_wrote_them(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    answer = await sync(alice, cast.alice, reading(), reading(heart_rate=None), medicine(dose_text="1 mg at night"))
    assert [each["status"] for each in answer["results"]] == ["accepted"] * 3
    for reader in (alice, dana):
        entries = (await reader.get(f"/api/v1/patients/{cast.alice.own}/journal")).json()["entries"]
        measured, unknown, taken = entries
        assert (measured["systolic"], measured["diastolic"], measured["heart_rate"]) == (131, 84, 71)
        assert unknown["heart_rate"] is None
        assert (taken["name"], taken["dose_text"]) == ("Lorazepam", "1 mg at night")
        assert (taken["status"], taken["benzodiazepine"]) == ("taking", True)


async def test_sent_again_it_is_the_same_and_sent_changed_it_is_a_conflict(signed_in: SignIn, cast: Cast) -> None:
    alice, sent = await signed_in(cast.alice), medicine()
    for status, change in (("accepted", {}), ("duplicate", {}), ("conflict", {"status": "stopped"})):
        answer = await sync(alice, cast.alice, sent | change)
        assert [each["status"] for each in answer["results"]] == [status]


async def test_a_correction_takes_the_place_of_a_slip_and_stays_of_its_kind(signed_in: SignIn, cast: Cast) -> None:
    alice, slip = await signed_in(cast.alice), reading(systolic=231)
    mended = reading(systolic=131, replaces=slip["id"])
    answer = await sync(alice, cast.alice, slip, mended, medicine(replaces=mended["id"]))
    assert [each["status"] for each in answer["results"]] == ["accepted", "accepted", "rejected"]
    assert answer["results"][2]["problem"]["errors"][0]["pointer"] == "/entries/2/kind"
    chart = (await alice.get(f"/api/v1/patients/{cast.alice.own}/recovery")).json()
    assert [each["systolic"] for each in chart["readings"]] == [131]


async def test_what_cannot_be_is_refused_by_name_and_holds_up_nothing(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    bad = (reading(systolic=12), reading(diastolic="low"), medicine(name=""), medicine(status="tapering"))
    answer = await sync(alice, cast.alice, *bad, reading())
    assert [each["status"] for each in answer["results"]] == ["rejected"] * 4 + ["accepted"]
    pointers = [each["problem"]["errors"][0]["pointer"] for each in answer["results"][:4]]
    assert pointers == ["/entries/0/systolic", "/entries/1/diastolic", "/entries/2/name", "/entries/3/status"]


async def test_the_chart_has_readings_and_of_each_medicine_which_word_stands(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    earlier = {"occurred_at": (NOON - timedelta(days=60)).isoformat()}
    await sync(alice, cast.alice, reading(), medicine(**earlier), medicine(name="lorazepam", status="stopped"))
    path = f"/api/v1/patients/{cast.alice.own}/recovery"
    for reader in (alice, dana):
        chart = (await reader.get(path)).json()
        [mark] = chart["readings"]
        assert {name: mark[name] for name in ("date", "systolic", "diastolic", "heart_rate")} == {
            "date": "2026-11-23",
            "systolic": 131,
            "diastolic": 84,
            "heart_rate": 71,
        }
        told = [(each["name"], each["status"], each["stands"]) for each in chart["medications"]]
        assert told == [("Lorazepam", "taking", False), ("lorazepam", "stopped", True)]
        assert all(each["benzodiazepine"] for each in chart["medications"])
    # What was said before the period is still known in it, and what was measured then is not of it.
    later = (await dana.get(path, params={"from": "2026-11-24", "to": "2026-11-24"})).json()
    assert (len(later["readings"]), len(later["medications"])) == (0, 2)


async def test_an_episode_says_who_reported_it_how_bad_it_was_over_time_and_whose_session_it_is(
    signed_in: SignIn, cast: Cast
) -> None:
    alice, dana, session = await signed_in(cast.alice), await signed_in(cast.dana), str(uuid7(NOON))
    seen = {"effect": "nystagmus", "severity": 1, "started_at": "2026-11-22T17:10:00Z", "ended_at": None}
    await dana.put(f"/api/v1/patients/{cast.alice.own}/sessions/{session}", json=session_body(effects=[seen]))
    first = side_effect(severity=3, started_at=NOON.isoformat())
    await sync(alice, cast.alice, first, side_effect(severity=1, started_at=NOON.isoformat(), replaces=first["id"]))
    chart = (await dana.get(f"/api/v1/patients/{cast.alice.own}/recovery")).json()
    [episode] = chart["side_effects"]
    assert (episode["session_id"], episode["of_session"], episode["reporter"]) == (None, session, "patient")
    assert [each["severity"] for each in episode["reports"]] == [3, 1]
    assert chart["sessions"][0]["effects"] == [seen]
