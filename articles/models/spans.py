"""`SpanField`: a span of time in four columns, read and written as one `articles.dates.Span`."""

from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.db import models

from articles.dates import Span
from articles.vocabulary import Basis, Precision

PARTS = ("earliest", "latest", "precision", "basis")
"""The endings of the columns of a span, as `span_of` takes them."""


class SpanField(property):
    """Adds `<name>_earliest`, `_latest`, `_precision` and `_basis` to a model, and `<name>` as a `Span` or None.

    Not a Django field itself, so queries and forms use the four columns; assign a `Span`, its text form, or None.
    A property to Django, which is why `Article(published="2025-10")` works.
    """

    def __init__(self, verbose_name: str) -> None:
        super().__init__()
        self.verbose_name = verbose_name

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Called by Django's model class: put the columns and this descriptor in place."""
        self.name = name
        label = self.verbose_name
        columns: dict[str, models.Field[Any, Any]] = {
            "earliest": models.DateField(f"{label}: earliest day", null=True, blank=True),
            "latest": models.DateField(f"{label}: latest day", null=True, blank=True),
            "precision": models.CharField(
                f"{label}: precision", max_length=5, choices=Precision.choices, default=Precision.DAY
            ),
            "basis": models.CharField(f"{label}: basis", max_length=8, choices=Basis.choices, default=Basis.STATED),
        }
        for suffix, column in columns.items():
            model.add_to_class(f"{name}_{suffix}", column)
        setattr(model, name, self)

    def __get__(self, row: Any, model: type | None = None) -> Any:
        if row is None:
            return self
        earliest, latest = getattr(row, f"{self.name}_earliest"), getattr(row, f"{self.name}_latest")
        if earliest is None and latest is None:
            return None
        return span_of(earliest, latest, getattr(row, f"{self.name}_precision"), getattr(row, f"{self.name}_basis"))

    def __set__(self, row: models.Model, value: Span | str | None) -> None:
        span = Span.parse(value) if isinstance(value, str) else value
        setattr(row, f"{self.name}_earliest", span.earliest if span else None)
        setattr(row, f"{self.name}_latest", span.latest if span else None)
        if span:
            setattr(row, f"{self.name}_precision", span.precision)
            setattr(row, f"{self.name}_basis", span.basis)


def ordered(name: str, prefix: str) -> models.CheckConstraint:
    """The constraint that the span `name` does not end before it begins; `prefix` keeps its name unique."""
    return models.CheckConstraint(
        name=f"{prefix}_{name}_ordered",
        condition=models.Q(**{f"{name}_earliest__isnull": True})
        | models.Q(**{f"{name}_latest__isnull": True})
        | models.Q(**{f"{name}_earliest__lte": models.F(f"{name}_latest")}),
        violation_error_message="The earliest day comes after the latest.",
    )


class SpanQuerySet(models.QuerySet[Any]):
    """Filters over a `SpanField`; a model's own queryset builds on it."""

    def touching(self, name: str, first: date | None, last: date | None) -> Self:
        """Rows whose span `name` touches the days from `first` to `last`, both included, None being open."""
        rows = self.exclude(**{f"{name}_earliest__isnull": True, f"{name}_latest__isnull": True})
        if last is not None:
            rows = rows.exclude(**{f"{name}_earliest__gt": last})
        if first is not None:
            rows = rows.exclude(**{f"{name}_latest__lt": first})
        return rows


@lru_cache(maxsize=4096)
def span_of(earliest: Any, latest: Any, precision: str, basis: str) -> Span | None:
    """The span of four columns, None of none: a page has hundreds, and the same ones over and over."""
    if earliest is None and latest is None:
        return None
    return Span(_day(earliest), _day(latest), Precision(precision), Basis(basis))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
