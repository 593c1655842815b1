"""The main promise: what Alice writes without signal survives, arrives once, and Dana sees it."""

import re
from collections.abc import Iterator

import asyncpg
from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, Journal, Phone, sign_in
from tests.e2e.line import Line

ON_THIS_PHONE = "On this phone"
THE_CLINIC_HAS_IT = re.compile(r"Your clinic has it|Seen by your clinic")


async def check_in(page: Page, mood: int, function: int) -> None:
    """How is today? Two taps, and it is saved."""
    await page.get_by_role("link", name="Check in").first.click()
    await page.get_by_role("button", name=f"Mood {mood} of 10").click()
    await page.get_by_role("button", name=f"Function {function} of 10").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()


async def start_side_effect(page: Page, effect: str) -> None:
    """Report a side effect: what, how bad, how much in the way."""
    await page.get_by_role("link", name="Report a side effect").click()
    await page.get_by_role("button", name=effect, exact=True).click()
    await page.get_by_role("button", name="Moderate").click()
    await page.get_by_role("button", name="A little").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()


async def stored(journal: Journal, patient: str) -> list[tuple[str, str]]:
    """Kind and id of everything in a patient's journal, straight from the database."""
    connection = await asyncpg.connect(user="postgres", database="journal", host=str(journal.folder / "pg"))
    try:
        rows = await connection.fetch(
            "select kind, id::text, number from entry where patient_id = $1::uuid order by number", patient
        )
    finally:
        await connection.close()
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    return [(row["kind"], row["id"]) for row in rows]


async def test_what_alice_logs_offline_survives_arrives_once_and_dana_sees_it(
    journal: Journal, line: Line, phones: Iterator[Phone]
) -> None:
    alices, danas = next(phones), next(phones)
    patient = journal.accounts["Alice"]["patient_id"]

    alice = await alices.open(line.origin)
    await sign_in(alice, journal, "Alice")
    await expect(alice.get_by_role("heading", name="How is today?")).to_be_visible()
    # Installed and synced: from here on the phone needs nobody.
    await alice.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await expect(alice.get_by_text("Day ").first).to_be_visible()
    before = await stored(journal, patient)

    dana = await danas.open(journal.origin, size=DESK)
    await sign_in(dana, journal, "Dana")
    await dana.get_by_role("link", name="Alice").first.click()
    entries = dana.locator("section", has=dana.get_by_role("heading", name="Entries"))
    await expect(entries).to_be_visible()
    loaded = await dana.evaluate("performance.timeOrigin")

    line.cut()
    await alices.offline(True)
    await check_in(alice, 9, 2)
    await expect(alice.get_by_text(ON_THIS_PHONE).first).to_be_visible()
    await alice.get_by_role("button", name="Done").click()
    await start_side_effect(alice, "Feeling sick")
    await alices.close()

    alice = await alices.open(line.origin, offline=True)
    await expect(alice.get_by_text("Mood 9, function 2").first).to_be_visible()
    await alice.goto(f"{line.origin}/history")
    await expect(alice.get_by_text("Mood 9, function 2").first).to_be_visible()
    await expect(alice.get_by_text("Feeling sick").first).to_be_visible()
    await expect(alice.get_by_text(ON_THIS_PHONE)).to_have_count(2)
    assert await stored(journal, patient) == before

    # Back online, into a server that dies in the middle of it, and comes back.
    line.mend()
    await alices.offline(False)
    journal.kill()
    await journal.start()
    await expect(alice.get_by_text(ON_THIS_PHONE)).to_have_count(0, timeout=60_000)
    await expect(alice.get_by_text(THE_CLINIC_HAS_IT).first).to_be_visible()

    after = await stored(journal, patient)
    assert after[: len(before)] == before
    assert sorted(kind for kind, _ in after[len(before) :]) == ["check_in", "side_effect"]
    assert len({entry for _, entry in after}) == len(after)

    await expect(entries.get_by_text("Mood 9, function 2").first).to_be_visible(timeout=60_000)
    await expect(entries.get_by_text("Feeling sick").first).to_be_visible()
    assert await dana.evaluate("performance.timeOrigin") == loaded, "Dana's page was loaded again"
