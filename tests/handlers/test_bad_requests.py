"""Bad sessions, orders, queries, addresses, sign-ins: a 4xx, nothing half-written, nobody's words in it or the log."""

import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.handlers.refusing import CANARY, HUGE, JSON, LeaveNothing, problem, refused
from tests.support import NOON, Cast, SignIn
from tests.worlds import Dump, World, invented, session_body, summary_body

LATER = (NOON + timedelta(minutes=11)).isoformat()

SESSIONS: Mapping[str, tuple[dict[str, Any], int, str]] = {
    "no dose": (session_body(dose_mg=0), 422, "/dose_mg"),
    "a dose over 64 bits": (session_body(dose_mg=HUGE), 422, "/dose_mg"),
    "a dose of 400 digits": (session_body(dose_mg=10**400), 400, "/dose_mg"),
    "a weight of 3 kg": (session_body(weight_kg=3), 422, "/weight_kg"),
    "an end before the start": (session_body(ended_at="2026-11-22T01:00:00Z"), 422, "/ended_at"),
    "a start in the future": (session_body(started_at=LATER, ended_at=LATER), 422, "/started_at"),
    "a start before the calendar": (session_body(started_at="0001-01-01T00:00:00+14:00"), 422, "/started_at"),
    "an end after the calendar": (session_body(ended_at="9999-12-31T23:59:59-14:00"), 422, "/ended_at"),
    "a zone that is none": (session_body(zone=CANARY), 422, "/zone"),
    "an unknown route": (session_body(route=CANARY), 400, "/route"),
    "an unknown field": (session_body(**{CANARY: 1}), 400, ""),
    "a reading over 64 bits": (
        session_body(vitals=[{"at": NOON.isoformat(), "systolic": HUGE}]),
        400,
        "/vitals/0/systolic",
    ),
    "a reading of 400 digits": (
        session_body(vitals=[{"at": NOON.isoformat(), "spo2": 10**400}]),
        400,
        "/vitals/0/spo2",
    ),
    "a reading of 10": (session_body(vitals=[{"at": NOON.isoformat(), "systolic": 10}]), 422, "/vitals/0/systolic"),
    "a reading before the calendar": (
        session_body(vitals=[{"at": "0001-01-01T00:00:00+14:00", "systolic": 120}]),
        422,
        "/vitals/0/at",
    ),
    "201 readings": (session_body(vitals=[{"at": NOON.isoformat()}] * 201), 422, "/vitals"),
    "a note with NUL": (session_body(note=CANARY + "\0"), 422, "/note"),
}


def _refused_at(answer: httpx.Response, status: int, pointer: str) -> None:
    refused(answer, status)
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


async def test_a_bad_session_is_refused(signed_in: SignIn, cast: Cast, leave_nothing: LeaveNothing) -> None:
    dana = await signed_in(cast.dana)

    async def put(body: dict[str, Any]) -> httpx.Response:
        path = f"/api/v1/patients/{cast.alice.own}/sessions/{uuid4()}"
        return await dana.put(path, content=json.dumps(body), headers=JSON)

    await leave_nothing(SESSIONS, put, _refused_at)


ORDERS: Mapping[str, tuple[dict[str, Any], int, str]] = {
    "an end before the start": (summary_body(to="2026-10-01"), 422, "/to"),
    "eleven years": (summary_body(**{"from": "2015-01-01"}), 422, "/to"),
    "the whole calendar": (summary_body(**{"from": "0001-01-01", "to": "9999-12-31"}), 422, "/to"),
    "four lines": (summary_body(bottom_line="a\nb\nc\nd"), 422, "/bottom_line"),
    "a line that has no room": (summary_body(bottom_line="x" * 241), 422, "/bottom_line"),
    "an ask that has no room": (summary_body(asks=["x", "x" * 201]), 422, "/asks/1"),
    "nine asks": (summary_body(asks=["x"] * 9), 422, "/asks"),
    "a recipient that has no room": (summary_body(recipient="x" * 81), 422, "/recipient"),
    "NUL in a line": (summary_body(bottom_line=CANARY + "\0"), 422, "/bottom_line"),
    "NUL in an ask": (summary_body(asks=["\0"]), 422, "/asks/0"),
    "NUL in the recipient": (summary_body(recipient="a\0b"), 422, "/recipient"),
    "an unknown part": (summary_body(include=[CANARY]), 400, "/include/0"),
    "an unknown format": (summary_body(format=CANARY), 400, "/format"),
    "no recipient": (summary_body(recipient=" "), 422, "/recipient"),
    "a day that is none": (summary_body(to="2026-02-31"), 400, "/to"),
    "nothing": ({}, 400, ""),
}


async def test_a_bad_order_for_a_page_discloses_nothing(
    signed_in: SignIn, cast: Cast, leave_nothing: LeaveNothing
) -> None:
    alice, path = await signed_in(cast.alice), f"/api/v1/patients/{cast.alice.own}/summary"
    await leave_nothing(ORDERS, lambda body: alice.post(path, json=body), _refused_at)


