"""What a clinic's admins see of alerts that nobody took: whose, how urgent, in whose hands, and nothing more."""

from typing import Any

import httpx

from journal.actions import ladder
from tests.handlers.alerting import unsafe
from tests.support import Cast, Clock, SignIn, side_effect, sync

PATH = "/api/v1/clinic/alerts"
SAYS = {"id", "patient", "person_id", "tier", "raised_at", "due_at", "owner", "taken_at", "on_call"}


async def _waiting(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get(PATH)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["alerts"]
    return found


async def _come_to_nadia(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    await sync(await signed_in(cast.alice), cast.alice, unsafe())
    for _ in range(2):
        await ladder.look(now=clock.now)
        clock.forward(minutes=16)


async def test_nadia_sees_what_came_to_her_and_nothing_of_what_it_is_about(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    nadia = await signed_in(cast.nadia)
    await sync(await signed_in(cast.bob), cast.bob, side_effect(effect="haematuria"))
    assert await _waiting(nadia) == []
    await _come_to_nadia(cast, signed_in, clock)
    [alert] = await _waiting(await signed_in(cast.nadia))
    assert alert.keys() == SAYS
    assert (alert["patient"], alert["person_id"], alert["tier"]) == ("Alice", str(cast.alice.id), "page")
    assert (alert["owner"], alert["taken_at"]) == (None, None)


async def test_it_says_who_took_it_and_goes_once_it_is_closed(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    await _come_to_nadia(cast, signed_in, clock)
    dana, nadia = await signed_in(cast.dana), await signed_in(cast.nadia)
    [alert] = await _waiting(nadia)
    await dana.post(f"/api/v1/alerts/{alert['id']}/acknowledge")
    [alert] = await _waiting(nadia)
    assert (alert["owner"], alert["taken_at"] is not None) == ("Dana", True)
    await dana.post(f"/api/v1/alerts/{alert['id']}/resolve", json={"outcome": "contacted"})
    assert await _waiting(nadia) == []


async def test_sofia_sees_nothing_of_norths_and_dana_and_alice_have_their_own_places(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    await _come_to_nadia(cast, signed_in, clock)
    assert await _waiting(await signed_in(cast.sofia)) == []
    for member in (cast.dana, cast.alice):
        assert (await (await signed_in(member)).get(PATH)).status_code == 403
