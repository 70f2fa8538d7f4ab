"""An article as it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticleVersion
from articles.models.copy import Article
from articles.proving.reading import first_mentions, paragraphs
from tests import factories


def version(body: str) -> ArticleVersion:
    return ArticleVersion(pk=1, article=Article(), body=body)


def test_a_text_without_anything_on_it_is_one_piece_a_paragraph() -> None:
    read = paragraphs(version("One.\n\nTwo."))

    assert [(paragraph.number, [piece.text for piece in paragraph.pieces]) for paragraph in read] == [
        (1, ["One."]),
        (2, ["Two."]),
    ]


@pytest.mark.django_db
def test_passages_stand_in_their_paragraph_and_are_cited_pieces() -> None:
    story = factories.article(body="Before. The point. After.\n\nElse.")
    passage = factories.passage(story, "The point.")
    current = story.current_version
    assert current is not None

    first, second = paragraphs(current, [passage])

    assert [(piece.text, piece.cited) for piece in first.pieces] == [
        ("Before. ", False),
        ("The point.", True),
        (" After.", False),
    ]
    assert (first.passages, second.passages) == ((passage,), ())


@pytest.mark.django_db
def test_a_passage_of_an_earlier_version_stands_where_its_words_do_now() -> None:
    story = factories.article(body="The point.")
    kept, lost = factories.passage(story, "The point."), factories.passage(story, "point.")
    later = ArticleVersion.objects.append(story, "New lead.\n\nHere: The point")
    kept.exact = "The point"

    read = paragraphs(later, [kept, lost])

    assert [paragraph.passages for paragraph in read] == [(), (kept,)]


@pytest.mark.django_db
def test_each_person_is_a_piece_at_the_first_mention_only() -> None:
    lam = factories.person("Tô Lâm")

    mentions = first_mentions("Tô Lâm spoke. Then Tô Lâm left.", {"Tô Lâm": lam})

    assert mentions == [((0, 6), lam)]


@pytest.mark.django_db
def test_a_name_inside_a_longer_word_or_name_is_no_mention_of_its_own() -> None:
    short, long = factories.person("Rumen Radev"), factories.person("Rumen Radev Petrov")
    names = {"Rumen Radev": short, "Rumen Radev Petrov": long}

    assert first_mentions("Rumen Radevski came.", names) == []
    assert first_mentions("Rumen Radev Petrov came.", names) == [((0, 18), long)]


@given(
    st.text(st.sampled_from("ab \n"), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
)
def test_the_pieces_of_a_text_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    body = "\n\n".join(part.strip() for part in text.split("\n\n") if part.strip())

    read = paragraphs(version(body), marked=places)

    assert "\n\n".join("".join(piece.text for piece in paragraph.pieces) for paragraph in read) == body
