"""Evidence: passages of printed copy, and what became of their words.

A passage follows the W3C Web Annotation Data Model: TextQuoteSelector (`exact`, `prefix`, `suffix`) and
TextPositionSelector (`start`, `end`: code points of the version's body, end excluded), in a numbered paragraph.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Length, StrIndex, Substr
from django.db.models.lookups import Exact

from articles.folding import normalise
from articles.models.addresses import address
from articles.models.among import Among
from articles.models.copy import Agency, ArticleAgency
from articles.models.kept import Kept, Slot, give
from articles.models.keys import new_key
from articles.models.moments import Moment
from articles.models.public import Shown
from articles.models.versions import ArticleVersion

STANDS = Q(exact=Substr("version__body", F("start") + 1, F("end") - F("start")))
"""That the words of a passage stand in its text where it says, as the database compares them."""
CONTEXT = 32
"""Code points of prefix and suffix: enough to find the words again in a corrected text."""


def superseded() -> Subquery:
    """That the newest version of its article has the words of a passage no longer, wherever in the text."""
    newest = ArticleVersion.objects.filter(article=OuterRef("version__article")).order_by("-number")
    # Most articles have one version: of those no text is looked through.
    lacks = Case(When(pk=OuterRef("version"), then=False), default=Exact(StrIndex("body", OuterRef("exact")), 0))
    return Subquery(newest.annotate(lacks=lacks).values("lacks")[:1], output_field=models.BooleanField())


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Passages of articles that everybody may read at a moment (now)."""
        return self.filter(Shown("passage", at))

    def in_order(self) -> Self:
        """The first report first, its fullest words first."""
        reported = F("version__article__published_earliest").asc(nulls_last=True)
        return self.order_by(reported, -Length("exact"), "pk")

    def quoted(self) -> Self:
        """With version and article; the agencies of many quotations are asked for at once, by `signed()`."""
        return self.select_related("version__article").defer("version__body")

    def followed(self) -> Self:
        """With whether a later version of the text has followed (`is_earlier`) and superseded the words
        (`is_superseded`).
        """
        later = ArticleVersion.objects.filter(
            article=OuterRef("version__article"), number__gt=OuterRef("version__number")
        )
        return self.annotate(is_earlier=Exists(later), is_superseded=superseded())

    def sourced(self) -> Self:
        """With what a quotation is shown with: version, article, the agencies of its sign-off, what became of it."""
        sign_off = ArticleAgency.objects.select_related("agency")
        rows = self.quoted().followed().annotate(is_gone=~STANDS)
        return rows.prefetch_related(models.Prefetch("version__article__sign_off", sign_off))


def signed(passages: "Iterable[Passage]") -> None:
    """Say of passages that are at hand whether their words are gone from their text (`is_gone`), whether a later one
    has followed (`is_earlier`) and superseded them (`is_superseded`), and give their articles the agencies of their
    sign-off: all by one query.
    """
    held = list(passages)
    fates: dict[int, tuple[bool, bool, bool]] = {}
    signs: dict[int, dict[int, ArticleAgency]] = {}
    agencies: dict[int, Agency] = {}
    rows = _SIGNED(keys={passage.pk for passage in held}) if held else ()
    for pk, is_gone, is_earlier, is_superseded, article, position, *agency in rows:
        fates[pk] = is_gone, is_earlier, is_superseded
        of_article = signs.setdefault(article, {})
        if position is not None and position not in of_article:
            key = agency[0]
            if key not in agencies:
                agencies[key] = Agency(**dict(zip(_AGENCY, agency, strict=True)))
            of_article[position] = ArticleAgency(article_id=article, agency=agencies[key], position=position)
    printed = {article: [rows[place] for place in sorted(rows)] for article, rows in signs.items()}
    for passage in held:
        fate = fates.get(passage.pk, (False, False, False))
        passage.is_gone, passage.is_earlier, passage.is_superseded = fate
        article = passage.version.article
        give(article, "sign_off", printed.get(article.pk, []))


def sign_offs(keys: Iterable[int]) -> dict[int, tuple[tuple[str, ...], bool]]:
    """By passages' keys the short names of the agencies that signed their articles, in order, and whether the words
    are superseded: by one query, for where only that is told of many passages.
    """
    wanted = set(keys)
    signs: dict[int, dict[int, str]] = {}
    superseded: dict[int, bool] = {}
    for pk, _, _, is_superseded, _, position, _, _, short_name, *_ in _SIGNED(keys=wanted) if wanted else ():
        superseded[pk] = is_superseded
        of_passage = signs.setdefault(pk, {})
        if position is not None:
            of_passage.setdefault(position, short_name)
    return {pk: (tuple(signs[pk][place] for place in sorted(signs[pk])), superseded[pk]) for pk in superseded}


