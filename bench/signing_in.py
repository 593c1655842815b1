"""Signing in: whether the time of a refusal tells that an account exists."""

import json
import time

from bench.generator import Connection
from bench.processes import Failed, Served
from bench.report import Budget, Line
from bench.stage import Stage
from journal.actions.sign_in import hash_passphrase
from journal.db import credentials
from journal.db.engine import transaction

GUESSES = 20
"""Of each kind, each at an account of its own, so that none has to wait. Each is a hash of 64 MiB."""


async def measure(stage: Stage, ours: Served) -> list[Line]:
    """Wrong passphrases for addresses that somebody has and for some that nobody has, in turn; the fastest of each.

    What disturbs a hash only makes it slower, so the fastest tell best what differs.
    """
    hashed = await hash_passphrase("right-and-nobody-sends-it")
    known = [f"{member.scope.actor}@bench.example" for member in stage.others[:GUESSES]]
    for member in stage.others[:GUESSES]:
        async with transaction(member.scope):
            await credentials.set_passphrase(member.scope, hashed)
    unknown = [f"nobody-{place}@bench.example" for place in range(len(known))]
    taken: dict[str, list[float]] = {"known": [], "unknown": []}
    connection = await Connection.open(ours.port, {"X-Journal-Client": "bench/1"})
    try:
        await _refused(connection, "warm-up@bench.example")
        for hers, nobodys in zip(known, unknown, strict=True):
            taken["known"].append(await _refused(connection, hers))
            taken["unknown"].append(await _refused(connection, nobodys))
    finally:
        connection.close()
    return [
        Line(
            work="refusal, an account that exists",
            ours=min(taken["known"]),
            unit="ms",
            reference=min(taken["unknown"]),
            against="one that does not",
            budget=Budget(sign="≤", limit=1.1, unit="×"),
        ),
        Line(
            work="refusal, an account that does not",
            ours=min(taken["unknown"]),
            unit="ms",
            reference=min(taken["known"]),
            against="one that exists",
            budget=Budget(sign="≤", limit=1.1, unit="×"),
        ),
    ]


async def _refused(connection: Connection, email: str) -> float:
    """Milliseconds until a wrong passphrase is refused."""
    body = json.dumps({"email": email, "passphrase": "wrong"}).encode()
    begun = time.perf_counter()
    answer = await connection.post("/api/v1/sign-in", body)
    if answer.status != 401:
        raise Failed(f"A wrong passphrase was answered with status {answer.status}.")
    return (time.perf_counter() - begun) * 1000
