"""What could not be sent goes when there is a connection again, even if the app is closed by then."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from playwright.async_api import expect

from tests.e2e.conftest import Journal, Phone, controlled, sign_in
from tests.e2e.line import Line
from tests.e2e.test_offline import check_in, stored

TAGS = "navigator.serviceWorker.ready.then(({sync}) => sync.getTags())"


async def test_alices_entry_goes_out_while_the_app_is_closed(
    journal: Journal, line: Line, phones: Iterator[Phone]
) -> None:
    phone = next(phones)
    patient = journal.accounts["Alice"]["patient_id"]
    page = await phone.open(line.origin)
    await sign_in(page, journal, "Alice")
    await expect(page.get_by_role("heading", name="How is today?")).to_be_visible()
    await controlled(page)
    before = await stored(journal, patient)
    line.cut()
    await check_in(page, 7, 7)
    await expect(page.get_by_text("On this phone").first).to_be_visible()
    await until(lambda: page.evaluate(f"{TAGS}.then(tags => tags.includes('send'))"))

    # The app is closed; a page of its origin stays, from which the browser's tools can tell it that it is online.
    await page.goto("about:blank")
    line.mend()
    await page.goto(f"{line.origin}/health/live")
    tools = await page.context.new_cdp_session(page)
    found: list[str] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(_ids(event)))
    await tools.send("ServiceWorker.enable")
    await until(lambda: asyncio.sleep(0, bool(found)))
    wake = {"origin": line.origin, "registrationId": found[0], "tag": "send", "lastChance": True}
    await tools.send("ServiceWorker.dispatchSyncEvent", wake)
    await until(lambda: changed(journal, patient, len(before)))
    assert len(await stored(journal, patient)) == len(before) + 1

    await page.goto(line.origin)
    await expect(page.get_by_text("Mood 7, function 7").first).to_be_visible()
    await expect(page.get_by_text("wait on this phone")).to_have_count(0)
    assert len(await stored(journal, patient)) == len(before) + 1


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Waits, up to 20 seconds."""
    for _ in range(200):
        if await holds():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it never came")


async def changed(journal: Journal, patient: str, before: int) -> bool:
    return len(await stored(journal, patient)) != before


def _ids(event: dict[str, list[dict[str, str]]]) -> list[str]:
    return [registration["registrationId"] for registration in event["registrations"]]
