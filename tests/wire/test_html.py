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
