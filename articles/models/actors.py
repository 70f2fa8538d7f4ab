"""Who acts: countries and blocs, places, organizations, people, and the posts they held.

Follows Popolo (people, organizations, posts, memberships) and ISO 3166-1 (codes, in lower case).
"""

from datetime import date
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from articles.dates import Truth, holds
from articles.models.addresses import address
from articles.models.evidence import Passage
from articles.models.moments import Moment
from articles.models.public import Shown
from articles.models.spans import SpanField, SpanQuerySet, ordered
from articles.vocabulary import CountryKind, NameOrder, OrganizationKind, PlaceKind


class SlugManager(models.Manager[Any]):
    """Rows whose natural key is their slug."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)


class CountryQuerySet(models.QuerySet["Country"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Countries and blocs that something everybody may read names, or belongs to."""
        return self.filter(Shown("country", at))


class CountryManager(models.Manager.from_queryset(CountryQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, code: str) -> "Country":
        return self.get(code=code)


class Country(models.Model):
    """A country by its ISO 3166-1 alpha-2 code, or a bloc that acts as a party (`eu`, `asean`, `un`).

    The code is the primary key, so there is no `natural_key`: Django would leave the code out of what it writes.
    """

    code = models.CharField(
        max_length=8,
        primary_key=True,
        validators=[RegexValidator(r"^[a-z]{2,8}$", "Write the code in small letters: vn, bg, eu, asean.")],
    )
    name = models.CharField(max_length=120, help_text="In English, as the archive prints it; other forms are names.")
    kind = models.CharField(max_length=7, choices=CountryKind.choices, default=CountryKind.COUNTRY)

    objects = CountryManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries and blocs"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("country", self.code)


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Places of articles and events that everybody may read of."""
        return self.filter(Shown("place", at))


class PlaceManager(SlugManager.from_queryset(PlaceQuerySet)):  # type: ignore[misc]
    pass


class Place(models.Model):
    """A city, a region, a sea or a venue [schema.org Place]."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=6, choices=PlaceKind.choices, default=PlaceKind.CITY)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="places")

    objects = PlaceManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["articles.country"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return address("place", self.slug)


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Organizations that something everybody may read names."""
        return self.filter(Shown("organization", at))


class OrganizationManager(SlugManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    pass


class Organization(models.Model):
    """A body that acts or that posts belong to [Popolo Organization]."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=13, choices=OrganizationKind.choices, default=OrganizationKind.OTHER)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="organizations")
    parties = models.ManyToManyField(
        Country, blank=True, related_name="mechanisms", help_text="Of a mechanism: the two that it belongs to."
    )

    objects = OrganizationManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["articles.country"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return address("organization", self.slug)


class MechanismManager(OrganizationManager):
    def get_queryset(self) -> OrganizationQuerySet:
        return super().get_queryset().filter(kind=OrganizationKind.MECHANISM)


class Mechanism(Organization):
    """An organization of two parties: a committee, a dialogue, a consultation that recurs."""

    objects = MechanismManager()  # type: ignore[misc]

    class Meta:
        proxy = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it as what it is."""
        self.kind = OrganizationKind.MECHANISM
        super().save(*args, **kwargs)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible(self, at: Moment | None = None) -> Self:
        """People whom something everybody may read names."""
        return self.filter(Shown("person", at))


class PersonManager(SlugManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    pass


class Person(models.Model):
    """Someone named in the news [Popolo Person]."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200, help_text="As preferred, with diacritics: Tô Lâm, Rosen Zhelyazkov.")
    family_name = models.CharField(max_length=100, blank=True)
    given_name = models.CharField(max_length=100, blank=True)
    name_order = models.CharField(max_length=12, choices=NameOrder.choices, default=NameOrder.GIVEN_FIRST)
    short_name = models.CharField(max_length=100, blank=True, help_text="As later mentions print it: Lâm, Radev.")
    sort_name = models.CharField(max_length=200, help_text="As lists sort it: Tô Lâm; Zhelyazkov, Rosen.")
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        help_text="The country the person acts for.",
    )
    wikidata = models.CharField(
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9]\d*$", "Write a Wikidata id such as Q42.")],
    )

    objects = PersonManager()

    class Meta:
        ordering = ["sort_name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["articles.country"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return address("person", self.slug)


class Post(models.Model):
    """An office, whoever holds it [Popolo Post]."""

    slug = models.SlugField(max_length=120, unique=True)
    label = models.CharField(max_length=200, help_text="President of Bulgaria.")
    short_label = models.CharField(max_length=120, blank=True, help_text="Where the country is plain: President.")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")

    objects = SlugManager()

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["articles.organization", "articles.country"]  # type: ignore[attr-defined]


class MembershipQuerySet(SpanQuerySet):
    def visible(self, at: Moment | None = None) -> Self:
        """Memberships that rest on something everybody may read."""
        return self.filter(Shown("membership", at))

    def in_force(self, on: date) -> Self:
        """Memberships that held on a day for certain: begun by then, and known to have lasted until then; or on the
        very day of their beginning or end.
        """
        throughout = Q(start_latest__lte=on, end_earliest__gte=on)
        begun, ended = Q(start_earliest=on, start_latest=on), Q(end_earliest=on, end_latest=on)
        return self.possible(on).filter(throughout | begun | ended)

    def possible(self, on: date) -> Self:
        """Memberships that nothing known excludes on a day, the certain ones among them."""
        return self.filter(
            Q(start_earliest__isnull=True) | Q(start_earliest__lte=on),
            Q(end_latest__isnull=True) | Q(end_latest__gte=on),
        )


class MembershipManager(models.Manager.from_queryset(MembershipQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, person: str, post: str, term: int) -> "Membership":
        return self.get(person__slug=person, post__slug=post, term=term)


class Membership(models.Model):
    """A person in a post [Popolo Membership]: for how long, as far as the sources tell.

    Where a source only shows someone in office on a day, the bounds stay open: `start` is `../2024-01-05`
    (by then), `end` is `2024-01-09/..` (not before).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    term = models.PositiveSmallIntegerField(default=1, help_text="2 for a second time in the same post.")
    start = SpanField("start")
    end = SpanField("end")
    passages = models.ManyToManyField(Passage, blank=True, related_name="memberships")
    without_evidence = models.BooleanField("published without evidence here", default=False)

    objects = MembershipManager()

    class Meta:
        ordering = ["person", "start_latest", "post"]
        constraints = [
            ordered("start", "membership"),
            ordered("end", "membership"),
            models.UniqueConstraint(fields=["person", "post", "term"], name="membership_once_a_term"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"

    def natural_key(self) -> tuple[str, str, int]:
        return (self.person.slug, self.post.slug, self.term)

    natural_key.dependencies = ["articles.person", "articles.post"]  # type: ignore[attr-defined]

    def holds(self, on: date) -> Truth:
        """Whether the person held the post on a day, as far as the sources tell."""
        return holds(self.start, self.end, on)
