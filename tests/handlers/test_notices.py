"""Notices are told to the person they are about, and to nobody else."""

import pytest

from journal.actions.identity import new_id
from journal.db import notices
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from tests.support import NOON, Cast, Clock, Member, SignIn

PATH = "/api/v1/notices"


async def _tell(member: Member, kind: NoticeKind = NoticeKind.PASSKEY_ADDED, **facts: str) -> str:
    id_ = new_id()
    async with transaction(member.scope):
        await notices.tell(member.scope, member.id, kind, id_=id_, at=NOON, facts=facts)
    return str(id_)


async def test_alice_reads_her_notices_newest_first_and_says_which_she_has_seen(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    first = await _tell(cast.alice, NoticeKind.PASSKEY_ADDED, name="Phone")
    second = await _tell(cast.alice, NoticeKind.PASSKEY_REMOVED)
    alice = await signed_in(cast.alice)
    found = (await alice.get(PATH)).json()["notices"]
    assert [(row["id"], row["kind"], row["facts"], row["seen_at"]) for row in found] == [
        (second, "passkey_removed", {}, None),
        (first, "passkey_added", {"name": "Phone"}, None),
    ]
    assert (await alice.get("/api/v1/me")).json()["unread_notices"] == 2
    clock.forward(minutes=1)
    assert (await alice.post(f"{PATH}/seen", json={"ids": [first]})).status_code == 204
    clock.forward(minutes=1)
    assert (await alice.post(f"{PATH}/seen", json={"ids": [first]})).status_code == 204
    found = (await alice.get(PATH)).json()["notices"]
    assert [row["seen_at"] for row in found] == [None, "2026-11-23T17:01:00Z"]
    assert (await alice.get("/api/v1/me")).json()["unread_notices"] == 1


@pytest.mark.parametrize("name", ["bob", "dana", "nadia", "carol", "sofia"])
async def test_nobody_else_reads_alices_notices_or_marks_them_seen(name: str, signed_in: SignIn, cast: Cast) -> None:
    hers = await _tell(cast.alice)
    other, alice = await signed_in(getattr(cast, name)), await signed_in(cast.alice)
    assert (await other.get(PATH)).json() == {"notices": []}
    assert (await other.post(f"{PATH}/seen", json={"ids": [hers]})).status_code == 204
    assert [row["seen_at"] for row in (await alice.get(PATH)).json()["notices"]] == [None]


async def test_a_list_of_ids_that_is_none_is_refused(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    for body in ({}, {"ids": ["x"]}, {"ids": None}, {"ids": [str(new_id())] * 101}, {"ids": [], "more": 1}):
        assert (await alice.post(f"{PATH}/seen", json=body)).status_code == 400, body
