"""What the archive has of marks that entries are found by: articles and all that is asked of them, at once."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from articles.imports.left import take
from articles.imports.precedence import later
from articles.imports.steps import Held
from articles.models import Article, ArticleVersion, ImportRow
from articles.models.among import Among

Mark = tuple[str, str]
"""A kind of mark (record, id, url, text) and its value."""
FIELDS = (
    *("headline", "language", "dateline", "place_id", "source_url", "source_id", "status"),
    *("published", "published_note", "published_basis", "visible_from"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Articles by the marks that were asked for; `records` are those of records that were read before."""

    records: dict[str, int]
    _by_mark: dict[Mark, set[int]]
    _held: dict[int, Held]

    def articles_of(self, marks: Iterable[Mark]) -> set[int]:
        """The keys of the articles that have one of these marks."""
        return {pk for mark in marks for pk in self._by_mark.get(mark, ())}

    def held(self, pk: int) -> Held:
        """An article as the archive has it; whoever plans may change what they are given."""
        held = self._held[pk]
        return replace(held, fields=dict(held.fields), left=dict(held.left))


def ask(marks: Collection[Mark]) -> Found:
    """Ask the archive for all articles that have one of these marks."""
    by_mark: dict[Mark, set[int]] = {}
    records: dict[str, int] = {}
    for kind, question in _QUESTIONS.items():
        if values := [value for of_kind, value in marks if of_kind == kind]:
            for value, pk in question(values):
                by_mark.setdefault((kind, value), set()).add(pk)
                if kind == "record":
                    records[value] = pk
    held = _load({pk for found in by_mark.values() for pk in found})
    there = {mark: found & held.keys() for mark, found in by_mark.items()}  # without those that went meanwhile
    return Found({value: pk for value, pk in records.items() if pk in held}, there, held)


def _records(values: list[str]) -> Iterable[tuple[str, int]]:
    """The articles of records that were read before, by imports that were not taken back; the last one counts."""
    rows = ImportRow.objects.filter(Among("fingerprint", values), batch__undone=None, article__isnull=False)
    return dict(rows.order_by("pk").values_list("fingerprint", "article_id")).items()


def _ids(values: list[str]) -> Iterable[tuple[str, int]]:
    return Article.objects.filter(Among("source_id", values)).values_list("source_id", "pk")


def _urls(values: list[str]) -> Iterable[tuple[str, int]]:
    return Article.objects.filter(Among("source_url", values)).values_list("source_url", "pk")


def _texts(values: list[str]) -> Iterable[tuple[str, int]]:
    return ArticleVersion.objects.filter(Among("digest", values)).values_list("digest", "article_id")


_Question = Callable[[list[str]], Iterable[tuple[str, int]]]
_QUESTIONS: dict[str, _Question] = {"record": _records, "id": _ids, "url": _urls, "text": _texts}


def _load(pks: set[int]) -> dict[int, Held]:
    """Articles with what is asked of them, in four questions."""
    held: dict[int, Held] = {}
    if not pks:
        return held
    for article in Article.objects.filter(Among("pk", pks)).prefetch_related("sign_off__agency").order_by("pk"):
        fields: dict[str, Any] = {name: getattr(article, name) for name in FIELDS}
        codes = tuple(row.agency.code for row in article.sign_off.all())
        held[article.pk] = Held(article.pk, article.slug, fields, codes, is_imported=False)
    imported: set[int | None] = set()
    told = ImportRow.objects.filter(Among("article", pks), batch__undone=None).order_by("pk")
    for pk, version, source_version, after in told.values_list("article_id", "version_id", "source_version", "after"):
        imported.add(version)
        held[pk].source_version = later(held[pk].source_version, source_version)
        take(held[pk].left, after)
    versions = ArticleVersion.objects.filter(Among("article", pks)).order_by("article_id", "number")
    for pk, article_id, digest, headline, basis in versions.values_list(
        "pk", "article_id", "digest", "headline", "text_basis"
    ):
        row = held[article_id]
        row.digests += (digest,)
        row.version_headline, row.text_basis = headline, basis
        row.is_imported = pk in imported
    return held
