"""XML from outside as a tree: no DTD, no entities but the five of XML, bounded depth and number of elements.

Names are without their namespaces and texts are as written: the trade's formats are told apart by their roots, and
several versions of one format differ only in namespace.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from articles.wire.cleaning import NOT_IN_XML
from articles.wire.records import WireError

DEPTH = 200
ELEMENTS = 100_000
ATTRIBUTES = 200_000
CHARACTERS = 8 << 20
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
LINE = "\x00line"
"""The attribute that holds the line where an element began: no name that XML allows."""
_XML = "{http://www.w3.org/XML/1998/namespace}"


class _Builder(TreeBuilder):
    """Builds the tree, and stops where it gets too deep or too large."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0
        self.parser: DefusedXMLParser | None = None

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEPTH:
            raise WireError(
                f"XML nested more than {DEPTH} deep", "a news item, which needs a dozen levels", self._line()
            )
        if self._count > ELEMENTS:
            raise WireError(f"XML of more than {ELEMENTS:,} elements", "smaller files: split it", self._line())
        element = super().start(local(tag), {_attribute(name): value for name, value in attrs.items()})
        element.set(LINE, str(self._line()))
        return element

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(local(tag))

    def _line(self) -> int:
        return self.parser.parser.CurrentLineNumber if self.parser else 1


def parse(text: str) -> Element:
    """The root of an XML text; `WireError` says the line and what stopped the reading."""
    if len(text) > CHARACTERS:
        raise WireError(f"XML of more than {CHARACTERS >> 20} million characters", "smaller files: split it")
    if text.count("=") > ATTRIBUTES:
        raise WireError(f"XML of more than {ATTRIBUTES:,} attributes", "smaller files: split it")
    declaration = _DECLARATION.match(text)
    start = declaration.end() if declaration else 0
    kept = "\n" * text.count("\n", 0, start) + NOT_IN_XML.sub("", text[start:])
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(kept.lstrip(" \t\r") if not kept.startswith("\n") else kept)
        return parser.close()
    except DTDForbidden:
        raise WireError("a document type declaration (DTD)", "the file without its <!DOCTYPE …>", 1) from None
    except DefusedXmlException as error:
        raise WireError(f"XML with {type(error).__name__}", "XML without entities of its own", 1) from None
    except ParseError as error:
        line, column = error.position
        problem = str(error).partition(":")[0]
        works = "characters or CDATA instead of HTML’s entities" if "entity" in problem else "well-formed XML"
        raise WireError(f"XML that breaks off at column {column + 1} ({problem})", works, line) from None
    finally:
        builder.parser = None  # parser and builder hold one another, and the tree with them


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def line_of(element: Element) -> int:
    """The line of the file on which an element began."""
    return int(element.get(LINE, "1"))


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names; None where a step is missing."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if each.tag == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """The elements of a name directly below an element."""
    return [each for each in element if each.tag == name] if element is not None else []


def words(element: Element | None) -> str:
    """All text within an element, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def attribute(element: Element | None, name: str) -> str:
    """An attribute's value; empty where the element or the attribute is missing. `xml:lang` has its prefix."""
    return (element.get(name) or "") if element is not None else ""


def below(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """The outermost elements of some names within an element, itself included, in order."""
    pending = [element]
    while pending:
        each = pending.pop()
        if each.tag in names:
            yield each
        else:
            pending.extend(reversed(each))


def _attribute(name: str) -> str:
    return f"xml:{name.removeprefix(_XML)}" if name.startswith(_XML) else local(name)
