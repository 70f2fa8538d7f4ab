"""What an import would do: a step for each record of a file, decided before anything is written."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from articles.dates import Span
from articles.imports.entries import Entry
from articles.imports.redating import Redating
from articles.imports.resolving import PlaceFound, Signer
from articles.models.operations import RowStatus
from articles.vocabulary import VersionKind
from articles.wire.records import Suggestion, WireError

CREATED, UPDATED, UNCHANGED, REFUSED = RowStatus.CREATED, RowStatus.UPDATED, RowStatus.UNCHANGED, RowStatus.REFUSED


@dataclass(slots=True)
class Held:
    """An article as the archive has it, or will have it once the steps before are done. `pk` is None until then."""

    pk: int | None
    slug: str
    fields: dict[str, Any]
    """headline, language, dateline, place_id, source_url, source_id, status, published, published_note."""
    agencies: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    """Of the texts of all versions, in order."""
    version_headline: str = ""
    text_basis: str = ""
    is_imported: bool = True
    """Whether the current version came by an import, and not from an editor."""
    source_version: str = ""
    """The latest that an import told of it."""
    left: dict[str, Any] = field(default_factory=dict)
    """The values that imports left in its fields, as rows keep them."""

    @property
    def published(self) -> Span | None:
        return self.fields.get("published")


@dataclass(slots=True)
class Step:
    """What becomes of one record. `changes` are fields of the article (all of a new one) with their new values."""

    entry: Entry
    status: RowStatus
    held: Held
    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    kind: VersionKind | None = None
    """Of the version that is appended; None where none is."""
    number: int = 0
    """The number of that version."""
    headline: str = ""
    """The headline of that version: the wire's, also where the article keeps an editor's."""
    place: PlaceFound | None = None
    signers: tuple[Signer, ...] = ()
    warnings: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    suggestions: Collection[Suggestion] = ()
    anchor: str = ""
    """The slug of the article that an inferred day is counted from."""
    is_noted: bool = False
    """Whether a record that changes nothing is remembered, since it is of a later version than is held."""

    @property
    def is_new(self) -> bool:
        return self.status is CREATED


@dataclass(slots=True)
class FilePlan:
    """What one file would do. A file with errors does nothing: all of it is refused."""

    path: str
    format: str = ""
    encoding: str = ""
    steps: list[Step] = field(default_factory=list)
    errors: list[WireError] = field(default_factory=list)
    redatings: list[Redating] = field(default_factory=list)
    """Stories that are held and get another day by this file."""

    @property
    def records(self) -> list[Step]:
        """The steps in the order of the file; they are carried out in that of `steps`."""
        return sorted(self.steps, key=lambda step: step.entry.number)

    @property
    def status(self) -> RowStatus:
        if self.errors:
            return REFUSED
        found = {step.status for step in self.steps}
        return next((status for status in (CREATED, UPDATED) if status in found), UNCHANGED)

    @property
    def does_nothing(self) -> bool:
        """Whether there is nothing to be written."""
        return self.status is UNCHANGED and not any(step.is_noted for step in self.steps)

    @property
    def new_signers(self) -> list[Signer]:
        """Agencies that the file names and the archive does not know, each once."""
        found = {signer.code: signer for step in self.steps for signer in step.signers if signer.pk is None}
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Options:
    """How to import, and what whoever imports may do."""

    publish: bool = False
    """New articles are published; else they are drafts."""
    may_change_released: bool = True
    may_release: bool = True
    may_add_agencies: bool = True
