"""The texts of an article, one behind the other: versions are never changed, only followed."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from articles.folding import body_text, digest, normalise, paragraphs
from articles.models.copy import Article
from articles.models.moments import Moment
from articles.models.public import Shown
from articles.vocabulary import TextBasis, VersionKind


class VersionQuerySet(models.QuerySet["ArticleVersion"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Versions of articles that everybody may read at a moment (now)."""
        return self.filter(Shown("version", at))


class VersionManager(models.Manager.from_queryset(VersionQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, slug: str, number: int) -> "ArticleVersion":
        return self.get(article__slug=slug, number=number)

    def append(
        self,
        article: Article,
        body: str,
        *,
        text_basis: str = TextBasis.PRINTED,
        kind: str | None = None,
        note: str = "",
        original: str = "",
    ) -> "ArticleVersion":
        """Add the next version of an article's text and answer it; the current one when the text is the same.

        `original` is the digest of the file that the text came from, as `articles.keeping.originals` keeps it.
        """
        current = self.filter(article=article).order_by("-number").first()
        text = body_text(body)
        headline = normalise(article.headline)
        if current and (current.body, current.headline, current.text_basis) == (text, headline, text_basis):
            return current
        return self.create(
            article=article,
            number=current.number + 1 if current else 1,
            kind=kind or (VersionKind.UPDATE if current else VersionKind.ORIGINAL),
            headline=headline,
            body=text,
            text_basis=text_basis,
            note=note,
            original=original,
        )


class ArticleVersion(models.Model):
    """The text of an article at one time: plain text, paragraphs parted by a blank line, in NFC."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=VersionKind.choices, default=VersionKind.ORIGINAL)
    headline = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    text_basis = models.CharField(max_length=7, choices=TextBasis.choices, default=TextBasis.PRINTED)
    note = models.CharField(max_length=500, blank=True, help_text="What changed, for readers.")
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the normalised body.")
    original = models.CharField(
        max_length=64, blank=True, default="", editable=False, help_text="SHA-256 of the file it came from."
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = VersionManager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_version_a_number")]
        indexes = [models.Index(fields=["digest"], name="version_digest")]

    def __str__(self) -> str:
        return f"{self.article} (version {self.number})"

    def natural_key(self) -> tuple[str, int]:
        return (self.article.slug, self.number)

    natural_key.dependencies = ["articles.article"]  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new version; a stored one is never changed (`ValidationError`): append the next."""
        if not self._state.adding:
            raise ValidationError("A version is never changed: enter the new text as the next version.")
        self.body = body_text(self.body)
        self.headline = normalise(self.headline)
        self.digest = digest(self.body)
        super().save(*args, **kwargs)

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the body in order; the first is number 1 to readers."""
        return paragraphs(self.body)
