"""What was asked, pledged, agreed, offered? Was it mentioned again? Which papers and bodies are there?"""

import re

import pytest
from django.test import Client

from tests.gold.asking import checked, one, page, pair, proven

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

PLEDGED = "pledged|committed|reaffirmed|will "


def told(client: Client, key: str) -> list[tuple[str, str | None, str]]:
    """The tellings of a point between Bulgaria and Việt Nam, each passage looked up on its page."""
    point = one(pair(client, "bg-vn")["commitments"], key)
    for row in point["tellings"]:
        checked(client, row["passage"])
    return [(row["modality"], row["speaker"], row["date"]) for row in point["tellings"]]


def test_what_did_viet_nam_ask_of_bulgaria(client: Client) -> None:
    asked = [
        point
        for point in pair(client, "bg-vn")["commitments"]
        if (point["from"], point["to"]) == (["vn"], ["bg"])
        and "asked" in {telling["modality"] for telling in point["tellings"]}
    ]
    text = page(client, "/commitments/?modality=asked&from_country=vn&to_country=bg&partnership=bg-vn")

    assert len(asked) == 4
    for point in asked:
        assert point["summary"] in text
        assert told(client, point["key"]) == [("asked", "Tô Lâm", "2025-10-24")]
        assert re.search("asked|called on", point["tellings"][0]["passage"]["quote"])


def test_whom_is_bulgaria_to_move_so_that_the_yellow_card_is_lifted(client: Client) -> None:
    point = one(pair(client, "bg-vn")["commitments"], "cjtnx5bh")

    assert point["through"] == "european-commission"
    assert told(client, "cjtnx5bh") == [("asked", "Tô Lâm", "2025-10-24")]
    assert "European Commission" in point["tellings"][0]["passage"]["quote"]


def test_who_means_to_double_trade_and_how_was_it_put(client: Client) -> None:
    assert told(client, "2rjfvdmw") == [("pledged", None, "2025-10-23"), ("stated", None, "2025-10-24")]
    first, second = (
        row["passage"]["quote"] for row in one(pair(client, "bg-vn")["commitments"], "2rjfvdmw")["tellings"]
    )
    assert first.startswith("They pledged") and "doubling of trade" in first
    assert second == "The goal is a doubling of bilateral trade within the coming years."


def test_was_the_doubling_of_trade_mentioned_again(client: Client) -> None:
    text = page(client, "/commitments/2rjfvdmw/")

    assert "Told 2 times" in text
    assert "Last heard of on 24 October 2025" in text
    assert "No later report held here mentions it" in text
    assert told(client, "2rjfvdmw")[-1][2] == "2025-10-24"


def test_is_the_evfta_one_point_with_two_tellings(client: Client) -> None:
    assert [row[0] for row in told(client, "j839wxyf")] == ["pledged", "stated"]


def test_how_was_science_and_technology_put_by_lam_and_how_by_both(client: Client) -> None:
    assert told(client, "bqqfdhn2") == [("stated", "Tô Lâm", "2025-10-23"), ("pledged", None, "2025-10-24")]


def test_what_did_bulgaria_offer_and_what_did_viet_nam(client: Client) -> None:
    points = pair(client, "bg-vn")["commitments"]
    offers = {tuple(point["from"]): point["summary"] for point in points if _is(point, "offered")}

    assert set(offers) == {("bg",), ("vn",)}
    assert "Bulgarian products" in offers["vn",]
    assert told(client, "88vsf5a6") == [("offered", "Tô Lâm", "2025-10-24")]
    assert told(client, "d7puu8ef") == [("offered", "Rosen Zhelyazkov", "2025-10-24")]


def test_what_did_radev_hope_for(client: Client) -> None:
    assert told(client, "yff9n7xt") == [("hoped", "Rumen Radev", "2025-10-23")]


