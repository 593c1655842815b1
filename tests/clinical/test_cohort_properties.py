"""What holds for every clinic: nothing small can be worked out, and nobody's order matters."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.cohort import results
from journal.clinical.proportions import share
from journal.clinical.small_cells import FEWEST, shown
from journal.clinical.survival import curve
from tests.clinical.test_cohort import EVER, answered, nausea

WITHIN = {"response": "assessed", "remission": "response", "worse": "assessed"}
# Each count as the groups of people that nobody is in two of: remission, response short of it, worse, none of these.
GROUPS = {
    "assessed": (1, 1, 1, 1),
    "response": (1, 1, 0, 0),
    "remission": (1, 0, 0, 0),
    "worse": (0, 0, 1, 0),
}

groups = st.tuples(*[st.integers(0, 12)] * 4)
times = st.lists(st.tuples(st.integers(0, 40).map(float), st.booleans()), max_size=40)
patients = st.lists(
    st.tuples(st.sampled_from(["20>4", "20>9", "20>19", "20>26", "20>", "9>4"]), st.sampled_from(["2/-", "2", "-"])),
    max_size=24,
)


def told_by(rows: Sequence[Sequence[int]], wanted: Sequence[int]) -> bool:
    """Whether sums and differences of `rows` come to `wanted`: Gaussian elimination."""
    basis: list[list[Fraction]] = []
    for row in (*rows, wanted):
        rest = [Fraction(cell) for cell in row]
        for known in basis:
            lead = next(place for place, cell in enumerate(known) if cell)
            factor = rest[lead] / known[lead]
            rest = [cell - factor * other for cell, other in zip(rest, known, strict=True)]
        if not any(rest):
            if row is wanted:
                return True
            continue
        basis.append(rest)
    return False


@given(groups)
def test_no_sum_or_difference_of_what_is_shown_tells_of_fewer_than_five(sizes: tuple[int, ...]) -> None:
    counts = {name: sum(size for size, part in zip(sizes, of, strict=True) if part) for name, of in GROUPS.items()}
    told = shown(counts, WITHIN)
    rows = [GROUPS[name] for name in told]
    for some in range(1, 5):
        for chosen in combinations(range(4), some):
            wanted = [int(place in chosen) for place in range(4)]
            if told_by(rows, wanted):
                assert sum(sizes[place] for place in chosen) >= FEWEST


@given(groups)
def test_all_is_shown_where_no_group_is_small(sizes: tuple[int, ...]) -> None:
    large = [size + FEWEST for size in sizes]
    counts = {name: sum(size for size, part in zip(large, of, strict=True) if part) for name, of in GROUPS.items()}
    assert shown(counts, WITHIN) == counts.keys()


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_mirrors_its_complement(told: tuple[int, int]) -> None:
    count, of = told
    found, other = share(count, of), share(of - count, of)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert abs(found.low - (1 - other.high)) < 1e-9


@given(times)
def test_a_curve_falls_within_its_band_and_never_without_five_watched(watched: list[tuple[float, bool]]) -> None:
    found = curve(watched, (7, 14))
    if len(watched) < FEWEST:
        assert found is None
        return
    assert found is not None
    shares = [1.0, *(step.share for step in found.steps)]
    assert shares == sorted(shares, reverse=True)
    for step in found.steps:
        assert step.at_risk >= FEWEST and step.at <= found.until
        assert step.low is None or step.high is None or step.low < step.share < step.high
    assert all(mark.at_risk >= FEWEST for mark in found.marks)
    assert (found.marks[0].at, found.marks[0].at_risk) == (0, found.n)


@given(times, st.randoms())
def test_the_order_of_people_makes_no_difference_to_a_curve(watched: list[tuple[float, bool]], random: object) -> None:
    again = list(watched)
    random.shuffle(again)  # type: ignore[attr-defined]  # hypothesis names no type
    assert curve(again, (7,)) == curve(watched, (7,))


@given(patients)
def test_no_count_of_people_is_ever_below_five(told: list[tuple[str, str]]) -> None:
    courses = []
    for place, (scores, effects) in enumerate(told, 1):
        with_scores, with_effects = answered(place, scores), nausea(place, effects)
        courses.append(
            type(with_scores)(
                sessions=with_effects.sessions,
                pauses=with_effects.pauses,
                history=with_scores.history,
                resolutions=with_effects.resolutions,
            )
        )
    found = results(courses, **EVER)
    people = [found.patients, *(line.assessed for line in found.response)]
    people += [cell.count for line in found.response for cell in (line.response, line.remission, line.worse) if cell]
    people += [line.resolution.n for line in found.side_effects if line.resolution]
    assert all(count is None or count >= FEWEST for count in people)
    for line in found.side_effects:
        assert line.sessions is None or line.sessions.of - line.sessions.count >= FEWEST
        if found.patients is not None and line.resolution:
            assert found.patients - line.resolution.n >= FEWEST
    assert results(list(reversed(courses)), **EVER) == found
