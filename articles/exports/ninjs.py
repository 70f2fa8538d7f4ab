"""IPTC ninjs 3.1: a news item as a JSON object; several as a list of them. See iptc.org/standards/ninjs.

What ninjs has no place for stays out: a date that is not one stated day is told in the note to editors, the dateline as
printed only as the place that it names. A summary is no body of the agency's: it is a description, under a profile that
says whose words it is.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from articles.folding import digest
from articles.vocabulary import Basis, TextBasis, VersionKind
from articles.wire.records import Story

VERSION = "3.1"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
PROFILE, SUMMARY = "partnership-archive", "partnership-archive-summary"
"""Profiles of items from here; `articles.wire.ninjs` knows them."""
_UNSAFE_IN_URIS = set(' "<>\\^`{|}')


def written(stories: Iterable[Story]) -> Iterator[str]:
    """The file in pieces: a list of items."""
    yield "["
    for number, story in enumerate(stories):
        yield (",\n" if number else "\n") + json.dumps(item(story), ensure_ascii=False)
    yield "\n]\n"


def one(story: Story) -> str:
    """One story: an object."""
    return json.dumps(item(story), ensure_ascii=False, indent=1) + "\n"


def item(story: Story) -> dict[str, Any]:
    """The news item, in the order of the standard's schema; what is empty is left out."""
    is_summary = story.text_basis == TextBasis.SUMMARY
    text = {"contentType": "application/xhtml+xml", "value": _xhtml(story.paragraphs)}
    found: dict[str, Any] = {
        "uri": _uri(story),
        "type": "text",
        "representationType": "partial" if is_summary else "full",
        "profile": SUMMARY if is_summary else PROFILE,
        "version": story.source_version,
        "contentCreated": _created(story),
        "embargoedUntil": story.embargo.isoformat() if story.embargo else "",
        "pubStatus": "canceled" if story.kind == VersionKind.WITHDRAWAL else "usable",
        "edNote": _note(story),
        "language": story.language,
        "descriptions": [{"role": "summary", **text}] if is_summary else [],
        "bodies": [] if is_summary else [{"role": "main", **text, **_counts(story)}],
        "headlines": [{"role": "main", "value": story.headline}] if story.headline else [],
        "infoSources": [{"name": name} for name in story.agencies],
        "by": story.byline,
        "located": story.place,
        "altIds": _other_ids(story),
        "genres": _kinds(story),
        "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
    }
    return {name: value for name, value in found.items() if value}


def _uri(story: Story) -> str:
    """The agency's own where it is one; else one made of what the story is known by, the same every time."""
    for known in (story.source_id, story.source_url):
        if ":" in known and known.isascii() and not set(known) & _UNSAFE_IN_URIS and known[0].isalpha():
            return known
    known = story.source_id or digest("\n\n".join(story.paragraphs))
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{'/'.join(story.agencies)} {known}").urn


def _other_ids(story: Story) -> list[dict[str, str]]:
    """The id and the address as they are kept here; one of them may be the uri as well."""
    known = {"identifier": story.source_id, "url": story.source_url}
    return [{"role": role, "value": value} for role, value in known.items() if value]


def _kinds(story: Story) -> list[dict[str, str]]:
    """That an item corrects or updates an earlier one; a withdrawal is told by its status."""
    said = story.kind in {VersionKind.CORRECTION, VersionKind.UPDATE}
    return [{"name": story.kind.label, "literal": story.kind.value}] if said else []


def _created(story: Story) -> str:
    """A stated day; ninjs has no other dates, and an inferred one would look stated."""
    day = story.published
    if day is None or not day.is_one_day or day.basis != Basis.STATED or day.earliest is None:
        return ""
    return f"{day.earliest.isoformat()}T00:00:00Z"


def _note(story: Story) -> str:
    """What no property of the standard says."""
    said = []
    if story.text_basis == TextBasis.SUMMARY:
        said.append("A summary written for this archive, not the agency’s words.")
    if story.published and not _created(story):
        said.append(f"Published {story.published.words}, {story.published.basis.label}.")
    if story.published is None and story.undated_basis == Basis.EDITOR:
        said.append("An editor left it without a date.")
    if story.dateline:
        said.append(f"Dateline: {story.dateline}")
    return " ".join(said)


def _xhtml(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)


def _counts(story: Story) -> dict[str, int]:
    return {
        "charCount": sum(map(len, story.paragraphs)),
        "wordCount": sum(len(text.split()) for text in story.paragraphs),
    }
