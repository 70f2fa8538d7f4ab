"""Taking a batch back: what it made goes, what it changed is as before; or nothing, where someone has built on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.imports import redating
from articles.imports.left import AGENCIES, PUBLISHED_FROM, loaded, put, stored
from articles.imports.resolving import is_made_of
from articles.imports.standing import standing
from articles.imports.steps import CREATED, UPDATED
from articles.imports.visiting import Where, where_of
from articles.models import Agency, Article, ArticleVersion, ImportBatch, ImportRow, Passage, Suggestion
from articles.models.among import Among
from articles.vocabulary import SuggestionState

CHUNK = 200
TAGS = ("people", "countries", "organizations", "instruments", "sectors")


class InTheWay(Exception):
    """Someone has worked on what a batch brought: `reasons` says on what, and how."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons[:20]))


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    articles: int = 0
    versions: int = 0
    restored: int = 0
    agencies: int = 0
    redated: int = 0
    """Other stories whose day was counted from what is gone, and is counted anew or not known now."""

    @property
    def is_nothing(self) -> bool:
        return self == Undone()


def find(name: str) -> ImportBatch | None:
    """The batch of a public key, or of a number."""
    found = ImportBatch.objects.filter(key=name).first()
    if found is None and name.isdecimal() and len(name) < 18:
        found = ImportBatch.objects.filter(pk=int(name)).first()
    return found


def reasons(batch: ImportBatch) -> list[str]:
    """What stands in the way of taking a batch back; empty where nothing does."""
    return [reason for chunk in _chunks(batch) for reason in _reasons(batch, chunk)]


