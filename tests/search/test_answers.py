"""What every engine answers. Each test runs over the Whoosh index and over the database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.search import rows
from articles.search.results import Bucket, Period, Results
from tests import factories
from tests.search.conftest import Ask, slugs

pytestmark = pytest.mark.django_db


def buckets(results: Results, facet: str) -> dict[str, int]:
    """Values and counts of a facet."""
    return {row.value: row.count for row in next(one for one in results.facets if one.name == facet).buckets}


def marked(results: Results) -> list[str]:
    """What is marked in the snippets of the hits."""
    snippets = [hit.snippet for hit in results.hits if hit.snippet]
    return [part.text for snippet in snippets for part in snippet.fragments if part.marked]


def test_words_are_found_without_regard_to_case_diacritics_and_endings(ask: Ask) -> None:
    factories.article("Pledge", "Tô Lâm pledged to double the trade of both countries.", slug="pledge")
    factories.article("Other", "Nothing of the kind.", slug="other")

    for text in ("to lam", "Tô Lâm", "TO LAM", "pledging", "doubling trade", "country"):
        assert slugs(ask(text)) == ["pledge"], text


def test_no_word_is_too_common_to_be_found(ask: Ask) -> None:
    factories.article("US", "The US and Việt Nam.", slug="us")
    factories.article("They", "It was put to them.", slug="to")

    assert slugs(ask("US")) == ["us"]
    assert slugs(ask("to")) == ["to"]
    assert slugs(ask("The")) == ["us"]


def test_an_acronym_is_one_word_with_or_without_dots(ask: Ask) -> None:
    factories.article("Dots", "A visit to the U.S. ended.", slug="dots")
    factories.article("Pronoun", "They told us of it.", slug="pronoun")

    assert slugs(ask("US")) == ["dots", "pronoun"]
    assert slugs(ask("U.S.")) == ["dots", "pronoun"]


def test_a_word_with_a_hyphen_is_found_whole_and_by_its_parts(ask: Ask) -> None:
    factories.article("Both", "Work on e-government goes on.", slug="whole")
    factories.article("Part", "The government met at e level.", slug="apart")

    assert slugs(ask("e-government")) == ["whole"]
    assert set(slugs(ask("government"))) == {"whole", "apart"}


def test_phrases_alternatives_and_exclusions(ask: Ask) -> None:
    factories.article("One", "A joint statement on trade.", slug="one")
    factories.article("Two", "A statement, joint in name, on aid.", slug="two")

    assert slugs(ask('"joint statement"')) == ["one"]
    assert slugs(ask('"joint statements"')) == ["one"]
    assert set(slugs(ask("joint statement"))) == {"one", "two"}
    assert slugs(ask("joint statement"))[0] == "one"
    assert slugs(ask("joint -trade")) == ["two"]
    assert set(slugs(ask("trade OR aid"))) == {"one", "two"}
    assert slugs(ask("(trade OR aid) -joint")) == []
    assert slugs(ask("-trade")) == ["two"]
    assert slugs(ask('"statement joint"~1 aid')) == ["two"]


def test_words_within_a_distance(ask: Ask) -> None:
    factories.article("Near", "They will double the volume of their trade.", slug="near")
    factories.article("Far", "To double it they need time, and patience, and a good deal of trade.", slug="far")

    assert slugs(ask('"trade double"~5')) == ["near"]
    assert set(slugs(ask('"trade double"~20'))) == {"near", "far"}


def test_a_phrase_of_one_repeated_word_needs_it_as_often(ask: Ask) -> None:
    factories.article("Twice", "Trade trade.", slug="twice")

    assert slugs(ask('"trade trade"')) == ["twice"]
    assert slugs(ask('"trade trade trade"')) == []
    assert slugs(ask('"trade trade trade"~9')) == []


def test_beginnings_and_misspellings(ask: Ask) -> None:
    factories.article("One", "Rosen Zhelyazkov on strategy and e-governance.", slug="one")

    for text in ("strateg*", "Zhelyazkof~", "zhelyazko~", "e-gov*", "Zhel* strat*"):
        assert slugs(ask(text)) == ["one"], text
    assert slugs(ask("Zhelyaskof~")) == []


def test_title_and_text_are_looked_into_apart(ask: Ask) -> None:
    factories.article("Trade grows", "A word on aid.", slug="title")
    factories.article("Aid grows", "A word on trade.", slug="text")

    assert slugs(ask("title:trade")) == ["title"]
    assert slugs(ask("text:trade")) == ["text"]
    assert slugs(ask("trade")) == ["title", "text"]


def test_the_dateline_is_found(ask: Ask) -> None:
    factories.article("One", "Talks.", slug="one", dateline="SOFIA")

    assert slugs(ask("sofia")) == ["one"]


def test_exact_diacritics_come_first(ask: Ask) -> None:
    factories.article("Preposition", "To Lam, to and to, to whom: to Lam.", slug="plain")
    factories.article("Name", "It was a long day on which, among many others who had come, Tô Lâm spoke.", slug="exact")

    assert slugs(ask("Tô Lâm")) == ["exact", "plain"]
    assert set(slugs(ask("to lam"))) == {"exact", "plain"}


def test_every_form_of_a_name_finds_its_bearer(ask: Ask) -> None:
    vietnam = factories.country("vn", "Việt Nam")
    for form in ("Việt Nam", "Vietnam", "Viet Nam"):
        factories.name(vietnam, form)
    factories.article("Printed", "Trade of Việt Nam.", slug="printed")
    factories.article("Joined", "Trade of Vietnam.", slug="joined")
    factories.article("Tagged", "Trade of Hà Nội.", slug="tagged", countries=["vn"])
    factories.article("Other", "Trade of others.", slug="other")

    assert set(slugs(ask("Vietnam"))) == {"printed", "joined", "tagged"}
    assert slugs(ask("Vietnam"))[0] == "joined"
    assert slugs(ask("việt nam trade"))[0] == "printed"
    assert slugs(ask("Vietnam", exact="1")) == ["joined"]
    assert slugs(ask('"Vietnam"')) == ["joined"]
    assert slugs(ask("title:Vietnam")) == []


def test_names_cross_scripts(ask: Ask) -> None:
    speaker = factories.person("Rosen Zhelyazkov", slug="rosen-zhelyazkov")
    for form in ("Zhelyazkov", "Желязков", "Jeliazkov"):
        factories.name(speaker, form)
    factories.article("Spoke", "Zhelyazkov spoke.", slug="spoke", people=[speaker])

    assert slugs(ask("Желязков")) == ["spoke"]
    assert marked(ask("Желязков")) == ["Zhelyazkov"]
    assert [(hit.type, hit.slug) for hit in ask("Желязков", type="person").hits] == [("person", "rosen-zhelyazkov")]


def test_the_longest_name_counts(ask: Ask) -> None:
    sea = factories.place("East Sea", slug="east-sea")
    factories.name(sea, "South China Sea")
    factories.name(factories.country("cn", "China"), "China")
    factories.article("Sea", "Freedom in the East Sea.", slug="sea", place=sea)
    factories.article("China", "Of China.", slug="china", countries=["cn"])

    assert slugs(ask("South China Sea")) == ["sea"]
    assert marked(ask("South China Sea")) == ["East Sea"]


def test_a_title_means_its_bearer_only_while_it_did(ask: Ask) -> None:
    leader = factories.person("Tô Lâm", slug="to-lam")
    factories.name(leader, "Vietnamese Party chief", valid_from="2025-10-22", valid_to="2025-10-24")
    factories.article("During", "Tô Lâm spoke.", "2025-10-23", slug="during", people=[leader])
    factories.article("Before", "Tô Lâm spoke.", "2024-01-01", slug="before", people=[leader])

    assert slugs(ask("Vietnamese Party chief")) == ["during"]
    assert ask("Vietnamese Party chief", type="person").total == 1


def test_values_in_one_facet_are_alternatives_and_facets_narrow_each_other(ask: Ask) -> None:
    factories.article("One", slug="one", countries=["bg"], agencies=["vns"])
    factories.article("Two", slug="two", countries=["us"], agencies=["vns"])
    factories.article("Three", slug="three", countries=["us"], agencies=["vna"])

    assert set(slugs(ask(country=["bg", "us"]))) == {"one", "two", "three"}
    assert set(slugs(ask(country=["bg", "us"], agency="vns"))) == {"one", "two"}
    assert slugs(ask(country="us", exclude__agency="vns")) == ["three"]


def test_counts_ignore_the_choice_in_their_own_facet(ask: Ask) -> None:
    factories.article("One", slug="one", countries=["bg"], agencies=["vns"])
    factories.article("Two", slug="two", countries=["us"], agencies=["vna"])

    results = ask(country="bg")

    assert buckets(results, "country") == {"bg": 1, "us": 1}
    assert buckets(results, "agency") == {"vns": 1}


def test_disjoint_choices_have_no_hits_and_keep_the_facets(ask: Ask) -> None:
    factories.article("One", slug="one", countries=["bg"], agencies=["vns"])
    factories.article("Two", slug="two", countries=["us"], agencies=["vna"])

    results = ask(country="bg", agency="vna")

    assert (results.total, results.pages, results.hits) == (0, 0, ())
    country, agency = (next(one for one in results.facets if one.name == name) for name in ("country", "agency"))
    assert country.buckets == (Bucket("us", 1), Bucket("bg", 0, selected=True))
    assert agency.buckets == (Bucket("vns", 1), Bucket("vna", 0, selected=True))


def test_a_value_that_does_not_exist_has_no_hits_and_stays_chosen(ask: Ask) -> None:
    factories.article("One", countries=["bg"])

    results = ask(country="atlantis")

    assert results.total == 0
    assert Bucket("atlantis", 0, selected=True) in results.facets[0].buckets


def test_values_in_the_text_are_chosen_in_the_facet(ask: Ask) -> None:
    leader = factories.person("Tô Lâm", slug="to-lam")
    factories.article("One", slug="one", people=[leader], countries=["vn"])
    factories.article("Two", slug="two", countries=["bg"])

    results = ask('person:"To Lam" -country:bg')

    assert slugs(results) == ["one"]
    assert Bucket("to-lam", 1, selected=True) in next(one for one in results.facets if one.name == "person").buckets
    assert Bucket("bg", 0, excluded=True) in results.facets[0].buckets
    assert slugs(ask("person:to-lam OR country:bg", sort="oldest")) == ["one", "two"]
    assert slugs(ask('person:"Nobody Atall"')) == []


def test_an_article_has_the_values_of_what_its_passages_are_evidence_for(ask: Ask) -> None:
    story = factories.article("Talks", slug="talks", agencies=["vns"], language="en")
    passage = factories.passage(story)
    change = factories.level_change(passages=[passage], place=factories.place("Sofia", slug="sofia"))
    factories.participation(change, factories.person("Rumen Radev", slug="rumen-radev"), passage=passage)
    point = factories.commitment(
        from_countries=["bg"], to_countries=["eu"], sectors=[factories.sector("trade")],
        through=factories.organization("European Commission", slug="european-commission"),
    )  # fmt: skip
    factories.telling(point, passage, speaker=factories.person("Tô Lâm", slug="to-lam"))

    for facet, values in {
        "person": {"rumen-radev", "to-lam"},
        "country": {"bg", "vn", "eu"},
        "org": {"european-commission"},
        "sector": {"trade"},
        "kind": {"level-change"},
        "level": {"vn-strategic"},
        "agency": {"vns"},
        "place": {"sofia"},
        "language": {"en"},
    }.items():
        assert set(buckets(ask(), facet)) == values, facet


def test_people_events_and_commitments_are_found_by_what_is_known_of_them(ask: Ask) -> None:
    passage = factories.passage(factories.article("Talks"))
    radev = factories.person("Rumen Radev", slug="rumen-radev")
    factories.name(radev, "Радев")
    office = factories.post("President of Bulgaria", slug="bg-president")
    factories.membership(radev, office).passages.add(passage)
    talks = factories.event("Talks in Sofia", slug="talks", passages=[passage])
    factories.participation(talks, radev, title_as_printed="Bulgarian President")
    point = factories.commitment("Double two-way trade", key="dbltrade", target="double within years")
    factories.telling(point, passage, "pledged", speaker=radev)

    assert slugs(ask("President Bulgaria", type="person")) == ["rumen-radev"]
    assert slugs(ask("Радев", type="person")) == ["rumen-radev"]
    assert slugs(ask("Bulgarian President", type="event")) == ["talks"]
    assert slugs(ask(passage.exact.split()[0], type="event")) == ["talks"]
    assert slugs(ask("pledged double", type="commitment")) == ["dbltrade"]
    assert slugs(ask("type:event Sofia")) == ["talks"]
    assert {hit.type for hit in ask("(type:event OR type:commitment) Radev").hits} == {"event", "commitment"}


def test_types_are_counted_whichever_is_asked_for(ask: Ask) -> None:
    passage = factories.passage(factories.article("Talks"))
    factories.event("Talks in Sofia", passages=[passage])

    results = ask("talks", type="event")

    assert [(row.value, row.count, row.selected) for row in results.types] == [
        ("article", 1, False),
        ("person", 0, False),
        ("event", 1, True),
        ("commitment", 0, False),
    ]


def test_dates_bound_what_touches_them(ask: Ask) -> None:
    for published in ("2024-12-31", "2025-10-23", "2025-10", "2025", None):
        factories.article(f"Of {published}", published=published, slug=f"of-{published}".lower())

    assert set(slugs(ask(from_="2025-10", to="2025-10"))) == {"of-2025-10-23", "of-2025-10", "of-2025"}
    assert slugs(ask(to="2024")) == ["of-2024-12-31"]
    assert set(slugs(ask("date:2025-10-24"))) == {"of-2025-10", "of-2025"}
    assert slugs(ask("date:<=2024")) == ["of-2024-12-31"]
    assert ask().total == 5


def test_days_are_counted_back_from_today(ask: Ask) -> None:
    today = timezone.localdate()
    factories.article("Now", published=str(today), slug="now")
    factories.article("Then", published=str(today - timedelta(days=40)), slug="then")

    assert slugs(ask("last:30d")) == ["now"]
    assert set(slugs(ask("last:2m"))) == {"now", "then"}


def test_articles_are_found_by_the_dates_of_what_they_tell(ask: Ask) -> None:
    story = factories.article("Old relations", published="2025-10-23", slug="story")
    factories.event("Relations", start="1950-02-08", passages=[factories.passage(story)])

    assert slugs(ask("event-date:1950")) == ["story"]
    assert slugs(ask("date:1950")) == []
    assert ask("event-date:1950", type="event").total == 1


def test_order_is_by_date_with_the_undated_last_and_stable_ties(ask: Ask) -> None:
    for slug, published in {"c": "2025-10-23", "b": "2025-10-23", "a": "2024", "x": None}.items():
        factories.article(f"Talks {slug}", published=published, slug=slug)

    assert slugs(ask(sort="newest")) == ["b", "c", "a", "x"]
    assert slugs(ask(sort="oldest")) == ["a", "c", "b", "x"]
    assert {hit.score for hit in ask("talks", sort="newest").hits} == {0.0}
    assert all(hit.score > 0 for hit in ask("talks").hits)


def test_a_word_in_the_title_counts_more(ask: Ask) -> None:
    factories.article("Trade", "Talks of the ministers were held.", slug="title")
    factories.article("Talks", "Trade of the ministers was held.", slug="text")

    assert slugs(ask("trade")) == ["title", "text"]


def test_pages_follow_each_other_without_overlap(ask: Ask) -> None:
    for number in range(23):
        factories.article(f"Talks {number:02}")

    first, second, third = ask("talks"), ask("talks", page="2"), ask("talks", page="3")

    assert (first.total, first.pages, len(first.hits), len(second.hits), len(third.hits)) == (23, 2, 20, 3, 0)
    assert not set(slugs(first)) & set(slugs(second))


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        (["2020", "2025-10-23", "2025-11"], ["2020", "2025"]),
        (["2025-01-01", "2025-10-23", "2025-10-24"], ["2025-01", "2025-10"]),
        (["2025-10-22", "2025-10-23"], ["2025-10-22", "2025-10-23"]),
    ],
)
def test_the_histogram_has_one_unit(ask: Ask, dates: list[str], periods: list[str]) -> None:
    for number, published in enumerate(dates):
        factories.article(f"Talks {number}", published=published)

    assert [one.period for one in ask().histogram] == periods


def test_what_fits_no_bar_is_counted_apart(ask: Ask) -> None:
    for number, published in enumerate(["2025-01-05", "2025-10-23", "2025", "../2025-03-01", None]):
        factories.article(f"Talks {number}", published=published)

    results = ask()

    assert results.histogram == (Period("2025-01", 1), Period("2025-10", 1))
    assert (results.imprecise, results.undated) == (2, 1)


def test_a_snippet_is_the_paragraph_that_answers_with_its_words_marked(ask: Ask) -> None:
    body = "This is a summary.\n\nThe two sides met.\n\nTô Lâm’s visits to the countries began. Trade is to double."
    factories.article("Talks", body)

    (hit,) = ask("visit lam country").hits

    assert hit.snippet is not None
    assert hit.snippet.paragraph == 3
    assert "".join(part.text for part in hit.snippet.fragments) == body.split("\n\n")[2]
    assert [part.text for part in hit.snippet.fragments if part.marked] == ["Lâm", "visits", "countries"]


def test_without_words_a_snippet_is_the_first_passage(ask: Ask) -> None:
    story = factories.article("Talks", "This is a summary.\n\nThe two sides met.")
    factories.passage(story, "The two sides met.")

    (hit,) = ask().hits

    assert hit.snippet is not None
    assert (hit.snippet.paragraph, [part.marked for part in hit.snippet.fragments]) == (2, [False])


def test_a_misspelt_word_is_put_right_where_that_has_hits(ask: Ask) -> None:
    factories.article("Government of Bulgaria", "The government met.", countries=["bg"])

    assert ask("goverment").did_you_mean == "government"
    assert ask("Goverment -trade").did_you_mean == "Government -trade"
    assert ask("government").did_you_mean is None
    assert ask("goverment", country="us").did_you_mean is None
    assert ask("xyzzy").did_you_mean is None


def test_a_name_that_no_document_has_in_this_form_is_no_misspelling(ask: Ask) -> None:
    who = factories.person("Rosen Zhelyazkov")
    factories.name(who, "Rosen Jeliazkov")
    factories.article("Talks", "Rosen Zhelyazkov spoke of Jeliaskov.", people=[who])

    assert ask("jeliazkov").did_you_mean is None
    assert ask("jeliaskof").did_you_mean == "jeliaskov"


def test_only_what_everybody_may_read_is_found_counted_or_suggested(ask: Ask) -> None:
    later = timezone.now() + timedelta(days=1)
    for status, fields in (("draft", {}), ("withdrawn", {}), ("published", {"visible_from": later})):
        hidden = factories.article(f"Canary {status}", "Canary.", status=status, countries=["us"], **fields)
        factories.event("Canary", passages=[factories.passage(hidden)])
    factories.article("Shown", "A canard.", countries=["bg"])

    for kind in ("article", "person", "event", "commitment"):
        assert ask("canary", type=kind).total == 0
    assert buckets(ask(), "country") == {"bg": 1}
    assert ask("canary").did_you_mean == "canard"
    assert ask("canarys").did_you_mean == "canard"


def test_an_event_shows_nothing_of_participants_told_in_hidden_articles(ask: Ask) -> None:
    shown = factories.passage(factories.article("Shown"))
    hidden = factories.passage(factories.article("Hidden", status="draft"))
    talks = factories.event("Talks", passages=[shown])
    factories.participation(talks, factories.person("Seen Person"), passage=shown)
    factories.participation(talks, factories.person("Hidden Person"), passage=hidden)

    assert ask("seen", type="event").total == 1
    assert ask("hidden", type="event").total == 0


def test_rows_are_checked_once_more(ask: Ask) -> None:
    story = factories.article("Talks", slug="talks")
    factories.article("Other", slug="other")
    results = ask()

    type(story).objects.filter(pk=story.pk).update(status="withdrawn")

    assert [row.slug for _, row in rows(results)] == ["other"]


def test_nothing_in_the_archive_is_an_answer_too(ask: Ask) -> None:
    results = ask("trade")

    assert (results.total, results.hits, results.did_you_mean) == (0, (), None)
    assert [facet.buckets for facet in results.facets] == [()] * 9


def test_the_mode_is_told(ask: Ask, request: pytest.FixtureRequest) -> None:
    expected = "index" if "whoosh" in request.node.name else "reduced"

    assert ask().mode == expected


@pytest.mark.parametrize("kind", ["article", "person", "event", "commitment"])
def test_rows_take_few_queries(kind: str, ask: Ask, django_assert_max_num_queries: object) -> None:
    for number in range(3):
        passage = factories.passage(factories.article(f"Talks {number}", agencies=["vns", "vna"]))
        speaker = factories.person(f"Person {number}")
        occasion = factories.event(f"Event {number}", passages=[passage])
        factories.participation(occasion, speaker, passage=passage)
        factories.telling(factories.commitment(f"Point {number}"), passage, speaker=speaker, event=occasion)
    results = ask(type=kind)

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(rows(results)) == 3


def test_where_nothing_is_found_the_commonest_values_still_stand_there_at_zero(ask: Ask) -> None:
    bulgaria, finland = factories.country("bg", "Bulgaria"), factories.country("fi", "Finland")
    factories.article("One", "Trade.", countries=[bulgaria], slug="one")
    factories.article("Two", "Aid.", countries=[bulgaria, finland], slug="two")

    nothing = ask("zebra")

    assert nothing.total == 0
    assert buckets(nothing, "country") == {"bg": 0, "fi": 0}
    assert buckets(ask("trade"), "country") == {"bg": 1}
