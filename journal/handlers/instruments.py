"""The scales that scores are drawn on, as the wire has them."""

from collections.abc import Sequence

from msgspec import Struct

from journal.clinical.scoring import Scale
from journal.clinical.standings import Drawn


class BandOut(Struct, kw_only=True, frozen=True):
    """`label` has a clinic's own words for it; null where the program has words for the code."""

    least: float
    code: str
    label: str | None


class ClusterOut(Struct, kw_only=True, frozen=True):
    """Items that are also read on their own, and the most they can add up to."""

    code: str
    most: int


class InstrumentMark(Struct, kw_only=True, frozen=True):
    """One version of a questionnaire: versions never share a line.

    `response_at` is the highest total that is a response to the baseline, null where there is none to speak of.
    """

    questionnaire: str
    version: str
    name: str
    title: str
    least: float
    most: float
    recall_days: int | None
    bands: list[BandOut]
    response_at: float | None
    clusters: list[ClusterOut]


def bands_out(scale: Scale) -> list[BandOut]:
    """The bands, lowest first."""
    return [BandOut(least=least, code=code, label=scale.labels.get(code)) for least, code in scale.bands]


def instruments_out(found: Sequence[Drawn]) -> list[InstrumentMark]:
    """The questionnaires that were answered, in the order they are drawn."""
    return [_mark(each) for each in found]


def _mark(found: Drawn) -> InstrumentMark:
    asked = found.instrument
    return InstrumentMark(
        questionnaire=asked.questionnaire,
        version=asked.version,
        name=asked.name,
        title=asked.title,
        least=asked.least,
        most=asked.most,
        recall_days=asked.scale.recall_days,
        bands=bands_out(asked.scale),
        response_at=found.response_at,
        clusters=[ClusterOut(code=code, most=most) for code, most in asked.most_of_clusters],
    )
