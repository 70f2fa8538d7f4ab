"""Rows as documents: what they tell of, what stays hidden, and what reading them costs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, ArticleVersion, Passage
from articles.search import documents
from articles.search.documents import MODELS, Dates, Document
from articles.search.results import DocumentType
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "Nobody may read these words."
HIDDEN: list[dict[str, Any]] = [
    {"status": "draft"},
    {"status": "review"},
    {"status": "withdrawn"},
    {"visible_from": timezone.now() + timedelta(days=1)},
]


def only(kind: DocumentType) -> Document:
    """The one document of a type."""
    (document,) = documents.read(kind, documents.keys(kind))
    return document


def of(row: Any) -> Document:
    kind = next(kind for kind, model in MODELS.items() if model == row._meta.model_name)
    (document,) = documents.read(kind, [row.pk])
    return document


@pytest.fixture(params=HIDDEN, ids=lambda fields: "-".join(map(str, fields.values()))[:9])
def secret(request: pytest.FixtureRequest) -> Passage:
    """A passage that nobody may read yet, or any more."""
    return factories.passage(
        factories.article(
            "Secret", SECRET, "2020-01-01", agencies=["canary"], **{"status": "published"} | request.param
        )
    )


@pytest.fixture
def report() -> Passage:
    return factories.passage(factories.article("Talks in Sofia", slug="talks", agencies=["vns"]))


def test_an_article_has_its_tags_and_all_that_its_passages_are_evidence_for() -> None:
    story = factories.article(
        "Talks",
        agencies=["vns", "vna"],
        people=[factories.person("Tagged", slug="tagged")],
        countries=["us"],
        organizations=[factories.organization("Tagged Body", slug="tagged-body")],
        sectors=[factories.sector("tagged")],
        place=factories.place("Sofia", slug="sofia"),
        dateline="SOFIA",
    )
    passage = factories.passage(story, paragraph=2, exact="trade", speaker=factories.person("Speaker", slug="speaker"))
    change = factories.level_change(passages=[passage], place=factories.place("Hà Nội", slug="ha-noi"))
    factories.event(start="2024-01-08", end="2024-01-10", parties=["fi"], passages=[passage])
    factories.participation(change, factories.person("Guest", slug="guest"), passage=passage)
    factories.participation(change, factories.organization("Delegation", slug="delegation"), passage=passage)
    factories.membership(factories.person("Holder", slug="holder"), factories.post()).passages.add(passage)
    point = factories.commitment(
        from_countries=["bg"],
        to_countries=["eu"],
        through=factories.organization("Commission", slug="commission"),
        sectors=[factories.sector("trade")],
    )
    factories.telling(point, passage, speaker=factories.person("Teller", slug="teller"))

    assert of(story) == Document(
        type="article",
        pk=story.pk,
        slug=story.slug,
        facets={
            "country": ("bg", "eu", "fi", "us", "vn"),
            "person": ("guest", "holder", "speaker", "tagged", "teller"),
            "org": ("commission", "delegation", "tagged-body"),
            "sector": ("tagged", "trade"),
            "kind": ("level-change", "talks"),
            "level": ("vn-strategic",),
            "agency": ("vna", "vns"),
            "place": ("ha-noi", "sofia"),
            "language": ("en",),
        },
        dates=Dates(date(2025, 10, 23), date(2025, 10, 23), date(2025, 10, 23)),
        occasions=(
            Dates(date(2024, 1, 8), date(2024, 1, 8), date(2024, 1, 10)),
            Dates(date(2025, 10, 23), date(2025, 10, 23), date(2025, 10, 23)),
        ),
        title="Talks",
        dateline="SOFIA",
        paragraphs=tuple(factories.BODY.split("\n\n")),
        lead=2,
    )


def test_an_article_shows_its_latest_version_and_the_evidence_of_all() -> None:
    story = factories.article("Talks", "First text.\n\nOf two paragraphs.")
    first = factories.passage(story, "Of two paragraphs.", speaker=factories.person(slug="to-lam"))
    factories.event(kind="visit", passages=[first])
    ArticleVersion.objects.append(story, "Second text.\n\nNothing rests on it.")

    document = of(story)

    assert document.paragraphs == ("Second text.", "Nothing rests on it.")
    assert document.lead == 1
    assert (document.facets["person"], document.facets["kind"]) == (("to-lam",), ("visit",))


def test_an_article_without_a_version_or_a_date_is_a_document_too() -> None:
    story = Article.objects.create(slug="bare", headline="Bare", status="published", language="zh-Hant")

    document = of(story)

    assert (document.paragraphs, document.lead, document.dates, document.occasions) == ((), 1, Dates(), ())
    assert document.facets == {"language": ("zh-hant",)}


def test_nothing_that_is_hidden_is_a_document(secret: Passage) -> None:
    who = factories.person("Secret Sam")
    talks = factories.event("Secret talks", passages=[secret])
    factories.participation(talks, who)
    point = factories.commitment()
    factories.telling(point, secret, speaker=who)
    rows = (secret.version.article, who, talks, point)

    for kind, row in zip(MODELS, rows, strict=True):
        assert documents.keys(kind) == set()
        assert list(documents.read(kind, [row.pk])) == []
        assert list(documents.newest(kind, 10)) == []


def test_an_article_names_nobody_of_an_event_that_is_hidden(secret: Passage, report: Passage) -> None:
    """The participation rests on a report that everybody may read, the event on one that nobody may."""
    talks = factories.event("Secret talks", kind="visit", passages=[secret])
    factories.participation(talks, factories.person("Secret Sam", slug="sam"), passage=report)
    factories.participation(talks, factories.organization("Hidden Bureau", slug="bureau"), passage=report)

    assert of(report.version.article).facets == {"agency": ("vns",), "language": ("en",)}


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


def test_a_commitment_tells_nothing_of_a_hidden_report_or_event(secret: Passage, report: Passage) -> None:
    """A telling that an editor published without evidence may still lead to a passage of a hidden report."""
    hidden = factories.event(
        "Secret talks", "visit", "2019-01-01", passages=[secret], place=factories.place("Lair", slug="lair")
    )
    point = factories.commitment("Trade", ["bg"], ["vn"])
    factories.telling(point, secret, "asked", without_evidence=True, event=hidden)
    factories.telling(point, report, "pledged", event=hidden)

    document = of(point)

    assert document.paragraphs == ("Asked, pledged; Bulgaria; Việt Nam", report.exact)
    assert document.facets == {"country": ("bg", "vn"), "agency": ("vns",)}
    assert document.dates.earliest == date(2025, 10, 23)
    assert len(document.occasions) == 1


def test_a_hidden_telling_is_not_part_of_a_commitment(secret: Passage, report: Passage) -> None:
    point = factories.commitment("Trade", ["bg"], ["vn"])
    factories.telling(point, report)
    factories.telling(point, secret, "asked", speaker=factories.person("Secret Sam"))

    document = of(point)

    assert document.paragraphs == ("Pledged; Bulgaria; Việt Nam", report.exact)
    assert "person" not in document.facets


def test_a_commitment_is_dated_by_its_occasions_before_its_reports(report: Passage) -> None:
    point = factories.commitment("Trade", through=factories.organization("Commission", slug="commission"))
    visit = factories.event(kind="visit", start="2025-10-22", end="2025-10-24", passages=[report])
    factories.telling(point, report, "pledged", event=visit, speaker=factories.person("Tô Lâm", slug="to-lam"))
    factories.telling(point, report, "asked")

    document = of(point)

    assert document.dates == Dates(date(2025, 10, 22), date(2025, 10, 22), date(2025, 10, 24))
    assert [dates.earliest for dates in document.occasions] == [date(2025, 10, 22), date(2025, 10, 23)]
    assert document.paragraphs[0] == "Asked, pledged; Bulgaria, Việt Nam; Commission; Tô Lâm"
    assert document.facets["org"] == ("commission",)


def test_a_person_has_every_name_and_the_posts_that_everybody_may_read_of(secret: Passage, report: Passage) -> None:
    who = factories.person("Rumen Radev", slug="rumen-radev", country=factories.country("bg"))
    for form in ("Rumen Radev", "Радев", "Radev"):
        factories.name(who, form)
    presidency = factories.organization("Presidency", slug="presidency")
    office = factories.post("President", organization=presidency, country=factories.country("fi"))
    factories.membership(who, office, "2017-01-22", "2026-01-01").passages.add(report)
    factories.membership(who, factories.post("General"), "2014", "2016", without_evidence=True)
    factories.membership(who, factories.post("Poobah", country=factories.country("us"))).passages.add(secret)

    document = of(who)

    assert document.paragraphs == ("General; President, Presidency", "Bulgaria", "Radev; Радев")
    assert document.facets == {"person": ("rumen-radev",), "country": ("bg", "fi"), "org": ("presidency",)}


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


def test_documents_come_in_the_order_of_the_keys_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BATCH", 2)
    first, second, third, hidden = (factories.article(status=status).pk for status in ["published"] * 3 + ["draft"])
    wanted = [third, first, hidden, 10**9, third, second, first]

    assert [document.pk for document in documents.read("article", wanted)] == [third, first, second]


def test_the_newest_come_first() -> None:
    for day in (2, 3, 1):
        factories.article(published=f"2025-10-0{day}", slug=f"day-{day}")

    assert [document.slug for document in documents.newest("article", 2)] == ["day-3", "day-2"]


def test_two_documents_keep_their_values_apart() -> None:
    for code in ("bg", "fi"):
        passage = factories.passage(factories.article(f"Of {code}", agencies=[code]))
        factories.event(f"Talks of {code}", parties=[code], passages=[passage])
        factories.telling(factories.commitment(code, [code], [code]), passage)

    for kind in ("article", "event", "commitment"):
        found = list(documents.read(kind, sorted(documents.keys(kind))))
        assert [(one.facets["country"], one.facets["agency"]) for one in found] == [(("bg",),) * 2, (("fi",),) * 2]


def test_nothing_takes_no_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert [list(documents.read(kind, [])) for kind in MODELS] == [[], [], [], []]

    assert len(queries) == 0


@pytest.mark.parametrize(("kind", "most"), [("article", 3), ("person", 2), ("event", 4), ("commitment", 3)])
def test_a_batch_takes_few_queries_however_much_rests_on_it(kind: DocumentType, most: int, report: Passage) -> None:
    for number in range(30):
        who = factories.person(f"Person {number}")
        factories.name(who, f"Form {number}")
        passage = factories.passage(factories.article(f"Report {number}", agencies=["vns"], people=[who]))
        talks = factories.event(f"Talks {number}", passages=[passage, report])
        factories.participation(talks, who, passage=passage)
        factories.telling(factories.commitment(f"Point {number}"), passage, speaker=who, event=talks)
    pks = documents.keys(kind)

    with CaptureQueriesContext(connection) as queries:
        found = list(documents.read(kind, pks))

    assert len(found) == len(pks) >= 30
    assert len(queries) <= most


def test_more_keys_than_a_statement_takes_parameters_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite takes 250,000 at the most."""
    monkeypatch.setattr(documents, "BATCH", 10**6)
    wanted = [*range(10**6, 10**6 + 251_000), factories.article(slug="there").pk]

    assert [document.slug for document in documents.read("article", wanted)] == ["there"]


def test_what_rests_on_a_released_report_is_told() -> None:
    """Every rule above hides; the same rows are shown when the report is."""
    story = factories.article("Secret", SECRET, status="draft")
    passage = factories.passage(story)
    talks = factories.event(passages=[passage])
    factories.telling(factories.commitment(), passage, event=talks)

    Article.objects.filter(pk=story.pk).update(status="published")

    assert SECRET in only("article").text
    assert SECRET in only("event").text
    assert SECRET in only("commitment").text
