"""Every screen, light and dark, on a phone and at a desk: WCAG 2.2 AA, as far as a machine can tell."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize

from tests.e2e import tours
from tests.e2e.conftest import DESK, PHONE, Journal, Visits
from tests.support import ROOT

AXE = (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR = ["color-contrast"]
"""What can differ in the dark."""
NARROW = 320
"""CSS pixels: what WCAG 1.4.10 asks for, and what 200 % zoom leaves of a small laptop's half window."""

VIOLATIONS = """async rules => (await axe.run({runOnly: rules, resultTypes: ['violations']})).violations.map(
    found => `${found.id}: ${found.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')}`)"""

HEIGHT = "document.documentElement.scrollHeight"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# With the reader's own setting for text doubled, nothing is cut off and nothing is scrolled to sideways.
TEXT_TWICE_AS_LARGE = f"""() => {{
    document.documentElement.style.fontSize = '212.5%';
    const cut = [...document.querySelectorAll('a, button, h1, h2, h3, p, label, legend, summary, dd')]
        .filter(found => found.checkVisibility() && !found.closest('.visually-hidden, .scroll, .skip'))
        .filter(found => getComputedStyle(found).display !== 'inline')
        .filter(({{scrollWidth, clientWidth}}) => scrollWidth > clientWidth + 1)
        .map(found => found.outerHTML.slice(0, 120));
    const overflow = {OVERFLOW};
    document.documentElement.style.fontSize = '';
    return overflow > 0 ? [`${{overflow}} px too wide`, ...cut] : cut;
}}"""

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


async def violations(page: Page, rules: Sequence[str]) -> list[str]:
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(AXE)
    found: list[str] = await page.evaluate(VIOLATIONS, rules)
    return found


async def examine(page: Page, name: str, sizes: Sequence[ViewportSize], target: int) -> dict[str, Any]:
    """What is wrong with the screen as it stands, by the way of looking at it."""
    wrong: dict[str, Any] = {}
    for size in sizes:
        await page.set_viewport_size(size)
        # As high as the page is: what the menu covers until one scrolls is not out of reach.
        await page.set_viewport_size(
            {"width": size["width"], "height": max(size["height"], await page.evaluate(HEIGHT))}
        )
        await page.emulate_media(color_scheme="dark")
        wrong[f"{name}, {size['width']} px, dark"] = await violations(page, COLOUR)
        await page.emulate_media(color_scheme="light")
        wrong[f"{name}, {size['width']} px"] = await violations(page, RULES)
        wrong[f"{name}, {size['width']} px, too small to touch"] = await page.evaluate(SMALL, target)
    if sizes[0] is PHONE:  # a desk's browser zooms, which is the same as being narrow
        await page.set_viewport_size(PHONE)
        wrong[f"{name}, text at 200 %"] = await page.evaluate(TEXT_TWICE_AS_LARGE)
    for width in (PHONE["width"], NARROW):
        await page.set_viewport_size({"width": width, "height": 700})
        wrong[f"{name}, {width} px, wider than the screen"] = await page.evaluate(OVERFLOW)
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


# What has the focus shows it by a ring of its own or of the label around it, and nothing lies on top of it.
FOCUS = """() => {
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const ringed = [focused, focused.closest('label')].filter(Boolean).map(each => getComputedStyle(each))
        .some(style => style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3);
    const {left, top, width, height} = focused.getBoundingClientRect();
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    const seen = above && (focused.contains(above) || focused.closest('label')?.contains(above));
    return {name: focused.outerHTML.slice(0, 100), ringed, seen: Boolean(seen)};
}"""


@pytest.mark.parametrize(
    ("who", "start", "at", "shown"),
    [
        ("Alice", "since your session", "/", "since your session"),
        ("Alice", "since your session", "/side-effects", "What do you notice?"),
        ("Alice", "since your session", "/more", "Sign out"),
        ("Dana", "Search by name", "/", "Fading"),
        (None, "E-mail", "/", "E-mail"),
    ],
)
async def test_whoever_goes_by_keyboard_sees_where_they_are(
    visit: Visits, who: str | None, start: str, at: str, shown: str
) -> None:
    page = await visit(who, size={"width": PHONE["width"], "height": 500})
    await page.get_by_text(start).first.wait_for()
    await page.goto(at)
    await page.get_by_text(shown).first.wait_for()
    visited = []
    for _ in range(40):
        await page.keyboard.press("Tab")
        focus = await page.evaluate(FOCUS)
        if focus is None:
            break
        visited.append(focus)
    assert len(visited) > 3
    assert [focus for focus in visited if not (focus["ringed"] and focus["seen"])] == []
