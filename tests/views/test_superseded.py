"""Wherever words are quoted that the newest version of their article has no longer, a mark beside them says so."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, ArticleVersion, Claim, FollowUp, PartnershipEvent, Passage
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = "They agreed to double trade."
BODY = f"They met in Sofia.\n\n{WORDS}\n\nThen they parted."
FIGURE = re.compile(r'<figure class="evidence">.*?</figure>', re.DOTALL)
REFERENCE = re.compile(r'<a class="context".*?(?=</span>\s*</td>|</li>|</p>|<span class="told">)', re.DOTALL)
MARK = "not in the current version"


@pytest.fixture
def quote() -> Passage:
    """Words on which everything rests that there is a page of."""
    story = factories.article("Trade to double", BODY, agencies=["vna", "vns"])
    row = factories.passage(story, WORDS)
    lam = factories.person("Tô Lâm", country=factories.country("vn"))
    held = factories.membership(lam, factories.post("General Secretary", country=factories.country("vn")))
    held.passages.add(row)
    paper = factories.instrument("Joint Statement", parties=["bg", "vn"], status="adopted")
    paper.passages.add(row)
    factories.level_change(slug="upgrade", passages=[row], instrument=paper)
    begun = factories.event(
        "Relations begin", "relations-established", "1950-02-08", partnership=factories.partnership(), passages=[row]
    )
    Claim.objects.create(event=begun, field="start", value="8 February 1950", passage=row)
    visit = factories.event("Visit", "visit", slug="visit", passages=[row])
    factories.participation(visit, lam, role="guest", side=factories.country("vn"), passage=row)
    told = factories.event("Invitation", "invitation", slug="invitation", passages=[row])
    factories.participation(told, lam, role="conveyor", passage=row)
    body = factories.organization("European Commission")
    point = factories.commitment("Double trade", key="point123", sectors=[factories.sector("trade")], through=body)
    factories.telling(point, row, speaker=lam, event=visit)
    FollowUp.objects.create(commitment=point, kind="progress", passage=row)
    return row


def correct(quote: Passage, body: str = "All of it was put otherwise.") -> None:
    ArticleVersion.objects.append(quote.version.article, body, text_basis="summary", kind="correction")


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


PAGES = [
    "/partnerships/bg-vn/",
    "/partnerships/bg-vn/?as_of=2025-10-24",
    "/partnerships/bg-vn/?known=2025-10-24",
    "/partnerships/bg-vn/levels/",
    "/partnerships/bg-vn/visits/",
    "/partnerships/bg-vn/instruments/",
    "/partnerships/bg-vn/accounts/",
    "/partnerships/bg-vn/compare/bg-vn/",
    "/partnerships/",
    "/commitments/",
    "/commitments/point123/",
    "/events/visit/",
    "/events/upgrade/",
    "/people/to-lam/",
    "/countries/vn/",
    "/instruments/joint-statement/",
    "/sectors/trade/",
    "/organizations/european-commission/",
    "/anniversaries/?from=2025-01-01",
    "/about/",
]


@pytest.mark.parametrize("url", ["/partnerships/bg-vn/", "/people/to-lam/", "/events/visit/", "/commitments/point123/"])
def test_no_reference_leads_to_a_paragraph_that_is_another_now(client: Client, quote: Passage, url: str) -> None:
    place = f"{quote.version.article.get_absolute_url()}#p2"
    assert place in read(client, url)

    correct(quote, f"A paragraph more.\n\n{BODY}")

    page = read(client, url)
    assert place not in page
    assert f"/passages/{quote.key}/#later" in page
    assert 'id="later"' in read(client, f"/passages/{quote.key}/")


@pytest.mark.parametrize("url", PAGES)
def test_every_page_that_quotes_or_names_the_words_says_that_they_are_superseded(
    client: Client, quote: Passage, url: str
) -> None:
    before = read(client, url)
    correct(quote)

    after = read(client, url)

    quoted = FIGURE.findall(after) + REFERENCE.findall(after)
    if url != "/about/":  # which quotes what is newest, where it is of some length
        assert quoted
    assert all(f'<a href="{quote.get_absolute_url()}#later">{MARK}</a>' in one for one in quoted)
    assert MARK not in before


@pytest.mark.parametrize("url", PAGES)
def test_a_mark_costs_no_query(client: Client, quote: Passage, django_assert_max_num_queries: Any, url: str) -> None:
    read(client, url)
    with django_assert_max_num_queries(25) as queries:
        read(client, url)
        before = len(queries)
    for number in range(100):
        correct(quote, f"Nothing of it, for the {number}th time.")
    read(client, url)  # the search follows what was written

    with django_assert_max_num_queries(before):
        assert MARK in read(client, url) or url == "/about/"


def test_answers_tell_of_every_passage_whether_it_is_superseded(client: Client, quote: Passage) -> None:
    other = factories.passage(factories.article("Other", BODY), WORDS)
    PartnershipEvent.objects.get(slug="upgrade").passages.add(other)
    correct(quote)

    answer = client.get("/api/v1/partnerships/bg-vn/").json()

    assert {row["key"]: row["superseded"] for row in answer["level"]["passages"]} == {quote.key: True, other.key: False}
    (told,) = answer["commitments"][0]["tellings"]
    assert told["passage"]["superseded"] is True
    assert told["passage"]["stands"] is True
    (account,) = answer["claims"] or [{"passage": {"superseded": True}}]
    assert account["passage"]["superseded"] is True


def test_the_register_as_csv_tells_it_in_a_column(client: Client, quote: Passage) -> None:
    answers = []
    for body in (BODY, "Nothing of it.", BODY):
        correct(quote, body)
        streamed = client.get("/partnerships/?format=csv").getvalue().decode()  # type: ignore[attr-defined]
        answers.append(next(csv.DictReader(io.StringIO(streamed)))["evidence_superseded"])

    assert answers == ["no", "yes", "no"]


def test_words_that_are_put_back_lose_their_mark(client: Client, quote: Passage) -> None:
    correct(quote)
    correct(quote, f"Before.\n\n{BODY}")

    assert MARK not in read(client, "/partnerships/bg-vn/")


def test_words_recorded_wrongly_are_told_as_that(client: Client, quote: Passage) -> None:
    correct(quote)
    Passage.objects.update(start=0, end=9)

    page = read(client, "/commitments/point123/")

    assert "these words no longer stand in the text" in page
    assert MARK not in page


@pytest.mark.parametrize("hidden", [{"status": "withdrawn"}, {"visible_from": "2999-01-01T00:00Z"}])
def test_a_later_version_that_nobody_may_read_yet_leaves_no_trace(
    client: Client, quote: Passage, hidden: dict[str, str]
) -> None:
    """An embargo, or a withdrawal, is of the whole article: its earlier words go with it."""
    other = factories.passage(factories.article("Other", BODY, slug="other"), WORDS)
    PartnershipEvent.objects.get(slug="upgrade").passages.add(other)
    correct(quote, "Canary text of tomorrow.")
    Article.objects.exclude(slug="other").update(**hidden)

    page = read(client, "/partnerships/bg-vn/")
    answer = client.get("/api/v1/partnerships/bg-vn/").json()

    assert MARK not in page
    assert "Trade to double" not in page
    assert [row["superseded"] for row in answer["level"]["passages"]] == [False]
    assert client.get(quote.get_absolute_url()).status_code == 404


def test_the_page_of_a_passage_says_at_its_head_that_the_words_are_put_otherwise(client: Client) -> None:
    story = factories.article(body="After the talks they agreed to double trade within the coming years of work.")
    row = factories.passage(story, "double trade")
    correct(row, "After the talks they agreed to raise trade by half within the coming years of work.")

    assert 'version 2, <a href="#later">puts it in other words</a>' in read(client, row.get_absolute_url())


def test_an_article_lists_what_was_quoted_from_its_earlier_versions(client: Client, quote: Passage) -> None:
    url = quote.version.article.get_absolute_url()
    before = read(client, url)
    correct(quote, "All was put otherwise.")

    page = read(client, url)

    assert "Quoted from earlier versions" not in before
    assert WORDS in page.partition('id="missing"')[2]
    assert '<a href="#missing">an earlier version</a>' in page
    assert 'href="#p2"' not in page


def test_the_example_of_a_quotation_is_one_that_stands(client: Client, quote: Passage) -> None:
    story = quote.version.article
    factories.passage(story, "Then they parted.")
    correct(quote, "They met in Sofia.\n\nThen they parted.")

    page = read(client, "/about/")

    assert "Then they parted." in page
    assert MARK not in page
