"""Whatever is sent: a 4xx in the one shape of problems, nothing half-written, and nobody's words in answer or log."""

import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support import NOON, PHQ9, Cast, SignIn, batch, check_in, phq9, side_effect
from tests.worlds import Dump, World, invented, session_body, summary_body

CANARY = "zwetschgenkuchen"
"""Stands in every bad request; neither an answer nor a log may repeat it."""
DEEP = "[" * 10_000 + "]" * 10_000
HUGE = 2**64
MIB = 1_048_576


def _event(**fields: Any) -> dict[str, Any]:
    entry = check_in()
    envelope = {name: entry[name] for name in ("id", "occurred_at", "zone")}
    return {"kind": "event", **envelope, "title": CANARY} | fields


def _answers(**fields: int) -> dict[str, int]:
    return dict.fromkeys(PHQ9, 1) | fields


NOTE = {"text": CANARY}
LATER = (NOON + timedelta(minutes=11)).isoformat()

REJECTED: Mapping[str, tuple[dict[str, Any], str]] = {
    "mood above 10": (check_in(mood=10.5, note=NOTE), "/mood"),
    "mood below 0": (check_in(mood=-1, note=NOTE), "/mood"),
    "mood as text": (check_in(mood=CANARY), "/mood"),
    "mood as true": (check_in(mood=True, note=NOTE), "/mood"),
    "mood as a list": (check_in(mood=[CANARY]), "/mood"),
    "mood over 64 bits": (check_in(mood=HUGE, note=NOTE), "/mood"),
    "mood of 400 digits": (check_in(mood=10**400, note=NOTE), "/mood"),
    "no mood and not too hard": (check_in(mood=None, note=NOTE), "/mood"),
    "25 hours of sleep": (check_in(sleep_hours=25, note=NOTE), "/sleep_hours"),
    "a facet of 11": (check_in(facets={"work": 11}, note=NOTE), "/facets/work"),
    "an unknown facet": (check_in(facets={CANARY: 1}), "/facets"),
    "an extra that is no answer": (check_in(extra={CANARY: CANARY}), "/extra"),
    "an extra with a name of its own": (check_in(extra={CANARY.upper(): 1}), "/extra"),
    "an extra over 64 bits": (check_in(extra={"steps": HUGE}, note=NOTE), "/extra/steps"),
    "an extra of 400 digits": (check_in(extra={"steps": 10**400}, note=NOTE), "/extra"),
    "safe as a number": (check_in(extra={"safe": 0}, note=NOTE), "/extra/safe"),
    "an unknown field": (check_in() | {CANARY: CANARY}, ""),
    "an unknown kind": (check_in(kind=CANARY), "/kind"),
    "a kind that is a number": (check_in(kind=HUGE, note=NOTE), "/kind"),
    "no kind": ({"id": str(uuid4()), "note": NOTE}, ""),
    "nothing at all": ({}, ""),
    "an id that is none": (check_in(id=CANARY), "/id"),
    "an id that is a number": (check_in(id=HUGE, note=NOTE), "/id"),
    "a note above 4,000 characters": (check_in(note={"text": CANARY * 400}), "/note/text"),
    "a note with NUL": (check_in(note={"text": CANARY + "\0"}), "/note/text"),
    "a note that is a number": (check_in(note={"text": HUGE}), "/note/text"),
    "11 minutes ahead": (check_in(occurred_at=LATER, note=NOTE), "/occurred_at"),
    "the last moment of the calendar": (check_in(occurred_at="9999-12-31T23:59:59-14:00", note=NOTE), "/occurred_at"),
    "the first moment of the calendar": (check_in(occurred_at="0001-01-01T00:00:00+14:00", note=NOTE), "/occurred_at"),
    "three days ago": (check_in(occurred_at=(NOON - timedelta(days=3)).isoformat(), note=NOTE), "/occurred_at"),
    "a time without an offset": (check_in(occurred_at="2026-11-23T12:00:00", note=NOTE), "/occurred_at"),
    "a time that is a number": (check_in(occurred_at=1_700_000_000, note=NOTE), "/occurred_at"),
    "the 31st of February": (check_in(occurred_at="2026-02-31T12:00:00Z", note=NOTE), "/occurred_at"),
    "a zone that is none": (check_in(zone=CANARY), "/zone"),
    "a zone that is a path": (check_in(zone="../../etc/passwd", note=NOTE), "/zone"),
    "a zone with NUL": (check_in(zone="Europe/Berlin\0", note=NOTE), "/zone"),
    "replaces nobody's": (check_in(replaces=str(uuid4()), note=NOTE), "/replaces"),
    "an unknown effect": (side_effect(effect=CANARY), "/effect"),
    "a severity of 5": (side_effect(severity=5, note=NOTE), "/severity"),
    "a severity over 64 bits": (side_effect(severity=HUGE, note=NOTE), "/severity"),
    "half a severity": (side_effect(severity=1.5, note=NOTE), "/severity"),
    "an interference below 0": (side_effect(interference=-1, note=NOTE), "/interference"),
    "an end before the start": (
        side_effect(ended_at=(NOON - timedelta(hours=1)).isoformat(), note=NOTE),
        "/ended_at",
    ),
    "a start before the calendar": (side_effect(started_at="0001-01-01T00:00:00+14:00", note=NOTE), "/started_at"),
    "an end after the calendar": (side_effect(ended_at="9999-12-31T23:59:59-14:00", note=NOTE), "/ended_at"),
    "a session of nobody": (side_effect(session_id=str(uuid4()), note=NOTE), "/session_id"),
    "a PHQ-9 with eight answers": (phq9(answers=dict.fromkeys(PHQ9[:8], 1)), "/answers/44260-8"),
    "a PHQ-9 with an answer of 4": (phq9(answers=_answers(**{PHQ9[0]: 4})), "/answers/44250-9"),
    "an answer over 64 bits": (phq9(answers=_answers(**{PHQ9[0]: HUGE})), "/answers/44250-9"),
    "an answer of 400 digits": (phq9(answers=_answers(**{PHQ9[0]: 10**400})), "/answers/44250-9"),
    "an answer to another question": (phq9(answers=_answers(**{CANARY: 1})), "/answers"),
    "an unknown questionnaire": (phq9(questionnaire=CANARY), "/questionnaire"),
    "an unknown version": (phq9(version=CANARY), "/version"),
    "an empty title": (_event(title="  ", note=NOTE), "/title"),
    "a title above 120 characters": (_event(title=CANARY * 10), "/title"),
    "a title with NUL": (_event(title=CANARY + "\0"), "/title"),
}


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Any:
    """What has been said on standard output and error so far."""
    return lambda: "".join(capfd.readouterr())


