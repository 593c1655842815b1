"""A world in which there is something to see, and the whole database as text."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from journal.actions import ladder
from journal.actions.identity import new_id
from journal.actions.sign_in import TOTP_SECONDS
from journal.clinical.definitions import ORDINAL, SCHEDULE, SCORING, read
from journal.clinical.invitations import ATTEMPTS, VALID_FOR
from journal.clinical.people import Role
from journal.clinical.rules import RuleSet
from journal.clinical.rules import rules as made_rules
from journal.db import (
    ceremonies,
    emergency_access,
    invitations,
    notices,
    passkeys,
    people,
    questionnaires,
    rules,
    tables,
)
from journal.db.ceremonies import CeremonyKind
from journal.db.embedded import Embedded
from journal.db.emergency_access import Glass
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.db.passkeys import Passkey
from tests.databases import superuser
from tests.support import NOON, ZONE, Cast, Clock, Member, SignIn, check_in, phq9, staff, sync

Dump = Callable[[], Awaitable[dict[str, list[str]]]]

# What may grow when a call is refused: who tried, how often, and that somebody signed in.
_TRACES = frozenset({"audit", "audit_head", "sign_in", "throttle"})


@dataclass(frozen=True, kw_only=True)
class Target:
    """The ids that belong to one patient, or to nobody."""

    patient: str
    provider: str
    entry: str
    session: str
    alert: str
    companion_pass: str
    person: str
    passkey: str
    invitation: str
    sign_in: str
    notice: str
    ceremony: str


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
    return Target(
        patient=str(uuid4()),
        provider=str(uuid4()),
        entry=str(uuid4()),
        session=str(uuid4()),
        alert=str(uuid4()),
        companion_pass=str(uuid4()),
        person=str(uuid4()),
        passkey=str(uuid4()),
        invitation=str(uuid4()),
        sign_in=str(uuid4()),
        notice=str(uuid4()),
        ceremony=str(uuid4()),
    )


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


def clinic_body(**fields: Any) -> dict[str, Any]:
    """North's settings on the wire, as they are where nothing was set, but for its numbers."""
    body: dict[str, Any] = {
        "name": "North",
        "phone": "(212) 555-0100",
        "hours": "Mon-Fri 8:00-18:00",
        "zone": ZONE,
        "crisis": {"emergency": "112", "line": "024", "line_name": None},
        "words": {
            "no_driving": {"en": "No driving today.", "es": "Hoy no conduzcas."},
            "unwatched": {"en": "Nobody watches this.", "es": "Nadie mira esto."},
        },
        "office_hours": [],
        "on_call": None,
    }
    return body | fields


def annotation_body(**fields: Any) -> dict[str, Any]:
    """A plan on the wire, written for today."""
    body: dict[str, Any] = {
        "id": str(uuid4()),
        "kind": "plan",
        "date": NOON.date().isoformat(),
        "text": "A walk every day.",
    }
    return body | fields


def questionnaire_file(**fields: Any) -> dict[str, Any]:
    """A clinic's own questionnaire: two questions 0-2, their sum, for everybody every fortnight."""
    answers = [
        {"extension": [{"url": ORDINAL, "valueDecimal": value}], "valueCoding": {"code": str(value), "display": said}}
        for value, said in enumerate(("Never", "Sometimes", "Always"))
    ]
    scoring = [
        {"url": "name", "valueString": "Rest"},
        {"url": "method", "valueCode": "sum"},
        _band(0, "rested"),
        _band(3, "tired", "worn out"),
        {"url": "worse", "valueDecimal": 2},
    ]
    file = {
        "resourceType": "Questionnaire",
        "id": "rest",
        "version": "1",
        "status": "active",
        "title": "Rest, two questions",
        "copyright": "Made up for these tests.",
        "extension": [
            {"url": SCORING, "extension": scoring},
            {"url": SCHEDULE, "extension": [{"url": "everyDays", "valueInteger": 14}]},
        ],
        "item": [
            {"linkId": "intro", "type": "display", "text": "In the last two weeks:"},
            *(
                {"linkId": link_id, "type": "choice", "required": True, "text": text, "answerOption": answers}
                for link_id, text in (("day", "Were you tired by day?"), ("night", "Were you awake at night?"))
            ),
        ],
    }
    return file | fields


def _band(least: float, code: str, label: str | None = None) -> dict[str, Any]:
    said = [{"url": "from", "valueDecimal": least}, {"url": "code", "valueCode": code}]
    return {"url": "band", "extension": said + ([{"url": "label", "valueString": label}] if label else [])}


def summary_body(**fields: Any) -> dict[str, Any]:
    """An order for the page on the wire."""
    return {"from": "2026-11-01", "to": "2026-11-23", "format": "csv", "recipient": "Dr. Finch"} | fields


@pytest.fixture
def dump(database: Embedded) -> Dump:
    """Every row of every table but the traces, as a superuser sees them."""

    async def read() -> dict[str, list[str]]:
        async with superuser(database) as connection:
            names = [table._meta.tablename for table in tables.ALL if table._meta.tablename not in _TRACES]
            return {
                name: [row[0] for row in await connection.fetch(f"select t::text from {name} t order by 1")]
                for name in names
            }

    return read


