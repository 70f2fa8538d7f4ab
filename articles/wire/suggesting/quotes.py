"""The words of a sentence that a suggestion rests on."""

from articles.wire.suggesting.text import Paragraph

LONGEST = 400
"""Characters of a quotation; a longer sentence is quoted about its point."""


def quote(paragraph: Paragraph, sentence: tuple[int, int], index: int) -> str:
    """The sentence, or where that is long the words on both sides of word `index`."""
    first, last = sentence
    if paragraph.ends[last - 1] - paragraph.starts[first] > LONGEST:
        while paragraph.starts[index] - paragraph.starts[first] > LONGEST // 2:
            first += 1
        while paragraph.ends[last - 1] - paragraph.starts[first] > LONGEST:
            last -= 1
    return paragraph.printed(first, max(last, first + 1))
