"""What a run makes of days does not depend on the order of its files."""

from itertools import permutations

import pytest

from articles.imports import anchors
from articles.imports.undoing import undo
from articles.models import Article, ImportRow, Suggestion
from tests import factories as make
from tests.imports.taking import lines, take

pytestmark = pytest.mark.django_db

STORY = "SOFIA — Tô Lâm called on Iliana Iotova in Sofia on Friday. — VNA\n"
VISIT = "date 2025-10-23\nSOFIA — Tô Lâm and Rumen Radev spoke in Sofia on Thursday. — VNS\n"
BEFORE = "date 2025-10-20\nSOFIA — Tô Lâm is awaited in Sofia. — VNS\n"
OTHER_VISIT = "date 2024-03-14\nSOFIA — Tô Lâm arrived in Sofia on Thursday. — VNS\n"
RECALLING = "date 2024-05-06\nSOFIA — Rumen Radev on Monday recalled Tô Lâm’s visit to Sofia in March. — VNS\n"


@pytest.fixture(autouse=True)
def _known() -> None:
    make.name(make.place("Sofia", country=make.country("bg")), "Sofia")
    for name, code in (("Tô Lâm", "vn"), ("Rumen Radev", "bg"), ("Iliana Iotova", "bg")):
        make.name(make.person(name, country=make.country(code)), name)


def outcome() -> tuple[str, str, str, list[str]]:
    """The story's day, the note on it, the article that told it, and the days that are suggested of it."""
    story = Article.objects.get(sign_off__agency__code="vna")
    (told,) = ImportRow.objects.filter(article=story, status="created").values_list("after", flat=True)
    suggested = Suggestion.objects.filter(version__article=story).values_list("details", flat=True)
    days = sorted(each.get("day", "") for each in suggested)
    return str(story.published), story.published_note, told.get("published_from", ""), days


def outcomes(*files: str | tuple[str, str], before: tuple[str, ...] = ()) -> tuple[set[str], int]:
    """The days of the story, and how many outcomes there are, over all orders of one run after some others."""
    found: list[object] = []
    days: set[str] = set()
    for order in permutations(files):
        batches = [take(file).batch for file in before]
        batches.append(take(*order).batch)
        if (made := outcome()) not in found:
            found.append(made)
        days.add(made[0])
        for batch in reversed(batches):
            undo(batch)
        assert not Article.objects.exists()
    return days, len(found)


def many() -> tuple[str, str]:
    """A file of more records than one that waits for others has, with an undated story."""
    record = {
        "dateline": "SOFIA",
        "articleBody": "Tô Lâm called on Iliana Iotova on Friday.",
        "sourceOrganization": "VNA",
    }
    return lines(record, *({"headline": f"Filler {number}", "datePublished": "2020-01-01"} for number in range(20)))


def test_of_one_visit_the_nearest_article_tells_the_day() -> None:
    assert outcomes(STORY, VISIT, BEFORE) == ({"2025-10-24"}, 1)


def test_of_two_visits_neither_is_taken() -> None:
    assert outcomes(STORY, VISIT, OTHER_VISIT) == ({"None"}, 1)


def test_a_story_of_a_large_file_that_cannot_wait_is_dated_as_others_are() -> None:
    assert outcomes(many(), VISIT, BEFORE) == ({"2025-10-24"}, 1)
    assert outcomes(many(), VISIT, OTHER_VISIT) == ({"None"}, 1)


def test_a_story_that_is_held_without_a_day_is_dated_as_if_it_came_with_them() -> None:
    assert outcomes(VISIT, BEFORE, before=(STORY,)) == ({"2025-10-24"}, 1)
    assert outcomes(VISIT, OTHER_VISIT, before=(STORY,)) == ({"None"}, 1)


def test_a_story_that_has_its_day_from_a_visit_stays_with_that_visit() -> None:
    assert outcomes(VISIT, OTHER_VISIT, before=(BEFORE, STORY)) == ({"2025-10-24"}, 1)


def test_an_article_that_only_recalls_a_visit_tells_no_day() -> None:
    assert outcomes(STORY, RECALLING) == ({"None"}, 1)
    assert outcomes(STORY, VISIT, RECALLING) == ({"2025-10-24"}, 1)


def test_of_more_articles_than_are_looked_at_the_latest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "LOOKED_AT", 1)

    assert outcomes(STORY, VISIT, OTHER_VISIT) == ({"2025-10-24"}, 1)
    assert outcomes(many(), VISIT, OTHER_VISIT) == ({"2025-10-24"}, 1)


def test_a_day_that_goes_with_a_second_visit_is_said_to_go() -> None:
    take(STORY)

    said = take(VISIT, OTHER_VISIT).warnings

    assert "the day of sofia is 24 October 2025 by this article" in said
    assert "the day of sofia, which was 24 October 2025, is not known any more by this article" in said
    assert "it may be of several visits" in said
