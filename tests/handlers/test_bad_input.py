"""Whatever a journal is sent: a 4xx in the one shape, nothing half-written, and nobody's words in answer or log."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx

from tests.handlers.refusing import CANARY, HUGE, JSON, LeaveNothing, problem, refused
from tests.support import NOON, PHQ9, Cast, SignIn, batch, check_in, phq9, side_effect
from tests.worlds import Dump

DEEP = "[" * 10_000 + "]" * 10_000
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


def _path(cast: Cast) -> str:
    return f"/api/v1/patients/{cast.alice.own}/journal"


def _rejected(answer: httpx.Response, pointer: str) -> None:
    assert answer.status_code == 200, answer.text
    result = answer.json()["results"][0]
    assert (result["status"], result["problem"]["status"]) == ("rejected", 422)
    assert f"/entries/0{pointer}" in [error["pointer"] for error in result["problem"]["errors"]]


async def test_a_bad_entry_is_rejected_by_its_pointer(
    signed_in: SignIn, cast: Cast, leave_nothing: LeaveNothing
) -> None:
    alice, path = await signed_in(cast.alice), _path(cast)
    await leave_nothing(
        REJECTED, lambda entry: alice.post(path, content=json.dumps(batch(entry)), headers=JSON), _rejected
    )


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


def _refused_whole(answer: httpx.Response, status: int, pointer: str | None) -> None:
    refused(answer, status)
    if pointer is not None:
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_bad_request_is_refused_whole(signed_in: SignIn, cast: Cast, leave_nothing: LeaveNothing) -> None:
    alice, path = await signed_in(cast.alice), _path(cast)
    await leave_nothing(REFUSED, lambda body: alice.post(path, content=body, headers=JSON), _refused_whole)


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
    problem(answer)


async def test_of_two_equal_keys_the_last_counts_as_it_would_in_a_browser(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    body = json.dumps(batch(check_in(mood=2))).replace('"mood": 2', '"mood": 99, "mood": 3')
    answer = await alice.post(_path(cast), content=body, headers=JSON)
    assert answer.json()["results"][0]["entry"]["mood"] == 3


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
        problem(answer)
    assert await dump() == before
    answer = await alice.post(_path(cast), content=body, headers={"Content-Type": "application/json; charset=utf-8"})
    assert answer.status_code == 200
