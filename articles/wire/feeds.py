"""RSS 2.0 (and 0.9x) and Atom (RFC 4287) feeds: a story for each entry that carries its text."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from articles.wire import markup, xmltree
from articles.wire.drafting import Draft, story, web_address
from articles.wire.encoding import Document
from articles.wire.records import NoTextError, Story, WireError
from articles.wire.xmltree import attribute, child, children, line_of, words

_FULL = "a feed with full content (content:encoded in RSS, content in Atom)"
_SUMMARY = "the feed carries only a summary of the story, which may be cut off"


def rss(document: Document) -> Iterator[Story | WireError]:
    """A story or a refusal for each item; `WireError` where there is no channel or no item."""
    root = xmltree.parse(document.text)
    channel = child(root, "channel")
    items = children(channel, "item")
    if root.tag != "rss" or not items:
        raise WireError("no item in an RSS feed", "rss, channel and at least one item", 1)
    for item in items:
        try:
            yield _item(item, channel)
        except WireError as error:
            yield error.placed(line_of(item))


def atom(document: Document) -> Iterator[Story | WireError]:
    """A story or a refusal for each entry; `WireError` where there is none."""
    root = xmltree.parse(document.text)
    entries = [root] if root.tag == "entry" else children(root, "entry")
    if not entries:
        raise WireError("no entry in an Atom feed", "feed and at least one entry", 1)
    for entry in entries:
        try:
            yield _entry(entry, root)
        except WireError as error:
            yield error.placed(line_of(entry))


def _item(item: Element, channel: Element | None) -> Story:
    guid = words(child(item, "guid"))
    # Atom's own link stands beside RSS's in many feeds, and has its address in an attribute.
    links = [words(each) for each in children(item, "link")]
    full = words_as_written(child(item, "encoded"))
    draft = Draft(
        paragraphs=_text(full or words_as_written(child(item, "description"))),
        headline=_text_of(words(child(item, "title"))),
        language=words(child(channel, "language")),
        dates=(("pubDate", words(child(item, "pubDate"))), ("date", words(child(item, "date")))),
        byline=words(child(item, "creator")) or _person(words(child(item, "author"))),
        agencies=tuple(filter(None, (words(child(item, "source")),))),
        source_id=guid,
        source_url=next((link for link in links if link), "") or web_address(guid),
        line=line_of(item),
    )
    if not full:
        draft.warn(_SUMMARY)
    return _story(draft)


def _entry(entry: Element, feed: Element) -> Story:
    content, summary = child(entry, "content"), child(entry, "summary")
    body = _construct(content)
    source = child(entry, "source")
    links = children(entry, "link")
    own = [attribute(each, "href") for each in links if attribute(each, "rel") in {"", "alternate"}]
    authors = [words(child(each, "name")) for each in children(entry, "author") or children(feed, "author")]
    draft = Draft(
        paragraphs=body or _construct(summary),
        headline=" ".join(_construct(child(entry, "title"))),
        language=attribute(entry, "xml:lang") or attribute(feed, "xml:lang"),
        dates=(("published", words(child(entry, "published"))), ("updated", words(child(entry, "updated")))),
        byline=", ".join(filter(None, authors)),
        agencies=tuple(filter(None, (" ".join(_construct(child(source, "title"))),))),
        source_id=words(child(entry, "id")),
        source_url=next(iter(own), ""),
        source_version=words(child(entry, "updated")),
        line=line_of(entry),
    )
    if not body:
        draft.warn(_SUMMARY)
    return _story(draft)


def _story(draft: Draft) -> Story:
    if not draft.paragraphs:
        raise NoTextError("no text: an entry with nothing but its title", _FULL, draft.line)
    return story(draft)


def _construct(element: Element | None) -> list[str]:
    """The paragraphs of a text construct (RFC 4287, 3.1 and 4.1.3): text, html, xhtml; none where it lies elsewhere."""
    if element is None or element.get("src"):
        return []
    kind = attribute(element, "type").casefold() or "text"
    if kind == "xhtml" or len(element):
        return markup.from_elements(element)
    text = words_as_written(element)
    if "html" in kind:
        return markup.from_html(text)
    return markup.from_text(text) if kind.startswith("text") else []


def words_as_written(element: Element | None) -> str:
    """All text within an element with its line ends."""
    return "".join(element.itertext()) if element is not None else ""


def _text(value: str) -> list[str]:
    """Paragraphs of an RSS text, which is HTML where it looks like it (RSS 2.0 leaves that open)."""
    if "<" in value or "&" in value:
        return markup.from_html(value)
    return markup.from_text(value)


def _text_of(title: str) -> str:
    return " ".join(_text(title))


def _person(text: str) -> str:
    """The name in RSS's author, which is an address with a name behind it: `desk@example.org (Name)`."""
    address, bracket, name = text.partition("(")
    return name.rstrip(") ") if bracket and "@" in address else "" if "@" in text else text
