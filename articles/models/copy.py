"""Copy: what was printed, or the archive's own summary of it; its text stands in versions.

Field names follow schema.org NewsArticle and IPTC ninjs, so that an export is a renaming.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils import timezone

from articles.dates import Span
from articles.models.addresses import address
from articles.models.moments import Moment
from articles.models.public import Shown
from articles.models.spans import SpanField, SpanQuerySet, ordered
from articles.vocabulary import ArticleStatus, Precision

if TYPE_CHECKING:
    from articles.models.versions import ArticleVersion

LANGUAGE_TAG = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a language tag such as en, vi or bg.")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Agencies in the sign-off of an article that everybody may read."""
        return self.filter(Exists(Article.objects.visible(at).filter(agencies=OuterRef("pk"))))


class AgencyManager(models.Manager.from_queryset(AgencyQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, code: str) -> "Agency":
        return self.get(code=code)


class Agency(models.Model):
    """A news agency, newspaper or office that copy comes from."""

    code = models.SlugField(unique=True, help_text="As in addresses: vns, vna.")
    short_name = models.CharField(max_length=60, help_text="As in a sign-off: VNS.")
    name = models.CharField(max_length=200)
    country = models.ForeignKey(
        "articles.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="agencies"
    )

    objects = AgencyManager()

    class Meta:
        ordering = ["short_name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.short_name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def get_absolute_url(self) -> str:
        return address("agency", self.code)


class ArticleQuerySet(SpanQuerySet):
    def published(self) -> Self:
        """Articles that an editor has released, embargoed or not."""
        return self.filter(status=ArticleStatus.PUBLISHED)

    def visible(self, at: Moment | None = None) -> Self:
        """Articles that everybody may read at a moment (now): released, and past their embargo."""
        return self.filter(Shown("article", at))

    def hidden(self) -> Self:
        """All others: not released, or under an embargo. Both are few, and each is found in an index of its own."""
        unreleased = [status for status in ArticleStatus if status is not ArticleStatus.PUBLISHED]
        keys = self.model._default_manager.order_by().values("pk")
        embargoed = Q(pk__in=keys.filter(visible_from__gt=timezone.now()))
        return self.filter(Q(pk__in=keys.filter(status__in=unreleased)) | embargoed)

    def dated(self, first: date | None, last: date | None) -> Self:
        """Articles whose date of publication touches the days from `first` to `last`; undated ones never do."""
        return self.touching("published", first, last)

    def coarse(self) -> Self:
        """Articles whose date is known to a month or a year only; in the words of the index that they stand in."""
        words = "NOT (%(expressions)s = 'day')"
        return self.filter(Func(F("published_precision"), template=words, output_field=models.BooleanField()))

    def mentioning(self, thing: models.Model) -> Self:
        """Articles tagged with a person, country, organization, place, instrument or sector, or holding a passage
        that something said of it rests on.
        """
        from articles.models.evidence import Passage

        tags, evidence = _MENTIONS[type(thing)._meta.model_name or ""]
        held = Q(pk__in=Article.objects.filter(**{tags: thing}).order_by().values("pk"))
        for path in evidence:  # each from the thing, by an index, and not from every article to it
            said = Passage.objects.filter(**{path: thing}).order_by()
            held |= Q(pk__in=said.values("version__article"))
        return self.filter(held)

    def listed(self) -> Self:
        """With what a line of a list shows: place and agencies."""
        sign_off = ArticleAgency.objects.select_related("agency")
        return self.select_related("place").prefetch_related(models.Prefetch("sign_off", sign_off))

    def newest_first(self) -> Self:
        """By date of publication, the latest first, undated ones last, ties by slug."""
        return self.order_by(
            F("published_earliest").desc(nulls_last=True),
            F("published_latest").desc(nulls_last=True),
            "slug",
        )


# Where an article names a thing: its own tag, and the ways from a passage to what rests on it.
_MENTIONS: dict[str, tuple[str, list[str]]] = {
    "person": ("people", ["speaker", "participations__person", "tellings__speaker", "memberships__person"]),
    "country": (
        "countries",
        ["events__parties", "tellings__commitment__from_countries", "tellings__commitment__to_countries"],
    ),
    "organization": ("organizations", ["participations__organization", "tellings__commitment__through"]),
    "mechanism": ("organizations", ["participations__organization", "tellings__commitment__through"]),
    "place": ("place", ["events__place"]),
    "instrument": ("instruments", ["instruments", "events__instrument"]),
    "sector": ("sectors", ["tellings__commitment__sectors"]),
}


class ArticleManager(models.Manager.from_queryset(ArticleQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, slug: str) -> "Article":
        return self.get(slug=slug)


class Article(models.Model):
    """One story. Its text is in its versions; what it is evidence for hangs on their passages."""

    slug = models.SlugField(max_length=120, unique=True)
    headline = models.CharField(max_length=300, blank=True, help_text="Leave empty where the wire carried none.")
    language = models.CharField(max_length=35, default="en", validators=[LANGUAGE_TAG])
    published = SpanField("published")
    published_note = models.CharField(
        max_length=200, blank=True, help_text="How the date was found, in a few words: inferred from “Friday”."
    )
    dateline = models.CharField(max_length=200, blank=True, help_text="As printed: SOFIA.")
    place = models.ForeignKey(
        "articles.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text="The place of the dateline.",
    )
    agencies = models.ManyToManyField(Agency, through="ArticleAgency", related_name="articles")
    source_url = models.URLField(max_length=1000, blank=True)
    source_id = models.CharField(max_length=200, blank=True, help_text="The agency's own id of the story.")
    status = models.CharField(max_length=9, choices=ArticleStatus.choices, default=ArticleStatus.DRAFT)
    visible_from = models.DateTimeField("embargoed until", null=True, blank=True)
    people = models.ManyToManyField("articles.Person", blank=True, related_name="articles")
    countries = models.ManyToManyField("articles.Country", blank=True, related_name="articles")
    organizations = models.ManyToManyField("articles.Organization", blank=True, related_name="articles")
    instruments = models.ManyToManyField("articles.Instrument", blank=True, related_name="articles")
    sectors = models.ManyToManyField("articles.Sector", blank=True, related_name="articles")
    created = models.DateTimeField(default=timezone.now, editable=False)
    modified = models.DateTimeField(auto_now=True)

    objects = ArticleManager()

    class Meta:
        ordering = ["-published_earliest", "-published_latest", "slug"]
        indexes = [
            # The newest in their order, counted and leafed through without the table.
            models.Index(
                "status",
                F("published_earliest").desc(),
                F("published_latest").desc(),
                "slug",
                "visible_from",
                name="article_newest",
            ),
            models.Index(fields=["modified"], name="article_modified"),
            models.Index(
                fields=["published_earliest"], condition=~Q(published_precision=Precision.DAY), name="article_coarse"
            ),
            # Of embargoes alone: SQLite would look up who has none here, too, which is nearly everybody.
            models.Index(
                fields=["visible_from"], condition=Q(visible_from__isnull=False), name="article_under_embargo"
            ),
        ]
        constraints = [
            ordered("published", "article"),
            models.CheckConstraint(name="article_status_known", condition=Q(status__in=ArticleStatus.values)),
            models.UniqueConstraint(
                fields=["source_url", "source_id"],
                condition=~Q(source_id=""),
                name="article_source_id_once",
                violation_error_message="An article with this source address and id is already there.",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or f"Untitled report, {self.dateline or self.slug}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        """`/articles/2025/10/23/<slug>/`, shorter where the date is; the slug alone finds the article."""
        return self.address(self.slug, self.published)

    @staticmethod
    def address(slug: str, span: Span | None) -> str:
        """The address of the article with a slug and a date."""
        if span is None or span.earliest is None:
            return f"{address('articles')}undated/{slug}/"
        parts = str(span.earliest).split("-")[: {"day": 3, "month": 2, "year": 1}[span.precision]]
        return f"{address('articles')}{'/'.join(parts)}/{slug}/"

    @property
    def title(self) -> str:
        """The headline, or a plain description where the wire carried none."""
        return str(self)

    @property
    def current_version(self) -> "ArticleVersion | None":
        """The latest version; None before the first. Prefetch `versions` for lists."""
        versions = sorted(self.versions.all(), key=lambda version: version.number)
        return versions[-1] if versions else None

    def is_visible(self, at: datetime | None = None) -> bool:
        """Whether everybody may read it at a moment (now); the same rule as `visible(at)`."""
        at = at or timezone.now()
        return self.status == ArticleStatus.PUBLISHED and (self.visible_from is None or self.visible_from <= at)


class SignOffManager(models.Manager["ArticleAgency"]):
    def get_by_natural_key(self, article: str, agency: str) -> "ArticleAgency":
        return self.get(article__slug=article, agency__code=agency)


class ArticleAgency(models.Model):
    """An agency in the sign-off of an article, in the printed order (VNA/VNS)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sign_off")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="sign_offs")
    position = models.PositiveSmallIntegerField(default=1)

    objects = SignOffManager()

    class Meta:
        ordering = ["position"]
        verbose_name = "agency in the sign-off"
        verbose_name_plural = "agencies in sign-off order"
        constraints = [
            models.UniqueConstraint(fields=["article", "agency"], name="agency_once_an_article"),
            models.UniqueConstraint(fields=["article", "position"], name="one_agency_a_position"),
        ]

    def __str__(self) -> str:
        return str(self.agency)

    def natural_key(self) -> tuple[str, str]:
        return (self.article.slug, self.agency.code)

    natural_key.dependencies = ["articles.article", "articles.agency"]  # type: ignore[attr-defined]
