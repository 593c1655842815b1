"""Every route, every actor, wherever the id stands: somebody else's id answers exactly as an invented one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from tests.handlers.listening import listen
from tests.support import NOON, ORIGIN, Cast, Member, SignIn, batch, check_in, side_effect, sync, uuid7
from tests.worlds import Dump, Target, World, clinic_body, invented, session_body, summary_body

PATIENT, PROVIDER, ADMIN, COMPANION = "patient", "provider", "admin", "companion"
ALL = frozenset({PATIENT, PROVIDER, ADMIN})
ANYONE = ALL | {"nobody"}
STAFF = frozenset({PROVIDER, ADMIN})
SIGN_OUT = ("DELETE", "/api/v1/sign-in")

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


@dataclass(frozen=True, kw_only=True)
class Call:
    """How to call a route about a target: which roles come past the door, and what is said to them.

    `about_own` answers those whom the target concerns, `otherwise` those who call with an invented one, or with none.
    """

    roles: frozenset[str]
    body: Callable[[Target], Any] | None = None
    query: Mapping[str, str] | None = None
    about_own: int = 200
    otherwise: frozenset[int] = frozenset({200, 204})


def _sync(_: Target) -> Any:
    return batch(check_in(id=uuid7(NOON)))


CALLS: Mapping[tuple[str, str], Call] = {
    ("POST", "/api/v1/sign-in"): Call(roles=ANYONE, body=lambda _: {"email": "eve@nowhere.test", "passphrase": "x"}),
    ("DELETE", "/api/v1/sign-in"): Call(roles=ALL),
    ("GET", "/api/v1/me"): Call(roles=ALL),
    ("POST", "/api/v1/sign-in/verify"): Call(roles=ALL, body=lambda _: {"passphrase": "x"}, otherwise=frozenset({422})),
    ("GET", "/api/v1/sign-ins"): Call(roles=ALL),
    ("DELETE", "/api/v1/sign-ins"): Call(roles=ALL),
    ("DELETE", "/api/v1/sign-ins/{sign_in_id}"): Call(roles=ALL, otherwise=frozenset({404})),
    ("GET", "/api/v1/notices"): Call(roles=ALL),
    ("POST", "/api/v1/notices/seen"): Call(roles=ALL, body=lambda _: {"ids": []}),
    ("PUT", "/api/v1/credentials/passphrase"): Call(
        roles=ALL, body=lambda _: {"passphrase": "too short"}, otherwise=frozenset({422})
    ),
    ("GET", "/api/v1/patients"): Call(roles=frozenset({PROVIDER})),
    ("GET", "/api/v1/patients/{patient_id}"): Call(roles=frozenset({PATIENT, PROVIDER})),
    ("GET", "/api/v1/patients/{patient_id}/journal"): Call(roles=frozenset({PATIENT, PROVIDER})),
    ("POST", "/api/v1/patients/{patient_id}/journal"): Call(roles=frozenset({PATIENT}), body=_sync),
    ("GET", "/api/v1/patients/{patient_id}/recovery"): Call(roles=frozenset({PATIENT, PROVIDER})),
    ("PUT", "/api/v1/patients/{patient_id}/sessions/{session_id}"): Call(
        roles=frozenset({PROVIDER}), body=lambda _: session_body(dose_mg=99)
    ),
    ("GET", "/api/v1/patients/{patient_id}/sessions"): Call(roles=frozenset({PATIENT, PROVIDER})),
    ("GET", "/api/v1/patients/{patient_id}/questionnaires"): Call(roles=frozenset({PATIENT, PROVIDER})),
    ("GET", "/api/v1/questionnaires/{questionnaire}"): Call(roles=ALL),
    ("GET", "/api/v1/alerts"): Call(roles=frozenset({PROVIDER}), query={"all": "true"}),
    ("POST", "/api/v1/alerts/{alert_id}/acknowledge"): Call(roles=frozenset({PROVIDER})),
    ("POST", "/api/v1/alerts/{alert_id}/resolve"): Call(
        roles=frozenset({PROVIDER}), body=lambda _: {"outcome": "contacted"}
    ),
    ("GET", "/api/v1/patients/{patient_id}/summary/draft"): Call(
        roles=frozenset({PATIENT, PROVIDER}), query={"from": "2026-11-01", "to": "2026-11-23"}
    ),
    ("POST", "/api/v1/patients/{patient_id}/summary/preview"): Call(
        roles=frozenset({PATIENT, PROVIDER}), body=lambda _: summary_body()
    ),
    ("POST", "/api/v1/patients/{patient_id}/summary"): Call(
        roles=frozenset({PATIENT, PROVIDER}), body=lambda _: summary_body()
    ),
    ("POST", "/api/v1/patients/find"): Call(
        roles=frozenset({PROVIDER}),
        body=lambda _: {"name": "Nobody", "birth_date": "1986-04-19"},
        otherwise=frozenset({404}),
    ),
    ("POST", "/api/v1/patients/{patient_id}/break-glass"): Call(
        # Whoever is on the care team has no glass to break.
        roles=frozenset({PROVIDER}),
        body=lambda _: {"reason": "on call tonight"},
        about_own=409,
    ),
    ("POST", "/api/v1/patients/{patient_id}/companion-passes"): Call(
        roles=frozenset({PATIENT, PROVIDER}), body=lambda _: {}, about_own=201
    ),
    ("GET", "/api/v1/patients/{patient_id}/companion-passes"): Call(roles=frozenset({PATIENT, PROVIDER})),
    ("DELETE", "/api/v1/patients/{patient_id}/companion-passes/{pass_id}"): Call(
        roles=frozenset({PATIENT, PROVIDER}), about_own=204
    ),
    ("POST", "/api/v1/companion/sign-in"): Call(
        roles=ANYONE, body=lambda _: {"code": "2222-2222-2222"}, otherwise=frozenset({404})
    ),
    ("GET", "/api/v1/companion"): Call(roles=frozenset({COMPANION})),
    ("POST", "/api/v1/companion/reports"): Call(roles=frozenset({COMPANION}), body=lambda _: {"reports": []}),
    ("POST", "/api/v1/passkeys/assertion/begin"): Call(roles=ANYONE),
    ("POST", "/api/v1/passkeys/assertion"): Call(
        roles=ANYONE,
        body=lambda _: {"ceremony": str(uuid4()), "credential": ASSERTION},
        otherwise=frozenset({401}),
    ),
    ("POST", "/api/v1/passkeys/registration/begin"): Call(roles=ALL),
    ("POST", "/api/v1/passkeys/registration"): Call(
        roles=ALL,
        body=lambda _: {"ceremony": str(uuid4()), "credential": ATTESTATION, "name": "Phone"},
        otherwise=frozenset({422}),
    ),
    ("GET", "/api/v1/passkeys"): Call(roles=ALL),
    ("DELETE", "/api/v1/passkeys/{passkey_id}"): Call(roles=ALL, otherwise=frozenset({404})),
    ("POST", "/api/v1/credentials/totp/begin"): Call(roles=STAFF),
    ("PUT", "/api/v1/credentials/totp"): Call(
        roles=STAFF, body=lambda _: {"ceremony": str(uuid4()), "code": "000000"}, otherwise=frozenset({422})
    ),
    ("POST", "/api/v1/credentials/recovery-code"): Call(roles=STAFF),
    ("POST", "/api/v1/invitations"): Call(
        roles=STAFF,
        body=lambda _: {"role": "patient", "name": "Paula", "birth_date": "1990-02-03"},
        otherwise=frozenset({201}),
    ),
    ("GET", "/api/v1/invitations"): Call(roles=STAFF),
    ("DELETE", "/api/v1/invitations/{invitation_id}"): Call(roles=STAFF, otherwise=frozenset({404})),
    ("POST", "/api/v1/invitations/begin"): Call(
        roles=ANYONE, body=lambda _: {"token": "x", "code": "000000"}, otherwise=frozenset({404})
    ),
    ("POST", "/api/v1/invitations/accept"): Call(
        roles=ANYONE,
        body=lambda _: {"token": "x", "code": "000000", "passphrase": "x"},
        otherwise=frozenset({404}),
    ),
    ("POST", "/api/v1/people/{person_id}/reset"): Call(
        roles=STAFF, body=lambda _: {"proof": "photo_id"}, otherwise=frozenset({404})
    ),
    ("GET", "/api/v1/people"): Call(roles=frozenset({ADMIN})),
    ("PUT", "/api/v1/people/{person_id}"): Call(
        roles=frozenset({ADMIN}), body=lambda _: {"name": "Somebody"}, otherwise=frozenset({404})
    ),
    ("PUT", "/api/v1/patients/{patient_id}/care-team/{person_id}"): Call(roles=frozenset({ADMIN})),
    ("DELETE", "/api/v1/patients/{patient_id}/care-team/{person_id}"): Call(roles=frozenset({ADMIN})),
    ("GET", "/api/v1/clinic"): Call(roles=frozenset({PROVIDER, ADMIN})),
    ("PUT", "/api/v1/clinic"): Call(roles=frozenset({ADMIN}), body=lambda _: clinic_body()),
    ("GET", "/api/v1/audit"): Call(roles=frozenset({ADMIN})),
    ("GET", "/api/v1/events"): Call(roles=frozenset({PROVIDER})),
    ("GET", "/api/v1/openapi.json"): Call(roles=ANYONE),
    ("GET", "/health/live"): Call(roles=ANYONE),
    ("GET", "/health/ready"): Call(roles=ANYONE),
}
"""A route that is missing here fails a test: whoever adds one says here who may call it."""

OUTSIDERS = ("Eve", "signed out", "Bob", "Nils", "Nadia", "Carol", "Sam", "Sofia")


def _served(app: Litestar) -> Iterator[tuple[str, str]]:
    for route in app.routes:
        yield from ((method, route.path_format) for method in route.methods if method != "OPTIONS")


def _owned() -> Iterator[tuple[str, str]]:
    """The routes whose address names a patient, or something of a patient's."""
    yield from (key for key in CALLS if "{patient_id}" in key[1] or "{alert_id}" in key[1])


