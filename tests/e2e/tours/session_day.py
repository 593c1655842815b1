"""A session day on the patient's phone, from the chair to the next morning."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal
from tests.e2e.tours.tour import Tour


async def session_ended(journal: Journal, patient: str, ago: timedelta) -> None:
    """The patient's provider records a session of 40 minutes that ended so long ago, or corrects the last one."""
    path = f"/patients/{journal.accounts[patient]['patient_id']}/sessions"
    end = datetime.now(UTC) - ago
    held = (await journal.get(patient, path))["sessions"]
    lately = [each["id"] for each in held if each["started_at"] > (end - timedelta(days=7)).isoformat()]
    body = {
        "started_at": (end - timedelta(minutes=40)).isoformat(),
        "ended_at": end.isoformat(),
        "zone": "America/New_York",
        "route": "iv",
        "dose_mg": 35,
    }
    cookie = await journal.cookie("Sam" if patient == "Carol" else "Dana")
    await journal.ask(cookie, "PUT", f"{path}/{lately[-1] if lately else uuid4()}", body)


async def of_a_session_day(page: Page, journal: Journal, patient: str) -> Tour:
    """From the chair to the next morning; on a device on which it is about noon, so that each step has its time."""
    await session_ended(journal, patient, timedelta(hours=40))
    await page.goto("/")
    await page.get_by_role("button", name="My session begins now").click()
    await expect(page.get_by_role("heading", name="Your session", exact=True)).to_be_visible()
    yield "session-chair"
    await page.get_by_role("button", name="I have no session today").click()
    await session_ended(journal, patient, timedelta(minutes=5))
    await page.goto("/")
    await expect(page.get_by_role("heading", name="Who takes you home?")).to_be_visible()
    yield "session-ride"
    await page.get_by_role("button", name="I need help").click()
    await expect(page.get_by_role("link", name="Call your clinic")).to_be_visible()
    yield "session-ride-help"
    await page.get_by_role("button", name="A person is with me").click()
    await expect(page.get_by_role("heading", name="You can rest")).to_be_visible()
    yield "session-rest"
    await page.get_by_role("button", name="Go to my journal").click()
    await expect(page.get_by_role("heading", name="Your session day")).to_be_visible()
    yield "session-today"
    await session_ended(journal, patient, timedelta(hours=1, minutes=1))
    await page.goto("/")
    await expect(page.get_by_role("button", name="Strong")).to_be_visible()
    yield "session-question"
    await page.get_by_role("button", name="A little").click()
    await session_ended(journal, patient, timedelta(hours=4, minutes=1))
    await page.goto("/")
    await expect(page.get_by_role("heading", name="still there?").first).to_be_visible()
    yield "session-still-there"
    await page.get_by_role("button", name="No, it ended").click()
    await expect(page.get_by_role("heading", name="still there?")).to_have_count(0)
    await session_ended(journal, patient, timedelta(hours=23))
    await page.goto("/")
    await expect(page.get_by_role("button", name="Mood 6 of 10")).to_be_visible()
    yield "session-morning"
    await page.get_by_role("button", name="Mood 6 of 10").click()
    await page.get_by_role("button", name="Function 6 of 10").click()
    await expect(page.get_by_role("button", name="7 hours")).to_be_visible()
    yield "session-sleep"
