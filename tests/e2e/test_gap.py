"""What a phone has lost is noticed, and said."""

from playwright.async_api import expect

from tests.e2e.conftest import Journal, Visits, sign_in
from tests.e2e.line import Line
from tests.e2e.test_offline import check_in

EMPTY = """new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase("journal");
    deleting.onsuccess = () => resolve(true);
    deleting.onerror = deleting.onblocked = () => reject(new Error("not deleted"));
})"""


async def test_entries_that_the_browser_cleared_are_missed_and_said_once(
    journal: Journal, line: Line, visit: Visits
) -> None:
    phone = await visit(at=line.origin)
    await sign_in(phone, journal, "Bob")
    await expect(phone.get_by_role("heading", name="How is today?")).to_be_visible()
    await check_in(phone, 4, 4)
    await phone.get_by_role("button", name="Done").click()
    await expect(phone.get_by_text("Your clinic has it").first).to_be_visible()
    line.cut()
    for mood in (1, 2, 3):
        await check_in(phone, mood, 9)
        await phone.get_by_role("button", name="Done").click()
    await expect(phone.get_by_text("3 entries wait on this phone")).to_be_visible()

    await phone.goto("about:blank")
    line.mend()
    await phone.goto(f"{line.origin}/health/live")  # of this origin, and not the app
    await phone.evaluate(EMPTY)
    await phone.goto(line.origin)
    said = phone.get_by_text("3 entries written on this phone are not here any more and never reached your clinic.")
    await expect(said).to_be_visible()
    await phone.get_by_role("button", name="I have read this").click()
    await expect(said).to_have_count(0)
    await phone.reload()
    await expect(phone.get_by_text("Mood 4, function 4").first).to_be_visible()
    await expect(said).to_have_count(0)
