"""Questionnaires on a phone: twenty questions without a connection, numbers from 0 to 10, a clinic's own form."""

import json
from typing import Any

from playwright.async_api import FilePayload, Page, expect

from tests.e2e.conftest import DESK, Visits, controlled
from tests.support import ROOT
from tests.worlds import questionnaire_file

INSTRUMENTS = ROOT / "journal" / "clinical" / "instruments"
SMALLEST_TARGET = 48


async def ready(page: Page) -> None:
    """The form is on this phone, and so is all that it needs."""
    await expect(page.get_by_role("button", name="Start")).to_be_visible()
    await controlled(page)


async def test_alice_answers_the_pcl_5_offline_with_the_keyboard_and_the_clinic_makes_the_same_of_it(
    visit: Visits,
) -> None:
    alice = await visit("Alice", "/questions/pcl-5")
    await ready(alice)
    await alice.context.set_offline(True)
    await alice.get_by_role("button", name="Start").click()
    items = [item for item in json.loads((INSTRUMENTS / "pcl-5.json").read_text())["item"] if item["type"] == "choice"]
    for n, item in enumerate(items, start=1):
        await expect(alice.get_by_role("heading", name=item["text"])).to_be_visible()
        await expect(alice.get_by_text(f"{n} of 20")).to_be_visible()
        await expect(alice.get_by_text("In the past week, how much were you bothered by:")).to_be_visible()
        answer = alice.get_by_role("button", name="Moderately", exact=True)
        if n == 1:
            box = await answer.bounding_box()
            assert box is not None
            assert box["height"] >= SMALLEST_TARGET
        await answer.focus()
        await alice.keyboard.press("Enter")
    await expect(alice.get_by_text("total 40")).to_be_visible()
    await alice.context.set_offline(False)
    await alice.goto("/history")
    # The one entry, not the day around it, which other tests write in too.
    entry = alice.get_by_role("article").filter(has_text="PCL-5").first
    await expect(entry.get_by_text("Your clinic has it")).to_be_visible(timeout=20_000)


async def test_the_peg_is_three_lines_of_numbers_and_its_score_a_mean(visit: Visits) -> None:
    alice = await visit("Alice", "/questions/peg")
    await ready(alice)
    await alice.context.set_offline(True)
    await alice.get_by_role("button", name="Start").click()
    for n, value in enumerate((5, 5, 4), start=1):
        await expect(alice.get_by_text(f"{n} of 3")).to_be_visible()
        box = await alice.get_by_role("button", name="7", exact=True).bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= SMALLEST_TARGET
        await alice.get_by_role("button", name=str(value), exact=True).click()
    await expect(alice.get_by_text("total 4.7")).to_be_visible()
    await alice.context.set_offline(False)


async def test_a_form_that_was_begun_goes_on_and_a_day_later_starts_afresh(visit: Visits) -> None:
    alice = await visit("Alice", "/questions/gad-7")
    await ready(alice)
    await alice.get_by_role("button", name="Start").click()
    await alice.get_by_role("button", name="Not at all", exact=True).click()
    await expect(alice.get_by_text("2 of 7")).to_be_visible()
    await alice.goto("/")
    await alice.goto("/questions/gad-7")
    await expect(alice.get_by_text("go on where you stopped")).to_be_visible()
    await alice.get_by_role("button", name="Go on").click()
    await expect(alice.get_by_text("2 of 7")).to_be_visible()

    # The phone's clock a day on; what the server says of the time is not heard.
    await alice.context.set_offline(True)
    await alice.add_init_script("{const day = 86_400_001; const now = Date.now; Date.now = () => now() + day;}")
    await alice.goto("/questions/gad-7")
    await expect(alice.get_by_text("You began this more than 24 hours ago")).to_be_visible()
    await alice.get_by_role("button", name="Start").click()
    await expect(alice.get_by_text("1 of 7")).to_be_visible()
    await alice.context.set_offline(False)


async def test_in_spanish_the_peg_says_that_it_is_in_english(visit: Visits) -> None:
    alice = await visit("Alice", "/questions/peg", locale="es-US")
    await expect(alice.get_by_text("solo están aquí en inglés")).to_be_visible()
    await alice.get_by_role("button", name="Empezar").click()
    heading = alice.get_by_role("heading", name="What number best describes your pain")
    await expect(heading).to_have_attribute("lang", "en")


async def test_bob_who_has_pain_is_asked_for_it_and_it_is_kept(visit: Visits) -> None:
    bob = await visit("Bob", "/")
    await bob.get_by_role("link", name="Check in").first.click()
    await bob.get_by_role("button", name="Mood 5 of 10").click()
    await bob.get_by_role("button", name="Function 5 of 10").click()
    section = bob.get_by_role("region", name="Also for you")
    await expect(section.get_by_text("not a validated scale")).to_be_visible()
    await section.get_by_role("button", name="Pain 6 of 10").click()
    await expect(section.get_by_role("button", name="Clear Pain")).to_have_attribute("aria-pressed", "true")
    await bob.get_by_text("Add more").click()
    await expect(bob.get_by_role("group", name="Pain")).to_have_count(1)


async def test_dana_sees_the_peg_of_bob_as_steps_with_its_response(visit: Visits) -> None:
    dana = await visit("Dana", "/", size=DESK)
    await dana.get_by_role("link", name="Bob").first.click()
    await expect(dana.get_by_role("heading", name="PEG", exact=True)).to_be_visible()
    await expect(dana.get_by_text("PEG is ").first).to_be_visible()


async def test_nadia_loads_a_form_of_the_clinics_own_and_alice_answers_it_offline(visit: Visits) -> None:
    nadia = await visit("Nadia", "/questionnaires", size=DESK)
    await choose(nadia, questionnaire_file(title=""))
    await expect(nadia.get_by_text("This file cannot be asked")).to_be_visible()
    await expect(nadia.get_by_text("/title")).to_be_visible()
    await choose(nadia, questionnaire_file())
    await expect(nadia.get_by_text("Were you awake at night?")).to_be_visible()
    await expect(nadia.get_by_text("from 3: worn out")).to_be_visible()
    await nadia.get_by_role("button", name="Load it").click()
    await expect(nadia.get_by_role("button", name="Stop asking Rest")).to_be_visible()

    alice = await visit("Alice", "/")
    await expect(alice.get_by_role("link", name="Weekly questions: Rest")).to_be_visible()
    await controlled(alice)
    # The form comes after the list that names it.
    await alice.get_by_role("link", name="Weekly questions: Rest").click()
    await expect(alice.get_by_role("button", name="Start")).to_be_visible()
    await alice.context.set_offline(True)
    await alice.goto("/questions/rest")
    await alice.get_by_role("button", name="Start").click()
    await alice.get_by_role("button", name="Always", exact=True).click()
    await alice.get_by_role("button", name="Sometimes", exact=True).click()
    await expect(alice.get_by_text("total 3")).to_be_visible()
    await alice.context.set_offline(False)

    await nadia.get_by_role("button", name="Stop asking Rest").click()
    await expect(nadia.get_by_role("button", name="Stop asking Rest")).to_have_count(0)


async def choose(page: Page, file: dict[str, Any]) -> None:
    """The file of a questionnaire, as somebody picks it."""
    content = FilePayload(name="form.json", mimeType="application/json", buffer=json.dumps(file).encode())
    await page.get_by_label("File").set_input_files(content)
