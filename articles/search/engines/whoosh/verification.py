"""Whether the index is what was written, and says what the database says now.

First the files: their digests, and every posting and stored field. Then the documents: which ones there are, and what
each says, field by field. For that, what would be put into the index now is written into one of its own, for the while
of a batch, and walked in the same way.
"""

import hashlib
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.utils import timezone

from articles.durable import replace_durably
from articles.search import documents
from articles.search.documents import BATCH, MODELS
from articles.search.engines.whoosh import schema
from articles.search.engines.whoosh.generations import Generations, IndexUnavailable
from articles.search.engines.whoosh.searcher.leaf import Leaf
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.segments import contents
from articles.search.engines.whoosh.segments.index import INDEX_NAME, create_index
from articles.search.engines.whoosh.segments.walking import Walked, walk
from articles.search.engines.whoosh.snapshot import guarded
from articles.search.results import DocumentType

VERIFIED = "verified.json"
Key = tuple[DocumentType, int]
Place = tuple[int, int]
"""A segment's place in the snapshot, and a document's number there."""
Stage = Callable[[str, int], Callable[[int], object]]
"""Told of what is begun and how much that is; answers what is to be told of each step."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A document that the index and the database do not agree on: it is missing, surplus, twice, or in what fields."""

    key: Key
    what: str

    def __str__(self) -> str:
        return f"{self.key[0]} {self.key[1]}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; `damage` is empty where the index can be read, and `documents` were compared."""

    generation: str | None = None
    damage: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    documents: int = 0
    sample: int | None = None

    @property
    def is_clean(self) -> bool:
        return not (self.damage or self.differences)


def unwatched(name: str, total: int) -> Callable[[int], object]:
    return lambda step: None


def verify(root: Path, sample: int | None = None, stage: Stage = unwatched) -> Verdict:
    """Read the whole index through and compare it with the database; of the documents that both have, only a sample.

    What is committed meanwhile may show as a difference: see `look_again`.
    """
    try:
        folder = Generations(root).current()
    except IndexUnavailable as error:
        return Verdict(damage=(str(error),), sample=sample)
    try:
        damage = _damaged_files(folder, stage)
        if damage:
            return Verdict(folder.name, damage, sample=sample)
        count, found = _differences(Snapshot.open(folder), None, sample, stage)
    except IndexUnavailable as error:
        return Verdict(folder.name, (str(error),), sample=sample)
    return Verdict(folder.name, (), found, count, sample)


def look_again(root: Path, verdict: Verdict) -> Verdict:
    """The verdict with those differences only that are there now, too."""
    keys = {difference.key for difference in verdict.differences}
    try:
        folder = Generations(root).current()
        _, found = _differences(Snapshot.open(folder), keys, None, unwatched)
    except IndexUnavailable as error:
        return Verdict(verdict.generation, (str(error),), sample=verdict.sample)
    return Verdict(folder.name, (), found, verdict.documents, verdict.sample)


def record(root: Path, verdict: Verdict) -> None:
    """Keep when the index was looked at and what was found, for `last`; nothing where there is no folder for it."""
    facts = {
        "at": timezone.now().isoformat(timespec="seconds"),
        "clean": verdict.is_clean,
        "generation": verdict.generation,
        "sample": verdict.sample,
        "documents": verdict.documents,
    }
    if root.is_dir():
        replace_durably(root / VERIFIED, json.dumps(facts | {"digest": _digest(facts)}).encode())


def last(root: Path) -> dict[str, Any] | None:
    """What `record` kept last: at, clean, generation, sample, documents; None where that cannot be trusted."""
    try:
        facts = json.loads((root / VERIFIED).read_bytes())
        digest = facts.pop("digest")
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return facts if digest == _digest(facts) else None


