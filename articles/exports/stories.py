"""Articles as records: what of a row goes into a file."""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch

from articles.models import Article, ArticleAgency, ArticleVersion, ImportRow
from articles.vocabulary import Basis, TextBasis, VersionKind
from articles.wire.records import Story

CHUNK = 200


def stories(pks: Sequence[int]) -> Iterator[Story]:
    """The records of articles in this order, a few at a time; those without a text are passed over."""
    versions = Prefetch("versions", ArticleVersion.objects.order_by("number"))
    sign_off = Prefetch("sign_off", ArticleAgency.objects.select_related("agency"))
    printed = Prefetch("import_rows", ImportRow.objects.exclude(source_version="").order_by("pk"))
    rows = Article.objects.select_related("place").prefetch_related(versions, sign_off, printed)
    for start in range(0, len(pks), CHUNK):
        held = rows.in_bulk(pks[start : start + CHUNK])
        for pk in pks[start : start + CHUNK]:
            if pk in held and (found := story_of(held[pk])) is not None:
                yield found


def story_of(article: Article) -> Story | None:
    """The record of an article's current version; None where it has no text. Summaries stay summaries."""
    version = article.current_version
    if version is None or not version.body:
        return None
    return Story(
        paragraphs=tuple(version.paragraphs),
        headline=article.headline,
        language=article.language,
        published=article.published,
        published_note=article.published_note,
        undated_basis=_undated_basis(article),
        dateline=article.dateline,
        place=article.place.name if article.place else "",
        agencies=tuple(row.agency.short_name for row in article.sign_off.all()),
        source_url=article.source_url,
        source_id=article.source_id,
        source_version=_printed_version(article, version),
        kind=VersionKind(version.kind),
        text_basis=TextBasis(version.text_basis),
        embargo=article.visible_from,
    )


def _undated_basis(article: Article) -> Basis:
    """What is said of a date that is not there: that it was inferred means nothing then."""
    basis = Basis(article.published_basis)  # type: ignore[attr-defined]  # a column of a SpanField
    return basis if article.published is None and basis != Basis.INFERRED else Basis.STATED


def _printed_version(article: Article, version: ArticleVersion) -> str:
    """The version as the agency numbers it, where this one came with such a number."""
    rows = [row for row in article.import_rows.all() if row.version_id == version.pk]
    return rows[-1].source_version if rows else ""
