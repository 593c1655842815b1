"""Coming in with the lock of one's device, as Chromium plays it."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from tests.e2e.conftest import Journal, Visits, sign_in
from tests.e2e.device_lock import lock_of

USE = re.compile("Use this device’s lock")


async def add_lock(page: Page, name: str) -> None:
    """Adds this device's lock to the account of whoever is signed in."""
    await page.goto("/account")
    await page.get_by_role("button", name="Add this device").click()
    await page.get_by_label("A name for it").fill(name)
    await page.get_by_role("button", name="Add this device").click()
    await expect(page.get_by_role("listitem").filter(has_text=name)).to_be_visible()


async def sign_out(page: Page) -> None:
    await page.goto("/more")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("E-mail")).to_be_visible()


async def test_carol_comes_in_with_the_lock_of_her_phone_until_she_takes_it_away(
    journal: Journal, visit: Visits
) -> None:
    carol = await visit()
    lock = await lock_of(carol)
    await sign_in(carol, journal, "Carol")
    await expect(carol.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await add_lock(carol, "Carol's phone")
    assert len(await lock.held()) == 1

    await sign_out(carol)
    await carol.get_by_role("button", name=USE).click()
    await expect(carol.get_by_role("heading", name="Today", exact=True)).to_be_visible()

    await carol.goto("/account")
    await carol.get_by_role("button", name="Remove Carol's phone").click()
    await carol.get_by_role("button", name="Yes, remove Carol's phone").click()
    await expect(carol.get_by_text("Carol's phone")).to_have_count(0)
    await sign_out(carol)
    await carol.get_by_role("button", name=USE).click()
    await expect(carol.get_by_text("Your clinic does not know this device yet.")).to_be_visible()


async def test_the_lock_of_a_phone_opens_nothing_for_a_stranger_who_holds_it(journal: Journal, visit: Visits) -> None:
    phone = await visit()
    lock = await lock_of(phone)
    await sign_in(phone, journal, "Carol")
    await expect(phone.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await add_lock(phone, "Phone")
    await sign_out(phone)
    await lock.know_owner(False)
    await phone.get_by_role("button", name=USE).click()
    await expect(phone.get_by_text("Nothing was done.")).to_be_visible()
    await expect(phone.get_by_label("E-mail")).to_be_visible()


async def test_the_same_lock_is_not_added_twice(journal: Journal, visit: Visits) -> None:
    carol = await visit()
    await lock_of(carol)
    await sign_in(carol, journal, "Carol")
    await expect(carol.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    await add_lock(carol, "Once")
    await carol.get_by_role("button", name="Add this device").click()
    await carol.get_by_role("button", name="Add this device").click()
    await expect(carol.get_by_text("This device’s lock is set up already.")).to_be_visible()


async def test_sam_needs_no_code_beside_the_lock_of_his_computer(journal: Journal, visit: Visits) -> None:
    sam = await visit()
    await lock_of(sam)
    await sign_in(sam, journal, "Sam")
    await expect(sam.get_by_role("heading", name="Worklist")).to_be_visible()
    await add_lock(sam, "Desk")

    left = asyncio.Event()

    async def slowly(route: Route) -> None:
        if route.request.method == "DELETE":
            await left.wait()
        await route.continue_()

    await sam.route("**/api/v1/sign-in", slowly)
    await sam.get_by_role("button", name="Sign out", exact=True).click()
    # Nobody is asked before he has left: what they began here would be gone when the app is drawn anew.
    with pytest.raises(AssertionError):
        await expect(sam.get_by_role("button", name=USE)).to_be_visible(timeout=1_000)
    left.set()
    await sam.get_by_role("button", name=USE).click()
    await expect(sam.get_by_role("link", name="Carol", exact=True)).to_be_visible()
