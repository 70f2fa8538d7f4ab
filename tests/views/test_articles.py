"""Articles: the list, and one with its evidence."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, ArticleVersion, PartnershipEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Article:
    """A report with people, an event, a level change and commitments."""
    radev = factories.person("Rumen Radev", country=factories.country("bg"))
    lam = factories.person("Tô Lâm", country=factories.country("vn"))
    row = factories.article(
        "Talks in Sofia",
        "Rumen Radev received Tô Lâm.\n\nThey pledged to double trade.",
        agencies=["vna", "vns"],
        people=[radev, lam],
        place=factories.place("Sofia"),
        dateline="Sofia",
        source_url="https://example.org/talks",
        published_note="inferred from “Friday”",
    )
    received, pledged = (
        factories.passage(row, "Rumen Radev received Tô Lâm."),
        factories.passage(row, "They pledged to double trade."),
    )
    talks = factories.event(passages=[received])
    office = factories.membership(radev, factories.post("President of Bulgaria"), without_evidence=True)
    factories.participation(talks, radev, role="host", membership=office)
    factories.level_change(passages=[received])
    factories.telling(factories.commitment("Double two-way trade"), pledged, "pledged")
    return row


def body(client: Client, row: Article, query: str = "") -> str:
    response = client.get(row.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_article_says_where_its_date_comes_from(client: Client, story: Article) -> None:
    page = body(client, story)

    assert '<time datetime="2025-10-23">23 October 2025</time>' in page
    assert '<span class="basis">inferred from “Friday”</span>' in page


def test_an_article_leads_to_what_its_two_countries_are_to_each_other(client: Client, story: Article) -> None:
    story.countries.set(factories.countries(["bg", "vn", "fi"]))

    pages = client.get(story.get_absolute_url()).context["about"]

    assert [page.url for page in pages] == ["/partnerships/bg-vn/", "/countries/fi/"]
    assert '<li><a href="/partnerships/bg-vn/">' in body(client, story)


def test_an_article_leads_to_no_pair_of_which_nobody_may_read(client: Client) -> None:
    factories.partnership("bg", "vn")
    row = factories.article("Of two", "They are two.", countries=["bg", "vn"])

    assert [page.url for page in client.get(row.get_absolute_url()).context["about"]] == [
        "/countries/bg/",
        "/countries/vn/",
    ]


def test_a_summary_is_never_taken_for_the_agency_s_words(client: Client, story: Article) -> None:
    page = body(client, story)

    assert "Summary written for this archive of a report by VNA/VNS; not the agency’s words." in page


def test_printed_copy_carries_no_such_notice(client: Client) -> None:
    page = body(client, factories.article(text_basis="printed"))

    assert "Summary written for this archive" not in page


def test_paragraphs_are_numbered_and_have_addresses(client: Client, story: Article) -> None:
    page = body(client, story)

    assert 'id="p1"' in page
    assert 'href="#p2" aria-label="Paragraph 2"' in page


def test_what_rests_on_a_paragraph_stands_beside_it(client: Client, story: Article) -> None:
    page = body(client, story)

    assert "modality-pledged" in page
    assert "Double two-way trade" in page
    assert "level before not stated" in page
    assert "President of Bulgaria" in page


def test_people_are_linked_at_their_first_mention(client: Client, story: Article) -> None:
    page = body(client, story)

    assert page.count('class="named" href="/people/rumen-radev/"') == 1


def test_words_that_a_reader_asked_for_are_marked(client: Client, story: Article) -> None:
    assert "<mark>trade</mark>" in body(client, story, "?q=trade")


@pytest.mark.parametrize("query", ["?q=", "?q=%22", "?q=%3Cscript%3E", "?q=" + "x" * 3000])
def test_whatever_question_is_carried_the_article_is_there(client: Client, story: Article, query: str) -> None:
    page = body(client, story, query)

    assert "<mark>" not in page
    assert "<script>" not in page


def test_text_is_escaped(client: Client) -> None:
    row = factories.article("<img src=x onerror=alert(1)//", "<script>alert(1)</script> & trade")
    factories.telling(factories.commitment("<b>bold</b>"), factories.passage(row, "<script>alert(1)</script>"))

    page = body(client, row, "?q=trade")

    assert "<img src=x" not in page
    assert "<script>" not in page
    assert "<b>bold" not in page
    assert "<mark>trade</mark>" in page


@pytest.mark.parametrize("when", ["2025", "2025/10", "2024/01/01", "undated"])
def test_another_date_leads_to_the_right_one_with_the_question(client: Client, story: Article, when: str) -> None:
    response = client.get(f"/articles/{when}/{story.slug}/?q=trade")

    assert response.status_code == 301
    assert response.headers["Location"] == f"{story.get_absolute_url()}?q=trade"


def test_an_undated_article_has_an_address_and_says_so(client: Client) -> None:
    row = factories.article("Visit of 1957", published=None)

    assert row.get_absolute_url() == "/articles/undated/visit-of-1957/"
    assert "date not known" in body(client, row)


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_what_is_not_published_is_not_there(client: Client, status: str) -> None:
    assert client.get(factories.article(status=status).get_absolute_url()).status_code == 404


def test_a_report_without_a_headline_says_so(client: Client) -> None:
    page = body(client, factories.article("", dateline="Sofia"))

    assert "The wire carried no headline" in page
    assert "Untitled report, Sofia" in page


def test_a_correction_is_announced(client: Client) -> None:
    row = factories.article()
    ArticleVersion.objects.append(row, "Corrected text.", kind="correction", note="The title of the host.")

    page = body(client, row)

    assert "Version 2, correction" in page
    assert "The title of the host." in page


def test_an_article_leads_to_those_before_and_after_it(client: Client, story: Article) -> None:
    factories.article("Before", published="2025-10-22")
    factories.article("Draft between", published="2025-10-22", status="draft")
    factories.article("After", published="2025-10-24")

    page = body(client, story)

    assert 'rel="prev" href="/articles/2025/10/22/before/"' in page
    assert 'rel="next" href="/articles/2025/10/24/after/"' in page


def test_articles_of_one_day_are_walked_one_by_one(client: Client) -> None:
    rows = [factories.article(f"Report {letter}", published="2025-10-23") for letter in "abc"]

    contexts = [client.get(row.get_absolute_url()).context for row in rows]

    assert [context["later"] for context in contexts] == [None, rows[0], rows[1]]
    assert [context["earlier"] for context in contexts] == [rows[1], rows[2], None]


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> Article:
    """An article near to every other, for an index that finds all of them in everything."""
    row = factories.article("Trade grows", place=factories.place("Varna"), agencies=["bta"], language="vi")
    everything = Article.objects.values_list("pk", flat=True)
    monkeypatch.setattr("articles.search.related.facts.best", lambda *asked: [(pk, 1.0) for pk in (*everything, 0)])
    monkeypatch.setattr("articles.search.related.facts.counts", lambda facet: {})
    monkeypatch.setattr("articles.search.related.facts.frequencies", lambda words: {})
    return row


def test_related_articles_stand_beside_it(client: Client, story: Article, near: Article) -> None:
    page = body(client, story)

    assert "Related articles" in page
    assert f'href="{near.get_absolute_url()}" lang="vi">Trade grows</a>' in page


def test_without_related_articles_nothing_is_said_of_them(client: Client, story: Article) -> None:
    assert "Related articles" not in body(client, story)


def test_other_reports_of_its_events_are_not_named_twice(client: Client, story: Article, near: Article) -> None:
    for occasion in PartnershipEvent.objects.all():
        occasion.passages.add(factories.passage(near))

    page = body(client, story)

    assert "Other reports of these events" in page
    assert "Related articles" not in page
    assert page.count(">Trade grows</a></h3>") == 1


def test_an_article_takes_thirty_queries_at_most(
    client: Client, story: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    passage = factories.passage(story, "They pledged")
    for number in range(8):
        who = factories.person(f"Guest Number {number}")
        talks = factories.event(f"Meeting {number}", passages=[passage])
        factories.participation(talks, who, membership=factories.membership(who, factories.post(f"Post {number}")))
        factories.telling(factories.commitment(f"Point {number}"), passage)

    with django_assert_max_num_queries(30):
        client.get(story.get_absolute_url() + "?q=trade")


def test_the_list_is_paged_and_shows_only_what_is_published(client: Client) -> None:
    for number in range(41):
        factories.article(f"Report {number}", published="2025-10-23")
    factories.article("Draft", status="draft")

    first, second = client.get("/articles/"), client.get("/articles/?page=2")

    assert (len(first.context["articles"]), len(second.context["articles"])) == (40, 1)
    assert "41 articles" in first.content.decode()
    assert 'rel="next" href="/articles/?page=2"' in first.content.decode()
    assert 'rel="prev" href="/articles/"' in second.content.decode()


@pytest.mark.parametrize(("page", "status"), [("0", 400), ("-1", 400), ("x", 400), ("٣", 400), ("2", 404), ("1", 200)])
def test_pages_that_are_none_are_refused(client: Client, page: str, status: int) -> None:
    assert client.get("/articles/", {"page": page}).status_code == status


def test_the_list_takes_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(10):
        factories.article(f"Report {number}", agencies=["vns"], place=factories.place(f"Town {number}"))

    with django_assert_max_num_queries(12):
        client.get("/articles/")


def test_readers_get_no_cookies(client: Client, story: Article) -> None:
    assert not client.get(story.get_absolute_url()).cookies


def test_an_unchanged_article_is_not_sent_again(client: Client, story: Article) -> None:
    tag = client.get(story.get_absolute_url()).headers["ETag"]

    assert client.get(story.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 304
