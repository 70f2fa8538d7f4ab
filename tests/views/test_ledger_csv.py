"""The ledger as a table for spreadsheets: one row a telling, with its passage."""

import csv
import io

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import ArticleVersion
from articles.views.ledger_csv import COLUMNS
from tests import factories

pytestmark = pytest.mark.django_db


def rows(client: Client, parameters: str = "") -> list[dict[str, str]]:
    response = client.get(f"/commitments/?format=csv{parameters}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "commitments.csv" in response["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


def test_every_telling_is_a_row_with_its_own_way_and_passage(client: Client) -> None:
    story = factories.article("Talks", "They pledged it.\n\nHe hoped for it.", agencies=["vna", "vns"])
    pledged, hoped = factories.passage(story, "They pledged it."), factories.passage(story, "He hoped for it.")
    fish = factories.sector("fish", "Fisheries")
    point = factories.commitment("Double trade", sectors=[fish, factories.sector("trade", "Trade")], target="twice")
    factories.telling(point, pledged, "pledged")
    factories.telling(point, hoped, "hoped", speaker=factories.person("Rumen Radev"))

    one, other = sorted(rows(client), key=lambda row: row["modality"], reverse=True)

    assert tuple(one) == COLUMNS
    assert (one["modality"], one["speaker"], one["evidence_quote"]) == ("pledged", "", "They pledged it.")
    assert (other["modality"], other["speaker"]) == ("hoped", "Rumen Radev")
    assert (one["point"], one["aim"], one["sectors"]) == ("Double trade", "twice", "Fisheries; Trade")
    assert (one["told"], one["told_words"], one["evidence_agency"]) == ("2025-10-23", "23 October 2025", "VNA/VNS")
    assert one["evidence"] == f"http://testserver{pledged.get_absolute_url()}"
    assert one["address"] == f"http://testserver{point.get_absolute_url()}"


def test_it_is_narrowed_and_sorted_as_the_page_and_has_all_pages(client: Client) -> None:
    told = factories.passage()
    for number in range(20):
        factories.telling(factories.commitment(f"Point {number:02}"), told, "asked" if number % 2 else "pledged")

    found = [row["point"] for row in rows(client, "&modality=asked&sort=name")]

    assert found == [f"Point {number:02}" for number in range(1, 20, 2)]
    assert "/commitments/?modality=asked&amp;format=csv" in client.get("/commitments/?modality=asked").content.decode()


def test_what_nobody_may_read_is_in_no_row(client: Client) -> None:
    hidden = factories.passage(factories.article("Draft", status="draft"))
    factories.telling(factories.commitment("A secret"), hidden)
    open_point = factories.commitment("Known")
    factories.telling(open_point, factories.passage())
    factories.telling(open_point, hidden, "asked")

    assert [(row["point"], row["modality"]) for row in rows(client)] == [("Known", "pledged")]


def test_words_that_a_later_version_gave_up_are_told_to_be_so(client: Client) -> None:
    told = factories.passage(factories.article("Talks", "They pledged it."), "They pledged it.")
    factories.telling(factories.commitment(), told)
    ArticleVersion.objects.append(told.version.article, "They did not.", text_basis="summary", kind="correction")

    assert [row["evidence_superseded"] for row in rows(client)] == ["yes"]


def test_each_row_has_what_is_its_own(client: Client) -> None:
    """Each with another report, agency, day and occasion; the last with one that nobody may read of."""
    seen = factories.event("Seen talks", "talks", "2024-05-01", passages=[factories.passage()])
    hidden = factories.event("Hidden talks", passages=[factories.passage(factories.article(status="draft"))])
    point = factories.commitment("Double trade")
    for day, codes, modality, occasion in (
        ("2025-10-21", ["vns"], "pledged", None),
        ("2025-10-22", ["bta", "vna"], "asked", seen),
        ("2025-10-23", [], "hoped", hidden),
    ):
        story = factories.article(f"Of {day}", f"Told on {day}.", day, agencies=codes)
        factories.telling(point, factories.passage(story), modality, event=occasion)
    ArticleVersion.objects.append(story, "Put otherwise.", text_basis="summary", kind="correction")

    found = {row["modality"]: row for row in rows(client)}
    cells = ("told", "evidence_agency", "evidence_date", "evidence_quote", "evidence_superseded")

    assert {way: tuple(row[cell] for cell in cells) for way, row in found.items()} == {
        "pledged": ("2025-10-21", "VNS", "2025-10-21", "Told on 2025-10-21.", "no"),
        "asked": ("2024-05-01", "BTA/VNA", "2025-10-22", "Told on 2025-10-22.", "no"),
        "hoped": ("2025-10-23", "", "2025-10-23", "Told on 2025-10-23.", "yes"),
    }
    address = f"http://testserver{seen.get_absolute_url()}"
    assert {way: row["event"] for way, row in found.items()} == {
        "pledged": "",
        "asked": address,
        "hoped": "",
    }
    assert [row["modality"] for row in rows(client, "&as_of=2024-12")] == ["asked"]


def test_no_cell_is_a_formula(client: Client) -> None:
    factories.telling(factories.commitment('=HYPERLINK("http://evil.example")'), factories.passage())

    assert rows(client)[0]["point"].startswith("'=")


def test_it_takes_few_queries_however_many_points(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    told = factories.passage()
    for number in range(40):
        factories.telling(factories.commitment(f"Point {number}"), told)

    with django_assert_max_num_queries(15):
        assert len(rows(client)) == 40


def test_a_form_that_there_is_not_is_refused(client: Client) -> None:
    assert client.get("/commitments/?format=xlsx").status_code == 400
