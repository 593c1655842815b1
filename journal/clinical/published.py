"""What has been published on the same questions, to stand beside a clinic's own figures and never mixed with them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published figure, of `n` patients, and how it was taken: they differ from ours in just that.

    `about` says beside what of ours it stands. `value` is in `unit`: percent, percent still well, or days. `doi`, and
    `pmc` where the paper is free to read, lead to it.
    """

    about: str
    subject: str
    value: float
    unit: str
    n: int | None
    how: str
    paper: str
    doi: str | None = None
    pmc: str | None = None


_COMMUNITY = ("McInnes 2022", "10.1016/j.jad.2021.12.097")
_INFUSIONS = ("Rodrigues 2020", "10.1080/14740338.2020.1776699")


def _community(about: str, subject: str, value: float, unit: str, how: str) -> Published:
    paper, doi = _COMMUNITY
    return Published(about=about, subject=subject, value=value, unit=unit, n=537, how=how, paper=paper, doi=doi)


def _infusions(effect: str, value: float) -> Published:
    paper, doi = _INFUSIONS
    return Published(
        about="side_effects",
        subject=effect,
        value=value,
        unit="percent",
        n=203,
        how="of_patients",
        paper=paper,
        doi=doi,
    )


PUBLISHED: tuple[Published, ...] = (
    _community("phq-9", "response", 53.6, "percent", "after_induction"),
    _community("phq-9", "remission", 28.9, "percent", "after_induction"),
    _community("phq-9", "worse", 8.4, "percent", "any_rise"),
    Published(
        about="depression",
        subject="response",
        value=70.8,
        unit="percent",
        n=24,
        how="six_infusions",
        paper="Murrough 2013",
        pmc="PMC3725185",
    ),
    Published(
        about="depression",
        subject="response",
        value=52.2,
        unit="percent",
        n=None,
        how="trials_24_hours",
        paper="Han 2016",
        doi="10.2147/NDT.S117146",
        pmc="PMC5098773",
    ),
    Published(
        about="depression",
        subject="response",
        value=39.8,
        unit="percent",
        n=None,
        how="trials_day_7",
        paper="Han 2016",
        doi="10.2147/NDT.S117146",
        pmc="PMC5098773",
    ),
    Published(
        about="durability",
        subject="median",
        value=18,
        unit="days",
        n=24,
        how="relapse_after_last",
        paper="Murrough 2013",
        pmc="PMC3725185",
    ),
    _community("durability", "day_28", 80, "percent_still_well", "responders_without_more"),
    _community("durability", "day_56", 60, "percent_still_well", "responders_without_more"),
    _infusions("sedation", 56.4),
    _infusions("dizziness", 45.2),
    _infusions("dissociation", 35.6),
    _infusions("nausea", 13.3),
)
"""Sources checked on their abstracts. Scales, times and whom they counted differ from ours: `how` names it."""

EFFECTS_WITH_FIGURES = tuple(row.subject for row in PUBLISHED if row.about == "side_effects")
