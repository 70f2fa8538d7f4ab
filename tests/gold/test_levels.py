"""At which level, since when, declared by whom, where, and who says so?"""

import pytest
from django.test import Client

from tests.gold.asking import checked, evident, one, page, pair, proven, register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

CHANGE = "2025-10-23-viet-nam-bulgaria-strategic-partnership"
UNSAID = "At what level relations stood until then the report does not say."


def test_what_level_are_relations_of_viet_nam_and_bulgaria_at_and_since_when(client: Client) -> None:
    level = pair(client, "bg-vn")["level"]

    assert (level["code"], level["label"], level["since"]) == ("vn-strategic", "Strategic Partnership", "2025-10-23")
    first = checked(client, level["passages"][0])
    assert (first["agency"], first["date"], first["text_basis"]) == ("VNS", "2025-10-23", "summary")
    assert "Strategic Partnership" in first["quote"]


def test_where_was_it_declared_by_whom_and_in_which_document(client: Client) -> None:
    answer = pair(client, "bg-vn")
    declared = one(answer["events"], "2025-10-23-viet-nam-bulgaria-strategic-partnership")

    assert declared["place"] == "Sofia"
    assert {row["name"]: row["capacity"] for row in declared["participants"]} == {
        "Rumen Radev": "President of Bulgaria",
        "Tô Lâm": "General Secretary of the Communist Party of Việt Nam Central Committee",
    }
    assert answer["history"][-1]["instrument"] == "joint-statement-bulgaria-viet-nam-2025"
    proven(client, declared, "joint statement")


def test_what_was_the_level_on_22_october_2025(client: Client) -> None:
    answer = pair(client, "bg-vn", as_of="2025-10-22")

    assert answer["level"] is None
    assert [(step["kind"], step["holds"]) for step in answer["history"]][1] == ("unknown", "yes")
    assert "On 22 October 2025: level not stated." in page(client, "/partnerships/bg-vn/?as_of=2025-10-22")
    proven(client, one(pair(client, "bg-vn")["events"], CHANGE), UNSAID)


def test_which_level_came_before_the_strategic_partnership_with_bulgaria(client: Client) -> None:
    (row,) = register(client, country="bg")

    assert (row["to"], row["from"]) == ("Strategic Partnership", "")
    assert "Level before not stated" in page(client, "/partnerships/bg-vn/")
    evident(client, row, "Strategic Partnership")
    proven(client, one(pair(client, "bg-vn")["events"], CHANGE), UNSAID)


def test_since_when_are_there_diplomatic_relations_and_who_says_otherwise(client: Client) -> None:
    claims = pair(client, "bg-vn")["claims"]
    about = [row for row in claims if row["about"] == "1950-relations-established-bulgaria-viet-nam"]

    assert {(row["value"], row["agency"], row["preferred"]) for row in about} == {
        ("8 February 1950", "VNS", True),
        ("7 March 1950", "VNA", False),
    }
    for row in about:
        assert row["value"] in checked(client, row["passage"])["quote"]
    assert "No founding document is held here" in about[0]["reason"]


def test_how_many_years_of_relations_were_told_of_in_october_2025(client: Client) -> None:
    begun = one(pair(client, "bg-vn")["events"], "1950-relations-established-bulgaria-viet-nam")

    proven(client, begun, "the two states have had diplomatic relations for 75 years")


def test_which_countries_became_strategic_partners_of_viet_nam_in_october_2025(client: Client) -> None:
    rows = register(client, level="vn-strategic", year="2025", sort="oldest")

    october = {row["first"]: row for row in rows if row["date"].startswith("2025-10")}
    assert list(october) == ["Finland", "Bulgaria"]
    for row in october.values():
        evident(client, row, "Strategic Partner")


