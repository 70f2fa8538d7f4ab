"""What templates of relations say in words, and events drawn over time."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse

from articles.dates import Span
from articles.models import Membership, PartnershipEvent
from articles.relating.posts import seen
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


@register.filter
def tenure(row: Membership) -> str:
    """How long a post was held, as far as told: `by 5 January 2024, until 9 January 2024 at least`.

    What is known of one moment only says so: `held on 29 or 30 October 2020; beginning not known, end not known`.
    """
    start, end = row.start, row.end
    moment = seen(start, end)
    if moment is None or start is None or end is None:
        return f"{beginning(start)}, {ending(end)}"
    if "/" not in str(moment):
        held = f"in {moment.words}"
    else:
        held = f"on {moment.words}" if " or " in moment.words else _bound(moment, "on")
    begun = f"from {Span(start.earliest, start.earliest).words} at the earliest" if start.earliest else beginning(None)
    over = f"to {Span(end.latest, end.latest).words} at the latest" if end.latest else ending(None)
    return f"held {held}; {begun}, {over}"


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
