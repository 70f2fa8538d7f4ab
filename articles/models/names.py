"""Every form that a name is written in, so that each one reaches whom or what it means."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from articles.folding import fold, normalise
from articles.models.copy import LANGUAGE_TAG
from articles.models.keys import bearer, bearer_key, bearer_lookup, one_of
from articles.vocabulary import NameKind, Script

BEARERS = ("person", "organization", "country", "place", "instrument")


class NameQuerySet(models.QuerySet["Name"]):
    def meaning(self, form: str, on: date | None = None) -> Self:
        """Names whose form is this one but for case and diacritics, in use on a day where one is given."""
        names = self.filter(folded=fold(form))
        if on is not None:
            names = names.filter(
                Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
            )
        return names


class NameManager(models.Manager.from_queryset(NameQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, bearer: str, key: list[str], form: str, kind: str) -> "Name":
        return self.get(**bearer_lookup(Name, bearer, key), form=form, kind=kind)


class Name(models.Model):
    """One form of the name of one bearer: Tô Lâm; Желязков; “Vietnamese Party chief” for as long as it meant him."""

    person = models.ForeignKey("articles.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="names")
    organization = models.ForeignKey(
        "articles.Organization", null=True, blank=True, on_delete=models.CASCADE, related_name="names"
    )
    country = models.ForeignKey(
        "articles.Country", null=True, blank=True, on_delete=models.CASCADE, related_name="names"
    )
    place = models.ForeignKey("articles.Place", null=True, blank=True, on_delete=models.CASCADE, related_name="names")
    instrument = models.ForeignKey(
        "articles.Instrument", null=True, blank=True, on_delete=models.CASCADE, related_name="names"
    )
    form = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    kind = models.CharField(max_length=15, choices=NameKind.choices, default=NameKind.ALIAS)
    language = models.CharField(max_length=35, blank=True, validators=[LANGUAGE_TAG])
    script = models.CharField(max_length=4, choices=Script.choices, default=Script.LATIN)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = NameManager()

    class Meta:
        ordering = ["form"]
        constraints = [
            models.CheckConstraint(
                name="name_has_one_bearer",
                condition=one_of(*BEARERS),
                violation_error_message="A name belongs to one: a person, organization, country, place or instrument.",
            ),
            models.CheckConstraint(
                name="name_valid_ordered",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=models.F("valid_to")),
                violation_error_message="The name ends before it begins.",
            ),
            *[
                models.UniqueConstraint(
                    fields=[bearer, "form", "kind"],
                    condition=Q(**{f"{bearer}__isnull": False}),
                    name=f"name_once_a_{bearer}",
                )
                for bearer in BEARERS
            ],
        ]

    def __str__(self) -> str:
        return self.form

    def natural_key(self) -> tuple[str, tuple[str, ...], str, str]:
        return (*bearer_key(self, BEARERS), self.form, self.kind)

    natural_key.dependencies = [f"articles.{bearer}" for bearer in BEARERS]  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the form in NFC with its folded key."""
        self.form = normalise(self.form).strip()
        self.folded = fold(self.form)
        super().save(*args, **kwargs)

    @property
    def bearer(self) -> models.Model:
        """The row that bears the name."""
        return bearer(self, BEARERS)[1]
