"""Round anniversaries to come."""

from datetime import date

import pytest
from django.test import Client

from articles.models import Claim, PartnershipEvent
from articles.relating.anniversaries import is_round, to_come
from tests import factories

pytestmark = pytest.mark.django_db


def established(
    start: str | None = "1950-02-08", pair: tuple[str, str] = ("bg", "vn"), **fields: object
) -> PartnershipEvent:
    fields.setdefault("passages", [factories.passage()])
    title = f"Relations of {pair[0]} and {pair[1]}"
    return factories.event(
        title,
        "relations-established",
        start,
        parties=pair,
        partnership=factories.partnership(*pair),
        **fields,  # type: ignore[arg-type]
    )


def found(first: str, last: str, country: str = "") -> list[tuple[int, str]]:
    return [
        (each.years, str(each.when)) for each in to_come(date.fromisoformat(first), date.fromisoformat(last), country)
    ]


def test_round_are_five_ten_and_every_quarter_of_a_century() -> None:
    assert [years for years in range(-5, 130) if is_round(years)] == [5, 10, 25, 50, 75, 100, 125]


def test_an_anniversary_falls_on_the_day_the_month_or_the_year_that_is_known() -> None:
    established("1950-02-08")
    established("2000-05", ("fi", "vn"))
    established("1975", ("us", "vn"))

    assert found("2025-01-01", "2025-12-31") == [(50, "2025"), (75, "2025-02-08"), (25, "2025-05")]


def test_what_is_past_or_too_far_is_left_out() -> None:
    established("1950-02-08")

    assert found("2025-02-09", "2026-02-01") == []
    assert found("2025-02-08", "2025-02-08") == [(75, "2025-02-08")]


def test_a_leap_day_is_kept_on_the_day_before() -> None:
    established("2000-02-29")

    assert found("2025-01-01", "2025-12-31") == [(25, "2025-02-28")]


def test_only_what_began_has_anniversaries_and_only_what_everybody_may_read() -> None:
    established("2000-01-01", status="planned")
    established(None, ("fi", "vn"))
    established("1999-12-01/2000-02-01", ("us", "vn"))
    factories.event("Talks", "talks", "2000-03-01", passages=[factories.passage()])
    established("2000-04-01", ("bg", "fi"), passages=[factories.passage(factories.article(status="draft"))])

    assert found("2025-01-01", "2025-12-31") == []


def test_years_at_the_ends_of_the_calendar_are_no_fault() -> None:
    established("0001-01-01")

    assert found("0006-01-01", "0006-12-31") == [(5, "0006-01-01")]
    assert found("9998-01-01", "9999-12-31") == []


def test_the_page_leads_to_the_event_its_pair_and_the_passage(client: Client) -> None:
    quote = factories.passage()
    established("1950-02-08", passages=[quote])
    factories.level_change(start="2020-03-01", passages=[factories.passage()], pair=("fi", "vn"))

    page = client.get("/anniversaries/?from=2025&country=bg").content.decode()

    assert "<strong>75 years</strong>" in page
    assert 'href="/partnerships/bg-vn/"' in page
    assert quote.get_absolute_url() in page
    assert "<strong>5 years</strong>" not in page
    assert 'href="/anniversaries.ics?from=2025&amp;country=bg"' in page


def disputed(event: PartnershipEvent, *values: str, preferred: str = "") -> None:
    for value in values:
        quote = factories.passage(factories.article(f"Told {value}"))
        chosen = value == preferred
        Claim.objects.create(
            event=event, field="start", value=value, passage=quote, preferred=chosen, reason="It is nearer." * chosen
        )


def test_what_other_accounts_say_of_the_day_stands_beside_the_anniversary(client: Client) -> None:
    begun = established(slug="begun")
    disputed(begun, "8 February 1950", "7 March 1950", preferred="8 February 1950")
    disputed(established("2000-02-08", ("fi", "vn")), "8 February 2000")
    Claim.objects.create(event=begun, field="place", value="Canary", passage=factories.passage())

    page = client.get("/anniversaries/?from=2025").content.decode()
    file = client.get("/anniversaries.ics?from=2025").content.decode().replace("\r\n ", "")

    assert '<li>sources disagree: <a href="/events/begun/#accounts">7 March 1950</a></li>' in page
    assert page.count("sources disagree") == 1
    assert "Canary" not in page
    assert "\\nSources disagree: 7 March 1950." in file


def test_accounts_of_which_none_is_preferred_are_all_told_and_those_of_drafts_are_not(client: Client) -> None:
    begun = established()
    disputed(begun, "8 February 1950", "7 March 1950")
    draft = factories.passage(factories.article("Draft", status="draft"))
    Claim.objects.create(event=begun, field="start", value="Canary", passage=draft)

    page = client.get("/anniversaries/?from=2025").content.decode()

    assert ">7 March 1950, 8 February 1950</a>" in page
    assert "Canary" not in page


def test_an_empty_page_leads_to_all(client: Client) -> None:
    page = client.get("/anniversaries/?country=fi").content.decode()

    assert "No round anniversary" in page
    assert '<a href="/anniversaries/">all from today</a>' in page


@pytest.mark.parametrize("query", ["from=soon", "country=fi&country=vn"])
def test_what_cannot_be_read_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/anniversaries/?{query}").status_code == 400
    assert client.get(f"/anniversaries.ics?{query}").status_code == 400


def test_the_last_day_of_the_calendar_can_be_asked_for(client: Client) -> None:
    assert client.get("/anniversaries/?from=9999").status_code == 200


def test_pages_of_anniversaries_take_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    for number in range(8):
        established(f"2000-01-0{number + 1}", ("bg", ("vn", "fi", "us")[number % 3]), slug=f"event-{number}")

    with django_assert_max_num_queries(25):  # type: ignore[operator]
        client.get("/anniversaries.ics?from=2025")