def test_on_29_october_2025_the_united_kingdom_was_possibly_a_comprehensive_strategic_partner(client: Client) -> None:
    then, after = (pair(client, "gb-vn", as_of=day) for day in ("2025-10-29", "2025-10-30"))

    assert then["level"] is None
    assert then["history"][-1]["code"] == "vn-comprehensive-strategic"
    assert then["history"][-1]["holds"] == "possibly"
    assert after["level"]["since"] == "2025-10-29/2025-10-30"
    assert "possibly Comprehensive Strategic Partnership" in page(client, "/partnerships/gb-vn/?as_of=2025-10-29")
    proven(client, then["history"][-1], "had entered a Comprehensive Strategic Partnership")


def test_from_what_to_what_did_the_united_states_go_in_september_2023(client: Client) -> None:
    step = pair(client, "us-vn")["history"][-1]

    assert (step["code"], step["since"]) == ("vn-comprehensive-strategic", "2023-09-10")
    assert register(client, country="us")[0]["from"] == "Comprehensive Partnership"
    assert {passage["agency"] for passage in step["passages"]} == {"White House"}
    proven(client, step, "to a Comprehensive Strategic Partnership")
    proven(client, step, "Until then the two had a Comprehensive Partnership")


def test_were_the_united_states_a_comprehensive_partner_at_the_end_of_2013(client: Client) -> None:
    level = pair(client, "us-vn", as_of="2013")["level"]

    assert (level["label"], level["since"]) == ("Comprehensive Partnership", "2013")
    checked(client, level["passages"][0])


def test_since_when_is_china_a_comprehensive_strategic_partner(client: Client) -> None:
    level = pair(client, "cn-vn")["level"]

    assert level["since"] == "2008-05"
    assert "May 2008" in checked(client, level["passages"][0])["quote"]


def test_who_is_an_enhanced_comprehensive_strategic_partner_and_what_was_it_before(client: Client) -> None:
    (row,) = register(client, level="vn-enhanced-comprehensive-strategic")

    assert (row["first"], row["date"]) == ("India", "2026-05-05/2026-05-06")
    assert row["from"] == "Comprehensive Strategic Partnership"
    assert "as reached in 2016" in page(client, "/partnerships/in-vn/")
    evident(client, row, "relations rise to an Enhanced Comprehensive Strategic Partnership")
    before = next(step for step in pair(client, "in-vn")["history"] if step["since"] == "2016")
    proven(client, before, "India became a Comprehensive Strategic Partner in 2016")


def test_which_partners_stood_highest_at_the_end_of_october_2025(client: Client) -> None:
    text = page(client, "/countries/vn/?as_of=2025-10-31")
    highest = text.partition("Partners by level")[2].partition(" Strategic Partnership 2 ")[0]

    reached = {row["first"]: row for row in register(client, level="vn-comprehensive-strategic", sort="newest")}
    for name in ("Australia", "China", "France", "India", "United Kingdom", "United States"):
        assert name in highest
        evident(client, reached[name], "Comprehensive Strategic Partner")
    assert "Bulgaria" not in highest


def test_what_did_the_archive_know_of_bulgaria_before_the_reports_of_23_october(client: Client) -> None:
    then = pair(client, "bg-vn", as_of="2025-10-23", known="2025-10-22")
    later = pair(client, "bg-vn", as_of="2025-10-23", known="2025-10-23")

    assert then["level"] is None
    assert later["level"]["code"] == "vn-strategic"
    assert {passage["date"] for passage in later["level"]["passages"]} == {"2025-10-23"}
    proven(client, later["level"], "Strategic Partnership")


def test_which_relation_was_raised_first_that_with_finland_or_with_bulgaria(client: Client) -> None:
    text = page(client, "/partnerships/bg-vn/compare/fi-vn/?as_of=2025-10-22")

    assert "On 22 October 2025 level not stated" in text
    assert "Strategic Partnership since 21 October 2025" in text
    proven(client, pair(client, "fi-vn")["level"], "took place on 21 October 2025")
    proven(client, pair(client, "bg-vn")["level"], "The step was made public on Thursday in Sofia")


def test_every_row_of_the_two_countries_opens_the_words_that_prove_it(client: Client) -> None:
    shown = page(client, "/partnerships/bg-vn/")

    assert "no passage quoted from it here does" not in shown
    assert "in the framework of ASEAN and the European Union" in shown
