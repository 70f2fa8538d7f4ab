"""A day that was inferred follows the archive: better articles replace it, and it goes with the one it came from."""

import os
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from articles.imports.undoing import undo
from articles.models import Article, Suggestion
from articles.vocabulary import Basis
from tests import factories as make
from tests.imports.taking import FIRST, SECOND, Taken, lines, take

pytestmark = pytest.mark.django_db

DAY_BEFORE = "date 2025-10-21\nSOFIA — Tô Lâm landed in Sofia on Tuesday. — VNS\n"


@pytest.fixture(autouse=True)
def _known() -> None:
    make.name(make.place("Sofia", country=make.country("bg")), "Sofia")
    for name, code in (("Tô Lâm", "vn"), ("Rumen Radev", "bg")):
        make.name(make.person(name, country=make.country(code)), name)


def story() -> Article:
    return Article.objects.get(sign_off__agency__code="vna")


def day() -> str | None:
    return str(story().published) if story().published else None


def days_of_suggestions() -> set[str]:
    details = Suggestion.objects.filter(version__article=story(), type="event").values_list("details", flat=True)
    return {each["day"] for each in details if "day" in each}


MEETING = "SOFIA — Tô Lâm held talks with Rumen Radev in Sofia on Friday. — VNA/VNS\n"


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, DAY_BEFORE))))
def test_the_day_is_the_same_in_every_order(order: tuple[str, ...]) -> None:
    for file in order:
        take(file)

    assert day() == "2025-10-24"


def test_a_nearer_article_replaces_the_day() -> None:
    take("date 2025-10-20\nSOFIA — Tô Lâm is awaited in Sofia. — VNS\n", SECOND)
    assert day() == "2025-10-17"

    nearer = take(FIRST)

    assert day() == "2025-10-24"
    assert "which was 17 October 2025, is 24 October 2025 by this article" in nearer.warnings


def test_an_article_that_is_as_near_leaves_the_day_where_it_comes_from() -> None:
    take(FIRST, SECOND)

    as_near = take(
        lines({"headline": "Also", "dateline": "SOFIA", "datePublished": "2025-10-23", "articleBody": "Tô Lâm."})
    )

    assert "the day of" not in as_near.warnings
    assert undo(as_near.batch).redated == 0


def test_taking_the_nearer_article_back_brings_the_other_day_back() -> None:
    take("date 2025-10-20\nSOFIA — Tô Lâm is awaited in Sofia. — VNS\n", SECOND)
    nearer = take(FIRST)

    undone = undo(nearer.batch)

    assert day() == "2025-10-17"
    assert undone.redated == 1


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_taking_the_article_back_takes_the_day_back_and_leaves_no_basis(order: tuple[str, str]) -> None:
    taken = {file: take(file) for file in order}

    undo(taken[FIRST].batch)

    assert day() is None
    assert (story().published_basis, story().published_note) == (Basis.STATED, "")
    undo(taken[SECOND].batch)
    assert not Article.objects.exists()


def test_the_dated_story_can_be_taken_back_first() -> None:
    second, first = take(SECOND), take(FIRST)

    undo(second.batch)
    undo(first.batch)

    assert not Article.objects.exists()


def test_open_suggestions_get_the_day_and_lose_it_again() -> None:
    take(MEETING)
    accepted = Suggestion.objects.filter(type="person").first()
    assert accepted is not None
    Suggestion.objects.filter(pk=accepted.pk).update(state="accepted")
    before = set(Suggestion.objects.filter(version__article=story()).values_list("pk", flat=True))
    assert days_of_suggestions() == set()

    first = take(FIRST)

    assert days_of_suggestions() == {"2025-10-24"}
    assert set(Suggestion.objects.filter(version__article=story()).values_list("pk", flat=True)) == before
    undo(first.batch)
    assert days_of_suggestions() == set()


def test_a_stated_day_that_comes_later_reaches_the_suggestions_too() -> None:
    record = {"identifier": "urn:x:1", "dateline": "SOFIA", "articleBody": "Tô Lâm held talks in Sofia on Friday."}
    take(lines({**record, "sourceOrganization": "VNA"}))

    take(lines({**record, "sourceOrganization": "VNA", "datePublished": "2025-10-24"}))

    assert days_of_suggestions() == {"2025-10-24"}


