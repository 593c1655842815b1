"""What is wrong with a screen: WCAG 2.2 AA, as far as a machine can tell, light and dark, on a phone and at a desk."""

import json
from collections.abc import Sequence
from typing import Any

from playwright.async_api import Page, ViewportSize

from tests.e2e import tours
from tests.e2e.conftest import PHONE
from tests.support import ROOT

AXE = (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR = ["color-contrast"]
"""What can differ in the dark."""
ROOM = ["target-size", "scrollable-region-focusable"]
"""What can differ where there is more room, or less; what stands there is the same."""
NARROW = 320
"""CSS pixels: what WCAG 1.4.10 asks for, and what 200 % zoom leaves of a small laptop's half window."""

VIOLATIONS = """async rules => (await axe.run({runOnly: rules, resultTypes: ['violations']})).violations.map(
    found => `${found.id}: ${found.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')}`)"""

MOVING = "document.getAnimations().map(each => each.effect.target.outerHTML.slice(0, 120))"
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
        if size is sizes[0]:  # the colours are the same on both
            await page.emulate_media(color_scheme="dark")
            wrong[f"{name}, {size['width']} px, dark"] = await violations(page, COLOUR)
            await page.emulate_media(color_scheme="light")
        wrong[f"{name}, {size['width']} px"] = await violations(page, RULES if size is sizes[0] else ROOM)
        wrong[f"{name}, {size['width']} px, too small to touch"] = await page.evaluate(SMALL, target)
    if sizes[0] is PHONE:  # a desk's browser zooms, which is the same as being narrow
        await page.set_viewport_size(PHONE)
        wrong[f"{name}, text at 200 %"] = await page.evaluate(TEXT_TWICE_AS_LARGE)
    wrong[f"{name}, moving"] = await page.evaluate(MOVING)  # so nobody has to ask for less motion
    for width in (PHONE["width"], NARROW):
        await page.set_viewport_size({"width": width, "height": 700})
        wrong[f"{name}, {width} px, wider than the screen"] = await page.evaluate(OVERFLOW)
    await page.set_viewport_size(sizes[0])
    return {where: what for where, what in wrong.items() if what}


async def examine_all(tour: tours.Tour, page: Page, sizes: Sequence[ViewportSize], target: int) -> None:
    wrong: dict[str, Any] = {}
    async for name in tour:
        wrong |= await examine(page, name, sizes, target)
    assert not wrong, json.dumps(wrong, indent=1)
