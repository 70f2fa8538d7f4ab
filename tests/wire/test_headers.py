"""The date that plain wire text begins with: on a line of its own, glued to the dateline, or in a sentence."""

import pytest

from articles.wire import headers, plain


@pytest.mark.parametrize(
    "header",
    [
        "date 2025-10-23\n", "Date: 2025-10-23.\n", "date 2025-10-23", "date 2025-10-23, ", "date 2025-10-23 — ",
        "date: 20251023\n", "date 2025/10/23\n", "date 2025-10-23;\n\n", "DATE 2025-10-23  ", "date 2025-10-23—",
        "date 23 October 2025\n", "date: October 23, 2025\n", "date Oct. 23, 2025 ",
        "date: Thursday, October 23, 2025\n", "date 23rd October, 2025\n\n",
        "date 23 октомври 2025 г.\n", "Дата: 23.10.2025 г.\n", "ngày 23/10/2025\n",
        "Ngày: 23 tháng 10 năm 2025\n", "date 23/10/2025\n", "date 10/23/2025\n", "date 23.10.2025, ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_and_leaves_dateline_and_text(header: str) -> None:
    story = plain.read(f"{header}SOFIA — The two met.\n\nThey agreed.")

    assert (str(story.published), story.dateline) == ("2025-10-23", "SOFIA")
    assert (story.headline, story.paragraphs, story.warnings) == ("", ("The two met.", "They agreed."), ())


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("date 2023-09\n", "2023-09"),
        ("date September 2023\n", "2023-09"),
        ("date tháng 9 năm 2023\n", "2023-09"),
        ("date 2023\n", "2023"),
        ("date 2025-10-29/2025-10-30\n", "2025-10-29/2025-10-30"),
        ("date 2025-9-3\n", "2025-09-03"),
        ("date 03.04.2025\n", "2025-04-03"),
        ("ngày 3/4/2025\n", "2025-04-03"),
        ("date 4/4/2025\n", "2025-04-04"),
    ],
)
def test_months_years_bounds_and_native_orders_are_read(header: str, day: str) -> None:
    assert str(headers.taken_off(f"{header}SOFIA — Talks.").published) == day


@pytest.mark.parametrize(
    ("header", "warning"),
    [
        ("date 2025-13-45\n", "“2025-13-45” does not exist"),
        ("date 31 April 2025\n", "“2025-04-31” does not exist"),
        ("date 2025-10-23-24\n", "“2025-10-23-24” is not a date: write 2025-10-23"),
        ("date 03/04/2025\n", "“03/04/2025” may be two days: write 2025-04-03 or 2025-03-04."),
    ],
)
def test_what_names_no_day_is_left_out_with_a_warning_that_says_what_would(header: str, warning: str) -> None:
    story = plain.read(f"{header}SOFIA — Talks.")

    assert (story.published, story.dateline, story.paragraphs) == (None, "SOFIA", ("Talks.",))
    assert len(story.warnings) == 1
    assert story.warnings[0].startswith(f"the header’s date was left out: {warning}")


@pytest.mark.parametrize("time", ["T10:30:00+03:00", " 10:30", "T10:30Z", " 10:30:05 UTC"])
def test_a_time_is_left_out_with_a_warning(time: str) -> None:
    story = plain.read(f"date 2025-10-23{time}\nSOFIA — Talks.")

    assert (str(story.published), story.headline, story.dateline) == ("2025-10-23", "", "SOFIA")
    assert story.warnings == (f"the header’s time, {time.strip(' T')}, was left out: an article has a day",)


def test_a_weekday_that_is_not_the_days_is_told() -> None:
    header = headers.taken_off("date: Friday, October 23, 2025\nSOFIA — Talks.")

    assert str(header.published) == "2025-10-23"
    assert header.warnings == ("the header says Friday, and 23 October 2025 is a Thursday",)


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 24/10/2025, tại Sofia, hai bên đã hội đàm.",
        "Ngày 24 tháng 10 năm 2025, hai bên đã hội đàm.",
        "Date May 2025 remains open, an envoy said.",
        "Date 5-7 November is set for the visit.",
        "date 2025 was chosen by both.",
        "Date night in Sofia drew envoys.",
        "Date of 23 October 2025 was kept.",
        "Dates 2025-10-23 were kept.",
        "2025-10-23 is the day, an envoy said.\n\nMore.",
        "October 2025\n\nSOFIA — Talks.",
        "2025\n\nSOFIA — Talks.",
        "03/04/2025\n\nSOFIA — Talks.",
        "23 October 2025",
        "12345678\n\nSOFIA — Talks.",
    ],
)
def test_a_sentence_that_begins_like_a_header_is_text(text: str) -> None:
    assert headers.taken_off(text) == headers.Header(text)


def test_the_dash_of_a_dateline_without_a_place_is_no_text() -> None:
    story = plain.read("date 2025-10-23\n\n— The two met.\n\nThey agreed.")

    assert (story.dateline, story.paragraphs) == ("", ("The two met.", "They agreed."))


def test_a_text_that_begins_with_no_header_keeps_its_dash() -> None:
    assert plain.read("— Да, каза той.\n\nТе се срещнаха.").paragraphs[0] == "— Да, каза той."