def _digest(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@guarded
def _damaged_files(folder: Path, stage: Stage) -> tuple[str, ...]:
    found = contents.read(folder, INDEX_NAME)
    step = stage("files", contents.total_size(found.files.values()))
    return tuple(f"{folder / name} is not as it was written" for name in contents.damaged(folder, found, step))


@guarded
def _differences(
    snapshot: Snapshot, among: set[Key] | None, sample: int | None, stage: Stage
) -> tuple[int, tuple[Difference, ...]]:
    """How many documents were compared, and what differs: of all documents, or of some.

    Every segment is walked, whatever the sample is.
    """
    held = _held(snapshot, stage("stored fields", snapshot.doc_count))
    public = {(kind, pk) for kind in MODELS for pk in documents.keys(kind)}
    if among is not None:
        held = {key: places for key, places in held.items() if key in among}
        public &= among
    found = [Difference(key, "missing") for key in public - held.keys()]
    found += [Difference(key, "not to be there") for key in held.keys() - public]
    found += [Difference(key, "there more than once") for key, places in held.items() if len(places) > 1]
    common = {places[0]: key for key, places in held.items() if key in public and len(places) == 1}
    if sample is not None and sample < len(common):
        common = {place: common[place] for place in random.sample(sorted(common), sample)}
    step = stage("documents", len(common))
    for number, leaf in enumerate(snapshot.leaves):
        walked = walk(leaf.arrays.file, leaf.schema)
        wanted = {key: doc for (segment, doc), key in common.items() if segment == number}
        found += _differing(leaf, walked, wanted, step)
    return len(common), tuple(sorted(found, key=lambda difference: (difference.key, difference.what)))


def _held(snapshot: Snapshot, step: Callable[[int], object]) -> dict[Key, list[Place]]:
    """Where the index has each document, as its stored fields name it: all of them are read."""
    held: dict[Key, list[Place]] = defaultdict(list)
    for number, leaf in enumerate(snapshot.leaves):
        for doc in _alive(leaf):
            stored = leaf.documents.stored_fields(doc)
            _, model, pk = stored["id"].split(".")
            held[schema.TYPES[model], int(pk)].append((number, doc))
            step(1)
    return held


def _differing(
    leaf: Leaf, walked: Walked, wanted: Mapping[Key, int], step: Callable[[int], object]
) -> Iterator[Difference]:
    """What of these documents of a segment differs from what would be written now."""
    for kind in MODELS:
        pks = sorted(pk for found, pk in wanted if found == kind)
        for start in range(0, len(pks), BATCH):
            batch = pks[start : start + BATCH]
            now = dict(_written_now(kind, batch))
            for pk in batch:
                said = _said(leaf, walked, wanted[kind, pk])
                if pk not in now:
                    yield Difference((kind, pk), "not to be there")
                elif names := sorted(name for name in {*said, *now[pk]} if said.get(name) != now[pk].get(name)):
                    yield Difference((kind, pk), f"another {', '.join(names)}")
            step(len(batch))


def _written_now(kind: DocumentType, pks: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """What an index would say of each of these documents, written now."""
    with tempfile.TemporaryDirectory(prefix="archive-verify-") as folder:
        with create_index(folder, schema.schema()).writer() as writer:
            for document in documents.read(kind, pks):
                writer.add_document(**schema.record(document))
        for leaf in Snapshot.open(Path(folder)).leaves:
            walked = walk(leaf.arrays.file, leaf.schema)
            for doc in _alive(leaf):
                yield int(leaf.documents.stored_fields(doc)["django_id"]), _said(leaf, walked, doc)


def _said(leaf: Leaf, walked: Walked, doc: int) -> dict[str, dict[str, Any]]:
    """All that a segment says of a document, by field: what is stored, what is found, what is sorted by."""
    said: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in leaf.documents.stored_fields(doc).items():
        said[name]["stored"] = value
    for fact, number in walked.of(doc).items():
        kind, _, name = fact.partition(":")
        said[name][kind] = number
    return said


def _alive(leaf: Leaf) -> list[int]:
    """The documents that are not deleted."""
    return list(range(leaf.doc_count)) if leaf.live is None else np.flatnonzero(leaf.live).tolist()
