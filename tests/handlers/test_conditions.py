"""What a patient is treated for: changed by their care team, with every change kept, and what follows from it."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.support import NOON, Cast, Clock, SignIn

EVERYBODYS = ["phq-9", "gad-7"]


def _path(cast: Cast) -> str:
    return f"/api/v1/patients/{cast.alice.own}/conditions"


async def _treat(dana: httpx.AsyncClient, cast: Cast, *conditions: str) -> dict[str, Any]:
    answer = await dana.put(_path(cast), json={"conditions": conditions})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_what_dana_changes_stands_and_what_stood_is_kept(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    dana = await signed_in(cast.dana)
    before = (await dana.get(_path(cast))).json()["conditions"]
    await _treat(dana, cast, "ptsd")
    clock.forward(minutes=5)
    found = await _treat(dana, cast, "ptsd", "pain", "ptsd")
    assert found["conditions"] == ["ptsd", "pain"]
    assert [(each["before"], each["after"], each["author"]) for each in found["changes"]] == [
        (before, ["ptsd"], "Dana"),
        (["ptsd"], ["ptsd", "pain"], "Dana"),
    ]
    assert (await dana.get(_path(cast))).json() == found
    assert (await dana.get(f"/api/v1/patients/{cast.alice.own}")).json()["conditions"] == ["ptsd", "pain"]


async def test_the_same_again_is_no_change(cast: Cast, signed_in: SignIn) -> None:
    dana = await signed_in(cast.dana)
    await _treat(dana, cast, "ocd")
    assert len((await _treat(dana, cast, "ocd"))["changes"]) == 1


async def test_alices_check_in_and_her_forms_follow(cast: Cast, signed_in: SignIn) -> None:
    dana, alice = await signed_in(cast.dana), await signed_in(cast.alice)

    async def asked() -> tuple[list[str], list[str]]:
        found = (await alice.get(f"/api/v1/patients/{cast.alice.own}/questionnaires")).json()
        return found["asks"], [each["questionnaire"] for each in found["due"]]

    await _treat(dana, cast)
    assert await asked() == ([], EVERYBODYS)
    await _treat(dana, cast, "ptsd", "bipolar")
    assert await asked() == (["unusually_high", "less_sleep"], [*EVERYBODYS, "pcl-5"])
    await _treat(dana, cast, "crps")
    assert await asked() == (["pain"], [*EVERYBODYS, "peg"])


async def test_two_who_change_it_at_once_make_two_changes(cast: Cast, signed_in: SignIn) -> None:
    dana = await signed_in(cast.dana)
    await asyncio.gather(_treat(dana, cast, "ptsd"), _treat(dana, cast, "ocd"))
    first, second = (await dana.get(_path(cast))).json()["changes"]
    assert first["after"] == second["before"]


@pytest.mark.parametrize(
    ("conditions", "pointer"), [([""], "/conditions/0"), (["x" * 61], "/conditions/0"), (["a"] * 21, "/conditions")]
)
async def test_what_is_no_condition_is_refused(
    conditions: list[str], pointer: str, cast: Cast, signed_in: SignIn
) -> None:
    answer = await (await signed_in(cast.dana)).put(_path(cast), json={"conditions": conditions})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_neither_alice_nor_nadia_nor_sam_changes_it(cast: Cast, signed_in: SignIn) -> None:
    for member, status in ((cast.alice, 403), (cast.nadia, 403), (cast.sam, 404)):
        client = await signed_in(member)
        assert (await client.put(_path(cast), json={"conditions": ["pain"]})).status_code == status
        assert (await client.get(_path(cast))).status_code == status


async def test_the_change_stands_in_the_audit_without_what_it_says(cast: Cast, signed_in: SignIn) -> None:
    await _treat(await signed_in(cast.dana), cast, "ptsd")
    nadia = await signed_in(cast.nadia)
    rows = (await nadia.get("/api/v1/audit", params={"action": "condition.change"})).text
    assert "condition.change" in rows and "ptsd" not in rows
    assert str(cast.alice.own) in rows and NOON.date().isoformat() in rows
