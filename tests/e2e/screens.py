"""Draws docs/screens: every screen with the demo's data, on a phone and at a desk, light and dark.

python -m tests.e2e.screens
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.async_api import FloatRect, Page, ViewportSize, async_playwright

from tests.e2e import tours
from tests.e2e.conftest import PHONE, Journal, Visits, browser, served
from tests.e2e.test_check_in import where_it_is_noon
from tests.support import ROOT

FOLDER = ROOT / "docs" / "screens"
TABLET: ViewportSize = {"width": 1040, "height": 760}
"""What stands for a desk: a page drawn on it is still a small file."""
MOST_BYTES = 150_000
TALLEST = 1_000
"""Pixels: further down is more of the same."""
CLIPPED: dict[str, FloatRect] = {"desk-summary": {"x": 0, "y": 0, "width": 1040, "height": 590}}
"""A picture of a page of type is large."""
LEFT_OUT = {"saved-with-more", "side-effect-severity", "recovery-table", "nothing-here", "unknown-patient"}


async def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    async with async_playwright() as playwright, browser(playwright) as chromium:
        for size, where in ((PHONE, "phone"), (TABLET, "desk")):
            # A world of its own for each, so that what was written on the way through the one is not in the other.
            async with served(f"screens-{where}") as journal:
                visits = Visits(journal, chromium)
                for who, tour in _tours(journal):
                    # Noon: each step of a session day has its time, and the days of the others are the same.
                    zone = {"timezone_id": where_it_is_noon()} if who == "Bob" else {}
                    page = await visits(who, size=size, **zone)
                    async for name in tour(page):
                        if name not in LEFT_OUT:
                            await _draw(page, f"{where}-{name}")
                await visits.close()
    large = [file.name for file in FOLDER.glob("*.png") if file.stat().st_size > MOST_BYTES]
    if large:
        sys.exit(f"Over {MOST_BYTES} bytes: {', '.join(large)}")


def _tours(journal: Journal) -> list[tuple[str | None, Callable[[Page], tours.Tour]]]:
    return [
        (None, tours.at_the_door),
        ("Alice", tours.of_a_patient),
        ("Dana", lambda page: tours.of_a_provider(page, journal)),
        ("Bob", lambda page: tours.of_a_session_day(page, journal, "Bob")),
    ]


async def _draw(page: Page, name: str) -> None:
    shown = page.viewport_size or PHONE
    if shown["width"] == PHONE["width"]:
        # As high as the page, so that the menu at its foot lies over nothing.
        height: int = await page.evaluate("document.documentElement.scrollHeight")
        await page.set_viewport_size({"width": shown["width"], "height": max(shown["height"], min(height, TALLEST))})
    await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    for scheme in ("dark", "light"):
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await page.screenshot(path=Path(FOLDER, f"{name}-{scheme}.png"), clip=CLIPPED.get(name))
    await page.set_viewport_size(shown)


if __name__ == "__main__":
    asyncio.run(main())
