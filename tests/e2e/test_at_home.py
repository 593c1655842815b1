"""Blood pressure and medicines that Alice logs on her phone, without signal, and what Dana sees of them."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from tests.e2e.conftest import DESK, Journal, Phone, Visits, controlled, sign_in
from tests.e2e.line import Line
from tests.e2e.test_offline import ON_THIS_PHONE, THE_CLINIC_HAS_IT


async def more_to_log(page: Page, what: str) -> None:
    await page.get_by_text("More to log").click()
    await page.get_by_role("link", name=what).click()


async def test_alice_logs_a_reading_and_a_medicine_offline_and_dana_sees_both(
    journal: Journal, line: Line, phones: Iterator[Phone], visit: Visits
) -> None:
    alices = next(phones)
    alice = await alices.open(line.origin)
    await sign_in(alice, journal, "Alice")
    await expect(alice.get_by_role("heading", name="How is today?")).to_be_visible()
    await alice.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await controlled(alice)
    # What she has said before has come to this phone.
    await more_to_log(alice, "Log a medicine")
    await expect(alice.get_by_text("Taking Sertraline 100 mg in the morning")).to_be_visible(timeout=20_000)
    await alice.get_by_role("link", name="Today").click()

    line.cut()
    await alices.offline(True)
    await more_to_log(alice, "Log a blood pressure")
    await alice.get_by_label("Upper number").fill("80")
    await alice.get_by_label("Lower number").fill("138")
    await alice.get_by_role("button", name="Save").click()
    await expect(alice.get_by_text("The lower number is smaller than the upper one")).to_be_visible()
    await alice.get_by_label("Upper number").fill("138")
    await alice.get_by_label("Lower number").fill("13")
    await alice.get_by_role("button", name="Save").click()
    await expect(alice.get_by_text("A whole number from 20 to 200")).to_be_visible()
    await alice.get_by_label("Lower number").fill("88")
    await alice.get_by_label("Pulse").fill("73")
    await alice.get_by_role("button", name="Save").click()
    await expect(alice.get_by_role("heading", name="How is today?")).to_be_visible()

    await more_to_log(alice, "Log a medicine")
    await expect(alice.get_by_text("Taking Sertraline 100 mg in the morning")).to_be_visible()
    await alice.get_by_label("Name").fill("Lorazepam")
    await alice.get_by_label("How much, and when").fill("1 mg at night")
    await alice.get_by_label("It is a benzodiazepine").check()
    await alice.get_by_role("button", name="Save").click()
    await expect(alice.get_by_role("heading", name="How is today?")).to_be_visible()

    await alice.get_by_role("link", name="History").click()
    for words in ("138/88 mmHg, 73/min", "Taking Lorazepam 1 mg at night"):
        await expect(alice.get_by_role("article").filter(has_text=words)).to_contain_text(ON_THIS_PHONE)
    # Nothing that she sees says what to do about a medicine.
    await expect(alice.get_by_text("response")).to_have_count(0)

    line.mend()
    await alices.offline(False)
    for words in ("138/88 mmHg, 73/min", "Taking Lorazepam 1 mg at night"):
        await expect(alice.get_by_role("article").filter(has_text=words)).to_contain_text(
            THE_CLINIC_HAS_IT, timeout=30_000
        )

    dana = await visit("Dana", f"/patients/{journal.accounts['Alice']['patient_id']}", size=DESK)
    medicines = dana.locator("section", has=dana.get_by_role("heading", name="Medicines, as reported"))
    await expect(medicines.get_by_role("row").filter(has_text="Lorazepam")).to_contain_text("1 mg at night")
    await expect(medicines.get_by_text("may weaken the response")).to_be_visible()
    await expect(medicines.get_by_role("link", name="doi:10.3389/fpsyt.2020.00844")).to_be_visible()
    await expect(medicines.get_by_text("stop")).to_have_count(0)
    await expect(dana.get_by_text("last 138/88 mmHg, 73/min")).to_be_visible()
    await dana.get_by_text("Blood pressure in a table").click()
    await expect(dana.get_by_role("cell", name="138/88")).to_be_visible()
    await expect(dana.get_by_text("takes Lorazepam 1 mg at night")).to_be_visible()
    assert await dana.locator(".pressure-mark").count() == 3


async def test_a_very_high_reading_is_saved_and_then_alice_is_told_whom_to_call(visit: Visits) -> None:
    alice = await visit("Alice", "/reading")
    await alice.get_by_label("Upper number").fill("181")
    await alice.get_by_label("Lower number").fill("95")
    await alice.get_by_role("button", name="Save").click()
    await expect(alice.get_by_role("alert").get_by_text("This is a high reading")).to_be_visible()
    await expect(alice.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    await alice.get_by_role("button", name="Done").click()
    await alice.get_by_role("link", name="History").click()
    entry = alice.get_by_role("article").filter(has_text="181/95 mmHg")
    await expect(entry).to_contain_text(THE_CLINIC_HAS_IT, timeout=30_000)
    # A slip the clinic has is put right as every entry is, and the earlier version is kept.
    await entry.get_by_role("button", name="Correct").click()
    await alice.get_by_label("Upper number").fill("131")
    await alice.get_by_role("button", name="Save").click()
    await alice.get_by_role("link", name="History").click()
    await expect(alice.get_by_role("article").filter(has_text="131/95 mmHg")).to_contain_text("181/95 mmHg")


@pytest.mark.parametrize(("at", "heading"), [("/reading", "Presión arterial"), ("/medicine", "Medicamento")])
async def test_the_screens_speak_spanish(visit: Visits, at: str, heading: str) -> None:
    alice = await visit("Alice", at, locale="es-ES")
    await expect(alice.get_by_role("heading", name=heading)).to_be_visible()
    await expect(alice.get_by_role("button", name="Guardar")).to_be_visible()
