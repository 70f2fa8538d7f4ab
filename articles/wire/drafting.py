"""From the fields of any format to a `Story`: cleaned, dated, within limits, with a warning for what was left out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from articles import folding
from articles.dates import Span
from articles.vocabulary import Basis, TextBasis, VersionKind
from articles.wire import moments, plain
from articles.wire.cleaning import Cleaner, shows
from articles.wire.records import Story, WireError

CHARACTERS = 1_000_000
PARAGRAPHS = 10_000
LONGEST_ID = 200
LONGEST_URL = 1000
AGENCIES = 10
_LONGEST = {"headline": 300, "dateline": 200, "place": 200, "byline": 300, "note": 200, "agency": 60, "version": 64}
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)", re.ASCII)
_OF_NO_DATE = frozenset((Basis.EDITOR, Basis.REPORTED))
"""What a record can say of a date that it does not have."""
_STATUSES = {
    "withheld": VersionKind.WITHDRAWAL,
    "canceled": VersionKind.WITHDRAWAL,
    "cancelled": VersionKind.WITHDRAWAL,
}
_SIGNALS = {"correction": VersionKind.CORRECTION, "update": VersionKind.UPDATE, "kill": VersionKind.WITHDRAWAL}


@dataclass(slots=True)
class Draft:
    """The fields of one record as the format has them, before anything is cleaned.

    `dates` are tried in order, each with the name that its format has for it; `status` is usable, withheld or canceled,
    `signal` update, correction or kill; `embargoed` that there is an embargo, `embargo` until when. A `dateline` of
    None means that the format has no place for one, so that it may stand in the text, and the sign-off with it. `exact`
    keeps white space inside paragraphs (formats of our own).
    """

    paragraphs: Iterable[str] = ()
    headline: str = ""
    language: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    basis: Basis = Basis.STATED
    note: str = ""
    dateline: str | None = None
    place: str = ""
    agencies: tuple[str, ...] | None = None
    byline: str = ""
    source_url: str = ""
    source_id: str = ""
    source_version: str = ""
    status: str = ""
    signal: str = ""
    kind: VersionKind | None = None
    text_basis: TextBasis = TextBasis.PRINTED
    embargo: str = ""
    embargoed: bool = False
    warnings: list[str] = field(default_factory=list)
    line: int | None = None
    exact: bool = False

    def warn(self, warning: str) -> None:
        self.warnings.append(warning)


def story(draft: Draft) -> Story:
    """The story of a draft; `WireError` where it has no text (unless it withdraws a story by its id) or too much."""
    cleaner = Cleaner()
    kind = _kind(draft)
    source_url, source_id = _identity(draft, cleaner)
    headline = _short(draft, "headline", draft.headline, cleaner)
    paragraphs = _paragraphs(draft, cleaner, headline)
    if not paragraphs and not (kind is VersionKind.WITHDRAWAL and (source_id or source_url)):
        raise WireError("no text", "a story with at least one paragraph", draft.line)
    published, note = _published(draft, cleaner)
    embargo = _embargo(draft)
    says_no_date = draft.basis in _OF_NO_DATE and not any(text.strip() for _, text in draft.dates)
    made = Story(
        paragraphs=paragraphs,
        headline=headline,
        language=_language(draft, cleaner) or plain.language_of(paragraphs),
        published=published,
        published_note=note,
        undated_basis=draft.basis if says_no_date else Basis.STATED,
        dateline=_short(draft, "dateline", draft.dateline or "", cleaner),
        place=_short(draft, "place", draft.place, cleaner),
        agencies=_agencies(draft, cleaner),
        byline=_short(draft, "byline", draft.byline, cleaner),
        source_url=source_url,
        source_id=source_id,
        source_version=_short(draft, "version", draft.source_version, cleaner),
        kind=kind,
        text_basis=draft.text_basis,
        embargo=embargo,
        line=draft.line,
        warnings=(*map(Cleaner().line, draft.warnings), *cleaner.warnings()),
    )
    if draft.dateline is None:
        made = plain.framed(made)
        if made.published is not None:  # the dateline in the text has one
            made = replace(made, undated_basis=Basis.STATED)
    return plain.dated(made)


def _kind(draft: Draft) -> VersionKind:
    """By what the record says of itself; else by its version, where that is a number."""
    if draft.kind is not None:
        return draft.kind
    found = _STATUSES.get(draft.status.strip().casefold()) or _SIGNALS.get(draft.signal.strip().casefold())
    if found is not None:
        return found
    version = draft.source_version.strip()
    later = version.isascii() and version.isdigit() and len(version) <= 6 and int(version) > 1
    return VersionKind.UPDATE if later else VersionKind.ORIGINAL


def _identity(draft: Draft, cleaner: Cleaner) -> tuple[str, str]:
    """Address and id. An id that is too long to store falls back on the address; without one the record is refused."""
    url, given = web_address(cleaner.line(draft.source_url)), cleaner.line(draft.source_id)
    if draft.source_url.strip() and not url:
        draft.warn(f"the address “{cleaner.line(draft.source_url)[:80]}” was left out: it is no http or https address")
    if len(given) <= LONGEST_ID:
        return url, given
    url = url or web_address(given)
    if not url:
        raise WireError(f"an id of {len(given):,} characters", f"at most {LONGEST_ID}", draft.line)
    draft.warn(f"an id of {len(given):,} characters was left out: the address identifies the story")
    return url, ""


def web_address(text: str) -> str:
    """The text where it is an http or https address that can be linked to; else empty."""
    if len(text) > LONGEST_URL or re.search(r"[\s<>\"\\]", text):
        return ""
    try:
        parts = urlsplit(text)
        return text if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 else ""
    except ValueError:
        return ""


def _paragraphs(draft: Draft, cleaner: Cleaner, headline: str) -> tuple[str, ...]:
    found: list[str] = []
    total = 0
    # Of formats of our own all at once: a body in its stored form may have white space at the end of a paragraph.
    for raw in ["\n\n".join(draft.paragraphs)] if draft.exact else draft.paragraphs:
        total += len(raw)
        if total > CHARACTERS:
            raise WireError(f"a text of more than {CHARACTERS:,} characters", "a shorter one", draft.line)
        for each in folding.paragraphs(folding.trimmed(cleaner.text(raw))):
            text = each if draft.exact else " ".join(each.split())
            if shows(text):
                found.append(text)
        if len(found) > PARAGRAPHS:
            raise WireError(f"more than {PARAGRAPHS:,} paragraphs", "fewer", draft.line)
    if not draft.exact and headline and len(found) > 1 and found[0].casefold() == headline.casefold():
        del found[0]
    return tuple(found)


def _published(draft: Draft, cleaner: Cleaner) -> tuple[Span | None, str]:
    for name, raw in draft.dates:
        text = cleaner.line(raw)
        if not text:
            continue
        try:
            span, note = moments.published(text, draft.basis)
        except moments.MomentError as error:
            draft.warn(f"{name} was left out: {error}")
            continue
        note = cleaner.line(draft.note) or (f"{name} {note}" if note else "")
        return span, note[: _LONGEST["note"]]
    return None, cleaner.line(draft.note)[: _LONGEST["note"]]


def _embargo(draft: Draft) -> datetime | None:
    """An embargo that cannot be read refuses the record: publishing too early cannot be mended."""
    if not draft.embargo.strip():
        if draft.embargoed:
            raise WireError("an embargo that does not say until when", "a time with its zone", draft.line)
        return None
    try:
        return moments.embargo(draft.embargo)
    except moments.MomentError as error:
        raise WireError(f"an embargo that cannot be read: {error}", "a time with its zone", draft.line) from error


def _language(draft: Draft, cleaner: Cleaner) -> str:
    tag = cleaner.line(draft.language)
    if not tag:
        return ""
    match = _TAG.fullmatch(tag[:35])
    if match is None:
        draft.warn(f"the language “{tag[:35]}” is no language tag and was left out")
        return ""
    return match[1].lower() + match[2].replace("_", "-")


def _agencies(draft: Draft, cleaner: Cleaner) -> tuple[str, ...]:
    names = dict.fromkeys(_short(draft, "agency", name, cleaner) for name in draft.agencies or ())
    names.pop("", None)
    if len(names) > AGENCIES:
        draft.warn(f"{len(names)} agencies are named; the first {AGENCIES} were taken")
    return tuple(names)[:AGENCIES]


def _short(draft: Draft, name: str, raw: str, cleaner: Cleaner) -> str:
    """A field of one line, cut where it is longer than can be stored."""
    text = cleaner.line(raw[: 4 * _LONGEST[name] + 1000])
    limit = _LONGEST[name]
    if len(text) <= limit:
        return text if shows(text) else ""
    draft.warn(f"the {name} was cut at {limit} characters")
    return text[: limit - 1].rstrip() + "…"
