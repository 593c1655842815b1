"""What staff write on a chart: Dana's notes are the care team's, her plans are Alice's too, and nobody else's."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support import Cast, Clock, SignIn
from tests.worlds import annotation_body


def _at(cast: Cast) -> str:
    return f"/api/v1/patients/{cast.alice.own}/annotations"


async def _read(client: httpx.AsyncClient, at: str, **query: str) -> list[dict[str, Any]]:
    answer = await client.get(at, params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["annotations"]
    return found


async def test_alice_reads_the_plan_that_dana_wrote_and_no_note(signed_in: SignIn, cast: Cast) -> None:
    dana, alice = await signed_in(cast.dana), await signed_in(cast.alice)
    note = annotation_body(kind="note", text="Wife says she sleeps less.", date="2026-11-20")
    plan = annotation_body(text="Keep the benzodiazepine as it is until we talk.")
    for body in (note, plan):
        assert (await dana.post(_at(cast), json=body)).status_code == 201
    assert [(row["kind"], row["date"], row["author"]) for row in await _read(dana, _at(cast))] == [
        ("note", "2026-11-20", "Dana"),
        ("plan", "2026-11-23", "Dana"),
    ]
    (hers,) = await _read(alice, _at(cast), history="true")
    assert (hers["id"], hers["text"], hers["author"]) == (plan["id"], plan["text"], None)


async def test_sam_of_south_and_nadia_who_admits_no_patient_see_nothing(signed_in: SignIn, cast: Cast) -> None:
    dana, sam, nadia = [await signed_in(member) for member in (cast.dana, cast.sam, cast.nadia)]
    assert (await dana.post(_at(cast), json=annotation_body())).status_code == 201
    assert (await sam.get(_at(cast))).status_code == 404
    assert (await sam.post(_at(cast), json=annotation_body())).status_code == 404
    assert (await nadia.get(_at(cast))).status_code == 403


async def test_bob_reads_nothing_of_alices_chart_and_alice_cannot_write_on_it(signed_in: SignIn, cast: Cast) -> None:
    dana, alice, bob = [await signed_in(member) for member in (cast.dana, cast.alice, cast.bob)]
    assert (await dana.post(_at(cast), json=annotation_body())).status_code == 201
    assert (await bob.get(_at(cast))).status_code == 404
    assert (await alice.post(_at(cast), json=annotation_body())).status_code == 403


async def test_a_correction_keeps_what_was_there_and_is_made_once(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    dana = await signed_in(cast.dana)
    first = annotation_body(text="Walk every day.")
    await dana.post(_at(cast), json=first)
    clock.forward(minutes=1)
    second = annotation_body(text="Walk every second day.", replaces=first["id"])
    assert (await dana.post(_at(cast), json=second)).status_code == 201
    again = annotation_body(text="Run.", replaces=first["id"])
    assert (await dana.post(_at(cast), json=again)).status_code == 409
    assert [row["text"] for row in await _read(dana, _at(cast))] == ["Walk every second day."]
    assert [row["text"] for row in await _read(dana, _at(cast), history="true")] == [first["text"], second["text"]]


async def test_a_plan_that_is_taken_back_is_gone_from_alices_app_and_kept_in_the_history(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    dana, alice = await signed_in(cast.dana), await signed_in(cast.alice)
    plan = annotation_body()
    await dana.post(_at(cast), json=plan)
    clock.forward(minutes=1)
    assert (await dana.post(_at(cast), json=annotation_body(text=None, replaces=plan["id"]))).status_code == 201
    assert await _read(alice, _at(cast)) == await _read(dana, _at(cast)) == []
    assert [row["text"] for row in await _read(dana, _at(cast), history="true")] == [plan["text"], None]


async def test_what_is_sent_twice_is_written_once_and_an_id_is_not_used_for_something_else(
    signed_in: SignIn, cast: Cast
) -> None:
    dana = await signed_in(cast.dana)
    body = annotation_body()
    answers = [await dana.post(_at(cast), json=body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert (await dana.post(_at(cast), json=body | {"text": "Something else."})).status_code == 409
    assert len(await _read(dana, _at(cast), history="true")) == 1


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"text": " \n"}, "/text"),
        ({"text": None}, "/text"),
        ({"text": "x" * 1001}, "/text"),
        ({"text": "a\0b"}, "/text"),
        ({"date": "2026-11-24"}, "/date"),
        ({"date": "1899-12-31"}, "/date"),
        ({"kind": "order"}, "/kind"),
        ({"replaces": str(uuid4())}, "/replaces"),
    ],
)
async def test_what_is_wrong_is_refused_by_pointer(
    fields: dict[str, Any], pointer: str, signed_in: SignIn, cast: Cast
) -> None:
    answer = await (await signed_in(cast.dana)).post(_at(cast), json=annotation_body(**fields))
    assert answer.status_code in {400, 422}
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_note_does_not_become_a_plan_by_a_correction(signed_in: SignIn, cast: Cast) -> None:
    dana = await signed_in(cast.dana)
    note = annotation_body(kind="note", text="Not for her eyes.")
    await dana.post(_at(cast), json=note)
    answer = await dana.post(_at(cast), json=annotation_body(kind="plan", replaces=note["id"]))
    assert answer.json()["errors"][0]["pointer"] == "/replaces"
