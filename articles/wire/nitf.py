"""IPTC NITF 3: a news item as XML, alone or within NewsML-G2. See iptc.org/standards/nitf."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from articles.wire import markup, xmltree
from articles.wire.drafting import Draft, story
from articles.wire.encoding import Document
from articles.wire.moments import MomentError, moment
from articles.wire.records import Story, WireError
from articles.wire.xmltree import attribute, child, children, words


def stories(document: Document) -> Iterator[Story | WireError]:
    """The one story of the file; `WireError` where it has none."""
    root = xmltree.parse(document.text)
    if root.tag != "nitf":
        raise WireError(f"XML whose root is <{root.tag[:40]}>", "NITF, whose root is <nitf>", 1)
    draft = draft_of(root)
    _head(root, draft)
    yield story(draft)


def draft_of(nitf: Element) -> Draft:
    """What an `nitf` element tells wherever it stands: headline, byline, dateline, distributor, paragraphs, embargo."""
    head = child(nitf, "body", "body.head")
    content = child(nitf, "body", "body.content")
    hedline = child(head, "hedline")
    data = child(nitf, "head", "docdata")
    embargoed = attribute(data, "management-status").strip().casefold() == "embargoed"
    return Draft(
        paragraphs=markup.from_elements(content) if content is not None else (),
        headline=words(child(hedline, "hl1") if child(hedline, "hl1") is not None else hedline),
        byline=_byline(child(head, "byline")),
        dateline=words(child(head, "dateline")) or None,
        place=_place(child(head, "dateline")),
        agencies=tuple(filter(None, (_distributor(child(head, "distributor")),))),
        embargo=attribute(child(data, "date.release"), "norm") if embargoed else _embargo(data),
        embargoed=embargoed,
        line=xmltree.line_of(nitf),
    )


def _byline(element: Element | None) -> str:
    text = words(element)
    return text[3:] if text[:3] in {"By ", "by ", "BY "} else text


def _place(dateline: Element | None) -> str:
    """The city of a dateline, where it is marked up; else the location as it stands."""
    location = child(dateline, "location")
    city = child(location, "city")
    return words(city) or words(location).partition(",")[0]


def _distributor(element: Element | None) -> str:
    org = child(element, "org")
    return words(org) or words(element)


def _head(root: Element, draft: Draft) -> None:
    """Identity, dates and status from the `head`, and the title where the body has no headline."""
    head = child(root, "head")
    data = child(head, "docdata")
    doc = child(data, "doc-id")
    draft.source_id = attribute(doc, "id-string")
    key = child(data, "du-key")
    draft.source_version = attribute(key, "version") or attribute(key, "generation")
    draft.status = attribute(data, "management-status")
    correction = child(data, "correction")
    if correction is not None:
        draft.signal = "correction"
        draft.source_id = draft.source_id or attribute(correction, "id-string")
    story_date = child(root, "body", "body.head", "dateline", "story.date")
    draft.dates = (
        ("date.issue", attribute(child(data, "date.issue"), "norm")),
        ("story.date", attribute(story_date, "norm")),
        ("pubdata", attribute(child(head, "pubdata"), "date.publication")),
        ("date.release", attribute(child(data, "date.release"), "norm")),
    )
    draft.headline = draft.headline or words(child(head, "title"))
    draft.language = attribute(root, "xml:lang") or attribute(child(root, "body"), "xml:lang")
    named = words(child(data, "doc.copyright")) or attribute(child(data, "doc.copyright"), "holder")
    source = attribute(doc, "regsrc") or attribute(child(head, "pubdata"), "name") or named
    if not draft.agencies and source:
        draft.agencies = (source,)
    links = [attribute(each, "ex-ref") for each in children(head, "pubdata")]
    draft.source_url = next((link for link in links if link.startswith(("http://", "https://"))), "")


def _embargo(data: Element | None) -> str:
    """The release of an item, unless it was issued then or later: NITF has no embargo of its own but `date.release`.

    Where the two cannot be compared the release counts: a story is rather kept too long than told too soon.
    """
    release = attribute(child(data, "date.release"), "norm")
    issue = attribute(child(data, "date.issue"), "norm")
    if not release or not issue:
        return release
    try:
        issued, released = moment(issue), moment(release)
    except MomentError:
        return release
    if issued.at and released.at:
        return release if released.at > issued.at else ""
    return release if released.day > issued.day else ""
