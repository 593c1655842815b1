"""A phone's authenticator in software: ES256, its user verified, no attestation. It can be told to do wrong."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from tests.support import ORIGIN

_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40
_COORDINATE = 32


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(kw_only=True)
class Authenticator:
    """One passkey of one person. `sign_count` stays 0 where `synced`, as of keys that are on several phones."""

    origin: str = ORIGIN
    synced: bool = False
    sign_count: int = 0
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(20))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    user_handle: bytes = b""

    def make(self, options: dict[str, Any], **wrong: Any) -> dict[str, Any]:
        """Answer a registration's options: a RegistrationResponseJSON, as browsers send it."""
        self.user_handle = unb64(options["user"]["id"])
        client_data = self._client_data("webauthn.create", options["challenge"], wrong)
        flags = _ATTESTED | _PRESENT | (_VERIFIED if wrong.get("verified", True) else 0)
        data = self._data(wrong.get("rp_id", options["rp"]["id"]), flags) + self._attested()
        attestation = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._json(
            {
                "clientDataJSON": b64(client_data),
                "attestationObject": b64(cbor2.dumps(attestation)),
                "transports": ["internal"],
                "publicKeyAlgorithm": -7,
            }
        )

    def sign(self, options: dict[str, Any], **wrong: Any) -> dict[str, Any]:
        """Answer an assertion's options: an AuthenticationResponseJSON, as browsers send it."""
        self.sign_count += 0 if self.synced else 1
        client_data = self._client_data("webauthn.get", options["challenge"], wrong)
        flags = _PRESENT | (_VERIFIED if wrong.get("verified", True) else 0)
        data = self._data(wrong.get("rp_id", options["rpId"]), flags)
        signed = data + hashlib.sha256(client_data).digest()
        signature = wrong.get("key", self.key).sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._json(
            {
                "clientDataJSON": b64(client_data),
                "authenticatorData": b64(data),
                "signature": b64(signature),
                "userHandle": b64(wrong.get("user_handle", self.user_handle)),
            }
        )

    def _client_data(self, kind: str, challenge: str, wrong: dict[str, Any]) -> bytes:
        said = {
            "type": wrong.get("type", kind),
            "challenge": wrong.get("challenge", challenge),
            "origin": wrong.get("origin", self.origin),
            "crossOrigin": wrong.get("cross_origin", False),
        }
        return json.dumps(said).encode()

    def _data(self, rp_id: str, flags: int) -> bytes:
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.sign_count.to_bytes(4, "big")

    def _attested(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(_COORDINATE, "big"), -3: numbers.y.to_bytes(_COORDINATE, "big")}
        key = cbor2.dumps({1: 2, 3: -7, -1: 1} | point)
        return bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + key

    def _json(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": b64(self.credential_id),
            "rawId": b64(self.credential_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }
