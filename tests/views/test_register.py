"""The register of level changes: narrowed, sorted, as CSV."""

import csv
import re
from typing import Any

import pytest
from django.test import Client

from articles.exports import register
from articles.exports.register import COLUMNS, guarded
from tests import factories
from tests.views.test_partnerships import passage, read, upgrade

pytestmark = pytest.mark.django_db


def test_the_register_has_every_change_the_newest_first_with_what_is_not_stated(client: Client) -> None:
    upgrade()
    upgrade(pair=("fi", "vn"), start="2025-10-21", level_from=factories.level("vn-comprehensive", "Comprehensive"))

    page = read(client, "/partnerships/")

    assert page.index("23 October 2025") < page.index("21 October 2025")
    assert "Comprehensive" in page
    assert '<span class="unknown">not stated</span>' in page


def test_partnerships_stand_in_the_order_of_their_names(client: Client) -> None:
    factories.country("dz", name="Algeria")
    for pair in (("bg", "vn"), ("dz", "vn")):
        upgrade(pair=pair)

    below = read(client, "/partnerships/").partition('id="all"')[2]

    assert below.index("/partnerships/dz-vn/") < below.index("/partnerships/bg-vn/")


def test_the_register_is_narrowed_by_country_level_and_year(client: Client) -> None:
    upgrade()
    upgrade(pair=("fi", "vn"), start="2024-05-01", to="vn-comprehensive")

    for parameters in ("country=fi", "level=vn-comprehensive", "year=2024", "country=fi&country=us"):
        register = read(client, f"/partnerships/?{parameters}").partition('id="all"')[0]
        assert ("/partnerships/fi-vn/" in register, "/partnerships/bg-vn/" in register) == (True, False), parameters


def test_a_register_without_rows_says_so(client: Client) -> None:
    assert "No level change is held here" in read(client, "/partnerships/?country=zz")


@pytest.mark.parametrize("parameters", ["year=next", "page=0", "page=x"])
def test_register_parameters_that_cannot_be_read_are_refused(client: Client, parameters: str) -> None:
    assert client.get(f"/partnerships/?{parameters}").status_code == 400


def test_a_page_past_the_last_is_not_found(client: Client) -> None:
    assert client.get("/partnerships/?page=9").status_code == 404


def test_the_register_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        upgrade(start=f"20{number}5-01-01", to=f"vn-{number}")

    with django_assert_max_num_queries(12):
        read(client, "/partnerships/")


def test_what_the_register_is_narrowed_by_is_of_its_changes_alone(client: Client) -> None:
    upgrade(start="2024-05-01")
    factories.country("fi")
    factories.level("fi-close", "Close Partnership")
    factories.level_change(
        to="us-secret", start="2019-01-01", pair=("us", "vn"), passages=[passage("D", status="draft")]
    )

    form = read(client, "/partnerships/").partition('<form class="bar filters"')[2].partition("</form>")[0]

    assert set(re.findall(r'<option value="([^"]+)"', form)) >= {"bg", "vn", "vn-strategic", "2024"}
    assert not re.findall(r'<option value="(fi|us|fi-close|us-secret|2019)"', form)


def test_a_long_register_is_read_in_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "AT_ONCE", 2)
    for number in range(5):
        upgrade(start=f"200{number}-01-01")
    two = [passage("Later", published="2025-02-02"), passage("Earlier", published="2025-01-01")]
    upgrade(start="2010-01-01", passages=two)

    found = rows(client, "&sort=oldest")

    assert [row["date"][:4] for row in found] == ["2000", "2001", "2002", "2003", "2004", "2010"]
    assert found[-1]["evidence_date"] == "2025-01-01"
    assert all(row["evidence"] for row in found)


