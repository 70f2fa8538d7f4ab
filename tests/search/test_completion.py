"""Type-ahead: by any word of any name, the likeliest first, and only what everybody may read of and find."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from articles.models import Article
from articles.search import completion, lifecycle, names
from articles.search.completion import Completions, Suggestion, suggest
from articles.search.engines.whoosh import facts
from articles.search.names import Bearer, Form, Names
from articles.search.words import folded
from tests import factories

LAM, RADEV, VIETNAM = Bearer("person", "to-lam"), Bearer("person", "radev"), Bearer("country", "vn")
EVFTA, SOFIA = Bearer("instrument", "evfta"), Bearer("place", "sofia")


def form(bearer: Bearer, text: str) -> Form:
    return Form(folded(text), bearer, text=text)


KNOWN = Names.of(
    [
        form(LAM, "Tô Lâm"),
        form(RADEV, "Rumen Radev"),
        form(VIETNAM, "Việt Nam"),
        form(EVFTA, "EU–Việt Nam Free Trade Agreement"),
        form(SOFIA, "Sofia"),
        form(LAM, "Vietnamese Party chief"),
        form(RADEV, "Румен Радев"),
        form(EVFTA, "EVFTA"),
    ]
)


def bearers(typed: str, known: Names = KNOWN, counts: completion.Counts | None = None) -> list[Bearer]:
    return [found.bearer for found in Completions(known, counts).beginning(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("to l", [LAM]),
        ("TÔ", [LAM]),
        ("lâm", [LAM]),
        ("раде", [RADEV]),
        ("rumen  rad", [RADEV]),
        ("evf", [EVFTA]),
        ("free tra", [EVFTA]),
        ("sof", []),
        ("lam to", []),
        ("am", []),
        ("", []),
        ("   ", []),
        ("–—“", []),
        ("\x00\u202e\ufeff", []),
        ("t\u202eo\x07 l", [LAM]),
        ("to lam" * 700, []),
    ],
)
def test_any_word_of_any_name_may_be_begun(typed: str, expected: list[Bearer]) -> None:
    assert bearers(typed) == expected


def test_earlier_words_come_first_then_the_commoner() -> None:
    assert bearers("viet", counts={LAM: ("article", 5), VIETNAM: ("article", 9)}) == [VIETNAM, LAM, EVFTA]
    assert bearers("viet", counts={LAM: ("article", 9), VIETNAM: ("article", 5)}) == [LAM, VIETNAM, EVFTA]


def test_what_is_called_just_so_comes_before_what_only_begins_so() -> None:
    us, usman = Bearer("country", "us"), Bearer("person", "usman")
    known = Names.of([form(usman, "Usman Khan"), form(us, "United States"), form(us, "US")])

    assert bearers("us", known, {usman: ("article", 90), us: ("article", 3)}) == [us, usman]


def test_a_blank_ends_a_word() -> None:
    tokyo = Bearer("organization", "tokyo-forum")
    known = Names.of([form(LAM, "Tô Lâm"), form(tokyo, "Tokyo Forum")])

    assert bearers("to", known) == [LAM, tokyo]
    assert bearers("to ", known) == [LAM]
    assert bearers("to lam ", known) == [LAM]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("lam", None), ("vietnamese", "Vietnamese Party chief"), ("раде", "Румен Радев"), ("rad", None)],
)
def test_the_name_that_matched_is_told_where_the_label_does_not_show_it(typed: str, expected: str | None) -> None:
    (found,) = Completions(KNOWN, None).beginning(typed)

    assert found.form == expected


def test_with_an_index_only_what_has_documents_is_offered() -> None:
    (found,) = Completions(KNOWN, {LAM: ("event", 2)}).beginning("to")

    assert found == Suggestion(LAM, "Tô Lâm", None, "event", 2)
    assert bearers("radev", counts={LAM: ("event", 2)}) == []
    assert bearers("radev", counts=None) == [RADEV]


@given(st.lists(st.lists(st.text("abж ", max_size=5), min_size=1, max_size=3), max_size=6), st.text("abж ", max_size=4))
def test_it_finds_what_looking_at_every_name_finds(texts: list[list[str]], typed: str) -> None:
    forms = [form(Bearer("person", str(number)), text) for number, several in enumerate(texts) for text in several]
    wanted = " ".join(folded(typed)) + (" " if typed.endswith(" ") else "")
    expected = {
        one.bearer
        for one in forms
        for place in range(len(one.words))
        if wanted.strip() and f"{' '.join(one.words[place:])} ".startswith(wanted)
    }

    found = bearers(typed, Names.of(forms))

    assert set(found) == expected
    assert len(found) == len(expected)


@given(st.text(max_size=4000))
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    assert isinstance(bearers(typed), list)


@pytest.fixture
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No table of another test is left."""
    monkeypatch.setattr(names, "_latest", None)
    monkeypatch.setattr(completion, "_latest", None)
    yield