async def _send(client: httpx.AsyncClient, key: tuple[str, str], target: Target) -> httpx.Response:
    method, path = key
    call = CALLS[key]
    address = path.format(
        patient_id=target.patient,
        session_id=target.session,
        alert_id=target.alert,
        pass_id=target.companion_pass,
        person_id=target.person,
        sign_in_id=target.sign_in,
        passkey_id=target.passkey,
        invitation_id=target.invitation,
        questionnaire="phq-9",
    )
    if call.body is None:
        return await client.request(method, address, params=call.query)
    return await client.request(method, address, params=call.query, json=call.body(target))


def _seen(response: httpx.Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that tells one answer from another."""
    headers = sorted((name, value) for name, value in response.headers.items() if name not in {"date", "etag"})
    return response.status_code, response.content, headers


def _member(world: World, name: str) -> Member:
    return next(member for member in (*world.cast.all, world.nils) if member.name == name)


def _role(world: World, name: str) -> str:
    return "nobody" if name in {"Eve", "signed out"} else _member(world, name).role.value


async def _as(name: str, world: World, signed_in: SignIn, client: httpx.AsyncClient) -> httpx.AsyncClient:
    if name == "Eve":
        return client
    if name == "signed out":
        once = await signed_in(world.cast.alice)
        kept = dict(once.cookies)
        assert (await once.delete("/api/v1/sign-in")).status_code == 204
        client.headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in kept.items())
        return client
    return await signed_in(_member(world, name))


def test_every_route_is_in_the_table(app: Litestar) -> None:
    assert set(_served(app)) == set(CALLS)


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_alices_ids_answer_as_invented_ones_do(
    name: str, world: World, signed_in: SignIn, client: httpx.AsyncClient, dump: Dump
) -> None:
    outsider = await _as(name, world, signed_in, client)
    before = await dump()
    for key in _owned():
        if key[1].endswith("/break-glass") and name == "Nils":
            # A provider of her clinic may, and she is told: `test_break_glass`.
            continue
        hers, nobodys = await _send(outsider, key, world.alice), await _send(outsider, key, invented())
        assert _seen(hers) == _seen(nobodys), key
        admitted = _role(world, name) in CALLS[key].roles
        expected = 404 if admitted else 401 if _role(world, name) == "nobody" else 403
        assert hers.status_code == expected, key
    assert await dump() == before


@pytest.mark.parametrize("name", ["Alice", "Dana"])
async def test_alice_and_her_provider_come_in_where_their_role_may(
    name: str, world: World, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    insider = await _as(name, world, signed_in, client)
    for key in _owned():
        if "{alert_id}" in key[1] and name == "Alice":
            continue
        answer = await _send(insider, key, world.alice)
        expected = CALLS[key].about_own if _role(world, name) in CALLS[key].roles else 403
        assert answer.status_code == expected, (key, answer.text)


@pytest.mark.parametrize("name", ["Carol", "Sam"])
async def test_whoever_may_read_carol_may_not_mix_her_address_with_alices_ids(
    name: str, world: World, signed_in: SignIn, client: httpx.AsyncClient, dump: Dump
) -> None:
    outsider = await _as(name, world, signed_in, client)
    before = await dump()
    path = f"/api/v1/patients/{world.alice.patient}/sessions/{world.carol.session}"
    assert (await outsider.put(path, json=session_body())).status_code in {403, 404}
    assert await dump() == before


@pytest.mark.parametrize("name", ["Eve", "signed out", "Alice", "Nils", "Nadia", "Sam"])
async def test_routes_without_an_id_take_those_declared_and_nobody_else(
    name: str, world: World, signed_in: SignIn, client: httpx.AsyncClient, app: Litestar
) -> None:
    actor = await _as(name, world, signed_in, client)
    for key in sorted(set(CALLS) - set(_owned()), key=lambda key: (key == SIGN_OUT, key)):
        admitted = _role(world, name) in CALLS[key].roles
        if key == ("GET", "/api/v1/events") and admitted:
            async with listen(app, actor) as stream:
                assert stream.status == 200
            continue
        status = (await _send(actor, key, invented())).status_code
        if key == ("POST", "/api/v1/sign-in"):
            assert status == 401
        elif admitted:
            assert status in CALLS[key].otherwise, key
        else:
            assert status == (401 if _role(world, name) == "nobody" else 403), key


@pytest.mark.parametrize("name", ["Bob", "Carol"])
async def test_an_id_of_alices_inside_an_entry_is_an_invented_one(
    name: str, world: World, signed_in: SignIn, dump: Dump
) -> None:
    member, ids = _member(world, name), invented()
    client = await signed_in(member)
    before = await dump()
    path = f"/api/v1/patients/{member.own}/journal"
    for field, hers, nobodys in (
        ("replaces", world.alice.entry, ids.entry),
        ("session_id", world.alice.session, ids.session),
    ):
        entry = side_effect() if field == "session_id" else check_in()
        answers = [await client.post(path, json=batch(entry | {field: value}, after=2)) for value in (hers, nobodys)]
        assert _seen(answers[0]) == _seen(answers[1]), field
        problem = answers[0].json()["results"][0]["problem"]
        assert (problem["status"], problem["errors"][0]["pointer"]) == (422, f"/entries/0/{field}")
    assert await dump() == before


async def test_bob_may_use_an_id_that_alice_has_used_and_learns_nothing(world: World, signed_in: SignIn) -> None:
    bob, alice = await signed_in(world.cast.bob), await signed_in(world.cast.alice)
    hers = (await alice.get(f"/api/v1/patients/{world.alice.patient}/journal")).json()["entries"]
    answer = await sync(bob, world.cast.bob, check_in(id=world.alice.entry, mood=1), after=2)
    assert answer["results"][0]["status"] == "accepted"
    assert answer["results"][0]["entry"]["mood"] == 1
    still = (await alice.get(f"/api/v1/patients/{world.alice.patient}/journal")).json()["entries"]
    assert still == hers


async def test_sam_may_give_carols_session_an_id_that_dana_gave_alices(world: World, signed_in: SignIn) -> None:
    sam, dana = await signed_in(world.cast.sam), await signed_in(world.cast.dana)
    path = "/api/v1/patients/{}/sessions"
    hers = (await dana.get(path.format(world.alice.patient))).json()
    put = await sam.put(f"{path.format(world.carol.patient)}/{world.alice.session}", json=session_body(dose_mg=50))
    assert put.status_code == 200
    assert (await dana.get(path.format(world.alice.patient))).json() == hers


async def test_an_id_in_the_query_that_is_not_declared_changes_nothing(world: World, signed_in: SignIn) -> None:
    carol = await signed_in(world.cast.carol)
    path = f"/api/v1/patients/{world.carol.patient}/journal"
    plain = await carol.get(path)
    forged = await carol.get(path, params={"patient_id": world.alice.patient, "patient": world.alice.patient})
    assert _seen(forged) == _seen(plain)


async def test_south_sees_nothing_of_north_in_its_lists(world: World, signed_in: SignIn) -> None:
    sam = await signed_in(world.cast.sam)
    worklist = (await sam.get("/api/v1/patients")).json()
    assert [row["name"] for row in worklist["patients"]] == ["Carol"]
    alerts = (await sam.get("/api/v1/alerts", params={"all": "true"})).json()["alerts"]
    assert {alert["patient"]["name"] for alert in alerts} == {"Carol"}


async def test_a_provider_without_patients_has_empty_lists(world: World, signed_in: SignIn) -> None:
    nils = await signed_in(world.nils)
    assert (await nils.get("/api/v1/patients")).json() == {
        "patients": [],
        "counts": {"alert": 0, "fading": 0, "silent": 0, "due": 0},
    }
    assert (await nils.get("/api/v1/alerts", params={"all": "true"})).json() == {"alerts": []}


async def test_news_of_alice_reaches_dana_and_neither_sam_nor_nils(
    world: World, signed_in: SignIn, app: Litestar
) -> None:
    alice, carol = await signed_in(world.cast.alice), await signed_in(world.cast.carol)
    dana, sam, nils = [await signed_in(member) for member in (world.cast.dana, world.cast.sam, world.nils)]
    async with listen(app, dana) as hers, listen(app, sam) as his, listen(app, nils) as nobodys:
        await sync(alice, world.cast.alice, check_in(), after=2)
        heard = await hers.until("event: journal")
        # Carol's entry comes after Alice's: once Sam hears it, Alice's has passed him by.
        await sync(carol, world.cast.carol, check_in(), after=2)
        heard_by_sam = await his.until("event: journal")
        assert "event" not in nobodys.text
    assert world.alice.patient in heard
    assert '"number":3' in heard
    assert world.carol.patient in heard_by_sam
    assert world.alice.patient not in heard_by_sam


async def test_a_foreign_cookie_name_or_two_cookies_do_not_help_eve(cast: Cast, client: httpx.AsyncClient) -> None:
    for cookie in ("sid=x", "__Host-sid=", "__Host-sid=x; __Host-sid=y", "__Host-sid=" + "a" * 4000, "__Host-sid=\xff"):
        answer = await client.get("/api/v1/me", headers={b"Cookie": cookie.encode("latin-1")})
        assert answer.status_code == 401, cookie
    forged = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": ORIGIN, "Authorization": "Bearer x"}
    assert (await client.get("/api/v1/patients", headers=forged)).status_code == 401