def _path(cast: Cast) -> str:
    return f"/api/v1/patients/{cast.alice.own}/journal"


async def test_a_bad_entry_is_rejected_by_its_pointer(
    subtests: pytest.Subtests, signed_in: SignIn, cast: Cast, dump: Dump, logged: Any
) -> None:
    alice = await signed_in(cast.alice)
    for what, (entry, pointer) in REJECTED.items():
        with subtests.test(what):
            before = await dump()
            answer = await alice.post(_path(cast), content=json.dumps(batch(entry)), headers=JSON)
            assert answer.status_code == 200, answer.text
            result = answer.json()["results"][0]
            assert (result["status"], result["problem"]["status"]) == ("rejected", 422)
            assert f"/entries/0{pointer}" in [error["pointer"] for error in result["problem"]["errors"]]
            assert CANARY not in answer.text.lower()
            assert await dump() == before
    assert CANARY not in logged().lower()


JSON = {"Content-Type": "application/json"}


def _whole(**fields: Any) -> bytes:
    return json.dumps(batch(check_in(note=NOTE)) | fields).encode()


def _raw(value: str, field: str = "mood") -> bytes:
    """A request with one value that no JSON library would write."""
    text = json.dumps(batch(check_in(note=NOTE) | {field: "HERE"}))
    return text.replace('"HERE"', value).encode("utf-8", "surrogatepass")


