"""Three browsers of one person on lines that fail at random: in the end all show the same, and nothing is lost."""

import json
from contextlib import AsyncExitStack
from dataclasses import dataclass
from random import Random
from typing import Any

import asyncpg
from playwright.async_api import Page, async_playwright, expect

from tests.e2e.conftest import Journal, Visits, browser, controlled, served
from tests.e2e.line import Line, line_to
from tests.faults.conftest import Say, Scale, Score

FULL = 500
BROWSERS = 3
SLOW_MS = 60_000
KEEP_MINE = "Keep this one: On this phone"
COUNTED = "Object.entries(localStorage).filter(([name]) => name.startsWith('written:')).map(([, count]) => count)"


@dataclass
class Device:
    """One browser of Alice's, on a line of its own."""

    page: Page
    line: Line
    check_ins: int = 0
    corrections: int = 0


async def edit(device: Device, chance: Random) -> None:
    """A new check-in, or a correction of the last one that this browser shows."""
    page = device.page
    await page.get_by_role("link", name="Today").click()
    change = page.get_by_role("link", name="Change")
    corrects = chance.random() < 0.5 and await change.count() > 0
    await (change if corrects else page.get_by_role("main").get_by_role("link", name="Check in").first).click()
    await page.get_by_role("button", name=f"Mood {chance.randint(0, 10)} of 10").click()
    await page.get_by_role("button", name=f"Function {chance.randint(0, 10)} of 10").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    await page.get_by_role("button", name="Done").click()
    device.corrections += corrects
    device.check_ins += not corrects


async def disturb(device: Device, chance: Random) -> None:
    """What happens to a phone between two edits."""
    luck = chance.random()
    if luck < 0.2:
        device.line.cut()
    elif luck < 0.35:
        device.line.is_deaf = True
    elif luck < 0.65:
        device.line.mend()
    elif luck < 0.75:
        await device.page.reload()


async def at_rest(device: Device, journal: Journal) -> int:
    """Everything is sent, and each conflict is decided for what was written here; how many there were."""
    page, decided = device.page, 0
    device.line.mend()
    await journal.cookie("Alice")  # proven again, so that the history may be seen
    await page.reload()
    while True:
        await page.get_by_role("link", name="More").click()
        await page.get_by_role("button", name="Send now").or_(page.get_by_text("has everything")).click()
        await page.get_by_role("link", name="History").click()
        await expect(page.get_by_text("On this phone,")).to_have_count(0, timeout=SLOW_MS)
        keep = page.get_by_role("button", name=KEEP_MINE)
        if await keep.count() == 0:
            break
        waiting = await keep.count()
        await keep.first.click()
        await expect(keep).not_to_have_count(waiting)
        decided += 1
    await page.get_by_role("link", name="More").click()
    await expect(page.get_by_text("Your clinic has everything.")).to_be_visible(timeout=SLOW_MS)
    return decided


async def shown(device: Device) -> str:
    """The journal as this browser shows it."""
    await device.page.goto(f"{device.line.origin}/history")
    days = device.page.get_by_role("main").get_by_role("listitem")
    await expect(days.first).to_be_visible()
    return await days.first.inner_text()


async def stored(journal: Journal, patient: str) -> list[dict[str, Any]]:
    connection = await asyncpg.connect(user="postgres", database="journal", host=str(journal.folder / "pg"))
    try:
        rows = await connection.fetch(
            "select number, id::text, replaces::text, device from entry where patient_id = $1::uuid order by number",
            patient,
        )
    finally:
        await connection.close()
    return [dict(row) for row in rows]


async def test_three_browsers_end_with_the_same_journal_and_nothing_is_lost(
    scale: Scale, seed: int, say: Say, score: Score
) -> None:
    chance, edits, decided = Random(seed), scale(20, FULL), 0
    async with AsyncExitStack() as stack:
        journal = await stack.enter_async_context(served("contexts"))
        playwright = await stack.enter_async_context(async_playwright())
        visits = Visits(journal, await stack.enter_async_context(browser(playwright)))
        stack.push_async_callback(visits.close)
        patient = journal.accounts["Alice"]["patient_id"]
        before = await stored(journal, patient)
        devices = [
            await opened(visits, await stack.enter_async_context(line_to(journal.port))) for _ in range(BROWSERS)
        ]
        for number in range(1, edits + 1):
            device = chance.choice(devices)
            await edit(device, chance)
            await disturb(device, chance)
            if number % 25 == 0:
                say(f"{number} edits")
                decided += await at_rest(device, journal)
        for device in (*devices, *devices):
            decided += await at_rest(device, journal)
        journals = {await shown(device) for device in devices}
        counts = [json.loads(count) for device in devices for count in await device.page.evaluate(COUNTED)]
        after = await stored(journal, patient)

    ours = [row for row in after if row not in before]
    assert [row["number"] for row in after] == list(range(1, len(after) + 1))
    assert len(counts) == BROWSERS
    lost = sum(
        count["written"] - count["gone"] - sum(row["device"] == count["device"] for row in ours) for count in counts
    )
    roots = sum(row["replaces"] is None for row in ours)
    check_ins = sum(device.check_ins for device in devices)
    score(
        "three browsers, random offline, lost responses, reloads",
        FULL,
        abs(lost) + abs(roots - check_ins) + len(journals) - 1,
        run=edits,
        lost=lost,
        check_ins_too_few_or_too_many=roots - check_ins,
        different_journals=len(journals),
        corrections=sum(device.corrections for device in devices),
        conflicts_decided=decided,
    )


async def opened(visits: Visits, line: Line) -> Device:
    page = await visits("Alice", at=line.origin)
    page.set_default_timeout(SLOW_MS)
    await expect(page.get_by_role("heading", name="How is today?")).to_be_visible(timeout=SLOW_MS)
    await controlled(page)
    return Device(page=page, line=line)
