"""Whether two stories are of one visit: by a guest in common, and by nothing that any two visits to a place share."""

import pytest

from articles.models import Article
from tests import factories as make
from tests.imports.taking import lines, take

pytestmark = pytest.mark.django_db

HOST = "President Rumen Radev"
STORY = "SOFIA — Tô Lâm spoke with {host} in Sofia on Friday. Việt Nam and Bulgaria trade more and more. — VNA"


@pytest.fixture(autouse=True)
def _known() -> None:
    make.name(make.place("Sofia", country=make.country("bg")), "Sofia")
    for code, form in (("bg", "Bulgaria"), ("vn", "Việt Nam"), ("fi", "Finland")):
        make.name(make.country(code), form)
    for name, code in (("Tô Lâm", "vn"), ("Rumen Radev", "bg"), ("Alexander Stubb", "fi"), ("Iliana Iotova", "bg")):
        make.name(make.person(name, country=make.country(code)), name)


def dated(text: str, day: str = "2025-10-23") -> str:
    return f"date {day}\nSOFIA — {text} — VNS\n"


def inferred(*files: str) -> str | None:
    """The day of the story, imported after these."""
    for file in files:
        take(file)
    take(STORY.format(host=HOST))
    found = Article.objects.get(sign_off__agency__code="vna").published
    return str(found) if found else None


def test_a_guest_in_common_is_enough() -> None:
    assert inferred(dated("Tô Lâm arrived in Sofia on Thursday.")) == "2025-10-24"


@pytest.mark.parametrize(
    "text",
    [
        "Rumen Radev received Alexander Stubb. Finland, Việt Nam and Bulgaria trade more and more.",
        "Rumen Radev and Iliana Iotova spoke of Việt Nam and Bulgaria on Thursday.",
        "Việt Nam and Bulgaria trade more and more.",
        "Rumen Radev received Alexander Stubb.\n\nThey ate.\n\nThey drank.\n\nTô Lâm had been there last year.",
    ],
)
def test_hosts_countries_and_what_is_looked_back_on_are_not(text: str) -> None:
    assert inferred(dated(text)) is None


def test_of_two_visits_of_one_guest_neither_is_taken() -> None:
    assert inferred(dated("Tô Lâm came."), dated("Tô Lâm came with {host}.", "2024-03-14")) is None


def test_the_nearest_article_of_a_visit_tells_the_day() -> None:
    assert inferred(dated("Tô Lâm is to come.", "2025-10-20"), dated("Tô Lâm left.", "2025-10-26")) == "2025-10-24"


def test_a_dated_event_in_common_is_enough() -> None:
    text = "Guests from abroad held talks in Sofia on 23 October 2025."
    take(dated(text))

    take("SOFIA — After the talks on 23 October 2025 the guests left on Friday. — VNA")

    assert str(Article.objects.get(sign_off__agency__code="vna").published) == "2025-10-24"


def test_an_event_that_both_look_back_on_is_not() -> None:
    take(dated("Guests from abroad recalled the talks held in Sofia on 5 May 2010."))

    take("SOFIA — Years after the talks held on 5 May 2010 others left on Friday. — VNA")

    assert Article.objects.get(sign_off__agency__code="vna").published is None


def test_where_nobody_is_known_the_same_names_on_a_visit_are_enough() -> None:
    lead = "Party leader Vo Van Mau and Speaker Ana Maria Ilieva met in Ruse on {day} during a visit."
    other = "Speaker Ana Maria Ilieva received Board Chair Jon Olav Berg in Ruse on {day} during a visit."

    for text in (other, lead):
        take(f"date 2025-10-23\nRUSE — {text.format(day='Thursday')} — VNS")
        take(f"RUSE — {lead.format(day='Friday')} They parted. — VNA")
        found = Article.objects.get(sign_off__agency__code="vna").published
        assert (str(found) if found else None) == (None if text == other else "2025-10-24")


def test_from_an_article_of_a_month_no_day_is_counted() -> None:
    take(lines({"dateline": "SOFIA", "datePublished": "2025-10", "articleBody": "Tô Lâm came."}))

    assert inferred() is None
