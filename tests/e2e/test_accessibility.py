"""Every screen, light and dark, on a phone and at a desk: WCAG 2.2 AA, as far as a machine can tell."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from playwright.async_api import Browser, Page, ViewportSize

from tests.e2e import tours
from tests.e2e.conftest import DESK, PHONE, Journal, Visits, served
from tests.support import ROOT

AXE = (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR = ["color-contrast"]
"""What can differ in the dark."""
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
        wrong[f"{name}, {size['width']} px"] = await violations(page, RULES)
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


@pytest.fixture(scope="module")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """A demo of its own: the tours write in it."""
    async with served(f"tours-{worker}") as running:
        yield running


@pytest.fixture
async def visit(journal: Journal, chromium: Browser) -> AsyncIterator[Visits]:
    """Opens the app of this module's journal."""
    visits = Visits(journal, chromium)
    yield visits
    await visits.close()
    assert visits.trouble == []


async def examine_all(tour: tours.Tour, page: Page, sizes: Sequence[ViewportSize], target: int) -> None:
    wrong: dict[str, Any] = {}
    async for name in tour:
        wrong |= await examine(page, name, sizes, target)
    assert not wrong, json.dumps(wrong, indent=1)


async def test_every_screen_of_alice_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Alice")
    await examine_all(tours.of_a_patient(page, journal), page, [PHONE, DESK], target=48)


async def test_every_screen_of_dana_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Dana", size=DESK)
    await examine_all(tours.of_a_provider(page, journal), page, [DESK, PHONE], target=24)


async def test_alices_page_for_dana_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Dana", size=DESK)
    await examine_all(tours.of_a_patient_page(page, journal), page, [DESK, PHONE], target=24)


async def test_every_screen_of_nadia_can_be_used_by_anybody(visit: Visits) -> None:
    page = await visit("Nadia", size=DESK)
    await examine_all(tours.of_an_admin(page), page, [DESK, PHONE], target=24)


async def test_the_door_can_be_used_by_anybody(visit: Visits) -> None:
    page = await visit()
    await examine_all(tours.at_the_door(page), page, [PHONE, DESK], target=48)


async def test_whoever_was_invited_comes_in_and_is_asked_what_their_conditions_add(
    journal: Journal, visit: Visits
) -> None:
    page = await visit()
    await examine_all(tours.of_somebody_invited(page, journal, "Finn"), page, [PHONE, DESK], target=48)


GROUNDS = "given => [...document.querySelectorAll(given)].map(found => getComputedStyle(found).backgroundColor)"
CHOSEN = '[aria-pressed="true"], [aria-current="page"]'
OTHERS = '[aria-pressed="false"], :is(.place, .clinic-tab):not([aria-current])'


@pytest.mark.parametrize(
    ("who", "at", "shown"), [("Dana", "/", "Search by name"), ("Alice", "/recovery", "Show as table")]
)
async def test_what_is_chosen_is_told_where_the_readers_own_colours_rule(
    visit: Visits, who: str, at: str, shown: str
) -> None:
    page = await visit(who, at, forced_colors="active")
    await page.get_by_text(shown).first.wait_for()
    chosen, others = [set(await page.evaluate(GROUNDS, given)) for given in (CHOSEN, OTHERS)]
    assert len(chosen) == 1
    assert others
    assert not chosen & others


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
        ("Alice", "since your session", "/reading", "Upper number"),
        ("Dana", "Search by name", "/", "Fading"),
        ("Dana", "Search by name", "/alerts", "Show closed alerts"),
        ("Dana", "Search by name", "/results", "Published by others"),
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
