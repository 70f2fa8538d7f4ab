"""What of a lead is of another time: it names people who are not there now."""

from datetime import date
from time import process_time

import pytest

from articles.wire.elsewhen import present

DAY = date(2025, 10, 23)


@pytest.mark.parametrize(
    ("text", "news"),
    [
        (
            "Radev received Stubb on Thursday and recalled Tô Lâm’s visit in 2019.",
            "Radev received Stubb on Thursday and",
        ),
        ("Rumen Radev on Thursday recalled Tô Lâm's visit to Sofia last year.", "Rumen Radev on Thursday"),
        ("Tô Lâm recalled his visit in 2019.", "Tô Lâm"),
        ("During his 2019 visit, Tô Lâm had signed the pact.", ""),
        ("Two years ago, Tô Lâm met Radev here.", ""),
        ("Last year Tô Lâm met Radev here.", ""),
        ("Radev said on Thursday that Tô Lâm had come in 2024.", "Radev said on Thursday"),
        ("A street was named after Tô Lâm, who visited the town in May 2024.", "A street was named after Tô Lâm"),
        ("Tô Lâm visited Sofia on 5 May 2019. On Thursday it rained.", " On Thursday it rained."),
        ("Tô Lâm visited Sofia on May 5. On Thursday it rained.", " On Thursday it rained."),
        ("Tô Lâm is to visit Sofia in December.", ""),
        ("On Thursday Radev praised Tô Lâm's 2019 state visit.", "On Thursday Radev praised ."),
        ("Sofia looked back on a visit by Tô Lâm.", "Sofia"),
    ],
)
def test_what_is_recalled_or_announced_with_another_date_is_no_news(text: str, news: str) -> None:
    assert present(text, DAY) == news


@pytest.mark.parametrize(
    "text",
    [
        "After his 2019 visit, Tô Lâm came again on Thursday.",
        "Tô Lâm, whose government took office last year, landed in Sofia on Thursday.",
        "Tô Lâm and Rumen Radev agreed to double trade by 2030.",
        "Tô Lâm and Rumen Radev hailed relations set up in 1950.",
        "Tô Lâm is to come.",
        "Tô Lâm met Radev on 22 October.",
        "Tô Lâm met Radev on October 22, 2025, in Sofia.",
        "Tô Lâm may visit 5 towns.",
        "Tô Lâm called on Iotova in Sofia on Friday, a day after he had seen Rumen Radev.",
    ],
)
def test_what_has_a_weekday_or_a_near_date_or_meets_nobody_is(text: str) -> None:
    assert present(text, DAY) == text


def test_without_a_day_only_words_say_that_something_is_of_another_time() -> None:
    assert present("Tô Lâm came in 2019.", None) == "Tô Lâm came in 2019."
    assert present("Tô Lâm came last year.", None) == ""


@pytest.mark.parametrize("piece", ["Tô ", "A-", " ", "in ", "1", ", ", "his 2019 a ", "Tô’s 2019 "])
def test_it_takes_time_with_the_length_only(piece: str) -> None:
    began = process_time()
    present(f"{piece * (100_000 // len(piece))} 2019", DAY)
    assert process_time() - began < 2
