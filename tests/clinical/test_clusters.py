"""The clusters of the PCL-5: their sums beside the total, and no rule made of them."""

from datetime import UTC, datetime

from journal.clinical.definitions import SHIPPED, instrument
from journal.clinical.entries import Entry, QuestionnaireResponse
from journal.clinical.questionnaires import history, scored
from tests.clinical.making import entry

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PCL_5 = instrument("pcl-5")


def answered(questionnaire: str, answers: dict[str, int]) -> Entry:
    version = instrument(questionnaire).version
    return entry(QuestionnaireResponse(questionnaire=questionnaire, version=version, answers=answers), NOON)


def test_a_score_of_the_pcl_5_has_the_sum_of_each_cluster_and_they_add_up_to_the_total() -> None:
    answers = {item.link_id: number % 5 for number, item in enumerate(PCL_5.items, start=1)}
    [row] = history(scored([answered("pcl-5", answers)]), [])
    assert row.clusters == (("B", 10), ("C", 3), ("D", 17), ("E", 10))
    assert sum(total for _, total in row.clusters) == row.total


def test_the_most_of_each_cluster_adds_up_to_the_most_of_the_form() -> None:
    assert PCL_5.most_of_clusters == (("B", 20), ("C", 8), ("D", 28), ("E", 24))
    assert sum(most for _, most in PCL_5.most_of_clusters) == PCL_5.most


def test_a_form_without_clusters_has_none() -> None:
    others = [each for each in SHIPPED.offered if each.questionnaire != "pcl-5"]
    assert {each.most_of_clusters for each in others} == {()}
    [row] = history(scored([answered("gad-7", {item.link_id: 1 for item in instrument("gad-7").items})]), [])
    assert row.clusters == ()
