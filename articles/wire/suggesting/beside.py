"""What stands beside a verb and only colours it: adverbs, such phrases as “for his part”, forms of have."""

from articles.wire.suggesting.words import is_adverb

_HAVE = frozenset(["has", "have", "had"])
_ASIDES = (
    *((preposition, whose, "part") for preposition in ("for", "on") for whose in ("his", "her", "its", "their")),
    *(("in", what) for what in ("turn", "return", "exchange")),
)
"""Phrases that stand beside a verb as an adverb does."""


def asides_at(words: list[str], index: int) -> int:
    """How many words such a phrase has that begins at a word; 0 where none does."""
    if words[index] not in ("for", "on", "in"):
        return 0
    return next((len(phrase) for phrase in _ASIDES if tuple(words[index : index + len(phrase)]) == phrase), 0)


def asides_before(words: list[str], index: int) -> int:
    """How many words such a phrase has that ends with a word; 0 where none does."""
    if words[index] not in ("part", "turn", "return", "exchange"):
        return 0
    ending = (tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase for phrase in _ASIDES)
    return next((len(phrase) for phrase, ends in zip(_ASIDES, ending, strict=True) if ends), 0)


def before_verb(words: list[str], index: int, first: int) -> int:
    """The word before one, adverbs, such phrases as “for his part”, and forms of have left out."""
    before = index - 1
    while before >= first:
        if aside := asides_before(words, before):
            before -= aside
        elif is_adverb(words[before]) or words[before] in _HAVE:
            before -= 1
        else:
            break
    return before
