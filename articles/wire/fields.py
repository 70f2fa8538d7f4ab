"""The archive's own record: the keys of JSON Lines and the header of CSV, and the story that such a record is.

Names are those of schema.org NewsArticle where it has one. docs/wire-formats.md lists them for whoever writes
such files.
"""

from collections.abc import Mapping

from articles.vocabulary import Basis, TextBasis, VersionKind
from articles.wire.drafting import Draft, story
from articles.wire.records import Story, WireError

KEYS = (
    "identifier",
    "version",
    "url",
    "kind",
    "headline",
    "inLanguage",
    "datePublished",
    "dateBasis",
    "dateNote",
    "dateline",
    "locationCreated",
    "sourceOrganization",
    "author",
    "textBasis",
    "embargo",
    "articleBody",
)
"""The keys in the order of the CSV header."""

_ALSO = {
    "identifier": ("id", "source_id", "uri", "guid"),
    "version": ("source_version",),
    "url": ("source_url", "link"),
    "headline": ("title",),
    "inLanguage": ("language", "lang"),
    "datePublished": ("published", "date"),
    "dateBasis": ("date_basis", "basis"),
    "dateNote": ("published_note", "date_note"),
    "locationCreated": ("place", "located"),
    "sourceOrganization": ("agencies", "agency", "source"),
    "author": ("byline",),
    "textBasis": ("text_basis",),
    "embargo": ("embargoed", "visible_from"),
    "articleBody": ("body", "text", "paragraphs", "article_body"),
}
CANONICAL = {key.casefold(): key for key in KEYS} | {also: key for key, others in _ALSO.items() for also in others}
"""Every name that is read, in small letters, and the key that it stands for."""
_ONE_LINE = "text, a number or nothing"
_NONE = "there is no articleBody"
_HUGE = 1e15
"""Below it floating point tells whole numbers apart."""
_BODY = "a text, or a list of paragraphs"


def record_story(record: Mapping[str, object], line: int) -> Story:
    """The story of a record with our keys; keys that are not ours are left out with a warning.

    `WireError` names the key whose value is of a kind or code that cannot be read, and what could.
    """
    fields: dict[str, object] = {}
    names: dict[str, str] = {}
    strangers: list[str] = []
    for name, value in record.items():
        key = CANONICAL.get(name.strip().casefold())
        if key is None:
            strangers.append(name)
        elif key not in fields or fields[key] in (None, "", []):
            fields[key], names[key] = value, name
    if not fields:
        raise WireError("none of the archive’s keys", f"at least articleBody; the keys are {', '.join(KEYS)}", line)
    draft = _draft(fields, line)
    if not any(draft.paragraphs) and draft.kind != VersionKind.WITHDRAWAL:
        found = f"{names['articleBody'][:40]} is {_nothing(fields['articleBody'])}" if "articleBody" in names else _NONE
        raise WireError(f"no text: {found}", "a story with at least one paragraph, in articleBody", line)
    if strangers:
        told = ", ".join(name[:40] for name in strangers[:5]) + ("…" if len(strangers) > 5 else "")
        draft.warn(f"left out, as no key of the archive’s: {told}")
    return story(draft)


def _draft(fields: Mapping[str, object], line: int) -> Draft:
    def text(key: str) -> str:
        return _text(fields.get(key), key, line)

    return Draft(
        paragraphs=_body(fields.get("articleBody"), line),
        headline=text("headline"),
        language=text("inLanguage"),
        dates=(("datePublished", text("datePublished")),),
        basis=Basis(_code(text("dateBasis"), Basis, "dateBasis", line) or Basis.STATED),
        note=text("dateNote"),
        dateline=text("dateline") if "dateline" in fields else None,
        place=text("locationCreated"),
        agencies=_names(fields.get("sourceOrganization"), line),
        byline=text("author"),
        source_url=text("url"),
        source_id=text("identifier"),
        source_version=text("version"),
        kind=VersionKind(_code(text("kind"), VersionKind, "kind", line) or VersionKind.ORIGINAL),
        text_basis=TextBasis(_code(text("textBasis"), TextBasis, "textBasis", line) or TextBasis.PRINTED),
        embargo=text("embargo"),
        line=line,
        exact=True,
    )


def _text(value: object, key: str, line: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _HUGE:
        return str(value)
    raise WireError(f"{key} that is {_shape(value)}", _ONE_LINE, line)


def _body(value: object, line: int) -> list[str]:
    """Paragraphs: a text that blank lines part, or a list of texts."""
    if isinstance(value, list):
        return [_prose(each, "a paragraph of articleBody", line) for each in value]
    return [_prose(value, "articleBody", line)]


def _prose(value: object, key: str, line: int) -> str:
    """A text or nothing: a number, which other keys may be, is none."""
    if value is None or isinstance(value, str):
        return value or ""
    raise WireError(f"{key} that is {_shape(value)}", _BODY, line)


def _names(value: object, line: int) -> tuple[str, ...]:
    """Agencies in sign-off order: a list of names, or one text with slashes as in a sign-off (VNA/VNS)."""
    if isinstance(value, list):
        return tuple(_text(each, "sourceOrganization", line) for each in value)
    return tuple(part for part in _text(value, "sourceOrganization", line).split("/") if part.strip())


def _code(text: str, codes: type[Basis] | type[VersionKind] | type[TextBasis], key: str, line: int) -> str:
    code = text.strip().casefold()
    if code and code not in codes.values:
        raise WireError(f"{key} “{code[:40]}”", f"one of {', '.join(codes.values)}", line)
    return code


def _shape(value: object) -> str:
    """What a value is that cannot be read, in words."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_huge = abs(value) >= _HUGE  # infinity too, which JSON has as 1e400
        return "a huge number" if is_huge else "no number" if value != value else "a number"
    return {dict: "an object", list: "a list", bool: "true or false"}[type(value)]


def _nothing(value: object) -> str:
    """What stands where a text should, in words."""
    if isinstance(value, list):
        return "a list of nothing" if value else "an empty list"
    return "null" if value is None else "empty"
