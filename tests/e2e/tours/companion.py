"""What the person sees who is with a patient for a day."""

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal
from tests.e2e.tours.tour import Tour


async def of_a_companion(page: Page, journal: Journal) -> Tour:
    alice = journal.accounts["Alice"]["patient_id"]
    made = await journal.post("Dana", f"/patients/{alice}/companion-passes", {})
    await page.goto(made["link"])
    await expect(page.get_by_role("heading", name="What do you see?")).to_be_visible()
    yield "companion"
    for tap, name in (("Jerky eyes", "severity"), ("Mild", "interference"), ("Somewhat", "reported")):
        await page.get_by_role("button", name=tap, exact=True).click()
        if name == "reported":
            await expect(page.get_by_text("Jerky eyes, mild: reported")).to_be_visible()
        yield f"companion-{name}"
