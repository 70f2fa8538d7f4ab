"""What rests on drafts alone, or on withdrawn articles, is told nowhere: no office, no name, no address."""

import pytest
from django.test import Client

from articles.admin.addresses import lead_on
from articles.models import Article, Membership, Outbox, PartnershipEvent
from articles.proving.dossier import dossier
from articles.search import documents, names, outbox
from articles.search.engines import database
from articles.search.query import Query
from articles.search.rows import rows
from tests import factories

pytestmark = pytest.mark.django_db

POST = "Grand Hidden Poobah"


@pytest.fixture(autouse=True)
def _database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.search.search", database.answer)


@pytest.fixture
def talks() -> PartnershipEvent:
    """An event that everybody may read of; a participant's office rests on a draft alone."""
    who = factories.person("Ivan Ivanov")
    held = factories.membership(who, factories.post(POST))
    held.passages.add(factories.passage(factories.article("Not yet", status="draft", slug="not-yet")))
    report = factories.passage(factories.article("Talks in Sofia", slug="talks"))
    occasion = factories.event(passages=[report])
    factories.participation(occasion, who, membership=held)
    return occasion


def test_search_knows_no_office_that_rests_on_a_draft(client: Client, talks: PartnershipEvent) -> None:
    (document,) = documents.read("event", [talks.pk])

    assert "Ivan Ivanov" in document.text
    assert POST not in document.text
    assert client.get("/search.json?q=poobah&type=event").json()["total"] == 0


def test_a_found_event_shows_no_office_that_rests_on_a_draft(client: Client, talks: PartnershipEvent) -> None:
    page = client.get("/search/?q=ivanov&type=event").content.decode()

    assert "Ivan Ivanov" in page
    assert POST not in page


def test_an_article_shows_no_office_that_rests_on_a_draft(client: Client, talks: PartnershipEvent) -> None:
    article = Article.objects.get(slug="talks")

    assert [presence.posts for presence in dossier(article).people] == [()]
    assert POST not in client.get(article.get_absolute_url()).content.decode()


def test_an_office_is_shown_once_its_report_is_published(client: Client, talks: PartnershipEvent) -> None:
    draft = Article.objects.get(slug="not-yet")
    Article.objects.filter(pk=draft.pk).update(status="published")
    (presence,) = dossier(Article.objects.get(slug="talks")).people

    assert presence.posts == (POST,)
    assert client.get("/search.json?q=poobah&type=event").json()["total"] == 1


def test_the_index_follows_events_when_the_report_of_an_office_is_withdrawn(talks: PartnershipEvent) -> None:
    report = Article.objects.get(slug="not-yet")

    assert Membership.objects.visible().count() == 0
    assert talks.pk in outbox.affected([Outbox(model="article", object_id=str(report.pk))])["event"]


def test_a_found_commitment_knows_no_event_that_rests_on_a_draft() -> None:
    hidden = factories.event("Secret talks", passages=[factories.passage(factories.article(status="draft"))])
    point = factories.commitment()
    factories.telling(point, factories.passage(factories.article()), event=hidden)

    ((_, row),) = rows(database.answer(Query.from_parameters({"type": ["commitment"]})))

    assert [telling.event for telling in row.tellings.all()] == [None]  # type: ignore[attr-defined]


@pytest.fixture
def draft() -> Article:
    """A draft that names what nothing else does."""
    who = factories.person("Secret Sam", country=factories.country("qq", "Quietland"))
    factories.name(who, "Codename Zebra")
    body = factories.organization("Hidden Bureau", country=factories.country("qq"))
    story = factories.article(status="draft", people=[who], organizations=[body], countries=["qq"], slug="draft")
    story.sectors.set([factories.sector("stealth", "Stealth Trade")])
    return story


HIDDEN = (
    ("person", "secret-sam", "Secret Sam"),
    ("country", "qq", "Quietland"),
    ("org", "hidden-bureau", "Hidden Bureau"),
    ("sector", "stealth", "Stealth Trade"),
)


@pytest.mark.parametrize(("facet", "value", "name"), HIDDEN)
def test_a_question_names_nothing_that_only_drafts_name(
    client: Client, draft: Article, facet: str, value: str, name: str
) -> None:
    assert name not in client.get(f"/search.json?{facet}={value}").json()["sentence"]
    assert names.load().codes(facet, name) == ()

    Article.objects.filter(pk=draft.pk).update(status="published")

    assert name in client.get(f"/search.json?{facet}={value}").json()["sentence"]
    assert names.load().codes(facet, name) == (value,)


def test_another_name_of_someone_hidden_means_nobody(draft: Article) -> None:
    assert names.load().codes("person", "Codename Zebra") == ()

    Article.objects.filter(pk=draft.pk).update(status="published")

    assert names.load().codes("person", "Codename Zebra") == ("secret-sam",)


def test_an_old_address_does_not_tell_the_new_one_of_a_withdrawn_article(client: Client) -> None:
    story = factories.article(slug="old")
    old = story.get_absolute_url()
    Article.objects.filter(pk=story.pk).update(slug="new")
    story.refresh_from_db()
    lead_on(old, story.get_absolute_url())

    assert client.get(old).headers["Location"] == story.get_absolute_url()

    Article.objects.filter(pk=story.pk).update(status="withdrawn")

    answer = client.get(old)
    assert answer.status_code == 404
    assert "Location" not in answer.headers
    assert "new" not in answer.content.decode().split("<main")[1].split("</main")[0].split()


def test_redirects_to_other_pages_are_followed(client: Client) -> None:
    lead_on("/method/", "/about/")
    lead_on("/elsewhere/", "https://example.org/people/nobody/")

    assert client.get("/method/").headers["Location"] == "/about/"
    assert client.get("/elsewhere/").headers["Location"] == "https://example.org/people/nobody/"
