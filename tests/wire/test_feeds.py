"""RSS and Atom."""

import pytest

from tests.wire.reading import PARAGRAPHS, one, refusal, sample


def test_rss_with_full_content_is_read_and_what_is_short_is_told() -> None:
    reading = sample("feed.rss")
    full, short = reading.stories

    assert full.headline == "A reading room & more"
    assert full.paragraphs == PARAGRAPHS, "nothing of a script, nothing hidden"
    assert (str(full.published), full.byline) == ("2025-10-23", "The desk")
    assert full.published_note == "pubDate Thu, 23 Oct 2025 23:30:00 +0300: the day in UTC+03:00"
    assert (full.source_id, full.source_url, full.line) == ("room-1", "https://news.example/room", 3)
    assert short.source_url == "https://news.example/second"
    assert short.warnings == ("the feed carries only a summary of the story, which may be cut off",)
    assert full.warnings == ("left out of this file, as no copy: line 5: no text: an entry with nothing but its title",)


def test_atom_in_its_three_kinds_of_text() -> None:
    reading = sample("feed.atom")
    html, xhtml = reading.stories

    assert html.headline == "A reading room"
    assert html.paragraphs == xhtml.paragraphs == PARAGRAPHS
    assert (html.source_url, html.agencies, html.byline) == ("https://news.example/room", ("VNS",), "The desk")
    assert html.source_version == "2025-10-24T08:00:00Z"
    assert str(html.published) == "2025-10-23"
    assert str(xhtml.published) == "2025-10-24"
    assert "left out of this file" in html.warnings[-1] and reading.errors == ()


def test_one_entry_of_atom_stands_alone() -> None:
    story = one('<entry xmlns="http://www.w3.org/2005/Atom"><title>T</title><content>One.\n\nTwo.</content></entry>')

    assert story.paragraphs == ("One.", "Two.")


def test_addresses_that_are_none_are_left_out_with_a_warning() -> None:
    story = one(
        "<rss><channel><item><link>javascript:alert(1)</link><description>x</description></item></channel></rss>"
    )

    assert story.source_url == ""
    assert any("no http or https address" in warning for warning in story.warnings)


@pytest.mark.parametrize(
    ("author", "byline"),
    [("desk@example.org (The desk)", "The desk"), ("desk@example.org", ""), ("The desk", "The desk")],
)
def test_an_author_in_rss_is_a_name_and_no_address(author: str, byline: str) -> None:
    item = f"<item><description>x</description><author>{author}</author></item>"

    assert one(f"<rss><channel>{item}</channel></rss>").byline == byline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<rss/>", "no item in an RSS feed"),
        ("<feed/>", "no entry in an Atom feed"),
        ('<rdf:RDF xmlns:rdf="urn:r"/>', "an RSS 1.0 feed (RDF); expected the site's RSS 2.0 or Atom feed"),
        ("<opml/>", "a list of feeds"),
        ("<rss><channel><item><title>x</title></item></channel></rss>", "nothing but its title"),
    ],
)
def test_feeds_that_carry_no_story_say_so(text: str, words: str) -> None:
    assert words in refusal(text)
