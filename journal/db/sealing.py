"""What a person writes in words is stored sealed: AES-256-GCM under their own key, a fresh nonce for every text.

Each is bound to the place it stands in (clinic, patient, table, column, row). A text that was changed, or moved to
another row or another patient, does not open.
"""

import base64
import binascii
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.clinical.ids import ClinicId, PatientId
from journal.clinical.people import Scope
from journal.db import keys
from journal.db.keyring import NONCE_BYTES
from journal.db.keys import Keys
from journal.log import log

_FORMAT = 1
_VERSION_BYTES = 2
_HEAD_BYTES = 1 + _VERSION_BYTES
_MARK = "sealed:"
"""What a sealed text begins with in a column of its own; in JSON it stands under the name `sealed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands. `row` is its id within the patient's rows of the table."""

    table: str
    column: str
    row: UUID | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealer:
    """Seals texts of one patient."""

    clinic: ClinicId
    patient: PatientId
    version: int
    cipher: AESGCM

    def seal(self, place: Place, text: str) -> str:
        """The text as it may be stored in JSON."""
        head = bytes([_FORMAT]) + self.version.to_bytes(_VERSION_BYTES, "big")
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self.cipher.encrypt(nonce, text.encode(), head + _bound_to(self.clinic, self.patient, place))
        return base64.b64encode(head + nonce + sealed).decode()

    def for_column(self, place: Place, text: str) -> str:
        """The text as it may be stored in a column of its own."""
        return _MARK + self.seal(place, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """Opens texts of several patients of one clinic."""

    clinic: ClinicId
    keys: Mapping[PatientId, Keys]

    def open(self, patient: PatientId, place: Place, sealed: str | None) -> str | None:
        """The text that was sealed for this patient and this place; None where this is not it."""
        try:
            data = base64.b64decode(sealed or "", validate=True)
            head, nonce, rest = data[:_HEAD_BYTES], data[_HEAD_BYTES:][:NONCE_BYTES], data[_HEAD_BYTES + NONCE_BYTES :]
            cipher = self.keys[patient][int.from_bytes(head[1:], "big")]
            return cipher.decrypt(nonce, rest, head + _bound_to(self.clinic, patient, place)).decode()
        except (InvalidTag, KeyError, TypeError, binascii.Error, ValueError):
            # Whose and where is for `journal keys check` to say, not for the log.
            log.error("a sealed text does not open")
            return None

    def of_column(self, patient: PatientId, place: Place, stored: str) -> str | None:
        """The same for a column of its own."""
        return self.open(patient, place, stored.removeprefix(_MARK))


async def sealer(scope: Scope, patient: PatientId) -> Sealer:
    """What seals this patient's texts. Raises Unavailable where their key does not open."""
    version, cipher = await keys.to_seal(scope, patient)
    return Sealer(clinic=scope.clinic, patient=patient, version=version, cipher=cipher)


async def opener(scope: Scope, patients: Collection[PatientId]) -> Opener:
    """What opens these patients' texts, as far as their keys open."""
    return Opener(clinic=scope.clinic, keys=await keys.of(scope, patients))


def _bound_to(clinic: ClinicId, patient: PatientId, place: Place) -> bytes:
    return f"{clinic}|{patient}|{place.table}|{place.column}|{place.row}".encode()
