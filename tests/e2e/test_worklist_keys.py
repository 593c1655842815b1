"""Dana between two patients: the worklist and a patient's page with the keyboard alone, and what she writes there."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, Journal, Visits

PLAN = "Keep the walks. We talk on Friday."
NOTE = "Sister will drive next time."


async def test_dana_finds_alice_without_a_mouse_and_comes_back(visit: Visits) -> None:
    dana = await visit("Dana", size=DESK)
    rows = dana.locator(".work-row")
    await expect(rows.first).to_be_visible()
    await dana.keyboard.press("/")
    await expect(dana.get_by_label("Search by name")).to_be_focused()
    await dana.keyboard.type("ÁLI")
    await expect(rows).to_have_count(1)
    await dana.keyboard.press("ArrowDown")
    await expect(dana.get_by_role("link", name="Alice", exact=True)).to_be_focused()
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_role("heading", name="Alice")).to_be_visible()
    await dana.keyboard.press("u")
    await expect(dana.get_by_role("heading", name="Worklist")).to_be_visible()


async def test_the_arrows_walk_the_rows_and_escape_clears_the_search(visit: Visits) -> None:
    dana = await visit("Dana", size=DESK)
    names = dana.locator(".work-name")
    await expect(names.first).to_be_visible()
    await dana.keyboard.press("ArrowDown")
    await expect(names.nth(0)).to_be_focused()
    await dana.keyboard.press("ArrowDown")
    await expect(names.nth(1)).to_be_focused()
    await dana.keyboard.press("ArrowUp")
    await expect(names.nth(0)).to_be_focused()
    await dana.keyboard.press("/")
    await dana.keyboard.type("nobody at all")
    await expect(dana.get_by_text("Nobody fits.")).to_be_visible()
    await dana.keyboard.press("Escape")
    await expect(names.nth(1)).to_be_visible()


async def test_a_question_mark_lists_the_keys_and_somebody_may_do_without_them(visit: Visits) -> None:
    dana = await visit("Dana", size=DESK)
    await expect(dana.locator(".work-row").first).to_be_visible()
    await dana.keyboard.press("?")
    listed = dana.get_by_role("region", name="Keys on this page")
    await expect(listed).to_be_focused()
    await expect(listed.get_by_text("Go to the search")).to_be_visible()
    await listed.get_by_label("Use keys without Ctrl or Alt").uncheck()
    await dana.keyboard.press("Escape")
    await expect(listed).to_have_count(0)
    await dana.keyboard.press("?")
    await expect(listed).to_have_count(0)


async def test_what_is_new_waits_until_dana_asks_for_it(journal: Journal, visit: Visits) -> None:
    dana, bob = await visit("Dana", size=DESK), await visit("Bob", "/help")
    rows, names = dana.locator(".work-row"), dana.locator(".work-name")
    await expect(rows.first).to_be_visible()
    before = await names.all_text_contents()  # the text that is shown leaves out the rows that are out of sight
    await bob.get_by_role("button", name="I am not safe").click()
    new = dana.get_by_role("button", name=re.compile(r"^\d+ new"))
    await expect(new).to_be_visible()
    assert await names.all_text_contents() == before
    await new.click()
    await expect(new).to_have_count(0)
    await expect(rows.filter(has_text="Bob").get_by_text("I am not safe").first).to_be_visible()


async def _to_notes(dana: Page) -> None:
    await expect(dana.get_by_role("heading", name="Notes and plan")).to_be_visible()
    await dana.keyboard.press("n")
    await expect(dana.get_by_role("radio", name="Note, for the care team")).to_be_focused()


async def _write(dana: Page, text: str) -> None:
    """From the kind on, by Tab as far as the text."""
    for _ in range(6):
        await dana.keyboard.press("Tab")
        if await dana.get_by_label("Text", exact=True).evaluate("element => element === document.activeElement"):
            break
    await dana.keyboard.type(text)
    await dana.keyboard.press("Control+Enter")
    await expect(dana.get_by_role("table", name="Notes and plan").get_by_text(text)).to_be_visible()


async def test_dana_writes_with_the_keyboard_alone_and_alice_reads_the_plan_and_no_note(
    journal: Journal, visit: Visits
) -> None:
    at = f"/patients/{journal.accounts['Alice']['patient_id']}"
    dana = await visit("Dana", at, size=DESK)
    await _to_notes(dana)
    await _write(dana, NOTE)
    await _to_notes(dana)
    await dana.keyboard.press("ArrowRight")
    await _write(dana, PLAN)
    await expect(dana.locator(".chart-pin-note")).not_to_have_count(0)
    await expect(dana.locator(".chart-pin-plan")).not_to_have_count(0)

    alice = await visit("Alice", "/recovery")
    await expect(alice.get_by_role("heading", name="Your clinic’s plan")).to_be_visible()
    await expect(alice.get_by_text(PLAN)).to_be_visible()
    await expect(alice.get_by_text(NOTE)).to_have_count(0)

    sam = await visit("Sam", at, size=DESK)
    await expect(sam.get_by_role("heading", name="There is nothing here")).to_be_visible()
    await expect(sam.get_by_text(NOTE)).to_have_count(0)


SLOW_PHONE = """
    const quick = crypto.subtle.decrypt.bind(crypto.subtle)
    crypto.subtle.decrypt = async (...asked) => {
        await new Promise(done => setTimeout(done, 700))
        return quick(...asked)
    }
"""
"""A phone that takes long to unseal the journal that lies on it."""


async def test_alice_reads_the_plan_however_long_her_phone_takes_to_open_the_journal(
    journal: Journal, visit: Visits
) -> None:
    patient = journal.accounts["Alice"]["patient_id"]
    words = "Walk before lunch; call us when you cannot."
    yesterday = datetime.now(UTC) - timedelta(days=1)  # a day that has come in every zone
    plan = {"id": str(uuid4()), "kind": "plan", "date": f"{yesterday:%F}", "text": words}
    await journal.post("Dana", f"/patients/{patient}/annotations", plan)
    alice = await visit("Alice", "/recovery", first=SLOW_PHONE)
    await expect(alice.get_by_role("application")).to_be_visible()
    await alice.reload()
    await expect(alice.get_by_text(words)).to_be_visible()


async def test_a_number_leads_to_a_part_of_the_page_and_the_overlay_has_a_clock_of_hours(
    journal: Journal, visit: Visits
) -> None:
    dana = await visit("Dana", f"/patients/{journal.accounts['Alice']['patient_id']}", size=DESK)
    overlay = dana.get_by_role("heading", name="Interval against interval")
    await expect(overlay).to_be_visible()
    await dana.keyboard.press("2")
    await expect(overlay).to_be_focused()
    await dana.get_by_role("button", name="First 48 hours").click()
    await expect(dana.get_by_text("hours since the session ended")).to_be_visible()
    await expect(dana.get_by_text(re.compile(r"In the first 48 hours after session \d+"))).to_be_visible()
    card = dana.locator("section.card", has=overlay)
    await card.get_by_text("Show as table").click()
    await expect(card.get_by_role("table", name="Entries of the first 48 hours")).to_be_visible()
