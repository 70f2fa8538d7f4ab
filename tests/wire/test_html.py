"""Saved pages with schema.org NewsArticle."""

import json
from typing import Any

import pytest

from tests.wire.reading import HTML, PARAGRAPHS, one, refusal, sample


def page(body: str = "", **fields: Any) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": "Room"} | fields)
    return f'<!DOCTYPE html><html lang="en"><head><script type="application/ld+json">{data}</script></head><body>{body}'


def test_a_saved_page_tells_what_its_json_ld_and_its_article_say() -> None:
    (story,) = sample("page.html").stories

    assert story.headline == "A reading room for translators"
    assert story.paragraphs == PARAGRAPHS, "without heading, aside, caption, menu and scripts"
    assert (str(story.published), story.dateline, story.agencies) == ("2025-10-23", "SOFIA", ("VNS",))
    assert (story.source_id, story.source_url, story.byline) == ("room-1", "https://news.example/room", "The desk")


@pytest.mark.parametrize(
    "html",
    [
        page(articleBody="\n\n".join(PARAGRAPHS)),
        page(articleBody="\n".join(PARAGRAPHS)),
        page(articleBody=HTML),
        page(f"<div itemprop='articleBody'>{HTML}</div><p>Elsewhere</p>"),
        page(f"<article>{HTML}</article><article><p>Teaser</p></article>"),
        page(f"<article>{HTML}<article><script>x</script></article></article>", articleBody=" ".join(PARAGRAPHS)),
    ],
)
def test_the_text_is_found_in_json_ld_or_in_the_article(html: str) -> None:
    assert one(html).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("kind", ["https://schema.org/NewsArticle", ["Thing", "ReportageNewsArticle"]])
def test_kinds_of_articles_are_known(kind: Any) -> None:
    assert one(page(**{"@type": kind, "articleBody": "One."})).paragraphs == ("One.",)


def scripts(*blocks: str, kind: str = "application/ld+json") -> str:
    return "<html>" + "".join(f'<script type="{kind}">{block}</script>' for block in blocks) + "<body>"


def test_who_published_it_may_be_told_in_a_node_of_its_own() -> None:
    article = {"@type": "NewsArticle", "articleBody": "One.", "publisher": {"@id": "#p"}, "author": [{"@id": "#a"}]}
    nodes = [
        {"@type": "Organization", "@id": "#p", "name": "VNS"},
        {"@type": "Person", "@id": "#a", "name": "A Writer"},
    ]

    for html in (
        scripts(json.dumps({"@graph": [article, *nodes]})),
        scripts(json.dumps(nodes), json.dumps(article)),
    ):
        assert (one(html).agencies, one(html).byline) == (("VNS",), "A Writer")
    assert one(scripts(json.dumps(article))).agencies == ()


def test_another_article_of_the_page_is_left_out_with_a_warning() -> None:
    articles = [{"@type": "NewsArticle", "headline": each, "articleBody": f"{each}."} for each in ("One", "Two", "One")]

    story = one(scripts(json.dumps(articles)))

    assert story.headline == "One"
    assert "left out, as another NewsArticle of the page: “Two”" in story.warnings


@pytest.mark.parametrize(
    "html",
    [
        scripts('{"@type": "NewsArticle", "articleBody": "One."}', kind="application/ld+json; charset=utf-8"),
        scripts('//<![CDATA[\n{"@type": "NewsArticle", "articleBody": "One."}\n//]]>'),
        scripts('<!--\n{"@type": "NewsArticle", "articleBody": "One."}\n-->'),
        scripts('{"@type": "schema:NewsArticle", "articleBody": "One."}'),
        scripts('{"@type": "NewsArticle", "description": "a\nb", "articleBody": "One."}'),
    ],
)
def test_json_ld_is_read_as_pages_write_it(html: str) -> None:
    assert one(html).paragraphs == ("One.",)


def test_json_ld_that_is_broken_is_told_from_none() -> None:
    html = scripts('{"@type": "NewsArticle", "articleBody": "One.",}')

    assert "in JSON-LD: JSON that breaks off at column" in str(refusal(html))


def test_a_broken_block_does_not_hide_another() -> None:
    assert (
        one('<html><script type="application/ld+json">{"@type": </script>' + page(articleBody="One.")).headline
        == "Room"
    )


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<html><p>Hello", "a page without a NewsArticle in JSON-LD; expected a page with schema.org NewsArticle"),
        (page(), "no text: a NewsArticle without articleBody, on a page without <article>"),
        ("<html>" + "<div>" * 5000, "markup nested more than 400 deep"),
    ],
)
def test_pages_without_an_article_say_what_would_do(html: str, words: str) -> None:
    assert words in refusal(html)


def test_characters_written_as_in_html_are_characters_once() -> None:
    story = one(
        page(
            headline="Ministers &amp; &quot;friends&quot; &#8211; R&D &amp;amp; &nosuch; AT&T",
            articleBody="Trade &amp; law.\n\nMore.",
            publisher={"name": "Smith &amp; Sons"},
        )
    )

    assert story.headline == 'Ministers & "friends" – R&D &amp; &nosuch; AT&T'
    assert (story.paragraphs, story.agencies) == (("Trade & law.", "More."), ("Smith & Sons",))
