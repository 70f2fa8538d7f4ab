"""What happened: events between countries, and who took part in which capacity.

Follows schema.org Event; PLOVER's event types were the model for the kinds.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from articles.dates import occasion
from articles.models.actors import Country, Membership, Organization, Person, Place, SlugManager
from articles.models.addresses import address
from articles.models.evidence import Passage
from articles.models.keys import bearer, bearer_key, bearer_lookup, one_of
from articles.models.moments import Moment
from articles.models.partnerships import Instrument, Partnership, PartnershipLevel
from articles.models.public import Number, Shown
from articles.models.spans import SpanField, SpanQuerySet, ordered
from articles.vocabulary import EventKind, EventStatus, Role

PARTICIPANTS = ("person", "organization")


class EventQuerySet(SpanQuerySet):
    def visible(self, at: Moment | None = None) -> Self:
        """Events that rest on something everybody may read, or were published without evidence."""
        return self.filter(Shown("event", at))

    def between(self, one: str, other: str) -> Self:
        """Events that both of two country codes are parties to; found first of all, whatever else is asked of them.

        Those of `one` are looked through: it should be the country with fewer.
        """
        ties = PartnershipEvent.parties.through._default_manager
        others = ties.filter(country=other, partnershipevent=OuterRef("partnershipevent"))
        return self.filter(pk__in=ties.filter(Exists(others), country=one).values("partnershipevent"))

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def top(self) -> Self:
        """Events that are no part of another one."""
        return self.filter(parent__isnull=True)

    def leading(self, at: Moment | None = None) -> Self:
        """Events that are no part of another one that everybody may read of."""
        return self.exclude(parent__in=PartnershipEvent.objects.visible(at))

    def counted(self, at: Moment | None = None) -> Self:
        """With `part_count`, and `report_count` of the articles that tell of it, as far as everybody may read them."""
        return self.annotate(part_count=Number("parts", at), report_count=Number("reports", at))

    def dated(self, first: date | None, last: date | None) -> Self:
        """Events that touch the days from `first` to `last`, from their first day to their last."""
        rows = self.filter(Q(start_earliest__isnull=False) | Q(start_latest__isnull=False))
        if last is not None:
            rows = rows.exclude(start_earliest__gt=last)
        if first is not None:
            over = Q(end_latest__isnull=False, end_latest__lt=first)
            rows = rows.exclude(over | Q(end_latest__isnull=True, end_earliest__isnull=True, start_latest__lt=first))
        return rows

    def listed(self) -> Self:
        """With what a line in a list shows: place, pair, levels, and the parties."""
        return self.select_related(
            "place", "partnership__first", "partnership__second", "level_from__owner", "level_to__owner"
        ).prefetch_related("parties")

    def lined(self) -> Self:
        """With what a line of a chronicle shows, and no more: place and levels."""
        return self.select_related("place", "level_from", "level_to")

    def with_evidence(self, at: Moment | None = None) -> Self:
        """With the passages that everybody may read, to be quoted: the first report first, its fullest words first."""
        passages = Passage.objects.visible(at).sourced().in_order()
        return self.prefetch_related(models.Prefetch("passages", passages))

    def with_participants(self, at: Moment | None = None) -> Self:
        """With those who took part, or were named, as far as everybody may read, in the capacity of the day."""
        return self.prefetch_related(models.Prefetch("participations", Participation.objects.visible(at).named(at)))

    def oldest_first(self) -> Self:
        """By first day, then last; undated ones at the end; ties by slug."""
        return self.order_by(F("start_earliest").asc(nulls_last=True), F("start_latest").asc(nulls_last=True), "slug")

    def newest_first(self) -> Self:
        """The latest first; undated ones at the end; ties by slug."""
        return self.order_by(F("start_earliest").desc(nulls_last=True), F("start_latest").desc(nulls_last=True), "slug")


class EventManager(SlugManager.from_queryset(EventQuerySet)):  # type: ignore[misc]
    pass


class PartnershipEvent(models.Model):
    """Something that happened, is planned, or was proposed between parties; a visit contains its talks."""

    slug = models.SlugField(max_length=160, unique=True, help_text="Date and words: 2025-10-23-talks-sofia.")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=21, choices=EventKind.choices)
    status = models.CharField(max_length=8, choices=EventStatus.choices, default=EventStatus.OCCURRED)
    start = SpanField("start")
    end = SpanField("end")
    date_note = models.CharField(
        max_length=200, blank=True, help_text="How the date was found, in a few words: inferred from “Friday”."
    )
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The visit it is part of.",
    )
    parties = models.ManyToManyField(Country, related_name="events")
    partnership = models.ForeignKey(
        Partnership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
        help_text="For a level change, or relations established: between which two.",
    )
    level_from = models.ForeignKey(
        PartnershipLevel,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="left_by",
        help_text="Leave empty where the sources do not tell.",
    )
    level_to = models.ForeignKey(
        PartnershipLevel, null=True, blank=True, on_delete=models.PROTECT, related_name="reached_by"
    )
    instrument = models.ForeignKey(Instrument, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    passages = models.ManyToManyField(Passage, blank=True, related_name="events")
    without_evidence = models.BooleanField("published without evidence here", default=False)

    objects = EventManager()

    class Meta:
        ordering = ["-start_earliest", "-start_latest", "slug"]
        verbose_name = "event"
        indexes = [
            models.Index(fields=["kind", "start_earliest"], name="event_kind_start"),
            models.Index(fields=["start_earliest"], name="event_start"),
        ]
        constraints = [
            ordered("start", "event"),
            ordered("end", "event"),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(start_earliest__isnull=True)
                | Q(end_latest__isnull=True)
                | Q(start_earliest__lte=F("end_latest")),
                violation_error_message="The event ends before it begins.",
            ),
            models.CheckConstraint(
                name="level_change_complete",
                condition=~Q(kind=EventKind.LEVEL_CHANGE) | Q(partnership__isnull=False, level_to__isnull=False),
                violation_error_message="A level change needs the partnership and the level it led to.",
            ),
            models.CheckConstraint(
                name="only_level_changes_have_levels",
                condition=Q(kind=EventKind.LEVEL_CHANGE) | Q(level_from__isnull=True, level_to__isnull=True),
                violation_error_message="Only a level change leads from one level to another.",
            ),
            models.CheckConstraint(
                name="relations_name_partnership",
                condition=~Q(kind=EventKind.RELATIONS_ESTABLISHED) | Q(partnership__isnull=False),
                violation_error_message="Say between which two relations were established.",
            ),
            models.CheckConstraint(
                name="event_not_its_own_part",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="An event cannot be part of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "articles.place",
        "articles.partnership",
        "articles.partnershiplevel",
        "articles.instrument",
    ]

    def get_absolute_url(self) -> str:
        return address("event", self.slug)

    @property
    def occasion(self) -> str:
        """Its dates in words: `22–24 October 2025`."""
        return occasion(self.start, self.end)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Participations in visible events whose own passage, where there is one, everybody may read."""
        return self.filter(Shown("participation", at))

    def named(self, at: Moment | None = None) -> Self:
        """With who it is, for which side, and the post where everybody may read of it."""
        posts = Membership.objects.visible(at).select_related("post")
        return self.select_related("person", "organization", "side").prefetch_related(
            models.Prefetch("membership", posts)
        )

    def attended(self) -> Self:
        """Those who were there."""
        return self.exclude(role=Role.MENTIONED_ABSENT)


