"""Claims: what sources say of a point on which they disagree."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from articles.models.evidence import Passage
from articles.models.keys import bearer, bearer_key, bearer_lookup, one_of
from articles.models.moments import Moment
from articles.models.public import Shown

SUBJECTS = ("event", "person", "instrument", "partnership")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible(self, at: Moment | None = None) -> Self:
        """Claims with a passage that everybody may read at a moment (now)."""
        return self.filter(Shown("claim", at))


class ClaimManager(models.Manager.from_queryset(ClaimQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, kind: str, subject: list[str], field: str, passage: str) -> "Claim":
        lookup = bearer_lookup(Claim, kind, subject)
        return self.get(**lookup, field=field, passage__key=passage)


class Claim(models.Model):
    """What one source says of a point on which sources disagree. All are kept; one may be preferred, with a reason."""

    event = models.ForeignKey(
        "articles.PartnershipEvent", null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    person = models.ForeignKey(
        "articles.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    instrument = models.ForeignKey(
        "articles.Instrument", null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    partnership = models.ForeignKey(
        "articles.Partnership", null=True, blank=True, on_delete=models.CASCADE, related_name="claims"
    )
    field = models.CharField(max_length=60, help_text="What it is about: start, place, title.")
    value = models.CharField(max_length=300, help_text="What this source says.")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="claims")
    preferred = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True, help_text="Why this account is preferred, or is not.")

    objects = ClaimManager()

    class Meta:
        ordering = ["field", "-preferred", "value"]
        constraints = [
            models.CheckConstraint(
                name="claim_has_one_subject",
                condition=one_of(*SUBJECTS),
                violation_error_message="A claim is about one event, person, instrument or partnership.",
            ),
            models.UniqueConstraint(
                *[Coalesce(f"{name}_id", 0) for name in SUBJECTS], "field", "passage", name="claim_once_a_passage"
            ),
            models.CheckConstraint(
                name="claim_preference_has_reason",
                condition=Q(preferred=False) | ~Q(reason=""),
                violation_error_message="Say why this account is preferred.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"

    def natural_key(self) -> tuple[str, tuple[str, ...], str, str]:
        return (*bearer_key(self, SUBJECTS), self.field, self.passage.key)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "articles.partnershipevent",
        "articles.person",
        "articles.instrument",
        "articles.partnership",
        "articles.passage",
    ]

    @property
    def subject(self) -> models.Model:
        """The row that the claim is about."""
        return bearer(self, SUBJECTS)[1]
