"""What an editor makes of a suggestion: an assertion that rests on its words, or nothing. Decided once, for good."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from articles.imports import asserting
from articles.imports.choices import Chosen, chosen
from articles.models import Suggestion
from articles.vocabulary import SuggestionState, SuggestionType


class NotOpenError(ValueError):
    """A suggestion that cannot be decided; the message says why."""


class AlreadyDecidedError(NotOpenError):
    """Somebody has accepted or refused it before; the message says who, and when."""


class GoneError(NotOpenError):
    """It has gone with its import, or its story has got a day by which it says something else."""


def accept(row: Suggestion, user: Any, **changes: Any) -> models.Model:
    """Make, or tie, what a suggestion is about, and answer that row; all in one transaction.

    `changes` replace what the suggestion says: fields of `Chosen`. `ValidationError` where that does not hold
    together or a row is missing; `NotOpenError` on a second decision, and where it has gone.
    """
    with transaction.atomic():
        current = _open(row)
        made = _ASSERTIONS.get(current.type, asserting.tag)(current, replace(chosen(current), **changes))
        _decide(current, user, SuggestionState.ACCEPTED, f"{made._meta.model_name} {made.pk}")
    row.refresh_from_db()
    return made


def refuse(row: Suggestion, user: Any) -> None:
    """Put a suggestion aside; nothing else changes. `NotOpenError` as above."""
    with transaction.atomic():
        _decide(_open(row), user, SuggestionState.REFUSED, "")
    row.refresh_from_db()


def _open(row: Suggestion) -> Suggestion:
    """The row as it stands now, held until the transaction ends."""
    current = Suggestion.objects.select_for_update().select_related("version__article").filter(pk=row.pk).first()
    if current is None:
        raise GoneError(f"“{row.label}” is no longer there: what it was suggested of was taken back or changed.")
    if current.state != SuggestionState.OPEN:
        who = f" by {current.decided_by}" if current.decided_by else ""
        when = f" on {current.decided:%Y-%m-%d at %H:%M}" if current.decided else ""
        raise AlreadyDecidedError(f"“{current.label}” was {current.get_state_display()}{who}{when} already.")
    return current


def _decide(row: Suggestion, user: Any, state: SuggestionState, made: str) -> None:
    row.state, row.made, row.decided = state, made, timezone.now()
    row.decided_by = user if getattr(user, "pk", None) else None
    row.save(update_fields=["state", "made", "decided", "decided_by"])


_ASSERTIONS: dict[str, Callable[[Suggestion, Chosen], models.Model]] = {
    SuggestionType.EVENT: asserting.event,
    SuggestionType.LEVEL_CHANGE: asserting.level_change,
    SuggestionType.COMMITMENT: asserting.commitment,
}
