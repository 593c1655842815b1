"""Nadia's office, which shows no entries."""

import json
from typing import Any

from playwright.async_api import FilePayload, Page, expect

from tests.e2e.tours.tour import Tour
from tests.worlds import questionnaire_file


async def of_an_admin(page: Page) -> Tour:
    for part in (_people, _clinic, _forms):
        async for name in part(page):
            yield name
    await page.goto("/alerts")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "admin-alerts"
    await page.goto("/audit")
    await expect(page.get_by_role("table")).to_be_visible()
    yield "admin-audit"


async def _people(page: Page) -> Tour:
    await page.goto("/")
    await expect(page.get_by_text("You manage people here")).to_be_visible()
    await expect(page.get_by_role("link", name="Alice", exact=True)).to_be_visible()
    yield "admin"
    await page.get_by_role("link", name="Alice", exact=True).click()
    await page.get_by_role("button", name="Reset their sign-in").click()
    await expect(page.get_by_text("How do you know that this is Alice?")).to_be_visible()
    yield "admin-person"
    await page.goto("/invite")
    await expect(page.get_by_label("Date of birth")).to_be_visible()
    yield "admin-invite"
    await page.get_by_label("Name").fill("Jonas Example")
    await page.get_by_label("Date of birth").fill("1979-02-03")
    await page.get_by_role("button", name="Make the invitation").click()
    await expect(page.get_by_text("Tell them this code in person")).to_be_visible()
    yield "admin-invited"
    await page.goto("/invitations")
    await expect(page.get_by_role("button", name="Withdraw the invitation of Jonas Example")).to_be_visible()
    yield "admin-invitations"


async def _clinic(page: Page) -> Tour:
    await page.goto("/clinic")
    await page.get_by_label("Monday").fill("9-5")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Write it as 08:00-18:00.")).to_be_visible()
    yield "admin-clinic"
    await page.goto("/rules")
    silent = page.get_by_label("Days without an entry that make a silence")
    await silent.fill("4")
    await page.get_by_role("button", name="Save the changes").click()
    await expect(page.get_by_text("→ 4")).to_be_visible()
    await silent.fill("15")
    await page.get_by_role("button", name="Save the changes").click()
    await expect(page.get_by_text("Write a number from 1 to 14.")).to_be_visible()
    yield "admin-rules"


async def _forms(page: Page) -> Tour:
    await page.goto("/questionnaires")
    await _choose(page, questionnaire_file(id="night", version="2", title=""))
    await expect(page.get_by_text("This file cannot be asked")).to_be_visible()
    yield "admin-questionnaires-refused"
    await _choose(page, questionnaire_file(id="night", version="2"))
    await expect(page.get_by_text("Were you awake at night?")).to_be_visible()
    yield "admin-questionnaires"


async def _choose(page: Page, file: dict[str, Any]) -> None:
    content = FilePayload(name="form.json", mimeType="application/json", buffer=json.dumps(file).encode())
    await page.get_by_label("File").set_input_files(content)
