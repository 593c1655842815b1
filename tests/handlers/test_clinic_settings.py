"""What a clinic sets for itself: whom to call, its words, its rules, and that they are what happens."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from journal.clinical.clinics import NO_DRIVING, UNWATCHED
from tests.support import Cast, Clock, SignIn, phq9, side_effect, sync
from tests.worlds import Dump, World, clinic_body


async def _set(client: httpx.AsyncClient, **fields: Any) -> None:
    answer = await client.put("/api/v1/clinic", json=clinic_body(**fields))
    assert answer.status_code == 204, answer.text


def _rules(silent_days: int = 3, page_minutes: int = 15, same_day_hours: int = 8) -> dict[str, Any]:
    return {
        "silent_days": silent_days,
        "due_after": {"page_minutes": page_minutes, "same_day_hours": same_day_hours},
    }


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
        "rules": _rules(),
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


async def test_alerts_are_due_as_the_clinic_says_and_earlier_ones_as_it_said(cast: Cast, signed_in: SignIn) -> None:
    alice, dana, nadia = [await signed_in(member) for member in (cast.alice, cast.dana, cast.nadia)]
    await sync(alice, cast.alice, phq9(item9=3))
    await _set(nadia, rules=_rules(page_minutes=5, same_day_hours=2))
    await sync(alice, cast.alice, side_effect(effect="chest_pain"), side_effect(effect="haematuria"))
    alerts = (await dana.get("/api/v1/alerts")).json()["alerts"]
    waits = {
        alert["rule"]: datetime.fromisoformat(alert["due_at"]) - datetime.fromisoformat(alert["raised_at"])
        for alert in alerts
    }
    assert waits == {
        "item-9-high": timedelta(minutes=15),
        "emergency": timedelta(minutes=5),
        "same-day-effect": timedelta(hours=2),
    }


@pytest.mark.parametrize(("silent_days", "silences"), [(1, [False, True, True]), (3, [False, False, True])])
async def test_a_silence_is_as_long_as_the_clinic_says(
    silent_days: int, silences: list[bool], world: World, signed_in: SignIn, clock: Clock
) -> None:
    cast = world.cast
    await _set(await signed_in(cast.nadia), rules=_rules(silent_days=silent_days))
    dana, listed = await signed_in(cast.dana), []
    for days in (0, 1, 2):
        clock.forward(days=days)
        dana = await signed_in(cast.dana) if days else dana
        rows = (await dana.get("/api/v1/patients")).json()["patients"]
        bob = next(row for row in rows if row["id"] == world.bob.patient)
        listed.append("silent" in {reason["kind"] for reason in bob["reasons"]})
    assert listed == silences


async def test_south_keeps_its_own_rules(world: World, signed_in: SignIn, clock: Clock) -> None:
    await _set(await signed_in(world.cast.nadia), rules=_rules(silent_days=1, page_minutes=60))
    sofia, carol = await signed_in(world.cast.sofia), await signed_in(world.cast.carol)
    assert (await sofia.get("/api/v1/clinic")).json()["rules"] == _rules()
    await sync(carol, world.cast.carol, phq9(item9=3))
    alerts = (await (await signed_in(world.cast.sam)).get("/api/v1/alerts")).json()["alerts"]
    newest = max(alerts, key=lambda alert: str(alert["raised_at"]))
    assert datetime.fromisoformat(newest["due_at"]) - clock.now == timedelta(minutes=15)


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
    ("/rules/silent_days", {"rules": _rules(silent_days=0)}),
    ("/rules/silent_days", {"rules": _rules(silent_days=15)}),
    ("/rules/due_after/page_minutes", {"rules": _rules(page_minutes=4)}),
    ("/rules/due_after/page_minutes", {"rules": _rules(page_minutes=61)}),
    ("/rules/due_after/same_day_hours", {"rules": _rules(same_day_hours=0)}),
    ("/rules/due_after/same_day_hours", {"rules": _rules(same_day_hours=25)}),
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