def test_the_csv_takes_as_few_queries_for_many_changes(client: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        upgrade(start=f"200{number}-01-01")

    with django_assert_max_num_queries(5):
        assert len(rows(client)) == 6


def test_drafts_leave_no_trace_in_the_register(client: Client) -> None:
    secret = factories.level("vn-secret", "Canary Partnership")
    factories.level_change(level_to=secret, passages=[passage("Draft", status="draft")])

    assert "Canary" not in read(client, "/partnerships/")


@pytest.mark.parametrize(
    ("sort", "first"), [("newest", "Bulgaria"), ("oldest", "Finland"), ("pair", "Bulgaria"), ("to", "Finland")]
)
def test_the_register_is_sorted_as_asked(client: Client, sort: str, first: str) -> None:
    upgrade()
    upgrade(pair=("fi", "vn"), start="2024-05-01", level_to=factories.level("vn-comprehensive", "Comprehensive"))

    table = read(client, f"/partnerships/?sort={sort}").partition("<tbody>")[2].partition("</tbody>")[0]

    assert table.index(first) < table.index({"Bulgaria": "Finland", "Finland": "Bulgaria"}[first])


@pytest.mark.parametrize("column", ["pair", "from", "to", "instrument"])
def test_a_heading_turns_the_order_round_when_it_is_chosen_again(client: Client, column: str) -> None:
    for code, word in (("bg", "Alpha"), ("fi", "Beta")):
        before, reached = (factories.level(f"vn-{word.lower()}-{when}", f"{word} {when}") for when in ("before", "now"))
        upgrade(pair=(code, "vn"), level_from=before, level_to=reached, instrument=factories.instrument(word))
    upgrade(pair=("us", "vn"), level_to=factories.level("vn-gamma", "Gamma"))

    page = read(client, f"/partnerships/?sort={column}&country=vn")
    again = re.search(r'aria-sort="ascending"><a class="sort" href="([^"]+)"', page)
    assert again
    turned = read(client, again[1].replace("&amp;", "&"))

    bare = column in ("from", "instrument")  # what is not stated stays last
    assert _pairs(page) == ["bg", "fi", "us"]
    assert _pairs(turned) == (["fi", "bg", "us"] if bare else ["us", "fi", "bg"])
    assert 'aria-sort="descending"' in turned and "country=vn" in again[1]


def test_the_heading_of_the_date_turns_the_order_round(client: Client) -> None:
    upgrade()

    page = read(client, "/partnerships/?year=2025")

    assert 'href="/partnerships/?year=2025&amp;sort=oldest"' in page


def _pairs(page: str) -> list[str]:
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return list(dict.fromkeys(re.findall(r"/partnerships/(\w\w)-vn/", table)))


def test_the_heading_that_sorts_says_so(client: Client) -> None:
    upgrade()

    assert 'aria-sort="descending"' in read(client, "/partnerships/")
    assert 'aria-sort="ascending"><a class="sort" href="/partnerships/?sort=-pair"' in read(
        client, "/partnerships/?sort=pair"
    )


@pytest.mark.parametrize("parameters", ["sort=price", "format=pdf"])
def test_an_order_or_a_form_that_there_is_not_is_refused(client: Client, parameters: str) -> None:
    response = client.get(f"/partnerships/?{parameters}")

    assert response.status_code == 400
    assert "it is one of" in response.content.decode()


def rows(client: Client, parameters: str = "") -> list[dict[str, str]]:
    response = client.get(f"/partnerships/?format=csv{parameters}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


def test_the_register_as_csv_has_every_change_with_its_evidence(client: Client) -> None:
    quoted = passage("Upgrade", body="Now, “strategic” partners.")
    event = upgrade(passages=[quoted], start="2025-10-29/2025-10-30")
    upgrade(pair=("fi", "vn"), start="2024-05-01")

    one, other = rows(client)

    assert tuple(one) == COLUMNS
    assert (one["date"], one["first"], one["second"]) == ("2025-10-29/2025-10-30", "Bulgaria", "Việt Nam")
    assert (one["from"], one["to"], one["to_code"]) == ("", "Strategic Partnership", "vn-strategic")
    assert (one["evidence_agency"], one["evidence_quote"]) == ("VNS", "Now, “strategic” partners.")
    assert one["evidence"] == f"http://testserver{quoted.get_absolute_url()}"
    assert one["event"] == f"http://testserver{event.get_absolute_url()}"
    assert other["first"] == "Finland"
    assert [row["first"] for row in rows(client, "&country=fi")] == ["Finland"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_is_a_formula(client: Client, sign: str) -> None:
    upgrade(instrument=factories.instrument(f"{sign}HYPERLINK(1)"))

    (row,) = rows(client)

    assert guarded(f"{sign}1") == f"'{sign}1"
    assert row["instrument"].startswith("'")


def test_the_csv_tells_nothing_of_drafts(client: Client) -> None:
    factories.level_change(passages=[passage("Draft", status="draft")])

    assert rows(client) == []


def test_what_the_register_is_narrowed_by_stands_in_words(client: Client) -> None:
    upgrade()

    page = client.get("/partnerships/?country=bg&level=vn-strategic&year=2025&page=1")
    chips = [(chip["label"], chip["url"]) for chip in page.context["chips"]]

    assert chips == [
        ("Bulgaria", "/partnerships/?level=vn-strategic&year=2025"),
        ("Strategic Partnership (Việt Nam)", "/partnerships/?country=bg&year=2025"),
        ("2025", "/partnerships/?country=bg&level=vn-strategic"),
    ]
    assert 'aria-label="Narrowed by"' in page.content.decode()
    assert client.get("/partnerships/").context["chips"] == []
    assert [chip["url"] for chip in client.get("/partnerships/?country=bg&country=fi").context["chips"]] == [
        "/partnerships/?country=fi",
        "/partnerships/?country=bg",
    ]
