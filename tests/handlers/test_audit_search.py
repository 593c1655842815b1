"""The audit log as Nadia searches it: who did what to whose data, in North and nowhere else."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from journal.actions.audit_log import PAGE
from tests.support import Cast, Clock, SignIn
from tests.worlds import World


async def _audit(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await client.get("/api/v1/audit", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_an_event_says_who_did_what_to_whose_data(world: World, signed_in: SignIn) -> None:
    nadia, dana = await signed_in(world.cast.nadia), await signed_in(world.cast.dana)
    await dana.get(f"/api/v1/patients/{world.alice.patient}/journal")
    event = (await _audit(nadia))["events"][0]
    assert isinstance(event.pop("number"), int)
    assert event == {
        "at": "2026-11-23T17:00:30Z",
        "actor": {"id": str(world.cast.dana.id), "name": "Dana"},
        "action": "journal.read",
        "patient": {"id": world.alice.patient, "name": "Alice"},
        "subject_id": None,
    }


async def test_every_filter_leaves_what_fits_and_they_go_together(world: World, signed_in: SignIn) -> None:
    nadia = await signed_in(world.cast.nadia)
    everything = (await _audit(nadia))["events"]
    dana, alice = str(world.cast.dana.id), world.alice.patient

    def _fits(event: dict[str, Any], **asked: str) -> bool:
        said = {
            "actor": (event["actor"] or {}).get("id"),
            "patient": (event["patient"] or {}).get("id"),
            "action": event["action"],
        }
        return all(said[name] == value for name, value in asked.items())

    filters: tuple[dict[str, str], ...] = (
        {"actor": dana},
        {"patient": alice},
        {"action": "entry.record"},
        {"actor": dana, "patient": alice},
        {"actor": dana, "patient": alice, "action": "session.record"},
    )
    for asked in filters:
        expected = [event for event in everything if _fits(event, **asked)]
        assert expected, asked
        assert (await _audit(nadia, **asked))["events"] == expected, asked


async def test_days_are_the_clinics_own_from_midnight_to_midnight(cast: Cast, signed_in: SignIn, clock: Clock) -> None:
    clock.forward(hours=11, minutes=59)
    alice = await signed_in(cast.alice)
    await alice.get(f"/api/v1/patients/{cast.alice.own}")
    clock.forward(minutes=2)
    await alice.get(f"/api/v1/patients/{cast.alice.own}")
    nadia = await signed_in(cast.nadia)
    about = {"patient": str(cast.alice.own), "action": "patient.read"}
    days = ("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25")
    found = [len((await _audit(nadia, **about, **{"from": day, "to": day}))["events"]) for day in days]
    assert found == [0, 1, 1, 0]
    assert len((await _audit(nadia, **about, **{"from": days[1]}))["events"]) == 2
    assert len((await _audit(nadia, **about, to=days[1]))["events"]) == 1


async def test_a_long_log_is_read_page_by_page_and_nothing_is_shown_twice_or_left_out(
    cast: Cast, signed_in: SignIn
) -> None:
    alice, nadia = await signed_in(cast.alice), await signed_in(cast.nadia)
    for _ in range(PAGE + 20):
        await alice.get(f"/api/v1/patients/{cast.alice.own}")
    about = {"patient": str(cast.alice.own), "action": "patient.read"}
    first = await _audit(nadia, **about)
    assert (len(first["events"]), first["more"]) == (PAGE, True)
    second = await _audit(nadia, **about, before=first["events"][-1]["number"])
    assert (len(second["events"]), second["more"]) == (20, False)
    numbers = [event["number"] for event in (*first["events"], *second["events"])]
    assert numbers == sorted(set(numbers), reverse=True)


async def test_the_search_is_on_record_itself(world: World, signed_in: SignIn) -> None:
    nadia = await signed_in(world.cast.nadia)
    await _audit(nadia, patient=world.alice.patient)
    event = (await _audit(nadia, action="audit.search"))["events"][0]
    assert (event["actor"]["name"], event["patient"]["name"]) == ("Nadia", "Alice")


@pytest.mark.parametrize("name", ["Carol", "nobody"])
async def test_ids_of_south_find_what_invented_ones_find(name: str, world: World, signed_in: SignIn) -> None:
    nadia = await signed_in(world.cast.nadia)
    patient = world.carol.patient if name == "Carol" else str(uuid4())
    actor = str(world.cast.sam.id) if name == "Carol" else str(uuid4())
    assert await _audit(nadia, patient=patient) == {"events": [], "more": False}
    assert await _audit(nadia, actor=actor) == {"events": [], "more": False}
    # Nor does the search leave a trace in which the id would stand.
    assert [event["patient"] for event in (await _audit(nadia, action="audit.search"))["events"]] == [None, None]


async def test_sofia_finds_nothing_of_north(world: World, signed_in: SignIn) -> None:
    sofia, nadia = await signed_in(world.cast.sofia), await signed_in(world.cast.nadia)
    norths = (await _audit(nadia))["events"]
    for query in ({}, {"before": norths[0]["number"]}):
        found = (await _audit(sofia, **query))["events"]
        named = {event[who]["name"] for event in found for who in ("actor", "patient") if event[who]}
        assert {"Carol", "Sam"} <= named <= {"Carol", "Sam", "Sofia"}


@pytest.mark.parametrize(
    ("field", "query"),
    [
        ("/action", {"action": "journal"}),
        ("/action", {"action": "journal.read' or true"}),
        ("/action", {"action": ""}),
        ("/before", {"before": "0"}),
        ("/before", {"before": str(2**63)}),
        ("/from", {"from": "0001-01-01"}),
        ("/to", {"to": "9999-12-31"}),
        ("/to", {"from": "2026-11-02", "to": "2026-11-01"}),
    ],
)
async def test_a_filter_that_is_none_is_named(field: str, query: dict[str, str], cast: Cast, signed_in: SignIn) -> None:
    refused = await (await signed_in(cast.nadia)).get("/api/v1/audit", params=query)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, field)


@pytest.mark.parametrize("query", [{"actor": "x"}, {"patient": "1"}, {"from": "yesterday"}, {"before": "x"}])
async def test_a_filter_that_cannot_be_read_is_a_400(query: dict[str, str], cast: Cast, signed_in: SignIn) -> None:
    assert (await (await signed_in(cast.nadia)).get("/api/v1/audit", params=query)).status_code == 400
