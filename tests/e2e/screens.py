"""Draws docs/screens: every screen with the demo's data, on a phone and at a desk, light and dark.

python -m tests.e2e.screens [the beginning of names]
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from tests.e2e import tours
from tests.e2e.conftest import DESK, PHONE, Journal, Visits, browser, served
from tests.e2e.picture import small
from tests.e2e.screens_index import index
from tests.e2e.test_check_in import where_it_is_noon
from tests.support import ROOT

FOLDER = ROOT / "docs" / "screens"
MOST_BYTES = 13_000_000
"""Of all pictures together: whoever clones the project has them."""
TALLEST = 2_400
"""Pixels: further down is more of the same."""
WHOLE = {
    "patient": 9_000,
    "patient-tables": 4_000,
    "results": 6_000,
    "admin-rules": 3_000,
    "record-session-refused": 4_000,
    "record-session-doubts": 4_000,
    "session-history": 5_000,
}
"""Of these every part is another one."""
PARTS = {"patient-writing": ".card:has(form)"}
"""Of these the rest stands on another picture."""
IN_SPANISH = {
    "Alice": ["/", "/check-in", "/side-effects", "/recovery", "/help"],
    "Dana": ["/", "/alerts", "/patients/{Alice}", "/patients/{Alice}/session"],
    "Nadia": ["/rules"],
}


async def main() -> None:
    wanted = tuple(sys.argv[1:]) or ("",)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png") if wanted == ("",) else []:
        old.unlink()
    async with async_playwright() as playwright, browser(playwright) as chromium:
        for size, where in ((PHONE, "phone"), (DESK, "desk")):
            # A world of its own for each, so that what was written on the way through the one is not in the other.
            async with served(f"screens-{where}") as journal:
                await _all(journal, chromium, size, where, wanted)
    (FOLDER / "README.md").write_text(index(FOLDER))
    together = sum(file.stat().st_size for file in FOLDER.glob("*.png"))
    if together > MOST_BYTES:
        sys.exit(f"{together:,} bytes, over {MOST_BYTES:,}")


async def _all(journal: Journal, chromium: Browser, size: ViewportSize, where: str, wanted: tuple[str, ...]) -> None:
    visits = Visits(journal, chromium)
    desk = await (await chromium.new_context()).new_page()
    for who, tour in _tours(journal):
        # Noon: each step of a session day has its time, and the days of the others are the same.
        zone = {"timezone_id": where_it_is_noon()} if who == "Bob" else {}
        page = await visits(who, size=size, **zone)
        async for name in tour(page):
            if name.startswith(wanted):
                await _draw(page, f"{where}-{name}", desk)
    for who, addresses in IN_SPANISH.items():
        page = await visits(who, size=size, locale="es-US")
        for address in addresses:
            await page.goto(address.format(**{name: each.get("patient_id") for name, each in journal.accounts.items()}))
            name = f"spanish-{who.lower()}-{address.rpartition('/')[2] or 'first'}".replace("-{Alice}", "-patient")
            if name.startswith(wanted):
                await _draw(page, f"{where}-{name}", desk, schemes=("light",))
    await visits.close()


def _tours(journal: Journal) -> list[tuple[str | None, Callable[[Page], AsyncIterator[str]]]]:
    return [
        (None, tours.at_the_door),
        ("Nadia", tours.of_an_admin),
        ("Dana", lambda page: tours.of_a_provider(page, journal)),
        (None, lambda page: tours.of_somebody_invited(page, journal, "Finn")),
        (None, lambda page: tours.of_a_companion(page, journal)),
        ("Alice", lambda page: tours.of_a_patient(page, journal)),
        ("Dana", lambda page: tours.of_a_patient_page(page, journal)),
        ("Bob", lambda page: tours.of_a_session_day(page, journal, "Bob")),
    ]


async def _draw(page: Page, name: str, desk: Page, schemes: tuple[str, ...] = ("dark", "light")) -> None:
    shown = page.viewport_size or PHONE
    screen = name.partition("-")[2]
    most = WHOLE.get(screen, TALLEST)
    await page.wait_for_load_state("networkidle")
    for _ in range(2):  # as high as the page, so that a menu at its foot lies over nothing; charts follow the width
        height: int = await page.evaluate("document.documentElement.scrollHeight")
        await page.set_viewport_size({"width": shown["width"], "height": max(shown["height"], min(height, most))})
    await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    for scheme in schemes:
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        drawn = await (page.locator(PARTS[screen]) if screen in PARTS else page).screenshot()
        Path(FOLDER, f"{name}-{scheme}.png").write_bytes(await small(desk, drawn))
    await page.set_viewport_size(shown)


if __name__ == "__main__":
    asyncio.run(main())
