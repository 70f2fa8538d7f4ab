"""The traps of the stock backend (numbered as in docs/search.md), each mended."""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from haystack import connections
from haystack.forms import FacetedSearchForm
from haystack.inputs import Exact
from haystack.query import SearchQuerySet
from whoosh.filedb.filestore import FileStorage
from whoosh.index import open_dir

from articles.models import Article, Person
from articles.search import Query, lifecycle, search
from articles.search.engines.whoosh import IndexUnavailable, schema, writing
from articles.search.engines.whoosh.analysis import ArchiveAnalyzer
from articles.search.engines.whoosh.generations import Generations
from articles.search.engines.whoosh.snapshot import snapshots
from tests import factories

pytestmark = pytest.mark.django_db


def found(queryset: SearchQuerySet) -> list[str]:
    return [result.slug for result in queryset]


def test_1_a_narrowing_that_leaves_nothing_leaves_nothing(archive: Path) -> None:
    assert SearchQuerySet().narrow("country:us").narrow("agency:vns").count() == 0
    assert SearchQuerySet().narrow("country:atlantis").count() == 0


def test_2_facets_are_whole_codes(archive: Path) -> None:
    counts = SearchQuerySet().models(Article).facet("country").facet("language").facet_counts()

    assert counts["fields"]["country"] == [("bg", 2), ("us", 1)]
    assert counts["fields"]["language"] == [("en", 3)]


def test_2_values_with_hyphens_stay_whole(index_folder: Path) -> None:
    factories.article("Committee", organizations=[factories.organization("X", slug="bg-vn-committee")])
    lifecycle.rebuild()

    (result,) = SearchQuerySet().models(Article)
    assert result.org == ["bg-vn-committee"]


def test_3_slices_answer_what_they_name(archive: Path) -> None:
    everything = [result.pk for result in SearchQuerySet().order_by("slug")]

    assert [result.pk for result in SearchQuerySet().order_by("slug")[1:3]] == everything[1:3]
    assert [result.pk for result in SearchQuerySet().order_by("slug")[3:7]] == everything[3:7]


def test_3_sort_directions_may_differ(archive: Path) -> None:
    results = SearchQuerySet().models(Article).order_by("-earliest", "slug")

    assert found(results) == ["two", "one", "three"]


def test_3_one_letter_and_everything_are_answered(archive: Path) -> None:
    factories.article("A", "z marks it.", slug="letter")
    lifecycle.drain()

    assert found(SearchQuerySet().filter(content="z")) == ["letter"]
    assert SearchQuerySet().all().count() == 5


def test_4_a_spelling_is_suggested_when_nothing_is_found(archive: Path) -> None:
    backend = connections["default"].get_backend()
    backend.include_spelling = True

    assert backend.search("goverment")["spelling_suggestion"] == "government"
    assert backend.search("government")["spelling_suggestion"] is None


def test_5_searches_share_one_open_reader(archive: Path) -> None:
    before = snapshots.current(archive)

    search(Query(text="trade"))
    SearchQuerySet().filter(content="trade").count()

    assert snapshots.current(archive) is before


def test_6_all_types_are_searched_without_scoring_a_restriction(archive: Path) -> None:
    with_models = SearchQuerySet().models(Article, Person).filter(content="radev")
    scores = {result.slug: result.score for result in SearchQuerySet().filter(content="radev")}

    assert {result.slug: result.score for result in with_models} == scores


def test_7_values_of_documents_are_kept_between_searches(archive: Path) -> None:
    before = snapshots.current(archive)
    factories.article("Later", slug="later")
    lifecycle.drain()

    after = snapshots.current(archive)

    assert after is not before
    kept = {leaf.arrays.segment_id: leaf.arrays for leaf in after.leaves}
    assert all(kept[leaf.arrays.segment_id] is leaf.arrays for leaf in before.leaves)


def test_7_what_was_known_of_segments_that_are_gone_is_let_go(archive: Path) -> None:
    search(Query())
    factories.article("Later", slug="later")
    lifecycle.drain()
    search(Query())
    writing.optimize(archive)
    snapshot = snapshots.current(archive)

    assert {name for name, _ in snapshot.shared.numbers} <= {leaf.arrays.segment_id for leaf in snapshot.leaves}


