"""What Dana reads and writes about Alice."""

from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal
from tests.e2e.tours.tour import Tour

NOTE = "Sister will drive next time."


async def of_a_patient_page(page: Page, journal: Journal) -> Tour:
    alice = journal.accounts["Alice"]["patient_id"]
    await page.goto(f"/patients/{alice}")
    await expect(page.get_by_role("table", name="Doses")).to_be_visible()
    await page.get_by_role("button", name="First 48 hours").click()
    await expect(page.get_by_text("hours since the session ended")).to_be_visible()
    await page.get_by_text("Change what is treated").click()
    await expect(page.get_by_role("checkbox", name="fibromyalgia")).to_be_visible()
    for folded in await page.get_by_text("Show as table").all():
        await folded.click()
    yield "patient-tables"
    await page.goto(f"/patients/{alice}")
    await expect(page.get_by_role("table", name="Doses")).to_be_visible()
    await page.keyboard.press("n")
    await page.get_by_label("Text", exact=True).fill(NOTE)
    yield "patient-writing"
    await page.get_by_role("button", name="Save it").click()
    await expect(page.get_by_role("cell", name=NOTE)).to_be_visible()
    yield "patient"
    async for name in _session(page, journal, alice):
        yield name
    await page.goto(f"/patients/{alice}/summary")
    await expect(page.locator("canvas.preview-shown")).to_be_visible()
    yield "summary"


async def _session(page: Page, journal: Journal, patient: str) -> Tour:
    await page.goto(f"/patients/{patient}/session")
    await page.get_by_label("Date").fill(f"{datetime.now(UTC) - timedelta(days=2):%F}")
    for label, value in (("Start", "13:55"), ("End", "14:35"), ("Dose in mg", "420"), ("Weight in kg", "84")):
        await page.get_by_label(label, exact=True).fill(value)
    await page.get_by_role("button", name="Add premedication").click()
    await page.get_by_label("Name").fill("ondansetron")
    await page.get_by_label("A reading in one line").fill("1405 182/92 76 98")
    await page.get_by_label("A reading in one line").press("Enter")
    await page.get_by_label("A reading in one line").fill("1430 150/86 - 97")
    await page.get_by_role("button", name="Add an effect").click()
    await page.get_by_label("From", exact=True).fill("14:00")
    await page.get_by_role("button", name="Add an intervention").click()
    await page.get_by_label("Time", exact=True).last.fill("14:10")
    yield "record-session-refused"
    await page.get_by_label("What was done").fill("labetalol 5 mg")
    await page.get_by_label("Left at").fill("16:00")
    await page.get_by_label("Who takes them home").fill("his daughter")
    await page.get_by_role("button", name="Save the session").click()
    await expect(page.get_by_role("heading", name="Is it right?")).to_be_visible()
    yield "record-session-doubts"
    held = (await journal.get("Dana", f"/patients/{patient}/sessions"))["sessions"]
    await page.goto(f"/patients/{patient}/session/{held[0]['id']}")
    weight = page.get_by_label("Weight in kg")
    await weight.fill(f"{float(await weight.input_value()) + 1}")
    await page.get_by_role("button", name="Save the session").click()
    await page.get_by_role("button", name="It is right, save it").click()  # it was long ago
    await expect(page.get_by_role("table", name="Doses")).to_be_visible()
    await page.goto(f"/patients/{patient}/session/{held[0]['id']}")
    await expect(page.get_by_role("heading", name="What was recorded, and when")).to_be_visible()
    yield "session-history"
