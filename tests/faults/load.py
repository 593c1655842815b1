"""Phones that send without a pause and write down every acknowledgement, and what the journal holds against it.

Each phone does as the app does: what it sends it sends unchanged until it is answered, entry by entry.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import httpx

from tests.faults.journal_process import Journal
from tests.support import PASSPHRASE, Cast, Member, check_in, side_effect

Entry = dict[str, Any]
_SOON_SECONDS = 0.2
_SECONDS = 20.0
"""As long as the app waits for an answer."""
_DRAIN_SECONDS = 60.0
_BACK = count()


@dataclass
class Phone:
    """One device of a patient. `sent` is what it wrote and `acknowledged` what it was told, both by the entry's id."""

    owner: Member
    device: str
    cookie: str
    chance: Random
    sent: dict[str, Entry] = field(default_factory=dict)
    acknowledged: dict[str, Entry] = field(default_factory=dict)
    waiting: list[Entry] = field(default_factory=list)
    standing: list[Entry] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    async def send(self, client: httpx.AsyncClient) -> None:
        """One attempt. What was not answered waits for the next."""
        if not self.waiting:
            self.waiting = self._write()
        path = f"/api/v1/patients/{self.owner.own}/journal"
        body = {"device": self.device, "schema": 1, "after": 2**40, "entries": self.waiting}
        begun = asyncio.get_running_loop().time()
        try:
            response = await client.post(path, json=body)
        except httpx.TransportError as error:
            self.answers["timeout" if isinstance(error, httpx.TimeoutException) else "broken off"] += 1
            await self._wait()
            return
        finally:
            self.slowest = max(self.slowest, asyncio.get_running_loop().time() - begun)
        self.answers[str(response.status_code)] += 1
        if response.status_code == 200:
            self._hear(response.json()["results"])
            return
        if response.status_code != 503 or not response.headers.get("Retry-After", "").isdigit():
            self.refused.append(f"{response.status_code}: {response.text}")
        await self._wait()

    async def _wait(self) -> None:
        """Try again soon; too soon would take from the server what it needs to come back."""
        await asyncio.sleep(self.chance.uniform(0.5, 1.5) * _SOON_SECONDS)

    def _write(self) -> list[Entry]:
        """Up to five entries, now and then a correction of one that this phone was told is there."""
        written = [self._entry() for _ in range(self.chance.randint(1, 5))]
        if self.standing and self.chance.random() < 0.3:
            replaced = self.standing.pop(self.chance.randrange(len(self.standing)))
            mood, when = self.chance.randint(0, 10), replaced["occurred_at"]
            written.append(check_in(_moment(), mood=mood, occurred_at=when, replaces=replaced["id"]))
        self.sent |= {entry["id"]: entry for entry in written}
        return written

    def _entry(self) -> Entry:
        if self.chance.random() < 0.2:
            return side_effect(_moment(), severity=self.chance.randint(1, 3))
        return check_in(_moment(), mood=self.chance.randint(0, 10), note=_note(self.device))

    def _hear(self, results: Sequence[dict[str, Any]]) -> None:
        for entry, result in zip(self.waiting, results, strict=True):
            if result["id"] != entry["id"] or result["status"] not in {"accepted", "duplicate"}:
                self.refused.append(f"{result['status']}: {result.get('problem')}")
                continue
            self.answers[result["status"]] += 1
            self.acknowledged[entry["id"]] = result["entry"]
            if entry["kind"] == "check_in":
                self.standing.append(entry)
        self.waiting = []


@dataclass(frozen=True)
class Load:
    """Phones of Alice, Bob and Carol that send for as long as the block lasts."""

    phones: tuple[Phone, ...]

    @property
    def acknowledged(self) -> int:
        return sum(len(phone.acknowledged) for phone in self.phones)

    @property
    def answers(self) -> Counter[str]:
        return sum((phone.answers for phone in self.phones), Counter())

    @property
    def refused(self) -> list[str]:
        """Answers that none of this may bring about: a conflict, a rejection, a 500, a 503 without Retry-After."""
        return [answer for phone in self.phones for answer in phone.refused]

    @property
    def slowest(self) -> float:
        """Seconds that the longest wait for an answer took."""
        return max(phone.slowest for phone in self.phones)

    async def until(self, acknowledged: int, *, seconds: float = 60) -> None:
        """Return when this many more entries have been acknowledged."""
        goal = self.acknowledged + acknowledged
        await self._until(lambda: self.acknowledged >= goal, seconds)

    async def random_moment(self, chance: Random) -> None:
        """Return at a random moment of the work, however fast this machine does it."""
        await self.until(chance.randint(0, 15))
        await asyncio.sleep(chance.uniform(0, 0.05))

    async def until_unavailable(self, times: int, *, seconds: float = 60) -> None:
        """Return when this many more requests have been answered with a 503."""
        goal = self.answers["503"] + times
        await self._until(lambda: self.answers["503"] >= goal, seconds)

    async def _until(self, holds: Callable[[], bool], seconds: float) -> None:
        async with asyncio.timeout(seconds):
            while not holds():
                assert not self.refused, self.refused[:3]
                await asyncio.sleep(0.01)

    def forget(self) -> None:
        """Count answers and waits from here on."""
        for phone in self.phones:
            phone.answers.clear()
            phone.slowest = 0.0


