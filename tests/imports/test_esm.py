"""Reading the open diary's format, on rows made up for the purpose."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

import pytest

from journal.clinical.entries import CheckIn, Event, SideEffect, Source
from journal.clinical.errors import Invalid
from journal.clinical.ids import PatientId
from journal.clinical.journal import accept
from journal.imports.esm import CREDIT, UnreadableRow, read, scaled
from journal.imports.esm_file import COLUMNS

CALM = {
    "date": "01/10/12",
    "beeptime": "10:00",
    "resptime_s": "10:01:30",
    "phase": "1",
    "concentrat": "150",
    "mood_cheerf": "4",
    "act_well": "5",
    "mood_anxious": "-1",
    "phy_tired": "3",
    "phy_pain": "1",
    "phy_nauseous": "1",
    "phy_dizzy": "1",
    "phy_headache": "1",
    "phy_sleepy": "1",
}
ITEM_COLUMNS = COLUMNS[5:]
ALICE = PatientId(UUID("01890000-0000-7000-8000-00000000000a"))
BOB = UUID("01890000-0000-7000-8000-00000000000b")


def diary(*rows: Mapping[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    lines = [",".join(columns)]
    lines += [",".join((CALM | dict(row)).get(column, "0") for column in columns) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def at(hour: str, **others: str) -> dict[str, str]:
    return {"beeptime": hour, "resptime_s": f"{hour}:30", **others}


def check_ins(data: bytes) -> list[CheckIn]:
    return [draft.content for draft in read(data).drafts if isinstance(draft.content, CheckIn)]


def reports(data: bytes) -> list[tuple[str, int]]:
    contents = [draft.content for draft in read(data).drafts]
    return [(content.effect, content.severity) for content in contents if isinstance(content, SideEffect)]


def titles(data: bytes) -> list[str]:
    return [draft.content.title for draft in read(data).drafts if isinstance(draft.content, Event)]


def refusal(data: bytes) -> Invalid:
    with pytest.raises(Invalid) as refused:
        read(data)
    return refused.value


def test_a_calm_row_becomes_one_check_in_on_the_journals_scale() -> None:
    assert check_ins(diary({})) == [CheckIn(mood=5.0, function=6.7, energy=6.7, anxiety=3.3, pain=0.0)]


@pytest.mark.parametrize(("answer", "rating"), [(1, 0.0), (2, 1.7), (3, 3.3), (4, 5.0), (5, 6.7), (6, 8.3), (7, 10.0)])
def test_a_1_to_7_item_is_linear_to_one_decimal(answer: int, rating: float) -> None:
    assert scaled("mood_cheerf", answer) == rating
    assert scaled("mood_anxious", answer - 4) == rating


@pytest.mark.parametrize(("tired", "energy"), [("1", 10.0), ("2", 8.3), ("4", 5.0), ("7", 0.0)])
def test_energy_is_what_tiredness_leaves(tired: str, energy: float) -> None:
    assert check_ins(diary({"phy_tired": tired}))[0].energy == energy


@pytest.mark.parametrize("nothing", ["NA", "", " NA "])
def test_not_answered_stays_missing(nothing: str) -> None:
    (only,) = check_ins(diary({"act_well": nothing, "phy_tired": nothing}))
    assert (only.mood, only.function, only.energy) == (5.0, None, None)


def test_a_row_with_mood_alone_is_accepted_as_an_import() -> None:
    unanswered = dict.fromkeys(ITEM_COLUMNS, "NA")
    (draft,) = [d for d in read(diary(unanswered | {"mood_cheerf": "3"})).drafts if isinstance(d.content, CheckIn)]
    accept(
        draft,
        patient=ALICE,
        author=None,
        device="import",
        source=Source.IMPORT,
        received_at=datetime(2026, 1, 1, tzinfo=UTC),
        replaced=None,
    )


def test_a_row_without_an_answer_gives_no_check_in_but_is_counted() -> None:
    found = read(diary(at("09:00"), at("11:00", **dict.fromkeys(ITEM_COLUMNS, "NA"))))
    assert (found.rows, found.unanswered) == (2, 1)
    assert sum(isinstance(draft.content, CheckIn) for draft in found.drafts) == 1


def test_a_row_with_a_complaint_alone_gives_a_side_effect_and_no_check_in() -> None:
    data = diary(dict.fromkeys(ITEM_COLUMNS, "NA") | {"phy_headache": "4"})
    assert check_ins(data) == []
    assert reports(data) == [("headache", 2)]
    assert read(data).unanswered == 0


@pytest.mark.parametrize(("answer", "severity"), [("2", 1), ("3", 2), ("4", 2), ("5", 3), ("6", 3), ("7", 4)])
def test_a_complaint_of_2_or_more_has_its_severity(answer: str, severity: int) -> None:
    assert reports(diary({"phy_nauseous": answer})) == [("nausea", severity)]


def test_each_complaint_has_its_code_and_a_1_is_none() -> None:
    row = {"phy_nauseous": "2", "phy_dizzy": "2", "phy_headache": "2", "phy_sleepy": "2"}
    assert reports(diary(row)) == [("nausea", 1), ("dizziness", 1), ("headache", 1), ("sedation", 1)]
    assert reports(diary({})) == []


def test_a_complaint_is_of_the_moment() -> None:
    (draft,) = [d for d in read(diary({"phy_dizzy": "3"})).drafts if isinstance(d.content, SideEffect)]
    assert isinstance(draft.content, SideEffect)
    assert draft.content.started_at == draft.content.ended_at == draft.occurred_at


def test_dose_steps_and_phases_become_events_once_each() -> None:
    data = diary(
        at("09:00"),
        at("10:00", concentrat="112.5", phase="3"),
        at("11:00", concentrat="NA", phase="NA"),
        at("12:00", concentrat="112.5", phase="3"),
        at("13:00", concentrat="0", phase="4"),
    )
    assert titles(data) == [
        "Study phase 1: baseline",
        "Study phase 3: double blind, dose reduction",
        "Antidepressant dose 150 mg → 112.5 mg",
        "Study phase 4: after dose reduction",
        "Antidepressant dose 112.5 mg → 0 mg",
    ]


def occurred(row: Mapping[str, str]) -> datetime:
    return read(diary(row)).drafts[0].occurred_at


def test_an_entry_happened_when_it_was_begun_in_amsterdam() -> None:
    assert occurred({}) == datetime(2012, 10, 1, 8, 1, 30, tzinfo=UTC)
    assert occurred({"date": "01/12/12"}) == datetime(2012, 12, 1, 9, 1, 30, tzinfo=UTC)


def test_without_a_start_it_happened_when_the_prompt_came() -> None:
    assert occurred({"resptime_s": "NA"}) == datetime(2012, 10, 1, 8, 0, tzinfo=UTC)


def test_an_entry_begun_after_midnight_is_of_the_next_date_but_the_same_day() -> None:
    late = {"beeptime": "23:55", "resptime_s": "00:04:00"}
    assert occurred(late) == datetime(2012, 10, 1, 22, 4, tzinfo=UTC)
    assert read(diary({}, late)).days == 1


def test_half_past_midnight_belongs_to_the_day_before() -> None:
    assert read(diary({}, at("00:30", date="02/10/12"))).days == 1
    assert read(diary({}, at("04:30", date="02/10/12"))).days == 2


def test_rows_are_taken_in_order_of_time_whatever_their_order_in_the_file() -> None:
    found = read(diary(at("12:00", concentrat="75"), at("09:00")))
    assert [draft.occurred_at for draft in found.drafts] == sorted(d.occurred_at for d in found.drafts)
    assert "Antidepressant dose 150 mg → 75 mg" in titles(diary(at("12:00", concentrat="75"), at("09:00")))


def test_reading_twice_gives_the_same_drafts_so_a_second_import_adds_nothing() -> None:
    data = diary(at("09:00", phy_dizzy="3"), at("10:00"))
    assert read(data) == read(data)
    ids = [draft.id for draft in read(data).drafts]
    assert len(set(ids)) == len(ids) == 4


def test_two_people_may_import_the_same_file() -> None:
    data = diary({})
    assert not {d.id for d in read(data, namespace=ALICE).drafts} & {d.id for d in read(data, namespace=BOB).drafts}


def test_the_authors_are_credited() -> None:
    assert read(diary({})).credit == CREDIT
    assert "Kossakowski" in CREDIT and "10.5334/jopd.29" in CREDIT and "CC BY 4.0" in CREDIT


def test_other_columns_their_order_quotes_a_byte_order_mark_and_crlf_change_nothing() -> None:
    plain = diary({})
    odd = diary({}, columns=("extra", *reversed(COLUMNS))).replace(b"01/10/12", b'"01/10/12"')
    odd = b"\xef\xbb\xbf" + odd.replace(b"\n", b"\r\n")
    assert read(odd) == read(plain)


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("mood_cheerf", "8", "mood_cheerf must be a whole number from 1 to 7, or NA."),
        ("mood_cheerf", "0", "mood_cheerf must be a whole number from 1 to 7, or NA."),
        ("act_well", "4.5", "act_well must be a whole number from 1 to 7, or NA."),
        ("act_well", "٤", "act_well must be a whole number from 1 to 7, or NA."),
        ("mood_anxious", "4", "mood_anxious must be a whole number from -3 to 3, or NA."),
        ("phy_sleepy", "9" * 5000, "phy_sleepy must be a whole number from 1 to 7, or NA."),
        ("date", "31/02/12", "date must be a day as dd/mm/yy."),
        ("date", "2012-10-01", "date must be a day as dd/mm/yy."),
        ("date", "NA", "date must be a day as dd/mm/yy."),
        ("beeptime", "25:00", "beeptime must be a time as hh:mm."),
        ("beeptime", "NA", "beeptime must be a time as hh:mm."),
        ("resptime_s", "99:00:00", "resptime_s must be a time as hh:mm:ss, or NA."),
        ("resptime_s", "noon", "resptime_s must be a time as hh:mm:ss, or NA."),
        ("resptime_s", "09:59:00", "resptime_s must not lie before beeptime."),
        ("phase", "6", "phase must be a whole number from 1 to 5, or NA."),
        ("concentrat", "-5", "concentrat must be a dose in mg from 0 to 1000, or NA."),
        ("concentrat", "nan", "concentrat must be a dose in mg from 0 to 1000, or NA."),
        ("concentrat", "5000", "concentrat must be a dose in mg from 0 to 1000, or NA."),
    ],
)
def test_an_unreadable_cell_names_its_line_and_reason(column: str, text: str, reason: str) -> None:
    refused = refusal(diary(at("09:00"), {column: text}))
    assert isinstance(refused, UnreadableRow)
    assert (refused.line, refused.reason) == (3, reason)
    assert [problem.pointer for problem in refused.problems] == ["/lines/3"]


def test_no_message_quotes_the_row() -> None:
    refused = refusal(diary({"mood_cheerf": "verysad", "act_well": "hopeless", "date": "secret"}))
    assert not any(word in str(refused) for word in ("verysad", "hopeless", "secret"))
    assert all(name in str(refused) for name in ("mood_cheerf", "act_well", "date"))


def test_every_unreadable_line_is_named_up_to_twenty() -> None:
    wrong = [at(f"{hour:02}:{minute}", phase="x") for hour in range(8, 20) for minute in ("00", "20", "40")]
    few = refusal(diary(at("07:00"), *wrong[:3]))
    assert [problem.pointer for problem in few.problems] == ["/lines/3", "/lines/4", "/lines/5"]
    assert len(refusal(diary(*wrong)).problems) == 20


def test_a_line_cut_short_is_named() -> None:
    data = diary(at("09:00"), at("10:00"))
    refused = refusal(data[: data.rindex(b",")])
    assert [problem.detail for problem in refused.problems] == ["The line has 13 cells, the heading 14."]


def test_a_row_copied_is_refused_rather_than_counted_twice() -> None:
    refused = refusal(diary(at("09:00"), at("09:00")))
    assert [problem.detail for problem in refused.problems] == ["The line repeats the time of line 2."]


def test_an_open_quote_is_not_well_formed_csv() -> None:
    refused = refusal(diary({}) + b'"01/10/12,')
    assert refused.problems[0].detail == "This line is not well-formed CSV."
    assert refused.problems[0].pointer.startswith("/lines/")


def test_blank_lines_are_passed_over_and_still_counted_as_lines() -> None:
    lines = diary(at("09:00"), at("10:00", phase="x")).split(b"\n")
    refused = refusal(b"\n".join([lines[0], b"", *lines[1:]]))
    assert [problem.pointer for problem in refused.problems] == ["/lines/4"]


def test_missing_columns_are_named() -> None:
    refused = refusal(diary({}, columns=COLUMNS[:-2]))
    assert str(refused) == "/lines/1: The heading lacks these columns: phy_headache, phy_sleepy."


def test_a_column_that_stands_twice_is_refused() -> None:
    refused = refusal(diary({}, columns=(*COLUMNS, "act_well")))
    assert str(refused) == "/lines/1: The heading has these columns more than once: act_well."
