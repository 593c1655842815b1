"""An update of the app with entries that have not been sent: all arrive, once, from whatever release wrote them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.e2e.conftest import Journal, Visits
from tests.e2e.test_device import DATABASES
from tests.e2e.test_offline import THE_CLINIC_HAS_IT, check_in, stored
from tests.support import uuid7

# The store as version 1 of the app left it: rows lay open.
OF_VERSION_1 = """async ({patient, items, identity}) => {
    const opening = indexedDB.open("journal", 1);
    opening.onupgradeneeded = () => {
        const made = opening.result;
        made.createObjectStore("meta");
        for (const name of ["entries", "outbox"]) made.createObjectStore(name, {keyPath: ["patient", "id"]});
        for (const name of ["cache", "drafts"]) made.createObjectStore(name, {keyPath: ["patient", "name"]});
    };
    const database = await new Promise(resolve => { opening.onsuccess = () => resolve(opening.result); });
    const writing = database.transaction(["meta", "entries", "outbox"], "readwrite");
    writing.objectStore("meta").put("the phone's old name", "device");
    writing.objectStore("meta").put(identity, "identity");
    for (const {item, row} of items) {
        writing.objectStore("outbox").put(item);
        writing.objectStore("entries").put(row);
    }
    await new Promise(resolve => { writing.oncomplete = resolve; });
    database.close();
}"""


def queued(patient: str, sequence: int, stage: str) -> dict[str, Any]:
    """What version 1 kept of an entry that is not acknowledged yet."""
    written = datetime.now(UTC) - timedelta(minutes=60 - sequence)
    at = written.isoformat(timespec="milliseconds")
    draft = {"kind": "check_in", "id": uuid7(written), "occurred_at": at, "zone": "UTC", "mood": 2, "function": 8}
    recorded = int(written.timestamp() * 1000)
    item = {"patient": patient, "id": draft["id"], "sequence": sequence, "draft": draft, "stage": stage}
    envelope = {name: draft[name] for name in ("id", "kind", "occurred_at", "zone")}
    row = {"patient": patient, "replaces": None, "local_date": at[:10], "late": False, **envelope}
    return {
        "item": item | {"recorded_at": recorded, "not_before": 0, "problem": None, "theirs": None},
        "row": row
        | {"content": {"kind": "check_in", "mood": 2, "function": 8}}
        | {"number": None, "recorded_at": recorded, "received_at": None},
    }


async def test_a_full_queue_of_the_first_release_arrives_once(journal: Journal, visit: Visits) -> None:
    account = journal.accounts["Alice"]
    patient = account["patient_id"]
    before = await stored(journal, patient)
    phone = await visit("Alice", at="/manifest.webmanifest")
    items = [queued(patient, place, "sent" if place <= 20 else "waiting") for place in range(1, 41)]
    me = await journal.get("Alice", "/me")
    await phone.evaluate(OF_VERSION_1, {"patient": patient, "items": items, "identity": me})
    # Some of it had reached the clinic, though the phone never heard so.
    sent = [each["item"]["draft"] for each in items[:10]]
    body = {"device": "the phone's old name", "schema": 1, "after": 10**6, "entries": sent}
    await send(journal, patient, body)

    await phone.goto("/")
    await expect(phone.get_by_text("wait on this phone")).to_have_count(0, timeout=30_000)
    await phone.get_by_role("link", name="More").click()
    await expect(phone.get_by_text("Your clinic has everything.")).to_be_visible()
    after = [entry for _, entry in await stored(journal, patient)]
    assert after[: len(before)] == [entry for _, entry in before]
    queue = {each["item"]["id"] for each in items}
    # Whatever else Alice has just written elsewhere may come in meanwhile.
    assert sorted(id_ for id_ in after if id_ in queue) == sorted(queue)
    assert '"mood"' not in await phone.evaluate(DATABASES)


async def send(journal: Journal, patient: str, body: dict[str, Any]) -> None:
    answer = await journal.ask(await journal.cookie("Alice"), "POST", f"/patients/{patient}/journal", body)
    assert {result["status"] for result in answer.json()["results"]} == {"accepted"}


async def test_an_app_that_is_too_old_keeps_its_queue_and_says_so(journal: Journal, visit: Visits) -> None:
    alice = await visit("Alice")
    await expect(alice.get_by_role("heading", name="How is today?")).to_be_visible()
    await refuse_as_too_old(alice)
    await check_in(alice, 7, 3)
    await alice.get_by_role("button", name="Done").click()
    await expect(alice.get_by_text("This version is too old to send.")).to_be_visible()
    await expect(alice.get_by_text("1 entry waits on this phone")).to_be_visible()
    await alice.reload()
    await expect(alice.get_by_text("1 entry waits on this phone")).to_be_visible()
    await alice.unroute("**/journal")
    await alice.reload()
    await expect(alice.get_by_text(THE_CLINIC_HAS_IT).first).to_be_visible()
    await expect(alice.get_by_text("1 entry waits on this phone")).to_have_count(0)


async def refuse_as_too_old(page: Page) -> None:
    async def refuse(route: Route) -> None:
        if route.request.method != "POST":
            await route.continue_()
            return
        problem = {"type": "about:blank", "title": "Upgrade Required", "status": 426}
        await route.fulfill(status=426, content_type="application/problem+json", body=json.dumps(problem))

    await page.route("**/journal", refuse)
