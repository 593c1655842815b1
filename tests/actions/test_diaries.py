"""Importing a diary: all of a file or nothing of it, and the same file twice is the same journal."""

import pytest

from journal.actions.diaries import import_esm
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.people import Scope
from journal.imports.esm_file import COLUMNS
from tests.support import NOON, Cast
from tests.worlds import Dump

CALM = dict.fromkeys(COLUMNS, "1") | {"date": "01/10/12", "concentrat": "150", "mood_cheerf": "4", "mood_anxious": "0"}


def diary(*rows: dict[str, str]) -> bytes:
    lines = [",".join(COLUMNS)] + [",".join((CALM | row)[column] for column in COLUMNS) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode()


def at(hour: str, **fields: str) -> dict[str, str]:
    return {"beeptime": hour, "resptime_s": f"{hour}:10", **fields}


WHOLE = diary(at("09:00"), at("12:00", phy_nauseous="5"), at("15:00", concentrat="120"))


def _program(cast: Cast) -> Scope:
    return Scope(clinic=cast.alice.clinic, role=None)


async def test_the_same_file_twice_is_the_same_journal(cast: Cast, dump: Dump) -> None:
    first = await import_esm(_program(cast), cast.alice.own, WHOLE, now=NOON)
    assert (first.rows, first.days, first.entries, first.stored) == (3, 1, 6, 6)
    before = await dump()
    again = await import_esm(_program(cast), cast.alice.own, WHOLE, now=NOON)
    assert (again.entries, again.stored) == (6, 0)
    assert await dump() == before


async def test_a_longer_file_adds_what_is_new(cast: Cast) -> None:
    await import_esm(_program(cast), cast.alice.own, WHOLE, now=NOON)
    longer = WHOLE + diary(at("18:00", concentrat="120")).split(b"\r\n", 1)[1]
    assert (await import_esm(_program(cast), cast.alice.own, longer, now=NOON)).stored == 1


async def test_a_bad_row_is_named_by_its_line_and_nothing_is_stored(cast: Cast, dump: Dump) -> None:
    before = await dump()
    bad = diary(at("09:00"), at("12:00", mood_cheerf="9"), at("15:00"), at("25:00"))
    with pytest.raises(Invalid) as refusal:
        await import_esm(_program(cast), cast.alice.own, bad, now=NOON)
    assert [problem.pointer for problem in refusal.value.problems] == ["/lines/3", "/lines/5"]
    assert await dump() == before


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a,b\n1,2\n", b"\0", b"PK\x03\x04", WHOLE[:-30]])
async def test_what_is_no_such_file_is_refused(data: bytes, cast: Cast, dump: Dump) -> None:
    before = await dump()
    with pytest.raises(Invalid):
        await import_esm(_program(cast), cast.alice.own, data, now=NOON)
    assert await dump() == before


async def test_a_file_that_says_otherwise_than_before_is_refused_and_nothing_of_it_stored(
    cast: Cast, dump: Dump
) -> None:
    await import_esm(_program(cast), cast.alice.own, WHOLE, now=NOON)
    before = await dump()
    other = diary(at("09:00", mood_cheerf="7"), at("12:00", phy_nauseous="5"), at("15:00"), at("18:00"))
    with pytest.raises(Invalid):
        await import_esm(_program(cast), cast.alice.own, other, now=NOON)
    assert await dump() == before


async def test_an_import_from_the_future_is_refused_whole(cast: Cast, dump: Dump) -> None:
    before = await dump()
    with pytest.raises(Invalid):
        await import_esm(_program(cast), cast.alice.own, diary(at("09:00"), at("09:00", date="01/10/40")), now=NOON)
    assert await dump() == before


async def test_an_import_raises_no_alert_for_what_is_history(cast: Cast, dump: Dump) -> None:
    await import_esm(_program(cast), cast.alice.own, diary(at("09:00", phy_nauseous="7")), now=NOON)
    assert (await dump())["alert"] == []


async def test_the_same_file_may_be_the_diary_of_two_patients(cast: Cast) -> None:
    await import_esm(_program(cast), cast.alice.own, WHOLE, now=NOON)
    assert (await import_esm(_program(cast), cast.bob.own, WHOLE, now=NOON)).stored == 6


async def test_nobody_imports_into_a_clinic_or_journal_that_is_not_theirs(cast: Cast, dump: Dump) -> None:
    before = await dump()
    for scope in (Scope(clinic=cast.carol.clinic, role=None), cast.dana.scope, cast.bob.scope, cast.sam.scope):
        with pytest.raises(NotFound):
            await import_esm(scope, cast.alice.own, WHOLE, now=NOON)
    assert await dump() == before
