"""What imports left in the fields of articles, as rows keep it: what differs from that by now, an editor changed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from articles.dates import Span
from articles.models import Article, ImportRow
from articles.models.spans import SpanField
from articles.vocabulary import Basis, Precision

PUBLISHED_FROM = "published_from"
"""The slug of the article that an inferred day was counted from; kept beside the fields."""
AGENCIES = "agencies"
"""The codes of the agencies of a new article, in the order of the sign-off; kept beside the fields."""


def left(pks: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The values that imports left, the last of each field, for articles that an import has touched."""
    found: dict[int, dict[str, Any]] = {}
    rows = ImportRow.objects.filter(article__in=pks, batch__undone=None).exclude(after={}).order_by("pk")
    for pk, after in rows.values_list("article_id", "after"):
        take(found.setdefault(pk, {}), after)
    return found


def take(held: dict[str, Any], after: dict[str, Any]) -> None:
    """What a further import left, put over what those before it did."""
    if "published" in after:
        held.pop(PUBLISHED_FROM, None)
    held.update(after)


def stored(value: Any) -> Any:
    """A field's value as JSON keeps it: a span as its text form and basis, a moment in UTC."""
    if isinstance(value, Span):
        return [str(value), value.basis]
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def loaded(name: str, value: Any) -> Any:
    """The value of a field that was stored."""
    if name == "published" and value is not None:
        text, basis = value
        return Span.parse(text, Basis(basis))
    if name == "visible_from" and value is not None:
        return datetime.fromisoformat(value)
    return value


def columns(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a new article with these fields: those of its date, where it has one, in place of the date."""
    found = dict(values)
    span = found.pop("published", None)
    if span is not None:
        parts = ("earliest", "latest", "precision", "basis")
        found |= {f"published_{part}": getattr(span, part) for part in parts}
    return found


def put(article: Article, values: dict[str, Any]) -> list[str]:
    """Give an article's fields these values, and answer the columns that have to be saved."""
    columns: list[str] = []
    for name, value in values.items():
        setattr(article, name, value)
        if not isinstance(getattr(Article, name, None), SpanField):
            columns.append(name)
            continue
        columns += [f"{name}_{part}" for part in ("earliest", "latest", "precision", "basis")]
        if value is None:  # or the row would still say that a date which is not there was inferred
            setattr(article, f"{name}_precision", Precision.DAY)
            setattr(article, f"{name}_basis", Basis.STATED)
    return [*columns, "modified"]
