"""Markup reduced to plain paragraphs: HTML of any quality, and elements of XHTML and NITF.

Only text survives. Scripts, styles, forms, navigation, captions, deleted and hidden text go with all that is in them;
every other element is a paragraph of its own or nothing. HTML is read by lxml a piece at a time and no tree is built,
so that depth and size cost nothing.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from xml.etree.ElementTree import Element

from lxml import etree

from articles.wire.cleaning import NOT_IN_XML
from articles.wire.records import WireError

DEPTH = 400
"""How deep HTML may be nested: closing a tag costs as much as there are open ones."""
ELEMENTS = 100_000
CHARACTERS = 8 << 20
_PIECE = 1 << 14
_VOID = frozenset(
    ("img", "hr", "embed", "input", "link", "meta", "source", "track", "wbr", "col", "area", "base", "param")
)
# What goes with its content: no reader of the page or wire sees it as part of the story.
_DROPPED = frozenset(
    (
        *("script", "style", "template", "noscript", "iframe", "frameset", "noframes", "object", "applet", "canvas"),
        *("svg", "math", "audio", "video", "picture", "map", "head", "title", "nav", "footer", "aside", "menu"),
        *("form", "button", "select", "textarea", "datalist", "dialog", "figure", "figcaption", "del", "s", "strike"),
        *("media", "body.head", "body.end", "xmp", "plaintext", "listing", "rt", "rp", "table.reference"),
    )
)
_BLOCKS = frozenset(
    (
        *(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "hr",
        ),
        *("section", "article", "header", "main", "address", "center", "details", "summary", "fieldset", "caption"),
        *("table", "thead", "tbody", "tfoot", "tr", "body", "html", "hgroup"),
        *("hl1", "hl2", "block", "bq", "credit", "fn", "note", "body.content", "hedline", "tagline", "datasource"),
    )
)
_CELLS = frozenset(("td", "th"))
_HIDING = re.compile(r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])", re.IGNORECASE)
# Hints to typesetting that nobody sees: soft hyphen, zero width space, word joiner, byte order mark.
_HINTS = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n")


class Paragraphs:
    """Takes the tags and texts of a document in order, and has its paragraphs in the end."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._text: list[str] = []
        self._dropped: list[str] = []
        self._preformatted = 0
        self._depth = self._count = 0
        self._line_ended = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Names are local and, in HTML, in small letters."""
        self._depth += 1
        self._count += 1
        if self._depth > DEPTH:
            raise WireError(f"markup nested more than {DEPTH} deep", "a story, which needs a dozen levels")
        if self._count > ELEMENTS:
            raise WireError(f"markup of more than {ELEMENTS:,} elements", "a single story or page")
        if self._dropped or (tag not in _VOID and (tag in _DROPPED or _is_hidden(attributes))):
            self._dropped.append(tag)
        elif tag == "br":
            self._end_line()
        elif tag in _CELLS:
            self._begin_cell()
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._preformatted += tag == "pre"
        elif tag == "q":
            self._text.append("“")

    def end(self, tag: str) -> None:
        """An element ends; every one that began also ends, in the reverse order."""
        self._depth -= 1
        if self._dropped:
            self._dropped.pop()
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._preformatted -= tag == "pre"
        elif tag == "q":
            self._text.append("”")

    def data(self, text: str) -> None:
        """Text within the element that began last."""
        if self._dropped:
            return
        if self._preformatted:
            first, *others = _BLANK_LINES.split(text)
            self._text.append(first)
            for other in others:
                self._end_paragraph()
                self._text.append(other)
        else:
            self._text.append(text)
        self._line_ended = self._line_ended and not text.strip()

    def comment(self, text: str) -> None:
        """Nothing of a comment is kept."""

    def pi(self, target: str, text: str | None = None) -> None:
        """Nothing of a processing instruction is kept."""

    def close(self) -> list[str]:
        """The paragraphs, each on one line."""
        self._end_paragraph()
        return self.found

    def _end_line(self) -> None:
        """One line end is a space; two with nothing between part paragraphs."""
        if self._line_ended:
            self._end_paragraph()
        else:
            self._text.append(" ")
            self._line_ended = True

    def _begin_cell(self) -> None:
        if any(part.strip() for part in self._text):
            self._text.append(" | ")

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self._text).translate(_HINTS).split())
        if text:
            self.found.append(text)
        self._text, self._line_ended = [], False


def from_html(html: str) -> list[str]:
    """The paragraphs of HTML, of a whole page or a fragment; `WireError` where it is nested too deeply or too long."""
    return feed(html, Paragraphs()).close()


def from_text(text: str) -> list[str]:
    """The paragraphs of plain text: parted by blank lines, or by line ends where there is no blank line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    found = _BLANK_LINES.split(text) if _BLANK_LINES.search(text) else text.split("\n")
    return [paragraph for each in found if (paragraph := " ".join(each.split()))]


def feed(html: str, target: Paragraphs) -> Paragraphs:
    """The target, once all of the HTML has gone through it."""
    if len(html) > CHARACTERS:
        raise WireError(f"HTML of more than {CHARACTERS >> 20} million characters", "smaller files")
    parser = etree.HTMLParser(target=target, encoding="utf-8", remove_comments=True, remove_pis=True)
    kept = NOT_IN_XML.sub("", html)
    if not kept.strip():
        return target
    try:
        for at in range(0, len(kept), _PIECE):
            parser.feed(kept[at : at + _PIECE].encode())
    except etree.LxmlError as error:
        raise WireError(f"HTML that cannot be read ({error})", "an HTML page") from error
    with suppress(etree.LxmlError):  # nothing but comments: no element began, so there are no paragraphs either
        parser.close()
    return target


def from_elements(element: Element) -> list[str]:
    """The paragraphs of an element of XHTML or NITF, with its names local."""
    target = Paragraphs()
    pending: list[Element | tuple[str, str | None]] = [element]
    while pending:
        each = pending.pop()
        if isinstance(each, tuple):
            target.end(each[0])
            target.data(each[1] or "")
            continue
        target.start(_html_name(each), each.attrib)
        target.data(each.text or "")
        pending.append((_html_name(each), each.tail if each is not element else None))
        pending.extend(reversed(each))
    return target.close()


def _html_name(element: Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else "template"


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDING.search(re.sub(r"\s", "", style or "")) is not None
