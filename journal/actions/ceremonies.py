"""The two ceremonies of WebAuthn: making a passkey, and proving that one is there.

A challenge is 256 random bits, kept in the database until it is answered, and good once. User verification (the
phone's lock) is required both of the browser and of what comes back; attestation is not asked for.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import webauthn
from webauthn.helpers import bytes_to_base64url, options_to_json_dict, parse_client_data_json
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from journal.actions.identity import new_id
from journal.clinical.errors import Refusal
from journal.clinical.people import Scope
from journal.db import ceremonies, passkeys
from journal.db.ceremonies import CeremonyKind
from journal.db.passkeys import Passkey
from journal.db.people import Person

OPEN_FOR = timedelta(minutes=5)
_MILLISECONDS = int(OPEN_FOR.total_seconds() * 1000)
NAME = "Symptom Journal"


class PasskeyRefused(Refusal):
    """No passkey of anybody who may come in; nobody is told why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingParty:
    """For whom a passkey is: `id` is the host its owner sees, `origin` the address they have open."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A ceremony to take part in. `options` are the browser's, in WebAuthn's JSON form."""

    id: UUID
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """A browser's answer to a registration, as sent."""

    credential_id: bytes
    client_data: bytes
    attestation_object: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A browser's answer to an assertion, as sent."""

    credential_id: bytes
    client_data: bytes
    authenticator_data: bytes
    signature: bytes
    user_handle: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    credential_id: bytes
    public_key: bytes
    sign_count: int


async def start_registration(
    scope: Scope, person: Person, party: RelyingParty, *, sign_in: UUID | None, now: datetime
) -> Started:
    """Ask a person's browser for a passkey, in the open transaction of their scope.

    What `sign_in` has asked for ends with it; None for somebody who is invited and has none yet.
    """
    challenge = secrets.token_bytes(32)
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=NAME,
        user_id=person.id.bytes,
        user_name=person.email or person.name,
        user_display_name=person.name,
        challenge=challenge,
        timeout=_MILLISECONDS,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=passkey.credential_id) for passkey in await passkeys.of(scope, person.id)
        ],
    )
    return await _started(scope, CeremonyKind.REGISTRATION, challenge, options, sign_in=sign_in, now=now)


async def start_assertion(party: RelyingParty, *, now: datetime) -> Started:
    """Ask whoever it is for a passkey, in the open transaction of a sign-in."""
    challenge = secrets.token_bytes(32)
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=_MILLISECONDS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return await _started(None, CeremonyKind.ASSERTION, challenge, options, sign_in=None, now=now)


def new_key(attestation: Attestation, challenge: bytes, party: RelyingParty) -> NewKey | None:
    """The key a browser has made for this challenge, or None where that is not what was sent."""
    credential = RegistrationCredential(
        id=bytes_to_base64url(attestation.credential_id),
        raw_id=attestation.credential_id,
        response=AuthenticatorAttestationResponse(
            client_data_json=attestation.client_data, attestation_object=attestation.attestation_object
        ),
    )
    try:
        found = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
        framed = parse_client_data_json(attestation.client_data).cross_origin
    except Exception:
        # A stranger's bytes: the parsers underneath raise whatever they meet, and none of it proves anything.
        return None
    if framed or found.credential_id != attestation.credential_id:
        return None
    return NewKey(
        credential_id=found.credential_id, public_key=found.credential_public_key, sign_count=found.sign_count
    )


def signature_count(assertion: Assertion, challenge: bytes, passkey: Passkey, party: RelyingParty) -> int:
    """How often the key says it has signed. Raises PasskeyRefused unless it signed this challenge for its owner."""
    credential = AuthenticationCredential(
        id=bytes_to_base64url(assertion.credential_id),
        raw_id=assertion.credential_id,
        response=AuthenticatorAssertionResponse(
            client_data_json=assertion.client_data,
            authenticator_data=assertion.authenticator_data,
            signature=assertion.signature,
            user_handle=assertion.user_handle,
        ),
    )
    try:
        found = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
        framed = parse_client_data_json(assertion.client_data).cross_origin
    except Exception as error:
        # A stranger's bytes: the parsers underneath raise whatever they meet, and none of it proves anything.
        raise PasskeyRefused from error
    if framed or assertion.user_handle != passkey.person.bytes:
        raise PasskeyRefused
    return found.new_sign_count


async def _started(
    scope: Scope | None, kind: CeremonyKind, challenge: bytes, options: Any, *, sign_in: UUID | None, now: datetime
) -> Started:
    id_ = new_id()
    await ceremonies.add(scope, kind, challenge, id_=id_, sign_in=sign_in, ends_at=now + OPEN_FOR)
    return Started(id=id_, options=options_to_json_dict(options))
