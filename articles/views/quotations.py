"""Passages as plain values for JSON: read at once for a whole answer, without a row of a model for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from articles.dates import Span
from articles.models import Article, ArticleAgency, Passage
from articles.models.addresses import address
from articles.models.among import Among
from articles.models.evidence import STANDS
from articles.models.kept import Kept, Slot
from articles.models.moments import Moment
from articles.models.spans import span_of

Record = dict[str, Any]

_COLUMNS = (
    "pk",
    "key",
    "exact",
    "stands",
    "is_superseded",
    "paragraph",
    "version__text_basis",
    "version__article",
    "version__article__slug",
    *(f"version__article__published_{part}" for part in ("earliest", "latest", "precision", "basis")),
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as `record`, with when its report was published."""

    pk: int
    record: Record
    published: Span | None

    @property
    def order(self) -> tuple[date, int, int]:
        """The first report first, its fullest words first: as `in_order()` of passages has it."""
        day = self.published.earliest if self.published else None
        return day or date.max, -len(self.record["quote"]), self.pk


def quotations(keys: Iterable[int], base: str) -> dict[int, Quotation]:
    """Passages by their keys, known to be public; `base` goes before addresses."""
    rows = list(_QUOTED(keys=keys))
    signed = _signed(article for _, _, _, _, _, _, _, article, *_ in rows)
    found = {}
    for pk, key, exact, stands, is_superseded, paragraph, text_basis, article, slug, *columns in rows:
        published = span_of(*columns)
        record = {
            "key": key,
            "quote": exact,
            "agency": signed.get(article),
            "date": str(published) if published else None,
            "url": f"{base}{address('passage', key)}",
            "text_basis": text_basis,
            "paragraph": paragraph,
            "stands": bool(stands),
            "superseded": bool(is_superseded),
            "article": f"{base}{Article.address(slug, published)}",
        }
        found[pk] = Quotation(pk, record, published)
    return found


def _signed(articles: Iterable[int]) -> dict[int, str]:
    """The agencies of each sign-off as printed: `VNA/VNS`."""
    names: dict[int, list[str]] = {}
    for article, name in _SIGNED(keys=articles):
        names.setdefault(article, []).append(name)
    return {article: "/".join(held) for article, held in names.items()}


def _quoted(at: Moment) -> Any:
    rows = Passage.objects.filter(Among("pk", Slot("keys"))).followed().annotate(stands=STANDS)
    return rows.order_by().values_list(*_COLUMNS)


def _sign_offs(at: Moment) -> Any:
    rows = ArticleAgency.objects.filter(Among("article", Slot("keys"))).order_by("position")
    return rows.values_list("article", "agency__short_name")


_QUOTED, _SIGNED = Kept(_quoted), Kept(_sign_offs)
