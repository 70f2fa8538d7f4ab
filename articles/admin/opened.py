"""A form that was open while somebody else changed its row is not stored over that: it says so, and nothing is lost."""

import hashlib
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

CHANGED = (
    "This was changed after the form was opened, and nothing of the form is stored. Open it once more in another "
    "window, and enter there what is to be changed."
)


class OpenedForm(forms.ModelForm):
    """A form of a row that is there. What does not say when it was opened is taken for opened just now."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = self.state = state(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("opened") not in ("", None, self.state):
            raise forms.ValidationError(CHANGED, code="stale")
        return cleaned


def state(row: models.Model) -> str:
    """What another change of a row makes another: its columns, its current text, and what the desk noted last of it.

    The desk notes of a row what is changed on its page: the rows below it, too, and what it is tied to.
    """
    kind = ContentType.objects.get_for_model(row, for_concrete_model=False)
    noted = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).order_by("-pk")
    version = getattr(row, "current_version", None)
    parts = [field.value_from_object(row) for field in row._meta.concrete_fields]
    parts += [version.number if version else 0, noted.values_list("pk", flat=True).first()]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
