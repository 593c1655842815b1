"""What somebody finds who takes the phone apart: nothing that a patient wrote."""

from collections.abc import Iterator
from pathlib import Path

from playwright.async_api import Page, expect

from tests.e2e.conftest import Journal, Phone, Visits, sign_in
from tests.e2e.line import Line
from tests.e2e.test_device import CACHED, DATABASES, SMALL_STORES
from tests.e2e.test_offline import THE_CLINIC_HAS_IT, check_in

CANARY = "quokka under the lantern"
OPEN_CANARY = "a plain walrus"

# What a page could leave by any other way, so that the search is known to find what lies open.
LAY_OPEN = """async text => {
    const done = request => new Promise(resolve => { request.onsuccess = () => resolve(request.result); });
    const opening = indexedDB.open("open");
    opening.onupgradeneeded = () => opening.result.createObjectStore("rows");
    const database = await done(opening);
    const writing = database.transaction("rows", "readwrite", {durability: "strict"});
    writing.objectStore("rows").put({text}, 1);
    await new Promise(resolve => { writing.oncomplete = resolve; });
    database.close();
}"""


# What a browser does that has no room left for this site.
FILL = """() => {
    globalThis.room = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
}"""
MAKE_ROOM = "() => { IDBObjectStore.prototype.put = globalThis.room; }"


async def write(page: Page, text: str) -> None:
    await check_in(page, 3, 3)
    await page.get_by_text("Add more").click()
    await page.get_by_label("Note", exact=True).fill(text)
    await page.get_by_role("button", name="Done").click()


def on_disk(folder: Path, text: str) -> list[str]:
    """The files of a browser's profile that hold `text`, as one byte or two a letter."""
    wanted = (text.encode(), text.encode("utf-16-le"))
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [str(path.relative_to(folder)) for path in files if any(form in path.read_bytes() for form in wanted)]


async def test_what_alice_cannot_send_lies_sealed_on_the_disk_of_her_phone(
    journal: Journal, line: Line, phones: Iterator[Phone]
) -> None:
    alices = next(phones)
    page = await alices.open(line.origin)
    await sign_in(page, journal, "Alice")
    await expect(page.get_by_role("heading", name="How is today?")).to_be_visible()
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.evaluate(LAY_OPEN, OPEN_CANARY)
    line.cut()
    await write(page, CANARY)
    await page.goto(f"{line.origin}/history")
    await expect(page.get_by_text(CANARY).first).to_be_visible()
    await alices.close()
    assert on_disk(alices.folder, OPEN_CANARY)
    assert on_disk(alices.folder, CANARY) == []

    page = await alices.open(line.origin)
    await page.goto(f"{line.origin}/history")
    await expect(page.get_by_text(CANARY).first).to_be_visible()
    await page.get_by_role("link", name="More").click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_text("Some entries are not sent yet")).to_be_visible()
    await page.get_by_role("button", name="Keep them here and sign out").click()
    await expect(page.get_by_label("E-mail")).to_be_visible()
    left = [await page.evaluate(look) for look in (DATABASES, SMALL_STORES)]
    left += [body for _, body in await page.evaluate(CACHED)]
    alice = journal.accounts["Alice"]
    for trace in (CANARY, alice["email"], '"mood"', '"Alice'):
        assert not [text for text in left if trace in text], trace
    await alices.close()
    assert on_disk(alices.folder, CANARY) == []

    line.mend()
    page = await alices.open(line.origin)
    await sign_in(page, journal, "Bob")
    await page.get_by_role("link", name="History").click()
    await expect(page.get_by_role("group").first).to_be_visible()
    await expect(page.get_by_text(CANARY)).to_have_count(0)
    await page.get_by_role("link", name="More").click()
    await page.get_by_role("button", name="Sign out").click()
    await sign_in(page, journal, "Alice")
    await page.get_by_role("link", name="History").click()
    mine = page.get_by_role("article").filter(has_text=CANARY).first
    await expect(mine).to_contain_text(THE_CLINIC_HAS_IT)


async def test_alice_can_discard_what_she_could_not_send_and_is_told_how_much(
    journal: Journal, line: Line, visit: Visits
) -> None:
    phone = await visit()
    await phone.goto(line.origin)
    await sign_in(phone, journal, "Alice")
    await expect(phone.get_by_role("heading", name="How is today?")).to_be_visible()
    line.cut()
    for mood in (1, 2):
        await check_in(phone, mood, mood)
        await phone.get_by_role("button", name="Done").click()
    await phone.get_by_role("link", name="More").click()
    await phone.get_by_role("button", name="Sign out").click()
    await expect(phone.get_by_text("2 entries could not be sent")).to_be_visible()
    await phone.get_by_role("button", name="Discard 2 entries").click()
    await expect(phone.get_by_label("E-mail")).to_be_visible()
    left = await phone.evaluate(DATABASES) + await phone.evaluate(SMALL_STORES)
    assert journal.accounts["Alice"]["patient_id"] not in left and "written:" not in left


async def test_when_alice_signs_out_in_one_tab_nothing_of_her_stands_in_the_other(
    journal: Journal, visit: Visits
) -> None:
    one = await visit()
    await sign_in(one, journal, "Alice")
    await expect(one.get_by_role("heading", name="How is today?")).to_be_visible()
    other = await one.context.new_page()
    await other.goto("/history")
    await expect(other.get_by_role("group").first).to_be_visible()
    await one.get_by_role("link", name="More").click()
    await one.get_by_role("button", name="Sign out").click()
    await expect(one.get_by_label("E-mail")).to_be_visible()
    await expect(other.get_by_label("E-mail")).to_be_visible()
    await expect(other.get_by_role("group")).to_have_count(0)


async def test_a_full_phone_does_not_say_that_an_entry_is_saved(visit: Visits) -> None:
    alice = await visit("Alice")
    await alice.get_by_role("link", name="Check in").first.click()
    await alice.get_by_role("button", name="Mood 6 of 10").click()
    await alice.evaluate(FILL)
    await alice.get_by_role("button", name="Function 6 of 10").click()
    await expect(alice.get_by_text("This phone is full")).to_be_visible()
    await expect(alice.get_by_role("heading", name="Saved")).to_have_count(0)
    await alice.evaluate(MAKE_ROOM)
    await alice.get_by_role("button", name="Function 6 of 10").click()
    await expect(alice.get_by_role("heading", name="Saved")).to_be_visible()


async def test_a_browser_that_keeps_nothing_is_told_so(visit: Visits) -> None:
    alice = await visit("Alice", at="/manifest.webmanifest")
    await alice.context.add_init_script("delete IDBFactory.prototype.open")
    await alice.goto("/")
    await expect(alice.get_by_text("does not let the journal save anything")).to_be_visible()
