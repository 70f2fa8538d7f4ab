"""HTML written in Python."""

import pytest
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.templatetags.markup import filled, joined
from articles.vocabulary import Modality


@pytest.mark.parametrize(
    "value", ['<script>"x"</script>', "it’s 'so' & so", "{}", 7, None, mark_safe("<b>7</b>"), Modality.ASKED.label]
)
def test_values_are_written_as_django_writes_them(value: object) -> None:
    assert filled('<i title="{}">{}</i>', value, value) == format_html('<i title="{}">{}</i>', value, value)


def test_what_is_written_is_not_escaped_again() -> None:
    pieces = [filled("<li>{}</li>", word) for word in ("a < b", "c")]

    assert filled("<ul>{}</ul>", joined(pieces)) == "<ul><li>a &lt; b</li><li>c</li></ul>"
