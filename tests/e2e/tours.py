"""Ways through the app that come past every screen; each stops at a screen and says its name."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal

Tour = AsyncIterator[str]


async def at_the_door(page: Page) -> Tour:
    """What somebody sees who is not signed in."""
    await page.goto("/")
    await expect(page.get_by_label("E-mail")).to_be_visible()
    yield "sign-in"
    await page.get_by_role("link", name="Help now").click()
    await expect(page.get_by_text("You are not signed in")).to_be_visible()
    yield "crisis-card-signed-out"
    await page.goto("/join#a-link-that-opens-nothing")
    await expect(page.get_by_label("The 6 numbers")).to_be_visible()
    yield "join"


async def of_a_patient(page: Page) -> Tour:
    """A patient's day; a check-in and a side effect are written on the way."""
    for part in (_writing, _reading):
        async for name in part(page):
            yield name


async def _writing(page: Page) -> Tour:
    await page.goto("/")
    await expect(page.get_by_text("since your session")).to_be_visible()
    yield "today"
    await page.get_by_role("link", name="Check in").first.click()
    await expect(page.get_by_role("button", name="Mood 6 of 10")).to_be_visible()
    yield "check-in"
    await page.get_by_role("button", name="Mood 6 of 10").click()
    await page.get_by_role("button", name="Function 7 of 10").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    yield "saved"
    await page.get_by_text("Add more").click()
    await expect(page.get_by_label("Hours of sleep")).to_be_visible()
    yield "saved-with-more"
    await page.goto("/side-effects")
    await expect(page.get_by_role("heading", name="What do you notice?")).to_be_visible()
    yield "side-effect"
    await page.get_by_text("Heart and breath").click()
    await page.get_by_role("button", name="Chest pain").click()
    await expect(page.get_by_role("heading", name="This can be an emergency")).to_be_visible()
    yield "side-effect-emergency"
    await page.get_by_role("button", name="Back").click()
    await page.get_by_role("button", name="Headache", exact=True).click()
    await expect(page.get_by_role("heading", name="How bad is it?")).to_be_visible()
    yield "side-effect-severity"
    await page.get_by_role("button", name="Mild").click()
    await page.get_by_role("button", name="Not at all").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    yield "side-effect-saved"
    await page.goto("/questions/phq-9")
    await expect(page.get_by_role("button", name="Start")).to_be_visible()
    yield "phq-9"
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_role("button", name="Several days")).to_be_visible()
    yield "phq-9-question"
    await page.goto("/event")
    await expect(page.get_by_label("What happened?")).to_be_visible()
    yield "event"


async def _reading(page: Page) -> Tour:
    await page.goto("/history")
    await expect(page.get_by_text("Mood 6, function 7").first).to_be_visible()
    yield "history"
    await page.goto("/recovery")
    await expect(page.get_by_text("Show as table")).to_be_visible()
    yield "recovery"
    await page.get_by_text("Show as table").click()
    await expect(page.get_by_role("table")).to_be_visible()
    yield "recovery-table"
    await page.goto("/more")
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    yield "more"
    await page.goto("/account")
    await expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    yield "account"
    await page.goto("/help")
    await expect(page.get_by_role("heading", name="Are you safe right now?")).to_be_visible()
    yield "crisis-card"
    await page.goto("/nowhere")
    await expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    yield "nothing-here"


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


async def of_a_provider(page: Page, journal: Journal) -> Tour:
    """What Dana does between two patients; nothing is written."""
    alice = journal.accounts["Alice"]["patient_id"]
    await page.goto("/")
    await expect(page.get_by_role("link", name="Alice", exact=True)).to_be_visible()
    yield "worklist"
    await page.goto("/alerts")
    await expect(page.get_by_role("button", name="Show closed alerts")).to_be_visible()
    await expect(page.get_by_role("listitem").first).to_be_visible()
    yield "alerts"
    await page.goto("/results")
    await expect(page.get_by_role("heading", name="Side effects")).to_be_visible()
    yield "results"
    await page.goto(f"/patients/{alice}")
    await expect(page.get_by_role("heading", name="Entries")).to_be_visible()
    yield "patient"
    await page.goto(f"/patients/{alice}/session")
    await expect(page.get_by_label("Dose in mg")).to_be_visible()
    await page.get_by_role("button", name="Add a reading").click()
    yield "record-session"
    await page.goto(f"/patients/{alice}/summary")
    await expect(page.locator("canvas.preview-shown")).to_be_visible()
    yield "summary"
    await page.goto("/break-glass")
    await expect(page.get_by_label("Full name")).to_be_visible()
    yield "find-a-patient"
    await page.goto(f"/patients/{alice}/companion")
    await expect(page.get_by_role("button", name="Make a pass")).to_be_visible()
    yield "companion-pass"
    await page.goto("/account")
    await expect(page.get_by_role("heading", name="Recovery code")).to_be_visible()
    yield "account"
    await page.goto("/patients/nobody")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    yield "unknown-patient"


async def of_an_admin(page: Page) -> Tour:
    """Nadia's office, which shows no entries; nothing is written."""
    await page.goto("/")
    await expect(page.get_by_text("You manage people here")).to_be_visible()
    await expect(page.get_by_role("link", name="Alice", exact=True)).to_be_visible()
    yield "admin"
    await page.get_by_role("link", name="Alice", exact=True).click()
    await page.get_by_role("button", name="Reset their sign-in").click()
    await expect(page.get_by_text("How do you know that this is Alice?")).to_be_visible()
    yield "admin-person"
    await page.goto("/invitations")
    await expect(page.get_by_role("heading", name="Invitations")).to_be_visible()
    yield "admin-invitations"
    await page.goto("/invite")
    await expect(page.get_by_label("Date of birth")).to_be_visible()
    yield "admin-invite"
    await page.goto("/clinic")
    await expect(page.get_by_label("Monday")).to_be_visible()
    yield "admin-clinic"
    await page.goto("/rules")
    await expect(page.get_by_label("Days without an entry that make a silence")).to_be_visible()
    yield "admin-rules"
    await page.goto("/audit")
    await expect(page.get_by_role("table")).to_be_visible()
    yield "admin-audit"
