"""What the app leaves on a device, and what it does not."""

import json
import struct

from playwright.async_api import Page, Request, expect

from tests.e2e.conftest import Journal, Visits, controlled, sign_in
from tests.e2e.test_offline import THE_CLINIC_HAS_IT, check_in

CANARY = "the heron stood on one leg"

CACHED = """async () => (await Promise.all((await caches.keys()).map(async name => {
    const cache = await caches.open(name);
    return Promise.all((await cache.keys()).map(async ({url}) => [url, await (await cache.match(url)).text()]));
}))).flat()"""
SMALL_STORES = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
DATABASES = """async () => {
    const done = request => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    // Bytes are read as text, as somebody reads them who looks at the disk.
    const seen = value => {
        if (value instanceof ArrayBuffer) return new TextDecoder("latin1").decode(value);
        if (ArrayBuffer.isView(value)) return seen(value.slice().buffer);
        if (value === null || typeof value !== "object") return value;
        if (value instanceof CryptoKey) return {extractable: value.extractable};
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, seen(part)]));
    };
    const all = {};
    for (const {name} of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
            const rows = database.transaction(store).objectStore(store);
            all[store] = [await done(rows.getAllKeys()), (await done(rows.getAll())).map(seen)];
        }
        database.close();
    }
    return JSON.stringify(all);
}"""


async def write_privately(page: Page, text: str) -> None:
    await check_in(page, 5, 5)
    await page.get_by_text("Add more").click()
    await page.get_by_label("Note", exact=True).fill(text)
    await page.get_by_text("Only me").click()
    await page.get_by_role("button", name="Done").click()
    await page.get_by_role("link", name="More").click()
    await expect(page.get_by_text("Your clinic has everything.")).to_be_visible()


async def bob_goes_to(phone: Page, journal: Journal, at: str) -> None:
    """By its address: on the day of a session the first screen has no menu."""
    await sign_in(phone, journal, "Bob")
    await phone.get_by_label("E-mail").wait_for(state="detached")
    await phone.goto(at)


async def test_the_app_can_be_installed(visit: Visits) -> None:
    eve = await visit()
    await controlled(eve)
    manifest = await (await eve.request.get("/manifest.webmanifest")).json()
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "/")
    for icon in manifest["icons"]:
        answer = await eve.request.get(icon["src"])
        assert answer.headers["content-type"].partition(";")[0] == icon["type"]
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", (await answer.body())[16:24])
            assert f"{width}x{height}" == icon["sizes"]
    devtools = await eve.context.new_cdp_session(eve)
    errors = (await devtools.send("Page.getInstallabilityErrors"))["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {"in-incognito"}, "a test's profile is one that forgets"


async def test_alices_private_note_is_in_her_journal_alone(journal: Journal, visit: Visits) -> None:
    alice = await visit("Alice")
    addresses: list[str] = []

    def asked(request: Request) -> None:
        addresses.append(request.url)

    alice.on("request", asked)
    await controlled(alice)
    await write_privately(alice, CANARY)
    await alice.goto("/history")
    await expect(alice.get_by_text(CANARY).first).to_be_visible()

    cached = await alice.evaluate(CACHED)
    assert len(cached) > 5
    assert not [url for url, _ in cached if "/api/" in url]
    assert not [url for url, body in cached if CANARY in body]
    assert CANARY not in await alice.evaluate(SMALL_STORES)
    assert addresses and not [url for url in addresses if "heron" in url or "note" in url]

    patient = journal.accounts["Alice"]["patient_id"]
    mine = await journal.get("Alice", f"/patients/{patient}/journal?from=2026-01-01&to=2099-01-01")
    danas = await journal.get("Dana", f"/patients/{patient}/journal?from=2026-01-01&to=2099-01-01")
    assert CANARY in json.dumps(mine) and CANARY not in json.dumps(danas)


async def test_nothing_of_alice_is_left_for_bob_on_a_phone_they_share(journal: Journal, visit: Visits) -> None:
    phone = await visit()
    await sign_in(phone, journal, "Alice")
    await expect(phone.get_by_text("since your session")).to_be_visible()
    await write_privately(phone, CANARY)
    before = await phone.evaluate(DATABASES)
    alice = journal.accounts["Alice"]
    assert alice["patient_id"] in before and '"extractable":false' in before
    for trace in (CANARY, "Alice", alice["email"], "mood"):
        assert trace not in before
    await phone.get_by_role("button", name="Sign out").click()
    await expect(phone.get_by_label("E-mail")).to_be_visible()
    left = await phone.evaluate(DATABASES)
    for trace in (CANARY, alice["patient_id"], "Alice", alice["email"], "mood"):
        assert trace not in left

    await bob_goes_to(phone, journal, "/history")
    await expect(phone.get_by_role("group").first).to_be_visible()
    await expect(phone.get_by_text(CANARY)).to_have_count(0)
    assert alice["patient_id"] not in await phone.evaluate(DATABASES)


async def test_what_alice_could_not_send_waits_for_her_alone(journal: Journal, visit: Visits) -> None:
    phone = await visit()
    await sign_in(phone, journal, "Alice")
    await expect(phone.get_by_text("since your session")).to_be_visible()
    await phone.context.set_offline(True)
    await check_in(phone, 1, 1)
    await phone.get_by_role("link", name="More").click()
    await phone.get_by_role("button", name="Sign out").click()
    await expect(phone.get_by_text("Some entries are not sent yet")).to_be_visible()
    await phone.get_by_role("button", name="Keep them here and sign out").click()
    await phone.context.set_offline(False)
    await bob_goes_to(phone, journal, "/more")
    await expect(phone.get_by_text("Your clinic has everything.")).to_be_visible()
    await phone.get_by_role("button", name="Sign out").click()
    await sign_in(phone, journal, "Alice")
    await phone.get_by_role("link", name="History").click()
    await expect(phone.get_by_role("article").filter(has_text="Mood 1, function 1").first).to_contain_text(
        THE_CLINIC_HAS_IT
    )