REFUSED: Mapping[str, tuple[bytes, int, str | None]] = {
    "nothing": (b"", 400, None),
    "null": (b"null", 400, None),
    "a list": (b"[]", 400, None),
    "truncated JSON": (_whole()[:-3], 400, None),
    "two documents": (_whole() + b"{}", 400, None),
    "JSON 10,000 deep": (DEEP.encode(), 400, None),
    "10,000 deep inside an entry": (_raw(DEEP), 400, None),
    "objects 10,000 deep inside an entry": (_raw('{"a":' * 10_000 + "1" + "}" * 10_000), 400, None),
    "1e999": (_raw("1e999"), 400, None),
    "NaN": (_raw("NaN"), 400, None),
    "Infinity": (_raw("-Infinity"), 400, None),
    "NUL between the values": (_raw("\0"), 400, None),
    "a raw NUL in a text": (_raw('"\0"', "zone"), 400, None),
    "a lone surrogate": (_raw(r'"\ud800"', "zone"), 400, None),
    "half a pair of surrogates": (_raw(r'"\ud83d x"', "zone"), 400, None),
    "surrogates as UTF-8": (_raw('"\ud800"', "zone"), 400, None),
    "invalid UTF-8": (_raw('"HERE"').replace(b"HERE", b"\xff\xfe"), 400, None),
    "UTF-16": (_whole().decode().encode("utf-16"), 400, None),
    "a byte order mark": (b"\xef\xbb\xbf" + _whole(), 400, None),
    "501 entries": (json.dumps(batch(*[check_in() for _ in range(501)])).encode(), 400, "/entries"),
    "an unknown field": (_whole(**{CANARY: CANARY}), 400, None),
    "no device": (json.dumps({"schema": 1, "after": 0, "entries": []}).encode(), 400, None),
    "a device without a name": (_whole(device=""), 400, "/device"),
    "a device with NUL": (_whole(device=CANARY + "\0"), 400, "/device"),
    "a device with a line break": (_whole(device=CANARY + "\n"), 400, "/device"),
    "a device above 200 characters": (_whole(device=CANARY * 20), 400, "/device"),
    "a device that is a number": (_whole(device=HUGE), 400, "/device"),
    "a cursor below 0": (_whole(after=-1), 400, "/after"),
    "a cursor over 64 bits": (_whole(after=HUGE), 400, "/after"),
    "a cursor of 400 digits": (_whole(after=10**400), 400, "/after"),
    "half a cursor": (_whole(after=1.5), 400, "/after"),
    "a schema over 64 bits": (_whole(schema=HUGE), 400, "/schema"),
    "an old schema": (_whole(schema=0), 426, None),
    "entries that are none": (_whole(entries=[CANARY]), 400, "/entries/0"),
    "1 MiB and a byte": (_whole() + b" " * (MIB + 1 - len(_whole())), 413, None),
}


async def test_a_bad_request_is_refused_whole(
    subtests: pytest.Subtests, signed_in: SignIn, cast: Cast, dump: Dump, logged: Any
) -> None:
    alice = await signed_in(cast.alice)
    for what, (body, status, pointer) in REFUSED.items():
        with subtests.test(what):
            before = await dump()
            answer = await alice.post(_path(cast), content=body, headers=JSON)
            assert answer.status_code == status, answer.text
            _problem(answer)
            if pointer is not None:
                assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
            assert CANARY not in answer.text.lower()
            assert await dump() == before
    assert CANARY not in logged().lower()


