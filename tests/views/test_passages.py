"""One passage in its place, how to cite it, what rests on it."""

from typing import Any

import pytest
from django.test import Client

from articles.models import ArticleVersion, Claim, FollowUp, Passage
from tests import factories

pytestmark = pytest.mark.django_db

BODY = "They met in Sofia.\n\nThey agreed to double trade, both said, within years.\n\nThen they parted."
EXACT = "double trade, both said,"


def passage(**fields: Any) -> Passage:
    fields.setdefault("agencies", ["vns"])
    return factories.passage(factories.article("Trade to double", BODY, **fields), EXACT)


def read(client: Client, row: Passage) -> str:
    response = client.get(row.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_words_are_marked_in_their_paragraph_between_its_neighbours(client: Client) -> None:
    page = read(client, passage())

    assert f"They agreed to <mark>{EXACT}</mark> within years." in page
    assert page.index("They met in Sofia.") < page.index("<mark>") < page.index("Then they parted.")


def test_a_summary_is_cited_as_a_summary(client: Client) -> None:
    cited = read(client, passage()).partition('class="citation"')[2].partition("</p>")[0]

    for words in (
        EXACT,
        "archive summary of a report by VNS",
        "Trade to double",
        "23 October 2025",
        "¶ 2",
        "/passages/",
    ):
        assert words in cited


def test_printed_words_are_cited_as_the_agencys(client: Client) -> None:
    page = read(client, passage(text_basis="printed"))

    assert "VNS, as printed" in page
    assert "summary" not in page.partition('class="citation"')[2].partition("</p>")[0]


def test_all_that_rests_on_it_is_listed(client: Client) -> None:
    row = passage()
    talks = factories.event("Talks on trade", passages=[row])
    factories.telling(factories.commitment("Double trade"), row)
    factories.participation(talks, factories.person("Tô Lâm"), passage=row)
    post = factories.membership(factories.person("Rumen Radev"), factories.post("President of Bulgaria"))
    post.passages.add(row)
    Claim.objects.create(event=talks, field="start", value="22 October 2025", passage=row)
    factories.instrument("Trade agreement").passages.add(row)
    FollowUp.objects.create(commitment=factories.commitment("Canary"), kind="progress", passage=row)

    page = read(client, row)

    for words in ("Talks on trade", "Double trade", "Tô Lâm", "Rumen Radev", "22 October 2025", "Trade agreement"):
        assert words in page
    assert "Canary" not in page


def test_a_claim_on_something_hidden_does_not_name_it(client: Client) -> None:
    row = passage()
    hidden = factories.event("Canary event", passages=[factories.passage(factories.article(status="draft"))])
    Claim.objects.create(event=hidden, field="start", value="22 October 2025", passage=row)

    assert "Canary" not in read(client, row)


def test_a_passage_of_an_earlier_version_says_so(client: Client) -> None:
    row = passage()
    ArticleVersion.objects.append(row.version.article, "A wholly new text.", text_basis="summary")

    page = read(client, row)

    assert "later ones have followed" in page or "these words no longer stand" in page
    assert "Version 2" in page


def test_a_passage_of_a_draft_is_not_found(client: Client) -> None:
    assert client.get(passage(status="draft").get_absolute_url()).status_code == 404


def test_words_of_the_copy_are_escaped(client: Client) -> None:
    story = factories.article("Odd", "Before <script>alert(1)</script> after.")

    page = read(client, factories.passage(story, "<script>alert(1)</script>"))

    assert "<script>alert" not in page


def test_a_passage_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    row = passage()
    for number in range(5):
        talks = factories.event(f"Talks {number}", passages=[row])
        factories.participation(talks, factories.person(f"Person {number}"), passage=row)
        factories.telling(factories.commitment(f"Point {number}"), row, event=talks)

    with django_assert_max_num_queries(20):
        read(client, row)


def test_reworded_words_are_shown_beside_those_quoted(client: Client) -> None:
    story = factories.article(body="After the talks they agreed to double trade within the coming years of work.")
    row = factories.passage(story, "double trade")
    ArticleVersion.objects.append(
        story, "After the talks they agreed to raise trade by half within the coming years of work.", note="Corrected."
    )

    page = read(client, row)

    assert "reworded, in paragraph 1" in page
    assert "raise trade by half" in page
    assert "Corrected." in page


def test_words_that_do_not_stand_where_they_should_are_reported_and_not_lost(client: Client) -> None:
    row = factories.passage()
    talks = factories.event(passages=[row])
    Passage.objects.filter(pk=row.pk).update(paragraph=40, exact="Words that never stood there.")

    page = read(client, row)

    assert "These words do not stand in version 1" in page
    assert "Words that never stood there." in page
    assert talks.title in page


def test_who_speaks_stands_with_the_capacity_of_the_day(client: Client) -> None:
    row = passage()
    who = factories.person("Rumen Radev", country=factories.country("bg"))
    held = (("President of Bulgaria", "2017-01-22", "2026-01-20"), ("Commander", "2014", "2016"))
    for label, start, end in held:
        factories.membership(who, factories.post(label), start, end, without_evidence=True)
    row.speaker = who
    row.save()

    head = read(client, row).partition("gives the words or view of")[2].partition("</li>")[0]

    assert "President of Bulgaria" in head
    assert "Commander" not in head


def test_a_capacity_that_is_not_known_is_said_to_be_so(client: Client) -> None:
    row = passage(published=None)
    row.speaker = factories.person("Rumen Radev")
    row.save()

    assert "capacity then not known" in read(client, row)


def test_who_speaks_stands_in_no_capacity_that_rests_on_a_draft(client: Client) -> None:
    row = passage()
    row.speaker = factories.person("Rumen Radev")
    row.save()
    office = factories.membership(row.speaker, factories.post("Secret envoy"), "2025-01-01", "2026-01-01")
    office.passages.add(factories.passage(factories.article("Draft", status="draft")))

    assert "Secret envoy" not in read(client, row)
