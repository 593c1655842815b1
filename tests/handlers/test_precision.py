"""How many of the alerts that were closed led to an action, by rule; to their own team alone."""

import httpx

from journal.db import people
from journal.db.engine import transaction
from tests.handlers.alerting import alerts_of, sent
from tests.support import Cast, Clock, SignIn, side_effect


async def _close(client: httpx.AsyncClient, outcome: str) -> None:
    for alert in await alerts_of(client):
        await client.post(f"/api/v1/alerts/{alert['id']}/resolve", json={"outcome": outcome})


async def test_precision_counts_what_led_to_an_action(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    alice, bob, dana = [await signed_in(member) for member in (cast.alice, cast.bob, cast.dana)]
    await sent(alice, cast.alice, side_effect(effect="craving"))
    await _close(dana, "plan_changed")
    await sent(bob, cast.bob, side_effect(effect="craving"), side_effect(effect="jaundice"))
    await _close(dana, "no_action_needed")
    day = {"from": "2026-11-23", "to": "2026-11-23"}
    answer = (await dana.get("/api/v1/alerts/precision", params=day)).json()
    assert answer["rules"] == [
        {"rule": "craving", "closed": 2, "acted": 1},
        {"rule": "same-day-effect", "closed": 1, "acted": 0},
    ]
    nadia, sofia, sam = [await signed_in(member) for member in (cast.nadia, cast.sofia, cast.sam)]
    assert (await nadia.get("/api/v1/alerts/precision", params=day)).json() == answer
    for other in (sofia, sam):
        assert (await other.get("/api/v1/alerts/precision", params=day)).json() == {"rules": []}
    before = {"from": "2026-11-20", "to": "2026-11-22"}
    assert (await dana.get("/api/v1/alerts/precision", params=before)).json() == {"rules": []}
    wrong = await dana.get("/api/v1/alerts/precision", params={"from": "2026-11-23", "to": "2026-11-22"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/to")


async def test_a_provider_counts_only_the_alerts_of_those_she_cares_for(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    bob, dana = await signed_in(cast.bob), await signed_in(cast.dana)
    await sent(bob, cast.bob, side_effect(effect="craving"))
    await _close(dana, "contacted")
    async with transaction(cast.nadia.scope):
        assert await people.admins(cast.nadia.scope) == (cast.nadia.id,)
    nadia = await signed_in(cast.nadia)
    await nadia.delete(f"/api/v1/patients/{cast.bob.own}/care-team/{cast.dana.id}")
    day = {"from": "2026-11-23", "to": "2026-11-23"}
    assert (await dana.get("/api/v1/alerts/precision", params=day)).json() == {"rules": []}
