"""What pages of two countries say in words: how long nothing was heard of a point, what a change tells of before."""

from datetime import date

from django import template

from articles.dates import Span
from articles.models import PartnershipEvent
from articles.relating.relations import Ladder, Step, is_told

register = template.Library()

DAYS_OF_MONTH = 30.4375


@register.filter
def silence(last: Span, now: date) -> str:
    """How long ago at least: `today`, `12 days ago`, `3 months ago`, `2 years and 1 month ago`; `still to come`."""
    if last.earliest and last.earliest > now:
        return "still to come"
    if last.latest is None or last.latest > now:
        return "possibly today"
    days = (now - last.latest).days
    if days == 0:
        return "today"
    months = int(days / DAYS_OF_MONTH)
    if months < 2:
        return f"{_number(days, 'day')} ago"
    years, rest = divmod(months, 12)
    parts = [_number(number, unit) for number, unit in ((years, "year"), (rest, "month")) if number]
    return f"{' and '.join(parts)} ago"


@register.filter
def tells_level_before(change: PartnershipEvent) -> bool:
    """Whether a passage of a level change names the level that it led from; `with_evidence()` is at hand."""
    return is_told(change)


@register.filter
def reached_before(step: Step, ladder: Ladder) -> str:
    """When the level that a step led from had been reached, by an earlier change; empty where no report tells."""
    for earlier in ladder.steps:
        event = earlier.event
        if event is None or step.event is None or event == step.event or earlier.since is None:
            continue
        if event.level_to_id and event.level_to_id == step.event.level_from_id:
            return str(earlier.since.words)
    return ""


def _number(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
