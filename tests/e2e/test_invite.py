"""Invitations: the page that is handed over, the code that is told, and the way back in after a lost phone."""

import re
from io import BytesIO

from playwright.async_api import Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import DESK, Journal, Visits

SIX = re.compile(r"\d{3} \d{3}")


async def invite(page: Page, name: str) -> str:
    """Fills in the form for a patient, and returns the code that is to be told."""
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("Date of birth").fill("1988-04-12")
    await page.get_by_label("depression").check()
    await page.get_by_role("button", name="Make the invitation").click()
    shown = await page.get_by_text(SIX).inner_text()
    return shown.replace(" ", "")


async def printed(page: Page) -> str:
    """What is on the paper."""
    text = PdfReader(BytesIO(await page.pdf(format="Letter"))).pages
    assert len(text) == 1
    return " ".join(text[0].extract_text().split())


async def test_danas_invitation_is_printed_without_the_code_and_without_the_name(
    journal: Journal, visit: Visits
) -> None:
    await journal.prove("Dana")
    dana = await visit("Dana", size=DESK)
    await dana.get_by_role("link", name="Invite a patient").click()
    await dana.get_by_role("button", name="Make the invitation").click()
    await expect(dana.get_by_text("Write the name.")).to_be_visible()
    await expect(dana.get_by_label("Name")).to_be_focused()
    code = await invite(dana, "Erin Example")

    link = await dana.locator(".sheet-link").inner_text()
    assert re.fullmatch(re.escape(journal.origin) + r"/join#[\w-]{20,}", link)
    await expect(dana.get_by_role("img", name="Square to scan")).to_be_visible()
    assert await dana.title() == "Invitation · Symptom Journal"
    paper = await printed(dana)
    assert "North" in paper and "Valid until" in paper
    assert link.split("#")[1] in paper.replace(" ", "")
    assert code not in paper.replace(" ", "") and "Erin" not in paper

    await dana.get_by_label("Español").check()
    assert "Válida hasta el" in await printed(dana)
    await expect(dana.get_by_role("heading", name="Invitation")).to_be_visible()


async def test_an_invitation_is_shown_once_and_nadia_withdraws_it(journal: Journal, visit: Visits) -> None:
    await journal.prove("Nadia")
    nadia = await visit("Nadia", "/invite", size=DESK)
    await nadia.get_by_label("Patient").check()
    code = await invite(nadia, "Finn Example")
    token = (await nadia.locator(".sheet-link").inner_text()).split("#")[1]
    await nadia.goto("/invitations")
    finn = nadia.get_by_role("listitem").filter(has_text="Finn Example")
    await expect(finn.get_by_text("Open", exact=True)).to_be_visible()
    assert token not in await nadia.content() and code not in await nadia.content()
    await finn.get_by_role("button", name="Withdraw the invitation of Finn Example").click()
    await expect(finn.get_by_text("Withdrawn")).to_be_visible()
    await expect(finn.get_by_role("button")).to_have_count(0)


async def test_an_admin_invites_a_provider_without_being_asked_for_a_date_of_birth(
    journal: Journal, visit: Visits
) -> None:
    await journal.prove("Nadia")
    nadia = await visit("Nadia", "/invite", size=DESK)
    await nadia.get_by_label("Provider").check()
    await expect(nadia.get_by_label("Date of birth")).to_have_count(0)
    await nadia.get_by_label("Name").fill("Greta Example")
    await nadia.get_by_role("button", name="Make the invitation").click()
    await expect(nadia.get_by_text(SIX)).to_be_visible()


async def test_nadia_resets_a_lost_phone_only_after_saying_how_she_knows_who_it_is(
    journal: Journal, visit: Visits
) -> None:
    await journal.prove("Nadia")
    nadia = await visit("Nadia", "/invite", size=DESK)
    await nadia.get_by_label("Patient").check()
    await invite(nadia, "Hana Example")
    await nadia.get_by_role("link", name="People").click()
    await nadia.get_by_role("link", name="Hana Example").click()
    await nadia.get_by_role("button", name="Reset their sign-in").click()
    await nadia.get_by_role("button", name="Reset and invite anew").click()
    await expect(nadia.get_by_text("Choose how you know.")).to_be_visible()
    await nadia.get_by_label("I saw a photo ID").check()
    await nadia.get_by_role("button", name="Reset and invite anew").click()
    await expect(nadia.get_by_text(SIX)).to_be_visible()


async def test_dana_lets_a_patient_of_hers_in_anew(journal: Journal, visit: Visits) -> None:
    await journal.prove("Dana")
    dana = await visit("Dana", "/invite", size=DESK)
    first = await invite(dana, "Kim Example")
    link = await dana.locator(".sheet-link").inner_text()
    await dana.goto("/")
    await dana.get_by_role("link", name="Kim Example", exact=True).click()
    await dana.get_by_role("link", name="Lost phone").click()
    await dana.get_by_role("button", name="Reset their sign-in").click()
    await dana.get_by_label("I know them, and they are here").check()
    await dana.get_by_role("button", name="Reset and invite anew").click()
    await expect(dana.get_by_text(SIX)).to_be_visible()
    assert await dana.locator(".sheet-link").inner_text() != link
    response = await dana.request.post(
        f"{journal.origin}/api/v1/invitations/begin",
        data={"token": link.split("#")[1], "code": first},
        headers={"X-Journal-Client": "test/1"},
    )
    assert response.status == 404


async def test_somebody_switched_off_can_be_switched_on_again(journal: Journal, visit: Visits) -> None:
    await journal.prove("Nadia")
    nadia = await visit("Nadia", "/invite", size=DESK)
    await nadia.get_by_label("Patient").check()
    await invite(nadia, "Ivo Example")
    await nadia.get_by_role("link", name="People").click()
    await nadia.get_by_role("link", name="Ivo Example").click()
    await nadia.get_by_role("button", name="Switch off").click()
    await nadia.get_by_role("button", name="Yes, switch off Ivo Example").click()
    await expect(nadia.get_by_text("Patient · Switched off")).to_be_visible()
    await nadia.get_by_role("button", name="Switch on Ivo Example").click()
    await expect(nadia.get_by_text("Patient · Invited")).to_be_visible()
