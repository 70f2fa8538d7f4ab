"""What templates of relations say in words, and the strip that shows how events spread over time."""

from dataclasses import dataclass
from typing import Any

from django import template

from articles.dates import Span
from articles.timelines import Density

register = template.Library()

CLAIM_FIELDS = {"start": "when it began", "end": "when it ended", "place": "where", "level_from": "the level before"}
BAR_LENGTH = 100
BAR_PITCH = 8


@dataclass(frozen=True, slots=True)
class StripBar:
    """A bar of the strip: how long, how far down, and where its period is shown alone."""

    period: str
    count: int
    length: float
    top: int
    url: str
    labelled: bool


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


@register.inclusion_tag("components/_density.html", takes_context=True)
def density_strip(context: template.Context, density: Density) -> dict[str, Any]:
    """How many events fall into each period, the newest on top; each bar leads to the timeline of its period."""
    parameters = context["request"].GET.copy()
    for name in ("from", "to", "page"):
        parameters.pop(name, None)
    bars = []
    for place, bar in enumerate(reversed(density.bars)):
        asked = parameters.copy()
        asked["from"] = asked["to"] = bar.period
        length = round(BAR_LENGTH * bar.count / density.most, 1)
        labelled = len(bar.period) > 4 or bar.period.endswith("0") or place == 0
        url = f"{context['request'].path}?{asked.urlencode()}"
        bars.append(StripBar(bar.period, bar.count, length, place * BAR_PITCH, url, labelled))
    return {
        "bars": bars,
        "filled": [bar for bar in bars if bar.count],
        "height": len(bars) * BAR_PITCH,
        "unit": density.unit.label,
        "wider": density.wider,
    }
