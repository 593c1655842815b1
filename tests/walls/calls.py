"""Every route: how it is called about a target, who comes past the door, and what each is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from tests.support import NOON, batch, check_in, uuid7
from tests.worlds import Target, annotation_body, clinic_body, questionnaire_file, session_body, summary_body

PATIENT, PROVIDER, ADMIN, COMPANION = "patient", "provider", "admin", "companion"
ALL = frozenset({PATIENT, PROVIDER, ADMIN})
STAFF = frozenset({PROVIDER, ADMIN})
CARE_TEAM = frozenset({PROVIDER})
PATIENT_OR_CARE_TEAM = frozenset({PATIENT, PROVIDER})
COMPANIONS = frozenset({COMPANION})
NOBODY = "nobody"
ANYONE = ALL | COMPANIONS | {NOBODY}

LOG, READ, STEP_UP = "log", "read", "step_up"

# In the browser's form, of no key there is.
ASSERTION = {
    "id": "AAAA",
    "type": "public-key",
    "response": {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "AAAA"},
}
ATTESTATION = {
    "id": "AAAA",
    "type": "public-key",
    "response": {"clientDataJSON": "AAAA", "attestationObject": "AAAA"},
}

Key = tuple[str, str]
"""Method and path, as the application names them."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """How a route is called about a target.

    `roles` come past the door. `told` says what those are answered, by name, to whom Alice's ids are something here;
    everybody else who is admitted is answered `otherwise`, about Alice's ids as about invented ones. `tier` is how
    lately the caller must have proven who they are, and `patients_tier` where more is asked of patients.
    """

    roles: frozenset[str]
    tier: str = READ
    patients_tier: str | None = None
    body: Callable[[Target], Any] | None = None
    query: Callable[[Target], Mapping[str, str]] | None = None
    told: Mapping[str, int] = field(default_factory=dict)
    otherwise: int = 200


def _of_patient(*, roles: frozenset[str] = PATIENT_OR_CARE_TEAM, status: int = 200, **rest: Any) -> Call:
    """What Alice and her provider reach, as far as their role does, and nobody else."""
    names = {PATIENT: "Alice", PROVIDER: "Dana"}
    told = {names[role]: status for role in sorted(roles)}
    return Call(roles=roles, told=told, otherwise=404, **rest)


def _sync(_: Target) -> Any:
    return batch(check_in(id=uuid7(NOON)))


def _period(_: Target) -> Mapping[str, str]:
    return {"from": "2026-11-01", "to": "2026-11-23"}


def _ceremony(target: Target, **rest: Any) -> Any:
    return {"ceremony": target.ceremony, **rest}


_P = "/api/v1/patients/{patient_id}"

CALLS: Mapping[Key, Call] = {
    ("POST", "/api/v1/sign-in"): Call(
        roles=ANYONE, body=lambda _: {"email": "eve@nowhere.test", "passphrase": "x"}, otherwise=401
    ),
    ("DELETE", "/api/v1/sign-in"): Call(roles=ALL, tier=LOG, otherwise=204),
    ("GET", "/api/v1/me"): Call(roles=ALL, tier=LOG),
    ("POST", "/api/v1/sign-in/verify"): Call(roles=ALL, tier=LOG, body=lambda _: {"passphrase": "x"}, otherwise=422),
    ("GET", "/api/v1/sign-ins"): Call(roles=ALL),
    ("DELETE", "/api/v1/sign-ins"): Call(roles=ALL, otherwise=204),
    ("DELETE", "/api/v1/sign-ins/{sign_in_id}"): Call(roles=ALL, told={"Alice": 204}, otherwise=404),
    ("GET", "/api/v1/notices"): Call(roles=ALL),
    ("POST", "/api/v1/notices/seen"): Call(
        roles=ALL, body=lambda target: {"ids": [target.notice]}, told={"Alice": 204}, otherwise=204
    ),
    ("PUT", "/api/v1/credentials/passphrase"): Call(
        roles=ALL, tier=STEP_UP, body=lambda _: {"passphrase": "too short"}, otherwise=422
    ),
    ("GET", "/api/v1/patients"): Call(roles=CARE_TEAM),
    ("GET", _P): _of_patient(),
    ("GET", f"{_P}/journal"): _of_patient(tier=LOG),
    ("POST", f"{_P}/journal"): _of_patient(roles=frozenset({PATIENT}), tier=LOG, body=_sync),
    ("GET", f"{_P}/recovery"): _of_patient(),
    ("GET", f"{_P}/doses"): _of_patient(roles=CARE_TEAM),
    ("PUT", f"{_P}/sessions/{{session_id}}"): _of_patient(roles=CARE_TEAM, body=lambda _: session_body(dose_mg=99)),
    ("GET", f"{_P}/sessions"): _of_patient(tier=LOG),
    ("GET", f"{_P}/sessions/{{session_id}}"): _of_patient(query=lambda _: {"history": "true"}),
    ("POST", f"{_P}/annotations"): _of_patient(roles=CARE_TEAM, body=lambda _: annotation_body(), status=201),
    ("GET", f"{_P}/annotations"): _of_patient(),
    ("GET", f"{_P}/conditions"): _of_patient(roles=CARE_TEAM),
    ("PUT", f"{_P}/conditions"): _of_patient(roles=CARE_TEAM, body=lambda _: {"conditions": ["pain"]}),
    ("GET", f"{_P}/questionnaires"): _of_patient(tier=LOG),
    ("GET", "/api/v1/questionnaires/{questionnaire}"): Call(roles=ALL, tier=LOG),
    ("GET", "/api/v1/alerts"): Call(roles=CARE_TEAM, query=lambda _: {"all": "true"}),
    ("POST", "/api/v1/alerts/{alert_id}/acknowledge"): _of_patient(roles=CARE_TEAM),
    # Closed by then: the call before it in the table's order has done so.
    ("POST", "/api/v1/alerts/{alert_id}/take-over"): _of_patient(roles=CARE_TEAM, status=409),
    ("GET", "/api/v1/alerts/precision"): Call(roles=STAFF, query=_period),
    ("POST", "/api/v1/alerts/{alert_id}/resolve"): _of_patient(
        roles=CARE_TEAM, body=lambda _: {"outcome": "contacted"}
    ),
    ("GET", f"{_P}/summary/draft"): _of_patient(query=_period),
    ("POST", f"{_P}/summary/preview"): _of_patient(body=lambda _: summary_body()),
    ("POST", f"{_P}/summary"): _of_patient(tier=STEP_UP, body=lambda _: summary_body()),
    ("POST", "/api/v1/patients/find"): Call(
        roles=CARE_TEAM, body=lambda _: {"name": "Nobody", "birth_date": "1986-04-19"}, otherwise=404
    ),
    # Whoever is on the care team has no glass to break; who is not may, and she is told.
    ("POST", f"{_P}/break-glass"): Call(
        roles=CARE_TEAM,
        tier=STEP_UP,
        body=lambda _: {"reason": "on call tonight"},
        told={"Dana": 409, "Nils": 201},
        otherwise=404,
    ),
    ("POST", f"{_P}/companion-passes"): _of_patient(
        body=lambda target: {"session_id": target.session}, status=201, patients_tier=STEP_UP
    ),
    ("GET", f"{_P}/companion-passes"): _of_patient(),
    ("DELETE", f"{_P}/companion-passes/{{pass_id}}"): _of_patient(status=204),
    ("POST", "/api/v1/companion/sign-in"): Call(roles=ANYONE, body=lambda _: {"code": "2222-2222-2222"}, otherwise=404),
    ("GET", "/api/v1/companion"): Call(roles=COMPANIONS, tier=LOG),
    ("POST", "/api/v1/companion/reports"): Call(roles=COMPANIONS, tier=LOG, body=lambda _: {"reports": []}),
    ("POST", "/api/v1/passkeys/assertion/begin"): Call(roles=ANYONE),
    ("POST", "/api/v1/passkeys/assertion"): Call(
        roles=ANYONE, body=lambda target: _ceremony(target, credential=ASSERTION), otherwise=401
    ),
    ("POST", "/api/v1/passkeys/registration/begin"): Call(roles=ALL, tier=STEP_UP),
    ("POST", "/api/v1/passkeys/registration"): Call(
        roles=ALL,
        tier=STEP_UP,
        body=lambda target: _ceremony(target, credential=ATTESTATION, name="Phone"),
        otherwise=422,
    ),
    ("GET", "/api/v1/passkeys"): Call(roles=ALL),
    ("DELETE", "/api/v1/passkeys/{passkey_id}"): Call(roles=ALL, tier=STEP_UP, told={"Alice": 204}, otherwise=404),
    ("POST", "/api/v1/credentials/totp/begin"): Call(roles=STAFF, tier=STEP_UP),
    ("PUT", "/api/v1/credentials/totp"): Call(
        roles=STAFF, tier=STEP_UP, body=lambda target: _ceremony(target, code="000000"), otherwise=422
    ),
    ("POST", "/api/v1/credentials/recovery-code"): Call(roles=STAFF, tier=STEP_UP),
    ("POST", "/api/v1/invitations"): Call(
        roles=STAFF,
        tier=STEP_UP,
        body=lambda _: {"role": "patient", "name": "Paula", "birth_date": "1990-02-03"},
        otherwise=201,
    ),
    ("GET", "/api/v1/invitations"): Call(roles=STAFF),
    ("DELETE", "/api/v1/invitations/{invitation_id}"): Call(
        roles=STAFF, told={"Dana": 204, "Nadia": 204}, otherwise=404
    ),
    ("POST", "/api/v1/invitations/begin"): Call(
        roles=ANYONE, body=lambda _: {"token": str(uuid4()), "code": "000000"}, otherwise=404
    ),
    ("POST", "/api/v1/invitations/accept"): Call(
        roles=ANYONE,
        body=lambda _: {"token": str(uuid4()), "code": "000000", "passphrase": "violet-anchor-meadow-lantern"},
        otherwise=404,
    ),
    ("POST", "/api/v1/people/{person_id}/reset"): Call(
        roles=STAFF,
        tier=STEP_UP,
        body=lambda _: {"proof": "photo_id"},
        told={"Dana": 201, "Nadia": 201},
        otherwise=404,
    ),
    ("GET", "/api/v1/people"): Call(roles=frozenset({ADMIN})),
    ("PUT", "/api/v1/people/{person_id}"): Call(
        roles=frozenset({ADMIN}),
        tier=STEP_UP,
        body=lambda _: {"name": "Somebody", "disabled": True},
        told={"Nadia": 204},
        otherwise=404,
    ),
    ("PUT", f"{_P}/care-team/{{provider_id}}"): Call(roles=frozenset({ADMIN}), told={"Nadia": 204}, otherwise=404),
    ("DELETE", f"{_P}/care-team/{{provider_id}}"): Call(roles=frozenset({ADMIN}), told={"Nadia": 204}, otherwise=404),
    ("GET", "/api/v1/clinic"): Call(roles=STAFF),
    ("PUT", "/api/v1/clinic"): Call(
        roles=frozenset({ADMIN}), tier=STEP_UP, body=lambda _: clinic_body(), otherwise=204
    ),
    ("GET", "/api/v1/clinic/alerts"): Call(roles=frozenset({ADMIN})),
    ("GET", "/api/v1/clinic/results"): Call(roles=CARE_TEAM),
    ("POST", "/api/v1/clinic/questionnaires/preview"): Call(
        roles=frozenset({ADMIN}), body=lambda _: questionnaire_file()
    ),
    ("POST", "/api/v1/clinic/questionnaires"): Call(
        roles=frozenset({ADMIN}), tier=STEP_UP, body=lambda _: questionnaire_file(id=uuid4().hex), otherwise=201
    ),
    ("GET", "/api/v1/clinic/questionnaires"): Call(roles=STAFF),
    ("DELETE", "/api/v1/clinic/questionnaires/{questionnaire}"): Call(
        roles=frozenset({ADMIN}), tier=STEP_UP, otherwise=404
    ),
    ("GET", "/api/v1/clinic/rules"): Call(roles=STAFF),
    ("GET", "/api/v1/clinic/rules/versions"): Call(roles=STAFF),
    ("PUT", "/api/v1/clinic/rules"): Call(
        roles=frozenset({ADMIN}), tier=STEP_UP, body=lambda _: {"version": 0}, otherwise=409
    ),
    ("GET", "/api/v1/audit"): Call(
        roles=frozenset({ADMIN}),
        query=lambda target: {"actor": target.person, "patient": target.patient},
        told={"Nadia": 200},
    ),
    ("GET", "/api/v1/events"): Call(roles=CARE_TEAM),
    ("GET", "/api/v1/openapi.json"): Call(roles=ANYONE),
    ("GET", "/health/live"): Call(roles=ANYONE),
    ("GET", "/health/ready"): Call(roles=ANYONE),
}
"""A route that is missing here fails a test: whoever adds one says here who may call it."""

# The application calls both people of a care team's address by the person's id.
SERVED_AS = {key: (key[0], key[1].replace("{provider_id}", "{person_id}")) for key in CALLS}
EVENTS: Key = ("GET", "/api/v1/events")
SIGN_OUT: Key = ("DELETE", "/api/v1/sign-in")
BY_INVITATION = frozenset({("POST", "/api/v1/invitations/begin"), ("POST", "/api/v1/invitations/accept")})


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A call about a target, as it goes out."""

    method: str
    address: str
    query: Mapping[str, str] | None
    body: Any

    async def by(self, client: httpx.AsyncClient, headers: Mapping[str, str] | None = None) -> httpx.Response:
        if self.body is None:
            return await client.request(self.method, self.address, params=self.query, headers=headers)
        return await client.request(self.method, self.address, params=self.query, json=self.body, headers=headers)


def sent(key: Key, target: Target) -> Sent:
    """The call of this route about this target."""
    call = CALLS[key]
    address = key[1].format(
        patient_id=target.patient,
        provider_id=target.provider,
        session_id=target.session,
        alert_id=target.alert,
        pass_id=target.companion_pass,
        person_id=target.person,
        sign_in_id=target.sign_in,
        passkey_id=target.passkey,
        invitation_id=target.invitation,
        questionnaire="phq-9",
    )
    return Sent(
        method=key[0],
        address=address,
        query=call.query(target) if call.query else None,
        body=call.body(target) if call.body else None,
    )


def names_ids(key: Key, target: Target) -> bool:
    """Whether this route's call has an id of the target in it, in whatever place."""
    about = sent(key, target)
    text = f"{about.address} {about.query} {about.body}"
    return any(id_ in text for id_ in vars(target).values())


def seen(response: httpx.Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that tells one answer from another."""
    headers = sorted((name, value) for name, value in response.headers.items() if name not in {"date", "etag"})
    return response.status_code, response.content, headers