QUERIES: tuple[tuple[str, dict[str, str]], ...] = (
    ("journal", {"after": CANARY}),
    ("journal", {"after": "-1"}),
    ("journal", {"after": str(HUGE)}),
    ("journal", {"after": "9" * 5000}),
    ("journal", {"after": "1.5"}),
    ("journal", {"from": CANARY, "to": CANARY}),
    ("journal", {"from": "2026-11-23"}),
    ("journal", {"to": "2026-11-23"}),
    ("journal", {"from": "2026-11-23", "to": "2026-11-22"}),
    ("journal", {"from": "2026-02-31", "to": "2026-03-01"}),
    ("journal", {"from": "2026-11-01", "to": "2026-11-23", "history": CANARY}),
    ("recovery", {"from": CANARY}),
    ("recovery", {"from": "2026-11-23", "to": "2026-11-22"}),
    ("recovery", {"to": "99999-01-01"}),
    ("summary/draft", {}),
    ("summary/draft", {"from": CANARY, "to": CANARY}),
    ("summary/draft", {"from": "2026-11-23", "to": "2026-11-22"}),
)


async def test_a_bad_query_is_refused_and_not_repeated(
    subtests: pytest.Subtests, signed_in: SignIn, cast: Cast, logged: Any
) -> None:
    alice = await signed_in(cast.alice)
    for path, query in QUERIES:
        with subtests.test(path, **query):
            answer = await alice.get(f"/api/v1/patients/{cast.alice.own}/{path}", params=query)
            assert answer.status_code in {400, 422}, answer.text
            problem(answer)
            assert CANARY not in answer.text.lower()
    assert CANARY not in logged().lower()


EDGES = ("0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31")


async def test_the_ends_of_the_calendar_are_days_like_others(
    subtests: pytest.Subtests, world: World, signed_in: SignIn
) -> None:
    alice = await signed_in(world.cast.alice)
    for path, start, end in product(("journal", "recovery", "summary/draft"), EDGES, EDGES):
        with subtests.test(path, start=start, end=end):
            address = f"/api/v1/patients/{world.alice.patient}/{path}"
            answer = await alice.get(address, params={"from": start, "to": end})
            assert answer.status_code == (200 if start <= end else 422), answer.text


async def test_bad_ids_in_an_address_name_nothing(signed_in: SignIn, cast: Cast) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    for bad in (CANARY, "1", "%00", "..%2f..", str(HUGE), "'; drop table entry; --", str(cast.alice.own) + "0"):
        assert (await alice.get(f"/api/v1/patients/{bad}/journal")).status_code == 404, bad
        assert (await alice.get(f"/api/v1/patients/{bad}")).status_code == 404, bad
        for path in (f"alerts/{bad}/acknowledge", f"alerts/{bad}/resolve"):
            answer = await dana.post(f"/api/v1/{path}", json={"outcome": "contacted"})
            assert answer.status_code == 404, bad
            problem(answer)
            assert CANARY not in answer.text


async def test_an_unknown_questionnaire_is_not_found(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    for bad in (CANARY, "..%2fphq-9", "phq-9%00", "PHQ-9"):
        answer = await alice.get(f"/api/v1/questionnaires/{bad}")
        assert answer.status_code == 404, bad
        problem(answer)
        assert CANARY not in answer.text


@pytest.mark.parametrize("kind", ["pdf", "csv", "fhir"])
async def test_a_page_can_be_of_the_first_days_or_the_last(kind: str, world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    for start, end in (("0001-01-01", "0001-01-02"), ("9999-12-01", "9999-12-31")):
        body = summary_body(**{"from": start, "to": end, "format": kind})
        answer = await dana.post(f"/api/v1/patients/{world.alice.patient}/summary", json=body)
        assert answer.status_code == 200, answer.text


SIGN_INS: tuple[dict[str, Any], ...] = (
    {"email": "alice@clinic.test\0", "passphrase": CANARY},
    {"email": "\0", "passphrase": "\0"},
    {"email": "a" * 321, "passphrase": CANARY},
    {"email": "alice@clinic.test", "passphrase": "x" * 1001},
    {"email": "alice@clinic.test", "passphrase": CANARY, "code": "9" * 17},
    {"email": "dana@clinic.test", "passphrase": CANARY, "code": "١٢٣٤٥٦"},
    {"email": "alice@clinic.test", "passphrase": "\U0001f600" * 200},
    {"email": HUGE, "passphrase": CANARY},
    {"email": "alice@clinic.test", "passphrase": None},
    {"email": "alice@clinic.test"},
    {"email": "alice@clinic.test", "passphrase": CANARY, "role": "admin"},
    {},
)


async def test_a_bad_sign_in_is_refused(
    subtests: pytest.Subtests, client: httpx.AsyncClient, cast: Cast, logged: Any
) -> None:
    for place, body in enumerate(SIGN_INS):
        with subtests.test(str(place)):
            answer = await client.post("/api/v1/sign-in", json=body)
            assert answer.status_code in {400, 401}, answer.text
            problem(answer)
            assert "set-cookie" not in answer.headers
            assert CANARY not in answer.text
    assert CANARY not in logged()


async def test_a_bad_outcome_leaves_an_alert_open(world: World, signed_in: SignIn, dump: Dump) -> None:
    dana = await signed_in(world.cast.dana)
    before = await dump()
    path = f"/api/v1/alerts/{world.alice.alert}/resolve"
    bodies: tuple[Any, ...] = ({}, {"outcome": CANARY}, {"outcome": None}, {"outcome": "contacted", CANARY: 1}, [])
    for body in bodies:
        answer = await dana.post(path, json=body)
        assert answer.status_code == 400, body
        assert CANARY not in answer.text
    assert (await dana.post(path.replace(world.alice.alert, invented().alert), json={})).status_code == 400
    assert await dump() == before
