"""What two countries are to each other: partnerships, the levels a country declares, and instruments.

A ladder belongs to the country that declares its levels: there is no one ladder for all.
"""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from articles.models.actors import Country, SlugManager
from articles.models.addresses import address
from articles.models.evidence import Passage
from articles.models.moments import Moment
from articles.models.public import Shown
from articles.models.spans import SpanField, SpanQuerySet, ordered
from articles.vocabulary import InstrumentKind, InstrumentStatus


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def between(self, one: str, other: str) -> Self:
        """The partnership of two country codes, in either order."""
        first, second = sorted((one, other))
        return self.filter(first_id=first, second_id=second)

    def visible(self, at: Moment | None = None) -> Self:
        """Partnerships with an event of the two that everybody may read of."""
        return self.filter(Shown("partnership", at))


class PartnershipManager(models.Manager.from_queryset(PartnershipQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, first: str, second: str) -> "Partnership":
        return self.get(first_id=first, second_id=second)


class Partnership(models.Model):
    """Two parties, in the order of their codes: `bg-vn`."""

    first = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="partnerships_as_first")
    second = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="partnerships_as_second")

    objects = PartnershipManager()

    class Meta:
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_partnership_a_pair"),
            models.CheckConstraint(
                name="partnership_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message="Put the two in the order of their codes: bg before vn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"

    def natural_key(self) -> tuple[str, str]:
        return (self.first_id, self.second_id)

    natural_key.dependencies = ["articles.country"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return address("partnership", self.first_id, self.second_id)

    @property
    def slug(self) -> str:
        """As in addresses: `bg-vn`."""
        return f"{self.first_id}-{self.second_id}"


class LevelQuerySet(models.QuerySet["PartnershipLevel"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Levels that a change which everybody may read of led to or from; others are words of editors only."""
        from articles.models.events import PartnershipEvent

        changes = PartnershipEvent.objects.visible(at)  # only level changes have levels
        reached, left = (changes.filter(**{level: OuterRef("pk")}) for level in ("level_to", "level_from"))
        return self.filter(Q(Exists(reached)) | Q(Exists(left)))


class LevelManager(models.Manager.from_queryset(LevelQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, code: str) -> "PartnershipLevel":
        return self.get(code=code)


class PartnershipLevel(models.Model):
    """A step on the ladder of the country that declares it: `vn-strategic`."""

    code = models.SlugField(max_length=60, unique=True)
    owner = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="levels")
    label = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Higher is closer. Leave empty where the order is not known."
    )
    sector = models.ForeignKey(
        "articles.Sector",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="levels",
        help_text="Only for a partnership in one field.",
    )

    objects = LevelManager()

    class Meta:
        ordering = ["owner", "rank", "label"]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    natural_key.dependencies = ["articles.country"]  # type: ignore[attr-defined]


class InstrumentQuerySet(SpanQuerySet):
    def visible(self, at: Moment | None = None) -> Self:
        """Instruments that something everybody may read names."""
        return self.filter(Shown("instrument", at))

    def between(self, one: str, other: str) -> Self:
        """Instruments that both of two country codes are parties to."""
        return self.filter(parties=one).filter(parties=other)


class InstrumentManager(SlugManager.from_queryset(InstrumentQuerySet)):  # type: ignore[misc]
    pass


class Instrument(models.Model):
    """A document that binds or declares [as the UN Treaty Collection describes them]."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=InstrumentKind.choices)
    status = models.CharField(
        max_length=8, choices=InstrumentStatus.choices, default=InstrumentStatus.NAMED, help_text="As far as told here."
    )
    parties = models.ManyToManyField(Country, blank=True, related_name="instruments")
    adopted = SpanField("adopted")
    signed = SpanField("signed")
    in_force = SpanField("in force")
    passages = models.ManyToManyField(Passage, blank=True, related_name="instruments")

    objects = InstrumentManager()

    class Meta:
        ordering = ["title"]
        constraints = [ordered(name, "instrument") for name in ("adopted", "signed", "in_force")]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return address("instrument", self.slug)
