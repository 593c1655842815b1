"""Who calls: everybody of whom the walls must know what they may."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from litestar import Litestar

from tests.support import Clock, Member, SignIn
from tests.walls.calls import COMPANION, NOBODY
from tests.worlds import World


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What an actor needs to come in."""

    world: World
    app: Litestar
    signed_in: SignIn
    clock: Clock
    client: httpx.AsyncClient
    """Of somebody without an account."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """An actor with what they have: `role` is what the door takes them for, `proof` an invitation's token and code."""

    client: httpx.AsyncClient
    role: str
    proof: Mapping[str, Any] = field(default_factory=dict)


Enter = Callable[[Stage], Awaitable[Caller]]


def member(world: World, name: str) -> Member:
    """Somebody of the cast, or Nils."""
    return next(found for found in (*world.cast.all, world.nils) if found.name == name)


def _signed_in(name: str) -> Enter:
    async def enter(stage: Stage) -> Caller:
        found = member(stage.world, name)
        return Caller(client=await stage.signed_in(found), role=found.role.value)

    return enter


async def _nobody(stage: Stage) -> Caller:
    return Caller(client=stage.client, role=NOBODY)


async def _signed_out(stage: Stage) -> Caller:
    """Alice's cookie, kept by somebody after she has signed out."""
    once = await stage.signed_in(stage.world.cast.alice)
    kept = "; ".join(f"{name}={value}" for name, value in once.cookies.items())
    assert (await once.delete("/api/v1/sign-in")).status_code == 204
    stage.client.headers["Cookie"] = kept
    return Caller(client=stage.client, role=NOBODY)


async def _signed_out_elsewhere(stage: Stage) -> Caller:
    """Dana's lost laptop, after she has ended its sign-in from another."""
    lost = await stage.signed_in(stage.world.cast.dana)
    [id_] = [row["id"] for row in (await lost.get("/api/v1/sign-ins")).json()["sign_ins"] if row["current"]]
    stage.clock.forward(seconds=30)
    other = await stage.signed_in(stage.world.cast.dana)
    assert (await other.delete(f"/api/v1/sign-ins/{id_}")).status_code == 204
    return Caller(client=lost, role=NOBODY)


async def _disabled(stage: Stage) -> Caller:
    """Dana, while her admin keeps her out."""
    dana, nadia = await stage.signed_in(stage.world.cast.dana), await stage.signed_in(stage.world.cast.nadia)
    answer = await nadia.put(f"/api/v1/people/{stage.world.cast.dana.id}", json={"disabled": True})
    assert answer.status_code == 204
    return Caller(client=dana, role=NOBODY)


async def _companion(stage: Stage) -> Caller:
    """Whoever brings Alice home."""
    dana = await stage.signed_in(stage.world.cast.dana)
    made = await dana.post(f"/api/v1/patients/{stage.world.alice.patient}/companion-passes", json={})
    answer = await stage.client.post("/api/v1/companion/sign-in", json={"code": made.json()["code"]})
    assert answer.status_code == 200
    return Caller(client=stage.client, role=COMPANION)


async def _companion_of_yesterday(stage: Stage) -> Caller:
    caller = await _companion(stage)
    stage.clock.forward(hours=24)
    return Caller(client=caller.client, role=NOBODY)


async def _invited_long_ago(stage: Stage) -> Caller:
    """Paula, with an invitation that nobody accepted in time."""
    nadia = await stage.signed_in(stage.world.cast.nadia)
    body = {"role": "patient", "name": "Paula", "birth_date": "1990-02-03"}
    made = (await nadia.post("/api/v1/invitations", json=body)).json()
    proof = {"token": made["link"].partition("#")[2], "code": made["code"]}
    assert (await stage.client.post("/api/v1/invitations/begin", json=proof)).status_code == 200
    stage.clock.forward(hours=72)
    return Caller(client=stage.client, role=NOBODY, proof=proof)


async def _once_broken_glass(stage: Stage) -> Caller:
    """Nils, four hours after he broke the glass to Alice's journal."""
    nils, path = await stage.signed_in(stage.world.nils), f"/api/v1/patients/{stage.world.alice.patient}"
    assert (await nils.post(f"{path}/break-glass", json={"reason": "on call tonight"})).status_code == 201
    assert (await nils.get(path)).status_code == 200
    stage.clock.forward(hours=4)
    return await _signed_in("Nils")(stage)


async def _once_on_the_care_team(stage: Stage) -> Caller:
    """Dana, taken off the care team while she is signed in."""
    dana, nadia = await stage.signed_in(stage.world.cast.dana), await stage.signed_in(stage.world.cast.nadia)
    target = stage.world.alice
    ended = await nadia.delete(f"/api/v1/patients/{target.patient}/care-team/{target.provider}")
    assert ended.status_code == 204
    return Caller(client=dana, role="provider")


INSIDERS: Mapping[str, Enter] = {name: _signed_in(name) for name in ("Alice", "Dana", "Nadia")}
"""To whom some of Alice's ids are something: which, `CALLS` says."""

OUTSIDERS: Mapping[str, Enter] = {
    "Eve": _nobody,
    "a companion": _companion,
    **{name: _signed_in(name) for name in ("Bob", "Nils", "Carol", "Sam", "Sofia")},
    "Alice, signed out": _signed_out,
    "Dana, signed out elsewhere": _signed_out_elsewhere,
    "Dana, disabled": _disabled,
    "Dana, off the care team": _once_on_the_care_team,
    "a companion of yesterday": _companion_of_yesterday,
    "Paula, invited long ago": _invited_long_ago,
    "Nils, after broken glass": _once_broken_glass,
}
"""To whom they are nothing."""

ACTORS: Mapping[str, Enter] = {**OUTSIDERS, **INSIDERS}
