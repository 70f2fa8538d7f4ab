"""Who took part, as HTML, written in Python: a page of two countries names forty.

`components/_participant.html` is this for whoever includes it.
"""

from django import template
from django.utils.safestring import SafeString

from articles.models import Participation
from articles.templatetags.archive import in_language, person_name, whole
from articles.templatetags.markup import filled

register = template.Library()


@register.simple_tag
def participant(row: Participation, full: bool = False) -> SafeString:
    """Who it was, in the capacity of the day; `full` where the title as printed is told beside it."""
    if row.person:
        url, name = row.person.get_absolute_url(), person_name(row.person)
    else:
        assert row.organization is not None  # the database keeps to one of the two
        url, name = row.organization.get_absolute_url(), in_language(row.organization.name)
    link = filled('<a href="{}">{}</a>', url, name)
    return filled('<span class="participant">{}{}</span>', link, _capacity(row, full))


def _capacity(row: Participation, full: bool) -> SafeString | str:
    if row.membership:
        return filled(', <span class="capacity">{}</span>', whole(row.membership.post.label))
    if row.person and not row.title_as_printed:
        return filled(', <span class="capacity unknown">{}</span>', "capacity not stated")
    if row.title_as_printed and not full:
        return filled(', <span class="capacity">printed as “{}”</span>', row.title_as_printed)
    return ""
