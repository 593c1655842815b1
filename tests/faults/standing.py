"""A world behind a running journal in which everybody is signed in and there is something to find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from journal.actions.sign_in import token_hash
from journal.db import sign_ins
from journal.db.engine import transaction
from journal.db.sign_ins import Method
from tests.faults.journal_process import Journal
from tests.support import ZONE, Cast, Member, batch, check_in, phq9, side_effect, uuid7

# What a case may have ended or taken away, and everybody needs.
_KEPT = ("sign_in", "care_relation")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`cookies` by who sends them, `ids` by the name of the address's parameter.

    `words` were written by patients; `hidden_from` has, for each actor, the words and ids they must never be told.
    """

    cookies: Mapping[str, str]
    ids: Mapping[str, Sequence[str]]
    words: Sequence[str]
    hidden_from: Mapping[str, frozenset[str]]

    def entry(self) -> dict[str, Any]:
        """A good entry, of a moment ago."""
        at = datetime.now(UTC) - timedelta(seconds=1)
        return check_in(at, note={"text": "again", "private": False})

    async def restore(self, owner: asyncpg.Connection) -> None:
        """Everybody is signed in again, has just proven who they are, and is cared for as before."""
        for table in _KEPT:
            await owner.execute(f"delete from {table}; insert into {table} select * from kept_{table}")
        await owner.execute("update sign_in set verified_at = now(), last_seen_at = now()")

    @staticmethod
    async def keep(owner: asyncpg.Connection) -> None:
        """Remember what `restore` brings back."""
        for table in _KEPT:
            await owner.execute(f"create table kept_{table} as table {table}")


@dataclass(frozen=True, kw_only=True)
class _Own:
    """What one patient has: nobody else's words, and ids."""

    word: str
    ids: Mapping[str, str]

    @property
    def all(self) -> frozenset[str]:
        return frozenset({self.word, *self.ids.values()})


async def make_standing(journal: Journal, cast: Cast, owner: asyncpg.Connection) -> Standing:
    """Alice, Bob and Carol have written, been treated and raised an alert; a companion brings Alice home."""
    cookies = {member.name: await _cookie(member) for member in cast.all} | {"nobody": "sid=x"}
    alice, bob, carol = [
        await _furnish(journal, cookies, member, provider)
        for member, provider in ((cast.alice, cast.dana), (cast.bob, cast.dana), (cast.carol, cast.sam))
    ]
    cookies["companion"] = await _companion(journal, cookies["Dana"], cast.alice)
    await Standing.keep(owner)
    hidden = {
        "nobody": alice.all | bob.all | carol.all,
        "companion": alice.all | bob.all | carol.all,
        "Alice": bob.all | carol.all,
        "Bob": alice.all | carol.all,
        "Dana": carol.all,
        # Whom it is about an audit row says; what they wrote nobody tells an admin.
        "Nadia": carol.all | {alice.word, bob.word},
        "Carol": alice.all | bob.all,
        "Sam": alice.all | bob.all,
        "Sofia": alice.all | bob.all | {carol.word},
    }
    owned = (alice, bob, carol)
    people = [str(member.id) for member in cast.all]
    ids = {name: [one.ids[name] for one in owned] for name in alice.ids} | {"person_id": people}
    return Standing(cookies=cookies, ids=ids, words=[one.word for one in owned], hidden_from=hidden)


async def _cookie(member: Member) -> str:
    token = token_urlsafe(32)
    async with transaction(member.scope):
        assert await sign_ins.add(
            member.scope, token_hash(token), at=datetime.now(UTC), method=Method.PASSPHRASE, client="cases"
        )
    return f"__Host-sid={token}"


async def _furnish(journal: Journal, cookies: Mapping[str, str], member: Member, provider: Member) -> _Own:
    now, word = datetime.now(UTC) - timedelta(minutes=1), f"{member.name}-{uuid4().hex}"
    session, note = str(uuid4()), {"text": word, "private": False}
    entries = [
        check_in(now, note=note),
        side_effect(now, note=note),
        phq9(now, item9=2),
        {"kind": "event", "id": uuid7(now), "occurred_at": now.isoformat(), "zone": ZONE, "title": word},
    ]
    path = f"/api/v1/patients/{member.own}"
    async with _client(journal, cookies[provider.name]) as theirs, _client(journal, cookies[member.name]) as own:
        body = {"started_at": now.isoformat(), "ended_at": now.isoformat(), "zone": ZONE, "route": "iv", "dose_mg": 35}
        _good(await theirs.put(f"{path}/sessions/{session}", json=body | {"note": word}))
        _good(await own.post(f"{path}/journal", json=batch(*entries)))
        found = _good(await theirs.get("/api/v1/alerts"))["alerts"]
    alert = next(row["id"] for row in found if row["patient"]["id"] == str(member.own))
    return _Own(
        word=word,
        ids={
            "patient_id": str(member.own),
            "session_id": session,
            "alert_id": alert,
            "entry_id": entries[0]["id"],
        },
    )


async def _companion(journal: Journal, cookie: str, patient: Member) -> str:
    async with _client(journal, cookie) as client:
        made = _good(await client.post(f"/api/v1/patients/{patient.own}/companion-passes", json={}))
    async with _client(journal, "sid=x") as client:
        answer = await client.post("/api/v1/companion/sign-in", json={"code": made["code"]})
        _good(answer)
    return f"__Host-sid={answer.cookies['__Host-sid']}"


def _good(answer: httpx.Response) -> Any:
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


def _client(journal: Journal, cookie: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=journal.origin, headers={"X-Journal-Client": "cases/1", "Cookie": cookie})
