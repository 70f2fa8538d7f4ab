"""What nothing is told of, seen from a day: it was not told of by then, and may well be held here today."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.views.test_compare import two
from tests.views.test_partnerships import PAGE, beginning, passage, read, upgrade

pytestmark = pytest.mark.django_db

COMPARED = "/partnerships/bg-vn/compare/fi-vn/"
LATER = ["as_of=2025-10-22", "known=2025-10-22"]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("look", LATER)
def test_from_an_earlier_day_nothing_is_said_of_what_is_held_today(client: Client, look: str) -> None:
    told = passage("Talks", published="2025-10-23", countries=["bg", "vn"])
    upgrade(passages=[told])
    factories.event("A visit", "visit", "2025-10-23", passages=[told])

    page = words(read(client, f"{PAGE}?{look}"))

    assert "None told of by then." in page
    assert "held here: its side" not in page
    assert "None held here" not in page


def test_a_list_of_all_of_a_kind_says_so_too(client: Client) -> None:
    upgrade()

    assert "None told of by then." in words(read(client, f"{PAGE}instruments/?as_of=2025-10-22"))
    assert "None held here." in words(read(client, f"{PAGE}instruments/"))


@pytest.mark.parametrize(("look", "said"), [("", "None held here."), ("?as_of=2025-10-22", "None told of by then.")])
def test_that_no_point_is_told_of_is_said(client: Client, look: str, said: str) -> None:
    upgrade()

    section = read(client, PAGE + look).partition('aria-labelledby="commitments"')[2].partition("</section>")[0]

    assert said in words(section)


@pytest.mark.parametrize("look", LATER)
def test_a_timeline_without_events_says_so_of_every_look(client: Client, look: str) -> None:
    upgrade()

    page = words(read(client, f"{PAGE}?{look}"))

    assert "Nothing is told of by then." in page
    assert "before ." not in page


def test_what_came_later_is_marked_where_two_are_compared(client: Client) -> None:
    two()
    beginning()

    changes = read(client, f"{COMPARED}?as_of=2025-10-22").partition("Level changes</th>")[2].partition("</tr>")[0]
    began = read(client, f"{COMPARED}?as_of=1949").partition("relations since</th>")[2].partition("</tr>")[0]

    assert [" (later)" in words(cell) for cell in changes.split("<td ")[1:]] == [True, False]
    assert "8 February 1950 (later)" in words(began)
    assert "(later)" not in read(client, COMPARED)


def test_a_comparison_from_an_earlier_day_says_what_was_told_by_then(client: Client) -> None:
    two()

    assert "none told of by then" in words(read(client, f"{COMPARED}?as_of=2025-10-22"))
    assert "none held here" in words(read(client, COMPARED))
    assert "by then" not in words(read(client, COMPARED))
