"""Saved pages of news sites: what their schema.org NewsArticle (JSON-LD) says, and the paragraphs of the article."""

from collections.abc import Iterator, Mapping

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
        if tag == "script" and attributes.get("type", "").strip().casefold() == "application/ld+json":
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
    article = _news_article(page.data_blocks)
    if article is None:
        raise WireError("a page without a NewsArticle in JSON-LD", _EXPECTED)
    draft = Draft(
        paragraphs=_body(article, page),
        headline=_text(article.get("headline")) or _text(article.get("name")),
        language=_text(article.get("inLanguage")) or page.language,
        dates=tuple((name, _text(article.get(name))) for name in ("datePublished", "dateCreated", "dateModified")),
        dateline=_text(article.get("dateline")) or None,
        place=_named(article.get("locationCreated")) or _named(article.get("contentLocation")),
        agencies=_names(article.get("sourceOrganization")) or _names(article.get("publisher")),
        byline=", ".join(_names(article.get("author"))),
        source_id=_identifier(article),
        source_url=_address(article) or page.canonical,
        source_version=_text(article.get("version")),
    )
    if not draft.paragraphs:
        raise WireError("no text: a NewsArticle without articleBody, on a page without <article>", _EXPECTED)
    yield story(draft)


def _news_article(blocks: list[str]) -> dict[str, object] | None:
    """The first article that the JSON-LD of a page describes, the one with a text before others."""
    found: list[dict[str, object]] = []
    for block in blocks:
        try:
            value = jsontext.parse(block)
        except WireError:
            continue  # a page often has several blocks, and one that is broken says nothing of the others
        found.extend(_articles(value, _LEVELS))
    return max(found, key=lambda each: bool(_text(each.get("articleBody"))), default=None)


def _articles(value: object, levels: int) -> Iterator[dict[str, object]]:
    if levels <= 0:
        return
    if isinstance(value, list):
        for each in value:
            yield from _articles(each, levels - 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.rpartition("/")[2] in _ARTICLES for kind in kinds):
            yield value
        yield from _articles(value.get("@graph"), levels - 1)
        yield from _articles(value.get("mainEntity"), levels - 1)


def _body(article: Mapping[str, object], page: _Page) -> list[str]:
    """The article's text: as JSON-LD has it where it shows paragraphs; else as the page does."""
    told = _text(article.get("articleBody"))
    if "<p" in told:
        return markup.from_html(told)
    paragraphs = markup.from_text(told)
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


def _named(value: object) -> str:
    return next(iter(_names(value)), "")


def _names(value: object) -> tuple[str, ...]:
    """The names of people, places or organizations, which are texts or objects with a name."""
    values = value if isinstance(value, list) else [value]
    names = (_text(each.get("name")) if isinstance(each, dict) else _text(each) for each in values)
    return tuple(name for name in names if name and not name.startswith(("http://", "https://")))


def _identifier(article: Mapping[str, object]) -> str:
    value = article.get("identifier")
    return _text(value.get("value")) if isinstance(value, dict) else _text(value)


def _address(article: Mapping[str, object]) -> str:
    page = article.get("mainEntityOfPage")
    return _text(article.get("url")) or (_text(page.get("@id")) if isinstance(page, dict) else _text(page))
