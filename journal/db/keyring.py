"""The keys that patients' keys are wrapped with. They are never in the database: a key file holds them, or a service.

A key management service joins by `KeyRing`: two calls, each naming the clinic, whose key it keeps to itself.
"""

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal.clinical.ids import ClinicId
from journal.db import files

KEY_BYTES, NONCE_BYTES = 32, 12
_FOR_CLINIC = b"symptom-journal clinic key "
_FOR_NAME = b"symptom-journal key name"


class Unopenable(Exception):
    """What was to be opened is not what was sealed, or the key it was sealed with is not here."""


class KeyFileRefused(Exception):
    """The key file cannot be used. One sentence that says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """A patient's key as it may be stored, and the name of the ring's key that opens it."""

    ring_key: str
    data: bytes


class KeyRing(Protocol):
    """Wraps and unwraps under a key of one clinic. `bound_to` must be the same both times.

    Raises Unopenable, and `engine.Unavailable` where a service does not answer.
    """

    async def wrap(self, clinic: ClinicId, key: bytes, *, bound_to: bytes) -> Wrapped: ...

    async def unwrap(self, clinic: ClinicId, wrapped: Wrapped, *, bound_to: bytes) -> bytes: ...


class FileRing:
    """The ring in a file that only the journal reads: `{"current": name, "keys": {name: base64}}`.

    A clinic's key is derived from a key of the ring, and kept nowhere. A key's name is derived from it too, so a
    damaged file is noticed. Read again whenever a name is not known and before each wrapping, so a rotation by another
    process is noticed. Raises KeyFileRefused.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._current, self._keys = _read(path)

    @property
    def current(self) -> str:
        return self._current

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._keys)

    async def wrap(self, clinic: ClinicId, key: bytes, *, bound_to: bytes) -> Wrapped:
        self._current, self._keys = _read(self._path)
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._cipher(self._current, clinic).encrypt(nonce, key, bound_to)
        return Wrapped(ring_key=self._current, data=nonce + sealed)

    async def unwrap(self, clinic: ClinicId, wrapped: Wrapped, *, bound_to: bytes) -> bytes:
        if wrapped.ring_key not in self._keys:
            self._current, self._keys = _read(self._path)
        if wrapped.ring_key not in self._keys:
            raise Unopenable
        try:
            return self._cipher(wrapped.ring_key, clinic).decrypt(
                wrapped.data[:NONCE_BYTES], wrapped.data[NONCE_BYTES:], bound_to
            )
        except (InvalidTag, ValueError) as error:
            raise Unopenable from error

    def begin_rotation(self) -> None:
        """Put a new key in front; the former stay. One that was begun and broke off goes on with its new key."""
        self._current, self._keys = _read(self._path)
        if len(self._keys) == 1:
            key = secrets.token_bytes(KEY_BYTES)
            self._write(_name(key), self._keys | {_name(key): key})

    def end_rotation(self) -> int:
        """Drop all keys but the current one; how many went."""
        former = len(self._keys) - 1
        if former:
            self._write(self._current, {self._current: self._keys[self._current]})
        return former

    def _write(self, current: str, keys: dict[str, bytes]) -> None:
        files.put(self._path, _text(current, keys), replacing=True)
        self._current, self._keys = current, keys

    def _cipher(self, name: str, clinic: ClinicId) -> AESGCM:
        return AESGCM(_derive(self._keys[name], _FOR_CLINIC + clinic.bytes))


def make(path: Path) -> bool:
    """Make a key file with one fresh key, readable by nobody else; False where there is one already."""
    key = secrets.token_bytes(KEY_BYTES)
    return files.put(path, _text(_name(key), {_name(key): key}), replacing=False)


def exists(path: Path) -> bool:
    return path.is_file()


def _read(path: Path) -> tuple[str, dict[str, bytes]]:
    try:
        if path.stat().st_mode & 0o007:
            raise KeyFileRefused(f"Others may read {path}: take that right from them (chmod o-rwx).")
        held = json.loads(path.read_text(encoding="utf-8"))
        keys = {str(name): base64.b64decode(key, validate=True) for name, key in held["keys"].items()}
        current = str(held["current"])
    except OSError as error:
        raise KeyFileRefused(
            f"The key file {path} cannot be read: put it back from where you keep its copy, or set JOURNAL_KEY_FILE to "
            "it, or, where no note was ever written, make one with `journal keys make`."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise KeyFileRefused(_damaged(path)) from error
    if current not in keys or any(len(key) != KEY_BYTES or _name(key) != name for name, key in keys.items()):
        raise KeyFileRefused(_damaged(path))
    return current, keys


def _damaged(path: Path) -> str:
    return f"The key file {path} is damaged: put it back from where you keep its copy."


def _text(current: str, keys: dict[str, bytes]) -> str:
    named = {name: base64.b64encode(key).decode() for name, key in keys.items()}
    return json.dumps({"current": current, "keys": named}, indent=2) + "\n"


def _name(key: bytes) -> str:
    return _derive(key, _FOR_NAME)[:8].hex()


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)
