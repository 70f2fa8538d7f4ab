"""NewsML-G2 news items and news messages."""

import pytest

from articles.vocabulary import VersionKind
from tests.wire.reading import HTML, PARAGRAPHS, one, refusal, sample

NITF = f"<nitf><body><body.content>{HTML}</body.content></body></nitf>"


def item(content: str, meta: str = "", attributes: str = 'guid="urn:x:1" version="1"') -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" {attributes}><itemMeta>{meta}</itemMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def test_an_item_with_nitf_tells_identity_dates_and_what_it_is() -> None:
    (story,) = sample("newsml-nitf.xml").stories

    assert story.paragraphs == ("Books lent", *PARAGRAPHS)
    assert (story.headline, story.byline) == ("A reading room for translators", "the desk")
    assert (story.source_id, story.source_version) == ("urn:newsml:example.com:20251023:room", "2")
    assert story.kind is VersionKind.CORRECTION
    assert str(story.published) == "2025-10-23"
    assert story.published_note == "firstCreated 2025-10-23T14:05:00+03:00: the day in UTC+03:00"
    assert (story.place, story.agencies, story.language, story.line) == ("Sofia", ("VNS",), "en", 2)
    assert story.embargo is not None and story.embargo.isoformat() == "2025-10-23T20:00:00+03:00"


def test_a_message_has_several_items_each_with_its_line() -> None:
    reading = sample("newsml-message.xml")

    assert [story.source_id[-1] for story in reading.stories] == ["1", "2", "4"]
    assert [len(story.paragraphs) for story in reading.stories] == [3, 3, 0]
    assert reading.stories[2].kind is VersionKind.WITHDRAWAL
    assert reading.errors == ()
    assert reading.stories[0].warnings == (
        "left out of this file, as no copy: line 17: no text: an item of the class picture",
    )


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
        f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>T</title></head><body>{HTML}</body></html></inlineXML>",
        f'<inlineData contenttype="text/html"><![CDATA[{HTML}]]></inlineData>',
        f'<inlineData contenttype="text/plain">{"&#10;".join(PARAGRAPHS)}</inlineData>',
        f'<remoteContent href="a.jpg"/><inlineXML/><inlineXML>{NITF}</inlineXML>',
    ],
)
def test_text_is_found_in_all_its_containers(content: str) -> None:
    assert one(item(content)).paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("meta", "kind"),
    [
        ('<pubStatus qcode="stat:usable"/>', VersionKind.ORIGINAL),
        ('<pubStatus qcode="stat:withheld"/>', VersionKind.WITHDRAWAL),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', VersionKind.WITHDRAWAL),
        ('<signal qcode="sig:update"/>', VersionKind.UPDATE),
        ('<signal qcode="sig:correction"/>', VersionKind.CORRECTION),
    ],
)
def test_status_and_signal_say_what_a_version_is(meta: str, kind: VersionKind) -> None:
    assert one(item(f"<inlineXML>{NITF}</inlineXML>", meta)).kind is kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<newsItem/>", "no text"),
        ("<packageItem/>", "no text: a packageItem"),
        ("<contentMeta/>", "a part of one: <contentMeta>; expected a whole newsItem"),
        ("<newsMessage><itemSet/></newsMessage>", "no news item"),
        ("<newsItem>", "line 1: found XML that breaks off at column 11"),
        ('<!DOCTYPE newsItem SYSTEM "a.dtd"><newsItem/>', "a document type declaration (DTD)"),
        (item('<inlineData encoding="base64">eA==</inlineData>'), "no text"),
        (item("<inlineXML><script>x</script></inlineXML>"), "no text"),
    ],
)
def test_what_cannot_be_read_says_what_could(text: str, words: str) -> None:
    assert words in refusal(text)


def test_an_embargo_without_a_time_is_refused_and_one_inside_the_text_counts() -> None:
    data = '<docdata><date.issue norm="20251023T1200Z"/><date.release norm="20251025T0600Z"/></docdata>'
    inside = NITF.replace("<nitf>", f"<nitf><head>{data}</head>")

    assert "an embargo that does not say until when" in refusal(item(f"<inlineXML>{NITF}</inlineXML>", "<embargoed/>"))
    assert one(item(f"<inlineXML>{inside}</inlineXML>")).embargo is not None
