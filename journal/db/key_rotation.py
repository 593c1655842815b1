"""Another key in the ring's front, every patient's key wrapped anew, the former key gone when nothing needs it.

Each step is kept by itself, so a rotation that was killed goes on where it stopped. What patients wrote is not touched:
their own keys stay the same.
"""

from collections.abc import Sequence
from typing import Any

from journal.clinical.ids import ClinicId, PatientId
from journal.db import engine, keys, upkeep
from journal.db.keyring import FileRing, Wrapped

_ALONE = 0x6A6F7574
"""The advisory lock that one rotation at a time holds, for as long as its connection lives."""
_AT_ONCE = 200

_IN_USE = "select distinct ring_key from patient_key"
_DUE = "select * from patient_key where ring_key <> $1 order by clinic_id, patient_id, version limit $2"
_REWRAP = """
update patient_key k set ring_key = new.ring_key, wrapped = new.wrapped
from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::bytea[])
     as new(clinic_id, patient_id, version, ring_key, wrapped)
where (k.clinic_id, k.patient_id, k.version) = (new.clinic_id, new.patient_id, new.version)
"""


async def names_in_use() -> set[str]:
    """The ring's keys without which some patient's key does not open."""
    async with upkeep.transaction():
        return {row["ring_key"] for row in await engine.fetch(_IN_USE)}


async def rotate(ring: FileRing) -> int:
    """Rotate the ring; how many patients' keys were wrapped anew. Raises Unopenable where one does not open."""
    async with upkeep.transaction():
        await engine.fetch("select pg_advisory_lock($1)", _ALONE)
    ring.begin_rotation()
    done = 0
    while True:
        async with upkeep.transaction():
            found = await engine.fetch(_DUE, ring.current, _AT_ONCE)
            await _rewrap(ring, found)
            done += len(found)
        if not found and await _drop(ring):
            return done


async def _rewrap(ring: FileRing, rows: Sequence[Any]) -> None:
    anew = []
    for row in rows:
        clinic, patient, version = ClinicId(row["clinic_id"]), PatientId(row["patient_id"]), row["version"]
        bound_to = keys.bound_to(clinic, patient, version)
        stored = Wrapped(ring_key=row["ring_key"], data=row["wrapped"])
        wrapped = await ring.wrap(clinic, await ring.unwrap(clinic, stored, bound_to=bound_to), bound_to=bound_to)
        anew.append((clinic, patient, version, wrapped.ring_key, wrapped.data))
    if anew:
        await engine.fetch(_REWRAP, *map(list, zip(*anew, strict=True)))


async def _drop(ring: FileRing) -> bool:
    """Drop the former keys, unless a server has wrapped with one since; meanwhile none can."""
    async with upkeep.transaction():
        await engine.fetch("select pg_advisory_xact_lock($1)", keys.ROTATION)
        if await engine.fetch(_DUE, ring.current, 1):
            return False
        ring.end_rotation()
        return True
