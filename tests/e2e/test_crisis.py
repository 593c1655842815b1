"""The safety path: on the phone first, without a connection, and honest about what the clinic knows."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, Journal, Phone, Visits, controlled, sign_in

NOT_TOLD = "Your clinic has NOT been told yet"
TOLD = "Your clinic received your answer"


async def answer_phq9(page: Page, *answers: str) -> None:
    """Nine answers by their words, from the first screen of the questionnaire on."""
    await page.get_by_role("button", name="Start").click()
    for n, answer in enumerate(answers, start=1):
        await expect(page.get_by_text(f"{n} of 10")).to_be_visible()
        await page.get_by_role("button", name=answer, exact=True).click()


async def test_item_9_opens_the_crisis_card_offline_before_any_thanks_and_dana_is_told_later(visit: Visits) -> None:
    alice, dana = await visit("Alice", "/questions/phq-9"), await visit("Dana", "/alerts", size=DESK)
    await expect(alice.get_by_role("button", name="Start")).to_be_visible()
    await alice.context.set_offline(True)
    await answer_phq9(alice, *["Not at all"] * 8, "Several days")

    await expect(alice.get_by_role("heading", name="Help now")).to_be_visible()
    await expect(alice.get_by_role("alert").get_by_text(NOT_TOLD)).to_be_visible()
    await expect(alice.get_by_role("heading", name="Thank you")).to_have_count(0)
    await expect(alice.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
    await expect(alice.get_by_role("link", name="Call your clinic")).to_have_attribute("href", "tel:2125550142")
    await expect(alice.get_by_text("Nobody is watching this live.")).to_be_visible()

    await alice.context.set_offline(False)
    await expect(alice.get_by_text(TOLD)).to_be_visible()
    await expect(alice.get_by_text(NOT_TOLD)).to_have_count(0)
    alert = dana.get_by_role("listitem").filter(has_text="Alice: PHQ-9 item 9 answered 1")
    await expect(alert.get_by_text("Now", exact=True)).to_be_visible()


async def test_alice_says_she_is_not_safe_and_dana_sees_it_without_reloading(visit: Visits) -> None:
    alice, dana = await visit("Alice", "/help"), await visit("Dana", "/alerts", size=DESK)
    await expect(dana.get_by_role("listitem").first).to_be_visible()
    await alice.get_by_role("button", name="I am not safe").click()
    await expect(alice.get_by_text(TOLD)).to_be_visible()
    await expect(dana.get_by_role("listitem").filter(has_text="Alice: Says: I am not safe").first).to_be_visible()


async def test_not_safe_without_a_connection_says_that_nobody_was_told(visit: Visits) -> None:
    bob = await visit("Bob", "/help")
    await expect(bob.get_by_role("button", name="I am not safe")).to_be_visible()
    await bob.context.set_offline(True)
    await bob.get_by_role("button", name="I am not safe").click()
    await expect(bob.get_by_role("alert").get_by_text(NOT_TOLD)).to_be_visible()
    await bob.get_by_role("link", name="Today").click()
    await expect(bob.get_by_text(NOT_TOLD)).to_be_visible()


async def test_help_now_needs_neither_a_sign_in_nor_a_connection(visit: Visits) -> None:
    eve = await visit()
    await controlled(eve)
    await eve.context.set_offline(True)
    await eve.reload()
    await eve.get_by_role("link", name="Help now").click()
    await expect(eve.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    await expect(eve.get_by_role("link", name="Text 988")).to_have_attribute("href", "sms:988")
    await expect(eve.get_by_text("this phone cannot tell your clinic")).to_be_visible()
    await expect(eve.get_by_role("button", name="I am not safe")).to_have_count(0)


async def test_a_phone_that_was_signed_out_opens_the_card_from_cold_with_the_clinics_number(
    journal: Journal, phones: Iterator[Phone]
) -> None:
    """Closed, opened again without a connection and with nobody signed in, at the card and at the front door."""
    phone = next(phones)
    alice = await phone.open(journal.origin)
    await sign_in(alice, journal, "Alice")
    await expect(alice.get_by_role("heading", name="How is today?")).to_be_visible()
    await alice.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await alice.goto(f"{journal.origin}/more")
    await alice.get_by_role("button", name="Sign out").click()
    await expect(alice.get_by_label("E-mail")).to_be_visible()
    await phone.close()

    for start in ("/help", "/"):
        nobody = await phone.open(f"{journal.origin}{start}", offline=True)
        if start == "/":
            await nobody.get_by_role("link", name="Help now").click()
        await expect(nobody.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
        await expect(nobody.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
        await expect(nobody.get_by_role("link", name="Call your clinic")).to_have_attribute("href", "tel:2125550142")
        await expect(nobody.get_by_text("Nobody is watching this live.")).to_be_visible()
        await expect(nobody.get_by_text("this phone cannot tell your clinic")).to_be_visible()
        await phone.close()


EVERY_SCREEN = (
    "/",
    "/check-in",
    "/side-effects",
    "/event",
    "/reading",
    "/medicine",
    "/history",
    "/recovery",
    "/more",
    "/companion-pass",
    "/account",
    "/questions/phq-9",
    "/nowhere",
)


async def test_the_card_with_not_safe_is_one_tap_away_from_every_screen_of_alices(visit: Visits) -> None:
    alice = await visit("Alice")
    for at in EVERY_SCREEN:
        await alice.goto(at)
        await expect(alice.get_by_role("heading", level=1)).to_be_visible()
        await alice.get_by_role("link", name="Help now").click()
        await expect(alice.get_by_role("link", name="Call 911")).to_be_in_viewport()
        await expect(alice.get_by_role("button", name="I am not safe")).to_be_in_viewport()


@pytest.mark.parametrize("at", ["/check-in", "/questions/phq-9"])
async def test_the_card_is_one_tap_away_in_the_middle_of_an_answer(visit: Visits, at: str) -> None:
    alice = await visit("Alice", at)
    await alice.get_by_role("button", name="Start").or_(alice.get_by_role("button", name="Mood 3 of 10")).click()
    await expect(alice.get_by_role("heading", level=1)).to_be_visible()
    await alice.get_by_role("link", name="Help now").click()
    await expect(alice.get_by_role("button", name="I am not safe")).to_be_in_viewport()