def undo(batch: ImportBatch) -> Undone:
    """Take a batch back, all of it or, with `InTheWay`, nothing; a second time does nothing."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.undone is not None:
            return Undone()
        if found := reasons(batch):
            raise InTheWay(found)
        places = _places(batch)
        restored = sum(_restore(row) for row in _rows(batch, UPDATED).order_by("-pk"))
        versions = _delete(ArticleVersion.objects.filter(import_rows__in=_rows(batch, UPDATED)))
        articles = _delete(Article.objects.filter(import_rows__in=_rows(batch, CREATED)))
        agencies = _delete_agencies(batch)
        batch.undone = timezone.now()
        batch.save(update_fields=["undone"])
        redated = redating.again(places)
    return Undone(articles, versions, restored, agencies, redated)


def _places(batch: ImportBatch) -> set[Where]:
    """Where the articles of a batch are of: other stories of these places may have their day from them."""
    rows = ImportRow.objects.filter(batch=batch, article__isnull=False).order_by()
    told = rows.values_list("article__dateline", "article__place__slug", "article__place__country").distinct()
    found = {where_of(dateline, place or "", country or "") for dateline, place, country in told}
    return {where for where in found if where.key}


def dated_by(batch: ImportBatch) -> int:
    """How many other stories have their day from articles that a batch made."""
    made = Article.objects.filter(import_rows__in=_rows(batch, CREATED)).values_list("slug", flat=True)
    others = ImportRow.objects.filter(batch__undone=None, **{f"after__{PUBLISHED_FROM}__isnull": False})
    told = others.exclude(batch=batch).values_list("article_id", f"after__{PUBLISHED_FROM}")
    slugs = set(made)
    return len({article for article, slug in told if article and slug in slugs})


def _rows(batch: ImportBatch, status: str) -> Any:
    return ImportRow.objects.filter(batch=batch, status=status, article__isnull=False)


def _chunks(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    rows = ImportRow.objects.filter(batch=batch, status__in=[CREATED, UPDATED], article__isnull=False).order_by("pk")
    last = 0
    while chunk := list(
        rows.filter(pk__gt=last).select_related("article").prefetch_related("article__sign_off__agency")[:CHUNK]
    ):
        yield chunk
        last = chunk[-1].pk


def _reasons(batch: ImportBatch, rows: list[ImportRow]) -> Iterator[str]:
    """Whatever someone has made of the articles of these rows since."""
    articles = {row.article_id: row.article for row in rows if row.article is not None}
    created = {row.article_id for row in rows if row.status == CREATED}
    ours = ImportRow.objects.filter(batch=batch, version=OuterRef("pk"))
    theirs = ArticleVersion.objects.filter(article__in=articles).annotate(ours=Exists(ours)).order_by("number")
    first_of_ours: dict[int, int] = {}
    for article_id, number, is_ours in theirs.values_list("article_id", "number", "ours"):
        if is_ours:
            first_of_ours.setdefault(article_id, number)
        elif article_id in first_of_ours:
            yield f"{articles[article_id].slug}: version {number} was entered after those of this import"
    of_ours = Q(version__import_rows__in=rows) | Q(version__article__in=created)
    quoted = Passage.objects.filter(of_ours).values_list("version__article__slug", "paragraph")
    for slug, paragraph in sorted(set(quoted)):
        yield f"{slug}: a passage of paragraph {paragraph} is quoted"
    accepted = Suggestion.objects.filter(of_ours, state=SuggestionState.ACCEPTED)
    for slug, label in sorted(set(standing(accepted))):
        yield f"{slug}: the suggestion “{label}” was accepted"
    tagged = Article.objects.filter(pk__in=created).filter(_any_tag())
    for slug in sorted(set(tagged.values_list("slug", flat=True))):
        yield f"{slug}: an editor has said whom or what it names"
    yield from _changed(batch, rows)
    later = ImportRow.objects.filter(article__in=articles, batch__pk__gt=batch.pk, batch__undone=None, status=UPDATED)
    for slug, key in sorted(set(later.values_list("article__slug", "batch__key"))):
        yield f"{slug}: the later import {key} changed it; take that back first"


def _any_tag() -> Q:
    tags = Q()
    for name in TAGS:
        tags |= Q(**{f"{name}__isnull": False})
    return tags


def _changed(batch: ImportBatch, rows: list[ImportRow]) -> Iterator[str]:
    """Fields that are no longer as the import left them. Of several rows of one article the last counts."""
    left: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row.article_id is not None:
            left.setdefault(row.article_id, {}).update(row.after)
    later = ImportRow.objects.filter(article__in=left, batch__pk__gt=batch.pk, batch__undone=None, status=UPDATED)
    below = ImportRow.objects.filter(article__in=left, batch=batch, pk__gt=rows[-1].pk)  # told of with those
    told = {*later.values_list("article_id", flat=True), *below.values_list("article_id", flat=True)}
    for row in {row.article_id: row for row in rows}.values():
        if row.article is None or row.article_id in told:
            continue
        for name, value in left[row.article.pk].items():
            if name != PUBLISHED_FROM and _now(row.article, name) != value:
                yield f"{row.article.slug}: its {_words(name)} was changed"


def _now(article: Article, name: str) -> Any:
    if name == AGENCIES:
        return [row.agency.code for row in article.sign_off.all()]
    return stored(getattr(article, name))


def _words(name: str) -> str:
    words = {
        "place_id": "place",
        "published": "date",
        "published_basis": "basis of the date",
        "published_note": "note on the date",
        "slug": "address",
    }
    return words.get(name, name.replace("_", " "))


def _restore(row: ImportRow) -> int:
    """Give an article the fields that it had before a row."""
    if not row.before or row.article is None:
        return 0
    article = Article.objects.get(pk=row.article_id)
    article.save(update_fields=put(article, {name: loaded(name, value) for name, value in row.before.items()}))
    return 1


def _delete(rows: Any) -> int:
    """Delete rows a chunk at a time, and what goes with them; answers how many of their own kind."""
    count, pks = 0, list(rows.values_list("pk", flat=True).distinct())
    for start in range(0, len(pks), CHUNK):
        some = pks[start : start + CHUNK]
        rows.model._default_manager.filter(pk__in=some).delete()
        count += len(some)
    return count


def _delete_agencies(batch: ImportBatch) -> int:
    """Agencies that this batch made, or one that was taken back before, where nothing else names them by now and no
    editor has changed them.
    """
    unnamed = Agency.objects.filter(sign_offs=None, name=F("short_name"), country=None)
    left = {code: pk for pk, code, name in unnamed.values_list("pk", "code", "short_name") if is_made_of(code, name)}
    made = left.keys() & set(batch.report.get("agencies", ()))
    others = left.keys() - made
    before = ImportBatch.objects.exclude(undone=None).filter(report__has_key="agencies")
    for codes in before.values_list("report__agencies", flat=True).iterator() if others else ():
        made |= others.intersection(codes)
    return _delete(Agency.objects.filter(Among("pk", [left[code] for code in made])))
