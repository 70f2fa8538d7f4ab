"""One record of a file on its way in: the story, its marks of identity, and what keeps it out."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from articles.folding import trimmed
from articles.imports.resolving import Agencies
from articles.models import Article, ImportRow
from articles.models.copy import LANGUAGE_TAG
from articles.vocabulary import Basis, VersionKind
from articles.wire.records import Story, WireError

UNDETERMINED = "und"
"""The language tag of a text whose language is not known (BCP 47)."""
_GLOBAL = re.compile(r"urn:[a-z0-9][a-z0-9-]*:\S|tag:[^\s,:]+,\d{4}|[a-z][a-z0-9+.-]*://\S", re.IGNORECASE)
"""URN (RFC 8141), tag (RFC 4151) or address: a mere word with a colon is what anybody numbers by."""
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_LIMITS: dict[str, int] = {
    name: getattr(Article._meta.get_field(name), "max_length", 0)
    for name in ("headline", "dateline", "source_url", "source_id")
}
_TAG = re.compile(LANGUAGE_TAG.regex)
_VERSION_LIMIT = ImportRow._meta.get_field("source_version").max_length or 0
_AGENCY_LIMIT = 60


@dataclass(frozen=True)
class Entry:
    """A story as it will be stored, its number in its file (from 1), and what the editor should know of it."""

    story: Story
    number: int
    fingerprint: str
    """SHA-256 of the record as it was read: the same record is never taken in twice."""
    signers: tuple[str, ...] = ()
    """The codes of its agencies, in the order of the sign-off; empty where its id does not ask whose it is."""
    warnings: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The text in the form that versions are stored in."""
        return body_of(self.story)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids that an article of this story may be kept under."""
        known = self.story.source_id
        return (known, *(qualified(known, (code,)) for code in self.signers)) if known else ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the normalised body, as `articles.folding.digest` has it; empty where there is no text."""
        body = self.body
        return hashlib.sha256(body.encode()).hexdigest() if body else ""


def entry(story: Story, number: int, agencies: Agencies) -> Entry:
    """A story made ready: what does not fit a field is left out with a warning, or `WireError` where that would lie."""
    warnings = list(story.warnings)
    for error in _refusals(story):
        raise error
    changed = _fitted(story, warnings)
    asks = bool(story.source_id and story.agencies) and not is_global(story.source_id)
    signers = tuple(signer.code for signer in agencies.find_all(story.agencies)) if asks else ()
    fitted = replace(story, **changed) if changed else story
    return Entry(fitted, number, fingerprint(story), signers, tuple(dict.fromkeys(warnings)))


def ready(stories: Sequence[Story], agencies: Agencies) -> tuple[list[Entry], list[WireError]]:
    """The records of a file that can come in, and why the others cannot."""
    found: list[Entry] = []
    refused: list[WireError] = []
    for number, story in enumerate(stories, 1):
        try:
            found.append(entry(story, number, agencies))
        except WireError as error:
            refused.append(error)
    return found, refused


def dated_first(entries: Sequence[Entry]) -> list[Entry]:
    """Dated stories first, since an undated one may be of the same visit as one further down; but versions of one
    story stay in their order.
    """
    of_dated = {known for each in entries if each.story.published is not None for known in each.ids}
    return sorted(entries, key=lambda each: each.story.published is None and of_dated.isdisjoint(each.ids))


def body_of(story: Story) -> str:
    """The text of a story, whose paragraphs are normalised, in the form that versions are stored in."""
    return trimmed("\n\n".join(story.paragraphs))


def fingerprint(story: Story) -> str:
    """SHA-256 over all that a record says, whatever stands around it in the file."""
    said = (
        *(story.headline, story.language, story.dateline, story.place, story.byline, story.source_url),
        *(story.source_id, story.source_version, story.kind, story.text_basis, "\x1e".join(story.agencies)),
        f"{story.published or ''} {story.published.basis if story.published else _undated(story)}",
        story.embargo.isoformat() if story.embargo else "",
        *story.paragraphs,
    )
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def _undated(story: Story) -> str:
    """What a record says of a date that it does not have; nothing, as a rule."""
    return "" if story.undated_basis == Basis.STATED else story.undated_basis


def qualified(source_id: str, signers: tuple[str, ...]) -> str:
    """An id with whose it is, for one that another agency uses too: `bta:1234`."""
    return f"{signers[0]}:{source_id}" if signers else source_id


def is_global(source_id: str) -> bool:
    """Whether an id stands for itself (`urn:…`, `tag:…`, an address), and need not be asked whose it is."""
    return bool(_GLOBAL.match(source_id))


def _refusals(story: Story) -> Iterator[WireError]:
    """What keeps a record out: cut short, it would say something else."""
    if story.kind != VersionKind.WITHDRAWAL and _is_empty(story):
        yield WireError("a record without a text", "one paragraph or more", story.line)
    for name, limit in _LIMITS.items():
        value: str = getattr(story, name)
        if len(value) > limit:
            yield WireError(f"a {name.replace('_', ' ')} of {len(value)} characters", f"{limit} at most", story.line)
    for agency in story.agencies:
        if len(agency) > _AGENCY_LIMIT:
            yield WireError(f"an agency of {len(agency)} characters", f"{_AGENCY_LIMIT} at most", story.line)


def _is_empty(story: Story) -> bool:
    """Whether nothing of a text would be stored. One with a letter in it need not be put together to know."""
    return not any(map(str.isalnum, "".join(story.paragraphs[:1]))) and not body_of(story)


def _fitted(story: Story, warnings: list[str]) -> dict[str, Any]:
    """Fields that have to be other than they were read, each with a warning."""
    changed: dict[str, Any] = {}
    if story.source_url and not _WEB.match(story.source_url):
        warnings.append(f"the address “{story.source_url[:80]}” was left out: it is none of the web")
        changed["source_url"] = ""
    if story.language != UNDETERMINED and not _TAG.match(story.language):
        warnings.append(f"the language “{story.language[:40]}” is not known, and is kept as undetermined")
        changed["language"] = UNDETERMINED
    if len(story.source_version) > _VERSION_LIMIT:
        warnings.append("the version was left out: it is too long")
        changed["source_version"] = ""
    return changed
