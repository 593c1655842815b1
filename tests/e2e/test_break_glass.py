"""Emergency access: a patient who is not in Dana's care, opened for reading, for a reason, for four hours."""

from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, Journal, Visits

BORN = "1979-02-03"


async def given_up_by_dana(nadia: Page) -> None:
    """A patient of North who is in nobody's care."""
    await nadia.goto("/invite")
    await nadia.get_by_label("Patient").check()
    await nadia.get_by_label("Name").fill("Jonas Example")
    await nadia.get_by_label("Date of birth").fill(BORN)
    await nadia.get_by_role("button", name="Make the invitation").click()
    await expect(nadia.get_by_text("Tell them this code in person")).to_be_visible()


async def test_dana_opens_a_strangers_journal_for_a_reason_and_can_only_read(journal: Journal, visit: Visits) -> None:
    await journal.prove("Nadia")
    await journal.prove("Dana")
    await given_up_by_dana(await visit("Nadia", size=DESK))
    dana = await visit("Dana", size=DESK)
    await dana.get_by_role("link", name="Find a patient").click()
    await dana.get_by_label("Full name").fill("jonas example")
    await dana.get_by_label("Date of birth").fill("1979-02-04")
    await dana.get_by_role("button", name="Find").click()
    await expect(dana.get_by_text("no patient with exactly this name")).to_be_visible()
    await dana.get_by_label("Date of birth").fill(BORN)
    await dana.get_by_role("button", name="Find").click()
    await expect(dana.get_by_text("for 4 hours")).to_be_visible()

    await dana.get_by_role("button", name="Open for reading").click()
    await expect(dana.get_by_text("Write the reason.")).to_be_visible()
    await dana.get_by_label("Why do you need to?").fill("Called at night with chest pain")
    await dana.get_by_role("button", name="Open for reading").click()
    await expect(dana.get_by_role("heading", name="Jonas Example")).to_be_visible()
    await expect(dana.get_by_text("Emergency access until")).to_be_visible()
    assert "Called" not in dana.url and "Jonas" not in dana.url
    for act in ("Record a session", "Page for their doctor", "Pass for a companion"):
        await expect(dana.get_by_role("link", name=act)).to_have_count(0)
    await dana.reload()
    await expect(dana.get_by_text("Emergency access until")).to_be_visible()


async def test_dana_does_not_find_a_patient_of_the_other_clinic(journal: Journal, visit: Visits) -> None:
    carol = await journal.get("Sam", f"/patients/{journal.accounts['Carol']['patient_id']}")
    dana = await visit("Dana", "/break-glass", size=DESK)
    await dana.get_by_label("Full name").fill(carol["name"])
    await dana.get_by_label("Date of birth").fill(carol["birth_date"])
    await dana.get_by_role("button", name="Find").click()
    await expect(dana.get_by_text("no patient with exactly this name")).to_be_visible()


async def test_a_patient_in_danas_own_care_is_simply_opened(journal: Journal, visit: Visits) -> None:
    await journal.prove("Dana")
    alice = await journal.get("Dana", f"/patients/{journal.accounts['Alice']['patient_id']}")
    dana = await visit("Dana", "/break-glass", size=DESK)
    await dana.get_by_label("Full name").fill(alice["name"])
    await dana.get_by_label("Date of birth").fill(alice["birth_date"])
    await dana.get_by_role("button", name="Find").click()
    await dana.get_by_label("Why do you need to?").fill("By mistake")
    await dana.get_by_role("button", name="Open for reading").click()
    await expect(dana.get_by_role("link", name="Record a session")).to_be_visible()
    await expect(dana.get_by_text("Emergency access until")).to_have_count(0)
