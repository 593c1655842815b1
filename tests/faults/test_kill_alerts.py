"""kill -9 of the server as it acknowledges what raises an alert: no alert is lost, and nobody is asked twice."""

import asyncio
from datetime import UTC, datetime

import httpx

from journal.clinical.people import Role, Scope
from journal.db import engine as database
from journal.db.engine import transaction
from tests.faults.conftest import Scale, Score, opened
from tests.faults.journal_process import Journal, served
from tests.faults.load import sign_in
from tests.faults.postgres import Server
from tests.support import Cast, side_effect, sync

FULL = 20
WORKERS = {"JOURNAL_WORKERS": "2"}
EMERGENCIES = ("chest_pain", "breathless", "faint", "seizure")

_ALERTS = "select entry_id from alert where clinic_id = $1"
_STEPS = "select alert_id, rung from alert_step where clinic_id = $1"
_ASKED = "select subject_id from audit where clinic_id = $1 and action = 'alert.escalate'"


async def test_no_alert_is_lost_and_no_rung_climbed_twice_by_a_kill_of_the_server(
    postgres: Server, people: Cast, scale: Scale, score: Score
) -> None:
    kills = scale(2, FULL)
    told: list[str] = []
    async with served(postgres.folder, WORKERS) as journal:
        for number in range(kills):
            owner = (people.alice, people.bob)[number % 2]
            effect = EMERGENCIES[number // 2 % len(EMERGENCIES)]
            # Each is worse than the ones before it that may still run: an alert of its own.
            entry = side_effect(datetime.now(UTC), effect=effect, severity=1 + number // 8)
            async with _client(journal, await sign_in(journal, owner)) as client:
                answer = await sync(client, owner, entry)
            assert [result["status"] for result in answer["results"]] == ["accepted"]
            told.append(entry["id"])
            journal.kill()
            await journal.start()
        await _first_rungs(postgres, people, kills)
    async with opened(postgres), transaction(_scope(people)):
        alerts = [str(row["entry_id"]) for row in await database.fetch(_ALERTS, people.alice.clinic)]
        steps = [(row["alert_id"], row["rung"]) for row in await database.fetch(_STEPS, people.alice.clinic)]
        asked = [row["subject_id"] for row in await database.fetch(_ASKED, people.alice.clinic)]
    lost, doubled = len(set(told) - set(alerts)), len(alerts) - len(set(alerts))
    twice = len(asked) - len(steps)
    score(
        "kill -9 of the server as it acknowledges an emergency",
        FULL,
        lost + doubled + twice,
        run=kills,
        lost=lost,
        doubled=doubled,
        asked_twice=twice,
    )


def _scope(cast: Cast) -> Scope:
    return Scope(clinic=cast.alice.clinic, role=Role.PROVIDER, actor=cast.dana.id)


async def _first_rungs(postgres: Server, cast: Cast, wanted: int) -> None:
    """Return once every alert has been put before somebody."""
    async with opened(postgres), asyncio.timeout(60):
        while True:
            async with transaction(_scope(cast)):
                climbed = await database.fetch(_STEPS + " and rung = 'owner'", cast.alice.clinic)
            if len(climbed) == wanted:
                return
            await asyncio.sleep(0.2)


def _client(journal: Journal, cookie: str) -> httpx.AsyncClient:
    # Set by hand: a Python client keeps Secure cookies from plain HTTP, even on loopback.
    headers = {"X-Journal-Client": "test/1", "Cookie": f"__Host-sid={cookie}"}
    return httpx.AsyncClient(base_url=journal.origin, headers=headers, timeout=30)
