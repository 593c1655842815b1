"""What the command line does for a database: keys in their place, text sealed, the audit followed.

Each opens the database by itself, as the role that owns the tables.
"""

from datetime import datetime
from pathlib import Path

from journal.db import audit_chain, audit_heads, engine, key_rotation, keyring, keys, sealed_columns, upkeep
from journal.db.audit_chain import Verified
from journal.db.keyring import FileRing, KeyFileRefused
from journal.db.sealed_columns import Unreadable

HEADS = "audit"
"""The folder of the audit's heads, under that of the journal's data."""


async def keep_sealed(owner_url: str, key_file: Path, *, may_make: bool) -> int:
    """See that the keys this database needs are there, and seal what is still in the clear; how many rows.

    With `may_make` a database that needs none yet gets its first. Raises KeyFileRefused: a new key in place of a lost
    one would hide that what was written can no longer be read.
    """
    async with upkeep.opened(owner_url):
        needed = await key_rotation.names_in_use()
        if may_make and not needed:
            keyring.make(key_file)
        if not (needed or keyring.exists(key_file) or await sealed_columns.clear()):
            return 0
        ring = FileRing(key_file)
        if not needed <= ring.names:
            raise KeyFileRefused(
                f"The key file {key_file} is not this database's: put back the one that its notes are sealed with."
            )
        keys.use(ring)
        try:
            return await sealed_columns.seal_what_is_clear()
        finally:
            keys.use(None)


async def rotate_keys(owner_url: str, key_file: Path) -> int:
    """Rotate the key file's key; how many patients' keys were wrapped anew. Raises KeyFileRefused, Unopenable."""
    async with upkeep.opened(owner_url):
        return await key_rotation.rotate(FileRing(key_file))


async def unreadable(owner_url: str, key_file: Path) -> list[Unreadable]:
    """Every stored text that does not open. Raises KeyFileRefused."""
    keys.use(FileRing(key_file))
    try:
        async with upkeep.opened(owner_url):
            return [lost for scope in await upkeep.clinics() for lost in await sealed_columns.unreadable(scope)]
    finally:
        keys.use(None)


async def verify_audit(owner_url: str, data: Path) -> tuple[Verified, int]:
    """The audit held against itself and the heads that were kept, and how many those are. Raises FilesRefused."""
    # Read first: what is written meanwhile is younger than the snapshot.
    kept = audit_heads.kept(data / HEADS)
    async with upkeep.opened(owner_url, snapshots=True):
        return await audit_chain.verify(kept), sum(map(len, kept.values()))


async def keep_heads(url: str, data: Path, *, now: datetime) -> Path:
    """Write the audit's heads into the day's file."""
    await engine.open_pool(url)
    try:
        return await audit_heads.write(data / HEADS, now)
    finally:
        await engine.close_pool()
