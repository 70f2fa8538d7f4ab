"""Fixity: whether every original, and every version's text, still is what its digest says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from articles.durable import digest_of
from articles.folding import digest
from articles.keeping import originals
from articles.models import ArticleVersion

Stage = Callable[[str, int], Callable[[int], object]]
"""Told of what is begun and how much that is; answers what is to be told of each step."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was kept. What is orphaned is sound, and no version names it: nothing is lost."""

    kind: Literal["missing", "damaged", "orphaned"]
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


REMEDY = "Copy each into its place below originals/, from an older backup or wherever a file with that SHA-256 is left."
"""What helps where originals are missing or damaged."""


def findings(stage: Stage) -> Iterator[Finding]:
    """Everything that is missing, damaged or orphaned."""
    named = set(ArticleVersion.objects.exclude(original="").values_list("original", flat=True))
    yield from _of_originals(named, stage)
    yield from _of_versions(stage)


def _of_originals(named: set[str], stage: Stage) -> Iterator[Finding]:
    held = list(originals.files())
    step = stage("originals", sum(path.stat().st_size for path, _ in held))
    for path, expected in held:
        if expected is None:
            yield Finding("orphaned", f"{path} is no original")
        elif digest_of(path, step) != expected:
            yield Finding("damaged", f"original {expected}")
        elif expected not in named:
            yield Finding("orphaned", f"original {expected}, which no version names")
    for lost in sorted(named - {expected for _, expected in held}):
        yield Finding("missing", f"original {lost}")


def _of_versions(stage: Stage) -> Iterator[Finding]:
    versions = ArticleVersion.objects.order_by("pk")
    step = stage("versions", versions.count())
    for slug, number, body, expected in versions.values_list("article__slug", "number", "body", "digest").iterator(200):
        if digest(body) != expected:
            yield Finding("damaged", f"text of {slug}, version {number}")
        step(1)
