"""Copy that comes with the headers of a mail."""

import pytest

from articles.wire import plain
from tests.wire.reading import read, refusal

HEADERS = "From: Desk <desk@news.example>\nTo: wire@news.example\nDate: Thu, 23 Oct 2025 14:05:00 +0300\n"


def test_headers_of_a_mail_are_no_headline_and_its_subject_is_one() -> None:
    story = plain.read(f"{HEADERS}Subject: Fwd: Re: Room\n opened\n\nSOFIA — They opened a room. — VNS")

    assert (story.headline, story.paragraphs, story.dateline) == ("Room opened", ("They opened a room.",), "SOFIA")
    assert (story.agencies, story.published) == (("VNS",), None)
    assert story.warnings == (
        "the headers of a mail were taken off: its subject is the headline where none is, its day,"
        " Thu, 23 Oct 2025 14:05:00 +0300, is no date",
    )


def test_the_headline_and_date_of_the_copy_come_before_those_of_a_mail() -> None:
    story = plain.read(f"{HEADERS}Subject: Copy\n\ndate 2025-10-22\nA room opens\n\nSOFIA — They opened it.")

    assert (story.headline, str(story.published)) == ("A room opens", "2025-10-22")


def test_only_what_a_subject_begins_with_is_taken_off_it() -> None:
    assert plain.read(f"{HEADERS}Subject: RE: The future: rooms\n\nThey opened it.").headline == "The future: rooms"


@pytest.mark.parametrize("field", ["Content-Transfer-Encoding: base64", "Content-Type: multipart/mixed; boundary=x"])
def test_a_packed_mail_is_refused(field: str) -> None:
    assert "an e-mail as it was sent" in refusal(f"{HEADERS}{field}\nSubject: x\n\nVGhleSBvcGVuZWQ=")


@pytest.mark.parametrize(
    "text",
    [
        "Subject: a room\n\nThey opened a room.",
        "From: Sofia\nTo: Hà Nội is a long way.\nThey went by train.",
        "Place: Sofia\nTopic: a room\n\nThey opened a room.",
        "From: here\nSubject: x",
    ],
)
def test_what_only_looks_like_headers_stays_text(text: str) -> None:
    assert not any("mail" in warning for warning in read(text, "wire").stories[0].warnings)
