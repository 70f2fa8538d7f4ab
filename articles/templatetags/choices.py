"""Values to narrow by as HTML, written in Python: a page offers two hundred, and each has a link of its own.

`components/_choices.html` is this for whoever includes it.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.templatetags.archive import in_language
from articles.templatetags.markup import filled, joined

register = template.Library()


@register.simple_tag
def choices(offers: Iterable[Any]) -> SafeString:
    """Values of one facet: `label`, `count`, `url`, and `without`, `selected`, `excluded`."""
    return filled("<ul>{}</ul>", joined((filled("<li>{} {}{}</li>", *_choice(offer)) for offer in offers), "\n"))


@register.filter
def is_of_use(facet: Any) -> bool:
    """Whether a value of a facet has hits, or was asked for."""
    return any(offer.count or offer.selected or offer.excluded for offer in (*facet.shown, *facet.more))


@register.simple_tag
def options(rows: Iterable[tuple[object, str]], chosen: object = None) -> SafeString:
    """The options of a `<select>`, from values with their words; `chosen` is the value, or the values, of now."""
    values = {str(value) for value in (chosen if isinstance(chosen, (list, tuple)) else [chosen])}
    option = '<option value="{}"{}>{}</option>'
    selected = mark_safe(" selected")
    return joined(filled(option, value, selected if str(value) in values else "", words) for value, words in rows)


def _choice(offer: Any) -> tuple[SafeString, SafeString, SafeString]:
    link = '<a class="pick{}" href="{}" rel="nofollow"{}>{}{}</a>'
    label, state = in_language(offer.label), ("", "", "")
    if offer.selected:
        state = (" chosen", mark_safe(' aria-current="true"'), "")
    elif offer.excluded:
        state = (" excluded", "", mark_safe('<span class="visually-hidden">Left out: </span>'))
    return (
        filled(link, state[0], offer.url, state[1], state[2], label),
        _without(offer) if offer.without else mark_safe(""),
        filled('<span class="count">{}</span>', offer.count),
    )


def _without(offer: Any) -> SafeString:
    link = '<a class="without" href="{}" rel="nofollow" aria-label="Leave out {}" title="Leave out {}">not</a> '
    return filled(link, offer.without, offer.label, offer.label)