class ParticipationManager(models.Manager.from_queryset(ParticipationQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, event: str, kind: str, key: list[str], role: str) -> "Participation":
        return self.get(event__slug=event, **bearer_lookup(Participation, kind, key), role=role)


class Participation(models.Model):
    """Someone in an event: on whose side, in which role, in which capacity that day, and as the copy titled them."""

    event = models.ForeignKey(PartnershipEvent, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    side = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.PARTICIPANT)
    membership = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
        help_text="The post held then.",
    )
    title_as_printed = models.CharField(max_length=200, blank=True)
    passage = models.ForeignKey(Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")

    objects = ParticipationManager()

    class Meta:
        ordering = ["event", "side", "id"]
        constraints = [
            models.CheckConstraint(
                name="participation_of_one",
                condition=one_of(*PARTICIPANTS),
                violation_error_message="Name either a person or an organization.",
            ),
            models.UniqueConstraint(
                fields=["event", "person", "role"], condition=Q(person__isnull=False), name="person_once_a_role"
            ),
            models.UniqueConstraint(
                fields=["event", "organization", "role"],
                condition=Q(organization__isnull=False),
                name="organization_once_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organization or 'nobody named yet'}, {self.get_role_display()}"

    def natural_key(self) -> tuple[str, str, tuple[str, ...], str]:
        return (self.event.slug, *bearer_key(self, PARTICIPANTS), self.role)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "articles.partnershipevent",
        "articles.person",
        "articles.organization",
        "articles.membership",
        "articles.passage",
    ]

    @property
    def participant(self) -> models.Model:
        """The person or the organization."""
        return bearer(self, PARTICIPANTS)[1]

    @property
    def was_there(self) -> bool:
        return self.role != Role.MENTIONED_ABSENT
