"""A session as Dana records it at the chair, with the keyboard alone, and puts it right afterwards."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, Journal, Visits
from tests.e2e.test_clinic import tab_to


async def type_into(page: Page, label: str, words: str) -> None:
    """Go on to a field with Tab, and type."""
    await tab_to(page, label)
    await page.keyboard.type(words)


async def press(page: Page, label: str) -> None:
    """Go on to a button with Tab, and press Enter."""
    await tab_to(page, label)
    await page.keyboard.press("Enter")


async def what_was_given(dana: Page, day: datetime) -> None:
    await type_into(dana, "Date", f"{day:%m%d%Y}")
    await type_into(dana, "Start", "0155PM")
    await type_into(dana, "End", "0235PM")
    await type_into(dana, "Dose in mg", "420")
    await type_into(dana, "Weight in kg", "84")

    await press(dana, "Add premedication")
    await expect(dana.get_by_label("Name")).to_be_focused()
    await dana.keyboard.type("ondansetron")
    await type_into(dana, "Dose", "4 mg")


async def readings(dana: Page) -> None:
    # A reading a line: Enter adds it, the arrow up takes it back.
    await type_into(dana, "A reading in one line", "1405 182/92 76 98")
    await expect(dana.get_by_text("14:05 · 182/92 mmHg · 76/min · 98 %")).to_be_visible()
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_role("group", name="Reading 1")).to_be_visible()
    await dana.keyboard.press("ArrowUp")
    await expect(dana.get_by_role("group", name="Reading 1")).to_have_count(0)
    await expect(dana.get_by_label("A reading in one line")).to_have_value("1405 182/92 76 98")
    await dana.keyboard.press("Enter")
    await dana.keyboard.type("quarter past two")
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_role("alert").get_by_text("Write it like this")).to_be_visible()
    await dana.keyboard.press("Control+A")
    await dana.keyboard.type("1430 150/86 - 97")
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_label("SpO₂ %").nth(1)).to_have_value("97")


async def what_was_seen_and_done(dana: Page) -> None:
    await press(dana, "Add an effect")
    await expect(dana.get_by_label("Effect", exact=True)).to_be_focused()
    await dana.keyboard.type("Jerky")
    await type_into(dana, "From", "0200PM")
    await press(dana, "Add an intervention")
    await expect(dana.get_by_label("Time", exact=True).last).to_be_focused()
    await dana.keyboard.type("0210PM")
    await type_into(dana, "What was done", "labetalol 5 mg")
    await type_into(dana, "Left at", "0400PM")
    await type_into(dana, "Who takes them home", "his daughter")
    await tab_to(dana, "The criteria for going home are met")
    await dana.keyboard.press("Space")


async def test_dana_records_all_of_a_session_without_a_mouse_and_corrects_it_in_sight(
    journal: Journal, visit: Visits
) -> None:
    patient = journal.accounts["Bob"]["patient_id"]
    dana = await visit("Dana", f"/patients/{patient}/session", size=DESK)
    day = datetime.now(ZoneInfo("America/New_York")) - timedelta(days=2)
    await what_was_given(dana, day)
    await readings(dana)
    await what_was_seen_and_done(dana)

    # Ten times the dose is possible, so it is asked about and not refused.
    await press(dana, "Save the session")
    await expect(dana.get_by_role("heading", name="Is it right?")).to_be_visible()
    await expect(dana.get_by_text("Dose 420 mg")).to_be_visible()
    await expect(dana.get_by_role("button", name="It is right, save it")).to_be_focused()
    await dana.keyboard.press("Enter")
    # Found by its day and its start: other tests give Bob sessions too, some later than this one.
    sessions = dana.locator("section", has=dana.get_by_role("heading", name="Sessions"))
    start = dana.get_by_role("cell", name="1:55 PM", exact=True)
    row = sessions.get_by_role("row").filter(has_text=f"{day:%b} {day.day}, {day.year}").filter(has=start)
    await expect(row).to_contain_text("420")

    listed = (await journal.get("Dana", f"/patients/{patient}/sessions"))["sessions"]
    (recorded,) = [each for each in listed if datetime.fromisoformat(each["started_at"]) == at(day, 13, 55)]
    assert recorded["premedication"] == [{"name": "ondansetron", "dose": "4 mg"}]
    assert [reading["systolic"] for reading in recorded["vitals"]] == [182, 150]
    assert recorded["vitals"][1]["heart_rate"] is None
    assert datetime.fromisoformat(recorded["vitals"][0]["at"]) == at(day, 14, 5)
    assert recorded["effects"][0]["effect"] == "nystagmus"
    (done,) = recorded["interventions"]
    assert (datetime.fromisoformat(done["at"]), done["what"]) == (at(day, 14, 10), "labetalol 5 mg")
    discharge = recorded["discharge"]
    assert datetime.fromisoformat(discharge.pop("at")) == at(day, 16, 0)
    assert discharge == {"criteria_met": True, "escort": "his daughter"}

    await row.get_by_role("link", name="Open").focus()
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_label("Dose in mg")).to_have_value("420")
    await expect(dana.get_by_label("Who takes them home")).to_have_value("his daughter")
    await tab_to(dana, "Dose in mg")
    await dana.keyboard.press("Control+A")
    await dana.keyboard.type("42")
    await press(dana, "Save the session")
    await expect(row).to_contain_text("0.5")
    await row.get_by_role("link", name="Open").click()
    history = dana.locator("section", has=dana.get_by_role("heading", name="What was recorded, and when"))
    await expect(history.get_by_text("Dose in mg: 420 → 42")).to_be_visible()
    await expect(history.get_by_role("listitem").filter(has_text="First record")).to_contain_text("ondansetron 4 mg")


async def test_what_the_staff_saw_stands_beside_what_bob_reports_and_is_said_in_words(
    journal: Journal, visit: Visits
) -> None:
    patient = journal.accounts["Bob"]["patient_id"]
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=4)
    seen = {"effect": "salivation", "severity": 2, "started_at": start.isoformat(), "ended_at": None}
    body = {
        "started_at": start.isoformat(),
        "ended_at": (start + timedelta(minutes=40)).isoformat(),
        "zone": "America/New_York",
        "route": "im",
        "dose_mg": 42,
        "effects": [seen],
    }
    await journal.ask(
        await journal.cookie("Dana"),
        "PUT",
        f"/patients/{patient}/sessions/01a20000-0000-7000-8000-000000000001",
        body,
    )
    dana = await visit("Dana", f"/patients/{patient}", size=DESK)
    card = dana.locator("section", has=dana.get_by_role("heading", name="Side effects", exact=True))
    await expect(card.get_by_role("listitem").filter(has_text="staff")).to_be_visible()
    await card.get_by_text("Show as table").click()
    row = card.get_by_role("row").filter(has_text="there at the last").filter(has_text="moderate")
    await expect(row).to_contain_text("staff")
    assert await card.locator(".by-staff").count() > 1  # the bar and its mark in the legend


def at(day: datetime, hour: int, minute: int) -> datetime:
    """A time of the day by the clock of New York."""
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)
