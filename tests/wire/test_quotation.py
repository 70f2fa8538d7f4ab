"""Quotation marks of every form are read as those of print, and what is quoted keeps its own."""

import pytest

from tests.wire.suggested import PAIR, found


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("“I hope that Bulgaria will lift visas,” Lâm said.", "Bulgaria will lift visas"),
        ("“Bulgaria pledges to open a road”, Radev said on Thursday.", "Open a road"),
        ("“Trade grew 5%. I hope that Bulgaria will lift visas (all of them),” Lâm said.", None),
        ("Lâm said: “I hope that Bulgaria will lift visas.” The host smiled.", "Bulgaria will lift visas"),
        ("“I hope that Bulgaria will lift visas for “old friends”,” Lâm said.", None),
        ("Radev pledged to open “a road”.", "Open “a road”"),
    ],
)
@pytest.mark.parametrize("marks", ['""', "«»"])
def test_straight_and_angled_marks_are_read_as_curved_ones_and_quoted_as_printed(
    sentence: str, label: str | None, marks: str
) -> None:
    written = str.maketrans("“”", marks)
    curved = [each for each in found(PAIR + sentence) if each.paragraph == 2]
    other = [each for each in found(PAIR + sentence.translate(written)) if each.paragraph == 2]

    assert [(each.label, each.quote, each.rule) for each in other] == [
        (each.label.translate(written), each.quote.translate(written), each.rule) for each in curved
    ]
    assert curved
    assert label is None or [each.label for each in curved] == [label]


@pytest.mark.parametrize(
    "sentence",
    [
        'Radev pledged to buy 55" screens, open a road and share trade.',
        'Radev pledged to buy screens of 55", which are large.',
    ],
)
def test_a_mark_that_closes_nothing_is_none_of_quotation(sentence: str) -> None:
    told, plain = (
        [(each.label, each.rule) for each in found(PAIR + text) if each.paragraph == 2]
        for text in (sentence, sentence.replace('"', "′"))
    )

    assert [(label.replace('"', "′"), rule) for label, rule in told] == plain
