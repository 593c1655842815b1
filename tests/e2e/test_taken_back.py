"""What raises an alert and was a slip: told all the same, taken back in one step, and closed by a person."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import DESK, Journal, Visits, controlled, served

NOT_TOLD = "Your clinic has NOT been told yet"
STAYS_OPEN = "It stays open until somebody closes it"


@pytest.fixture(scope="module")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """A demo of its own: what others have said on Alice's phone stands before what she takes back here."""
    async with served(f"taken-back-{worker}") as running:
        yield running


async def test_a_high_reading_put_right_offline_reaches_dana_with_what_stands_now(visit: Visits) -> None:
    alice, dana = await visit("Alice", "/reading"), await visit("Dana", "/alerts", size=DESK)
    await controlled(alice)
    await alice.context.set_offline(True)
    await alice.get_by_label("Upper number").fill("193")
    await alice.get_by_label("Lower number").fill("96")
    await alice.get_by_role("button", name="Save").click()
    await expect(alice.get_by_role("alert").get_by_text("This is a high reading")).to_be_visible()
    await alice.get_by_role("link", name="Today").click()
    await expect(alice.get_by_text(NOT_TOLD)).to_be_visible()
    await alice.get_by_role("link", name="Help now").first.click()
    await alice.get_by_role("button", name="I typed the wrong numbers").click()
    await alice.get_by_label("Upper number").fill("139")
    await alice.get_by_role("button", name="Save").click()
    await expect(alice.get_by_role("heading", name="How is today?")).to_be_visible()
    await expect(alice.get_by_text(NOT_TOLD)).to_have_count(0)

    await alice.context.set_offline(False)
    alert = dana.get_by_role("listitem").filter(has_text="Alice: High blood pressure: 193 mmHg")
    await expect(alert.get_by_text("now 139 mmHg")).to_be_visible(timeout=30_000)
    await expect(alert.get_by_text(STAYS_OPEN)).to_be_visible()
    await expect(alert.get_by_role("button", name="Take it: the alert of Alice")).to_be_visible()
    # Both are in her history, the earlier one folded.
    await alice.get_by_role("link", name="History").click()
    entry = alice.get_by_role("article").filter(has_text="139/96 mmHg")
    await entry.get_by_text("1 earlier version").click()
    await expect(entry.get_by_text("193/96 mmHg")).to_be_visible()


async def test_chest_pain_tapped_by_mistake_is_taken_back_in_one_step_where_it_was_saved(visit: Visits) -> None:
    alice, dana = await visit("Alice", "/side-effects"), await visit("Dana", "/alerts", size=DESK)
    await controlled(alice)
    await alice.get_by_text("Heart and breath").click()
    await alice.context.set_offline(True)
    await alice.get_by_role("button", name="Fainted").click()
    for tap in ("Note it in my journal", "Mild", "Not at all"):
        await alice.get_by_role("button", name=tap).click()
    await expect(alice.get_by_role("heading", name="Saved")).to_be_visible()
    await alice.get_by_role("button", name="I tapped this by mistake").click()
    await expect(alice.get_by_text("You took this back.").last).to_be_visible()
    await alice.get_by_role("link", name="Today").click()
    await expect(alice.get_by_text("Still there?")).to_have_count(0)
    await expect(alice.get_by_text(NOT_TOLD)).to_have_count(0)

    await alice.context.set_offline(False)
    alert = dana.get_by_role("listitem").filter(has_text="Alice: Fainted")
    await expect(alert.get_by_text("Taken back by the patient")).to_be_visible(timeout=30_000)
    await expect(alert.get_by_text(STAYS_OPEN)).to_be_visible()


async def test_not_safe_tapped_by_mistake_is_taken_back_on_the_crisis_card(visit: Visits) -> None:
    alice, dana = await visit("Alice", "/help"), await visit("Dana", "/alerts", size=DESK)
    await alice.get_by_role("button", name="I am not safe").click()
    await expect(alice.get_by_text("Your clinic received your answer")).to_be_visible()
    await alice.get_by_role("button", name="I tapped this by mistake").click()
    await expect(alice.get_by_text("Your clinic sees both, and may still call you.").last).to_be_visible()
    alert = dana.get_by_role("listitem").filter(has_text="Alice: Says: I am not safe")
    await expect(alert.get_by_text("Taken back by the patient").first).to_be_visible(timeout=30_000)
    # The card keeps its numbers, and "not safe" can be said again.
    await expect(alice.get_by_role("link", name="Call 988")).to_be_visible()
    await expect(alice.get_by_role("button", name="I am not safe")).to_be_visible()
    await alice.get_by_role("link", name="History").click()
    await expect(alice.get_by_text("“Not safe”: taken back").first).to_be_visible()


async def test_alice_ties_a_side_effect_to_an_earlier_session_and_the_earlier_word_is_kept(
    journal: Journal, visit: Visits
) -> None:
    alice = await visit("Alice", "/side-effects")
    await alice.get_by_text("Feelings and sleep").click()
    await alice.get_by_role("button", name="Bad dreams").click()
    for tap in ("Mild", "Not at all"):
        await alice.get_by_role("button", name=tap).click()
    await expect(alice.get_by_role("heading", name="Saved")).to_be_visible()
    await alice.get_by_text("From which session?").first.click()
    offered = alice.get_by_role("group", name="From which session?").get_by_role("radio")
    await expect(offered.first).to_be_checked()
    await offered.nth(1).click()  # it shows as chosen once it is kept
    await expect(offered.nth(1)).to_be_checked()
    await expect(alice.get_by_text("Your clinic has it").first).to_be_visible(timeout=30_000)

    patient = journal.accounts["Alice"]["patient_id"]
    found = await journal.get("Dana", f"/patients/{patient}/recovery")
    [episode] = [each for each in found["side_effects"] if each["effect"] == "nightmare" and each["session_id"]]
    sessions = sorted(found["sessions"], key=lambda each: str(each["started_at"]))
    assert episode["of_session"] == episode["session_id"] == sessions[-2]["id"]
    # The demo's journal goes on as it was: it is over.
    await alice.goto("/")
    ended = alice.get_by_role("button", name="Bad dreams: No, it ended")
    await ended.click()
    await expect(ended).to_have_count(0)  # what is tapped is kept once it shows
    await alice.goto("/history")
    entry = alice.get_by_role("article").filter(has_text="Bad dreams").first
    await expect(entry.get_by_text("2 earlier versions")).to_be_visible()
