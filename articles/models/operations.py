"""The archive's own running: imports, saved searches, merges, and what the search index still has to follow."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from articles.models.copy import Article
from articles.models.keys import new_key
from articles.models.versions import ArticleVersion


class ImportBatch(models.Model):
    """One run of an import, with what it did: its files one after the other, each whole or not at all."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    source = models.CharField(max_length=1000, help_text="The file or folder as it was given.")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file.")
    format = models.CharField(max_length=30, blank=True)
    report = models.JSONField(
        default=dict, blank=True, help_text="What became of each file, in figures; records are in the rows."
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_batches"
    )
    undone = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created"]
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return f"{self.source}, {self.created:%Y-%m-%d %H:%M}"


class RowStatus(models.TextChoices):
    CREATED = "created", "created"
    UPDATED = "updated", "updated"
    UNCHANGED = "unchanged", "unchanged"
    REFUSED = "refused", "refused"


class ImportRow(models.Model):
    """One record of an import: where it stood, what became of it, and what taking it back would bring back."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    path = models.CharField(max_length=1000, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=RowStatus.choices)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows")
    version = models.ForeignKey(
        ArticleVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows"
    )
    fingerprint = models.CharField(
        max_length=64, blank=True, default="", db_index=True, help_text="SHA-256 of the record as it was read."
    )
    source_version = models.CharField(
        max_length=200, blank=True, default="", help_text="What orders versions of one id, as printed."
    )
    before = models.JSONField(default=dict, blank=True, help_text="Fields of the article that were changed, as before.")
    after = models.JSONField(default=dict, blank=True, help_text="The same fields as the import left them.")
    others = models.JSONField(default=list, blank=True, help_text="Slugs of other reports of the same copy.")
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["batch", "path", "line"]

    def __str__(self) -> str:
        return f"{self.path}:{self.line or 1} {self.status}"


class SavedSearch(models.Model):
    """A question that a signed-in reader keeps."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=200)
    query = models.CharField(max_length=4000, help_text="The part of the address behind the question mark.")
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_search_once_a_name")]

    def __str__(self) -> str:
        return self.name


class Merge(models.Model):
    """One duplicate folded into another row: the log that lets it be understood later."""

    model = models.CharField(max_length=40, help_text="person, organization, place.")
    from_slug = models.CharField(max_length=160)
    into_slug = models.CharField(max_length=160)
    reason = models.CharField(max_length=500, blank=True)
    merged = models.DateTimeField(default=timezone.now, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="merges"
    )

    class Meta:
        ordering = ["-merged"]

    def __str__(self) -> str:
        return f"{self.model} {self.from_slug} into {self.into_slug}"


class Reason(models.TextChoices):
    """Why the index has to look at a row again: how much follows from it is told in `articles.search.reach`."""

    CHANGED = "changed", "it changed"
    LINKED = "linked", "another row was tied to it, or untied"
    EMBARGO = "embargo", "its embargo ends"


class Outbox(models.Model):
    """A row that something in the search index shows, and that has changed. Written by triggers with the change.

    It says only where to look again; what is true is read from the database then. Removed when the index has followed.
    """

    model = models.CharField(max_length=30, help_text="The changed row's model: article, person, country.")
    object_id = models.CharField(max_length=20, help_text="Its primary key.")
    reason = models.CharField(max_length=7, choices=Reason.choices, default=Reason.CHANGED, db_default=Reason.CHANGED)
    due = models.DateTimeField(
        default=timezone.now, db_default=Now(), help_text="Not before this moment (an embargo that ends)."
    )
    created = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "outbox"
        indexes = [models.Index(fields=["due", "id"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