def test_in_how_many_points_do_both_pledge_something(client: Client) -> None:
    points = [point for point in pair(client, "bg-vn")["commitments"] if _is(point, "pledged")]
    text = page(client, "/commitments/?partnership=bg-vn&modality=pledged")

    assert len(points) == 8
    assert all(point["from"] == point["to"] == ["bg", "vn"] for point in points)
    for point in points:
        for telling in point["tellings"]:
            is_pledge = telling["modality"] == "pledged"
            assert not is_pledge or re.search(PLEDGED, checked(client, telling["passage"])["quote"])
    assert f"Commitments and requests {len(points)} " in text


def test_what_was_asked_of_the_united_states(client: Client) -> None:
    point = one(pair(client, "us-vn")["commitments"], "bfgfndan")
    assert point["summary"].endswith("as asked on 8 September 2023")

    assert (point["from"], point["to"]) == (["vn"], ["us"])
    assert "market economy" in checked(client, point["tellings"][0]["passage"])["quote"]


def test_what_has_not_been_mentioned_for_longest(client: Client) -> None:
    text = page(client, "/commitments/?sort=quiet")

    points = pair(client, "us-vn")["commitments"]
    first, next_one = one(points, "byyq2ff3"), one(points, "n88498t6")
    assert text.index(first["summary"]) < text.index(next_one["summary"])
    assert first["tellings"][0]["date"] < next_one["tellings"][0]["date"] == "2023-09-10/2023-09-11"
    assert "denuclearization" in checked(client, first["tellings"][0]["passage"])["quote"]
    assert "political parties" in checked(client, next_one["tellings"][0]["passage"])["quote"]


def test_nothing_was_pledged_before_the_talks(client: Client) -> None:
    assert pair(client, "bg-vn", as_of="2025-10-22")["commitments"] == []
    assert "No point is held here for this choice" in page(client, "/commitments/?partnership=bg-vn&as_of=2025-10-22")


def test_when_was_the_intergovernmental_committee_named_last(client: Client) -> None:
    body = one(pair(client, "bg-vn")["mechanisms"], "bg-vn-intergovernmental-committee")

    assert body["last_mentioned"] == "2025-10-24"
    assert "Intergovernmental Committee" in checked(client, body["passages"][0])["quote"]
    assert pair(client, "bg-vn", as_of="2025-10-22")["mechanisms"] == []


def test_how_far_has_the_agreement_on_health_care_come(client: Client) -> None:
    paper = one(pair(client, "bg-vn")["instruments"], "agreement-on-health-care-bulgaria-viet-nam")

    assert paper["status"] == "proposed"
    proven(client, paper, "an agreement of the two governments on health care be signed sooner")


def test_which_papers_had_the_two_before_october_2025(client: Client) -> None:
    dated = [row for row in pair(client, "bg-vn", as_of="2025-10-22")["instruments"] if row["since"]]

    assert [(row["status"], row["since"]) for row in dated] == [
        ("adopted", "2013"),
        ("signed", "2023-09-23/2023-09-26"),
        ("signed", "2012"),
    ]
    for row in dated:
        proven(client, row, "")


def test_in_which_sector_is_most_told_between_bulgaria_and_viet_nam(client: Client) -> None:
    text = page(client, "/partnerships/bg-vn/")
    matrix = text[text.index("How many points were put how") :]

    assert matrix.index("Political trust and high-level exchange") < matrix.index("Economy, trade and investment")
    points = pair(client, "bg-vn")["commitments"]
    number = {code: sum(code in point["sectors"] for point in points) for code in ("political", "trade-investment")}
    assert number["political"] > number["trade-investment"] > 0
    for point in points:
        if "political" in point["sectors"]:
            assert told(client, point["key"])


def test_show_me_the_passage_in_context_so_that_i_can_cite_it(client: Client) -> None:
    passage = pair(client, "bg-vn")["level"]["passages"][0]
    text = page(client, passage["url"].removeprefix("http://testserver"))

    assert passage["quote"] in text
    assert f"Paragraph {passage['paragraph']}" in text or f"¶ {passage['paragraph']}" in text
    assert "23 October 2025" in text
    assert client.get(passage["article"].removeprefix("http://testserver")).status_code == 200


def _is(point: dict[str, object], modality: str) -> bool:
    tellings: list[dict[str, str]] = point["tellings"]  # type: ignore[assignment]
    return modality in {telling["modality"] for telling in tellings}
