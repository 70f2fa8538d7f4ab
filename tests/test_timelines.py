"""Events in order of time: headings, groups, and how many fall where."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import Span
from articles.models import PartnershipEvent
from articles.timelines import Grouping, density, grouped, groups, period, years
from articles.vocabulary import Precision
from tests import factories

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


def event(title: str = "Talks", start: str | None = "2025-10-23", **fields: object) -> PartnershipEvent:
    return factories.event(title, start=start, without_evidence=True, **fields)  # type: ignore[arg-type]


def headings(scale: Precision) -> list[tuple[str, list[str]]]:
    rows = years(PartnershipEvent.objects.newest_first(), scale)
    return [(year.label, [bucket.label for bucket in year.buckets]) for year in rows]


@pytest.mark.parametrize(
    ("text", "scale", "expected"),
    [
        ("2025-10-23", DAY, "2025-10-23"),
        ("2025-10-23", MONTH, "2025-10"),
        ("2025-10-23", YEAR, "2025"),
        ("2013-10", DAY, "2013-10"),
        ("2013", MONTH, "2013"),
        ("2025-10-29/2025-10-30", DAY, "2025-10"),
        ("2025-12-31/2026-01-01", DAY, ""),
        ("../2023-09-23", YEAR, ""),
    ],
)
def test_a_period_is_the_finest_that_holds_the_whole_span(text: str, scale: Precision, expected: str) -> None:
    assert period(Span.parse(text), scale) == expected


@pytest.mark.django_db
def test_headings_follow_the_scale() -> None:
    event(start="2025-10-23")
    event(start="2025-10-22")
    event(start="1957-07-17")

    assert headings(YEAR) == [("2025", ["2025"]), ("1957", ["1957"])]
    assert headings(MONTH) == [("2025", ["October 2025"]), ("1957", ["July 1957"])]
    assert headings(DAY) == [("2025", ["23 October 2025", "22 October 2025"]), ("1957", ["17 July 1957"])]


@pytest.mark.django_db
def test_an_event_known_only_to_the_year_stands_in_no_month() -> None:
    event(start="2013")
    event(start="2013-10")

    assert headings(MONTH) == [("2013", ["October 2013", "2013, not dated to a month"])]
    assert headings(DAY) == [("2013", ["October 2013, not dated to a day", "2013, not dated to a month"])]


@pytest.mark.django_db
def test_undated_events_stand_at_the_end_under_a_heading_of_their_own() -> None:
    event(start=None)
    event(start="2013")

    assert headings(YEAR) == [("2013", ["2013"]), ("In no one year", ["Dates that fit no one year"])]


@pytest.mark.django_db
def test_an_event_stands_in_the_group_of_each_of_its_countries() -> None:
    event("Talks", parties=("bg", "vn"))
    event("Meeting", parties=("fi", "vn"))

    found = groups(grouped(PartnershipEvent.objects.all(), Grouping.COUNTRY, newest=True), YEAR)

    assert [(group.key, len(group.years[0].buckets[0].entries)) for group in found] == [("bg", 1), ("fi", 1), ("vn", 2)]


@pytest.mark.django_db
def test_groups_are_not_cut_down_to_the_country_asked_for() -> None:
    event(parties=("bg", "vn"))

    asked = PartnershipEvent.objects.filter(parties="bg")

    assert [row.group_key for row in grouped(asked, Grouping.COUNTRY, newest=True)] == ["bg", "vn"]


@pytest.mark.django_db
def test_kinds_are_named_in_words() -> None:
    event(kind="press-briefing")

    (group,) = groups(grouped(PartnershipEvent.objects.all(), Grouping.KIND, newest=False), YEAR)

    assert (group.key, group.label) == ("press-briefing", "press briefing")


@pytest.mark.django_db
def test_a_person_stands_once_with_an_event_whatever_the_roles_and_only_where_readable() -> None:
    talks = event()
    lam, hidden = factories.person("Tô Lâm"), factories.person("Hidden")
    factories.participation(talks, lam, role="guest")
    factories.participation(talks, lam, role="speaker")
    draft = factories.passage(factories.article(status="draft"))
    factories.participation(talks, hidden, passage=draft)

    rows = grouped(PartnershipEvent.objects.all(), Grouping.PERSON, newest=True)

    assert [row.group_label for row in rows] == ["Tô Lâm"]


@pytest.mark.django_db
def test_density_counts_every_event_once_and_shows_empty_periods() -> None:
    for start in ("2023-11", "2024-01-05", "2024-01-08", "2024", None):
        event(start=start)

    found = density(PartnershipEvent.objects.all(), MONTH)

    assert [(bar.period, bar.count) for bar in found.bars] == [("2023-11", 1), ("2023-12", 0), ("2024-01", 2)]
    assert found.wider == 2


@pytest.mark.django_db
def test_density_takes_a_coarser_unit_rather_than_many_bars() -> None:
    event(start="1950-02-08")
    event(start="2025-10-23")

    found = density(PartnershipEvent.objects.all(), DAY)

    assert (found.unit, len(found.bars), found.most) == (YEAR, 76, 1)


@pytest.mark.django_db
def test_density_of_nothing_has_no_bars() -> None:
    assert density(PartnershipEvent.objects.none(), YEAR).bars == ()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_period_never_claims_more_than_the_span_tells(one: date, other: date) -> None:
    span = Span(min(one, other), max(one, other))

    for scale in (DAY, MONTH, YEAR):
        found = period(span, scale)
        if found:
            held = Span.parse(found)
            assert held.earliest and held.latest and held.earliest <= span.earliest and span.latest <= held.latest  # type: ignore[operator]
