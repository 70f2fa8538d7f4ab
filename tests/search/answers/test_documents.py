"""What is known of a row, beyond its own words, finds it in either engine."""

import pytest

from tests import factories
from tests.search.answers.conftest import Ask
from tests.search.found import buckets, slugs

pytestmark = pytest.mark.django_db


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
