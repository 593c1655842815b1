"""A clinic's own questionnaires over HTTP: looked at, loaded, answered, retired."""

import json
from typing import Any

import httpx
import pytest

from tests.support import Cast, Clock, SignIn, phq9, sync
from tests.worlds import questionnaire_file

PATH = "/api/v1/clinic/questionnaires"
JSON = {"content-type": "application/json"}


async def load(client: httpx.AsyncClient, **fields: Any) -> httpx.Response:
    return await client.post(PATH, content=json.dumps(questionnaire_file(**fields)), headers=JSON)


def rest(day: int, night: int, **fields: Any) -> dict[str, Any]:
    return phq9(**{"questionnaire": "rest", "answers": {"day": day, "night": night}, **fields})


async def test_nadia_sees_what_a_file_would_be_and_nothing_is_stored(signed_in: SignIn, cast: Cast) -> None:
    nadia = await signed_in(cast.nadia)
    found = (await nadia.post(f"{PATH}/preview", json=questionnaire_file())).json()
    assert found["problems"] == []
    read = found["read"]
    assert (read["questionnaire"], read["title"], read["every_days"]) == ("rest", "Rest, two questions", 14)
    assert [(each["text"], len(each["options"])) for each in read["questions"]] == [
        ("Were you tired by day?", 3),
        ("Were you awake at night?", 3),
    ]
    assert read["scoring"]["bands"] == [
        {"least": 0, "code": "rested", "label": None},
        {"least": 3, "code": "tired", "label": "worn out"},
    ]
    assert (await nadia.get(PATH)).json() == {"questionnaires": []}


async def test_a_bad_file_is_refused_by_pointer_without_a_word_of_it(signed_in: SignIn, cast: Cast) -> None:
    nadia = await signed_in(cast.nadia)
    file = questionnaire_file(id="Not A Name", title="walnut\nferry")
    preview = await nadia.post(f"{PATH}/preview", json=file)
    assert preview.status_code == 200
    assert [each["pointer"] for each in preview.json()["problems"]] == ["/id", "/title"]
    refused = await nadia.post(PATH, json=file)
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/id", "/title"]
    assert "walnut" not in preview.text + refused.text


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 200_000, b"\xff", b"null", b'"x"', b"9" * 10_000])
async def test_what_is_no_file_is_refused_in_words(body: bytes, signed_in: SignIn, cast: Cast) -> None:
    nadia = await signed_in(cast.nadia)
    for path, status in ((f"{PATH}/preview", 200), (PATH, 422)):
        answer = await nadia.post(path, content=body, headers=JSON)
        assert answer.status_code == status
        assert answer.json()["problems" if status == 200 else "errors"]


async def test_an_own_form_is_asked_answered_scored_and_drawn(signed_in: SignIn, cast: Cast) -> None:
    nadia, alice, dana = await signed_in(cast.nadia), await signed_in(cast.alice), await signed_in(cast.dana)
    assert (await load(nadia)).status_code == 201
    path = f"/api/v1/patients/{cast.alice.patient}"
    due = (await alice.get(f"{path}/questionnaires")).json()["due"]
    assert ("rest", "1", "Rest") in {(row["questionnaire"], row["version"], row["name"]) for row in due}
    assert (await alice.get("/api/v1/questionnaires/rest")).json() == questionnaire_file()
    answer = await sync(alice, cast.alice, rest(2, 1, score=3), rest(2, 1, score=4), rest(3, 0))
    assert [row["status"] for row in answer["results"]] == ["accepted", "rejected", "rejected"]
    chart = (await dana.get(f"{path}/recovery")).json()
    assert [(row["questionnaire"], row["total"], row["band"]) for row in chart["scores"]] == [("rest", 3, "tired")]
    assert chart["instruments"][0]["bands"][1] == {"least": 3, "code": "tired", "label": "worn out"}
    page = await dana.get(f"{path}/summary/draft", params={"from": "2026-11-01", "to": "2026-11-23"})
    assert "Rest 3" in " ".join(page.json()["bottom_line"])


async def test_a_version_is_loaded_once_and_the_last_one_is_asked(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    nadia, alice = await signed_in(cast.nadia), await signed_in(cast.alice)
    assert (await load(nadia)).status_code == 201
    assert (await load(nadia, title="The same version, other words")).status_code == 409
    clock.forward(seconds=1)
    assert (await load(nadia, version="2")).status_code == 201
    path = f"/api/v1/patients/{cast.alice.patient}"
    due = (await alice.get(f"{path}/questionnaires")).json()["due"]
    assert [row["version"] for row in due if row["questionnaire"] == "rest"] == ["2"]
    # A phone that had no signal may have answered the one before: it is scored, and shares no line.
    answer = await sync(alice, cast.alice, rest(1, 1), rest(2, 2, version="2"))
    assert [row["status"] for row in answer["results"]] == ["accepted", "accepted"]
    drawn = (await alice.get(f"{path}/recovery")).json()["instruments"]
    assert sorted(each["version"] for each in drawn) == ["1", "2"]
    assert (await alice.get("/api/v1/questionnaires/rest", params={"version": "1"})).json()["version"] == "1"


async def test_what_is_retired_is_asked_no_more_and_its_scores_stay(signed_in: SignIn, cast: Cast) -> None:
    nadia, alice = await signed_in(cast.nadia), await signed_in(cast.alice)
    await load(nadia)
    await sync(alice, cast.alice, rest(2, 2))
    assert (await nadia.delete(f"{PATH}/rest")).status_code == 204
    assert (await nadia.delete(f"{PATH}/rest")).status_code == 404
    path = f"/api/v1/patients/{cast.alice.patient}/questionnaires"
    found = (await alice.get(path)).json()
    assert "rest" not in {row["questionnaire"] for row in found["due"]}
    assert [(row["questionnaire"], row["total"]) for row in found["answered"]] == [("rest", 4)]
    assert (await alice.get("/api/v1/questionnaires/rest")).status_code == 404
    (kept,) = (await nadia.get(PATH)).json()["questionnaires"]
    assert kept["retired_at"] is not None
    assert (await load(nadia, version="2")).status_code == 201


async def test_souths_form_is_none_of_norths(signed_in: SignIn, cast: Cast) -> None:
    sofia, nadia, alice = await signed_in(cast.sofia), await signed_in(cast.nadia), await signed_in(cast.alice)
    assert (await load(sofia)).status_code == 201
    assert (await nadia.get(PATH)).json() == {"questionnaires": []}
    assert (await alice.get("/api/v1/questionnaires/rest")).status_code == 404
    assert (await nadia.delete(f"{PATH}/rest")).status_code == 404
    answer = await sync(alice, cast.alice, rest(1, 1))
    assert answer["results"][0]["problem"]["errors"][0]["pointer"] == "/entries/0/questionnaire"


async def test_only_an_admin_loads(signed_in: SignIn, cast: Cast) -> None:
    for member in (cast.dana, cast.alice):
        somebody = await signed_in(member)
        assert (await load(somebody)).status_code == 403
        assert (await somebody.post(f"{PATH}/preview", json=questionnaire_file())).status_code == 403
        assert (await somebody.delete(f"{PATH}/rest")).status_code == 403