@asynccontextmanager
async def load(journal: Journal, cast: Cast, *, seed: int, each: int = 2) -> AsyncIterator[Load]:
    """Load on a journal, by so many phones of each patient. At its end every phone gets rid of what it still holds."""
    phones = tuple(
        [
            Phone(
                owner=owner,
                device=f"{owner.name}-{number}",
                cookie=cookie,
                chance=Random(f"{seed}-{owner.name}-{number}"),
            )
            for owner in (cast.alice, cast.bob, cast.carol)
            for cookie in [await sign_in(journal, owner)]
            for number in range(1, each + 1)
        ]
    )
    stop = asyncio.Event()
    sending = [asyncio.create_task(_send(journal, phone, stop)) for phone in phones]
    try:
        yield Load(phones)
        stop.set()
        await asyncio.wait_for(asyncio.gather(*sending), timeout=_DRAIN_SECONDS)
    finally:
        for task in sending:
            task.cancel()
        await asyncio.gather(*sending, return_exceptions=True)


async def _send(journal: Journal, phone: Phone, stop: asyncio.Event) -> None:
    async with _client(journal, phone.cookie) as client:
        while not phone.refused and (phone.waiting or not stop.is_set()):
            await phone.send(client)


async def sign_in(journal: Journal, member: Member) -> str:
    """The cookie of a patient who has signed in."""
    async with _client(journal) as client:
        answer = await client.post("/api/v1/sign-in", json={"email": member.email, "passphrase": PASSPHRASE})
    assert answer.status_code == 200, answer.text
    return answer.cookies["__Host-sid"]


@dataclass(frozen=True)
class Findings:
    """What the journal holds, against what the phones were told and what they wrote."""

    lost: int
    doubled: int
    changed: int

    @property
    def all(self) -> int:
        return self.lost + self.doubled + self.changed


async def compare(journal: Journal, load: Load) -> Findings:
    """Read every journal, as its patient does on a new phone, and hold it against what was acknowledged.

    `lost`: acknowledged, and not there. `doubled`: there twice, or never sent by anybody. `changed`: there with another
    number, day, time or text than was sent and acknowledged, or with a number out of its place.
    """
    lost = doubled = changed = 0
    for owner in {phone.owner.email: phone.owner for phone in load.phones}.values():
        mine = [phone for phone in load.phones if phone.owner == owner]
        sent = {id_: entry for phone in mine for id_, entry in phone.sent.items()}
        told = {id_: entry for phone in mine for id_, entry in phone.acknowledged.items()}
        held = await read(journal, owner)
        ids = Counter(entry["id"] for entry in held)
        lost += len(told.keys() - ids.keys())
        doubled += sum(times - 1 for times in ids.values()) + len(ids.keys() - sent.keys())
        changed += sum(entry["number"] != place for place, entry in enumerate(held, 1))
        changed += sum(
            entry["id"] in sent and not _same(entry, sent[entry["id"]], told.get(entry["id"])) for entry in held
        )
    return Findings(lost=lost, doubled=doubled, changed=changed)


async def read(journal: Journal, owner: Member) -> list[Entry]:
    """A whole journal, in the order of its numbers."""
    held: list[Entry] = []
    async with _client(journal, await sign_in(journal, owner)) as client:
        more, after = True, 0
        while more:
            answer = await client.get(f"/api/v1/patients/{owner.own}/journal", params={"after": after})
            assert answer.status_code == 200, answer.text
            page = answer.json()
            held, more, after = held + page["entries"], page["more"], page["cursor"]
    return held


def _same(held: Entry, sent: Entry, told: Entry | None) -> bool:
    """The entry says what was written, for the time it was written for; and it stands as it was acknowledged.

    Only what took its place may be added.
    """
    if told is not None and {**told, "replaced_by": None} != {**held, "replaced_by": None}:
        return False
    return all(_plain(name, held.get(name)) == _plain(name, value) for name, value in sent.items())


def _plain(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name.endswith("_at") and value else value


def _note(device: str) -> Entry:
    return {"text": f"{device} felt it", "private": False}


def _moment() -> datetime:
    """A moment of its own, a little before now."""
    return datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=next(_BACK) % 600)


def _client(journal: Journal, cookie: str | None = None) -> httpx.AsyncClient:
    # Set by hand: a Python client keeps Secure cookies from plain HTTP, even on loopback.
    headers = {"X-Journal-Client": "test/1"} | ({"Cookie": f"__Host-sid={cookie}"} if cookie else {})
    return httpx.AsyncClient(base_url=journal.origin, headers=headers, timeout=_SECONDS)
