"""The ledger of commitments, and one point with all its tellings."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Commitment, FollowUp, Passage
from tests import factories

pytestmark = pytest.mark.django_db


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def passage(published: str = "2025-10-23", **fields: Any) -> Passage:
    return factories.passage(factories.article(published=published, agencies=["vns"], **fields))


def point(summary: str = "Double trade", modality: str = "pledged", **fields: Any) -> Commitment:
    row = factories.commitment(summary, **fields)
    factories.telling(row, passage(), modality)
    return row


def test_the_ledger_is_narrowed_by_modality_direction_and_sector(client: Client) -> None:
    fishing = factories.sector("fisheries")
    point("Lift the yellow card", "asked", from_countries=("vn",), to_countries=("bg",), sectors=[fishing])
    point("Double trade")
    point("Help each other", from_countries=("bg",), to_countries=("vn",))

    for parameters in ("modality=asked", "from_country=vn&to_country=bg&sector=fisheries", "sector=fisheries"):
        page = read(client, f"/commitments/?{parameters}")
        assert "Lift the yellow card" in page, parameters
        assert "Double trade" not in page, parameters
        assert "Help each other" not in page, parameters


def test_an_unknown_modality_is_refused_with_those_that_work(client: Client) -> None:
    response = client.get("/commitments/?modality=kept")

    assert response.status_code == 400
    assert "pledged" in response.content.decode()


def test_an_empty_choice_says_so(client: Client) -> None:
    assert "No point is held here for this choice" in read(client, "/commitments/?sector=none")


def test_every_telling_stands_with_its_own_modality_in_the_order_told(client: Client) -> None:
    row = point()
    factories.telling(row, passage("2025-10-24"), "stated")

    page = read(client, row.get_absolute_url())

    assert "Told 2 times" in page
    assert page.index("modality-pledged") < page.index("modality-stated")
    assert page.count("Archive summary of a report by VNS") == 2


def test_the_speaker_stands_in_the_capacity_of_then(client: Client) -> None:
    speaker = factories.person("Rosen Zhelyazkov")
    factories.membership(speaker, factories.post("Speaker"), "../2024-01-05", "2024-01-09/..", without_evidence=True)
    factories.membership(
        speaker, factories.post("Prime Minister"), "../2025-10-24", "2025-10-24/..", without_evidence=True
    )
    row = factories.commitment()
    then = factories.event(start="2024-01-08", passages=[passage()])
    factories.telling(row, passage(), "hoped", speaker=speaker, event=then)

    page = read(client, row.get_absolute_url())

    assert '<span class="capacity">Speaker</span>' in page
    assert "Prime Minister" not in page


def test_a_point_of_drafts_only_is_not_found(client: Client) -> None:
    row = factories.commitment("Canary point")
    factories.telling(row, passage(status="draft"))

    assert client.get(row.get_absolute_url()).status_code == 404
    assert "Canary" not in read(client, "/commitments/")


def test_later_reports_are_shown_as_evidence(client: Client) -> None:
    row = point()
    FollowUp.objects.create(commitment=row, kind="progress", passage=passage("2026-01-01", headline="Trade grows"))
    FollowUp.objects.create(commitment=row, kind="completion", passage=passage(status="draft"))

    page = read(client, row.get_absolute_url())

    assert "Progress reported" in page
    assert "Completion reported" not in page


def test_pages_of_commitments_take_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    rows = [point(f"Point {number}", sectors=[factories.sector(f"s{number}")]) for number in range(6)]
    for number in range(4):
        speaker = factories.person(f"Person {number}")
        factories.telling(rows[0], passage(), speaker=speaker, event=factories.event(passages=[passage()]))

    with django_assert_max_num_queries(15):
        read(client, "/commitments/")
    with django_assert_max_num_queries(15):
        read(client, rows[0].get_absolute_url())


def test_facets_count_points_whatever_is_chosen_of_their_own_kind(client: Client) -> None:
    point("Lift the card", "asked", from_countries=("vn",), to_countries=("bg",))
    point("Double trade")
    point("Train people")

    page = read(client, "/commitments/?modality=asked")

    counts = dict(re.findall(r">(asked|pledged|Bulgaria)</a>\s*<span class=\"count\">(\d+)<", page))
    assert counts == {"asked": "1", "pledged": "2", "Bulgaria": "1"}


def test_the_ledger_is_narrowed_by_pair_year_and_day(client: Client) -> None:
    point("Bulgarian point")
    point("Finnish point", from_countries=("fi",), to_countries=("vn",))
    early = factories.commitment("Early point")
    factories.telling(early, passage("2013-05-01"), "pledged")
    factories.event(passages=[passage()])

    for parameters, shown in {
        "partnership=bg-vn": {"Bulgarian point", "Early point"},
        "partnership=vn-fi": {"Finnish point"},
        "partnership=BG-VN&partnership=bg-vn": {"Bulgarian point", "Early point"},
        "year=2013": {"Early point"},
        "as_of=2020": {"Early point"},
        "open_since=2013": {"Early point"},
    }.items():
        page = read(client, f"/commitments/?{parameters}")
        found = {words for words in ("Bulgarian point", "Finnish point", "Early point") if words in page}
        assert found == shown, parameters


def test_a_point_whose_completion_is_reported_is_open_no_more(client: Client) -> None:
    done, open_one = point("Done point"), point("Open point")
    FollowUp.objects.create(commitment=done, kind="completion", passage=passage("2026-01-01"))
    FollowUp.objects.create(commitment=open_one, kind="completion", passage=passage("2026-01-01", status="draft"))

    page = read(client, "/commitments/?open_since=2025")

    assert "Open point" in page
    assert "Done point" not in page


def test_modality_and_year_speak_of_the_same_telling(client: Client) -> None:
    row = factories.commitment("Two tellings")
    factories.telling(row, passage("2013-05-01"), "pledged")
    factories.telling(row, passage("2025-05-01"), "asked")

    assert "Two tellings" in read(client, "/commitments/?modality=asked&year=2025")
    assert "Two tellings" not in read(client, "/commitments/?modality=asked&year=2013")


def test_what_was_not_mentioned_for_longest_can_stand_first(client: Client) -> None:
    point("Recent point")
    old, again = factories.commitment("Old point"), factories.commitment("Told again")
    factories.telling(old, passage("2010-01-01"), "pledged")
    factories.telling(again, passage("2009-01-01"), "pledged")
    FollowUp.objects.create(commitment=again, kind="mentioned", passage=passage("2026-01-01"))

    page = read(client, "/commitments/?sort=quiet")

    assert page.index("Old point") < page.index("Recent point") < page.index("Told again")
    assert "last told 1 January 2010" in page


def test_a_page_of_a_point_says_for_how_long_nothing_was_heard(client: Client) -> None:
    row = factories.commitment("Old point")
    factories.telling(row, passage("2010-01-01"), "pledged")

    assert "Last heard of on 1 January 2010" in read(client, row.get_absolute_url())


def test_of_very_many_points_those_entered_last_are_looked_through(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.relating.choosing.MOST", 2)
    for number in range(3):
        point(f"Point {number}")

    page = read(client, "/commitments/")

    assert "Point 0" not in page
    assert "There are more points than are looked through at once" in page


@pytest.mark.parametrize(
    "parameters",
    [
        *("partnership=bgvn", "partnership=bg-", "partnership=bg-bg", "partnership=bg-vn&partnership=fi-vn"),
        *("year=soon", "open_since=20255", "sort=best", "as_of=x"),
    ],
)
def test_choices_that_cannot_be_read_are_refused(client: Client, parameters: str) -> None:
    assert client.get(f"/commitments/?{parameters}").status_code == 400


def test_every_choice_at_once_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    point(sectors=[factories.sector("trade")])
    every = "modality=pledged&from_country=bg&to_country=vn&sector=trade&year=2025&open_since=2025&partnership=bg-vn"

    with django_assert_max_num_queries(25):
        assert "Double trade" in read(client, f"/commitments/?{every}")


def test_what_is_chosen_can_be_taken_away_where_facets_are_folded(client: Client) -> None:
    point("Lift the card", "asked", from_countries=("vn",), to_countries=("bg",))

    page = read(client, "/commitments/?modality=asked&from_country=vn&page=1")

    assert re.search(r'class="remove" href="/commitments/\?modality=asked">[^\n]*From: Việt Nam<', page)
    assert re.search(r'class="remove" href="/commitments/\?from_country=vn">[^\n]*How it was put: asked<', page)


def test_a_point_told_very_often_opens_some_and_leads_to_all(client: Client) -> None:
    row = factories.commitment("Often told")
    for number in range(8):
        factories.telling(row, passage(f"2025-01-0{number + 1}"))

    page = read(client, "/commitments/")

    assert page.count('<p class="telling-head">') == 6
    assert "All 8 times it was told" in page
    assert "×8" in page
    assert "Told 8 times" in read(client, row.get_absolute_url())


def test_points_are_found_by_when_they_were_told(client: Client) -> None:
    point("Recent point")
    old = factories.commitment("Old point")
    factories.telling(old, passage("2010-01-01"), "pledged")

    for parameters in ("year=2010", "open_since=2010", "as_of=2011"):
        page = read(client, f"/commitments/?{parameters}")
        assert "Old point" in page, parameters
        assert "Recent point" not in page, parameters


def test_what_has_no_date_may_have_been_told_by_any_day(client: Client) -> None:
    factories.telling(factories.commitment("Undated point"), factories.passage(factories.article(published=None)))

    assert "Undated point" in read(client, "/commitments/?as_of=1996")


def test_the_ledger_holds_only_what_had_been_published_by_a_day_and_keeps_to_it(client: Client) -> None:
    trade = factories.sector("trade")
    early = factories.commitment("Early point", sectors=[trade])
    factories.telling(early, passage("2025-10-23"), "pledged")
    factories.telling(early, passage("2025-10-25"), "agreed")
    factories.telling(factories.commitment("Late point", sectors=[trade]), passage("2025-10-25"))
    factories.telling(factories.commitment("Undated point"), factories.passage(factories.article(published=None)))

    page = read(client, "/commitments/?partnership=bg-vn&as_of=2025-10-30&known=2025-10-24")

    assert "Early point" in page
    assert ("Late point" in page, "Undated point" in page, "modality-agreed" in page) == (False, False, False)
    assert "As known by 24 October 2025" in page
    inner = re.findall(r'href="(/commitments/\?[^"]+)"', page.replace("&amp;", "&"))
    dropping = [url for url in inner if "known=2025-10-24" not in url]
    assert dropping == ["/commitments/?partnership=bg-vn&as_of=2025-10-30"] * 2  # the chip, and “what is known now”
    assert "Late point" not in read(client, "/commitments/?open_since=2025&year=2025&known=2025-10-24")
    assert client.get("/commitments/?known=soon").status_code == 400


def test_how_long_ago_a_point_was_told_is_counted_from_the_day_looked_from(client: Client) -> None:
    point()

    assert "last told 23 October 2025, 7 days ago" in read(client, "/commitments/?as_of=2025-10-30")


def test_a_date_that_is_no_one_day_stands_as_told_wherever_it_stands(client: Client) -> None:
    row = factories.commitment("Double trade")
    occasion = factories.event(start="2025-10-07/2025-10-08", passages=[passage("2025-10-09")])
    factories.telling(row, passage("2025-10-09"), event=occasion)

    assert "last told 7 or 8 October 2025," in read(client, "/commitments/")
    assert "Last heard of on 7 or 8 October 2025," in read(client, row.get_absolute_url())
    factories.partnership()
    assert "last told 7 or 8 October 2025," in read(client, "/partnerships/bg-vn/")


def test_what_the_ledger_is_narrowed_by_stands_in_words(client: Client) -> None:
    told = passage()
    factories.level_change(passages=[told])
    factories.telling(factories.commitment("Double trade"), told)

    chips = client.get("/commitments/?partnership=BG-VN&as_of=2025-12&known=2025-10-24").context["chips"]

    assert [chip.label for chip in chips] == [
        "between Bulgaria and Việt Nam",
        "told by the end of December 2025",
        "as known by 24 October 2025",
    ]
