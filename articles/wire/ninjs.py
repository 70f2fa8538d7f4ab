"""IPTC ninjs 1.x, 2.x and 3.x: a news item as a JSON object, or a list of them.

1.x has `headline` and `body_*`; 2.x has lists `headlines` and `bodies`; 3.x has the same with names in camel case.
Names are compared in small letters, so one reader serves all. See iptc.org/standards/ninjs.
"""

import re
from collections.abc import Iterator
from html import unescape

from articles.vocabulary import TextBasis, VersionKind
from articles.wire import jsontext, markup
from articles.wire.drafting import Draft, story, web_address
from articles.wire.encoding import Document
from articles.wire.records import NoTextError, Story, WireError

_ITEM = "a ninjs news item with uri, headline and a body"
_MAIN_ROLES = ("main", "headline", "text", "")
# Bodies in the order of preference: markup shows paragraphs, plain text often does not.
_BODY_ROLES = ("xhtml", "html5", "html", "main", "nitf", "text", "")
_BODY_KEYS = ("body_xhtml", "body_html5", "body_html", "body_text")
_NOT_TEXT = frozenset(("picture", "graphic", "audio", "video"))
# What the archive itself writes (`articles.exports.ninjs`), which says whose words they are and what it knows them by.
_OWN, _OWN_SUMMARY = "partnership-archive", "partnership-archive-summary"
_PARAGRAPH = re.compile("<p>([^<]*)</p>")
_PARAGRAPHS_ALONE = re.compile("(?:<p>[^<]*</p>)+")
_SCHEMA_KEYS = frozenset(("$schema", "$id", "properties", "$defs", "definitions"))


def stories(document: Document) -> Iterator[Story | WireError]:
    """A story or a refusal for each news item; `WireError` where the file is no ninjs."""
    value = jsontext.parse(document.text)
    if not isinstance(value, list):
        yield _story(value)
        return
    for number, item in enumerate(value, 1):
        try:
            yield _story(item)
        except WireError as error:
            yield error.placed(before=f"item {number:,} of {len(value):,}: ")


def _story(value: object) -> Story:
    item = _item(value)
    kind = _text(item, "type").casefold()
    draft = Draft(
        paragraphs=_body(item),
        headline=_headline(item),
        language=_text(item, "language"),
        dates=tuple((name, _text(item, name)) for name in ("firstcreated", "versioncreated", "contentcreated")),
        place=_text(item, "located"),
        agencies=_agencies(item),
        byline=_text(item, "byline") or _text(item, "by"),
        source_id=_text(item, "uri"),
        source_url=web_address(_text(item, "uri").strip()),
        source_version=_text(item, "version"),
        status=_text(item, "pubstatus"),
    )
    _embargo(draft, item)
    if _text(item, "profile") in {_OWN, _OWN_SUMMARY}:
        _as_written(draft, item)
    if not draft.paragraphs and kind not in _NOT_TEXT:
        draft.paragraphs = _described(item)
        if draft.paragraphs and draft.text_basis != TextBasis.SUMMARY:
            draft.warn("there is no body; the description was taken, which may be a summary")
    if not draft.paragraphs and draft.status.casefold() in {"", "usable"}:
        raise (NoTextError if kind in _NOT_TEXT else WireError)(
            f"no text: {kind or 'a news item'} without any", "a body (body_xhtml or body_text; in 2.x and 3.x bodies)"
        )
    if kind in _NOT_TEXT:
        draft.warn(f"the item’s type is {kind}; only the text that comes with it was read")
    return story(draft)


def _as_written(draft: Draft, item: dict[str, object]) -> None:
    """What the archive's own items say beyond the standard: the id and address kept, the kind, whose words, which."""
    known = {_text(one, "role"): _text(one, "value") for one in _objects(item.get("altids"))}
    draft.source_id, draft.source_url, draft.exact = known.get("identifier", ""), known.get("url", ""), True
    draft.dateline = ""  # its text has neither dateline nor sign-off, whatever it ends with
    kinds = [_text(one, "literal") for one in _objects(item.get("genres"))]
    if draft.status.casefold() in {"", "usable"}:
        draft.kind = next((VersionKind(kind) for kind in kinds if kind in VersionKind.values), VersionKind.ORIGINAL)
    is_summary = _text(item, "profile") == _OWN_SUMMARY
    if is_summary:
        draft.text_basis = TextBasis.SUMMARY
    value = next((_text(one, "value") for one in _objects(item.get("descriptions" if is_summary else "bodies"))), "")
    if _PARAGRAPHS_ALONE.fullmatch(value):
        draft.paragraphs = [unescape(text) for text in _PARAGRAPH.findall(value)]


