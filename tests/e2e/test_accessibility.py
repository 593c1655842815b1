"""Every screen of a patient and of whoever is not signed in can be used by anybody; so can a keyboard."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e import tours
from tests.e2e.conftest import DESK, PHONE, Journal, Visits, served
from tests.e2e.examine import examine_all


@pytest.fixture(scope="module")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """A demo of its own: the tours write in it."""
    async with served(f"tours-{worker}") as running:
        yield running


async def test_every_screen_of_alice_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    page = await visit("Alice")
    await examine_all(tours.of_a_patient(page, journal), page, [PHONE, DESK], target=48)


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
