"""What a condition adds to the daily check-in."""

from journal.clinical.conditions import asks


def test_each_rating_is_asked_once_and_an_unknown_condition_adds_none() -> None:
    assert asks(["crps", "ocd", "pain", "bipolar", "depression", "of the clinic's own"]) == (
        "pain",
        "ocd_time",
        "unusually_high",
        "less_sleep",
    )
    assert asks([]) == ()
