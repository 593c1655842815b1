"""The companion's page: reports what they see for a day, loses none of it when the line drops, and reads nothing."""

import json
import re
from typing import Any

from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Journal, Visits
from tests.e2e.examine import examine
from tests.e2e.line import Line

REPORTED = re.compile(r"Very sleepy, moderate: reported \d+:\d\d")


async def pass_of(page: Page, journal: Journal) -> str:
    """Makes a pass on Alice's page as Dana, and returns its link."""
    await page.goto(f"/patients/{journal.accounts['Alice']['patient_id']}")
    await page.get_by_role("link", name="Pass for a companion").click()
    await page.get_by_role("button", name="Make a pass").click()
    return await page.locator(".pass-link").inner_text()


async def answer(page: Page, *taps: str) -> None:
    for tap in taps:
        await page.get_by_role("button", name=tap, exact=True).click()


async def test_a_companion_reports_with_three_taps_and_dana_sees_it(journal: Journal, visit: Visits) -> None:
    await journal.prove("Dana")
    dana = await visit("Dana", size=DESK)
    link = await pass_of(dana, journal)
    companion = await visit(None, link)
    await expect(companion.get_by_role("heading", name="What do you see?")).to_be_visible()
    assert "#" not in companion.url
    await expect(companion.get_by_role("link", name="Call 911")).to_be_visible()
    await answer(companion, "Very sleepy", "Moderate", "A little")
    await expect(companion.get_by_text(REPORTED)).to_be_visible()
    assert "Alice" not in await companion.content()

    await dana.goto(f"/patients/{journal.accounts['Alice']['patient_id']}")
    await expect(dana.get_by_text("reported by a companion").first).to_be_visible()


async def test_a_companions_report_waits_out_a_dropped_line_and_arrives_once(
    journal: Journal, visit: Visits, line: Line
) -> None:
    await journal.prove("Dana")
    dana = await visit("Dana", size=DESK)
    link = (await pass_of(dana, journal)).replace(journal.origin, line.origin)
    companion = await visit(None, link)
    await expect(companion.get_by_role("heading", name="What do you see?")).to_be_visible()
    before = len(await reports(journal))
    line.cut()
    await answer(companion, "Feels sick", "Severe", "Very much")
    await expect(companion.get_by_text("Feels sick, severe: not sent yet")).to_be_visible()
    await expect(companion.get_by_text("Keep this page open.")).to_be_visible()
    line.mend()
    await expect(companion.get_by_text("Feels sick, severe: reported")).to_be_visible(timeout=30_000)
    assert len(await reports(journal)) == before + 1


async def reports(journal: Journal) -> list[object]:
    """Alice's reports of nausea, as her care team reads them."""
    alice = journal.accounts["Alice"]["patient_id"]
    today = await journal.get("Dana", f"/patients/{alice}/recovery")
    return [each for each in today["side_effects"] if each["effect"] == "nausea"]


async def test_a_pass_that_was_ended_opens_nothing_and_a_guess_neither(journal: Journal, visit: Visits) -> None:
    await journal.prove("Dana")
    dana = await visit("Dana", size=DESK)
    link = await pass_of(dana, journal)
    inside = await visit(None, link)
    await expect(inside.get_by_role("heading", name="What do you see?")).to_be_visible()
    await dana.get_by_role("button", name="End it: the pass made").first.click()
    await expect(dana.get_by_role("button", name="Make a pass")).to_be_visible()
    await answer(inside, "Very sleepy", "Mild", "Not at all")
    await expect(inside.get_by_text("This pass has ended.")).to_be_visible()
    await expect(inside.get_by_text("not sent yet")).to_be_visible()

    for address in (link, "/companion#AAAA-AAAA-AAAA"):
        outside = await visit(None, address)
        await expect(outside.get_by_text("This code does not open anything.")).to_be_visible()


async def test_every_screen_of_a_companion_is_large_and_can_be_used_by_anybody(journal: Journal, visit: Visits) -> None:
    await journal.prove("Dana")
    companion = await visit(None, await pass_of(await visit("Dana", size=DESK), journal))
    wrong: dict[str, Any] = {}
    for tap in ("Jerky eyes", "Mild", "Somewhat", None):
        await expect(companion.get_by_role("link", name="Call 911")).to_be_visible()
        wrong |= await examine(companion, f"before {tap}", [PHONE, DESK], target=72)
        if tap:
            await answer(companion, tap)
    assert not wrong, json.dumps(wrong, indent=1)


async def test_a_companion_who_comes_back_goes_on_and_sees_nothing_of_the_patient(
    journal: Journal, visit: Visits
) -> None:
    await journal.prove("Dana")
    link = await pass_of(await visit("Dana", size=DESK), journal)
    companion = await visit(None, link)
    await expect(companion.get_by_role("heading", name="What do you see?")).to_be_visible()
    await companion.goto("/")
    await expect(companion.get_by_label("E-mail")).to_be_visible()
    await companion.goto("/companion")
    await expect(companion.get_by_role("heading", name="What do you see?")).to_be_visible()
    kept = await companion.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)].join()")
    assert link.split("#")[1] not in kept


async def test_alice_makes_a_pass_for_who_brings_her_home_and_her_own_phone_is_kept_from_using_it(
    journal: Journal, visit: Visits
) -> None:
    await journal.prove("Alice")
    alice = await visit("Alice", "/more")
    await alice.get_by_role("link", name="Pass for who brings you home").click()
    await alice.get_by_role("button", name="Make a pass").click()
    link = await alice.locator(".pass-link").inner_text()
    await alice.goto(link)
    await expect(alice.get_by_text("You are signed in on this phone")).to_be_visible()
    await alice.get_by_role("button", name="To my journal").click()
    await expect(alice.get_by_text("since your session")).to_be_visible()
