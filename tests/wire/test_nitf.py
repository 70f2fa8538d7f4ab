"""NITF."""

import pytest

from articles.vocabulary import VersionKind
from tests.wire.reading import HTML, PARAGRAPHS, one, refusal, sample


def nitf(head: str = "", body_head: str = "") -> str:
    return (
        f"<nitf><head>{head}</head><body><body.head>{body_head}</body.head>"
        f"<body.content>{HTML}</body.content></body></nitf>"
    )


def test_a_story_with_all_that_nitf_says() -> None:
    (story,) = sample("nitf.xml").stories

    assert story.headline == "A reading room for translators"
    assert (story.dateline, story.place, story.byline) == ("Sofia, Bulgaria", "Sofia", "the desk")
    assert (story.source_id, story.source_version, story.agencies) == ("room-1", "1", ("VNA",))
    assert str(story.published) == "2025-10-23"
    assert story.published_note == "date.issue 20251023T233000+0300: the day in UTC+03:00"
    assert story.paragraphs == (*PARAGRAPHS, "Books | ten")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<docdata management-status="canceled"/>', VersionKind.WITHDRAWAL),
        ('<docdata><correction info="name" id-string="a"/></docdata>', VersionKind.CORRECTION),
        ('<docdata><du-key version="3"/></docdata>', VersionKind.UPDATE),
        ("", VersionKind.ORIGINAL),
    ],
)
def test_what_a_version_is(head: str, kind: VersionKind) -> None:
    assert one(nitf(head)).kind is kind


def test_a_release_after_the_issue_is_an_embargo() -> None:
    dates = '<docdata><date.issue norm="20251023T1200Z"/><date.release norm="20251025T0600Z"/></docdata>'

    story = one(nitf(dates))

    assert story.embargo is not None and story.embargo.isoformat() == "2025-10-25T06:00:00+00:00"
    assert one(nitf(dates.replace("20251025T0600Z", "20251023T1200Z"))).embargo is None


@pytest.mark.parametrize(
    ("issue", "release"),
    [("20301023T060000+0200", "20301023T180000+0200"), ("2030-10-23", "2030-10-29"), ("", "20301023T180000+0200")],
)
def test_a_release_is_an_embargo_to_the_hour_and_without_an_issue(issue: str, release: str) -> None:
    issued = f'<date.issue norm="{issue}"/>' if issue else ""

    assert one(nitf(f'<docdata>{issued}<date.release norm="{release}"/></docdata>')).embargo is not None


def test_the_title_and_the_copyright_stand_in_where_the_body_says_less() -> None:
    story = one(nitf('<title>Room</title><docdata><doc.copyright holder="VNS"/></docdata>'))

    assert (story.headline, story.agencies) == ("Room", ("VNS",))


def test_a_story_without_a_text_is_refused() -> None:
    assert "no text" in refusal("<nitf><body><body.content><media/></body.content></body></nitf>")
    assert "expected NITF" in refusal("<a/>", "nitf")


def test_what_is_embargoed_by_its_status_needs_a_release() -> None:
    dates = '<date.issue norm="20251023T1200Z"/><date.release norm="20251023T1200Z"/>'

    assert one(nitf(f'<docdata management-status="embargoed">{dates}</docdata>')).embargo is not None
    assert "an embargo that does not say until when" in refusal(nitf('<docdata management-status="embargoed"/>'))
