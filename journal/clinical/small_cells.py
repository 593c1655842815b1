"""Counts so small that they tell of somebody: hidden, and so that no difference brings them back."""

from collections.abc import Mapping

from journal.clinical.rules import DEFAULT

FEWEST = DEFAULT.count("cohort.small_cell")
"""People. A count of fewer is hidden (rule), zero too: whether it is none or four stays unsaid."""


def shown(counts: Mapping[str, int], within: Mapping[str, str]) -> frozenset[str]:
    """Which of a table row's counts may be shown.

    `within` names, for each count but the outermost, the one it is a part of; parts of the same whole do not overlap,
    and need not make up all of it. What is left of a whole without its shown parts is a count as well, though nobody
    wrote it down: while that is too small the smallest part is hidden too, until no sum or difference of what is shown
    is below `FEWEST`.
    """
    found = {name for name, count in counts.items() if count >= FEWEST}
    while True:
        telling = [parts for whole in found if (parts := _parts(whole, found, within)) and _rest(whole, parts, counts)]
        if not telling:
            return frozenset(found)
        found.remove(min((part for parts in telling for part in parts), key=lambda part: (counts[part], part)))


def _parts(whole: str, found: set[str], within: Mapping[str, str]) -> list[str]:
    """The shown counts directly below `whole`, those between them being hidden."""
    return [name for name in found if name != whole and _shown_whole(name, found, within) == whole]


def _shown_whole(name: str, found: set[str], within: Mapping[str, str]) -> str | None:
    above = within.get(name)
    while above is not None and above not in found:
        above = within.get(above)
    return above


def _rest(whole: str, parts: list[str], counts: Mapping[str, int]) -> bool:
    """Whether what the parts leave of the whole is too few."""
    return counts[whole] - sum(counts[part] for part in parts) < FEWEST
