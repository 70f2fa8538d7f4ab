"""Passages are found in their text; assertions are public when a passage of theirs is, or by an editor's word."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.folding import body_text
from articles.models import Article, ArticleVersion, Claim, Commitment, PartnershipEvent, Passage, Telling
from tests import factories as make

TEXT = "The two met.\n\nThey agreed on trade. They agreed on tourism.\n\nThe two met again.\n\nThe two met."


def quote(exact: str, paragraph: int | None = None) -> Passage:
    passage = Passage(version=ArticleVersion(article=Article(slug="x"), body=TEXT), exact=exact)
    passage.paragraph = paragraph  # type: ignore[assignment]
    passage.locate()
    return passage


def test_words_are_found_with_their_paragraph_position_and_context() -> None:
    found = quote("agreed on tourism")

    assert found.paragraph == 2
    assert TEXT[found.start : found.end] == "agreed on tourism"
    assert (found.prefix, found.suffix[:3]) == (TEXT[found.start - 32 : found.start], ".\n\n")
    assert found.matches


def test_words_that_stand_in_several_paragraphs_need_the_paragraph() -> None:
    with pytest.raises(ValidationError, match="stand in paragraphs 1, 3, 4"):
        quote("The two met")

    assert quote("The two met", 3).start == TEXT.index("The two met again")


@pytest.mark.parametrize(("exact", "paragraph"), [("They parted", None), ("The two met", 2), ("met.\n\nThey", None)])
def test_words_that_are_not_there_are_an_error(exact: str, paragraph: int | None) -> None:
    with pytest.raises(ValidationError, match="do not stand in"):
        quote(exact, paragraph)


@given(st.text(min_size=1), st.data())
def test_whatever_is_quoted_from_a_paragraph_matches(text: str, data: st.DataObject) -> None:
    body = body_text(f"Begin. {text}")
    paragraph = data.draw(st.sampled_from(list(enumerate(body.split("\n\n"), 1))))
    start = data.draw(st.integers(0, len(paragraph[1]) - 1))
    exact = paragraph[1][start : data.draw(st.integers(start + 1, len(paragraph[1])))]
    passage = Passage(version=ArticleVersion(article=Article(slug="x"), body=body), exact=exact, paragraph=paragraph[0])

    passage.locate()

    assert passage.matches


@pytest.mark.django_db
def test_a_passage_entered_with_typed_accents_and_spaces_around_is_found() -> None:
    found = make.passage(make.article(body="Tô Lâm spoke."), " Tô Lâm ")

    assert found.exact == "Tô Lâm"


@pytest.mark.django_db
def test_an_event_is_public_with_a_passage_of_a_visible_article_or_by_an_editors_word() -> None:
    drafted = make.passage(make.article(status="draft"))
    shown = make.event("Shown", passages=[drafted, make.passage(make.article())])
    asserted = make.event("Asserted", without_evidence=True)
    make.event("Drafted", passages=[drafted])
    make.event("Bare")

    assert set(PartnershipEvent.objects.visible()) == {shown, asserted}


@pytest.mark.django_db
def test_what_rests_on_withdrawn_copy_is_hidden_with_it() -> None:
    story = make.article()
    passage = make.passage(story)
    make.telling(make.commitment(), passage)
    event = make.event(passages=[passage])
    Claim.objects.create(event=event, field="start", value="8 February 1950", passage=passage)

    Article.objects.update(status="withdrawn")

    for rows in (Passage.objects, Telling.objects, Commitment.objects, PartnershipEvent.objects, Claim.objects):
        assert not rows.visible().exists()


@pytest.mark.django_db
def test_a_claim_is_about_one_thing_and_preferred_for_a_reason() -> None:
    passage = make.passage()
    event = make.event()
    common = {"field": "start", "value": "7 March 1950", "passage": passage}

    for wrong in ({}, {"event": event, "person": make.person()}, {"event": event, "preferred": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.create(**common, **wrong)


@pytest.mark.django_db
def test_quoted_copy_cannot_be_deleted() -> None:
    story = make.article()
    make.telling(make.commitment(), make.passage(story))

    with pytest.raises(IntegrityError), transaction.atomic():
        story.delete()
