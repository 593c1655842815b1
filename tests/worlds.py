"""A world in which there is something to see, and the whole database as text."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from journal.actions.identity import new_id
from journal.actions.sign_in import TOTP_SECONDS
from journal.clinical.people import Role
from journal.db import notices, people, tables
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from tests.support import NOON, ZONE, Cast, Clock, Member, SignIn, check_in, phq9, staff, sync

Dump = Callable[[], Awaitable[dict[str, list[str]]]]

# What may grow when a call is refused: who tried, and that somebody signed in.
_TRACES = frozenset({"audit", "sign_in"})


@dataclass(frozen=True, kw_only=True)
class Target:
    """The ids that belong to one patient, or to nobody."""

    patient: str
    entry: str
    session: str
    alert: str


@dataclass(frozen=True, kw_only=True)
class World:
    """Each patient's ids, a row in every table. Nils is a provider of North who cares for nobody."""

    cast: Cast
    nils: Member
    alice: Target
    bob: Target
    carol: Target


def invented() -> Target:
    """Ids of nobody."""
    return Target(patient=str(uuid4()), entry=str(uuid4()), session=str(uuid4()), alert=str(uuid4()))


def session_body(**fields: Any) -> dict[str, Any]:
    """A session on the wire: the day before, 40 minutes, 0.5 mg/kg."""
    start = NOON - timedelta(days=1)
    body = {
        "started_at": start.isoformat(),
        "ended_at": (start + timedelta(minutes=40)).isoformat(),
        "zone": ZONE,
        "route": "iv",
        "dose_mg": 35,
        "weight_kg": 70,
    }
    return body | fields


def summary_body(**fields: Any) -> dict[str, Any]:
    """An order for the page on the wire."""
    return {"from": "2026-11-01", "to": "2026-11-23", "format": "csv", "recipient": "Dr. Finch"} | fields


@pytest.fixture
def dump(database: Embedded) -> Dump:
    """Every row of every table but the traces, as a superuser sees them."""

    async def read() -> dict[str, list[str]]:
        connection = await asyncpg.connect(database.owner.replace("journal_owner@", "postgres@"))
        try:
            names = [table._meta.tablename for table in tables.ALL if table._meta.tablename not in _TRACES]
            return {
                name: [row[0] for row in await connection.fetch(f"select t::text from {name} t order by 1")]
                for name in names
            }
        finally:
            await connection.close()

    return read


@pytest.fixture
async def world(cast: Cast, signed_in: SignIn, clock: Clock) -> World:
    """Alice, Bob and Carol each have an entry, a session, a page that left, and an alert that nobody has taken."""
    nils = staff("Nils", Role.PROVIDER, cast.dana.clinic)
    async with transaction(cast.dana.scope):
        dana = await people.person(cast.dana.scope, cast.dana.id)
        assert dana is not None
        await people.add_person(
            nils.scope,
            people.Person(
                id=nils.id,
                clinic=nils.clinic,
                role=nils.role,
                name=nils.name,
                email=nils.email,
                passphrase_hash=dana.passphrase_hash,
                totp_secret=nils.totp_secret,
                totp_step=0,
                disabled=False,
                patient=None,
            ),
        )
    north, south = await signed_in(cast.dana), await signed_in(cast.sam)
    alice = await _furnish(signed_in, cast.alice, north)
    bob = await _furnish(signed_in, cast.bob, north)
    carol = await _furnish(signed_in, cast.carol, south)
    # A one-time code is good once: whoever signs in next needs the next one.
    clock.forward(seconds=TOTP_SECONDS)
    return World(cast=cast, nils=nils, alice=alice, bob=bob, carol=carol)


async def _furnish(signed_in: SignIn, member: Member, provider: httpx.AsyncClient) -> Target:
    entry, session = check_in(note={"text": f"{member.name} was here"}), str(uuid4())
    async with transaction(member.scope):
        await notices.tell(member.scope, member.id, NoticeKind.PASSKEY_ADDED, id_=new_id(), at=NOON)
    await sync(await signed_in(member), member, entry, phq9(item9=2))
    put = await provider.put(f"/api/v1/patients/{member.own}/sessions/{session}", json=session_body())
    assert put.status_code == 200, put.text
    page = await provider.post(f"/api/v1/patients/{member.own}/summary", json=summary_body())
    assert page.status_code == 200, page.text
    found = (await provider.get("/api/v1/alerts")).json()["alerts"]
    alert = next(row["id"] for row in found if row["patient"]["id"] == str(member.own))
    return Target(patient=str(member.own), entry=entry["id"], session=session, alert=alert)