def test_8_a_locked_index_is_an_error_that_is_seen(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LOCK_WAIT", 0.1)
    stranger = open_dir(str(Generations(archive).current())).writer()

    with pytest.raises(IndexUnavailable, match="Lock"):
        connections["default"].get_backend().remove(Article.objects.get(slug="one"))

    stranger.cancel()


def test_8_a_failing_update_lets_go_of_the_lock(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.article("Later", slug="later")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "record", lambda document: {"id": document.slug, "nonsense": 1})
        with pytest.raises(Exception, match="nonsense"):
            lifecycle.drain()

    assert lifecycle.drain() > 0
    assert SearchQuerySet().filter(slug="later").count() == 1


def test_9_the_analyzer_lives_where_the_index_looks_for_it() -> None:
    analyzer = pickle.loads(pickle.dumps(ArchiveAnalyzer()))

    assert type(analyzer).__module__ == "articles.search.engines.whoosh.analysis"
    assert [(token.text, token.pos) for token in analyzer("Tô pledges", positions=True)] == [
        ("to", 0),
        ("=tô", 0),
        ("pledges", 1),
        ("~pledg", 1),
    ]


def test_10_an_index_in_memory_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="STORAGE"):
        type(connections["default"].get_backend())("default", PATH="/nowhere", STORAGE="ram")


def test_highlights_are_escaped(archive: Path) -> None:
    (result,) = SearchQuerySet().filter(content="aid").highlight()

    assert result.highlighted["text"] == ["<em>Aid</em> &lt;img src=x onerror=alert(1)&gt; for US."]


def test_more_like_this_leaves_the_row_itself_out(archive: Path) -> None:
    factories.article("More trade", "Trade of Bulgaria and trade.", slug="more")
    lifecycle.drain()

    assert "more" in found(SearchQuerySet().models(Article).more_like_this(Article.objects.get(slug="one")))
    assert "one" not in found(SearchQuerySet().more_like_this(Article.objects.get(slug="one")))


def test_dates_are_counted_by_gap(archive: Path) -> None:
    from datetime import date

    queryset = SearchQuerySet().date_facet("earliest", date(2024, 1, 1), date(2026, 1, 1), "year")

    assert [count for _, count in queryset.facet_counts()["dates"]["earliest"]] == [1, 2]


def test_rows_given_to_haystack_are_read_again_from_the_database(archive: Path) -> None:
    story = Article.objects.get(slug="one")
    Article.objects.filter(slug="one").update(status="withdrawn")

    connections["default"].get_unified_index().get_index(Article).update_object(story)

    assert SearchQuerySet().filter(slug="one").count() == 0


def test_the_index_holds_what_the_schema_says(archive: Path) -> None:
    index = FileStorage(str(Generations(archive).current())).open_index()

    assert set(index.schema.names()) == set(schema.schema().names())


PHRASES = [
    lambda: SearchQuerySet().raw_search('"e government"'),
    lambda: SearchQuerySet().auto_query('"e government" -seafood'),
    lambda: SearchQuerySet().filter(content=Exact("e government")),
    lambda: SearchQuerySet().filter(content__exact="e government"),
]


@pytest.mark.parametrize("ask", PHRASES)
def test_11_phrases_are_found(archive: Path, ask: Callable[[], SearchQuerySet]) -> None:
    factories.article("Ties", "E-government came first. The government of e was second.", slug="phrase")
    factories.article("No ties", "Government by e, they said.", slug="none")
    lifecycle.drain()

    assert found(ask()) == ["phrase"]


def test_11_tokens_know_where_they_stand() -> None:
    text = "Tô Lâm.\n\n“Việt Nam” pledges"

    tokens = [
        (token.text, text[token.startchar : token.endchar])
        for token in ArchiveAnalyzer(paragraphs=True)(text, positions=True, chars=True)
    ]

    assert ("to", "Tô") in tokens and ("viet", "Việt") in tokens and ("~pledg", "pledges") in tokens


def test_12_every_value_of_a_facet_can_be_chosen_by_haystacks_own_form(index_folder: Path) -> None:
    factories.article("Trade", organizations=[factories.organization("X", slug="bg-vn-committee")])
    factories.article("Trade in parts", agencies=["kinhtebien-vn"])
    lifecycle.rebuild()

    for chosen in ("org:bg-vn-committee", "agency:kinhtebien-vn"):
        form = FacetedSearchForm({"q": "trade"}, selected_facets=[chosen], searchqueryset=SearchQuerySet())
        assert form.search().count() == 1, chosen
    assert SearchQuerySet().filter(org__exact="bg-vn-committee").count() == 1


def test_13_before_and_after_a_day_leave_it_out(archive: Path) -> None:
    factories.article("On the day", slug="day", published="2025-10-23")
    lifecycle.drain()
    day = date(2025, 10, 23)
    dated = SearchQuerySet().filter(earliest__gte=date(1900, 1, 1))

    before, after = dated.filter(earliest__lt=day), dated.filter(earliest__gt=day)

    on = found(SearchQuerySet().filter(earliest__exact=day))
    assert "day" in on and not {*found(before), *found(after)} & set(on)
    assert before.count() + after.count() + len(on) == dated.count()


def test_14_facets_have_their_limit_and_queries_are_counted(archive: Path) -> None:
    asked = SearchQuerySet().models(Article).facet("country", limit=1).query_facet("country", "us")

    counts = asked.facet_counts()

    assert counts["fields"]["country"] == [("bg", 2)]
    assert counts["queries"] == {"country:us": 1}
