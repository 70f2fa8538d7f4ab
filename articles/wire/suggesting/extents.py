"""How far a governor reaches in its sentence: clauses, asides between commas, subjects."""

from bisect import bisect_right
from functools import cached_property

from articles.wire.suggesting.finite import AUXILIARY, FINITE, PAST
from articles.wire.suggesting.governors import DENYING
from articles.wire.suggesting.relatives import RELATIVES, insertions, relatives
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.verbs import SIGNS
from articles.wire.suggesting.words import PREPOSITIONS, is_adverb, is_gerund, phrases

_COORDINATORS = phrases("and but yet so or nor while whereas although though")
_SUBORDINATE = phrases("after since following because although though while whereas amid despite")
_DIVIDING = _COORDINATORS | _SUBORDINATE | {"when"}
_FRONTED = phrases(
    "after since following because although though while whereas amid despite during with to in as on at for by before",
    "under without instead ahead when once given asked",
)
_TOLD = PAST | {"was", "were", "had"}
_REPORTING = phrases("said told added says announced wrote reported stressed noted recalled confirmed stated")
_GROUP = AUXILIARY | phrases("to be been being not never")
_ENDING = AUXILIARY | _REPORTING
_VERBAL = AUXILIARY | PAST | SIGNS.openers | DENYING | {"to"}
_PARTICIPLES = phrases("begun held made given known taken set built led born shut met")
_HARD = (";", ":", " — ", " – ", "—")
_SOFT = frozenset([" ", ", ", "", "-", "’"])
_ARTICLES = phrases("a an the")
_HOSTS = phrases("host hosts guest guests visitor counterpart colleague")
"""Behind these a name between commas is theirs."""
_LONG = 14
"""Words of an apposition at most."""
_FAR = 10
"""Words in which a verb shows that “and” begins a new clause."""


