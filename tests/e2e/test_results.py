"""Results of Dana's patients together, and the doses of one: tables first, curves that can be read as tables."""

import re

from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Journal, Visits


async def _shown(page: Page) -> None:
    await expect(page.get_by_role("heading", name="Results", level=1)).to_be_visible()
    await expect(page.get_by_role("heading", name="Side effects")).to_be_visible()


async def test_dana_finds_the_results_in_her_bar_by_the_keyboard(visit: Visits) -> None:
    dana = await visit("Dana", size=DESK)
    await dana.get_by_role("link", name="Results", exact=True).focus()
    await dana.keyboard.press("Enter")
    await _shown(dana)
    response = dana.get_by_role("table", name="Response", exact=True)
    phq9 = response.get_by_role("row").filter(has_text="PHQ-9")
    await expect(phq9).to_contain_text(re.compile(r"\d+ of \d+"))
    await expect(phq9).to_contain_text(re.compile(r"\d+ % \(\d+ to \d+ %\)"))
    # Few are worse, and nobody has answered a PEG: how few stays unsaid.
    await expect(phq9).to_contain_text("fewer than 5")
    await expect(response.get_by_role("row").filter(has_text="PEG").get_by_text("fewer than 5")).to_have_count(4)
    for name in ("Grace", "Alice", "Bob"):
        await expect(dana.get_by_role("main").get_by_text(name)).to_have_count(0)


async def test_every_curve_can_be_read_as_a_table_and_every_published_figure_leads_to_its_paper(visit: Visits) -> None:
    dana = await visit("Dana", "/results", size=DESK)
    await _shown(dana)
    mood = dana.locator(".chart-box").filter(has=dana.get_by_role("heading", name="Mood"))
    await expect(mood).to_contain_text(re.compile(r"\d+ patients\. Half had lost the benefit by day"))
    await mood.get_by_text("Show as table").focus()
    await dana.keyboard.press("Enter")
    await expect(mood.get_by_role("row").nth(1)).to_contain_text("100 %")
    watched = [int(text) for text in await mood.locator("tbody td:nth-child(2)").all_inner_texts()]
    assert watched == sorted(watched, reverse=True) and min(watched) >= 5
    charts, tables = dana.locator("main svg.chart"), dana.get_by_text("Show as table")
    assert await charts.count() == await tables.count() >= 4
    links = dana.get_by_role("link", name=re.compile("20[0-9][0-9]"))
    for address in await links.evaluate_all("links => links.map(link => link.href)"):
        assert address.startswith(("https://doi.org/10.", "https://pmc.ncbi.nlm.nih.gov/articles/PMC")), address


async def test_a_time_without_sessions_has_nothing_to_show(visit: Visits) -> None:
    dana = await visit("Dana", "/results", size=PHONE)
    await _shown(dana)
    await dana.get_by_label("Sessions from").fill("2020-01-01")
    await dana.get_by_label("Sessions to").fill("2019-01-01")
    await dana.get_by_role("button", name="Show", exact=True).click()
    await expect(dana.get_by_text("This day is before the first one.")).to_be_visible()
    await dana.get_by_label("Sessions to").fill("2020-12-31")
    await dana.get_by_role("button", name="Show", exact=True).click()
    await expect(dana.get_by_text("Fewer than 5 of your patients had a session in this time.")).to_be_visible()
    await expect(dana.get_by_text("Fewer than 5 patients: no curve.")).to_have_count(2)
    assert await dana.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_sam_sees_nothing_of_norths_results_and_nadia_no_page_of_them(journal: Journal, visit: Visits) -> None:
    sam = await visit("Sam", "/results", size=DESK)
    await _shown(sam)
    await expect(sam.get_by_text("Fewer than 5 of your patients had a session in this time.")).to_be_visible()
    await expect(sam.get_by_role("table", name="Response", exact=True).get_by_text("fewer than 5")).to_have_count(16)
    nadia = await visit("Nadia", "/results", size=DESK)
    await expect(nadia.get_by_role("heading", level=1)).to_be_visible()
    await expect(nadia.get_by_role("heading", name="Results")).to_have_count(0)
    await expect(nadia.get_by_role("link", name="Results", exact=True)).to_have_count(0)


async def test_the_results_are_said_in_spanish(visit: Visits) -> None:
    dana = await visit("Dana", "/results", size=DESK, locale="es-US")
    await expect(dana.get_by_role("heading", name="Cuánto dura el beneficio")).to_be_visible()
    await expect(
        dana.get_by_role("table", name="Respuesta", exact=True).get_by_text("menos de 5").first
    ).to_be_visible()


async def test_a_printed_page_has_the_figures_and_none_of_the_controls(visit: Visits) -> None:
    dana = await visit("Dana", "/results", size=DESK)
    await _shown(dana)
    await dana.emulate_media(media="print")
    await expect(dana.get_by_role("table", name="Response", exact=True)).to_be_visible()
    await expect(dana.get_by_role("button", name="Show", exact=True)).to_be_hidden()
    await expect(dana.get_by_role("button", name="Print")).to_be_hidden()


async def test_alices_doses_stand_on_her_page_for_dana(journal: Journal, visit: Visits) -> None:
    dana = await visit("Dana", f"/patients/{journal.accounts['Alice']['patient_id']}", size=DESK)
    table = dana.get_by_role("table", name="Doses")
    await expect(table.get_by_role("row")).to_have_count(7)
    await expect(table.get_by_role("row").nth(1)).to_contain_text("IV, no. 6")
    await expect(dana.get_by_text(re.compile(r"6 sessions so far: IV 6\."))).to_be_visible()
    await expect(dana.get_by_text(re.compile(r"n = \d of 6 sessions\."))).to_have_count(2)
    await expect(dana.locator("circle.dose-mark").first).to_be_attached()
