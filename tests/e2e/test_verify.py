"""A proof grows old: what is asked again, of whom, and that nothing is lost by it."""

import json
import re
import time

from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Journal, Visits, sign_in
from tests.e2e.examine import examine
from tests.e2e.past import end_all, long_ago

HOUR = 60


async def confirm(page: Page, journal: Journal, name: str) -> None:
    """Proves it in the dialog that asks."""
    dialog = page.get_by_role("dialog", name="Confirm it’s you")
    await dialog.get_by_label("Passphrase").fill(journal.accounts[name]["passphrase"])
    if "totp_secret" in journal.accounts[name]:
        await dialog.get_by_label("Code").fill(await journal.code(name))
    await dialog.get_by_role("button", name="Confirm", exact=True).click()
    await expect(dialog).to_have_count(0)
    journal.proven_at[name] = time.monotonic()


async def test_a_day_later_alice_writes_at_once_and_proves_who_she_is_to_read(journal: Journal, visit: Visits) -> None:
    alice = await visit("Alice")
    await expect(alice.get_by_text("since your session")).to_be_visible()
    await long_ago(journal, "Alice", minutes=HOUR)
    await alice.reload()
    await alice.get_by_role("link", name="Check in").first.click()
    await alice.get_by_role("button", name="Mood 4 of 10").click()
    await alice.get_by_role("button", name="Function 3 of 10").click()
    await expect(alice.get_by_role("heading", name="Saved")).to_be_visible()
    await alice.get_by_role("button", name="Done").click()
    await expect(alice.get_by_text("Your clinic has it").first).to_be_visible()

    await alice.get_by_role("link", name="Recovery", exact=True).click()
    await expect(alice.get_by_text("Confirm it’s you to see your recovery.")).to_be_visible()
    await alice.get_by_role("link", name="History").click()
    await expect(alice.get_by_text("Confirm it’s you to see your history.")).to_be_visible()
    days = alice.locator(".history > li")
    assert await days.count() <= 2
    await alice.get_by_role("button", name="Confirm it’s you").click()
    await alice.get_by_role("button", name="Not now").click()
    await expect(alice.get_by_role("dialog")).to_have_count(0)
    assert await days.count() <= 2
    await alice.get_by_role("button", name="Confirm it’s you").click()
    await confirm(alice, journal, "Alice")
    await expect(days.nth(5)).to_be_visible()
    await alice.get_by_role("link", name="Recovery", exact=True).click()
    await expect(alice.get_by_text("Show as table")).to_be_visible()


async def test_help_is_a_tap_away_while_alice_is_asked_who_she_is(journal: Journal, visit: Visits) -> None:
    alice = await visit("Alice")
    await expect(alice.get_by_text("since your session")).to_be_visible()
    await long_ago(journal, "Alice", minutes=HOUR)
    await alice.goto("/account")
    await expect(alice.get_by_role("dialog")).to_be_visible()
    wrong = await examine(alice, "the question who is there", [PHONE, DESK], target=48)
    assert not wrong, json.dumps(wrong, indent=1)
    await alice.get_by_role("dialog").get_by_role("button", name="Help now").click()
    await expect(alice.get_by_role("heading", name="Are you safe right now?")).to_be_visible()


async def test_dana_proves_who_she_is_before_the_page_leaves_and_keeps_what_she_wrote(
    journal: Journal, visit: Visits
) -> None:
    alice = journal.accounts["Alice"]["patient_id"]
    dana = await visit("Dana", f"/patients/{alice}/summary", size=DESK)
    await dana.get_by_label("Bottom line", exact=True).fill("Steady since the third session.")
    await dana.get_by_label("Who receives it").fill("Dr Rivera")
    await long_ago(journal, "Dana", minutes=10)
    await dana.get_by_role("button", name="Download PDF").click()
    await dana.get_by_role("button", name="Not now").click()
    await expect(dana.get_by_role("dialog")).to_have_count(0)
    await expect(dana.get_by_role("alert")).to_have_count(0)
    await expect(dana.get_by_label("Bottom line", exact=True)).to_have_value("Steady since the third session.")
    async with dana.expect_download() as handed:
        await dana.get_by_role("button", name="Download PDF").click()
        await confirm(dana, journal, "Dana")
    assert (await handed.value).suggested_filename.endswith(".pdf")


async def test_what_dana_was_typing_waits_behind_the_door_until_she_is_back(journal: Journal, visit: Visits) -> None:
    alice = journal.accounts["Alice"]["patient_id"]
    dana = await visit("Dana", f"/patients/{alice}/session", size=DESK)
    await dana.get_by_label("Dose in mg").fill("43.5")
    await end_all(journal, "Dana")
    await dana.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(dana.get_by_role("heading", name="Please sign in again")).to_be_visible()
    await expect(dana.get_by_text("Alice")).to_be_hidden()
    await expect(dana.get_by_label("Dose in mg")).to_be_hidden()
    account = journal.accounts["Dana"]
    await expect(dana.get_by_label("E-mail")).to_have_value(account["email"])
    await dana.get_by_label("Passphrase").fill(account["passphrase"])
    await dana.get_by_label("Code").fill(await journal.code("Dana"))
    await dana.get_by_role("button", name="Sign in", exact=True).click()
    await expect(dana.get_by_label("Dose in mg")).to_have_value("43.5")


async def test_sam_at_danas_desk_sees_nothing_of_what_she_had_open(journal: Journal, visit: Visits) -> None:
    alice = journal.accounts["Alice"]["patient_id"]
    desk = await visit("Dana", f"/patients/{alice}/session", size=DESK)
    await desk.get_by_label("Dose in mg").fill("43.5")
    await end_all(journal, "Dana")
    await desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(desk.get_by_role("heading", name="Please sign in again")).to_be_visible()
    await sign_in(desk, journal, "Sam")
    await expect(desk.get_by_role("link", name="Carol", exact=True)).to_be_visible()
    assert desk.url == f"{journal.origin}/"
    assert not re.search(r"Alice|43\.5", await desk.content())