class Extents:
    """Where the clauses of a sentence begin, and the asides in it that what stands around them does not govern."""

    def __init__(self, paragraph: Paragraph, first: int, last: int) -> None:
        self.paragraph, self.first, self.last = paragraph, first, last
        self._strong: list[int] = []
        self._weak: list[int] = []
        self._hard: list[int] = []
        self._asides: list[tuple[int, int]] = []
        self._relatives = [*relatives(paragraph, first, last), *insertions(paragraph, first, last)]
        self._part()

    def end(self, index: int, behind: int, *, bare: bool) -> int:
        """Where the clause ends that a governor at a word opens. `bare`: an infinitive, without a verb of its own."""
        aside = self.aside_end(index)
        strong = _next(self._strong, behind - 1, self.last)  # at once, where a clause ends with its governor
        passive = {"be", "been"} & set(self.paragraph.words[behind : behind + 3])
        weak = self.last if passive else _next(self._weak, behind, self.last)
        end = min(aside, strong, weak)
        if bare:
            words = self.paragraph.words
            verbs = (at for at in range(behind + 1, end) if words[at] in AUXILIARY and words[at - 1] != "to")
            end = next((at for at in verbs if not self.aside(at) or self.aside(index)), end)
        return end

    def hard(self, index: int) -> int:
        """Where the next part of a sentence begins behind a semicolon, a dash, or the end of words quoted."""
        return _next(self._hard, index, self.last)

    def beside(self, found: list[tuple[int, str]], index: int) -> list[tuple[int, str]]:
        """Of places in the text, each with what stands there, those in the same part of the sentence as a word.

        Parts are what semicolons, dashes and the end of quoted words divide, and asides. What stands in a relative
        clause without commas counts only where nothing else is there.
        """
        if not found:
            return found
        starts, first = self.paragraph.starts, ([self.first] + [at for at in self._hard if at <= index])[-1]
        last = self.hard(index)
        asides = [(starts[begin], starts[end]) for begin, end in self._asides if not begin <= index < end]
        near = [
            each
            for each in found
            if starts[first] <= each[0]
            and (last >= self.last or each[0] < starts[last])
            and not any(begin <= each[0] < end for begin, end in asides)
        ]
        related = [(starts[begin], starts[end]) for begin, end in self._relatives if not begin <= index < end]
        return [each for each in near if not any(begin <= each[0] < end for begin, end in related)] or near

    def subject(self, index: int) -> tuple[int, int]:
        """The words that may be the subject of the verb that a word is part of."""
        words = self.paragraph.words
        while index > self.first and (words[index - 1] in _GROUP or is_adverb(words[index - 1])):
            index -= 1
        walls = sorted([self.first, *self._strong, *self._weak])
        start = walls[bisect_right(walls, index - 1) - 1]
        for place in range(index - 1, start, -1):
            related = words[place - 1] in RELATIVES or words[place - 1] == "that"
            if words[place] in _ENDING and not related and not self.aside(place):
                return place + 1, index
        return start, index

    def before_aside(self, index: int) -> int:
        """The word before the aside, relative clause or insertion that ends with a word; else that word."""
        return next((first - 1 for first, last in (*self._asides, *self._relatives) if last == index + 1), index)

    def relative_end(self, index: int) -> int:
        """Where the relative clause or insertion before a verb ends that a word stands in; else the sentence."""
        for first, last in self.parting:
            if first <= index < last:
                return last
        return self.last

    @cached_property
    def parting(self) -> list[tuple[int, int]]:
        """The relative clauses and insertions that stand between a noun and its verb."""
        return [*self._relatives, *(each for each in self._asides if self._parts_verb(*each))]

    def _parts_verb(self, first: int, last: int) -> bool:
        """Whether an aside is a relative clause right before a verb: who had met the guest, agreed."""
        return self._relates(first) and self.paragraph.words[last] in FINITE

    def has_verb(self, first: int, last: int) -> bool:
        """Whether a clause with a verb of its own stands between two words."""
        return not AUXILIARY.isdisjoint(self.paragraph.words[first:last])

    def aside(self, index: int) -> bool:
        """Whether a word stands in an aside, or in a relative clause between a noun and its verb."""
        return self.aside_end(index) < self.last

    def aside_end(self, index: int) -> int:
        """Where the aside or relative clause ends that a word stands in; the end of the sentence where in none."""
        if not self._asides and not self._relatives:
            return self.last
        ends = (last for first, last in (*self._asides, *self._relatives) if first <= index < last)
        return min(ends, default=self.last)

    def aside_begins(self, index: int) -> int | None:
        """Where the aside between commas begins that a word stands in."""
        return next((first for first, last in self._asides if first <= index < last), None)

    def _part(self) -> None:
        words, gaps = self.paragraph.words, self.paragraph.gaps
        fronted = words[self.first] in _FRONTED or is_gerund(words[self.first])
        behind = 0
        places = [at for at in range(self.first + 1, self.last) if gaps[at] != " " or words[at] in _DIVIDING]
        for index in places:
            if index < behind:
                continue
            gap, word = gaps[index] if index > behind else "", words[index]
            if gap not in _SOFT and (any(mark in gap for mark in _HARD) or ("”" in gap and "," in gap)):
                self._hard.append(index)
                self._strong.append(index)
            elif word in _SUBORDINATE:
                self._strong.append(index)
                fronted = True
            elif "(" in gap or ("," in gap and (self._relates(index) or _is_participle(word))):
                behind = self._leave(index, ")" if "(" in gap else ",")
            elif "," in gap and self._apposes(index) and (end := self._apposition(index)):
                self._asides.append((index, end))
                behind = end
            elif "," in gap and fronted:
                self._strong.append(index)
                fronted = False
            elif word in _COORDINATORS:
                self._coordinate(index, comma="," in gap)
            elif ("," in gap and self._attributes(index)) or (word == "when" and self._past(index + 1)):
                self._strong.append(index)

    def _relates(self, index: int) -> bool:
        """Whether a relative clause begins here: who had met …, with whom they had met …."""
        words = self.paragraph.words
        return words[index] in RELATIVES or (
            words[index] in PREPOSITIONS and words[index + 1 : index + 2] in (["whom"], ["which"])
        )

    def _apposes(self, index: int) -> bool:
        """Whether a noun or a name in apposition may begin here: …, a general …; his host, Jane Doe, …."""
        words, paragraph = self.paragraph.words, self.paragraph
        return words[index] in _ARTICLES or (
            words[index - 1] in _HOSTS and paragraph.capital(index) and paragraph.gap(index) == ", "
        )

    def _apposition(self, index: int) -> int | None:
        """Where a noun in apposition ends: …, a general whom nobody names, agreed."""
        end = next(
            (at for at in range(index + 1, min(index + _LONG, self.last)) if "," in self.paragraph.gap(at)), None
        )
        verb = end is not None and self.paragraph.words[end] in FINITE
        return end if verb else None

    def _leave(self, index: int, mark: str) -> int:
        """Note an aside up to its closing mark; without one it is a clause of its own."""
        last = next((at for at in range(index + 1, self.last) if mark in self.paragraph.gap(at)), None)
        if last is None:
            self._strong.append(index)
            return index
        self._asides.append((index, last))
        return last

    def _coordinate(self, index: int, *, comma: bool) -> None:
        """Note where “and” begins a clause with a verb of its own: not in “to raise and to deepen”."""
        words, start = self.paragraph.words, index + 1
        while start < self.last - 1 and is_adverb(words[start]):
            start += 1
        if start >= self.last or words[start] == "to" or is_gerund(words[start]):
            return
        if comma and words[index] == "but" and words[start] in PAST:
            self._strong.append(index)
            return
        if self._joins_nouns(index):
            return
        if comma and words[index] not in ("and", "or", "nor"):
            self._strong.append(index)
            return
        for place in range(start, min(start + _FAR, self.last)):
            if place > start and "," in self.paragraph.gap(place):
                return
            if words[place] in AUXILIARY:
                self._strong.append(index)
                return
            if words[place] in PAST:
                self._weak.append(index)
                return

    def _joins_nouns(self, index: int) -> bool:
        """Whether “and” stands in a subject still: talks between the one and the other were …."""
        start = max((self.first, *self._strong[-1:], *(last for _, last in self._asides[-1:])))
        before = self.paragraph.words[start:index]
        if "that" in before:  # denied that the one and the other were …
            before = before[len(before) - before[::-1].index("that") :]
        pair = "between" in before and "and" not in before[before.index("between") :]
        return pair or _VERBAL.isdisjoint(before)

    def _attributes(self, index: int) -> bool:
        """Whether words behind a comma say whose words stood before it: …, Radev said after the talks."""
        near = self.paragraph.words[index : min(index + 8, self.last)]
        return not _REPORTING.isdisjoint(near) and "that" not in near

    def _past(self, index: int) -> bool:
        return not _TOLD.isdisjoint(self.paragraph.words[index : min(index + 6, self.last)])


def _next(walls: list[int], index: int, last: int) -> int:
    place = bisect_right(walls, index)
    return walls[place] if place < len(walls) else last


def _is_participle(word: str) -> bool:
    return (len(word) > 5 and word.endswith("ed")) or word in _PARTICIPLES
