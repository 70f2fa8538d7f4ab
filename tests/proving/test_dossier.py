"""What rests on the text of an article."""

import pytest

from articles.models import Article, ArticleVersion
from articles.proving.dossier import dossier, names_of, notes
from articles.proving.reading import Paragraph, paragraphs
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Article:
    """A report of talks, with a pledge and an ask."""
    return factories.article(body="Talks were held.\n\nThey pledged trade.\n\nHe asked for support.")


def read(story: Article) -> list[Paragraph]:
    version = story.current_version
    assert version is not None
    return paragraphs(version, dossier(story).passages)


def told(story: Article) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(row.modality, row.count, row.paragraphs) for row in dossier(story).told(read(story))]


def test_events_and_tellings_are_those_of_its_passages(story: Article) -> None:
    talks = factories.event(passages=[factories.passage(story, "Talks were held.")])
    factories.event("Elsewhere", passages=[factories.passage(factories.article("Other"))])
    pledge = factories.telling(factories.commitment(), factories.passage(story, "They pledged trade."))

    found = dossier(story)

    assert found.events == (talks,)
    assert [telling for passage in found.passages for telling in passage.tellings.all()] == [pledge]


def test_ways_of_putting_things_are_counted_with_their_paragraphs(story: Article) -> None:
    pledged, asked = factories.passage(story, "They pledged trade."), factories.passage(story, "He asked for support.")
    factories.telling(factories.commitment(), pledged, "pledged")
    factories.telling(factories.commitment("Open markets"), pledged, "pledged")
    factories.telling(factories.commitment("Lift the card"), asked, "asked")

    assert told(story) == [("pledged", 2, (2,)), ("asked", 1, (3,))]


def test_what_was_told_stands_where_the_current_version_has_its_words_and_what_it_has_not_is_missing(
    story: Article,
) -> None:
    pledged, asked = factories.passage(story, "They pledged trade."), factories.passage(story, "He asked for support.")
    factories.telling(factories.commitment(), pledged, "pledged")
    factories.telling(factories.commitment("Lift the card"), asked, "asked")
    ArticleVersion.objects.append(story, "A new beginning.\n\nTalks were held.\n\nThey pledged trade.")

    assert told(story) == [("pledged", 1, (3,)), ("asked", 1, ())]
    assert dossier(story).missing(read(story)) == [asked]


def test_people_have_the_post_of_the_event(story: Article) -> None:
    radev = factories.person("Rumen Radev")
    office = factories.membership(radev, factories.post("President of Bulgaria"), without_evidence=True)
    talks = factories.event(passages=[factories.passage(story)])
    factories.participation(talks, radev, role="host", membership=office)

    (presence,) = dossier(story).people

    assert (presence.person, presence.posts, presence.is_absent) == (radev, ("President of Bulgaria",), False)


def test_somebody_only_mentioned_is_absent(story: Article) -> None:
    chinh = factories.person("Phạm Minh Chính")
    invitation = factories.event(kind="invitation", passages=[factories.passage(story)])
    factories.participation(invitation, chinh, role="mentioned-absent")

    (presence,) = dossier(story).people

    assert presence.is_absent


def test_people_of_an_event_that_nobody_may_read_of_are_left_out() -> None:
    story = factories.article()
    hidden = factories.event(passages=[factories.passage(factories.article("Draft", status="draft"))])
    factories.participation(hidden, factories.person())

    assert dossier(story).people == ()


def test_other_reports_are_visible_ones_of_the_same_events(story: Article) -> None:
    other = factories.article("Another report")
    draft = factories.article("A draft", status="draft")
    factories.event(passages=[factories.passage(row) for row in (story, other, draft)])

    assert dossier(story).others == (other,)


def test_notes_name_each_thing_once(story: Article) -> None:
    passages = [factories.passage(story, "Talks were held."), factories.passage(story, "Talks")]
    talks = factories.event(passages=passages)

    beside = notes(dossier(story).passages)

    assert beside.events == (talks,)
    assert set(beside.passages) == set(passages)


def test_people_are_known_by_full_names_only() -> None:
    lam = factories.person("Tô Lâm")
    factories.name(lam, "To Lam")
    factories.name(lam, "Lâm")
    factories.name(lam, "Vietnamese Party chief", kind="printed-title")

    assert names_of([lam]) == {"Tô Lâm": lam, "To Lam": lam}
