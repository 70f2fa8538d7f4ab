"""What a reader of wire text suggests: never public, never a fact before an editor accepts it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from articles.models.operations import ImportBatch
from articles.models.versions import ArticleVersion
from articles.vocabulary import SuggestionState, SuggestionType


class Suggestion(models.Model):
    """Something that a passage seems to say, the rule that found it, and what an editor made of it."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="suggestions")
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions")
    type = models.CharField(max_length=12, choices=SuggestionType.choices)
    label = models.CharField(max_length=300)
    paragraph = models.PositiveIntegerField()
    quote = models.TextField(help_text="The words of the version that it rests on.")
    rule = models.CharField(max_length=60, help_text="What found it.")
    details = models.JSONField(
        default=dict,
        blank=True,
        encoder=DjangoJSONEncoder,
        help_text="The further fields of the record: key, kind, modality, origin, to, through, sectors, day, level.",
    )
    state = models.CharField(max_length=8, choices=SuggestionState.choices, default=SuggestionState.OPEN)
    made = models.CharField(
        max_length=100, blank=True, editable=False, help_text="The row that accepting it made or tied: model and key."
    )
    decided = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["version", "paragraph", "id"]
        indexes = [models.Index(fields=["state", "type"], name="suggestion_state_type")]

    def __str__(self) -> str:
        return f"{self.get_type_display()}: {self.label}"
