"""A session day on the patient's phone: one question a screen, large and dark, offline too."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.e2e import tours
from tests.e2e.conftest import DESK, PHONE, Journal, Visits, controlled, served
from tests.e2e.examine import SMALL, examine
from tests.e2e.past import answered_earlier
from tests.e2e.test_check_in import where_it_is_noon
from tests.e2e.test_spanish import left_in_english
from tests.e2e.tours import session_ended

CALM = 72
"""CSS pixels: the least that is touched on a session day."""
NOTHING_BLINKS = "document.getAnimations().length"
GROUND = "getComputedStyle(document.documentElement).colorScheme"


@pytest.fixture(scope="module")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """A demo of its own: whoever has had a session today sees another first screen."""
    async with served(f"session-day-{worker}") as running:
        yield running


async def reports(journal: Journal, patient: str) -> list[dict[str, Any]]:
    """Side effects of the last minutes, as the clinic has them."""
    path = f"/patients/{journal.accounts[patient]['patient_id']}/journal"
    entries = (await journal.get(patient, path))["entries"]
    since = (datetime.now(UTC) - timedelta(minutes=10)).isoformat()
    return [each for each in entries if each["kind"] == "side_effect" and each["received_at"] > since[:19]]


async def tap(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def too_small(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(SMALL, CALM)
    return found


async def test_an_hour_after_her_session_alice_is_asked_one_thing_at_a_time(journal: Journal, visit: Visits) -> None:
    await session_ended(journal, "Alice", timedelta(hours=1, minutes=1))
    alice = await visit("Alice", timezone_id=where_it_is_noon())
    await expect(alice.get_by_role("heading", name="Do you feel floating or unreal?")).to_be_visible()
    await expect(alice.get_by_text("Do not drive or use machines until tomorrow")).to_be_visible()
    assert await alice.evaluate(GROUND) == "dark"
    assert await alice.evaluate(NOTHING_BLINKS) == 0
    assert await too_small(alice) == []
    await controlled(alice)
    await alice.context.set_offline(True)
    await tap(alice, "Strong")
    await expect(alice.get_by_role("heading", name="Do you feel sleepy?")).to_be_visible()
    await alice.reload()  # what was answered stays answered, without a connection
    await expect(alice.get_by_role("heading", name="Do you feel sleepy?")).to_be_visible()
    for question, answer in (
        ("Do you feel sleepy?", "A little"),
        ("Do you feel dizzy?", "No"),
        ("Do you feel sick?", "No"),
        ("Is your vision blurred?", "No"),
        ("Do you feel anxious?", "No"),
    ):
        await expect(alice.get_by_role("heading", name=question)).to_be_visible()
        await tap(alice, answer)
    await expect(alice.get_by_role("heading", name="You can rest")).to_be_visible()
    await expect(alice.get_by_text("6 entries wait on this phone")).to_be_visible()
    assert await too_small(alice) == []

    await alice.context.set_offline(False)
    await expect(alice.get_by_text("Your clinic has everything.")).to_be_visible()
    said = {each["effect"]: each for each in await reports(journal, "Alice")}
    assert {effect: (each["severity"], each["interference"]) for effect, each in said.items()} == {
        "dissociation": (3, 3),
        "sedation": (1, 1),
        "dizziness": (0, 0),
        "nausea": (0, 0),
        "blurred_vision": (0, 0),
        "anxiety": (0, 0),
    }
    assert {effect for effect, each in said.items() if each["ended_at"] is None} == {"dissociation", "sedation"}

    # Four hours after, by the clinic's correction: what goes on comes first, and ends with one tap.
    await session_ended(journal, "Alice", timedelta(hours=4, minutes=1))
    await alice.reload()
    await expect(alice.get_by_role("heading", name="Sleepy: still there?")).to_be_visible()
    await tap(alice, "No, it ended")
    await expect(alice.get_by_role("heading", name="Floating, unreal, detached: still there?")).to_be_visible()
    await tap(alice, "No, it ended")
    await expect(alice.get_by_role("heading", name="Do you feel dizzy?")).to_be_visible()
    await tap(alice, "Too much right now")
    await expect(alice.get_by_role("heading", name="You can rest")).to_be_visible()
    await tap(alice, "Go to my journal")
    await expect(alice.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await expect(alice.get_by_text("Do not drive or use machines until tomorrow")).to_be_visible()
    await expect(alice.get_by_text("Still there?")).to_have_count(0)


async def test_before_bob_leaves_he_is_asked_once_who_takes_him_home(journal: Journal, visit: Visits) -> None:
    await session_ended(journal, "Bob", timedelta(minutes=5))
    bob = await visit("Bob", timezone_id=where_it_is_noon())
    await expect(bob.get_by_role("heading", name="Who takes you home?")).to_be_visible()
    assert await too_small(bob) == []
    await tap(bob, "I need help")
    await expect(bob.get_by_role("link", name="Call your clinic")).to_have_attribute("href", "tel:2125550142")
    assert await too_small(bob) == []
    await tap(bob, "A person is with me")
    await expect(bob.get_by_role("heading", name="You can rest")).to_be_visible()
    await bob.reload()
    await expect(bob.get_by_role("heading", name="You can rest")).to_be_visible()
    await expect(bob.get_by_text("This phone asks how you are at")).to_be_visible()


async def test_a_red_flag_of_bobs_opens_the_crisis_card_at_once_and_says_that_nobody_was_told(
    journal: Journal, visit: Visits
) -> None:
    bob = await visit("Bob", timezone_id=where_it_is_noon())
    await expect(bob.get_by_role("button", name="Chest pain")).to_be_visible()
    for flag in ("Can’t breathe", "Seizure", "Hard to wake"):
        await expect(bob.get_by_role("button", name=flag)).to_be_visible()
    await controlled(bob)
    await bob.context.set_offline(True)
    await tap(bob, "Chest pain")
    await expect(bob.get_by_role("heading", name="Help now")).to_be_visible()
    await expect(bob.get_by_role("link", name="Call 911")).to_be_visible()
    await expect(bob.get_by_role("alert").get_by_text("Your clinic has NOT been told yet.")).to_be_visible()

    await bob.goto("/")
    await expect(bob.get_by_text("Your clinic has NOT been told yet. Please call.")).to_be_visible()
    await bob.context.set_offline(False)
    await expect(bob.get_by_text("NOT been told")).to_have_count(0)
    alerts = await journal.get("Dana", "/alerts")
    assert "chest_pain" in json.dumps(alerts)


async def test_bobs_next_morning_is_a_check_in_with_sleep(journal: Journal, visit: Visits) -> None:
    bob = await visit("Bob", timezone_id=where_it_is_morning())
    await session_ended(journal, "Bob", timedelta(hours=14))
    await bob.reload()
    await expect(bob.get_by_role("heading", name="Chest pain: still there?")).to_be_visible()
    await tap(bob, "No, it ended")
    await expect(bob.get_by_role("heading", name="Mood this morning")).to_be_visible()
    assert await too_small(bob) == []
    await tap(bob, "Mood 4 of 10")
    await expect(bob.get_by_role("heading", name="Function this morning")).to_be_visible()
    await tap(bob, "Function 6 of 10")
    await expect(bob.get_by_role("heading", name="How many hours did you sleep?")).to_be_visible()
    assert await too_small(bob) == []
    await tap(bob, "7 hours")
    await expect(bob.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await expect(bob.get_by_text("Mood 4, function 6")).to_be_visible()
    await expect(bob.get_by_text("Your session day")).to_have_count(0)
    await bob.goto("/history")
    await expect(bob.get_by_text("Hours of sleep 7").first).to_be_visible()


def where_it_is_morning() -> str:
    """A zone in which it is about nine in the morning, so that a session 14 hours ago was yesterday evening."""
    return f"Etc/GMT{(datetime.now(UTC).hour - 9 + 11) % 24 - 11:+d}"


async def test_carol_begins_her_session_on_the_phone_without_signal(journal: Journal, visit: Visits) -> None:
    await answered_earlier(journal, "Carol", days=14)
    await session_ended(journal, "Carol", timedelta(days=9))
    carol = await visit("Carol", timezone_id=where_it_is_noon())
    await controlled(carol)
    await expect(carol.get_by_role("heading", name="Due")).to_be_visible()
    await carol.context.set_offline(True)
    await tap(carol, "My session begins now")
    await expect(carol.get_by_role("heading", name="Your session")).to_be_visible()
    await expect(carol.get_by_role("link", name="Check in")).to_have_count(0)
    await expect(carol.get_by_role("link", name="Help now")).to_be_visible()
    await expect(carol.get_by_role("link")).to_have_count(1)
    assert await too_small(carol) == []
    await carol.reload()
    await tap(carol, "My session is over")
    await expect(carol.get_by_role("heading", name="Who takes you home?")).to_be_visible()
    await tap(carol, "A person is with me")
    await expect(carol.get_by_role("heading", name="You can rest")).to_be_visible()
    await tap(carol, "Go to my journal")
    await expect(carol.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await expect(carol.get_by_role("heading", name="Due")).to_have_count(0)  # nothing long for a day
    await tap(carol, "Have a look")

    await carol.context.set_offline(False)
    await session_ended(journal, "Carol", timedelta(minutes=2))
    await carol.reload()  # the staff's record takes the place of hers, and nothing is asked twice
    await expect(carol.get_by_role("heading", name="You can rest")).to_be_visible()


@pytest.mark.parametrize(("who", "sizes"), [("Carol", [PHONE, DESK]), ("Alice", [DESK, PHONE])])
async def test_every_screen_of_a_session_day_can_be_used_by_anybody(
    journal: Journal, visit: Visits, who: str, sizes: list[ViewportSize]
) -> None:
    page = await visit(who, size=sizes[0], timezone_id=where_it_is_noon())
    wrong: dict[str, Any] = {}
    async for name in tours.of_a_session_day(page, journal, who):
        wrong |= await examine(page, name, sizes, target=48 if name == "session-today" else CALM)
    assert not wrong, json.dumps(wrong, indent=1)


async def test_carol_goes_by_keyboard_and_hears_each_question(journal: Journal, visit: Visits) -> None:
    await session_ended(journal, "Carol", timedelta(hours=1, minutes=1))
    carol = await visit("Carol", timezone_id=where_it_is_noon())
    question = carol.get_by_role("heading", level=1)
    await expect(carol.get_by_role("button", name="A little")).to_be_visible()
    before = await question.inner_text()
    for _ in range(20):
        await carol.keyboard.press("Tab")
        if await carol.evaluate("document.activeElement.textContent") == "A little":
            break
    await carol.keyboard.press("Enter")
    await expect(question).not_to_have_text(before)
    await expect(question).to_be_focused()
    asked = await question.inner_text()
    await tap(carol, "Not now")
    await expect(carol.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await tap(carol, "Answer now")
    await expect(question).to_have_text(asked)


async def test_carols_session_day_is_spanish_on_a_spanish_phone(journal: Journal, visit: Visits) -> None:
    carol = await visit("Carol", locale="es-MX", timezone_id=where_it_is_noon())
    await expect(carol.get_by_role("button", name="Un poco")).to_be_visible()
    await expect(carol.get_by_text("No conduzcas ni uses máquinas")).to_be_visible()
    assert await left_in_english(carol) == set()
