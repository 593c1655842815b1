"""Sessions: the care team records them, the patient reads them without the staff's note, and nothing is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from journal.db.embedded import Embedded
from tests.databases import superuser
from tests.support import NOON, Cast, Clock, SignIn, check_in, sync
from tests.worlds import session_body


def _path(cast: Cast, session: object = None) -> str:
    path = f"/api/v1/patients/{cast.alice.own}/sessions"
    return path if session is None else f"{path}/{session}"


async def test_dana_records_a_session_and_reads_it_back(signed_in: SignIn, cast: Cast) -> None:
    dana, session = await signed_in(cast.dana), str(uuid4())
    vitals = [{"at": NOON.isoformat(), "systolic": 150, "diastolic": 90, "heart_rate": 80, "spo2": 97}]
    body = session_body(note="calm", vitals=vitals)
    put = (await dana.put(_path(cast, session), json=body)).json()
    assert put == {
        "id": session,
        "date": "2026-11-22",
        "started_at": "2026-11-22T17:00:00Z",
        "ended_at": "2026-11-22T17:40:00Z",
        "zone": "America/New_York",
        "route": "iv",
        "drug": "ketamine",
        "dose_mg": 35.0,
        "weight_kg": 70.0,
        "mg_per_kg": 0.5,
        "vitals": [{"at": "2026-11-23T17:00:00Z", "systolic": 150, "diastolic": 90, "heart_rate": 80, "spo2": 97}],
        "note": "calm",
    }
    assert (await dana.get(_path(cast))).json() == {"sessions": [put], "needs": None}


async def test_a_correction_stands_and_the_earlier_version_is_kept(
    signed_in: SignIn, cast: Cast, database: Embedded
) -> None:
    dana, session = await signed_in(cast.dana), str(uuid4())
    for dose in (35, 350, 36):
        assert (await dana.put(_path(cast, session), json=session_body(dose_mg=dose))).status_code == 200
    assert [row["dose_mg"] for row in (await dana.get(_path(cast))).json()["sessions"]] == [36]
    async with superuser(database) as connection:
        rows = await connection.fetch("select revision, dose_mg, recorded_by from treatment_session order by revision")
    assert [tuple(row) for row in rows] == [(n, dose, cast.dana.id) for n, dose in ((1, 35), (2, 350), (3, 36))]


async def test_sessions_come_by_their_start(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    for days in (1, 20, 10):
        start = NOON - timedelta(days=days)
        body = session_body(started_at=start.isoformat(), ended_at=(start + timedelta(minutes=40)).isoformat())
        await dana.put(_path(cast, uuid4()), json=body)
    dates = [row["date"] for row in (await dana.get(_path(cast))).json()["sessions"]]
    assert dates == ["2026-11-03", "2026-11-13", "2026-11-22"]


async def test_a_session_after_midnight_is_of_the_day_before(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    body = session_body(started_at="2026-11-23T03:00:00-05:00", ended_at="2026-11-23T03:40:00-05:00")
    assert (await dana.put(_path(cast, uuid4()), json=body)).json()["date"] == "2026-11-22"


async def test_alice_reads_her_sessions_but_not_the_staffs_note(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await dana.put(_path(cast, uuid4()), json=session_body(note="for the team"))
    answer = await alice.get(_path(cast))
    assert [row["note"] for row in answer.json()["sessions"]] == [None]
    assert "for the team" not in answer.text


async def test_alice_cannot_record_a_session(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    assert (await alice.put(_path(cast, uuid4()), json=session_body())).status_code == 403
    assert (await alice.get(_path(cast))).json() == {"sessions": [], "needs": None}


async def test_every_broken_rule_is_named_at_once(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    body: dict[str, Any] = session_body(dose_mg=-1, weight_kg=1, ended_at="2026-11-22T01:00:00Z")
    body["vitals"] = [{"at": NOON.isoformat()}, {"at": NOON.isoformat(), "spo2": 0}]
    answer = await dana.put(_path(cast, uuid4()), json=body)
    assert answer.status_code == 422
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert pointers == ["/ended_at", "/dose_mg", "/weight_kg", "/vitals/1/spo2"]


async def test_a_side_effect_may_name_a_session_of_ones_own(signed_in: SignIn, cast: Cast) -> None:
    alice, dana, session = await signed_in(cast.alice), await signed_in(cast.dana), str(uuid4())
    await dana.put(_path(cast, session), json=session_body())
    entry = check_in()
    del entry["mood"], entry["function"]
    entry |= {"kind": "side_effect", "effect": "nausea", "severity": 1, "interference": 0}
    answer = await sync(alice, cast.alice, entry | {"started_at": NOON.isoformat(), "session_id": session})
    assert answer["results"][0]["status"] == "accepted"
    assert answer["entries"][0]["session_id"] == session


EVERYTHING = {
    "drug": "esketamine",
    "route": "intranasal",
    "premedication": [{"name": "ondansetron", "dose": "4 mg"}, {"name": "lorazepam", "dose": None}],
    "effects": [
        {
            "effect": "nystagmus",
            "severity": 1,
            "started_at": "2026-11-22T17:10:00Z",
            "ended_at": "2026-11-22T17:30:00Z",
        },
        {"effect": "sedation", "severity": 2, "started_at": "2026-11-22T17:20:00Z", "ended_at": None},
    ],
    "interventions": [{"at": "2026-11-22T17:25:00Z", "what": "labetalol 5 mg"}],
    "discharge": {"at": "2026-11-22T19:00:00Z", "criteria_met": True, "escort": "her sister"},
}


async def test_everything_of_a_session_comes_back_as_it_was_recorded(signed_in: SignIn, cast: Cast) -> None:
    dana, session = await signed_in(cast.dana), uuid4()
    answer = await dana.put(_path(cast, session), json=session_body(**EVERYTHING))
    assert answer.status_code == 200, answer.text
    assert {name: answer.json()[name] for name in EVERYTHING} == EVERYTHING
    assert (await dana.get(_path(cast))).json()["sessions"] == [answer.json()]


async def test_alice_sees_what_was_given_and_seen_but_not_the_staffs_words(signed_in: SignIn, cast: Cast) -> None:
    alice, dana, session = await signed_in(cast.alice), await signed_in(cast.dana), uuid4()
    await dana.put(_path(cast, session), json=session_body(**EVERYTHING))
    for answer in (await alice.get(_path(cast)), await alice.get(_path(cast, session), params={"history": "true"})):
        assert answer.status_code == 200, answer.text
        assert "ondansetron" in answer.text and "nystagmus" in answer.text
        assert "labetalol" not in answer.text and "sister" not in answer.text


async def test_every_version_of_a_session_is_kept_and_shown(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    dana, session = await signed_in(cast.dana), uuid4()
    await dana.put(_path(cast, session), json=session_body(dose_mg=350, note="first"))
    clock.now += timedelta(minutes=5)
    await dana.put(_path(cast, session), json=session_body(dose_mg=35, **EVERYTHING))
    read = await dana.get(_path(cast, session), params={"history": "true"})
    versions = read.json()["versions"]
    told = [
        (each["revision"], each["session"]["dose_mg"], each["session"]["note"], each["recorder"]) for each in versions
    ]
    assert told == [(2, 35, None, "Dana"), (1, 350, "first", "Dana")]
    assert versions[0]["recorded_at"] > versions[1]["recorded_at"]
    assert "premedication" not in versions[1]["session"]
    [standing] = (await dana.get(_path(cast, session))).json()["versions"]
    assert standing == versions[0]


async def test_a_session_that_nobody_recorded_is_not_there(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    assert (await dana.get(_path(cast, uuid4()))).status_code == 404


async def test_what_stands_beside_the_dose_is_refused_by_name(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    body = session_body(
        premedication=[{"name": " "}, {"name": "ondansetron", "dose": "4\nmg"}],
        effects=[
            {"effect": "levitation", "severity": 0, "started_at": "2026-11-22T17:10:00Z"},
            {
                "effect": "nausea",
                "severity": 2,
                "started_at": "2026-11-22T17:10:00Z",
                "ended_at": "2026-11-22T17:00:00Z",
            },
        ],
        interventions=[{"at": "2026-11-24T17:00:00Z", "what": ""}],
        discharge={"at": "2026-11-22T16:00:00Z", "criteria_met": False, "escort": "x" * 121},
    )
    answer = await dana.put(_path(cast, uuid4()), json=body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [
        "/interventions/0/at",
        "/premedication/0/name",
        "/premedication/1/dose",
        "/effects/0/effect",
        "/effects/0/severity",
        "/effects/1/ended_at",
        "/interventions/0/what",
        "/discharge/at",
        "/discharge/escort",
    ]
    for odd in ({"drug": "midazolam"}, {"effects": [{"effect": "nausea"}]}, {"discharge": {"at": "noon"}}):
        refused = await dana.put(_path(cast, uuid4()), json=session_body(**odd))
        assert refused.status_code in {400, 422}, refused.text
        assert refused.json()["errors"]


async def test_a_time_at_the_end_of_the_calendar_is_refused_wherever_it_stands(signed_in: SignIn, cast: Cast) -> None:
    dana, end = await signed_in(cast.dana), "9999-12-31T23:59:59Z"
    body = session_body(
        effects=[{"effect": "nausea", "severity": 1, "started_at": end, "ended_at": end}],
        interventions=[{"at": end, "what": "x"}],
        discharge={"at": end, "criteria_met": True},
    )
    answer = await dana.put(_path(cast, uuid4()), json=body)
    pointers = ["/effects/0/started_at", "/effects/0/ended_at", "/interventions/0/at", "/discharge/at"]
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers
