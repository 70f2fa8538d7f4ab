"""Events as documents: who took part, how long they lasted, and which passages tell of them."""

from datetime import date

import pytest

from articles.models import Passage
from articles.search.documents import Dates
from tests import factories
from tests.search.documents.reading import of

pytestmark = pytest.mark.django_db


def test_an_event_tells_only_what_rests_on_what_everybody_may_read(secret: Passage, report: Passage) -> None:
    talks = factories.event("Talks", passages=[secret, report])
    known = factories.person("Known", slug="known")
    hidden_post = factories.membership(known, factories.post("Grand Hidden Poobah"))
    hidden_post.passages.add(secret)
    factories.participation(talks, known, membership=hidden_post)
    factories.participation(talks, factories.person("Secret Sam", slug="sam"), passage=secret)
    factories.telling(factories.commitment(sectors=[factories.sector("stealth")]), secret, event=talks)

    document = of(talks)

    assert document.paragraphs == ("Talks; Bulgaria, Việt Nam; Known", report.exact)
    assert document.facets == {
        "country": ("bg", "vn"),
        "person": ("known",),
        "kind": ("talks",),
        "agency": ("vns",),
    }


def test_an_event_published_without_evidence_does_not_show_its_hidden_passages(secret: Passage) -> None:
    talks = factories.event("Talks", passages=[secret], without_evidence=True)

    document = of(talks)

    assert (document.paragraphs, document.lead) == (("Talks; Bulgaria, Việt Nam",), 1)
    assert "agency" not in document.facets


def test_an_event_says_who_took_part_by_side_with_printed_titles_before_posts(report: Passage) -> None:
    guest = factories.person("Guest")
    held = factories.membership(guest, factories.post("President"), without_evidence=True)
    talks = factories.level_change(
        passages=[report], title="Level", place=factories.place("Sofia"), instrument=factories.instrument("Statement")
    )
    factories.participation(talks, guest, side=factories.country("vn"), membership=held, title_as_printed="Leader")
    factories.participation(talks, guest, side=factories.country("bg"), membership=held, role="host")
    factories.participation(talks, factories.organization("Delegation"))

    assert of(talks).paragraphs[0] == (
        "Level change; Sofia; Bulgaria, Việt Nam; Strategic Partnership; Statement; "
        "Delegation; Guest, President; Guest, Leader"
    )


def test_the_passages_of_an_event_stand_as_they_were_reported() -> None:
    later = factories.passage(factories.article("Later", published="2025-10-24"))
    story = factories.article("Early", published="2025-10-23")
    second, first = factories.passage(story, "double two-way trade"), factories.passage(story, "two sides")
    undated = factories.passage(factories.article("Undated", "No day.", published=None))

    talks = factories.event(passages=[undated, second, first, later])

    assert of(talks).paragraphs[1:] == (later.exact, "two sides", "double two-way trade", "No day.")


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        (None, None, Dates()),
        ("2025-10-23", None, Dates(date(2025, 10, 23), date(2025, 10, 23), date(2025, 10, 23))),
        ("../2025-10-23", None, Dates(None, date(2025, 10, 23), date(2025, 10, 23))),
        ("2025-10", "2025-11", Dates(date(2025, 10, 1), date(2025, 10, 31), date(2025, 11, 30))),
        ("2025", "2025-11-02/..", Dates(date(2025, 1, 1), date(2025, 12, 31), None)),
    ],
)
def test_an_event_lasts_from_its_start_to_its_end(
    report: Passage, start: str | None, end: str | None, dates: Dates
) -> None:
    talks = factories.event(start=start, end=end, passages=[report])

    assert of(talks).dates == dates
    assert of(talks).occasions == ((dates,) if dates else ())
