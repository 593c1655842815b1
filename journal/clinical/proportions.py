"""A share of a few, with how far it can be trusted."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
"""Standard errors on either side of a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`count` of `of`, as a share 0-1, with the 95 % interval `low` to `high`."""

    count: int
    of: int
    share: float
    low: float
    high: float


def share(count: int, of: int) -> Share:
    """With Wilson's interval, which keeps within 0-1 and holds for the few (J Am Stat Assoc 1927;22:209-212).

    Raises ValueError of nobody: there is no share of nothing.
    """
    if not 0 <= count <= of or of == 0:
        raise ValueError("A share is of at least one, and no more than all.")
    part, weight = count / of, Z * Z / of
    middle = (part + weight / 2) / (1 + weight)
    half = sqrt(part * (1 - part) * weight + weight * weight / 4) / (1 + weight)
    return Share(
        count=count,
        of=of,
        share=part,
        low=0.0 if count == 0 else middle - half,
        high=1.0 if count == of else middle + half,
    )
