"""What Dana does between two patients: the list, the alerts, the results, and what she hands on."""

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal
from tests.e2e.tours.tour import Tour


async def of_a_provider(page: Page, journal: Journal) -> Tour:
    for part in (_list, _alerts, _rest):
        async for name in part(page):
            yield name
    alice = journal.accounts["Alice"]["patient_id"]
    await page.goto(f"/patients/{alice}/companion")
    await expect(page.get_by_role("button", name="Make a pass")).to_be_visible()
    yield "clinic-companion-pass"
    await page.goto(f"/patients/{alice}/reset")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield "lost-phone"
    await page.goto("/account")
    await page.get_by_role("button", name="Make a recovery code").click()
    await expect(page.get_by_role("button", name="I have it")).to_be_visible()
    yield "recovery-code"
    await page.get_by_role("button", name="I have it").click()
    await page.get_by_role("button", name="Set it up anew").click()
    await expect(page.get_by_role("img", name="Code for your authenticator app")).to_be_visible()
    yield "clinic-account"


async def _list(page: Page) -> Tour:
    await page.goto("/")
    await expect(page.get_by_role("link", name="Alice", exact=True)).to_be_visible()
    yield "worklist"
    await page.keyboard.press("?")
    await expect(page.get_by_role("region", name="Keys on this page")).to_be_visible()
    yield "worklist-keys"
    await page.get_by_role("region", name="Keys on this page").press("Escape")
    await page.get_by_label("Search by name").fill("áli")
    await expect(page.locator(".work-row")).to_have_count(1)
    yield "worklist-search"


async def _alerts(page: Page) -> Tour:
    await page.goto("/alerts")
    await expect(page.get_by_role("listitem").first).to_be_visible()
    yield "alerts"
    await page.get_by_role("button", name="Take it: the alert of Bob").first.click()
    await page.get_by_role("button", name="Close it").first.click()
    await page.get_by_role("button", name="Close it").last.click()
    await expect(page.get_by_text("Choose what came of it.")).to_be_visible()
    yield "alerts-closing"
    await page.get_by_label("I spoke with the patient").check()
    await page.get_by_role("button", name="Close it").last.click()
    await page.get_by_role("button", name="Show closed alerts").click()
    await expect(page.get_by_role("heading", name="Closed")).to_be_visible()
    yield "alerts-closed"


async def _rest(page: Page) -> Tour:
    await page.goto("/results")
    await expect(page.get_by_role("heading", name="Side effects")).to_be_visible()
    yield "results"
    await page.goto("/invite")
    await expect(page.get_by_label("Date of birth")).to_be_visible()
    yield "invite"
    await page.goto("/break-glass")
    await page.get_by_label("Full name").fill("Somebody Else")
    await page.get_by_label("Date of birth").fill("1979-02-03")
    await page.get_by_role("button", name="Find").click()
    await expect(page.get_by_text("no patient with exactly this name")).to_be_visible()
    yield "find-a-patient"
    await page.goto("/patients/nobody")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield "unknown-patient"
