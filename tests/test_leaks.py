"""What rests on drafts alone, or on withdrawn articles, is told nowhere: no office, no name, no address."""

import pytest
from django.test import Client
from django.utils import timezone

from articles.admin.addresses import lead_on
from articles.models import (
    Article,
    ArticleAgency,
    Claim,
    ImportBatch,
    ImportRow,
    Membership,
    Outbox,
    PartnershipEvent,
    Person,
)
from articles.proving.dossier import dossier
from articles.search import documents, names, outbox
from articles.search.engines import database
from articles.search.query import Query
from articles.search.rows import rows
from tests import factories

pytestmark = pytest.mark.django_db

POST = "Grand Hidden Poobah"
YEARS = (2011, 2012, 2013, 2014, 2015)


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


def test_a_person_shows_no_post_that_rests_on_a_draft(client: Client, talks: PartnershipEvent) -> None:
    for page in ("/people/ivan-ivanov/", "/people/", "/people/ivan-ivanov/?as_of=2025-10-23"):
        assert POST not in client.get(page).content.decode()

    Article.objects.update(status="published")

    assert POST in client.get("/people/ivan-ivanov/").content.decode()


def test_a_speaker_stands_in_no_capacity_that_rests_on_a_draft(client: Client, talks: PartnershipEvent) -> None:
    row = factories.commitment()
    speaker = Person.objects.get(slug="ivan-ivanov")
    factories.telling(row, factories.passage(factories.article(slug="told")), speaker=speaker)

    assert POST not in client.get(row.get_absolute_url()).content.decode()

    Article.objects.update(status="published")

    assert POST in client.get(row.get_absolute_url()).content.decode()


def test_somebody_who_is_found_has_no_post_that_rests_on_a_draft(talks: PartnershipEvent) -> None:
    found = database.answer(Query.from_parameters({"type": ["person"]}))

    ((_, row),) = rows(found)
    assert list(row.memberships.all()) == []  # type: ignore[attr-defined]

    Article.objects.update(status="withdrawn")

    assert rows(found) == []


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
    factories.level("vn-quiet", "Quiet Alliance")
    factories.level_change("vn-quiet", passages=[factories.passage(story)])
    return story


HIDDEN = (
    ("person", "secret-sam", "Secret Sam"),
    ("country", "qq", "Quietland"),
    ("org", "hidden-bureau", "Hidden Bureau"),
    ("sector", "stealth", "Stealth Trade"),
    ("level", "vn-quiet", "Quiet Alliance"),
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


@pytest.mark.parametrize("about", ["event", "person", "instrument", "partnership"])
def test_what_is_claimed_of_something_hidden_is_not_told(client: Client, about: str) -> None:
    draft = factories.article("Not yet", status="draft", slug="not-yet")
    secret = factories.passage(draft)
    subjects = {
        "event": factories.event(parties=["fr", "us"], passages=[secret]),
        "person": factories.person("Secret Sam"),
        "instrument": factories.instrument("Silent Pact"),
        "partnership": factories.partnership("fr", "us"),
    }
    draft.people.add(subjects["person"])
    draft.instruments.add(subjects["instrument"])
    seen = factories.passage(factories.article("Talks in Sofia", slug="talks"))
    Claim.objects.create(**{about: subjects[about]}, field="start", value="zebra", passage=seen)
    pages = (seen.version.article.get_absolute_url(), seen.get_absolute_url())

    assert Claim.objects.visible().count() == 0
    for page in pages:
        assert "zebra" not in client.get(page).content.decode()

    Article.objects.filter(pk=draft.pk).update(status="published")

    for page in pages:
        assert "zebra" in client.get(page).content.decode()


def test_coverage_tells_of_no_import_that_brought_only_what_is_hidden(client: Client) -> None:
    batches = [ImportBatch.objects.create(source=f"{year}.zip", created=f"{year}-05-05T12:00Z") for year in YEARS]
    early, hidden, refused, again, undone = batches
    seen, draft = factories.article(slug="seen"), factories.article(slug="draft", status="draft")
    for batch, story, status in (
        *((early, seen, "created"), (hidden, draft, "created"), (refused, None, "refused")),
        *((again, seen, "unchanged"), (undone, seen, "updated")),
    ):
        ImportRow.objects.create(batch=batch, article=story, status=status)
    ImportBatch.objects.filter(pk=undone.pk).update(undone=timezone.now())

    page = client.get("/coverage/").content.decode()
    assert "5 May 2011" in page
    assert not any(f"5 May {year}" in page for year in YEARS[1:])

    Article.objects.filter(pk=draft.pk).update(status="published")

    assert "5 May 2012" in client.get("/coverage/").content.decode()


ADDRESSES = (
    "/articles/2025/10/23/draft/",
    "/passages/{passage}/",
    "/people/secret-sam/",
    "/organizations/hidden-bureau/",
    "/places/nowhere/",
    "/agencies/spy/",
    "/sectors/stealth/",
    "/instruments/silent-pact/",
    "/countries/qq/",
    "/commitments/{point}/",
    "/events/{event}/",
    "/partnerships/qq-vn/",
    "/api/v1/partnerships/qq-vn/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_only_drafts_tell_of_has_no_page(client: Client, draft: Article, address: str) -> None:
    told = factories.passage(draft, "They agreed to double two-way trade.")
    point = factories.commitment("Lower the tariffs", ["qq"], ["vn"])
    factories.telling(point, told)
    event = factories.event("Secret talks", parties=["qq", "vn"], passages=[told])
    factories.partnership("qq", "vn")
    draft.instruments.add(factories.instrument("Silent Pact", slug="silent-pact"))
    Article.objects.filter(pk=draft.pk).update(place=factories.place("Nowhere", slug="nowhere"))
    ArticleAgency.objects.create(article=draft, agency=factories.agency("spy"), position=1)
    path = address.format(passage=told.key, point=point.key, event=event.slug)

    assert client.get(path).status_code == 404

    Article.objects.filter(pk=draft.pk).update(status="published")

    assert client.get(path).status_code == 200


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
