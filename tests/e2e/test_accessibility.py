"""Every screen, light and dark, on a phone and at a desk: WCAG 2.2 AA, as far as a machine can tell."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.async_api import Page

from tests.e2e import tours
from tests.e2e.conftest import DESK, PHONE, Journal, Visits
from tests.support import ROOT

AXE = (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 320
"""CSS pixels: what WCAG 1.4.10 asks for, and what 200 % zoom leaves of a small laptop's half window."""

VIOLATIONS = """async rules => (await axe.run({runOnly: rules, resultTypes: ['violations']})).violations.map(
    found => `${found.id}: ${found.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')}`)"""

HEIGHT = "document.documentElement.scrollHeight"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# The size of what is touched, its label included; links inside a sentence are exempt (WCAG 2.5.8).
SMALL = """least => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .map(found => found.closest('label') ?? found)
    .filter(found => found.checkVisibility({visibilityProperty: true}) && !found.closest('.skip'))
    .filter(found => !(getComputedStyle(found).display === 'inline' && found.closest('p, h3')))
    .filter(found => {
        const {width, height} = found.getBoundingClientRect();
        return width < least - 0.5 || height < least - 0.5;
    })
    .map(found => found.outerHTML.slice(0, 120))"""


async def violations(page: Page) -> list[str]:
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(AXE)
    found: list[str] = await page.evaluate(VIOLATIONS, RULES)
    return found


async def examine(page: Page, name: str, sizes: Sequence[Any], target: int) -> dict[str, Any]:
    """What is wrong with the screen as it stands, by the way of looking at it."""
    wrong: dict[str, Any] = {}
    for size in sizes:
        await page.set_viewport_size(size)
        # As high as the page is: what the menu covers until one scrolls is not out of reach.
        await page.set_viewport_size({**size, "height": max(size["height"], await page.evaluate(HEIGHT))})
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two
            wrong[f"{name}, {size['width']} px, {scheme}"] = await violations(page)
        wrong[f"{name}, {size['width']} px, too small to touch"] = await page.evaluate(SMALL, target)
    for width in (PHONE["width"], NARROW):
        await page.set_viewport_size({"width": width, "height": 700})
        overflow = await page.evaluate(OVERFLOW)
        wrong[f"{name}, {width} px, wider than the screen"] = overflow if overflow > 0 else None
    await page.set_viewport_size(sizes[0])
    return {where: what for where, what in wrong.items() if what}


async def test_every_screen_of_alice_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Alice")
    wrong: dict[str, Any] = {}
    async for name in tours.of_a_patient(page):
        wrong |= await examine(page, name, [PHONE, DESK], target=48)
    assert not wrong, json.dumps(wrong, indent=1)


async def test_every_screen_of_dana_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Dana", size=DESK)
    wrong: dict[str, Any] = {}
    async for name in tours.of_a_provider(page, journal):
        wrong |= await examine(page, name, [DESK, PHONE], target=24)
    assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.parametrize(("who", "tour"), [(None, tours.at_the_door), ("Nadia", tours.of_an_admin)])
async def test_the_door_and_nadias_screen_can_be_used_by_anybody(visit: Visits, who: str | None, tour: Any) -> None:
    page = await visit(who)
    wrong: dict[str, Any] = {}
    async for name in tour(page):
        wrong |= await examine(page, name, [PHONE, DESK], target=48 if who is None else 24)
    assert not wrong, json.dumps(wrong, indent=1)
