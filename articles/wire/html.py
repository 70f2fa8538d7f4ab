"""Saved pages of news sites: what their schema.org NewsArticle (JSON-LD) says, and the paragraphs of the article."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from articles.wire import jsontext, markup
from articles.wire.drafting import Draft, story
from articles.wire.encoding import Document
from articles.wire.markup import Paragraphs
from articles.wire.records import Story, WireError

_ARTICLES = frozenset(
    (
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *("OpinionNewsArticle", "AskPublicNewsArticle", "ReviewNewsArticle", "BlogPosting", "Report"),
    )
)
_EXPECTED = "a page with schema.org NewsArticle as JSON-LD; else paste its text as plain wire text"
_LEVELS = 6
_INNER = ("@graph", "mainEntity", "publisher", "author", "sourceOrganization")
"""Properties whose objects are looked into."""
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});", re.ASCII)
"""A character written as in HTML, which many pages do in JSON-LD too; only one that ends as it should."""
_WRAPPER = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
"""What hides a script from browsers of old, or from XML."""


class _Page(Paragraphs):
    """Gathers the JSON-LD, language and canonical address of a page, and the paragraphs of its article."""

    def __init__(self) -> None:
        super().__init__()
        self.data_blocks: list[str] = []
        self.language = self.canonical = ""
        self.marked: list[str] = []
        self.article: list[str] = []
        self._script: list[str] | None = None
        self._open: list[tuple[int, list[str]]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        super().start(tag, attributes)
        if tag == "script" and _media_type(attributes) == "application/ld+json":
            self._script = []
        elif tag == "html":
            self.language = attributes.get("lang", "") or self.language
        elif tag == "link" and "canonical" in attributes.get("rel", "").split():
            self.canonical = self.canonical or attributes.get("href", "")
        elif "articleBody" in attributes.get("itemprop", "").split():
            self._begin(self.marked)
        elif tag == "article":
            self._begin(self.article)

    def end(self, tag: str) -> None:
        if self._script is not None and tag == "script":
            self.data_blocks.append("".join(self._script))
            self._script = None
        if self._open and self._open[-1][0] == self._depth:
            self._end_paragraph()
            _, into = self._open.pop()
            into.extend(self.found)
            self.found = []
        super().end(tag)

    def data(self, text: str) -> None:
        if self._script is not None:
            self._script.append(text)
        super().data(text)

    def _begin(self, into: list[str]) -> None:
        """Paragraphs from here on are the article's; an article inside another (a teaser) is not looked into."""
        if not self._open and not into:
            self._end_paragraph()
            self.found = []
            self._open.append((self._depth, into))


def stories(document: Document) -> Iterator[Story | WireError]:
    """The story of the page; `WireError` where it has no NewsArticle or that has no text."""
    page = _Page()
    markup.feed(document.text, page).close()
    values, broken = _parsed(page.data_blocks)
    nodes = [each for value in values for each in _nodes(value, _LEVELS)]
    articles = [each for each in nodes if _is_article(each)]
    if not articles:
        raise WireError(f"a page without a NewsArticle in JSON-LD{broken}", _EXPECTED)
    article = max(articles, key=lambda each: bool(_text(each.get("articleBody"))))
    known = {str(each["@id"]): each for each in nodes if "name" in each and isinstance(each.get("@id"), str)}
    draft = Draft(
        paragraphs=_body(article, page),
        headline=_words(article.get("headline")) or _words(article.get("name")),
        language=_text(article.get("inLanguage")) or page.language,
        dates=tuple((name, _text(article.get(name))) for name in ("datePublished", "dateCreated", "dateModified")),
        dateline=_text(article.get("dateline")) or None,
        place=_named(article.get("locationCreated")) or _named(article.get("contentLocation")),
        agencies=_names(article.get("sourceOrganization"), known) or _names(article.get("publisher"), known),
        byline=", ".join(_names(article.get("author"), known)),
        source_id=_identifier(article),
        source_url=_address(article) or page.canonical,
        source_version=_text(article.get("version")),
    )
    if not draft.paragraphs:
        raise WireError("no text: a NewsArticle without articleBody, on a page without <article>", _EXPECTED)
    others = dict.fromkeys(_words(each.get("headline"))[:80] for each in articles if each is not article)
    if left := [f"“{each}”" for each in others if each and each != draft.headline[:80]]:
        more = f" and {len(left) - 3} more" if len(left) > 3 else ""
        draft.warn(f"left out, as another NewsArticle of the page: {', '.join(left[:3])}{more}")
    yield story(draft)


def _media_type(attributes: Mapping[str, str]) -> str:
    """The type of a script, without its charset."""
    return attributes.get("type", "").partition(";")[0].strip().casefold()


def _parsed(blocks: list[str]) -> tuple[list[object], str]:
    """The values of JSON-LD, and how the first block breaks off that has none. A page often has several blocks, and one
    that is broken says nothing of the others.
    """
    values: list[object] = []
    broken = ""
    for block in blocks:
        try:
            values.append(jsontext.parse(_WRAPPER.sub("", block), strict=False))
        except WireError as error:
            broken = broken or f": {error.found}"
    return values, broken


def _nodes(value: object, levels: int) -> Iterator[dict[str, object]]:
    """What is described in JSON-LD: objects in lists and graphs, articles of pages, and who made them."""
    if levels <= 0:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, levels - 1)
    elif isinstance(value, dict):
        yield value
        for inner in _INNER:
            yield from _nodes(value.get(inner), levels - 1)


def _is_article(node: Mapping[str, object]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _kind(kind) in _ARTICLES for kind in kinds)


def _kind(kind: str) -> str:
    """A type without its vocabulary: `schema:NewsArticle`, `https://schema.org/NewsArticle`."""
    return re.split("[/#:]", kind)[-1]


def _body(article: Mapping[str, object], page: _Page) -> list[str]:
    """The article's text: as JSON-LD has it where it shows paragraphs; else as the page does."""
    told = _text(article.get("articleBody"))
    if "<p" in told:
        return markup.from_html(told)
    paragraphs = markup.from_text(_REFERENCE.sub(_meant, told))
    if len(paragraphs) > 1:
        return paragraphs
    return page.marked or page.article or paragraphs


def _text(value: object) -> str:
    """A text, or the first text of a list, or the `@value` of an object."""
    if isinstance(value, list):
        return next((text for each in value if (text := _text(each) if not isinstance(each, list) else "")), "")
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e15 else ""


def _words(value: object) -> str:
    """A text that people read, in which `&amp;` means an ampersand."""
    return _REFERENCE.sub(_meant, _text(value))


def _meant(reference: re.Match[str]) -> str:
    return unescape(reference[0])


def _named(value: object) -> str:
    return next(iter(_names(value)), "")


def _names(value: object, nodes: Mapping[str, dict[str, object]] | None = None) -> tuple[str, ...]:
    """The names of people, places or organizations: texts, or objects with a name or with the `@id` of a node."""
    values = value if isinstance(value, list) else [value]
    found = (
        (nodes or {}).get(str(each.get("@id")), each) if isinstance(each, dict) and "name" not in each else each
        for each in values
    )
    names = (_words(each.get("name")) if isinstance(each, dict) else _words(each) for each in found)
    return tuple(name for name in names if name and not name.startswith(("http://", "https://")))


def _identifier(article: Mapping[str, object]) -> str:
    value = article.get("identifier")
    return _text(value.get("value")) if isinstance(value, dict) else _text(value)


def _address(article: Mapping[str, object]) -> str:
    page = article.get("mainEntityOfPage")
    return _text(article.get("url")) or (_text(page.get("@id")) if isinstance(page, dict) else _text(page))
