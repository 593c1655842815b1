"""The chart of mood and function, for those who read it by ear, by key, as a table or on paper."""

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import DESK, PHONE, Journal, Visits


async def test_alice_reads_her_chart_day_by_day_with_the_arrow_keys_and_hears_it(visit: Visits) -> None:
    alice = await visit("Alice", "/recovery", size=PHONE)
    await alice.get_by_role("application").focus()
    said = alice.locator(".chart-reading")
    await expect(said).to_have_attribute("aria-live", "polite")
    await alice.keyboard.press("Home")
    first = await said.inner_text()
    assert "mood" in first and "function" in first
    await alice.keyboard.press("ArrowRight")
    await expect(said).not_to_have_text(first)
    await alice.keyboard.press("PageDown")
    await expect(said).to_contain_text("day 0:")
    await alice.keyboard.press("Escape")
    await expect(said).to_be_empty()


async def test_alices_chart_has_a_table_in_which_a_missing_day_is_no_zero(visit: Visits) -> None:
    alice = await visit("Alice", "/recovery")
    await alice.get_by_text("Show as table").click()
    table = alice.get_by_role("table")
    await expect(table.get_by_role("columnheader", name="Mood")).to_be_visible()
    assert await table.get_by_role("row").count() > 28


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_danas_page_of_alice_prints_black_on_white(journal: Journal, visit: Visits, scheme: str) -> None:
    page = f"/patients/{journal.accounts['Alice']['patient_id']}"
    dana = await visit("Dana", page, size=DESK, color_scheme=scheme)
    await expect(dana.get_by_role("heading", name="Entries")).to_be_visible()
    await dana.emulate_media(media="print")
    for line in (".mood-line", ".function-line"):
        await expect(dana.locator(line).first).to_have_css("stroke", "rgb(0, 0, 0)")
    assert await dana.evaluate(LIGHTNESS, "color") < 0.3
    assert await dana.evaluate(LIGHTNESS, "background-color") > 0.95
    await expect(dana.get_by_role("button", name="Sign out")).to_be_hidden()


# Drawn and read back, for a computed colour may be in any colour space.
LIGHTNESS = """property => {
    const context = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d');
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(property);
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data[0] / 255;
}"""
