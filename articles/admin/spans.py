"""Dates in forms: one line of text for a span, beside the choice of where it comes from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.dates import DateError, Span
from articles.models.spans import SpanField
from articles.vocabulary import Basis

HELP = "2025-10-23, 2025-10 or 2025; 2025-10-29/2025-10-30 for a day between two; ../2025-10-23 for “by then”."


class SpanTextField(forms.CharField):
    """The text form of a span; cleans to a `Span`, or None when it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 30, "help_text": HELP, **kwargs})

    def clean(self, value: Any) -> Span | None:
        text = super().clean(value)
        try:
            return Span.parse(text) if text else None
        except DateError as error:
            raise ValidationError(str(error), code="date") from error


class SpanForm(forms.ModelForm):
    """A model's form with a `SpanTextField` for each of its spans, under the span's own name.

    The column `<name>_basis` may be a field beside it; the other columns are written from the text.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._spans():
            if f"{name}_basis" in self.fields:
                self.fields[f"{name}_basis"].label = "which is"
            span = getattr(self.instance, name)
            if span is not None:
                self.initial.setdefault(name, str(span))

    def _spans(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, SpanTextField)]

    def _post_clean(self) -> None:
        for name in self._spans():
            if name in self.cleaned_data:
                span = self.cleaned_data[name]
                basis = Basis(self.cleaned_data.get(f"{name}_basis") or Basis.STATED)
                setattr(self.instance, name, span and Span(span.earliest, span.latest, span.precision, basis))
        super()._post_clean()  # type: ignore[misc]

    def _get_validation_exclusions(self) -> set[str]:
        """The columns behind the text are checked too, so that a broken constraint is an error on the page."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        columns = {
            f"{name}_{suffix}"
            for name in self._spans()
            if isinstance(getattr(type(self.instance), name), SpanField)
            for suffix in ("earliest", "latest", "precision")
        }
        return excluded - columns
