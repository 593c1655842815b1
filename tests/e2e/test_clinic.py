"""Dana's work at a desk: whom to look at, alerts, a session, and the page for the primary physician."""

import asyncio
import json
import re
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import DESK, Journal, Visits

URGENCY = ["Alert", "Fading", "Silent", "Due", "Nothing open"]
WHY = re.compile(
    r"(PHQ-9 item 9 answered \d|Says: I am not safe|High blood pressure: \d+ mmHg), (nobody has it|taken)"
    r"|Both lines go down\. Benefit held \d+-\d+ days before \(n=\d+\)|No entry for \d+ days?\.|due since"
)
RECIPIENT = "Dr Rivera, Elm Street Practice"


async def test_danas_worklist_is_in_order_of_urgency_and_says_why_in_words(visit: Visits) -> None:
    dana = await visit("Dana", size=DESK)
    rows = dana.get_by_role("list").first.get_by_role("listitem")
    await expect(rows.filter(has_text="Alice")).to_be_visible()
    texts = await rows.all_text_contents()  # once: the last rows may still be on their way
    kinds = [next(kind for kind in URGENCY if kind in text) for text in texts]
    assert kinds == sorted(kinds, key=URGENCY.index)
    for kind, text in zip(kinds, texts, strict=True):
        assert kind == URGENCY[-1] or WHY.search(text), text
    bob = rows.filter(has=dana.get_by_role("link", name="Bob", exact=True))
    await expect(bob.get_by_text("PHQ-9 item 9 answered 1")).to_be_visible()
    await dana.get_by_label("Search by name").fill("ali")
    await expect(rows).to_have_count(1)


async def test_dana_takes_an_alert_and_closes_it_with_what_came_of_it(visit: Visits) -> None:
    bob, dana = await visit("Bob", "/help"), await visit("Dana", "/alerts", size=DESK)
    alert = dana.get_by_role("listitem").filter(has_text="Bob: Says: I am not safe")
    before = await alert.count()
    await bob.get_by_role("button", name="I am not safe").click()
    await expect(alert).to_have_count(before + 1)
    await alert.last.get_by_role("button", name="Take it").click()
    await expect(alert.last.get_by_text("It is yours since")).to_be_visible()
    await alert.last.get_by_role("button", name="Close it").click()
    await alert.last.get_by_role("button", name="Close it").click()
    await expect(alert.last.get_by_text("Choose what came of it.")).to_be_visible()
    await alert.last.get_by_label("I spoke with the patient").check()
    await alert.last.get_by_role("button", name="Close it").click()
    await expect(alert).to_have_count(before)
    await dana.get_by_role("button", name="Show closed alerts").click()
    await expect(alert.filter(has_text="I spoke with the patient").first).to_be_visible()


async def tab_to(page: Page, label: str) -> None:
    """Presses Tab until the named control has the focus, as somebody without a mouse does."""
    acts = page.get_by_role("link", name=label).or_(page.get_by_role("button", name=label))
    control = page.get_by_label(label, exact=True).or_(acts).first
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await control.evaluate("element => element.contains(document.activeElement)"):
            return
    raise AssertionError(f"{label} cannot be reached with Tab")


async def test_dana_records_a_session_with_the_keyboard_alone_and_its_mark_is_on_the_chart(
    journal: Journal, visit: Visits
) -> None:
    dana = await visit("Dana", f"/patients/{journal.accounts['Bob']['patient_id']}", size=DESK)
    marks = dana.locator(".session-number")
    await expect(dana.get_by_role("heading", name="Entries")).to_be_visible()
    before = int((await marks.all_text_contents())[-1])
    await tab_to(dana, "Record a session")
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_label("Dose in mg")).to_be_visible()
    day = datetime.now(ZoneInfo("America/New_York")) - timedelta(days=3)  # of today, it would change Bob's first screen
    await tab_to(dana, "Date")
    await dana.keyboard.type(f"{day:%m%d%Y}")
    await tab_to(dana, "Start")
    await dana.keyboard.type("0905AM")
    await tab_to(dana, "End")
    await dana.keyboard.type("0945AM")
    await tab_to(dana, "Save the session")
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_text("Write the dose as a number above 0.")).to_be_visible()
    await expect(dana.get_by_label("Dose in mg")).to_be_focused()
    await dana.keyboard.type("41,5")
    await tab_to(dana, "Weight in kg")
    await dana.keyboard.type("83")
    await expect(dana.get_by_text("0.5 mg/kg")).to_be_visible()
    await tab_to(dana, "Save the session")
    await dana.keyboard.press("Enter")

    await expect(marks.last).to_have_text(str(before + 1))
    sessions = dana.locator("section", has=dana.get_by_role("heading", name="Sessions"))
    row = sessions.get_by_role("row").filter(has_text=f"{day:%b} {day.day}, {day.year}").filter(has_text="41.5")
    await expect(row).to_contain_text("41.5")


async def test_dana_sees_the_page_that_leaves_and_it_names_who_receives_it(journal: Journal, visit: Visits) -> None:
    dana = await visit("Dana", f"/patients/{journal.accounts['Alice']['patient_id']}/summary", size=DESK)
    await expect(dana.locator("canvas.preview-shown")).to_be_visible()
    assert await dana.evaluate(INK) > 1_000
    await dana.get_by_role("button", name="Download PDF").click()
    await expect(dana.get_by_text("Write who receives it.")).to_be_visible()

    await dana.get_by_role("textbox", name="Bottom line").fill("Better since September, and fading now.")
    await dana.get_by_label("Who receives it").fill(RECIPIENT)
    pdf = PdfReader(BytesIO(await download(dana, "Download PDF")))
    text = " ".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    assert RECIPIENT in text and "Alice" in text and "Better since September" in text

    archive = zipfile.ZipFile(BytesIO(await download(dana, "Download CSV")))
    assert archive.testzip() is None
    assert any(name.endswith("check_ins.csv") for name in archive.namelist())
    document = json.loads(await download(dana, "Download FHIR"))
    assert (document["resourceType"], document["type"]) == ("Bundle", "document")


INK = """() => {
    const {width, height} = document.querySelector('canvas');
    const pixels = document.querySelector('canvas').getContext('2d').getImageData(0, 0, width, height).data;
    return pixels.filter((value, index) => index % 4 === 0 && value < 64).length;
}"""


async def download(page: Page, button: str) -> bytes:
    async with page.expect_download() as waiting:
        await page.get_by_role("button", name=button).click()
    return await asyncio.to_thread((await (await waiting.value).path()).read_bytes)
