"""Newspapers and stations: what is told to Bulgarian radio is not told to Bulgaria."""

from articles.wire.suggesting.hits import Hit
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import phrases

_PRESS = phrases(
    "radio television tv newspaper newspapers daily weekly broadcaster broadcasters media press journalists reporters",
    "magazine channel",
)
_KINDS = phrases("national public state private local leading online independent business news s")
"""Words that may stand between the country and what is printed or sent there."""


def is_press(paragraph: Paragraph, hit: Hit) -> bool:
    """Whether a country, or its adjective, is that of a newspaper or station: Bulgarian radio, Radio Bulgaria."""
    words, index = paragraph.words, hit.last
    while index < len(words) and words[index] in _KINDS:
        index += 1
    if index < len(words) and paragraph.joined(hit.first, index + 1):
        agency = words[index] == "agency" and words[index - 1] == "news"
        if words[index] in _PRESS or agency:
            return True
    before = hit.first - 1
    return before >= 0 and words[before] in ("radio", "television") and paragraph.capital(before)
