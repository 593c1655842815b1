"""What the matrix does not ask: a route that reads in two ways, names that cannot be, and asking without end."""

import asyncio
from uuid import uuid4

import pytest

from journal.actions import passkeys, throttle
from journal.actions.ceremonies import RelyingParty
from journal.actions.throttle import RULES, Kind, TooMany
from journal.db.throttle import Bucket
from tests.support import NOON, ORIGIN, SignIn
from tests.worlds import World


async def test_the_days_of_alices_journal_are_nobodys_for_whom_she_is_not(world: World, signed_in: SignIn) -> None:
    days = {"from": "2026-11-01", "to": "2026-11-23"}
    for member in (world.cast.bob, world.nils, world.cast.sam, world.cast.carol):
        client = await signed_in(member)
        refused = await client.get(f"/api/v1/patients/{world.alice.patient}/journal", params=days)
        invented = await client.get(f"/api/v1/patients/{uuid4()}/journal", params=days)
        assert (refused.status_code, refused.content) == (404, invented.content), member.name


async def test_a_questionnaire_that_cannot_be_is_none(world: World, signed_in: SignIn) -> None:
    nadia, alice = await signed_in(world.cast.nadia), await signed_in(world.cast.alice)
    for name in ("r%00st", "R", "phq-9%20"):
        assert (await nadia.delete(f"/api/v1/clinic/questionnaires/{name}")).status_code == 404, name
        assert (await alice.get(f"/api/v1/questionnaires/{name}")).status_code == 404, name
    for version in ("0", "7", "\0"):
        asked = await alice.get("/api/v1/questionnaires/phq-9", params={"version": version})
        assert asked.status_code == 404, version


async def test_a_session_that_was_made_up_has_no_versions(world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    hers = f"/api/v1/patients/{world.alice.patient}/sessions"
    assert (await dana.get(f"{hers}/{world.alice.session}")).status_code == 200
    assert (await dana.get(f"{hers}/{uuid4()}")).status_code == 404


async def test_who_asks_for_challenges_without_end_waits_and_another_network_does_not(world: World) -> None:
    bucket, party = RULES[Kind.CEREMONY], RelyingParty(id="journal.test", origin=ORIGIN)
    assert isinstance(bucket, Bucket)
    await asyncio.gather(*(throttle.spend(Kind.CEREMONY, "a", now=NOON) for _ in range(int(bucket.most))))
    with pytest.raises(TooMany):
        await passkeys.begin_assertion(party, now=NOON, network="a")
    await passkeys.begin_assertion(party, now=NOON, network="b")
