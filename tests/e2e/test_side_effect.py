"""A side effect from its start to its end."""

from playwright.async_api import expect

from tests.e2e.conftest import DESK, Journal, Visits
from tests.e2e.test_offline import THE_CLINIC_HAS_IT


async def test_bobs_side_effect_starts_goes_on_and_ends_as_one_episode(journal: Journal, visit: Visits) -> None:
    bob, dana = await visit("Bob"), await visit("Dana", size=DESK)
    await bob.get_by_role("link", name="Report a side effect").click()
    await bob.get_by_text("Head and eyes").click()
    await bob.get_by_role("button", name="Jerky eyes").click()
    await bob.get_by_role("button", name="Mild").click()
    await bob.get_by_role("button", name="A little").click()
    await expect(bob.get_by_role("main").get_by_text(THE_CLINIC_HAS_IT).first).to_be_visible()
    await bob.get_by_role("button", name="Done").click()

    await expect(bob.get_by_text("Still there?")).to_be_visible()
    await bob.get_by_role("button", name="Jerky eyes: Yes, but changed").click()
    await bob.get_by_role("button", name="Moderate").click()
    await bob.get_by_role("button", name="Somewhat").click()
    await expect(bob.get_by_role("main").get_by_text(THE_CLINIC_HAS_IT).first).to_be_visible()
    await bob.get_by_role("button", name="Done").click()
    await bob.get_by_role("button", name="Jerky eyes: No, it ended").click()
    await expect(bob.get_by_text("ended")).to_be_visible()
    await expect(bob.get_by_role("main").get_by_text(THE_CLINIC_HAS_IT).first).to_be_visible()
    await bob.get_by_role("button", name="Done").click()
    await expect(bob.get_by_text("Still there?")).to_have_count(0)

    patient = journal.accounts["Bob"]["patient_id"]
    found = (await journal.get("Dana", f"/patients/{patient}/recovery"))["side_effects"]
    (episode,) = [each for each in found if each["effect"] == "nystagmus"]
    assert (episode["severity"], episode["interference"]) == (2, 2)
    assert episode["started_at"] < episode["ended_at"]
    await dana.goto(f"/patients/{patient}")
    entries = dana.locator("section", has=dana.get_by_role("heading", name="Entries"))
    await expect(entries.get_by_text("Jerky eyes, moderate, from")).to_have_count(1)


async def test_alice_is_shown_the_emergency_number_before_she_notes_chest_pain(visit: Visits) -> None:
    alice = await visit("Alice", "/side-effects")
    await alice.get_by_text("Heart and breath").click()
    await alice.get_by_role("button", name="Chest pain").click()
    await expect(alice.get_by_role("alert").get_by_text("This can be an emergency")).to_be_visible()
    await expect(alice.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    await expect(alice.get_by_role("button", name="Note it in my journal")).to_be_visible()
