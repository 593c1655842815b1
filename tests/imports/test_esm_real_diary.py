"""The real open diary, where it was found: what the journal makes of it equals an independent count.

The file is not part of this repository; docs/imports.md says where it comes from. `ESM_DIARY` names it, or it
lies in `shared/data/esm/` beside the checkout.
"""

import importlib.util
import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from uuid import UUID

import pytest

from journal.clinical.entries import CheckIn, Entry, Event, SideEffect, Source
from journal.clinical.ids import PatientId
from journal.clinical.journal import accept
from journal.clinical.ratings import gather
from journal.clinical.recovery import analyse
from journal.imports.esm import Diary, read

ROOT = Path(__file__).parents[2]
FILE = Path(os.environ.get("ESM_DIARY") or ROOT.parent / "shared" / "data" / "esm" / "ESMdata.csv")
DIARIST = PatientId(UUID("01890000-0000-7000-8000-0000000000dd"))
RATINGS = ("mood", "function", "energy", "anxiety", "pain")

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the open diary is not here; see docs/imports.md")


def independent() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "esm_daily_means", ROOT / "tests" / "independent" / "esm_daily_means.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def diary() -> Diary:
    return read(FILE.read_bytes(), namespace=DIARIST)


@pytest.fixture(scope="module")
def entries(diary: Diary) -> list[Entry]:
    return [
        accept(
            draft,
            patient=DIARIST,
            author=None,
            device="import",
            source=Source.IMPORT,
            received_at=datetime(2026, 1, 1, tzinfo=UTC),
            replaced=None,
        )
        for draft in diary.drafts
    ]


def test_the_independent_script_shares_no_code_with_the_journal() -> None:
    text = Path(str(independent().__file__)).read_text(encoding="utf-8")
    assert "import journal" not in text and "from journal" not in text


def test_every_row_and_every_day_is_read(diary: Diary) -> None:
    assert (diary.rows, diary.days, diary.unanswered) == (1476, 238, 3)
    kinds = Counter(type(draft.content) for draft in diary.drafts)
    assert kinds == {CheckIn: 1473, SideEffect: 866, Event: 14}


def test_the_two_prompts_broken_off_half_way_keep_what_was_answered(diary: Diary) -> None:
    check_ins = [draft.content for draft in diary.drafts if isinstance(draft.content, CheckIn)]
    partial = [check_in for check_in in check_ins if check_in.function is None]
    assert len(partial) == 2
    assert all(check_in.mood is not None and check_in.energy is None for check_in in partial)


def test_the_withdrawal_is_told_in_nine_steps_and_five_phases(diary: Diary) -> None:
    titles = [draft.content.title for draft in diary.drafts if isinstance(draft.content, Event)]
    doses = [title for title in titles if title.startswith("Antidepressant")]
    assert doses[0] == "Antidepressant dose 150 mg → 105 mg"
    assert doses[-1] == "Antidepressant dose 9 mg → 0 mg"
    assert (len(doses), len(titles) - len(doses)) == (9, 5)


def test_the_journal_accepts_every_draft_on_the_sources_own_date(entries: list[Entry]) -> None:
    days = {entry.local_date for entry in entries}
    assert (min(days), max(days), len(days)) == (date(2012, 8, 13), date(2013, 4, 8), 238)
    assert date(2012, 12, 15) not in days
    assert not any(entry.late for entry in entries)


def test_daily_means_equal_the_independent_ones_to_a_billionth(entries: list[Entry]) -> None:
    daily_means: Callable[[Path], Mapping[date, Mapping[str, Fraction | None]]] = independent().daily_means
    expected = daily_means(FILE)
    series = analyse(gather(DIARIST, entries), (), start=date.min, end=date.max).series
    assert list(series.date) == list(expected)
    for place, day in enumerate(series.date):
        assert series.n[place] == expected[day]["n"]
        for rating in RATINGS:
            found, mean = getattr(series, rating)[place], expected[day][rating]
            assert (found is None) == (mean is None), (day, rating)
            assert found is None or mean is None or abs(Fraction(found) - mean) <= Fraction(1, 10**9)
