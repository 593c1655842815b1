"""Each patient's own key: made with the first text of theirs, stored wrapped, held unwrapped by few and for a while."""

import secrets
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.clinical.ids import ClinicId, PatientId
from journal.clinical.people import Scope
from journal.db import engine
from journal.db.keyring import KEY_BYTES, KeyRing, Unopenable, Wrapped
from journal.log import log

ROTATION = 0x6A6F7573
"""The advisory lock between whoever wraps a new key and whoever drops a former key of the ring."""
MOST_HELD = 1000
"""Patients whose keys one process holds unwrapped."""

_READ = "select * from patient_key where clinic_id = $1 and patient_id = any($2::uuid[])"
_WAIT = "select pg_advisory_xact_lock_shared($1)"
_ADD = """
insert into patient_key (clinic_id, patient_id, version, ring_key, wrapped) values ($1, $2, $3, $4, $5)
on conflict do nothing returning version
"""
_FIRST = 1

Keys = Mapping[int, AESGCM]
"""One patient's keys by version; the highest seals. Empty where there are some and none opens."""

_ring: KeyRing | None = None
_held: OrderedDict[tuple[ClinicId, PatientId], Keys] = OrderedDict()


def use(ring: KeyRing | None) -> None:
    """Make `ring` the one that this process wraps and unwraps with."""
    global _ring  # noqa: PLW0603  one process, one ring
    _ring = ring
    _held.clear()


def ring() -> KeyRing:
    """The ring in use. RuntimeError before `use`, which is a mistake in start-up."""
    if _ring is None:
        raise RuntimeError("There are no keys to open anything with.")
    return _ring


async def of(scope: Scope, patients: Collection[PatientId]) -> dict[PatientId, Keys]:
    """The keys of those patients who have any. Asks the database only for what this process does not hold."""
    found = {patient: keys for patient in patients if (keys := _known(scope, patient)) is not None}
    missing = [patient for patient in patients if patient not in found]
    if missing:
        rows = await engine.fetch(_READ, scope.clinic, missing)
        for patient in {PatientId(row["patient_id"]) for row in rows}:
            found[patient] = await _open(scope, patient, [row for row in rows if row["patient_id"] == patient])
    return found


async def to_seal(scope: Scope, patient: PatientId) -> tuple[int, AESGCM]:
    """The key that seals what is written now, and its version; made where the patient has none.

    Raises Unavailable where there is one that does not open: then nothing can be stored that could be read again.
    """
    held = (await of(scope, [patient])).get(patient)
    if held is None:
        held = await _make(scope, patient)
    if not held:
        raise engine.Unavailable("A patient's key does not open.")
    version = max(held)
    return version, held[version]


def bound_to(clinic: ClinicId, patient: PatientId, version: int) -> bytes:
    """What a wrapped key is bound to: it opens as this patient's, and as nobody else's."""
    return f"{clinic}|{patient}|patient_key|wrapped|{version}".encode()


async def _make(scope: Scope, patient: PatientId) -> Keys:
    key = secrets.token_bytes(KEY_BYTES)
    await engine.fetch(_WAIT, ROTATION)
    wrapped = await ring().wrap(scope.clinic, key, bound_to=bound_to(scope.clinic, patient, _FIRST))
    added = await engine.fetch(_ADD, scope.clinic, patient, _FIRST, wrapped.ring_key, wrapped.data)
    if not added:
        # Somebody else was first, and has committed.
        return (await of(scope, [patient])).get(patient, {})
    # Held by the transaction only: were it rolled back, nobody could ever open again what this process sealed with it.
    made: Keys = {_FIRST: AESGCM(key)}
    engine.memory()[(scope.clinic, patient)] = made
    return made


async def _open(scope: Scope, patient: PatientId, rows: Sequence[Any]) -> Keys:
    opened: dict[int, AESGCM] = {}
    for row in rows:
        stored = Wrapped(ring_key=row["ring_key"], data=row["wrapped"])
        try:
            key = await ring().unwrap(scope.clinic, stored, bound_to=bound_to(scope.clinic, patient, row["version"]))
        except Unopenable:
            log.error("a patient's key does not open")
        else:
            opened[row["version"]] = AESGCM(key)
    if len(opened) == len(rows):
        _hold(scope, patient, opened)
    return opened


def _known(scope: Scope, patient: PatientId) -> Keys | None:
    owner = (scope.clinic, patient)
    if owner in _held:
        _held.move_to_end(owner)
        return _held[owner]
    made: Keys | None = engine.memory().get(owner)
    return made


def _hold(scope: Scope, patient: PatientId, keys: Keys) -> None:
    _held[(scope.clinic, patient)] = keys
    if len(_held) > MOST_HELD:
        _held.popitem(last=False)
