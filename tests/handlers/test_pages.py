"""The page that leaves: drafted, looked at, produced, and put on record with who received it."""

import base64
import hashlib
import io
import zipfile
from typing import Any

import httpx
from pypdf import PdfReader

from journal.db.embedded import Embedded
from tests.databases import superuser
from tests.handlers.test_readings_and_medicines import medicine
from tests.support import SignIn, check_in, sync
from tests.worlds import Dump, World, summary_body

PNG = b"\x89PNG\r\n\x1a\n"


def _path(world: World, what: str = "") -> str:
    return f"/api/v1/patients/{world.alice.patient}/summary{what}"


async def _disclosures(database: Embedded) -> list[Any]:
    async with superuser(database) as connection:
        rows: list[Any] = await connection.fetch("select * from disclosure order by disclosed_at, id")
        return rows


async def test_the_page_is_one_side_with_the_words_chosen_and_is_on_record(
    world: World, signed_in: SignIn, database: Embedded
) -> None:
    dana = await signed_in(world.cast.dana)
    body = summary_body(format="pdf", bottom_line="Better since October.\nSleeps well.", asks=["Please check BP."])
    before = len(await _disclosures(database))
    answer = await dana.post(_path(world), json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'attachment; filename="summary.pdf"'
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) == 1
    for words in ("Alice", "Better since October.", "Sleeps well.", "Please check BP.", "Dr. Finch", "Dana"):
        assert words in text, words
    disclosed = (await _disclosures(database))[before:]
    assert len(disclosed) == 1
    assert disclosed[0]["recipient"].startswith("sealed:")
    assert disclosed[0]["disclosed_by"] == world.cast.dana.id
    assert disclosed[0]["patient_id"] == world.cast.alice.own
    assert (str(disclosed[0]["period_from"]), str(disclosed[0]["period_to"])) == ("2026-11-01", "2026-11-23")
    assert disclosed[0]["digest"] == hashlib.sha256(answer.content).digest()


async def test_the_tables_are_a_zip_of_csv_files_without_free_text(
    world: World, signed_in: SignIn, database: Embedded
) -> None:
    dana = await signed_in(world.cast.dana)
    answer = await dana.post(_path(world), json=summary_body())
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as box:
        names = box.namelist()
        whole = b"".join(box.read(name) for name in names)
    assert {"check_ins.csv", "sessions.csv", "questionnaires.csv", "manifest.json"} <= set(names)
    assert b"Alice was here" not in whole
    assert [row["format"] for row in await _disclosures(database)][-1] == "csv"


async def test_the_document_holds_the_page_and_what_it_rests_on_without_free_text(
    world: World, signed_in: SignIn, database: Embedded
) -> None:
    dana = await signed_in(world.cast.dana)
    answer = await dana.post(_path(world), json=summary_body(format="fhir"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/fhir+json")
    resources = [entry["resource"] for entry in answer.json()["entry"]]
    of_kind = {each["resourceType"]: each for each in resources}
    assert of_kind["Patient"]["name"][0]["text"] == "Alice"
    assert {"QuestionnaireResponse", "Observation", "Procedure", "MedicationAdministration"} <= of_kind.keys()
    page = base64.b64decode(of_kind["DocumentReference"]["content"][0]["attachment"]["data"])
    assert len(PdfReader(io.BytesIO(page)).pages) == 1
    assert b"Alice was here" not in answer.content
    disclosed = (await _disclosures(database))[-1]
    assert (disclosed["format"], disclosed["digest"]) == ("fhir", hashlib.sha256(answer.content).digest())


async def test_of_a_document_leaves_what_was_chosen(world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    answer = await dana.post(_path(world), json=summary_body(format="fhir", include=["sessions"]))
    kinds = {entry["resource"]["resourceType"] for entry in answer.json()["entry"]}
    assert "Procedure" in kinds
    assert kinds.isdisjoint({"QuestionnaireResponse", "MedicationStatement"})
    titles = [section["title"] for section in answer.json()["entry"][0]["resource"]["section"]]
    assert titles == ["Assessment", "Problems", "Allergies", "Sessions"]


async def test_looking_discloses_nothing(world: World, signed_in: SignIn, dump: Dump) -> None:
    dana = await signed_in(world.cast.dana)
    before = await dump()
    preview = await dana.post(_path(world, "/preview"), json=summary_body(recipient=""))
    assert (preview.status_code, preview.headers["content-type"]) == (200, "image/png")
    assert preview.content.startswith(PNG)
    draft = await dana.get(_path(world, "/draft"), params={"from": "2026-11-01", "to": "2026-11-23"})
    assert draft.status_code == 200
    assert await dump() == before


async def test_a_draft_has_at_most_three_lines_and_can_be_ordered_as_it_is(world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    period = {"from": "2026-11-01", "to": "2026-11-23"}
    draft = (await dana.get(_path(world, "/draft"), params=period)).json()
    assert len(draft["bottom_line"]) <= 3
    assert draft["parts"] == ["scores", "chart", "sessions", "side_effects", "medications", "completion"]
    asks = [ask["text"] for ask in draft["asks"]]
    body = summary_body(format="pdf", bottom_line="\n".join(draft["bottom_line"]), asks=asks[:8])
    assert (await dana.post(_path(world), json=body)).status_code == 200


async def test_a_part_that_is_left_out_is_not_on_the_page(world: World, signed_in: SignIn) -> None:
    dana = await signed_in(world.cast.dana)
    texts = []
    for include in (["sessions"], ["scores"]):
        answer = await dana.post(_path(world), json=summary_body(format="pdf", include=include))
        texts.append(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text())
    assert "35 mg" in texts[0] and "35 mg" not in texts[1]
    assert "PHQ-9" in texts[1] and "PHQ-9" not in texts[0]


async def test_the_page_names_the_medicines_that_alice_takes_unless_they_are_left_out(
    world: World, signed_in: SignIn
) -> None:
    alice, dana = await signed_in(world.cast.alice), await signed_in(world.cast.dana)
    none = await dana.post(_path(world), json=summary_body(format="pdf"))
    assert "Medications: none reported." in _text(none)
    await sync(alice, world.cast.alice, medicine(dose_text="1 mg at night"), after=2)
    page = await dana.post(_path(world), json=summary_body(format="pdf"))
    assert "Lorazepam 1 mg at night" in _text(page)
    page = await dana.post(_path(world), json=summary_body(format="pdf", include=["scores"]))
    assert "Lorazepam" not in _text(page) and "Medications" not in _text(page)


def _text(page: httpx.Response) -> str:
    return " ".join(PdfReader(io.BytesIO(page.content)).pages[0].extract_text().split())


async def test_a_private_note_leaves_in_no_form(world: World, signed_in: SignIn) -> None:
    alice, dana = await signed_in(world.cast.alice), await signed_in(world.cast.dana)
    await sync(alice, world.cast.alice, check_in(note={"text": "zwetschge", "private": True}), after=2)
    table = await dana.post(_path(world), json=summary_body())
    with zipfile.ZipFile(io.BytesIO(table.content)) as box:
        assert b"zwetschge" not in b"".join(box.read(name) for name in box.namelist())
    page = await dana.post(_path(world), json=summary_body(format="pdf"))
    assert "zwetschge" not in PdfReader(io.BytesIO(page.content)).pages[0].extract_text()


async def test_alice_may_order_her_own(world: World, signed_in: SignIn, database: Embedded) -> None:
    alice = await signed_in(world.cast.alice)
    assert (await alice.post(_path(world), json=summary_body(format="pdf"))).status_code == 200
    assert (await _disclosures(database))[-1]["disclosed_by"] == world.cast.alice.id