@pytest.fixture
async def world(cast: Cast, signed_in: SignIn, clock: Clock, client: httpx.AsyncClient) -> World:
    """Alice, Bob and Carol each have an entry, a session, a page that left, and an alert that nobody has taken."""
    # Eve has tried an address that nobody has.
    await client.post("/api/v1/sign-in", json={"email": "nobody@nowhere.test", "passphrase": "a guess"})
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
    for each in (cast.dana, cast.sam):
        file = questionnaire_file()
        async with transaction(each.scope):
            assert await questionnaires.add(each.scope, read(file), json.dumps(file), id_=new_id(), at=NOON)
    north, south = await signed_in(cast.dana), await signed_in(cast.sam)
    alice = await _furnish(signed_in, cast.alice, cast.dana, north)
    bob = await _furnish(signed_in, cast.bob, cast.dana, north)
    carol = await _furnish(signed_in, cast.carol, cast.sam, south)
    for each in (cast.nadia, cast.sofia):
        async with transaction(each.scope):
            await rules.add(each.scope, RuleSet(rules=made_rules(2, {}, {}), made_at=NOON, made_by=each.id))
    await ladder.look(now=clock.now)
    # A one-time code is good once: whoever signs in next needs the next one.
    clock.forward(seconds=TOTP_SECONDS)
    return World(cast=cast, nils=nils, alice=alice, bob=bob, carol=carol)


async def _furnish(signed_in: SignIn, member: Member, treats: Member, provider: httpx.AsyncClient) -> Target:
    entry, session, notice = check_in(note={"text": f"{member.name} was here"}), str(uuid4()), new_id()
    async with transaction(member.scope):
        await notices.tell(member.scope, member.id, NoticeKind.PASSKEY_ADDED, id_=notice, at=NOON)
    own = await signed_in(member)
    await sync(own, member, entry, phq9(item9=2))
    put = await provider.put(f"/api/v1/patients/{member.own}/sessions/{session}", json=session_body())
    assert put.status_code == 200, put.text
    page = await provider.post(f"/api/v1/patients/{member.own}/summary", json=summary_body())
    assert page.status_code == 200, page.text
    found = (await provider.get("/api/v1/alerts")).json()["alerts"]
    alert = next(row["id"] for row in found if row["patient"]["id"] == str(member.own))
    made = await provider.post(f"/api/v1/patients/{member.own}/companion-passes", json={"session_id": session})
    assert made.status_code == 201, made.text
    plan = await provider.post(f"/api/v1/patients/{member.own}/annotations", json=annotation_body())
    assert plan.status_code == 201, plan.text
    treated_for = {"conditions": ["depression", "ocd"]}
    changed = await provider.put(f"/api/v1/patients/{member.own}/conditions", json=treated_for)
    assert changed.status_code == 200, changed.text
    # The figures of who is on a worklist are kept from the first look on.
    assert (await provider.get("/api/v1/patients")).status_code == 200
    await _open_once(member)
    passkey, invitation, ceremony = await _ways_in(member, treats)
    return Target(
        patient=str(member.own),
        provider=str(treats.id),
        entry=entry["id"],
        session=session,
        alert=alert,
        companion_pass=made.json()["id"],
        person=str(member.id),
        passkey=str(passkey),
        invitation=str(invitation),
        sign_in=(await own.get("/api/v1/sign-ins")).json()["sign_ins"][0]["id"],
        notice=str(notice),
        ceremony=str(ceremony),
    )


async def _ways_in(member: Member, treats: Member) -> tuple[UUID, UUID, UUID]:
    """A passkey, an invitation that nobody has accepted, and a secret that nobody has confirmed."""
    scope, passkey, invitation, ceremony = member.scope, new_id(), new_id(), new_id()
    async with transaction(scope):
        made = Passkey(
            id=passkey,
            clinic=member.clinic,
            person=member.id,
            credential_id=passkey.bytes,
            public_key=b"",
            sign_count=0,
            name="Phone",
            created_at=NOON,
            last_used_at=None,
        )
        assert await passkeys.add(scope, made)
        far = NOON.replace(year=2100)
        await ceremonies.add(scope, CeremonyKind.TOTP, b"secret", id_=ceremony, sign_in=None, ends_at=far)
    async with transaction(treats.scope):
        await invitations.add(
            treats.scope,
            member.id,
            id_=invitation,
            email=None,
            token_hash=invitation.bytes,
            code_hash=b"",
            attempts=ATTEMPTS,
            at=NOON,
            expires_at=NOON + VALID_FOR,
        )
    return passkey, invitation, ceremony


async def _open_once(member: Member) -> None:
    """A glass that was broken two days ago, and has long been whole again."""
    at = NOON - timedelta(days=2)
    async with transaction(member.scope):
        await emergency_access.add(
            member.scope,
            Glass(id=new_id(), patient=member.own, at=at, until=at + timedelta(hours=4), reason="on call"),
        )
