"""The daily check-in, on a phone."""

from datetime import UTC, datetime

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal, Visits
from tests.e2e.test_offline import THE_CLINIC_HAS_IT, check_in

COUNT_TAPS = "taps = 0; addEventListener('click', () => taps++, true)"


def where_it_is_noon() -> str:
    """A zone in which it is about noon, so that "yesterday" means the same for the next hours."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


async def saved_at_the_clinic(page: Page) -> None:
    await expect(page.get_by_role("main").get_by_text(THE_CLINIC_HAS_IT).first).to_be_visible()


async def test_alices_check_in_takes_at_most_six_taps_and_ends_saved(visit: Visits) -> None:
    alice = await visit("Alice")
    await expect(alice.get_by_role("link", name="Check in").first).to_be_visible()
    await alice.evaluate(COUNT_TAPS)
    await check_in(alice, 4, 8)
    assert await alice.evaluate("taps") <= 3
    await expect(alice.get_by_text("Mood 4, function 8")).to_be_visible()
    await saved_at_the_clinic(alice)


async def test_what_alice_adds_to_a_check_in_becomes_one_correction(journal: Journal, visit: Visits) -> None:
    alice = await visit("Alice")
    await check_in(alice, 8, 4)
    await saved_at_the_clinic(alice)
    await alice.get_by_text("Add more").click()
    await alice.get_by_label("Hours of sleep").fill("6,5")
    await alice.get_by_role("button", name="Energy 3 of 10").click()
    await alice.get_by_role("button", name="Pain 2 of 10").click()
    await alice.get_by_role("button", name="Done").click()
    await saved_at_the_clinic(alice)

    await alice.goto("/history")
    entry = alice.get_by_role("article").filter(has_text="Hours of sleep 6.5 · Energy 3 · Pain 2")
    await expect(entry.get_by_text("1 earlier version")).to_be_visible()


async def test_alices_correction_keeps_the_earlier_version(visit: Visits) -> None:
    alice = await visit("Alice")
    await check_in(alice, 0, 10)
    await saved_at_the_clinic(alice)
    await alice.get_by_role("button", name="Done").click()
    await alice.get_by_role("link", name="Change").click()
    await alice.get_by_role("button", name="Mood 10 of 10").click()
    await alice.get_by_role("button", name="Function 0 of 10").click()
    await expect(alice.get_by_role("heading", name="Saved")).to_be_visible()
    await saved_at_the_clinic(alice)

    await alice.goto("/history")
    entry = alice.get_by_role("article").filter(has_text="Mood 10, function 0")
    await entry.get_by_text("1 earlier version").click()
    await expect(entry.get_by_text("Mood 0, function 10")).to_be_visible()


async def test_carol_fills_in_yesterday_and_it_is_marked(journal: Journal, visit: Visits) -> None:
    carol = await visit("Carol", timezone_id=where_it_is_noon())
    await expect(carol.get_by_text("since your session")).to_be_visible()
    await carol.get_by_role("link", name="Fill in yesterday").click()
    await expect(carol.get_by_text("How was yesterday?")).to_be_visible()
    await carol.get_by_role("button", name="Mood 2 of 10").click()
    await carol.get_by_role("button", name="Function 3 of 10").click()
    await saved_at_the_clinic(carol)
    await carol.get_by_role("button", name="Done").click()
    await expect(carol.get_by_role("link", name="Fill in yesterday")).to_have_count(0)

    await carol.goto("/history")
    day = carol.get_by_role("listitem").filter(has_text="Mood 2, function 3").first
    await day.locator("summary").first.click()
    await expect(day.get_by_text("filled in later")).to_be_visible()
    entries = (await journal.get("Carol", f"/patients/{journal.accounts['Carol']['patient_id']}/journal"))["entries"]
    assert [entry["late"] for entry in entries if (entry.get("mood"), entry.get("function")) == (2, 3)][-1:] == [True]


async def test_too_hard_today_is_an_answer_of_carols(visit: Visits) -> None:
    carol = await visit("Carol", timezone_id=where_it_is_noon())
    await carol.get_by_role("link", name="Check in").first.click()
    await carol.get_by_role("button", name="Too hard today").click()
    await expect(carol.get_by_text("That is an answer too. Nothing more is needed.")).to_be_visible()
    await saved_at_the_clinic(carol)
