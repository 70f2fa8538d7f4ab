"""Which format a text is in, told by how it begins."""

import json
import re

from articles.wire.encoding import Document
from articles.wire.fields import CANONICAL
from articles.wire.records import WireError

AUTO = "auto"
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_DOCTYPE = re.compile(r"<!doctype\s+([A-Za-z][\w.-]*)", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_ROOTS = {
    "nitf": "nitf",
    "newsItem": "newsml-g2",
    "newsMessage": "newsml-g2",
    "packageItem": "newsml-g2",
    "conceptItem": "newsml-g2",
    "knowledgeItem": "newsml-g2",
    "planningItem": "newsml-g2",
    "catalogItem": "newsml-g2",
    "contentSet": "newsml-g2",
    "contentMeta": "newsml-g2",
    "rss": "rss",
    "feed": "atom",
    "entry": "atom",
    "html": "html",
}
# Roots of XML that are known and not read, and what to do instead.
_STRANGERS = {
    "RDF": ("an RSS 1.0 feed (RDF)", "the site's RSS 2.0 or Atom feed"),
    "NewsML": ("NewsML 1.x", "NewsML-G2, NITF or ninjs"),
    "schema": ("an XML schema", "a news item written by it"),
    "opml": ("a list of feeds (OPML)", "the feeds themselves, as RSS 2.0 or Atom"),
    "urlset": ("a sitemap", "the pages that it lists"),
    "sitemapindex": ("a sitemap", "the pages that it lists"),
}
_HTML_TAGS = {
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "div",
    "p",
    "h1",
    "h2",
    "span",
    "article",
    "section",
    "main",
}
_ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".html": "html", ".htm": "html"}
_LINE_END = re.compile("[\r\n]")
_LONGEST_LINE = 4 << 20
_MARKUP = "NewsML-G2, NITF, RSS 2.0, Atom or an HTML page"


def detect(document: Document) -> str:
    """The code of the format; `WireError` for what is known to be none that is read here."""
    head = document.text[:65536]
    if head.lstrip().startswith("<"):
        markup = _markup(head, document.name)
        if markup:
            return markup
    ending = _ENDINGS.get("." + document.name.lower().rpartition(".")[2], "")
    if _JSON.match(head):
        return "jsonl" if ending == "jsonl" or _is_lines(document.text) else "ninjs"
    if ending in {"jsonl", "csv"}:
        return ending
    if _is_table(head):
        return "csv"
    return "ninjs" if _is_json(document.text) else "wire"


def _markup(head: str, name: str) -> str:
    """The format of XML or HTML by its root; empty where an angle bracket is just how a text begins."""
    at = _end_of_prologue(head)
    doctype = _DOCTYPE.match(head, at)
    root = doctype or _ROOT.match(head, at)
    if root is None:
        if head.lstrip().startswith("<?xml"):
            raise WireError("an XML declaration with no element behind it", _MARKUP)
        return ""
    found = root[1]
    if found in _ROOTS:
        return _ROOTS[found]
    if found.lower() in _HTML_TAGS or name.lower().endswith((".html", ".htm", ".xhtml")):
        return "html"
    if doctype:
        raise WireError(f"a document type declaration (DTD) for <{found[:40]}>", "XML without <!DOCTYPE …>")
    if found in _STRANGERS:
        raise WireError(*_STRANGERS[found])
    raise WireError(f"XML whose root is <{found[:40]}>", _MARKUP)


def _end_of_prologue(head: str) -> int:
    match = _BEFORE_ROOT.match(head)
    return match.end() if match else 0


def _is_lines(text: str) -> bool:
    """Whether this is JSON Lines: a first line that is an object, with our keys or with another behind it."""
    text = text.lstrip()
    end = text.find("\n")
    first, following = (text[:end], text[end : end + 200].lstrip()) if end >= 0 else (text[: _LONGEST_LINE + 1], "")
    if not first.rstrip().endswith("}") or len(first) > _LONGEST_LINE:
        return False
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and (following.startswith("{") or "articleBody" in record)


def _is_json(text: str) -> bool:
    """Whether a text that does not begin as ninjs does is JSON nevertheless, and so no copy: `[1, 2]`."""
    text = text.strip()
    if text[:1] + text[-1:] not in ("[]", "{}") or len(text) > _LONGEST_LINE:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(head: str) -> bool:
    """Whether the first line is a header of our table: the column with the text, and another one."""
    line = _LINE_END.split(head.lstrip(), maxsplit=1)[0][:2000].strip()
    delimiter = max(",;\t|", key=line.count)
    cells = [cell.strip().strip('"').strip().casefold() for cell in line.split(delimiter)]
    known = [CANONICAL[cell] for cell in cells if cell in CANONICAL]
    return "articleBody" in known and len(set(known)) >= 2 and 2 * len(known) >= len(cells)
