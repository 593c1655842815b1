"""What the app asks by itself, and when it says to call: the bladder, a drink that stays down, nobody who answers."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import DESK, Journal, Visits, controlled, served
from tests.e2e.past import climbed
from tests.e2e.taps import answer_bladder

CALL_TODAY = "Please call your clinic today"
NOBODY_ANSWERED = "Nobody at your clinic has answered yet. Please call."
LOOKS_MS = 60_000
"""The server looks at its alerts every 15 seconds, and climbs a rung each time."""


@pytest.fixture(scope="module")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """A demo of these tests' own: what they say stays on the first screens."""
    async with served(f"called-{worker}") as running:
        yield running


async def test_bob_answers_the_monthly_questions_offline_and_is_asked_no_more(visit: Visits) -> None:
    bob = await visit("Bob")
    await controlled(bob)
    due = bob.get_by_role("link", name="Monthly: your bladder")
    await expect(due).to_be_visible()
    await bob.context.set_offline(True)
    await due.click()
    for n, question in enumerate(("does it burn", "Does your bladder hurt", "Have you seen blood"), start=1):
        await expect(bob.get_by_text(f"{n} of 3")).to_be_visible()
        await expect(bob.get_by_role("heading", name=question)).to_be_visible()
        await bob.get_by_role("button", name="No", exact=True).click()
    await expect(bob.get_by_text("We ask again in a month")).to_be_visible()
    await expect(bob.get_by_text(CALL_TODAY)).to_have_count(0)
    await bob.get_by_role("button", name="Done").click()
    await expect(bob.get_by_role("heading", name="How is today?")).to_be_visible()
    await expect(due).to_have_count(0)
    # Nor by the clinic's own reckoning, once it has the answers.
    await bob.context.set_offline(False)
    await bob.get_by_role("link", name="History").click()
    await expect(bob.get_by_role("article").filter(has_text="Blood in your urine").first).to_contain_text(
        "Your clinic has it", timeout=30_000
    )
    await bob.goto("/")
    await expect(bob.get_by_role("heading", name="How is today?")).to_be_visible()
    await expect(due).to_have_count(0)


async def test_blood_is_for_today_and_dana_is_told(visit: Visits) -> None:
    alice, dana = await visit("Alice", "/bladder"), await visit("Dana", "/alerts", size=DESK)
    await answer_bladder(alice, "It burns", "No", "A little")
    await expect(alice.get_by_role("alert").get_by_text(CALL_TODAY)).to_be_visible()
    await expect(alice.get_by_role("link", name="Call your clinic")).to_be_visible()
    alert = dana.get_by_role("listitem").filter(has_text="Alice: Blood in your urine")
    await expect(alert.get_by_text("Today", exact=True)).to_be_visible(timeout=30_000)


async def test_whoever_is_sick_is_asked_whether_a_drink_stays_down(visit: Visits) -> None:
    alice, dana = await visit("Alice", "/side-effects"), await visit("Dana", "/alerts", size=DESK)
    await alice.get_by_role("button", name="Feeling sick", exact=True).click()
    for tap in ("Moderate", "Somewhat"):
        await alice.get_by_role("button", name=tap).click()
    await expect(alice.get_by_text("has any drink stayed down?")).to_be_visible()
    await alice.get_by_role("button", name="No, nothing").click()
    await expect(alice.get_by_role("alert").get_by_text(CALL_TODAY)).to_be_visible()
    alert = dana.get_by_role("listitem").filter(has_text="Alice: No drink kept down for 12 hours")
    await expect(alert.first).to_be_visible(timeout=30_000)


async def test_when_nobody_answers_alices_app_says_to_call_until_dana_takes_it(journal: Journal, visit: Visits) -> None:
    alice = await visit("Alice", "/help")
    await alice.get_by_role("button", name="I am not safe").click()
    await expect(alice.get_by_text("Your clinic received your answer")).to_be_visible()
    await expect(alice.get_by_text(NOBODY_ANSWERED)).to_have_count(0)
    dana = await visit("Dana", "/alerts", size=DESK)
    alert = dana.get_by_role("listitem").filter(has_text="Alice: Says: I am not safe")
    await climbed(journal, "Alice", "patient")
    await dana.reload()
    await expect(alert.get_by_text("The patient's app says to call")).to_be_visible()

    await alice.goto("/")
    banner = alice.get_by_role("alert").filter(has_text=NOBODY_ANSWERED)
    await expect(banner).to_be_visible(timeout=LOOKS_MS)
    await expect(banner.get_by_role("link", name="Call your clinic")).to_have_attribute("href", "tel:2125550142")
    await alice.goto("/help")
    await expect(banner).to_be_visible()
    # Without a connection it stays, for it was true when the clinic was last heard.
    await alice.context.set_offline(True)
    await alice.get_by_role("link", name="Today").click()
    await expect(banner).to_be_visible()
    await alice.context.set_offline(False)

    await alert.get_by_role("button", name="Take it: the alert of Alice").click()
    await expect(alert.get_by_text("It is yours since")).to_be_visible()
    await alice.goto("/")
    await expect(banner).to_have_count(0, timeout=LOOKS_MS)


async def test_nadia_is_led_to_what_waits_and_to_who_could_look(journal: Journal, visit: Visits) -> None:
    alice = await visit("Alice", "/help")
    await alice.get_by_role("button", name="I am not safe").click()
    await expect(alice.get_by_text("Your clinic received your answer")).to_be_visible()
    nadia = await visit("Nadia", "/account", size=DESK)
    await climbed(journal, "Alice", "admins")
    await nadia.reload()
    await nadia.get_by_role("link", name="See what waits").first.click()
    alices = nadia.get_by_role("listitem").filter(has=nadia.get_by_role("heading", name="Alice"))
    card = alices.filter(has_text="Nobody has it yet").first
    await expect(card).to_be_visible()
    await expect(nadia.get_by_text("safe")).to_have_count(0)
    await card.get_by_role("link", name="Care team of Alice").click()
    await expect(nadia.get_by_role("heading", name="Alice", level=1)).to_be_visible()
    await expect(nadia.get_by_role("button", name="Remove Dana from the team")).to_be_visible()
