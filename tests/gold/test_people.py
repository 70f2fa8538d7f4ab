"""Who met whom, in what capacity, hosted by whom?"""

from typing import Any

import pytest
from django.test import Client

from tests.gold.asking import Record, checked, one, page, pair, proven

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

VIETNAMESE = {"VNA", "VNS", "VnExpress", "Tuổi Trẻ", "Thanh Niên"}


def test_who_met_president_radev_in_october_2025_in_what_capacity_hosted_by_whom(client: Client) -> None:
    events = [event for event in pair(client, "bg-vn")["events"] if (event["start"] or "").startswith("2025-10")]
    met = [event for event in events if "Rumen Radev" in {row["name"] for row in event["participants"]}]
    others = {row["name"]: row["capacity"] for event in met for row in event["participants"] if row["side"] == "vn"}
    welcome = one(events, "2025-10-23-welcome-ceremony-sofia")

    assert set(others) == {"Tô Lâm", "Ngô Phương Ly"}
    assert others["Tô Lâm"] == "General Secretary of the Communist Party of Việt Nam Central Committee"
    assert [row["name"] for row in welcome["participants"] if row["role"] == "host"] == ["Rumen Radev"]
    for event in met:
        proven(client, event, "")
    assert any("Radev" in passage["quote"] for event in met for passage in event["passages"])


def test_whom_did_to_lam_meet_on_24_october_2025(client: Client) -> None:
    meeting = one(pair(client, "bg-vn")["events"], "2025-10-24-meeting-with-prime-minister-zhelyazkov")

    (host,) = [row for row in meeting["participants"] if row["role"] == "host"]
    assert (host["name"], host["capacity"]) == ("Rosen Zhelyazkov", "Prime Minister of Bulgaria")
    assert meeting["date_basis"] == "inferred"
    proven(client, meeting, "On Friday Tô Lâm")


def test_as_what_did_zhelyazkov_visit_ha_noi_in_january_2024(client: Client) -> None:
    visit = one(pair(client, "bg-vn")["events"], "2024-01-05-visit-of-rosen-zhelyazkov-to-viet-nam")

    assert visit["participants"][0]["capacity"] == "Speaker of the National Assembly of Bulgaria"
    assert "Speaker of the National Assembly of Bulgaria" in checked(client, visit["passages"][0])["quote"]


def test_who_was_invited_to_viet_nam_by_whom_and_who_conveyed_it(client: Client) -> None:
    invitation = one(pair(client, "bg-vn")["events"], "2025-10-24-invitation-to-prime-minister-zhelyazkov")

    assert {row["name"]: row["role"] for row in invitation["participants"]} == {
        "Rosen Zhelyazkov": "guest",
        "Phạm Minh Chính": "mentioned-absent",
        "Tô Lâm": "conveyor",
    }
    assert invitation["status"] == "invited"
    proven(client, invitation, "an invitation from Prime Minister Phạm Minh Chính")


def test_which_bulgarians_have_visited_viet_nam_and_when_last(client: Client) -> None:
    visits = [event for event in pair(client, "bg-vn")["events"] if event["kind"] == "visit"]
    guests = [(row["name"], event["start"]) for event in visits for row in event["participants"] if row["side"] == "bg"]

    assert [row for row in guests if row[0] != "Rosen Zhelyazkov" or row[1].startswith("2024")] == [
        ("Rumen Radev", "2024-11-24"),
        ("Rosen Zhelyazkov", "2024-01-05"),
        ("Rosen Plevneliev", "2013-10"),
    ]
    for slug, name in (
        ("2024-11-24-visit-of-rumen-radev-to-viet-nam", "Radev"),
        ("2024-01-05-visit-of-rosen-zhelyazkov-to-viet-nam", "Zhelyazkov"),
        ("2013-10-visit-of-rosen-plevneliev-to-viet-nam", "Plevneliev"),
    ):
        proven(client, one(visits, slug), name)


def test_who_was_the_first_vietnamese_leader_to_visit_bulgaria_that_is_told_of(client: Client) -> None:
    visits = [event for event in pair(client, "bg-vn")["events"] if event["kind"] == "visit"]

    assert visits[-1]["start"] == "1957"
    assert "Hồ Chí Minh" in checked(client, visits[-1]["passages"][0])["quote"]


def test_on_which_day_did_vuong_dinh_hue_arrive_and_do_the_sources_agree(client: Client) -> None:
    claims = pair(client, "bg-vn")["claims"]
    about = [row for row in claims if row["about"] == "2023-09-23-visit-of-vuong-dinh-hue-to-bulgaria"]

    assert [(row["value"], row["agency"], row["preferred"]) for row in about] == [
        ("23 September 2023", "VOV", True),
        ("24 September 2023", "VNA", False),
    ]
    for row in about:
        checked(client, row["passage"])


def test_was_nguyen_phu_trong_there_when_blinken_came_in_july_2024(client: Client) -> None:
    event = one(pair(client, "us-vn")["events"], "2024-07-27-respects-to-the-family-of-nguyen-phu-trong")

    roles = {row["name"]: row["role"] for row in event["participants"]}
    assert roles["Nguyễn Phú Trọng"] == "mentioned-absent"
    proven(client, event, "To the family of General Secretary Nguyễn Phú Trọng")


def test_does_bulgaria_tell_its_own_side(client: Client) -> None:
    answer = pair(client, "bg-vn")
    told = {passage["url"]: passage for passage in _passages(answer)}

    bulgarian = [row for row in told.values() if "BNT" in row["agency"].split("/")]
    assert len({row["article"] for row in bulgarian}) == 1
    assert any("Plevneliev visited Việt Nam" in row["quote"] for row in bulgarian)
    for passage in bulgarian:
        checked(client, passage)
    of_2025 = [row for row in told.values() if (row["date"] or "").startswith("2025-10")]
    assert {agency for row in of_2025 for agency in row["agency"].split("/")} == VIETNAMESE
    assert "Bulgarian National Television" in page(client, "/partnerships/bg-vn/").partition("Whose word it is")[2]


def _passages(answer: Any) -> list[Record]:
    """Every passage that an answer gives, however deep."""
    if isinstance(answer, list):
        return [passage for part in answer for passage in _passages(part)]
    if not isinstance(answer, dict):
        return []
    return [answer] if "quote" in answer else _passages(list(answer.values()))