def test_a_story_that_is_given_its_day_is_not_said_to_have_it_from_itself() -> None:
    record = {"identifier": "urn:x:1", "dateline": "SOFIA", "articleBody": "Tô Lâm held talks in Sofia on Friday."}
    take(FIRST, lines({**record, "sourceOrganization": "VNA"}))

    stated = take(lines({**record, "sourceOrganization": "VNA", "datePublished": "2025-10-31"}))

    assert day() == "2025-10-31"
    assert "by this article" not in stated.warnings


def by_an_editor(**fields: Any) -> None:
    article = story()
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()


@pytest.mark.parametrize("basis", list(Basis))
def test_a_day_that_an_editor_entered_is_not_touched(basis: Basis) -> None:
    take(SECOND)
    by_an_editor(published="2025-10-30", published_basis=basis)

    first = take(FIRST)

    assert day() == "2025-10-30"
    undo(first.batch)
    assert day() == "2025-10-30"


def test_a_story_that_an_editor_left_without_a_day_stays_so() -> None:
    take(FIRST, SECOND)
    by_an_editor(published=None)

    take(DAY_BEFORE)
    again = take(SECOND)

    assert day() is None
    assert "by an editor’s hand" in again.warnings


def test_a_day_that_a_file_calls_inferred_is_not_counted_anew() -> None:
    record = {"dateline": "SOFIA", "articleBody": "Tô Lâm called in Sofia on Friday.", "sourceOrganization": "VNA"}
    take(lines({**record, "datePublished": "2025-10-10", "dateBasis": "inferred"}))

    first = take(FIRST)

    assert day() == "2025-10-10"
    undo(first.batch)
    assert day() == "2025-10-10"


def test_another_visit_that_comes_later_leaves_the_day_and_taking_it_back_does_too() -> None:
    take(FIRST, SECOND)

    later = take("date 2026-05-05\nSOFIA — Tô Lâm came again. — VNS\n")

    assert day() == "2025-10-24"
    undo(later.batch)
    assert day() == "2025-10-24"


def test_who_may_not_change_what_is_released_changes_no_day_of_it() -> None:
    take(SECOND, publish=True)

    take(FIRST, may_change_released=False)

    assert day() is None


def test_a_file_that_is_refused_or_only_shown_changes_no_day() -> None:
    take(SECOND)
    record = {"articleBody": "Tô Lâm met Rumen Radev.", "dateline": "SOFIA", "datePublished": "2025-10-23"}

    take(lines(record, {"articleBody": ""}))
    take(FIRST, dry=True)

    assert day() is None


def test_many_files_of_one_run_date_each_other() -> None:
    undated = [f"SOFIA — Tô Lâm called on Friday, for the {number}th time. — VNA" for number in range(30)]

    take(*undated, FIRST, DAY_BEFORE)

    assert {str(row.published) for row in Article.objects.filter(sign_off__agency__code="vna")} == {"2025-10-24"}


def test_both_founding_stories_are_dated_in_whatever_order() -> None:
    shared = os.environ.get("ARCHIVE_SHARED")
    if not shared:
        pytest.skip("ARCHIVE_SHARED is not set: the founding stories' texts are not here")
    first, second = (path.read_text() for path in sorted((Path(shared) / "data" / "seeds").glob("*.txt")))

    def days(*runs: tuple[str, ...]) -> list[tuple[str, str]]:
        taken: list[Taken] = [take(*run) for run in runs]
        found = [(str(row.published), row.published_basis) for row in Article.objects.order_by("published_earliest")]
        for each in reversed(taken):
            undo(each.batch)
        return found

    dated = [("2025-10-23", "stated"), ("2025-10-24", "inferred")]
    assert days((first, second)) == days((second, first)) == dated
    assert days((first,), (second,)) == days((second,), (first,)) == dated
    assert [found[0] for found in days((second,))] == ["None"]
