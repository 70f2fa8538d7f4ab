"""What was pledged, asked, offered, hoped: one point, told as often as it was told. Evidence, never a verdict."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from articles.models.actors import Country, Organization, Person
from articles.models.addresses import address
from articles.models.copy import Article
from articles.models.events import PartnershipEvent
from articles.models.evidence import Passage
from articles.models.keys import new_key
from articles.models.moments import Moment
from articles.models.public import Day, Shown
from articles.vocabulary import FollowUpKind, Modality


class SectorQuerySet(models.QuerySet["Sector"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Sectors, or the broader ones of sectors, of what everybody may read."""
        told, articles = Commitment.objects.visible(at), Article.objects.visible(at)
        events = PartnershipEvent.objects.visible(at)
        rows = Q()
        for sector in ("sectors", "sectors__broader"):
            rows |= Q(Exists(told.filter(**{sector: OuterRef("pk")})))
            rows |= Q(Exists(articles.filter(**{sector: OuterRef("pk")})))
        return self.filter(rows | Q(Exists(events.filter(level_to__sector=OuterRef("pk")))))


class SectorManager(models.Manager.from_queryset(SectorQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, code: str) -> "Sector":
        return self.get(code=code)


class Sector(models.Model):
    """A field of cooperation [SKOS concept]."""

    code = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=120)
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    alternative_labels = models.TextField(blank=True, help_text="One a line.")

    objects = SectorManager()

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def get_absolute_url(self) -> str:
        return address("sector", self.code)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Points of which everybody may read at least one telling."""
        return self.filter(Shown("commitment", at))

    def told(self, at: Moment | None = None) -> Self:
        """With what a line in a ledger shows: from whom, to whom, through whom, sectors, and the tellings of it."""
        tellings = models.Prefetch("tellings", Telling.objects.visible(at).sourced(at).in_order(at))
        return self.select_related("through").prefetch_related("from_countries", "to_countries", "sectors", tellings)

    def pointed(self, at: Moment | None = None) -> Self:
        """With what a line beside other things shows: both ends, the body to be moved, when and where it was told."""
        passages = models.Prefetch("passage", Passage.objects.visible(at).quoted().followed())
        events = models.Prefetch("event", PartnershipEvent.objects.visible(at))
        tellings = Telling.objects.visible(at).in_order(at).prefetch_related(passages, events)
        ends = ("from_countries", "to_countries")
        return self.select_related("through").prefetch_related(*ends, models.Prefetch("tellings", tellings))

    def latest_between(self, one: str, other: str, most: int, told: "TellingQuerySet | None" = None) -> Self:
        """Of the points between two country codes, so many that were entered last; only those that were `told` so.

        Those of `one` are gone through from the last one on until there are enough: it should be the country with
        fewer. So it costs the same in a large archive.
        """
        found = Q()
        for ties in ties_between(one, other):
            rows = ties if told is None else ties.filter(Exists(told.filter(commitment=OuterRef("commitment"))))
            found |= Q(pk__in=rows.order_by("-commitment").values("commitment")[:most])
        return self.filter(found).order_by("-pk")[:most]


class CommitmentManager(models.Manager.from_queryset(CommitmentQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, key: str) -> "Commitment":
        return self.get(key=key)


class Commitment(models.Model):
    """One point between countries: from whom, to whom, through whom; `both` is both as from and as to."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    summary = models.CharField(max_length=300)
    from_countries = models.ManyToManyField(Country, related_name="commitments_from")
    to_countries = models.ManyToManyField(Country, related_name="commitments_to")
    through = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
        help_text="The body to be moved.",
    )
    sectors = models.ManyToManyField(Sector, blank=True, related_name="commitments")
    target = models.CharField(max_length=300, blank=True, help_text="The aim, as worded: double within years.")

    objects = CommitmentManager()

    class Meta:
        ordering = ["summary"]

    def __str__(self) -> str:
        return self.summary

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    natural_key.dependencies = ["articles.organization"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return address("commitment", self.key)


def ties_between(one: str, other: str) -> tuple[Any, Any]:
    """The ties of the first of two country codes to the points from it to the other, and to those from the other to it.

    Points of nobody else; one that is both from and to both has a tie of either sort.
    """
    givers: Any = Commitment.from_countries.through._default_manager
    takers: Any = Commitment.to_countries.through._default_manager

    def ties(mine: Any, theirs: Any) -> Any:
        of = {"commitment": OuterRef("commitment")}
        rows = mine.filter(Exists(theirs.filter(country=other, **of)), country=one)
        for ends in (mine, theirs):
            rows = rows.filter(~Exists(ends.filter(**of).exclude(country=one).exclude(country=other)))
        return rows

    return ties(givers, takers), ties(takers, givers)


class TellingQuerySet(models.QuerySet["Telling"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Tellings that rest on a passage everybody may read, or were published without evidence."""
        return self.filter(Shown("telling", at))

    def dated(self, at: Moment | None = None) -> Self:
        """With `told_earliest`: the first day of the occasion, where everybody may read of it, else of the report."""
        return self.annotate(told_earliest=Coalesce(*_days(at)))

    def told_between(self, first: date | None, last: date | None, at: Moment | None = None) -> Self:
        """Tellings that may have been told between two days, both included, None being open.

        What has no date may have been told by any day, and is told from no day on.
        """
        rows = self.dated(at)
        if first is not None:
            rows = rows.filter(told_earliest__gte=first)
        if last is None:
            return rows
        return rows.filter(Q(told_earliest__lte=last) | Q(told_earliest=None))  # of None SQL would say it is not so

    def sourced(self, at: Moment | None = None) -> Self:
        """With speaker, and with the passage and the occasion where everybody may read of them."""
        return self.select_related("speaker").prefetch_related(
            models.Prefetch("passage", Passage.objects.visible(at).sourced()),
            models.Prefetch("event", PartnershipEvent.objects.visible(at).select_related("place")),
        )

    def in_order(self, at: Moment | None = None) -> Self:
        """As they were told: by the day of the occasion, then of the report, where everybody may read of them."""
        return self.order_by(*(day.asc(nulls_last=True) for day in _days(at)), "pk")


def _days(at: Moment | None) -> tuple[Day, Day]:
    """The first day of the occasion of a telling, and of its report."""
    return Day("occasion", at), Day("report", at)


class TellingManager(models.Manager.from_queryset(TellingQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, commitment: str, modality: str, passage: str | None) -> "Telling":
        return self.get(commitment__key=commitment, modality=modality, passage__key=passage)


class Telling(models.Model):
    """A commitment as told once: how it was put, by whom, on which occasion."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="tellings")
    modality = models.CharField(max_length=8, choices=Modality.choices)
    speaker = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tellings",
        help_text="Who said so; empty where the copy speaks for both sides.",
    )
    event = models.ForeignKey(
        PartnershipEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="tellings", db_index=False
    )
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="tellings", db_index=False
    )
    without_evidence = models.BooleanField("published without evidence here", default=False)

    objects = TellingManager()

    class Meta:
        ordering = ["commitment", "event__start_earliest", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "modality", "passage"],
                condition=Q(passage__isnull=False),
                name="telling_once_a_passage",
            ),
        ]
        indexes = [  # the points of a year are found in these alone
            models.Index(fields=["event", "commitment"], name="telling_event"),
            models.Index(fields=["passage", "commitment"], name="telling_passage"),
        ]

    def __str__(self) -> str:
        return f"{self.get_modality_display()}: {self.commitment}"

    def natural_key(self) -> tuple[str, str, str | None]:
        return (self.commitment.key, self.modality, self.passage.key if self.passage else None)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "articles.commitment",
        "articles.partnershipevent",
        "articles.passage",
    ]


class FollowUpManager(models.Manager["FollowUp"]):
    def get_by_natural_key(self, commitment: str, kind: str, passage: str) -> "FollowUp":
        return self.get(commitment__key=commitment, kind=kind, passage__key=passage)


class FollowUp(models.Model):
    """What a later passage reports of a commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=FollowUpKind.choices)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="follow_ups")

    objects = FollowUpManager()

    class Meta:
        ordering = ["commitment", "passage"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "kind", "passage"], name="follow_up_once_a_passage"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.commitment}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.commitment.key, self.kind, self.passage.key)

    natural_key.dependencies = ["articles.commitment", "articles.passage"]  # type: ignore[attr-defined]
