"""Plain wire text: header, dateline, headline, byline, paragraphs, sign-off, in every shape that comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vocabulary import Basis, Precision, TextBasis
from articles.wire import plain
from articles.wire.records import WireError


def test_header_dateline_paragraphs_and_sign_off_are_told_apart() -> None:
    story = plain.read(" date 2025-10-23\nSOFIA — Talks were held.\n\nA statement followed. — VNA/VNS\n")

    assert story.paragraphs == ("Talks were held.", "A statement followed.")
    assert (story.dateline, story.place, story.agencies) == ("SOFIA", "Sofia", ("VNA", "VNS"))
    assert (str(story.published), story.published and story.published.basis) == ("2025-10-23", Basis.STATED)
    assert (story.headline, story.byline, story.language) == ("", "", "en")


def test_the_header_may_be_glued_to_the_dateline_and_have_a_month_only() -> None:
    glued = plain.read(" date 2025-10-23 SOFIA — Talks.")
    month = plain.read("date 2023-09\n\nSOFIA — On Friday, talks.")

    assert (str(glued.published), glued.dateline, glued.paragraphs) == ("2025-10-23", "SOFIA", ("Talks.",))
    assert month.published is not None
    assert (str(month.published), month.published.precision) == ("2023-09", Precision.MONTH)
    assert [day.day for day in month.weekdays] == [None]


@pytest.mark.parametrize(
    ("text", "dateline", "place", "agencies"),
    [
        ("HÀ NỘI - Talks.", "HÀ NỘI", "Hà Nội", ()),
        ("Hanoi (VNA) – Talks.", "Hanoi (VNA)", "Hanoi", ("VNA",)),
        ("SOFIA, Oct. 23 (BTA) - Talks.", "SOFIA, Oct. 23 (BTA)", "Sofia", ("BTA",)),
        ("HCM CITY — Talks.", "HCM CITY", "HCM City", ()),
        ("U.S. — Talks.", "U.S.", "U.S.", ()),
        ("СОФИЯ — Talks.", "СОФИЯ", "София", ()),
        ("Sofia – The talks.", "Sofia", "Sofia", ()),
        ("Sofia, 23 October (BTA) – Talks.", "Sofia, 23 October (BTA)", "Sofia", ("BTA",)),
        ("СОФИЯ, 23 октомври (БТА) - Talks.", "СОФИЯ, 23 октомври (БТА)", "София", ("БТА",)),
        ("Hà Nội (TTXVN 23/10) - Talks.", "Hà Nội (TTXVN 23/10)", "Hà Nội", ("TTXVN",)),
        ("HÀ NỘI (VNA/VNS) — Talks.", "HÀ NỘI (VNA/VNS)", "Hà Nội", ("VNA", "VNS")),
        ("TOKYO (AFP-Jiji) — Talks.", "TOKYO (AFP-Jiji)", "Tokyo", ("AFP-Jiji",)),
        ("NEW YORK/SOFIA — Talks.", "NEW YORK/SOFIA", "New York/Sofia", ()),
        ("SOFIA, 23 октомври 2025 /БТА/ - Talks.", "SOFIA, 23 октомври 2025 /БТА/", "Sofia", ("БТА",)),
        ("Sofia: Talks.", "Sofia", "Sofia", ()),
        ("NEW DELHI: Talks.", "NEW DELHI", "New Delhi", ()),
        (
            "Sofia: Bulgaria and Việt Nam agreed on Thursday to double what they sell to each other.",
            "Sofia",
            "Sofia",
            (),
        ),
        ("Sofia: Bulgaria and Việt Nam agree on Thursday, a headline says", "", "", ()),
        ("(VNS) SOFIA — Talks.", "(VNS) SOFIA", "Sofia", ("VNS",)),
        ("(VNA/VNS) Hà Nội – Talks.", "(VNA/VNS) Hà Nội", "Hà Nội", ("VNA", "VNS")),
        ("HÀ NỘI, Việt Nam — Talks.", "HÀ NỘI, Việt Nam", "Hà Nội, Việt Nam", ()),
        ("QUY NHƠN, Bình Định — Talks.", "QUY NHƠN, Bình Định", "Quy Nhơn, Bình Định", ()),
        ("Hà Nội, Việt Nam — Talks.", "Hà Nội, Việt Nam", "Hà Nội, Việt Nam", ()),
        ("Tô Lâm, Rumen Radev — Talks.", "", "", ()),
        ("NATO, EU Leaders, Việt Nam - Talks.", "", "", ()),
        ("Radev: Talks.", "", "", ()),
        ("Sofia: talks.", "", "", ()),
        ("(Laughter) Talks were held.", "", "", ()),
        ("HALL, room 23 — Talks.", "", "", ()),
        ("Talks were held.", "", "", ()),
        ("Trade – the pillar – grew.", "", "", ()),
        ("The Sofia - Plovdiv road is shut.", "", "", ()),
    ],
)
def test_datelines_are_read_as_printed_and_what_only_looks_like_one_is_text(
    text: str, dateline: str, place: str, agencies: tuple[str, ...]
) -> None:
    story = plain.read(text)

    assert (story.dateline, story.place, story.agencies) == (dateline, place, agencies)
    assert story.paragraphs[0].endswith(text[-6:])


def test_a_dateline_with_a_year_dates_the_story_unless_a_header_does() -> None:
    dated = plain.read("SOFIA, October 24, 2025 (VNA) — Talks.")
    header = plain.read("date 2025-10-23\nSOFIA, October 24, 2025 — Talks.")

    day_first = plain.read("София, 24 октомври 2025 (БТА) — Talks.")

    assert (str(dated.published), str(header.published)) == ("2025-10-24", "2025-10-23")
    assert str(day_first.published) == "2025-10-24"


@pytest.mark.parametrize(
    ("before", "headline", "byline"),
    [
        ("Two sides meet in Sofia\nBy Anna Writer\nSOFIA — ", "Two sides meet in Sofia", "Anna Writer"),
        (
            "date 2025-10-23\nTwo sides meet in Sofia\nBy Anna Writer\nSOFIA — ",
            "Two sides meet in Sofia",
            "Anna Writer",
        ),
        ("Two sides meet in Sofia\nBy Nguyễn An\n\nSOFIA — ", "Two sides meet in Sofia", "Nguyễn An"),
        ("Two sides meet in Sofia\nSOFIA — ", "Two sides meet in Sofia", ""),
        ("By Anna Writer\nSOFIA — ", "", "Anna Writer"),
    ],
)
def test_lines_before_the_first_paragraph_are_headline_and_byline(before: str, headline: str, byline: str) -> None:
    story = plain.read(f"{before}The two sides met on\nThursday.\n\nThey will meet again.")

    assert (story.headline, story.byline, story.dateline) == (headline, byline, "SOFIA")
    assert story.paragraphs == ("The two sides met on Thursday.", "They will meet again.")


@pytest.mark.parametrize("broken", ["trade with\nBulgaria — and others — again.", "the book\nby Anna Writer."])
def test_a_paragraph_that_is_broken_into_lines_stays_whole(broken: str) -> None:
    story = plain.read(f"They spoke of {broken}\n\nThey met.")

    assert (story.headline, story.byline) == ("", "")
    assert story.paragraphs == (f"They spoke of {broken}".replace("\n", " "), "They met.")


def test_a_headline_and_a_byline_stand_before_the_text() -> None:
    story = plain.read("Two sides meet in Sofia\nBy Anna Writer\nSOFIA — They met on Friday.\nThey agreed.")

    assert (story.headline, story.byline) == ("Two sides meet in Sofia", "Anna Writer")
    assert story.paragraphs == ("They met on Friday.", "They agreed.")


def test_lines_are_paragraphs_only_where_there_are_no_blank_lines() -> None:
    assert plain.read("First line\nof one.\n\nSecond.").paragraphs == ("First line of one.", "Second.")
    assert plain.read("First.\r\nSecond.").paragraphs == ("First.", "Second.")


def test_text_is_nfc_without_control_characters() -> None:
    story = plain.read("HA\u0300 NO\u0323\u0302I — Vie\u0323\u0302t Nam\u202e and\x00 Bulgaria.")

    assert (story.place, story.paragraphs) == ("Hà Nội", ("Việt Nam and Bulgaria.",))


def test_a_date_that_does_not_exist_is_left_out_with_a_warning() -> None:
    story = plain.read("date 2025-13-45\nSOFIA — Talks.")

    assert story.published is None
    assert "does not exist" in story.warnings[0]


def test_a_weekday_that_contradicts_the_header_is_told_and_both_are_kept() -> None:
    story = plain.read("date 2025-10-23\nSOFIA — They met on Friday.")

    assert str(story.published) == "2025-10-23"
    assert str(story.weekdays[0].day) == "2025-10-17"
    assert "says Friday" in story.warnings[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("София — Разговорите бяха проведени.", "bg"),
        ("HÀ NỘI - Hai bên đã trao đổi về hợp tác và thương mại trong các lĩnh vực của hai nước.", "vi"),
        ("Hà Nội and Sofia agreed.", "en"),
    ],
)
def test_the_language_is_told_by_its_letters_and_commonest_words(text: str, language: str) -> None:
    assert plain.read(text).language == language


@pytest.mark.parametrize("text", ["", " \n\n ", "date 2025-10-23", "— VNS"])
def test_text_without_a_paragraph_is_refused_with_what_would_work(text: str) -> None:
    with pytest.raises(WireError, match=r"expected .*paragraph"):
        plain.read(text)


def test_a_text_with_the_archives_marks_is_what_they_say() -> None:
    story = plain.read(
        "date not stated\n¶¶ He left.\n\nIn Sofia — ¶ EU — NATO.\n\n¶ ¶ 7.\n\nLondon. — AP — ¶ The Day/A B"
    )

    assert (story.headline, story.dateline, story.published) == ("He left.", "In Sofia", None)
    assert story.paragraphs == ("EU — NATO.", "¶ 7.", "London. — AP")
    assert story.agencies == ("The Day", "A B")


@pytest.mark.parametrize(
    "text", ["¶¶ One", "¶ 1. The parties meet.\n\nThey meet again.", "One.\n\n¶ Two.", "See ¶ 4 — ¶ 5 — of it.\n\nTwo."]
)
def test_pilcrows_of_other_texts_are_letters_like_any(text: str) -> None:
    assert plain.read(text).paragraphs == tuple(text.split("\n\n"))


def test_a_summary_of_the_archive_is_told_by_its_first_line() -> None:
    story = plain.read(
        "date 2025\nArchive summary of a report by VNA/VNS, not the agency’s words\n\nTalks\n\nThey met."
    )

    assert (story.text_basis, story.agencies, story.headline) == (TextBasis.SUMMARY, ("VNA", "VNS"), "Talks")
    assert story.paragraphs == ("They met.",)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        story = plain.read(text)
    except WireError:
        return
    assert all(paragraph.strip() for paragraph in story.paragraphs)


def test_a_capital_before_a_colon_may_begin_a_headline() -> None:
    assert plain.read("Sofia: Talks end\n\nThey were held on Thursday.").headline == "Sofia: Talks end"


@pytest.mark.parametrize("text", ["SOFIA —", "date 2025-10-23 SOFIA, Oct. 23 (BTA) -"])
def test_a_dateline_alone_is_no_story(text: str) -> None:
    with pytest.raises(WireError, match="a dateline without text"):
        plain.read(text)
