"""Numbers of points by sector and by how they were put, as HTML, written in Python: a page has a hundred."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from articles.relating.matrices import SectorRow
from articles.templatetags.markup import filled, joined

register = template.Library()

EMPTY = mark_safe('<td class="number"></td>')


@register.simple_tag
def cells(row: SectorRow, base: str) -> SafeString:
    """The cells of one sector, the number of all its points last; each leads into the ledger, whose address is `base`
    with what is chosen already.
    """
    ways = [(label, count, _linked(row, base, code, label, count)) for code, label, count in row.cells]
    total = str(row.total)
    ways.append(("points", total, _linked(row, base, "", "points", total)))
    return joined(_cell(label, count, text) for label, count, text in ways)


def _cell(label: str, count: str, text: SafeString | str) -> SafeString:
    if not count:
        return EMPTY
    return filled('<td class="number" data-label="{}">{}</td>', capfirst(label), text)


def _linked(row: SectorRow, base: str, code: str, label: str, count: str) -> SafeString | str:
    """A number as a link to its points; bare where they are in no sector: the ledger has no such choice."""
    if not count or row.sector is None:
        return count
    way = filled("&amp;modality={}", code) if code else ""
    link = '<a href="{}&amp;sector={}{}" aria-label="{} {}, {}">{}</a>'
    return filled(link, base, row.sector.code, way, count, label, row.sector.label, count)
