"""The cast, the clock and small makers of input, for every test."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pyotp

from journal.actions.identity import new_id
from journal.clinical.ids import ClinicId, PatientId, PersonId
from journal.clinical.people import Role, Scope

ROOT = Path(__file__).resolve().parent.parent
ZONE = "America/New_York"
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""Noon in New York, on a Monday."""
ORIGIN = "https://journal.test"
PASSPHRASE = "amber-basket-candle-willow"


@dataclass
class Clock:
    """The application's clock: it stands still until a test moves it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> None:
        self.now += timedelta(**step)


@dataclass(frozen=True)
class Member:
    """Somebody of the cast."""

    name: str
    role: Role
    clinic: ClinicId
    id: PersonId
    email: str
    patient: PatientId | None = None
    totp_secret: str | None = None

    @property
    def scope(self) -> Scope:
        """On whose behalf this member's queries run."""
        return Scope(clinic=self.clinic, role=self.role, actor=self.id, patient=self.patient)

    @property
    def own(self) -> PatientId:
        """The patient this member is."""
        assert self.patient is not None
        return self.patient


@dataclass(frozen=True)
class Cast:
    """Alice and Bob are patients of North, Dana their provider, Nadia its admin; Carol, Sam and Sofia are South's."""

    alice: Member
    bob: Member
    dana: Member
    nadia: Member
    carol: Member
    sam: Member
    sofia: Member

    @property
    def all(self) -> tuple[Member, ...]:
        return (self.alice, self.bob, self.dana, self.nadia, self.carol, self.sam, self.sofia)


SignIn = Callable[[Member], Awaitable[httpx.AsyncClient]]


def patient(name: str, clinic: ClinicId) -> Member:
    return Member(
        name=name,
        role=Role.PATIENT,
        clinic=clinic,
        id=PersonId(new_id()),
        email=f"{name.lower()}@clinic.test",
        patient=PatientId(new_id()),
    )


def staff(name: str, role: Role, clinic: ClinicId) -> Member:
    return Member(
        name=name,
        role=role,
        clinic=clinic,
        id=PersonId(new_id()),
        email=f"{name.lower()}@clinic.test",
        totp_secret=pyotp.random_base32(),
    )


_TAILS = count(1)


def uuid7(at: datetime) -> str:
    """A fresh version-7 id, written down at `at`."""
    stamp = int(at.timestamp() * 1000)
    return str(UUID(int=(stamp << 80) | (7 << 76) | (2 << 62) | next(_TAILS)))


def check_in(at: datetime = NOON, **fields: Any) -> dict[str, Any]:
    """A check-in on the wire."""
    entry = {"kind": "check_in", "id": uuid7(at), "occurred_at": at.isoformat(), "zone": ZONE, "mood": 5, "function": 6}
    return entry | fields


def side_effect(at: datetime = NOON, **fields: Any) -> dict[str, Any]:
    """The start of an episode of nausea on the wire."""
    entry = {
        "kind": "side_effect",
        "id": uuid7(at),
        "occurred_at": at.isoformat(),
        "zone": ZONE,
        "effect": "nausea",
        "severity": 2,
        "interference": 1,
        "started_at": at.isoformat(),
    }
    return entry | fields


PHQ9 = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")


def phq9(at: datetime = NOON, *, each: int = 1, item9: int = 0, **fields: Any) -> dict[str, Any]:
    """A complete PHQ-9 on the wire: `each` to the first eight items."""
    answers = dict.fromkeys(PHQ9, each) | {PHQ9[-1]: item9}
    entry = {
        "kind": "questionnaire_response",
        "id": uuid7(at),
        "occurred_at": at.isoformat(),
        "zone": ZONE,
        "questionnaire": "phq-9",
        "version": "1",
        "answers": answers,
    }
    return entry | fields


def batch(*entries: Any, after: int = 0) -> dict[str, Any]:
    """A sync request."""
    return {"device": "phone-1", "schema": 1, "after": after, "entries": list(entries)}


async def sync(client: httpx.AsyncClient, member: Member, *entries: Any, after: int = 0) -> dict[str, Any]:
    """Send entries and return the answer, which must be a 200."""
    response = await client.post(f"/api/v1/patients/{member.patient}/journal", json=batch(*entries, after=after))
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def prove(client: httpx.AsyncClient) -> None:
    """A patient shows again that it is they, as before reading on after a quarter of an hour."""
    response = await client.post("/api/v1/sign-in/verify", json={"passphrase": PASSPHRASE})
    assert response.status_code == 200, response.text
