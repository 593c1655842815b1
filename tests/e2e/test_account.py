"""One's own account: where one is signed in, with what, and what happened with it."""

import re

from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, Journal, Visits
from tests.e2e.device_lock import lock_of
from tests.e2e.test_join import PASSPHRASE, begin, invited

FIREFOX = "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"
WAIT = re.compile(r"Too many tries\. Wait \d+ (second|minute)s?, then try again\.")


async def joined(journal: Journal, visit: Visits, name: str) -> Page:
    """The phone of a new patient who has just come in, with a passphrase."""
    made = await invited(journal, "Dana", name)
    page = await visit()
    await begin(page, made["link"], made["code"])
    await page.get_by_role("button", name="Use a passphrase instead").click()
    await page.get_by_label("E-mail").fill(f"{name.lower()}@north.example")
    await page.get_by_label("New passphrase").fill(PASSPHRASE)
    await page.get_by_role("button", name="Finish").click()
    await expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    return page


async def elsewhere(visit: Visits, name: str) -> Page:
    """Another phone, of another make, on which they sign in."""
    page = await visit(user_agent=FIREFOX)
    await page.get_by_label("E-mail").fill(f"{name.lower()}@north.example")
    await page.get_by_label("Passphrase").fill(PASSPHRASE)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    return page


async def test_a_patient_signs_out_a_phone_that_is_not_at_hand(journal: Journal, visit: Visits) -> None:
    phone = await joined(journal, visit, "Ida")
    lost = await elsewhere(visit, "Ida")
    await expect(lost.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await phone.get_by_role("link", name="More").click()
    await phone.get_by_role("link", name="Your account and devices").click()
    rows = phone.get_by_role("listitem").filter(has_text="last used")
    await expect(rows).to_have_count(2)
    await expect(rows.filter(has_text="this device")).to_have_count(1)
    await phone.get_by_role("button", name=re.compile("Sign out there")).click()
    await expect(rows).to_have_count(1)
    await lost.reload()
    await expect(lost.get_by_text("Please sign in again")).to_be_visible()


async def test_a_new_passphrase_ends_the_other_sign_ins_and_is_told(journal: Journal, visit: Visits) -> None:
    phone = await joined(journal, visit, "Jon")
    other = await elsewhere(visit, "Jon")
    await expect(other.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await phone.goto("/account")
    await phone.get_by_role("button", name="Change passphrase").click()
    await phone.get_by_label("New passphrase").fill("aaaaaaaaaaaaaaaaaaaa")
    await phone.get_by_role("button", name="Save").click()
    await expect(phone.get_by_text("This one is easy to guess.")).to_be_visible()
    await phone.get_by_label("New passphrase").fill("four green lamps by a river")
    await phone.get_by_role("button", name="Save").click()
    await expect(phone.get_by_text("Your passphrase was changed.")).to_be_visible()
    await other.reload()
    await expect(other.get_by_text("Please sign in again")).to_be_visible()
    refused = await elsewhere(visit, "Jon")
    await expect(refused.get_by_text("These do not fit together.")).to_be_visible()


async def test_what_happened_with_an_account_is_told_on_its_other_phone(journal: Journal, visit: Visits) -> None:
    phone = await joined(journal, visit, "Kim")
    await lock_of(phone)
    await phone.goto("/account")
    await phone.get_by_role("button", name="Add this device").click()
    await phone.get_by_role("button", name="Add this device").click()
    await expect(phone.get_by_role("listitem").filter(has_text="not used yet")).to_be_visible()
    other = await elsewhere(visit, "Kim")
    await expect(other.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await phone.goto("/")
    await expect(phone.get_by_text(re.compile(r"Your account has \d+ pieces? of news"))).to_be_visible()
    await phone.get_by_role("link", name="Have a look").click()
    news = phone.get_by_role("listitem").filter(has_text="on a new device")
    await expect(news.get_by_text("New", exact=True)).to_be_visible()
    await phone.get_by_role("button", name="Back").click()
    await expect(phone.get_by_text("piece of news")).to_have_count(0)


async def test_sofias_recovery_code_is_shown_once_and_opens_her_account_once(journal: Journal, visit: Visits) -> None:
    sofia = await visit("Sofia", "/account", size=DESK)
    await sofia.get_by_role("button", name="Make a recovery code").click()
    code = await sofia.locator(".account-secret").inner_text()
    await expect(sofia.get_by_text("It is shown this once.")).to_be_visible()
    await sofia.get_by_role("button", name="I have it").click()
    await expect(sofia.get_by_text(code)).to_have_count(0)
    await expect(sofia.get_by_text("A recovery code was made.").first).to_be_visible()

    for said in ("A recovery code was made", "These do not fit together"):
        door = await visit(size=DESK)
        account = journal.accounts["Sofia"]
        await door.get_by_label("E-mail").fill(account["email"])
        await door.get_by_label("Passphrase").fill(account["passphrase"])
        await door.get_by_label("I work at the clinic").check()
        await door.get_by_label("Code").fill(code)
        await door.get_by_role("button", name="Sign in", exact=True).click()
        if said.startswith("A"):
            await door.get_by_role("banner").get_by_role("link", name=re.compile("^Sofia")).click()
        await expect(door.get_by_text(said).first).to_be_visible()


async def test_whoever_guesses_is_told_in_plain_words_how_long_to_wait(journal: Journal, visit: Visits) -> None:
    eve = await visit()
    await eve.get_by_label("E-mail").fill("nobody@north.example")
    await eve.get_by_label("Passphrase").fill("wrong every single time")
    for _ in range(9):
        await eve.get_by_role("button", name="Sign in", exact=True).click()
        await expect(eve.get_by_role("alert")).to_be_visible()
        if await eve.get_by_text("Too many tries.").count():
            break
    await expect(
        eve.get_by_text(re.compile(r"Too many tries\. Wait \d+ (second|minute)s?, then try again\."))
    ).to_be_visible()
