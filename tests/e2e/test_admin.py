"""Nadia's office: people, care relations, the clinic's own words and rules, and the audit log. No entries."""

from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import DESK, Journal, Visits


def row(page: Page, name: str) -> Locator:
    """The line of a list that is about one person."""
    return page.get_by_role("listitem").filter(has_text=name)


async def test_nadia_sees_who_is_in_whose_care_and_no_way_to_an_entry(visit: Visits) -> None:
    nadia = await visit("Nadia", size=DESK)
    await expect(row(nadia, "Alice").filter(has_text="In the care of Dana")).to_be_visible()
    await nadia.get_by_label("Search by name or e-mail").fill("DAN")
    await expect(nadia.get_by_role("main").get_by_role("listitem").filter(has_text="Provider")).to_be_visible()
    await expect(row(nadia, "Alice")).to_have_count(0)
    await nadia.get_by_label("Search by name or e-mail").fill("")
    await nadia.get_by_role("link", name="Alice", exact=True).click()
    await expect(nadia.get_by_role("heading", name="Care team")).to_be_visible()
    links = (
        await nadia.get_by_role("main")
        .get_by_role("link")
        .evaluate_all("found => found.map(each => each.getAttribute('href'))")
    )
    assert [link for link in links if link.startswith("/patients")] == []


async def test_nadia_cannot_lock_herself_out(visit: Visits) -> None:
    nadia = await visit("Nadia", size=DESK)
    await nadia.get_by_role("main").get_by_role("link", name="Nadia", exact=True).click()
    await expect(nadia.get_by_text("This is you.")).to_be_visible()
    await expect(nadia.get_by_role("button", name="Switch off")).to_have_count(0)
    await expect(nadia.get_by_role("button", name="Reset their sign-in")).to_have_count(0)


async def test_nadia_takes_bob_out_of_danas_care_and_gives_him_back(journal: Journal, visit: Visits) -> None:
    await journal.prove("Nadia")
    nadia, dana = await visit("Nadia", size=DESK), await visit("Dana", size=DESK)
    bob = dana.get_by_role("link", name="Bob", exact=True)
    await expect(bob).to_be_visible()
    await nadia.get_by_role("link", name="Bob", exact=True).click()
    try:
        await nadia.get_by_role("button", name="Remove Dana from the team").click()
        await expect(nadia.get_by_text("In nobody's care")).to_be_visible()
        await dana.reload()
        await expect(dana.get_by_role("link", name="Alice", exact=True)).to_be_visible()
        await expect(bob).to_have_count(0)
    finally:
        await nadia.get_by_label("Provider").select_option(label="Dana")
        await nadia.get_by_role("button", name="Add to the team").click()
        await expect(nadia.get_by_role("button", name="Remove Dana from the team")).to_be_visible()
    await dana.reload()
    await expect(bob).to_be_visible()


async def test_what_is_wrong_with_the_clinics_settings_is_said_at_its_field(journal: Journal, visit: Visits) -> None:
    await journal.prove("Nadia")
    nadia = await visit("Nadia", "/clinic", size=DESK)
    monday = nadia.get_by_label("Monday")
    before = await monday.input_value()
    await monday.fill("9-5")
    await nadia.get_by_role("button", name="Save").click()
    await expect(nadia.get_by_text("Write it as 08:00-18:00.")).to_be_visible()
    await expect(monday).to_be_focused()
    await monday.fill(before)
    number = nadia.get_by_label("Crisis line, to call or text")
    kept = await number.input_value()
    await number.fill("call us")
    await nadia.get_by_role("button", name="Save").click()
    await expect(nadia.get_by_text("Write a phone number.")).to_be_visible()
    await expect(number).to_be_focused()
    await number.fill(kept)


async def test_nadia_moves_a_rule_and_the_page_says_what_was_changed(journal: Journal, visit: Visits) -> None:
    await journal.prove("Nadia")
    nadia = await visit("Nadia", "/rules", size=DESK)
    silent = nadia.get_by_label("Days without an entry that make a silence")
    before = await silent.input_value()
    await silent.fill("15")
    await nadia.get_by_role("button", name="Save the changes").click()
    await expect(nadia.get_by_text("Write a number from 1 to 14.")).to_be_visible()
    await expect(silent).to_be_focused()
    await silent.fill("4")
    await nadia.get_by_role("button", name="Save the changes").click()
    try:
        await expect(nadia.get_by_text(f"{before} → 4").first).to_be_visible()
        await expect(silent).to_have_value("4")
    finally:
        await silent.fill(before)
        await nadia.get_by_role("button", name="Save the changes").click()
        await expect(nadia.get_by_text(f"4 → {before}").first).to_be_visible()


async def test_the_clinics_hours_reach_alices_crisis_card(journal: Journal, visit: Visits) -> None:
    await journal.prove("Nadia")
    nadia = await visit("Nadia", "/clinic", size=DESK)
    hours = nadia.get_by_label("Hours", exact=True)
    before = await hours.input_value()
    await hours.fill("Mon-Sat 8-6")
    try:
        await nadia.get_by_role("button", name="Save").click()
        await expect(nadia.get_by_role("status").filter(has_text="Saved.")).to_be_attached()
        alice = await visit("Alice", "/help")
        await expect(alice.get_by_text("Mon-Sat 8-6")).to_be_visible()
    finally:
        await hours.fill(before)
        await nadia.get_by_role("button", name="Save").click()
        await expect(nadia.get_by_role("status").filter(has_text="Saved.")).to_be_attached()


async def test_nadia_finds_in_the_log_who_read_alices_journal(journal: Journal, visit: Visits) -> None:
    await journal.get("Dana", f"/patients/{journal.accounts['Alice']['patient_id']}/recovery")
    nadia = await visit("Nadia", "/audit", size=DESK)
    rows = nadia.get_by_role("table").get_by_role("row")
    await expect(rows.nth(1)).to_be_visible()
    await nadia.get_by_label("Who", exact=True).select_option(label="Dana")
    await nadia.get_by_label("Whose data").select_option(label="Alice")
    await nadia.get_by_label("What", exact=True).select_option(label="Read the charts")
    await nadia.get_by_role("button", name="Search").click()
    # The heading alone: everybody else's rows have made room for what was found.
    await expect(rows.filter(has_not_text="Dana")).to_have_count(1)
    texts = (await rows.all_inner_texts())[1:]
    assert texts
    assert [text for text in texts if not ("Dana" in text and "Read the charts" in text and "Alice" in text)] == []
    await nadia.get_by_label("From").fill("2026-11-20")
    await nadia.get_by_label("To").fill("2026-11-19")
    await nadia.get_by_role("button", name="Search").click()
    await expect(nadia.get_by_text("Choose a day on or after the first.")).to_be_visible()


async def test_dana_has_no_way_into_nadias_office(visit: Visits) -> None:
    for at in ("/people", "/clinic", "/audit"):
        dana = await visit("Dana", at, size=DESK)
        await expect(dana.get_by_role("heading", name="There is nothing here")).to_be_visible()
