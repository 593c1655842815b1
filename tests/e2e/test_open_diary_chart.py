"""The open diary's chart, where the file is at hand: it opens, and its authors are credited beside it."""

import pytest
from playwright.async_api import expect

from journal.__main__ import DIARY
from tests.e2e.conftest import DESK, Visits

pytestmark = pytest.mark.skipif(
    not DIARY.is_file(), reason="the open diary is not beside the checkout (docs/imports.md)"
)

CREDIT = "Kossakowski and others (2017), doi:10.5334/jopd.29, CC BY 4.0"


async def test_dana_opens_the_open_diary_and_its_authors_are_credited_beside_the_chart(visit: Visits) -> None:
    dana = await visit("Dana", size=DESK)
    await dana.get_by_role("link", name="Open diary", exact=False).first.click()
    await expect(dana.get_by_role("heading", level=1)).to_contain_text(CREDIT)
    await dana.get_by_role("button", name="All", exact=True).click()
    await expect(dana.get_by_text("238 of 239 days have an entry.")).to_be_visible()
    drawn = await dana.locator(".chart .mood-line").first.get_attribute("d")
    assert drawn is not None and drawn.count("L") > 200
