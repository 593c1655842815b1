"""kill -9 of the server while Bob's phone is sending: what was acknowledged is there, once."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import httpx

from tests.e2e.conftest import Journal
from tests.e2e.test_offline import stored
from tests.support import batch, check_in

KILLS = 3


async def test_no_acknowledged_entry_is_lost_or_doubled_by_kill_9(journal: Journal) -> None:
    chance = Random(7)
    patient = journal.accounts["Bob"]["patient_id"]
    before = await stored(journal, patient)
    cookie = await _cookie(journal)
    acknowledged: list[str] = []
    unanswered: list[dict[str, object]] = []
    written = datetime.now(UTC)
    minutes = count()
    stop = asyncio.Event()

    async def phone() -> None:
        """Sends until it is told to stop; what was not answered is sent again, as the app does."""
        async with httpx.AsyncClient(base_url=journal.origin, headers=_headers(cookie), timeout=10) as client:
            while not stop.is_set() or unanswered:
                if not unanswered:
                    moment = written - timedelta(milliseconds=next(minutes))
                    unanswered.append(check_in(moment, mood=chance.randint(0, 10)))
                try:
                    path = f"/api/v1/patients/{patient}/journal"
                    response = await client.post(path, json=batch(*unanswered, after=10**6))
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
                    continue
                if response.status_code == 200:
                    statuses = {result["id"]: result["status"] for result in response.json()["results"]}
                    assert set(statuses.values()) <= {"accepted", "duplicate"}
                    acknowledged.extend(statuses)
                    unanswered.clear()

    sending = asyncio.create_task(phone())
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.2, 0.8))
        journal.kill()
        await journal.start()
    await asyncio.sleep(0.5)
    stop.set()
    await asyncio.wait_for(sending, timeout=60)

    after = [entry for _, entry in await stored(journal, patient)]
    assert len(acknowledged) > KILLS
    assert after[: len(before)] == [entry for _, entry in before]
    assert sorted(after[len(before) :]) == sorted(acknowledged)


def _headers(cookie: str) -> dict[str, str]:
    # Set by hand: a Python client keeps Secure cookies from plain HTTP, even on loopback.
    return {"X-Journal-Client": "test/1", "Cookie": f"__Host-sid={cookie}"}


async def _cookie(journal: Journal) -> str:
    account = journal.accounts["Bob"]
    async with httpx.AsyncClient(base_url=journal.origin, headers={"X-Journal-Client": "test/1"}) as client:
        body = {"email": account["email"], "passphrase": account["passphrase"]}
        response = await client.post("/api/v1/sign-in", json=body)
        assert response.status_code == 200
        return response.cookies["__Host-sid"]
