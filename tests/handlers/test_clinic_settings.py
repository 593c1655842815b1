"""What a clinic sets for itself: whom to call, its words, when it is open, and that they are what happens."""

from typing import Any

import httpx
import pytest

from journal.clinical.clinics import NO_DRIVING, UNWATCHED
from tests.support import Cast, Clock, SignIn
from tests.worlds import Dump, clinic_body


async def _set(client: httpx.AsyncClient, **fields: Any) -> None:
    answer = await client.put("/api/v1/clinic", json=clinic_body(**fields))
    assert answer.status_code == 204, answer.text


async def test_a_clinic_that_has_set_nothing_has_the_products_words_and_rules(cast: Cast, signed_in: SignIn) -> None:
    found = (await (await signed_in(cast.dana)).get("/api/v1/clinic")).json()
    assert found == {
        "id": str(cast.dana.clinic),
        "name": "North",
        "phone": "(212) 555-0100",
        "hours": "Mon-Fri 8:00-18:00",
        "zone": "America/New_York",
        "crisis": {"emergency": "911", "line": "988", "line_name": None},
        "words": {
            "no_driving": {"en": NO_DRIVING.en, "es": NO_DRIVING.es},
            "unwatched": {"en": UNWATCHED.en, "es": UNWATCHED.es},
        },
        "office_hours": [],
        "on_call": None,
    }


async def test_what_is_read_can_be_put_back(cast: Cast, signed_in: SignIn) -> None:
    nadia = await signed_in(cast.nadia)
    found = (await nadia.get("/api/v1/clinic")).json()
    assert (await nadia.put("/api/v1/clinic", json=found)).status_code == 204
    assert (await nadia.get("/api/v1/clinic")).json() == found


async def test_alices_phone_is_told_norths_numbers_and_words_and_carols_souths(cast: Cast, signed_in: SignIn) -> None:
    nadia = await signed_in(cast.nadia)
    crisis = {"emergency": "112", "line": "024", "line_name": "Línea 024"}
    await _set(nadia, crisis=crisis, phone="(212) 555-0199", hours="always")
    hers = (await (await signed_in(cast.alice)).get("/api/v1/me")).json()["crisis"]
    words = clinic_body()["words"]
    assert hers == crisis | {"clinic_phone": "(212) 555-0199", "clinic_hours": "always", "words": words}
    carols = (await (await signed_in(cast.carol)).get("/api/v1/me")).json()["crisis"]
    assert (carols["emergency"], carols["line"]) == ("911", "988")
    assert carols["words"]["no_driving"] == {"en": NO_DRIVING.en, "es": NO_DRIVING.es}


async def test_office_hours_and_who_is_on_call_are_kept(cast: Cast, signed_in: SignIn) -> None:
    nadia = await signed_in(cast.nadia)
    own: dict[str, Any] = {
        "office_hours": [{"days": [1, 2, 3, 4, 5], "from": "08:00", "to": "18:00"}],
        "on_call": {"name": "Dr. Ng", "phone": "(212) 555-0199"},
    }
    await _set(nadia, **own)
    found = (await nadia.get("/api/v1/clinic")).json()
    assert {name: found[name] for name in own} == own


WRONG: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/name", {"name": " "}),
    ("/phone", {"phone": ""}),
    ("/hours", {"hours": "x" * 201}),
    ("/hours", {"hours": "no\x00text"}),
    ("/zone", {"zone": "Mars/Base"}),
    ("/zone", {"zone": "../../etc/passwd"}),
    ("/crisis/emergency", {"crisis": {"emergency": "", "line": "988"}}),
    ("/crisis/emergency", {"crisis": {"emergency": "call me", "line": "988"}}),
    ("/crisis/line", {"crisis": {"emergency": "911", "line": "javascript:1"}}),
    ("/crisis/line_name", {"crisis": {"emergency": "911", "line": "988", "line_name": ""}}),
    ("/words/no_driving/es", {"words": {"no_driving": {"en": "x", "es": " "}, "unwatched": {"en": "x", "es": "x"}}}),
    ("/words/unwatched/en", {"words": {"no_driving": {"en": "x", "es": "x"}, "unwatched": {"en": "\n", "es": "x"}}}),
    ("/on_call/phone", {"on_call": {"name": "Dr. Ng", "phone": "call me"}}),
    ("/office_hours/0/days", {"office_hours": [{"days": [8], "from": "08:00", "to": "18:00"}]}),
    ("/office_hours/0/to", {"office_hours": [{"days": [1], "from": "18:00", "to": "08:00"}]}),
)


@pytest.mark.parametrize(("pointer", "fields"), WRONG)
async def test_what_cannot_be_set_is_named_by_its_field(
    pointer: str, fields: dict[str, Any], cast: Cast, signed_in: SignIn, dump: Dump
) -> None:
    nadia = await signed_in(cast.nadia)
    before = await dump()
    refused = await nadia.put("/api/v1/clinic", json=clinic_body(**fields))
    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, [pointer])
    assert await dump() == before


async def test_an_id_in_the_body_that_is_not_norths_changes_nothing(cast: Cast, signed_in: SignIn, dump: Dump) -> None:
    nadia = await signed_in(cast.nadia)
    before = await dump()
    for clinic in (cast.sofia.clinic, "5b1c3f9e-0d4e-4a43-8a0e-0f6ad1f7a111"):
        refused = await nadia.put("/api/v1/clinic", json=clinic_body(id=str(clinic)))
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/id")
    assert await dump() == before


async def test_settings_change_by_somebody_who_has_just_proven_who_they_are(
    cast: Cast, signed_in: SignIn, clock: Clock
) -> None:
    nadia = await signed_in(cast.nadia)
    clock.forward(minutes=6)
    refused = await nadia.put("/api/v1/clinic", json=clinic_body())
    assert (refused.status_code, refused.json()["needs"]) == (403, "step_up")
