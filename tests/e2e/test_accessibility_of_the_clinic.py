"""Every screen of the clinic can be used by anybody."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e import tours
from tests.e2e.conftest import DESK, PHONE, Journal, Visits, served
from tests.e2e.examine import examine_all


@pytest.fixture(scope="module")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """A demo of its own: the tours write in it."""
    async with served(f"clinic-tours-{worker}") as running:
        yield running


async def test_every_screen_of_dana_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Dana", size=DESK)
    await examine_all(tours.of_a_provider(page, journal), page, [DESK, PHONE], target=24)


async def test_alices_page_for_dana_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Dana", size=DESK)
    await examine_all(tours.of_a_patient_page(page, journal), page, [DESK, PHONE], target=24)


async def test_every_screen_of_nadia_can_be_used_by_anybody(visit: Visits) -> None:
    page = await visit("Nadia", size=DESK)
    await examine_all(tours.of_an_admin(page), page, [DESK, PHONE], target=24)
