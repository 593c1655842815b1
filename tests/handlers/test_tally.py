"""How many entries of a device have arrived: what a phone holds against its own count."""

from typing import Any

import httpx

from tests.support import Cast, Member, SignIn, batch, check_in, sync


async def tally(client: httpx.AsyncClient, member: Member, device: str, *entries: Any) -> Any:
    body = batch(*entries) | {"device": device, "tally": True}
    response = await client.post(f"/api/v1/patients/{member.own}/journal", json=body)
    assert response.status_code == 200, response.text
    return response.json()["arrived"]


async def test_a_device_is_told_how_many_of_its_own_entries_arrived(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    entry = check_in()
    await sync(alice, cast.alice, entry, check_in(mood=11))
    assert await tally(alice, cast.alice, "phone-1") == 1
    assert await tally(alice, cast.alice, "phone-1", entry, check_in(mood=1, replaces=entry["id"])) == 2
    assert await tally(alice, cast.alice, "phone-2") == 0


async def test_bobs_entries_do_not_count_for_alice_on_a_phone_of_the_same_name(signed_in: SignIn, cast: Cast) -> None:
    await sync(await signed_in(cast.bob), cast.bob, check_in(), check_in())
    assert await tally(await signed_in(cast.alice), cast.alice, "phone-1") == 0


async def test_nobody_is_told_who_does_not_ask(signed_in: SignIn, cast: Cast) -> None:
    answer = await sync(await signed_in(cast.alice), cast.alice, check_in())
    assert answer["arrived"] is None


async def test_a_client_that_is_too_old_gets_426_and_nothing_is_stored(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    path = f"/api/v1/patients/{cast.alice.own}/journal"
    assert (await alice.post(path, json=batch(check_in()) | {"schema": 0})).status_code == 426
    assert (await alice.get(path, params={"after": 0})).json()["entries"] == []