def _embargo(draft: Draft, item: dict[str, object]) -> None:
    """`embargoed` (1.x, 2.x) or `embargoedUntil` (3.x): a time, and no embargo where they are absent.

    A provider that writes anything else there, such as true, still says that there is an embargo.
    """
    for name in ("embargoeduntil", "embargoed"):
        value = item.get(name)
        draft.embargo = draft.embargo or _text(item, name).strip()
        draft.embargoed |= value not in (None, False) and not (isinstance(value, str) and not value.strip())


def _item(value: object) -> dict[str, object]:
    """A news item with its names in small letters."""
    if not isinstance(value, dict):
        raise WireError("a value that is no JSON object", _ITEM)
    if _SCHEMA_KEYS & value.keys() and "uri" not in value:
        raise WireError("a JSON schema", "a news item written by it")
    item = {name.casefold(): each for name, each in value.items()}
    if "uri" not in item and not any(name.startswith(("body", "bodies", "headline")) for name in item):
        raise WireError(f"a JSON object with {', '.join(list(value)[:5])[:120] or 'nothing in it'}", _ITEM)
    return item


def _text(item: dict[str, object], name: str) -> str:
    """A property that has to be text or a number; empty where it is missing."""
    value = item.get(name)
    if isinstance(value, str):
        return value
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number and abs(value) < 1e15 else ""  # type: ignore[arg-type]


def _objects(value: object) -> list[dict[str, object]]:
    """The objects of a list, with their names in small letters."""
    found = value if isinstance(value, list) else []
    return [{name.casefold(): each for name, each in one.items()} for one in found if isinstance(one, dict)]


def _headline(item: dict[str, object]) -> str:
    plain = _text(item, "headline") or next(
        (_text(item, name) for name in item if name.startswith("headline_") and _text(item, name)), ""
    )
    return plain or _preferred(_objects(item.get("headlines")), _MAIN_ROLES)[0]


def _preferred(objects: list[dict[str, object]], roles: tuple[str, ...]) -> tuple[str, str]:
    """The value and media type of the object with the first of the roles; of the first object if none has one."""

    def rank(one: dict[str, object]) -> int:
        role = _text(one, "role").casefold()
        return roles.index(role) if role in roles else len(roles)

    for one in sorted(objects, key=rank):
        value = _text(one, "value")
        if value.strip():
            return value, _text(one, "contenttype") or _text(one, "role")
    return "", ""


def _body(item: dict[str, object]) -> list[str]:
    for name in (*_BODY_KEYS, *sorted(name for name in item if name.startswith("body_"))):
        value = _text(item, name)
        if value.strip():
            found = _paragraphs(value, name)
            if found:
                return found
    value, media = _preferred(_objects(item.get("bodies")), _BODY_ROLES)
    return _paragraphs(value, media)


def _described(item: dict[str, object]) -> list[str]:
    for name in sorted(name for name in item if name.startswith("description_")):
        if _text(item, name).strip():
            return _paragraphs(_text(item, name), name)
    found = [one for one in _objects(item.get("descriptions")) if _text(one, "role") not in {"creditline", "writer"}]
    return _paragraphs(*_preferred(found, ("text", "main", "")))


def _paragraphs(value: str, media: str) -> list[str]:
    """Paragraphs of a body by its role or media type; a text that looks like markup is read as such."""
    media = media.casefold()
    if any(sign in media for sign in ("html", "xml", "nitf")) or value.lstrip()[:1] == "<":
        return markup.from_html(value)
    return markup.from_text(value)


def _agencies(item: dict[str, object]) -> tuple[str, ...]:
    sources = _objects(item.get("infosource")) or _objects(item.get("infosources"))
    return tuple(name for one in sources if (name := _text(one, "name") or _text(one, "literal")))
