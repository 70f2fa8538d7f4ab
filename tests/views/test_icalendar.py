"""Calendar files: lines as RFC 5545 wants them, identities that stay, dates that are not known said in words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import Span
from articles.exports.icalendar import Entry, bounds, calendar, escaped, folded
from articles.models import ArticleVersion
from tests import factories

STAMP = datetime(2025, 10, 24, 8, 30, tzinfo=UTC)


def entry(**fields: Any) -> Entry:
    given_: dict[str, Any] = {"first": date(2025, 10, 23), "last": date(2025, 10, 23), "stamp": STAMP}
    return Entry("event-talks", "Talks", **{**given_, "url": "https://example.org/events/talks/", **fields})


def lines(body: bytes) -> list[str]:
    """Unfolded (3.1)."""
    assert body.endswith(b"\r\n")
    return body.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(text: str) -> None:
    body = calendar([entry(description=text)], host="example.org", name="A calendar")

    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    for line in body.split(b"\r\n"):
        line.decode()
    assert lines(body).count(f"DESCRIPTION:{escaped(text)}") == bool(text)


def test_a_line_of_exactly_75_octets_is_not_folded() -> None:
    assert list(folded("a" * 75)) == [b"a" * 75]
    assert list(folded("a" * 76)) == [b"a" * 75, b"a"]
    assert list(folded("ạ" * 26)) == ["ạ".encode() * 25, "ạ".encode()]


def test_text_is_escaped() -> None:
    assert escaped("a,b;c\\d\ne\r") == "a\\,b\\;c\\\\d\\ne"


def test_whole_days_end_on_the_day_after() -> None:
    found = lines(calendar([entry(last=date(2025, 10, 24))], host="example.org", name="A"))

    assert found[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//example.org//The Partnership Archive//EN",
        "CALSCALE:GREGORIAN",
    ]
    assert "UID:event-talks@example.org" in found
    assert "DTSTAMP:20251024T083000Z" in found
    assert "DTSTART;VALUE=DATE:20251023" in found
    assert "DTEND;VALUE=DATE:20251025" in found


def test_the_last_day_of_the_calendar_has_no_day_after() -> None:
    found = lines(calendar([entry(last=date.max)], host="example.org", name="A"))

    assert not [line for line in found if line.startswith("DTEND")]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-10-22", "2025-10-24", ("2025-10-22", "2025-10-24")),
        ("2025-10", None, ("2025-10-01", "2025-10-31")),
        ("../2023-09-23", None, ("2023-09-23", "2023-09-23")),
        ("2025-10-22", "2025-10-24/..", ("2025-10-22", "2025-10-24")),
        (None, "2025-10-24", None),
    ],
)
def test_of_an_open_date_the_bound_that_is_known_is_taken(start: str | None, end: str | None, expected: Any) -> None:
    found = bounds(*(Span.parse(text) if text else None for text in (start, end)))

    assert (tuple(map(str, found)) if found else None) == expected


@pytest.mark.django_db
def test_an_event_is_a_file_with_its_place_parties_and_first_passage(client: Client) -> None:
    quote = factories.passage(factories.article(agencies=["vns"]))
    place = factories.place("Sofia", country=factories.country("bg"))
    talks = factories.event("Talks; in Sofia, at length", passages=[quote], place=place)

    response = client.get(f"/events/{talks.slug}.ics")
    found = lines(response.content)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f'filename="{talks.slug}.ics"' in response.headers["Content-Disposition"]
    assert "SUMMARY:Talks\\; in Sofia\\, at length" in found
    assert "LOCATION:Sofia\\, Bulgaria" in found
    assert "CATEGORIES:talks,Bulgaria,Việt Nam" in found
    assert f"UID:event-{talks.slug}@testserver" in found
    assert any("archive summary of a report by VNS\\, 23 October 2025" in line for line in found)
    assert client.get(f"/events/{talks.slug}.ics").content == response.content
    by_number = client.get(f"/events/{talks.slug}.ics", headers={"host": "[::1]:8000"})
    assert f"UID:event-{talks.slug}@[::1]" in lines(by_number.content)


@pytest.mark.django_db
def test_a_date_that_is_not_known_to_the_day_says_so(client: Client) -> None:
    visit = factories.event("Visit", "visit", "2025-10", passages=[factories.passage()])

    found = lines(client.get(f"/events/{visit.slug}.ics").content)

    assert "DTSTART;VALUE=DATE:20251001" in found
    assert "DTEND;VALUE=DATE:20251101" in found
    assert any("not known to the day: October 2025" in line for line in found)


@pytest.mark.django_db
def test_what_is_hidden_or_undated_has_no_file(client: Client) -> None:
    hidden = factories.event(passages=[factories.passage(factories.article(status="draft"))])
    undated = factories.event("Undated", start=None, passages=[factories.passage()])

    for row in (hidden, undated):
        assert client.get(f"/events/{row.slug}.ics").status_code == 404


@pytest.mark.django_db
def test_anniversaries_are_a_file_with_the_parameters_of_the_page(client: Client) -> None:
    factories.level_change(start="2020-10-23", passages=[factories.passage()])
    factories.level_change(start="2020-10", pair=("fi", "vn"), passages=[factories.passage()])

    found = lines(client.get("/anniversaries.ics?from=2025").content)
    of_finland = lines(client.get("/anniversaries.ics?from=2025&country=fi").content)

    assert sum(line == "BEGIN:VEVENT" for line in found) == 2
    assert any(line.startswith("SUMMARY:5 years: ") for line in found)
    assert sum(line == "BEGIN:VEVENT" for line in of_finland) == 1
    assert any("The day is not known" in line for line in of_finland)


@pytest.mark.django_db
def test_a_later_version_without_the_quoted_words_is_told_and_stamps_the_file_anew(client: Client) -> None:
    quote = factories.passage()
    talks = factories.event(passages=[quote])
    before = lines(client.get(f"/events/{talks.slug}.ics").content)
    ArticleVersion.objects.append(quote.version.article, "Nothing of it.")
    ArticleVersion.objects.filter(number=2).update(created=datetime(2999, 1, 2, 8, 30, tzinfo=UTC))

    after = lines(client.get(f"/events/{talks.slug}.ics").content)

    assert not any("not in the current version" in line for line in before)
    assert any("¶ 1\\, not in the current version)" in line for line in after)
    assert "DTSTAMP:29990102T083000Z" in after


@pytest.mark.django_db
def test_an_anniversary_is_stamped_with_the_day_its_evidence_came(client: Client) -> None:
    quote = factories.passage()
    ArticleVersion.objects.update(created=datetime(2025, 11, 2, 8, 30, tzinfo=UTC))
    factories.level_change(start="2020-10-23", passages=[quote])

    assert "DTSTAMP:20251102T083000Z" in lines(client.get("/anniversaries.ics?from=2025").content)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["country=zz", "from=9999"])
def test_no_anniversary_is_no_file(client: Client, query: str) -> None:
    factories.level_change(start="2020-10-23", passages=[factories.passage()])

    response = client.get(f"/anniversaries.ics?{query}")

    assert response.status_code == 404
    assert "No anniversary" in response.content.decode()
