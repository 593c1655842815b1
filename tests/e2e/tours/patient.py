"""A patient's day: what is written down, and what is read."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal, controlled
from tests.e2e.past import long_ago
from tests.e2e.taps import answer_bladder
from tests.e2e.tours.tour import Tour
from tests.worlds import questionnaire_file

PLAN = "Walk before lunch; call us when you cannot."


async def of_a_patient(page: Page, journal: Journal) -> Tour:
    """Alice writes a check-in, a side effect, a reading, a medicine and a form of the clinic's own on the way."""
    await _what_the_clinic_has_said(journal)
    for part in (_writing, _at_home, _asked, _reading, _own_things, _danger):
        async for name in part(page):
            yield name
    await long_ago(journal, "Alice", minutes=60)
    await page.goto("/recovery")
    await expect(page.get_by_text("Confirm it’s you to see your recovery.")).to_be_visible()
    yield "locked"
    await page.get_by_role("button", name="Confirm it’s you").click()
    await expect(page.get_by_role("dialog").get_by_label("Passphrase")).to_be_visible()
    yield "confirm"


async def _what_the_clinic_has_said(journal: Journal) -> None:
    """A plan, and a form of the clinic's own."""
    plan = {"id": str(uuid4()), "kind": "plan", "date": f"{datetime.now(UTC) - timedelta(days=9):%F}", "text": PLAN}
    await journal.post("Dana", f"/patients/{journal.accounts['Alice']['patient_id']}/annotations", plan)
    await journal.post("Nadia", "/clinic/questionnaires", questionnaire_file())


async def _writing(page: Page) -> Tour:
    await page.goto("/")
    await expect(page.get_by_text("since your session")).to_be_visible()
    yield "today"
    await page.get_by_role("link", name="Check in").first.click()
    await expect(page.get_by_role("button", name="Mood 5 of 10")).to_be_visible()
    yield "check-in"
    await page.get_by_role("button", name="Mood 5 of 10").click()
    await page.get_by_role("button", name="Function 6 of 10").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    yield "saved"
    await page.get_by_text("Add more").click()
    await page.get_by_label("Hours of sleep").fill("25")
    await page.get_by_label("Note", exact=True).fill("Slept long, walked to the river.")
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
    yield "side-effect-interference"
    await page.get_by_role("button", name="Not at all").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    yield "side-effect-saved"
    await page.goto("/")
    await page.goto("/side-effects")
    for tap in ("Feeling sick", "Moderate", "Somewhat"):
        await page.get_by_role("button", name=tap, exact=True).click()
    await expect(page.get_by_text("has any drink stayed down?")).to_be_visible()
    yield "side-effect-drink"
    await page.goto("/event")
    await expect(page.get_by_label("What happened?")).to_be_visible()
    yield "event"


async def _at_home(page: Page) -> Tour:
    await page.goto("/reading")
    await page.get_by_label("Upper number").fill("80")
    await page.get_by_label("Lower number").fill("138")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("The lower number is smaller")).to_be_visible()
    yield "reading"
    await page.get_by_label("Upper number").fill("181")
    await page.get_by_label("Lower number").fill("95")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("This is a high reading")).to_be_visible()
    yield "reading-high"
    await page.goto("/medicine")
    await expect(page.get_by_text("Taking Sertraline")).to_be_visible()
    await page.get_by_label("Name").fill("Lorazepam")
    await page.get_by_label("How much, and when").fill("1 mg at night")
    await page.get_by_label("It is a benzodiazepine").check()
    yield "medicine"
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", name="Headache")).to_be_visible()
    yield "today-later"


async def _asked(page: Page) -> Tour:
    for form, answer in (("phq-9", "Several days"), ("pcl-5", "Moderately"), ("peg", "7"), ("rest", "Always")):
        await page.goto(f"/questions/{form}")
        await expect(page.get_by_role("button", name="Start")).to_be_visible()
        yield form
        await page.get_by_role("button", name="Start").click()
        await expect(page.get_by_role("button", name=answer, exact=True)).to_be_visible()
        yield f"{form}-question"
    await page.get_by_role("button", name="Always", exact=True).click()
    await expect(page.get_by_text("2 of 2")).to_be_visible()
    await page.goto("/")
    await page.goto("/questions/rest")
    await expect(page.get_by_text("go on where you stopped")).to_be_visible()
    yield "rest-begun"
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Always", exact=True).click()
    await expect(page.get_by_text("total 4")).to_be_visible()
    yield "rest-total"
    await page.goto("/bladder")
    await expect(page.get_by_role("button", name="It burns", exact=True)).to_be_visible()
    yield "bladder"
    await answer_bladder(page, "It burns", "No", "A little")
    await expect(page.get_by_text("Please call your clinic today")).to_be_visible()
    yield "bladder-call"


async def _reading(page: Page) -> Tour:
    await page.goto("/history")
    await expect(page.get_by_text("Mood 5, function 6").first).to_be_visible()
    yield "history"
    await page.goto("/recovery")
    await expect(page.get_by_text("Show as table")).to_be_visible()
    await expect(page.get_by_text(PLAN)).to_be_visible()
    yield "recovery"
    await page.get_by_text("Show as table").click()
    await expect(page.get_by_role("table")).to_be_visible()
    yield "recovery-table"


async def _own_things(page: Page) -> Tour:
    await page.goto("/more")
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    yield "more"
    await page.goto("/companion-pass")
    await page.get_by_role("button", name="Make a pass").click()
    await expect(page.locator(".pass-link")).to_be_visible()
    yield "companion-pass"
    await page.goto("/account")
    await expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    await page.get_by_role("button", name="Change passphrase").click()
    yield "account"
    await page.goto("/nowhere")
    await expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    yield "nothing-here"


async def _danger(page: Page) -> Tour:
    """What is said where there is no connection, and who was told."""
    await page.goto("/help")
    await controlled(page)
    await expect(page.get_by_role("heading", name="Are you safe right now?")).to_be_visible()
    yield "crisis-card"
    await page.context.set_offline(True)
    await page.get_by_role("button", name="I am not safe").click()
    await expect(page.get_by_text("Your clinic has NOT been told yet.").first).to_be_visible()
    yield "crisis-card-not-told"
    await page.goto("/")
    await expect(page.get_by_text("waits on this phone")).to_be_visible()
    yield "today-offline"
    await page.context.set_offline(False)
    await page.goto("/help")
    await expect(page.get_by_text("Your clinic received your answer")).to_be_visible()
    yield "crisis-card-told"
    await page.get_by_role("button", name="I tapped this by mistake").click()
    await expect(page.get_by_text("You took this back.")).to_be_visible()
    yield "crisis-card-taken-back"
