"""One journal in two tabs, and on two phones."""

from playwright.async_api import Page, expect

from tests.e2e.conftest import Visits
from tests.e2e.test_check_in import saved_at_the_clinic
from tests.e2e.test_offline import THE_CLINIC_HAS_IT, check_in


async def change(page: Page, mood: int, function: int) -> None:
    """Corrects the latest check-in, from Today."""
    await page.get_by_role("link", name="Change").click()
    await page.get_by_role("button", name=f"Mood {mood} of 10").click()
    await page.get_by_role("button", name=f"Function {function} of 10").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()


async def test_what_alice_writes_in_one_tab_is_in_the_other(visit: Visits) -> None:
    one = await visit("Alice")
    other = await one.context.new_page()
    await other.goto("/history")
    await check_in(one, 9, 9)
    await expect(other.get_by_text("Mood 9, function 9").first).to_be_visible()
    await saved_at_the_clinic(one)
    await expect(other.get_by_role("article").filter(has_text="Mood 9, function 9").first).to_contain_text(
        THE_CLINIC_HAS_IT
    )


async def test_alice_chooses_when_two_phones_corrected_the_same_entry(visit: Visits) -> None:
    old, new = await visit("Alice"), await visit("Alice")
    await check_in(old, 2, 2)
    await saved_at_the_clinic(old)
    await old.goto("/")
    await new.reload()
    await expect(new.get_by_text("Mood 2, function 2")).to_be_visible()

    await new.context.set_offline(True)
    await change(new, 8, 1)
    await change_at_the_clinic(old)
    await new.context.set_offline(False)
    await new.get_by_role("button", name="Done").click()
    await expect(new.get_by_text("1 entry needs you")).to_be_visible()
    await new.get_by_role("link", name="Have a look").first.click()
    choice = new.get_by_role("main").locator("section", has_text="Changed in two places")
    await expect(choice.get_by_text("Mood 8, function 1")).to_be_visible()
    await expect(choice.get_by_text("Mood 1, function 8")).to_be_visible()
    await new.get_by_role("button", name="Keep this one: On this phone").click()
    await expect(new.get_by_text("Changed in two places")).to_have_count(0)
    mine = new.get_by_role("article").filter(has_text="Mood 8, function 1").first
    await expect(mine).to_contain_text(THE_CLINIC_HAS_IT)
    await expect(mine).to_contain_text("2 earlier versions")


async def change_at_the_clinic(page: Page) -> None:
    await change(page, 1, 8)
    await saved_at_the_clinic(page)
