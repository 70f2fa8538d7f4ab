"""Articles that an editor has left without a date: a file says so, and the day stays unknown where it is taken in."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from articles.dates import Span
from articles.exports import formats as exports
from articles.exports.stories import stories
from articles.imports.reports import article_report
from articles.imports.undoing import InTheWay, undo
from articles.models import Article
from articles.vocabulary import Basis
from tests import factories as make
from tests.imports.taking import FIRST, SECOND, Taken, lines, take
from tests.wire.reading import one

pytestmark = pytest.mark.django_db

NOTE = "The event is old; the account was written for this archive."


def given_out(code: str) -> str:
    pks = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    return "".join(exports.FORMATS[code].written(stories(pks)))


def dates() -> list[tuple[Any, ...]]:
    rows = Article.objects.order_by("headline")
    return [(row.headline, str(row.published), row.published_basis, row.published_note) for row in rows]


@pytest.mark.parametrize("code", ["jsonl", "csv"])
def test_what_is_known_of_dates_is_the_same_after_a_file_of_all_was_taken_in_elsewhere(code: str) -> None:
    for basis in Basis:
        day = replace(Span.parse("2025-10-23"), basis=basis)
        make.article(f"A day, {basis}", f"On Friday, {basis}.", day)
    make.article("No day, editor", "On Friday, again.", None, published_basis=Basis.EDITOR, published_note=NOTE)
    make.article("No day, reported", "They met.", None, published_basis=Basis.REPORTED)
    make.article("No day, stated", "They agreed.", None)
    before, text = dates(), given_out(code)
    Article.objects.all().delete()

    take((f"all.{code}", text))

    assert dates() == before
    assert given_out(code) == text


def of_one_visit() -> None:
    """Whoever makes two stories ones of the same visit is known."""
    make.place("Sofia")
    for name in ("Tô Lâm", "Rumen Radev"):
        make.name(make.person(name), name)


def left_out(**more: Any) -> tuple[str, str]:
    """The second of two stories of one visit, whose day the first tells, as an editor left it without."""
    body = SECOND.removeprefix("SOFIA — ").split(" — VNA")[0]
    return lines({"dateline": "SOFIA", "dateBasis": "editor", "articleBody": body, **more})


@pytest.mark.parametrize(
    "taken_in",
    [
        lambda: (take(FIRST), take(left_out()))[-1],
        lambda: (take(left_out()), take(FIRST))[0],
        lambda: take(left_out(), FIRST),
        lambda: take(FIRST, left_out()),
    ],
    ids=["after", "before", "with", "behind"],
)
def test_no_day_is_inferred_for_what_an_editor_left_without(taken_in: Callable[[], Taken]) -> None:
    of_one_visit()

    told = [step for step in taken_in().steps if step.entry.story.undated_basis == Basis.EDITOR]

    article = Article.objects.get(published_earliest=None)
    assert article.published_basis == Basis.EDITOR
    assert "the day is" not in " ".join(told[0].warnings)
    assert [article_report(told[0])[name] for name in ("published", "basis")] == [None, "editor"]


def test_without_that_word_the_day_is_inferred() -> None:
    of_one_visit()

    take(FIRST, left_out(dateBasis=""))

    assert not Article.objects.filter(published_earliest=None).exists()


def test_a_later_version_with_a_date_does_not_fill_in_what_an_editor_left_out() -> None:
    first = {"identifier": "urn:x:1", "version": "1", "headline": "T"}
    take(lines({**first, "dateBasis": "editor"}))

    later = take(lines({**first, "version": "2", "articleBody": "They met again.", "datePublished": "2025-10-23"}))

    assert "without a date by an editor’s hand, and stays so" in later.warnings
    assert Article.objects.get().published is None


@pytest.mark.parametrize(
    ("record", "basis"),
    [
        ({"dateBasis": "editor"}, Basis.EDITOR),
        ({"dateBasis": "editor", "datePublished": "yesterday"}, Basis.STATED),
        ({"dateBasis": "editor", "datePublished": "2025"}, Basis.STATED),
        ({"dateBasis": "inferred"}, Basis.STATED),
        ({"dateBasis": "editor", "articleBody": "SOFIA, 23 October 2025 — They met."}, Basis.STATED),
    ],
)
def test_only_what_says_so_of_no_date_at_all_is_left_out_by_an_editor(record: dict[str, str], basis: Basis) -> None:
    assert one(json.dumps({"articleBody": "They met.", **record}), "jsonl").undated_basis == basis


def test_ninjs_tells_it_to_editors() -> None:
    make.article("Account", "They met.", None, published_basis=Basis.EDITOR)

    (item,) = json.loads(given_out("ninjs"))

    assert item["edNote"].endswith("An editor left it without a date.")


def test_an_import_goes_again_unless_somebody_has_found_the_date_since() -> None:
    kept, found = take(left_out(headline="Kept")), take(left_out(headline="Found", articleBody="Another."))
    article = Article.objects.get(headline="Found")
    article.published = "2025-10-23"
    article.save()

    undo(kept.batch)
    with pytest.raises(InTheWay, match="found: its date was changed"):
        undo(found.batch)

    assert Article.objects.get() == article