@pytest.fixture
def story(db: None, _nothing_known: None, index_folder: Path) -> Article:
    who = factories.person("Tô Lâm", country=factories.country("vn"))
    factories.name(who, "To Lam")
    factories.name(who, "Vietnamese Party chief")
    return factories.article(
        people=[who], countries=["vn"], instruments=[factories.instrument("EVFTA")], slug="story", status="published"
    )


def labels(typed: str) -> list[tuple[str, int | None]]:
    return [(found.label, found.count) for found in suggest(typed)]


def test_with_an_index_articles_are_counted(story: Article) -> None:
    factories.article("Second", people=story.people.all())
    lifecycle.rebuild()

    assert labels("lam") == [("Tô Lâm", 2)]
    assert labels("viet") == [("Tô Lâm", 2), ("Việt Nam", 1)]
    assert labels("evf") == [("EVFTA", None)]


def test_without_an_index_there_are_no_counts(story: Article) -> None:
    assert labels("lam") == [("Tô Lâm", None)]
    assert labels("viet") == [("Việt Nam", None), ("Tô Lâm", None)]


def hide(story: Article, how: str) -> None:
    if how == "embargoed":
        story.visible_from = timezone.now() + timedelta(days=1)
    else:
        story.status = how
    story.save()


HIDDEN = pytest.mark.parametrize("how", ["draft", "review", "withdrawn", "embargoed"])


@HIDDEN
@pytest.mark.parametrize("indexed", [True, False])
def test_what_only_a_hidden_article_names_is_not_offered(story: Article, how: str, indexed: bool) -> None:
    hide(story, how)
    if indexed:
        lifecycle.rebuild()

    assert [labels(typed) for typed in ("lam", "viet", "evf", "party")] == [[], [], [], []]


@HIDDEN
@pytest.mark.parametrize("indexed", [True, False])
def test_what_is_hidden_is_gone_at_once(story: Article, how: str, indexed: bool) -> None:
    if indexed:
        lifecycle.rebuild()
        lifecycle.drain()
    assert labels("lam")

    hide(story, how)

    assert [labels(typed) for typed in ("lam", "viet", "evf", "party")] == [[], [], [], []]


@HIDDEN
def test_what_is_hidden_is_gone_while_the_names_are_of_a_moment_ago(
    story: Article, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert labels("lam")
    before, _ = names.latest()

    hide(story, how)
    monkeypatch.setattr(names, "latest", lambda: (before, False))  # as where they are read in the background

    assert [labels(typed) for typed in ("lam", "viet", "evf", "party")] == [[], [], [], []]


def test_what_is_published_is_offered_once_the_index_has_it(story: Article) -> None:
    hide(story, "draft")
    lifecycle.rebuild()
    assert labels("lam") == []

    hide(story, "published")
    lifecycle.drain()

    assert labels("lam") == [("Tô Lâm", 1)]


def test_a_new_name_is_offered_and_a_corrected_one_shown_at_once(story: Article) -> None:
    lifecycle.rebuild()
    lifecycle.drain()
    assert labels("secretary") == []
    who = story.people.get()

    factories.name(who, "General Secretary")
    who.name = "Tô  Lâm (General)"
    who.save()
    assert labels("lam") == [("Tô  Lâm (General)", 1)]
    lifecycle.drain()

    assert labels("secretary") == [("Tô  Lâm (General)", 1)]


def test_at_most_ten_are_offered(story: Article) -> None:
    everyone = [factories.person(f"Radev Number{number}") for number in range(12)]
    story.people.add(*everyone)
    lifecycle.rebuild()

    assert len(suggest("rad")) == 10


def test_a_table_of_a_moment_ago_answers_while_the_next_is_made(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, gate = ["one"], threading.Event()
    settings.INDEX_DRAIN = "background"
    monkeypatch.setattr(facts, "state", lambda: state[0])
    monkeypatch.setattr(names, "latest", lambda: (KNOWN, True))
    monkeypatch.setattr(lifecycle, "pending", lambda: False)
    monkeypatch.setattr(completion, "_latest", None)
    monkeypatch.setattr(completion, "_counts", dict)
    first, is_sure = completion._table()
    assert is_sure
    monkeypatch.setattr(completion, "_counts", lambda: gate.wait(10) and {})
    state[0] = "two"

    meanwhile = [completion._table() for _ in range(3)]

    assert [(table is first, is_sure) for table, is_sure in meanwhile] == [(True, False)] * 3
    gate.set()
    with completion._making:
        table, is_sure = completion._table()
    assert (table is first, is_sure) == (False, True)
