"""Nadia's office: the people of North, and who cares for whom. She reads nobody's journal, and nothing of South."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

from journal.clinical.people import Role
from journal.db import people
from journal.db.engine import transaction
from tests.support import PASSPHRASE, Cast, Clock, Member, SignIn, staff
from tests.worlds import Dump, World


async def _people(client: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    answer = await client.get("/api/v1/people")
    assert answer.status_code == 200, answer.text
    return {person["name"]: person for person in answer.json()["people"]}


async def _change(client: httpx.AsyncClient, person: object, **fields: Any) -> httpx.Response:
    return await client.put(f"/api/v1/people/{person}", json=fields)


async def _second_admin(cast: Cast) -> Member:
    """Nora, who administers North with Nadia; she has Nadia's passphrase."""
    nora = staff("Nora", Role.ADMIN, cast.nadia.clinic)
    async with transaction(cast.nadia.scope):
        nadia = await people.person(cast.nadia.scope, cast.nadia.id)
        assert nadia is not None
        account = people.Person(
            id=nora.id,
            clinic=nora.clinic,
            role=nora.role,
            name=nora.name,
            email=nora.email,
            passphrase_hash=nadia.passphrase_hash,
            totp_secret=nora.totp_secret,
            totp_step=0,
            disabled=False,
            patient=None,
        )
        await people.add_person(nora.scope, account)
    return nora


async def _sign_in(client: httpx.AsyncClient, email: str) -> int:
    return (await client.post("/api/v1/sign-in", json={"email": email, "passphrase": PASSPHRASE})).status_code


async def test_nadia_sees_everybody_of_north_and_nobody_of_south(cast: Cast, signed_in: SignIn) -> None:
    found = await _people(await signed_in(cast.nadia))
    assert list(found) == ["Alice", "Bob", "Dana", "Nadia"]
    assert found["Alice"] == {
        "id": str(cast.alice.id),
        "name": "Alice",
        "role": "patient",
        "email": "alice@clinic.test",
        "state": "active",
        "patient_id": str(cast.alice.own),
        "care_team": [{"id": str(cast.dana.id), "name": "Dana"}],
    }
    assert (found["Dana"]["patient_id"], found["Dana"]["care_team"]) == (None, [])


async def test_who_has_nothing_to_come_in_with_is_invited(world: World, signed_in: SignIn) -> None:
    cast = world.cast
    async with transaction(cast.nadia.scope):
        invited = people.Person(
            id=staff("Otto", Role.PROVIDER, cast.nadia.clinic).id,
            clinic=cast.nadia.clinic,
            role=Role.PROVIDER,
            name="Otto",
            email=None,
            passphrase_hash=None,
            totp_secret=None,
            totp_step=0,
            disabled=False,
            patient=None,
        )
        await people.add_person(cast.nadia.scope, invited)
    otto = (await _people(await signed_in(cast.nadia)))["Otto"]
    assert (otto["state"], otto["email"]) == ("invited", None)


async def test_who_is_disabled_is_out_at_once_and_comes_in_again_when_enabled(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    nadia, alice = await signed_in(cast.nadia), await signed_in(cast.alice)
    assert (await _change(nadia, cast.alice.id, disabled=True)).status_code == 204
    assert (await alice.get("/api/v1/me")).status_code == 401
    assert await _sign_in(client, cast.alice.email) == 401
    assert (await _people(nadia))["Alice"]["state"] == "disabled"
    assert (await _change(nadia, cast.alice.id, disabled=False)).status_code == 204
    assert await _sign_in(client, cast.alice.email) == 200
    assert (await _people(nadia))["Alice"]["state"] == "active"


async def test_a_new_name_is_the_patients_too(cast: Cast, signed_in: SignIn) -> None:
    nadia, dana = await signed_in(cast.nadia), await signed_in(cast.dana)
    assert (await _change(nadia, cast.alice.id, name="Alicia Ortiz")).status_code == 204
    assert "Alicia Ortiz" in await _people(nadia)
    assert (await dana.get(f"/api/v1/patients/{cast.alice.own}")).json()["name"] == "Alicia Ortiz"
    assert (await (await signed_in(cast.alice)).get("/api/v1/me")).json()["name"] == "Alicia Ortiz"


async def test_whose_e_mail_changes_signs_in_with_the_new_one_and_is_told(
    cast: Cast, signed_in: SignIn, client: httpx.AsyncClient
) -> None:
    nadia = await signed_in(cast.nadia)
    assert (await _change(nadia, cast.alice.id, email="Alice@New.test")).status_code == 204
    assert await _sign_in(client, cast.alice.email) == 401
    assert await _sign_in(client, "alice@new.test") == 200
    [notice] = (await client.get("/api/v1/notices")).json()["notices"]
    assert notice["kind"] == "email_changed"
    assert (await _people(nadia))["Alice"]["email"] == "alice@new.test"


@pytest.mark.parametrize("name", ["Bob", "Carol"])
async def test_an_e_mail_that_somebody_has_is_refused_whoevers_it_is(
    name: str, cast: Cast, signed_in: SignIn, dump: Dump
) -> None:
    nadia = await signed_in(cast.nadia)
    taken = next(member.email for member in cast.all if member.name == name)
    before = await dump()
    refused = await _change(nadia, cast.alice.id, email=taken, name="Somebody")
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"pointer": "/email", "detail": "cannot be used here"}]
    assert await dump() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", " "),
        ("name", "x" * 201),
        ("name", "two\nlines"),
        ("name", "turned \u202e round"),
        ("name", "no\x00text"),
        ("email", "nowhere"),
        ("email", "a b@clinic.test"),
        ("email", "ünï@clinic.test"),
        ("email", "a@" + "b" * 320),
        ("email", "a@b\n"),
    ],
)
async def test_what_is_no_name_and_no_address_is_named_by_its_field(
    field: str, value: str, cast: Cast, signed_in: SignIn, dump: Dump
) -> None:
    nadia = await signed_in(cast.nadia)
    before = await dump()
    refused = await _change(nadia, cast.alice.id, **{field: value})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"/{field}")
    assert await dump() == before


