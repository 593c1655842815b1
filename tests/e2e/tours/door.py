"""What somebody sees who is not signed in, or comes in for the first time."""

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal
from tests.e2e.tours.tour import Tour

EVERYTHING = ["depression", "anxiety", "ptsd", "ocd", "bipolar", "pain", "crps", "fibromyalgia"]


async def at_the_door(page: Page) -> Tour:
    await page.goto("/")
    await expect(page.get_by_label("E-mail")).to_be_visible()
    yield "sign-in"
    await page.get_by_label("I work at the clinic").check()
    await page.get_by_label("E-mail").fill("eve@north.example")
    await page.get_by_label("Passphrase").fill("what eve has made up")
    await page.get_by_label("Code").fill("123456")
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_text("These do not fit together")).to_be_visible()
    yield "sign-in-refused"
    await page.get_by_role("link", name="Help now").click()
    await expect(page.get_by_text("You are not signed in")).to_be_visible()
    yield "crisis-card-signed-out"
    await page.goto("/join#a-link-that-opens-nothing")
    await expect(page.get_by_label("The 6 numbers")).to_be_visible()
    yield "join"
    await page.goto("/companion#AAAA-AAAA-AAAA")
    await expect(page.get_by_text("This code does not open anything.")).to_be_visible()
    yield "companion-refused"


async def of_somebody_invited(page: Page, journal: Journal, name: str) -> Tour:
    """A new patient who is treated for everything comes in, and is asked in the check-in what that adds."""
    order = {"role": "patient", "name": name, "birth_date": "1990-01-01", "zone": "America/New_York"}
    made = await journal.post("Dana", "/invitations", order | {"conditions": EVERYTHING})
    await page.goto(made["link"])
    await page.get_by_label("The 6 numbers").fill(made["code"])
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_role("heading", name=f"Welcome, {name}")).to_be_visible()
    yield "join-welcome"
    await page.get_by_role("button", name="Use a passphrase instead").click()
    await page.get_by_label("E-mail").fill(f"{name.lower()}@north.example")
    await page.get_by_label("New passphrase").fill("too short")
    await page.get_by_role("button", name="Finish").click()
    await expect(page.get_by_text("more characters are needed")).to_be_visible()
    yield "join-passphrase"
    await page.get_by_label("New passphrase").fill("seven grey herons on the roof")
    await page.get_by_role("button", name="Finish").click()
    await expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    yield "today-first"
    await page.goto("/history")
    await expect(page.get_by_text("Nothing here yet")).to_be_visible()
    yield "history-empty"
    await page.goto("/recovery")
    await expect(page.get_by_text("Your chart appears here")).to_be_visible()
    yield "recovery-empty"
    await page.goto("/check-in")
    await page.get_by_role("button", name="Mood 3 of 10").click()
    await page.get_by_role("button", name="Function 4 of 10").click()
    await expect(page.get_by_role("region", name="Also for you")).to_be_visible()
    yield "saved-also-for-you"
