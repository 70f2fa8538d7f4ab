"""Passages as HTML, written in Python: a page of two countries quotes fifty, and templates within templates take long.

`components/_evidence.html` and `components/_proof.html` are these for whoever includes them.
"""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import Passage
from articles.templatetags.archive import agencies, date_of
from articles.templatetags.markup import filled, joined

register = template.Library()

GONE = mark_safe("<li><strong>these words no longer stand in the text</strong></li>")
SUPERSEDED = '<li><strong><a href="{}#later">not in the current version</a></strong></li>'
MOST_OPENED = 3
"""So many passages are opened at once; the others by one more step."""
MOST_IN_PLACE = 12
"""So many are opened in place at all; of more, there is the way to all of them."""


@register.simple_tag
def evidence(passage: Passage) -> SafeString:
    """A passage from `sourced()` as a quotation: whose words, of which day, and where they stand."""
    version = passage.version
    article = version.article
    signed, place = agencies(article), passage.paragraph_url
    if version.text_basis == "summary":
        told = f"Archive summary of a report by {signed}" if signed else "Archive summary"
    else:
        told = f"{signed}, as printed" if signed else "As printed"
    tongue = "" if article.language == "en" else filled(' lang="{}"', article.language)
    return filled(
        '<figure class="evidence"><blockquote cite="{}"{}><p>{}</p></blockquote><figcaption><ul class="dotted">'
        '<li>{}</li><li>{}</li><li><a class="pilcrow" href="{}" aria-label="Paragraph {} of “{}”">¶ {}</a></li>'
        '<li><a href="{}">in context</a></li>{}</ul></figcaption></figure>',
        place,
        tongue,
        passage.exact,
        told,
        date_of(article.published),
        place,
        passage.paragraph,
        article.title,
        passage.paragraph,
        passage.get_absolute_url(),
        _fate(passage),
    )


def _fate(passage: Passage) -> SafeString | str:
    """A mark beside words that no longer stand where they are quoted from, or that a later version has not."""
    if passage.is_gone:
        return GONE
    return filled(SUPERSEDED, passage.get_absolute_url()) if passage.is_superseded else ""


@register.simple_tag
def proof(passages: Sequence[Passage], of: str = "", mark: str = "", url: str = "") -> SafeString:
    """The passages behind a row, opened in place.

    `of` is what they say, for those who hear the page; `mark` is unique on the page; `url` is where all of them are.
    """
    number = len(passages)
    if not number:
        return mark_safe('<p class="unknown no-proof">No passage held here says so.</p>')
    counted = f"{number} passage{'' if number == 1 else 's'}"
    more = ""
    others = passages[MOST_OPENED:MOST_IN_PLACE]
    if others:
        quoted = joined(map(evidence, others))
        more = filled('<details class="proof further"><summary>{} more</summary>{}</details>', len(others), quoted)
    if number > MOST_IN_PLACE:
        whole = filled('<a href="{}">All {}</a>', url, counted) if url else f"{counted} in all"
        more = filled('{}<p class="meta further">{}</p>', more, whole)
    return filled(
        '<details class="proof" id="proof-{}"><summary>{}{}</summary>{}{}</details>',
        mark,
        counted,
        filled('<span class="visually-hidden"> for {}</span>', of) if of else "",
        joined(map(evidence, passages[:MOST_OPENED])),
        more,
    )