async def test_nadia_cannot_disable_herself(cast: Cast, signed_in: SignIn) -> None:
    await _second_admin(cast)
    nadia = await signed_in(cast.nadia)
    refused = await _change(nadia, cast.nadia.id, disabled=True)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/disabled")
    assert (await nadia.get("/api/v1/me")).status_code == 200


async def test_of_two_admins_who_disable_each_other_at_once_one_stays(cast: Cast, signed_in: SignIn) -> None:
    nora = await _second_admin(cast)
    clients = await signed_in(cast.nadia), await signed_in(nora)
    answers = await asyncio.gather(
        _change(clients[0], nora.id, disabled=True), _change(clients[1], cast.nadia.id, disabled=True)
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 204
    assert statuses[1] in {401, 403}
    alive = [(await client.get("/api/v1/me")).status_code for client in clients]
    assert sorted(alive) == [200, 401]


async def test_a_person_of_south_is_nobody_to_nadia(cast: Cast, signed_in: SignIn, dump: Dump) -> None:
    nadia = await signed_in(cast.nadia)
    before = await dump()
    for fields in ({"name": "X"}, {"email": "x@clinic.test"}, {"disabled": True}, {}):
        answers = [await _change(nadia, person, **fields) for person in (cast.carol.id, cast.sofia.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404] * 3
        assert len({answer.content for answer in answers}) == 1
    assert await dump() == before


async def test_a_person_is_changed_by_somebody_who_has_just_proven_who_they_are(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    nadia = await signed_in(cast.nadia)
    clock.forward(minutes=6)
    refused = await _change(nadia, cast.alice.id, name="X")
    assert (refused.status_code, refused.json()["needs"]) == (403, "step_up")


async def test_nadia_puts_nils_on_alices_care_team_and_takes_him_off(world: World, signed_in: SignIn) -> None:
    nadia, nils = await signed_in(world.cast.nadia), await signed_in(world.nils)
    journal = f"/api/v1/patients/{world.alice.patient}/journal"
    path = f"/api/v1/patients/{world.alice.patient}/care-team/{world.nils.id}"
    assert (await nadia.delete(path)).status_code == 404
    for _ in range(2):
        assert (await nadia.put(path)).status_code == 204
        assert (await nils.get(journal)).status_code == 200
    assert [member["name"] for member in (await _people(nadia))["Alice"]["care_team"]] == ["Dana", "Nils"]
    for _ in range(2):
        assert (await nadia.delete(path)).status_code == 204
        assert (await nils.get(journal)).status_code == 404
    assert [member["name"] for member in (await _people(nadia))["Alice"]["care_team"]] == ["Dana"]
    assert (await nadia.put(path)).status_code == 204
    assert (await nils.get(journal)).status_code == 200


async def test_only_a_provider_of_north_who_can_come_in_cares_for_a_patient_of_north(
    world: World, signed_in: SignIn, dump: Dump
) -> None:
    cast, nadia = world.cast, await signed_in(world.cast.nadia)
    assert (await _change(nadia, world.nils.id, disabled=True)).status_code == 204
    before = await dump()
    mixed = (
        (cast.alice.own, cast.sam.id),
        (cast.alice.own, cast.nadia.id),
        (cast.alice.own, cast.bob.id),
        (cast.alice.own, world.nils.id),
        (cast.alice.own, uuid4()),
        (cast.carol.own, cast.dana.id),
        (cast.carol.own, cast.sam.id),
        (uuid4(), cast.dana.id),
    )
    answers = [await nadia.put(f"/api/v1/patients/{patient}/care-team/{person}") for patient, person in mixed]
    answers += [await nadia.delete(f"/api/v1/patients/{cast.carol.own}/care-team/{cast.sam.id}")]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert len({answer.content for answer in answers}) == 1
    assert await dump() == before


async def test_nothing_that_nadia_is_shown_is_of_a_journal(world: World, signed_in: SignIn) -> None:
    nadia = await signed_in(world.cast.nadia)
    shown = [await nadia.get(f"/api/v1/{path}") for path in ("people", "clinic", "audit", "notices")]
    assert {answer.status_code for answer in shown} == {200}
    assert not any("was here" in answer.text for answer in shown)
    for rest in ("", "/journal", "/recovery", "/sessions", "/questionnaires", "/companion-passes"):
        assert (await nadia.get(f"/api/v1/patients/{world.alice.patient}{rest}")).status_code == 403, rest
