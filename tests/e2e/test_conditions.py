"""What a patient is treated for is changed on their page, and their phone asks for it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Route, expect

from tests.e2e.conftest import DESK, Journal, Visits, served
from tests.e2e.test_offline import check_in


@pytest.fixture(scope="module")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """A demo of its own: what is treated changes the forms of a journal."""
    async with served(f"conditions-{worker}") as running:
        yield running


async def _late(route: Route) -> None:
    await asyncio.sleep(1)
    await route.continue_()


async def test_dana_changes_what_bob_is_treated_for_and_his_phone_follows(journal: Journal, visit: Visits) -> None:
    dana = await visit("Dana", f"/patients/{journal.accounts['Bob']['patient_id']}", size=DESK)
    await dana.route("**/conditions", _late)
    await dana.get_by_text("Change what is treated").click()
    ocd = dana.get_by_label("OCD", exact=True)
    await expect(ocd).not_to_be_checked()
    # What is ticked before the server has said what was known stays ticked.
    async with dana.expect_response("**/conditions"):
        await ocd.check()
    await dana.get_by_role("button", name="Save", exact=True).click()
    changes = dana.get_by_role("region", name="Changes").get_by_role("listitem")
    await expect(changes).to_contain_text("Dana")
    await expect(changes).to_contain_text("OCD")
    # The line under the name says it, without a reload.
    await expect(dana.locator("main p.muted").first).to_contain_text("OCD")

    bob = await visit("Bob")
    await check_in(bob, 6, 6)
    await expect(bob.get_by_text("Time taken by obsessions and compulsions")).to_be_visible()

    # Taken away again, every change is kept.
    await ocd.uncheck()
    await dana.get_by_role("button", name="Save", exact=True).click()
    await expect(changes).to_have_count(2)


async def test_the_clusters_of_the_pcl_5_stand_under_its_score(journal: Journal, visit: Visits) -> None:
    sam = await visit("Sam", f"/patients/{journal.accounts['Carol']['patient_id']}", size=DESK)
    card = sam.locator(".chart-box").filter(has=sam.get_by_role("heading", name="PCL-5"))
    await expect(card.get_by_text("Clusters: B ")).to_contain_text(" of 20, C ")
    await card.get_by_text("Show as table").click()
    await expect(card.get_by_role("columnheader", name="Cluster E")).to_be_visible()
