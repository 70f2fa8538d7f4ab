"""The form in which an editor decides on a suggestion: what it says, as fields that can be changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models

from articles.admin.spans import SpanTextField
from articles.imports.asserting import NO_CHANGE
from articles.imports.choices import NAMED, chosen
from articles.models import (
    Article,
    Commitment,
    Country,
    Organization,
    PartnershipEvent,
    PartnershipLevel,
    Person,
    Sector,
    Suggestion,
    Telling,
)
from articles.vocabulary import EventKind, EventStatus, Modality, SuggestionType

LISTED = 200
"""Rows in a list that scripts would search: without scripts it is the list that is chosen from."""
FIELDS: dict[str, list[str]] = {
    SuggestionType.EVENT: ["target", "label", "kind", "status", "origin", "to", "day", "participants", "speaker"],
    SuggestionType.LEVEL_CHANGE: ["target", "label", "level", "origin", "to", "day", "participants"],
    SuggestionType.COMMITMENT: ["target", "label", "modality", "origin", "to", "through", "sectors", "speaker"],
    SuggestionType.INSTRUMENT: ["target"],
}
"""The fields of a type, beside the words quoted; of those that only name something, the row that is meant."""
QUOTED = (*FIELDS,)
EXISTING: dict[str, Any] = {
    SuggestionType.EVENT: (PartnershipEvent, Telling._meta.get_field("event"), "An event that is there already"),
    SuggestionType.LEVEL_CHANGE: (PartnershipEvent, Telling._meta.get_field("event"), "A change that is there already"),
    SuggestionType.COMMITMENT: (Commitment, Telling._meta.get_field("commitment"), "A commitment told before"),
}


class _Listing:
    """Offers the chosen rows and the first others too, so that the list works where scripts do not run."""

    choices: Any

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> Any:
        possible = [each for each in value if _is_key(self.choices.queryset.model, each)]
        groups = super().optgroups(name, possible, attr)  # type: ignore[misc]
        chosen_ones = {str(each) for each in possible}
        options = groups[0][1]
        for row in self.choices.queryset[:LISTED]:
            if str(row.pk) not in chosen_ones:
                options.append(self.create_option(name, row.pk, str(row), False, len(options)))  # type: ignore[attr-defined]
        return groups


class ListingSelect(_Listing, AutocompleteSelect):  # type: ignore[misc]
    pass


class ListingSelectMultiple(_Listing, AutocompleteSelectMultiple):  # type: ignore[misc]
    pass


class SeveralField(forms.ModelMultipleChoiceField):
    """Several rows. What can be no key of one is no choice, and the database is not asked for it."""

    def _check_values(self, value: Any) -> Any:
        rows: Any = self.queryset
        for each in value:
            if not _is_key(rows.model, each):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": each})
        return super()._check_values(value)  # type: ignore[misc]


def _is_key(model: type[models.Model], value: Any) -> bool:
    """Whether a row could have this key: Django asks the database for whatever was sent, which raises what it likes."""
    try:
        model._meta.pk.clean(value, None)
    except ValidationError:
        return False
    return "\x00" not in str(value)  # which PostgreSQL takes in no text


class DecisionForm(forms.Form):
    """Fields as `articles.imports.choices.Chosen` names them, filled in with what the suggestion says."""

    quote = forms.CharField(
        label="Words",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField body-text"}),
        help_text="What it rests on, copied from the paragraph as it stands there.",
    )

    def __init__(self, row: Suggestion, data: Any = None) -> None:
        self.row, said = row, chosen(row)
        names = FIELDS.get(row.type, ["target"])
        initial = {name: _initial(getattr(said, name)) for name in (*names, "quote")}
        super().__init__(data, initial=initial)
        fields = {name: _field(name, row) for name in names}
        quoted = {"quote": self.fields["quote"]} if row.type in QUOTED else {}
        self.fields = {**fields, **quoted}

    def changes(self) -> dict[str, Any]:
        """What `articles.imports.accepting.accept` takes."""
        cleaned = dict(self.cleaned_data)
        for name in ("origin", "to", "sectors", "participants"):
            if name in cleaned:
                cleaned[name] = tuple(cleaned[name])
        if "day" in cleaned:
            cleaned["day"] = str(cleaned["day"] or "")
        return cleaned


def _field(name: str, row: Suggestion) -> forms.Field:
    if name == "target":
        return _target(row)
    return _FIELDS[name]()


def _target(row: Suggestion) -> forms.Field:
    """The row that is meant; for what can be made anew, one that is there already."""
    if row.type in NAMED:
        model, tags = NAMED[row.type]
        label = str(model._meta.verbose_name).split(" and ")[0].capitalize()
        return _one(model, Article._meta.get_field(tags), label, required=True)
    model, field, label = EXISTING[row.type]
    help_text = "Leave empty to make a new one. Where one is chosen, only these words are added to it."
    if row.type != SuggestionType.LEVEL_CHANGE:
        return _one(model, field, label, help_text=help_text)
    changes = model._default_manager.filter(kind=EventKind.LEVEL_CHANGE)
    return _one(changes, field, label, help_text=help_text, error_messages={"invalid_choice": NO_CHANGE})


def _one(rows: Any, field: Any, label: str, *, required: bool = False, **more: Any) -> forms.Field:
    """One of some rows, or of all that a model has."""
    widget = ListingSelect(field, admin.site, attrs={"data-width": "off", "class": "vLargeTextField"})
    offered = rows if isinstance(rows, models.QuerySet) else rows._default_manager.all()
    return forms.ModelChoiceField(offered, label=label, required=required, widget=widget, **more)


def _several(model: Any, field: Any, label: str, *, help_text: str = "", required: bool = False) -> forms.Field:
    widget = ListingSelectMultiple(field, admin.site, attrs={"data-width": "off", "class": "vLargeTextField"})
    return SeveralField(
        model._default_manager.all(), label=label, required=required, widget=widget, help_text=help_text
    )


_EVENT, _POINT, _TOLD = PartnershipEvent._meta, Commitment._meta, Telling._meta
_FIELDS: dict[str, Any] = {
    "label": lambda: forms.CharField(
        label="In our words",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text="Readers see this as the archive's own words: write it anew.",
    ),
    "kind": lambda: forms.ChoiceField(
        label="Kind", choices=[choice for choice in EventKind.choices if choice[0] != EventKind.LEVEL_CHANGE]
    ),
    "status": lambda: forms.ChoiceField(label="Status", choices=EventStatus.choices),
    "modality": lambda: forms.ChoiceField(label="How it was put", choices=Modality.choices),
    "origin": lambda: _several(Country, _EVENT.get_field("parties"), "From", required=True),
    "to": lambda: _several(
        Country, _EVENT.get_field("parties"), "To", required=True, help_text="Both on both sides where both speak."
    ),
    "through": lambda: _one(
        Organization, _POINT.get_field("through"), "Through", help_text="The body to be moved, if one is."
    ),
    "sectors": lambda: _several(Sector, _POINT.get_field("sectors"), "Sectors"),
    "speaker": lambda: _one(
        Person, _TOLD.get_field("speaker"), "Speaker", help_text="Empty where the copy speaks for both sides."
    ),
    "participants": lambda: _several(Person, Article._meta.get_field("people"), "Who took part"),
    "day": lambda: SpanTextField(label="When"),
    "level": lambda: _one(PartnershipLevel, _EVENT.get_field("level_to"), "Level", required=True),
}


def _initial(value: Any) -> Any:
    if isinstance(value, tuple):
        return [row.pk for row in value]
    return value.pk if isinstance(value, models.Model) else value
