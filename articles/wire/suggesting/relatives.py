"""Relative clauses between a noun and its verb, without commas: the meeting that had been announced was cancelled."""

from collections.abc import Iterator
from itertools import pairwise

from articles.wire.suggesting.finite import AUXILIARY, FINITE, PAST
from articles.wire.suggesting.governors import DENYING
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import PREPOSITIONS, is_adverb, phrases

RELATIVES = phrases("which who whose whom where")
PRONOUNS = RELATIVES | {"that"}
EVENTS = phrases(
    "talks meeting visit signing summit ceremony conference briefing trip tour speech invitation statement declaration",
    "communique upgrade elevation establishment session forum",
)
_HEADS = EVENTS | phrases("agreement memorandum treaty document minister delegation road plan deal meetings visits")
"""Nouns behind which “that” with a subject of its own is a pronoun, where a verb has nothing else to govern."""
_TELLING = DENYING | PAST | AUXILIARY | phrases("say says saying true clear likely so now such")
"""Words behind which “that” opens what is said."""
_WALLS = phrases("and but or while when after before because since as if than although though whereas until")
_GROUP = phrases("be been being not never to have yet")
_SAYING = phrases("said says thought believed feared claimed")
"""What has a clause of its own behind it, also without “that”."""
SAID = phrases(
    "said says added noted stressed recalled stated told announced continued explained argued insisted concluded",
    "affirmed",
)
_SUBJECTS = phrases("he she they it both the")
_INSERTED = 7
"""Words of an insertion at most."""
_FURTHER = PRONOUNS - {"where"}


def relatives(paragraph: Paragraph, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The clauses, from the pronoun (or its preposition) to the verb of the noun that they tell of, that excluded."""
    words = paragraph.words
    if PRONOUNS.isdisjoint(words[first:last]) and EVENTS.isdisjoint(words[first:last]):
        return
    behind = first
    for index in range(first + 1, last - 1):
        if index >= behind and words[index - 1] in EVENTS and (end := _bare(paragraph, index, first, last)) is not None:
            yield index, end
            behind = end
            continue
        if index < behind or words[index] not in PRONOUNS or not _is_pronoun(paragraph, index, first):
            continue
        start = index - (words[index - 1] in PREPOSITIONS)
        end = _verb_behind(paragraph, index + 1, last)
        if end is not None and start > first and "," not in paragraph.gap(start):
            yield start, end
            behind = end


def insertions(paragraph: Paragraph, first: int, last: int) -> Iterator[tuple[int, int]]:
    """What stands between commas and tells whose words those around it are: the host said; as Bulgaria had asked."""
    gaps = paragraph.gaps
    commas = [at for at in range(first + 1, last) if gaps[at] == ", "]
    for start, end in pairwise(commas):
        near = paragraph.words[start:end]
        if paragraph.words[end] == "that":
            continue  # what is said follows: it was possible, he said, that …
        said = near[-1] in SAID and near[0] not in _WALLS and near[0] not in PRONOUNS
        said = said or near[:2] == ["according", "to"] or near[-2:] == ["went", "on"]
        if end - start <= _INSERTED and (said or (near[0] == "as" and near[-1] in PAST)):
            yield start, end


def _is_pronoun(paragraph: Paragraph, index: int, first: int) -> bool:
    """Whether a word stands for the noun before it: not “said that”, nor “the hope that”."""
    words, before = paragraph.words, paragraph.words[index - 1]
    if "," in paragraph.gap(index) or (index - 1 == first and before not in EVENTS):
        return False
    if words[index] != "that":
        return True
    own = words[index + 1] in AUXILIARY and before not in PREPOSITIONS
    return before not in _TELLING and (own or before in _HEADS)


def _bare(paragraph: Paragraph, index: int, first: int, last: int) -> int | None:
    """Where a clause without a pronoun ends, its verb without an object: the visit Radev had planned was …."""
    words = paragraph.words
    named = paragraph.capital(index) or words[index] in _SUBJECTS
    if not named or paragraph.gap(index) != " " or not PREPOSITIONS.isdisjoint(words[max(first, index - 5) : index]):
        return None
    verb = next(
        (at for at in range(index + 1, min(index + 5, last)) if words[at] in FINITE or _is_past(words, at)), None
    )
    if verb is None or words[verb] in _SAYING:
        return None
    done = _group_end(words, verb, last)
    lacks = done < last and (words[done] in FINITE or words[done] in PREPOSITIONS or words[done] in ("off", "out"))
    return _verb_behind(paragraph, index, last) if lacks else None


def _verb_behind(paragraph: Paragraph, index: int, last: int) -> int | None:
    """Where, behind the verb of a relative clause, the verb of its noun stands; nowhere where a wall parts them."""
    words, wanted = paragraph.words, 1
    while index < last:
        if any(mark in paragraph.gap(index) for mark in ";:—–“”") or words[index] in _WALLS:
            return None
        if words[index] in _FURTHER and words[index - 1] not in ("all", "of"):
            wanted += 1
        elif words[index] in FINITE or _is_past(words, index):
            if wanted == 0:
                return index if words[index] in FINITE and words[index - 1] not in _GROUP else None
            wanted -= words[index] not in _SAYING or words[index + 1 : index + 2] == ["that"]
            index = _group_end(words, index, last)
            continue
        if "," in paragraph.gap(index) and wanted:
            return None
        index += 1
    return None


def _is_past(words: list[str], index: int) -> bool:
    """Whether a word has the form of a past, and no noun of its own behind it."""
    word = words[index]
    return len(word) > 4 and word.endswith("ed") and words[index - 1] not in ("the", "a", "an", "of")


def _group_end(words: list[str], index: int, last: int) -> int:
    """The end of a verb of several words: had never been announced."""
    helps = words[index] in AUXILIARY
    index += 1
    while helps and index < last and (words[index] in _GROUP or words[index] in AUXILIARY or is_adverb(words[index])):
        index += 1
    return index + (helps and index < last and words[index] not in PREPOSITIONS and words[index] not in PRONOUNS)
