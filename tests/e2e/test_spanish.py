"""The patient's app in Spanish: nothing of it stays in English."""

import json
import re

from playwright.async_api import Page, expect

from tests.e2e.conftest import Visits
from tests.support import ROOT

HEADINGS = {
    "/": "Hoy",
    "/check-in": "Ánimo",
    "/side-effects": "Efectos secundarios",
    "/event": "Anotar algo que pasó",
    "/history": "Historial",
    "/recovery": "Evolución",
    "/more": "Más",
    "/help": "Ayuda ahora",
}
SAID = """() => {
    const said = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) said.push(walk.currentNode.data);
    for (const found of document.querySelectorAll('[aria-label]')) said.push(found.getAttribute('aria-label'));
    return said.map(text => text.trim()).filter(Boolean);
}"""
MESSAGE = re.compile(r'en: "((?:[^"\\]|\\.)*)",\s*es: "((?:[^"\\]|\\.)*)"')


def english() -> set[str]:
    """Every sentence of the catalogue that is another one in Spanish, and every word of the questionnaires."""
    catalogues = (ROOT / "web" / "src" / "i18n" / "catalogue").glob("*.ts")
    pairs = [pair for file in catalogues for pair in MESSAGE.findall(file.read_text())]
    spanish = {es for _, es in pairs}
    instrument = json.loads((ROOT / "journal" / "clinical" / "instruments" / "phq-9.json").read_text())
    items = {item["text"] for item in instrument["item"]}
    return {en for en, es in pairs if "{" not in en and en != es and en not in spanish} | items


async def left_in_english(page: Page) -> set[str]:
    return set(await page.evaluate(SAID)) & english()


async def test_alices_app_is_spanish_on_a_spanish_phone(visit: Visits) -> None:
    alice = await visit("Alice", locale="es-MX")
    for at, heading in HEADINGS.items():
        await alice.goto(at)
        await expect(alice.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
        await expect(alice.locator("html")).to_have_attribute("lang", "es")
        assert await left_in_english(alice) == set()
    await alice.goto("/questions/phq-9")
    await alice.get_by_role("button", name="Empezar").click()
    await expect(alice.get_by_role("button", name="Varios días")).to_be_visible()
    assert await left_in_english(alice) == set()


async def test_alice_switches_to_spanish_and_it_stays(visit: Visits) -> None:
    alice = await visit("Alice", "/more")
    await alice.get_by_text("Español").click()
    await expect(alice.get_by_role("heading", name="Más")).to_be_visible()
    await alice.reload()
    await expect(alice.get_by_role("heading", name="Más")).to_be_visible()
    await expect(alice.locator("html")).to_have_attribute("lang", "es")
    assert await left_in_english(alice) == set()
