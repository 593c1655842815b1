"""The way in for somebody who was invited."""

import json
import re
from typing import Any

import pyotp
from playwright.async_api import Page, Request, expect

from tests.e2e.conftest import DESK, PHONE, Journal, Visits
from tests.e2e.device_lock import lock_of
from tests.e2e.examine import examine

PASSPHRASE = "seven grey herons on the roof"


async def invited(journal: Journal, by: str, name: str, role: str = "patient") -> dict[str, Any]:
    """An invitation that one of the staff has made."""
    order: dict[str, Any] = {"role": role, "name": name}
    if role == "patient":
        order |= {"birth_date": "1990-01-01", "zone": "America/New_York", "conditions": ["depression"]}
    made: dict[str, Any] = await journal.post(by, "/invitations", order)
    return made


async def begin(page: Page, link: str, code: str) -> None:
    """Opens the link and types the code."""
    await page.goto(link)
    await page.get_by_label("The 6 numbers").fill(code)
    await page.get_by_role("button", name="Next").click()


async def test_an_invited_patient_comes_in_with_the_lock_of_their_phone(journal: Journal, visit: Visits) -> None:
    made = await invited(journal, "Dana", "Finn")
    token = made["link"].partition("#")[2]
    page = await visit()
    lock = await lock_of(page)
    asked: list[tuple[str, str]] = []

    def heard(request: Request) -> None:
        asked.append((request.url, request.post_data or ""))

    page.on("request", heard)
    wrong = f"{(int(made['code']) + 1) % 1_000_000:06}"
    await begin(page, made["link"], wrong)
    await expect(page.get_by_text("This did not work. Check the numbers.")).to_be_visible()
    assert page.url == f"{journal.origin}/join"
    await page.get_by_label("The 6 numbers").fill(made["code"])
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_role("heading", name="Welcome, Finn")).to_be_visible()
    await page.get_by_role("button", name="Use this device’s lock").click()
    await expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    assert len(await lock.held()) == 1

    with_token = [url for url, body in asked if token in url or token in body]
    assert {url.removeprefix(journal.origin) for url in with_token} == {
        "/api/v1/invitations/begin",
        "/api/v1/invitations/accept",
    }
    assert not [url for url, _ in asked if token in url]
    kept = await page.evaluate("JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])")
    assert token not in kept


async def test_an_invitation_lets_in_once(journal: Journal, visit: Visits) -> None:
    made = await invited(journal, "Dana", "Gwen")
    gwen = await visit()
    await begin(gwen, made["link"], made["code"])
    await gwen.get_by_role("button", name="Use a passphrase instead").click()
    await gwen.get_by_label("E-mail").fill("gwen@north.example")
    await gwen.get_by_label("New passphrase").fill("too short")
    await gwen.get_by_role("button", name="Finish").click()
    await expect(gwen.get_by_text("6 more characters are needed")).to_be_visible()
    await gwen.get_by_label("New passphrase").fill(PASSPHRASE)
    await gwen.get_by_label("Show what I type").check()
    assert await gwen.get_by_label("New passphrase").input_value() == PASSPHRASE
    await gwen.get_by_role("button", name="Finish").click()
    await expect(gwen.get_by_role("heading", name="Today", exact=True)).to_be_visible()

    eve = await visit()
    await begin(eve, made["link"], made["code"])
    await expect(eve.get_by_text("This did not work. Check the numbers.")).to_be_visible()

    await gwen.goto("/more")
    await gwen.get_by_role("button", name="Sign out").click()
    await gwen.get_by_label("E-mail").fill("gwen@north.example")
    await gwen.get_by_label("Passphrase").fill(PASSPHRASE)
    await gwen.get_by_role("button", name="Sign in", exact=True).click()
    await expect(gwen.get_by_role("heading", name="Today", exact=True)).to_be_visible()


async def test_an_invited_provider_with_a_passphrase_shows_a_code_as_well(journal: Journal, visit: Visits) -> None:
    made = await invited(journal, "Nadia", "Hal", role="provider")
    hal = await visit(size=DESK)
    await begin(hal, made["link"], made["code"])
    await hal.get_by_role("button", name="Use a passphrase instead").click()
    await hal.get_by_label("E-mail").fill("hal@north.example")
    await hal.get_by_label("New passphrase").fill(PASSPHRASE)
    await expect(hal.get_by_role("img", name="Code for your authenticator app")).to_be_visible()
    wrong = await examine(hal, "joining", [DESK, PHONE], target=48)
    assert not wrong, json.dumps(wrong, indent=1)
    secret = re.sub(r"\s", "", await hal.locator(".account-secret").inner_text())
    now = pyotp.TOTP(secret).now()
    await hal.get_by_label("The 6 numbers that the app shows now").fill(f"{(int(now) + 1) % 1_000_000:06}")
    await hal.get_by_role("button", name="Finish").click()
    await expect(hal.get_by_text("These numbers do not fit.")).to_be_visible()
    await hal.get_by_label("The 6 numbers that the app shows now").fill(pyotp.TOTP(secret).now())
    await hal.get_by_role("button", name="Finish").click()
    await expect(hal.get_by_role("heading", name="Worklist")).to_be_visible()


async def test_without_its_link_an_invitation_says_what_to_do(visit: Visits) -> None:
    page = await visit(at="/join")
    await expect(page.get_by_text("Open the link of your invitation again")).to_be_visible()