_AGENCY = ("pk", "code", "short_name", "name", "country_id")


def _signed(at: Moment) -> Any:
    """Of passages, whether their words are gone or superseded, their article, and each agency that signed it."""
    sign = "version__article__sign_off"
    agency = (f"{sign}__agency__{column}" for column in _AGENCY)
    rows = Passage.objects.filter(Among("pk", Slot("keys"))).annotate(gone=~STANDS).followed().order_by()
    columns = ("pk", "gone", "is_earlier", "is_superseded", "version__article", f"{sign}__position")
    return rows.values_list(*columns, *agency)


_SIGNED = Kept(_signed)


class PassageManager(models.Manager.from_queryset(PassageQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, key: str) -> "Passage":
        return self.get(key=key)


class Passage(models.Model):
    """A quoted span of one version: the unit that every assertion rests on."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="passages")
    paragraph = models.PositiveIntegerField(blank=True, help_text="Found from the words unless they occur twice.")
    exact = models.TextField(help_text="The words, exactly as they stand in the text.")
    prefix = models.CharField(max_length=CONTEXT, blank=True, editable=False)
    suffix = models.CharField(max_length=CONTEXT, blank=True, editable=False)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    speaker = models.ForeignKey(
        "articles.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="passages",
        help_text="Whose words or view the passage gives, if someone's.",
    )

    objects = PassageManager()

    is_gone = False
    """Whether the words stand no longer where it says; said by `sourced()` and `signed()`."""
    is_earlier = False
    """Whether a later version of the article has followed; said as the next."""
    is_superseded = False
    """Whether the newest version of the article has the words no longer; said by these and by `followed()`."""

    class Meta:
        ordering = ["version", "start", "end"]
        constraints = [
            models.CheckConstraint(name="passage_not_empty", condition=Q(start__lt=models.F("end"))),
            models.CheckConstraint(name="passage_paragraph_counts_from_one", condition=Q(paragraph__gte=1)),
        ]

    def __str__(self) -> str:
        words = self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"
        return f"¶ {self.paragraph}: “{words}”"

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    natural_key.dependencies = ["articles.articleversion"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return address("passage", self.key)

    @property
    def paragraph_url(self) -> str:
        """The paragraph in its article: `/articles/…/#p7`. Of an earlier version, whose paragraphs may have other
        numbers in the article now, what became of the words.
        """
        if self.is_earlier:
            return f"{self.get_absolute_url()}#later"
        return f"{self.version.article.get_absolute_url()}#p{self.paragraph}"

    def clean(self) -> None:
        """Find the words in the version and fill in the positions; `ValidationError` where they are not there."""
        self.exact = normalise(self.exact).strip()
        if self.version_id is not None and self.exact:
            self.locate()

    def locate(self) -> None:
        """Set paragraph, start, end, prefix and suffix from `exact` (and `paragraph`, where given)."""
        places = list(_occurrences(self.version.paragraphs, self.exact))
        if self.paragraph:
            places = [place for place in places if place[0] == self.paragraph]
        if not places:
            where = f"paragraph {self.paragraph}" if self.paragraph else "the text"
            raise ValidationError({"exact": f"These words do not stand in {where}: copy them from it as they are."})
        if len({number for number, _ in places}) > 1:
            found = ", ".join(str(number) for number, _ in places)
            raise ValidationError({"paragraph": f"The words stand in paragraphs {found}: say which."})
        self.paragraph, self.start = places[0]
        self.end = self.start + len(self.exact)
        self.prefix = self.version.body[max(0, self.start - CONTEXT) : self.start]
        self.suffix = self.version.body[self.end : self.end + CONTEXT]

    @property
    def matches(self) -> bool:
        """Whether the words still stand at their place in their version."""
        body = self.version.body
        return (
            body[self.start : self.end] == self.exact
            and body[: self.start].count("\n\n") + 1 == self.paragraph
            and body[max(0, self.start - CONTEXT) : self.start] == self.prefix
            and body[self.end : self.end + CONTEXT] == self.suffix
        )

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Positions are found before the fields are checked, since they are not entered by hand."""
        self.clean()
        super().full_clean(*args, **kwargs)


def _occurrences(texts: list[str], exact: str) -> list[tuple[int, int]]:
    """(paragraph number, position in the body) of the first occurrence of the words in each paragraph."""
    places, offset = [], 0
    for number, text in enumerate(texts, 1):
        found = text.find(exact)
        if found >= 0:
            places.append((number, offset + found))
        offset += len(text) + 2
    return places
