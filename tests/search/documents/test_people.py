"""People as documents: their names and the posts they held."""

import pytest

from articles.models import Passage
from tests import factories
from tests.search.documents.reading import of

pytestmark = pytest.mark.django_db


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
