"""What a word in a sentence takes some certainty from, and how far: the scopes of governors."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.wire.suggesting.beside import before_verb
from articles.wire.suggesting.extents import Extents
from articles.wire.suggesting.finite import AUXILIARY
from articles.wire.suggesting.governors import AHEAD, DENIED, DONE, GOVERNORS, OPEN, PARTED, Certainty, Governor
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import is_adverb, is_gerund, phrases

_TO_COME = phrases("hold have issue adopt sign pay make attend receive visit deliver meet host")
_IMPLICATIVE = phrases("managed happened came began started continued went on proceeded helped able")
"""What someone came to do, was done."""
_INFINITIVE = phrases("to for of on about at over")
_NOW = phrases("is are has have")
_NEAR = 9
"""Words in which the verb of a clause shows its tense."""
_FAR = 14
"""Words in which a verb has its particle behind its object."""
_ORDINALS = phrases("first second third last latest only")
"""The first to be established was established."""
_ONLY = phrases("only just merely simply least")
_JOINING = frozenset([" ", "-", "’", "'", "\u00a0"])
_OPENING = phrases("that which who whom whose and but or when while after before since because")
"""Words behind which another verb may have its particle."""
_BE = phrases("was were is are been being be")
INVERTED = phrases("had should were")
"""What a supposition opens with that has no if: had the visit gone ahead."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Words `first` to `last` (excluded) that a governor tells of. `clause`: a whole clause with its own verb.

    `refused`: the governor says that something was not taken up.
    """

    first: int
    last: int
    certainty: Certainty
    clause: bool = True
    refused: bool = False


class Scopes:
    """The scopes of a sentence, each found when a word behind its governor is asked about; `places` are to be tried."""

    def __init__(self, paragraph: Paragraph, first: int, last: int, places: list[int]) -> None:
        self.paragraph, self.first, self.last, self._places = paragraph, first, last, places
        self._scopes: dict[int, list[Scope]] = {}

    @cached_property
    def extents(self) -> Extents:
        """Where the clauses of the sentence begin and end."""
        return Extents(self.paragraph, self.first, self.last)

    def over(self, index: int) -> Iterator[Scope]:
        """The scopes that a word lies in; they begin behind what they are opened by."""
        if self.paragraph.words[self.first] in INVERTED:
            yield Scope(self.first, self.last, OPEN)
        for place in self._places:
            if place >= index:
                return
            if place not in self._scopes:
                self._scopes[place] = self._opened(place)
            for scope in self._scopes[place]:
                if scope.first <= index < scope.last:
                    yield scope

    def _opened(self, index: int) -> list[Scope]:
        """The scopes that a governor at a word opens."""
        words = self.paragraph.words
        found: list[Scope] = []
        for end, governors in GOVERNORS.at(words, index):
            if end < self.last:
                found += [self._scope(index, end, each) for each in governors if self._governs(index, end, each)]
        if words[index] in PARTED and (off := self._parted(index)) is not None:
            found.append(Scope(index + 1, off, DENIED, clause=False))
        if words[index] == "to" and words[index - 1] not in _IMPLICATIVE and index + 1 < self.last:
            verb = self._behind_adverbs(index + 1)
            if words[verb] in _TO_COME or self._to_be_done(index):
                found.append(Scope(verb, self.extents.end(index, verb, bare=True), AHEAD, clause=False))
        return found

    def _parted(self, index: int) -> int | None:
        """Where “off” stands behind the object of its verb: called his visit off; not: it, off the record."""
        words, gaps = self.paragraph.words, self.paragraph.gaps
        for place in range(index + 1, min(index + _FAR, self.last)):
            if gaps[place] not in _JOINING or words[place] in _OPENING:
                return None
            if words[place] == "off":
                return None if words[place + 1 : place + 2] == ["the"] or place == index + 1 else place
        return None

    def _governs(self, index: int, end: int, governor: Governor) -> bool:
        """Whether a phrase is used as a governor here: not the month of May, a political will, or “not only”."""
        words = self.paragraph.words
        if self.paragraph.capital(index) and index > self.first and words[index] in ("may", "will", "march"):
            return False
        behind = self._behind_adverbs(end)
        if words[end - 1] == "off" and words[before_verb(words, index, self.first)] in _BE:
            return False  # was called off again: nothing stands behind that is
        if governor.present:
            return self._is_now(index, end)
        if governor.helps and (words[behind] in _ONLY or words[end] in _ONLY):
            return False
        if words[index] in ("will", "can") and words[index - 1 : index] in (["political"], ["the"], ["a"], ["good"]):
            return False
        if words[index] in _BE and words[behind] == "to":
            return self._is_infinitive(behind)
        return not governor.follows or self._follows(governor, behind)

    def _follows(self, governor: Governor, behind: int) -> bool:
        word = self.paragraph.words[behind]
        return word in governor.follows or ("ing" in governor.follows and is_gerund(word))

    def _is_now(self, index: int, end: int) -> bool:
        """Whether the clause behind a word is told in the present, so is not yet: before relations are raised."""
        words, last = self.paragraph.words, min(end + _NEAR, self.extents.end(index, end, bare=False))
        verbs = (at for at in range(end, last) if words[at] in AUXILIARY and not self.extents.aside(at))
        verb = next(verbs, None)
        return verb is not None and words[verb] in _NOW

    def _to_be_done(self, to: int) -> bool:
        """Whether “to” leads to a passive, of what is still to come: relations, soon to be raised to …."""
        words = self.paragraph.words
        done = self._behind_adverbs(to + 2)
        if words[to + 1] != "be" or done >= self.last or not _ORDINALS.isdisjoint(words[max(self.first, to - 4) : to]):
            return False
        return words[done].endswith("ed") or words[done] in DONE

    def _is_infinitive(self, to: int) -> bool:
        """Whether “to” leads to a verb and not to whom: is to meet, but not: is to Bulgaria what …."""
        return to + 1 < self.last and not self.paragraph.capital(to + 1)

    def _behind_adverbs(self, index: int) -> int:
        while index < self.last - 1 and is_adverb(self.paragraph.words[index]):
            index += 1
        return index

    def _behind_insertion(self, index: int) -> int:
        """Where what a verb governs begins, words between commas left out: called off, at short notice, his visit."""
        if index >= self.last or "," not in self.paragraph.gap(index):
            return index
        ends = range(index + 1, min(index + _NEAR, self.last))
        return next((at for at in ends if "," in self.paragraph.gap(at)), index)

    def _scope(self, index: int, end: int, governor: Governor) -> Scope:
        if governor.whole:
            return Scope(end, self.extents.hard(end), governor.certainty)
        if not governor.follows:
            end = self._behind_insertion(end)
        behind = self.paragraph.words[self._behind_adverbs(end)]
        bare = not governor.helps and (behind in _INFINITIVE or is_gerund(behind))
        certainty = governor.certainty
        if certainty is AHEAD and self.paragraph.words[max(self.first, index - 2) : index] == ["had", "been"]:
            certainty = OPEN  # had been expected to
        return Scope(end, self.extents.end(index, end, bare=bare), certainty, not bare, governor.refuses)