async def test_1_mib_to_the_byte_is_taken(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    body = _whole() + b" " * (MIB - len(_whole()))
    assert (await alice.post(_path(cast), content=body, headers=JSON)).status_code == 200


async def test_500_entries_are_taken_at_once(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    answer = await alice.post(_path(cast), json=batch(*[check_in() for _ in range(500)]))
    assert {result["status"] for result in answer.json()["results"]} == {"accepted"}


async def test_a_body_without_a_length_is_counted_as_it_comes(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)

    async def endless() -> Any:
        for _ in range(20):
            yield b" " * 100_000

    answer = await alice.post(_path(cast), content=endless(), headers=JSON)
    assert answer.status_code == 413
    _problem(answer)


async def test_of_two_equal_keys_the_last_counts_as_it_would_in_a_browser(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    body = json.dumps(batch(check_in(mood=2))).replace('"mood": 2', '"mood": 99, "mood": 3')
    answer = await alice.post(_path(cast), content=body, headers=JSON)
    assert answer.json()["results"][0]["entry"]["mood"] == 3


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


async def test_a_bad_session_is_refused(
    subtests: pytest.Subtests, signed_in: SignIn, cast: Cast, dump: Dump, logged: Any
) -> None:
    dana = await signed_in(cast.dana)
    for what, (body, status, pointer) in SESSIONS.items():
        with subtests.test(what):
            before = await dump()
            path = f"/api/v1/patients/{cast.alice.own}/sessions/{uuid4()}"
            answer = await dana.put(path, content=json.dumps(body), headers=JSON)
            assert answer.status_code == status, answer.text
            _problem(answer)
            assert pointer in [error["pointer"] for error in answer.json()["errors"]]
            assert CANARY not in answer.text.lower()
            assert await dump() == before
    assert CANARY not in logged().lower()


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
    subtests: pytest.Subtests, signed_in: SignIn, cast: Cast, dump: Dump, logged: Any
) -> None:
    alice = await signed_in(cast.alice)
    for what, (body, status, pointer) in ORDERS.items():
        with subtests.test(what):
            before = await dump()
            answer = await alice.post(f"/api/v1/patients/{cast.alice.own}/summary", json=body)
            assert answer.status_code == status, answer.text
            _problem(answer)
            assert pointer in [error["pointer"] for error in answer.json()["errors"]]
            assert CANARY not in answer.text.lower()
            assert await dump() == before
    assert CANARY not in logged().lower()


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
            _problem(answer)
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
            _problem(answer)
            assert CANARY not in answer.text


async def test_an_unknown_questionnaire_is_not_found(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    for bad in (CANARY, "..%2fphq-9", "phq-9%00", "PHQ-9"):
        answer = await alice.get(f"/api/v1/questionnaires/{bad}")
        assert answer.status_code == 404, bad
        _problem(answer)
        assert CANARY not in answer.text


@pytest.mark.parametrize("kind", ["pdf", "csv"])
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
            _problem(answer)
            assert "set-cookie" not in answer.headers
            assert CANARY not in answer.text
    assert CANARY not in logged()


async def test_a_write_that_another_page_could_have_caused_is_refused(
    signed_in: SignIn, cast: Cast, dump: Dump
) -> None:
    alice, before = await signed_in(cast.alice), await dump()
    body = json.dumps(batch(check_in()))
    for headers, status in (
        ({"X-Journal-Client": ""}, 403),
        ({"Origin": "https://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://journal.test"}, 403),
        ({"Origin": "https://journal.test.evil.test"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content-Type": "application/jsonp"}, 415),
        ({"Content-Type": ""}, 415),
    ):
        answer = await alice.post(_path(cast), content=body, headers=JSON | headers)
        assert answer.status_code == status, headers
        _problem(answer)
    assert await dump() == before
    answer = await alice.post(_path(cast), content=body, headers={"Content-Type": "application/json; charset=utf-8"})
    assert answer.status_code == 200


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


def _problem(answer: httpx.Response) -> None:
    """Problem details, with every field a client relies on."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["type"].startswith("/problems/")
    assert body["title"]
    assert body["detail"]
    assert answer.headers["cache-control"] == "no-store"
