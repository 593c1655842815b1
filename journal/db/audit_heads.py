"""Where each chain of the audit stands, kept in files outside the database: one a day, `heads-2026-11-23.json`.

Whoever rewrites rows and heads alike in the database does not reach these, least of all copies of them elsewhere.
"""

import asyncio
import fcntl
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import msgspec
from msgspec import Struct

from journal.db import engine, files
from journal.log import log

_LOOK_SECONDS = 600.0
"""How often a server looks whether a new day has begun."""
_HEADS = "select clinic_id, chain, position, hash from audit_heads()"


class FilesRefused(Exception):
    """A kept file cannot be read. One sentence that says which."""


class Head(Struct, kw_only=True, frozen=True):
    """The last row of a chain, as it was at `at`: its position, and its hash in hexadecimal.

    `chain` is a patient's id, or the clinic's own for what is about no patient.
    """

    clinic: UUID
    chain: UUID
    position: int
    hash: str
    at: datetime


async def write(folder: Path, now: datetime) -> Path:
    """Keep the heads of all chains in the day's file: what it lacks is added, and nothing it has is taken out."""
    rows = await engine.fetch_unscoped(_HEADS)
    heads = [
        Head(clinic=row["clinic_id"], chain=row["chain"], position=row["position"], hash=row["hash"].hex(), at=now)
        for row in rows
    ]
    return await asyncio.to_thread(_add, folder, f"heads-{now:%Y-%m-%d}.json", heads)


async def write_daily(folder: Path, clock: Callable[[], datetime]) -> None:
    """Write at once, and again on each day that begins, for as long as the task lives."""
    day = None
    while True:
        now = clock()
        if now.date() != day:
            try:
                await write(folder, now)
                day = now.date()
            except (engine.Unavailable, asyncpg.PostgresError, FilesRefused, OSError) as error:
                # The journal goes on; the next look tries again.
                log.error("the audit's heads were not written", error=type(error).__name__)
        await asyncio.sleep(_LOOK_SECONDS)


def kept(folder: Path) -> dict[str, list[Head]]:
    """All heads that were ever kept, by the name of their file. Raises FilesRefused."""
    return {path.name: _read(path) for path in sorted(folder.glob("heads-*.json"))}


def _add(folder: Path, name: str, heads: list[Head]) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    # Several servers may write the same day's file.
    lock = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        held = _read(path) if path.exists() else []
        known = {_fact(head) for head in held}
        fresh = [head for head in heads if _fact(head) not in known]
        if fresh or not path.exists():
            text = msgspec.json.format(msgspec.json.encode(held + fresh), indent=1).decode()
            files.put(path, text + "\n", replacing=True)
    finally:
        os.close(lock)
    return path


def _fact(head: Head) -> tuple[UUID, UUID, int, str]:
    return (head.clinic, head.chain, head.position, head.hash)


def _read(path: Path) -> list[Head]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[Head])
    except (OSError, msgspec.DecodeError) as error:
        raise FilesRefused(f"The audit's file {path} cannot be read.") from error
