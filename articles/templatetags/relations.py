"""What templates of relations say in words, and events drawn over time."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse

from articles.dates import Span
from articles.models import PartnershipEvent
from articles.views.chronicles import of_events

register = template.Library()

CLAIM_FIELDS = {"start": "when it began", "end": "when it ended", "place": "where", "level_from": "the level before"}


@register.filter
def claim_field(field: str) -> str:
    """What a claim is about, in words."""
    return CLAIM_FIELDS.get(field, field.replace("_", " "))


@register.filter
def beginning(span: Span | None) -> str:
    """When a post was taken up, as far as told: `from 2009`, `by 5 January 2024`, `from some day between …`."""
    return _bound(span, "from") if span else "beginning not known"


@register.filter
def ending(span: Span | None) -> str:
    """When a post was left, as far as told: `to 20 January 2017`, `until 9 January 2024 at least`."""
    if span is None:
        return "end not known"
    if span.latest is None:
        return f"until {span.words.removeprefix('not before ')} at least"
    return _bound(span, "to")


def _bound(span: Span, word: str) -> str:
    if span.is_open:
        return span.words
    if "/" not in str(span):
        return f"{word} {span.words}"
    first, last = Span(span.earliest, span.earliest), Span(span.latest, span.latest)
    return f"{word} some day between {first.words} and {last.words}"


@register.inclusion_tag("components/_strip.html")
def events_strip(events: Iterable[PartnershipEvent], asked: str) -> dict[str, Any]:
    """Events at hand, drawn over time; of many, bars that lead to the timeline of `asked` and their year."""
    return {"strip": of_events(events, f"{reverse('timeline')}?{asked}")}
