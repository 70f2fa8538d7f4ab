"""IPTC NewsML-G2: news items alone or in a news message, with NITF, XHTML or plain text inside.

Read as of version 2.35 and older; see iptc.org/standards/newsml-g2. Packages, concepts and plans carry no text.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from articles.wire import markup, nitf, xmltree
from articles.wire.drafting import Draft, story, web_address
from articles.wire.encoding import Document
from articles.wire.records import NoTextError, Story, WireError
from articles.wire.xmltree import attribute, child, children, line_of, words

_ITEMS = frozenset(("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"))
_TEXTS = frozenset(("", "text", "composite"))
_TEXT = "an inlineXML with NITF or XHTML, or an inlineData with text"


def stories(document: Document) -> Iterator[Story | WireError]:
    """A story or a refusal for each item; `WireError` where the file holds none."""
    root = xmltree.parse(document.text)
    items = [root] if root.tag == "contentSet" else list(xmltree.below(root, _ITEMS))
    if not items:
        raise WireError(f"no news item, but a part of one: <{root.tag[:40]}>", "a whole newsItem or newsMessage", 1)
    sent = words(child(root, "header", "sent"))
    for item in items:
        try:
            yield _story(item, sent)
        except WireError as error:
            yield error.placed(line_of(item))


def _story(item: Element, sent: str) -> Story:
    if item.tag not in {"newsItem", "contentSet"}:
        raise NoTextError(f"no text: a {item.tag}", "a newsItem", line_of(item))
    contents = item if item.tag == "contentSet" else child(item, "contentSet")
    draft = _content(contents)
    draft.line = line_of(item)
    if item.tag == "newsItem":
        _metadata(item, draft, sent)
    else:
        draft.warn("only the content of a news item, without its id and dates")
    kind = _code(child(item, "itemMeta", "itemClass"))
    if not draft.paragraphs and draft.status in {"", "usable"}:
        refusal = WireError if kind in _TEXTS else NoTextError
        raise refusal(f"no text: an item of the class {kind or 'unknown'}", _TEXT, line_of(item))
    if kind not in _TEXTS:
        draft.warn(f"the item is of the class {kind}; only the text that comes with it was read")
    return story(draft)


def _content(contents: Element | None) -> Draft:
    """The first of the alternatives that holds a text: NITF before XHTML before plain text."""
    for each in children(contents, "inlineXML"):
        inside = next(xmltree.below(each, frozenset(("nitf",))), None)
        if inside is not None:
            draft = nitf.draft_of(inside)
            if draft.paragraphs:
                return draft
    for each in children(contents, "inlineXML"):
        paragraphs = markup.from_elements(each)
        if paragraphs:
            return Draft(paragraphs=paragraphs)
    for each in children(contents, "inlineData"):
        text = "".join(each.itertext())
        if each.get("encoding"):
            continue
        if "html" in attribute(each, "contenttype"):
            return Draft(paragraphs=markup.from_html(text))
        if text.strip():
            return Draft(paragraphs=markup.from_text(text))
    return Draft()


def _metadata(item: Element, draft: Draft, sent: str) -> None:
    meta, about = child(item, "itemMeta"), child(item, "contentMeta")
    draft.source_id = attribute(item, "guid")
    draft.source_version = attribute(item, "version")
    draft.source_url = web_address(draft.source_id.strip())
    draft.status = _code(child(meta, "pubStatus"))
    draft.signal = next((code for each in children(meta, "signal") if (code := _code(each))), "")
    embargoed = child(meta, "embargoed")  # one without a time is an embargo until further notice
    draft.embargo, draft.embargoed = words(embargoed) or draft.embargo, draft.embargoed or embargoed is not None
    draft.headline = _main(children(about, "headline")) or draft.headline
    draft.dates = (
        ("firstCreated", words(child(meta, "firstCreated"))),
        ("contentCreated", words(child(about, "contentCreated"))),
        ("versionCreated", words(child(meta, "versionCreated"))),
        ("sent", sent),
    )
    draft.language = attribute(child(about, "language"), "tag") or attribute(item, "xml:lang")
    draft.dateline = words(child(about, "dateline")) or draft.dateline
    draft.place = _name(child(about, "located")) or draft.place
    draft.byline = words(child(about, "by")) or draft.byline
    sources = [name for each in children(about, "infoSource") if (name := _name(each))]
    provider = _name(child(meta, "provider"))
    draft.agencies = tuple(sources or filter(None, (provider,))) or draft.agencies


def _code(element: Element | None) -> str:
    """The code of a qcode without its scheme: `stat:usable` is usable."""
    code = attribute(element, "qcode") or attribute(element, "uri").rpartition("/")[2]
    return code.rpartition(":")[2].casefold()


def _name(element: Element | None) -> str:
    """A party or place as it is named; else its code, in capitals as in a sign-off, or its literal."""
    if element is None:
        return ""
    if words(child(element, "name")):
        return words(child(element, "name"))
    return attribute(element, "literal") or attribute(element, "qcode").rpartition(":")[2]


def _main(headlines: list[Element]) -> str:
    """The headline whose role says main, else the first."""
    chosen = [each for each in headlines if _code(Element("", qcode=each.get("role", ""))) == "main"]
    return words((chosen or headlines)[0]) if headlines else ""
