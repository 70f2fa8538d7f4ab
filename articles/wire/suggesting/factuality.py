"""Whether a sentence says of an event that it happened, is to come, is only wished for or open, or did not happen.

After Saurí and Pustejovsky, “FactBank: a corpus annotated with event factuality” (2009): a verb, a modal, a negation or
a condition takes from what it governs some of its certainty, and no further than its clause reaches. A definite noun
(“the talks”) names what is known already, so that only what brings it about or calls it off says anything of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.wire.suggesting.extents import AUXILIARY, Extents
from articles.wire.suggesting.governors import (
    AHEAD,
    AIMS,
    ATTRIBUTES,
    BACKWARD,
    DENIED,
    DONE,
    FACT,
    FALSE,
    FELL_THROUGH,
    GOVERNORS,
    OPEN,
    OPENERS,
    PARTED,
    REMAINS,
    SUPPOSING,
    Certainty,
    Governor,
    takes_place,
)
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import PREPOSITIONS, is_adverb, is_gerund, phrases

_BE = phrases("was were is are been being be")
_WITHIN = phrases("not never yet been being to be")
_DEFINITE = phrases("the this that these those his her their its our s")
_INTRODUCING = phrases(
    "hold holding held have having pay paying paid make making made attend attending receive host hosting arrange",
    "organise organize schedule sign signing issue issuing adopt adopting deliver conduct conducting start begin take",
)
"""Verbs that bring an event about: under them even “the talks” are not yet known to be."""
_TO_COME = phrases("hold have issue adopt sign pay make attend receive visit deliver meet host")
_IMPLICATIVE = phrases("managed happened came began started continued went on proceeded helped able")
"""What someone came to do, was done."""
_INFINITIVE = phrases("to for of on about at over")
_TIMES = phrases("for on by in until next this since from to last")
_EVENTS = phrases(
    "talks meeting visit signing summit ceremony conference briefing trip tour speech invitation statement declaration",
    "communique upgrade elevation establishment session forum",
)
_NOW = phrases("is are has have")
_NEAR = 9
"""Words in which the verb of a clause shows its tense."""
_FAR = 14
"""Words in which a verb has its particle behind its object."""
_DETERMINERS = phrases("a an the his her their its our one another still")
_ORDINALS = phrases("first second third last latest only")
"""The first to be established was established."""
_ONLY = phrases("only just merely simply least")
_WATCHED = OPENERS | GOVERNORS.openers | BACKWARD.openers
_PREDICATES, _FAILING = BACKWARD.openers, FELL_THROUGH.openers
_JOINING = frozenset([" ", "-", "’", "'", "\u00a0"])
_OPENING = phrases("that which who whom whose and but or when while after before since because")
"""Words behind which another verb may have its particle."""
_INVERTED = phrases("had should were")


@dataclass(frozen=True, slots=True)
class Scope:
    """Words `first` to `last` (excluded) that a governor tells of. `clause`: a whole clause with its own verb."""

    first: int
    last: int
    certainty: Certainty
    clause: bool = True


class Factuality:
    """What a sentence is sure of: of the verb or noun at a word."""

    def __init__(self, paragraph: Paragraph, first: int, last: int) -> None:
        self.paragraph, self.first, self.last = paragraph, first, last
        words = paragraph.words
        self._plain = OPENERS.isdisjoint(words[first:last]) and words[first] not in _INVERTED
        self._places = [] if self._plain else [at for at in range(first, last) if words[at] in _WATCHED]
        self._scopes: dict[int, list[Scope]] = {}
        self._untrue = [] if self._plain or FALSE.isdisjoint(words[first:last]) else self._called_false()

    def of_verb(self, index: int) -> Certainty:
        """How sure it is that what the verb at a word says came about."""
        if self._plain:
            return FACT
        governed = [scope.certainty for scope in self._over(index)]
        return max((*governed, self._false(index)), default=FACT)

    def of_noun(self, index: int, *, event: bool = True) -> Certainty:
        """How sure it is that what the noun at a word names came about.

        Not `event`: a change (“the establishment of”), which a definite article does not make known.
        """
        if self._plain:
            return FACT
        found = [scope.certainty for scope in self._over(index) if not self._known(scope, index, event=event)]
        found += [certainty for first, last, certainty in self._behind if first <= index < last]
        found += [OPEN for first, last in self._supposed if not event and self._leads(first, index) and index < last]
        return max((*found, self._before(index), self._false(index)), default=FACT)

    @cached_property
    def extents(self) -> Extents:
        """Where the clauses of the sentence begin and end."""
        return Extents(self.paragraph, self.first, self.last)

    def _over(self, index: int) -> Iterator[Scope]:
        """The scopes that a word lies in; they begin behind what they are opened by."""
        if self.paragraph.words[self.first] in _INVERTED:
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
        words, found = self.paragraph.words, list[Scope]()
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
        return Scope(end, self.extents.end(index, end, bare=bare), governor.certainty, clause=not bare)

    def _known(self, scope: Scope, index: int, *, event: bool) -> bool:
        """Whether a noun under a governor names what is known already: …, the two hoped to build on the talks."""
        words, near = self.paragraph.words, max(scope.first, index - 5)
        start = next((place for place in range(index - 1, near - 1, -1) if words[place] in _DEFINITE), None)
        if start is not None and words[start - 1] == "during":
            return scope.certainty is not AHEAD  # what will be done during the visit is done when that is held
        if start is None:
            return scope.certainty is DENIED and event and "at" in words[max(scope.first, index - 3) : index]
        if scope.certainty < DENIED and scope.clause and self.extents.has_verb(index + 1, scope.last):
            return start <= scope.first + 1  # whom a hope is about: that the visit will …
        return event and start > scope.first and not set(words[max(scope.first, start - 3) : start]) & _INTRODUCING

    @cached_property
    def _behind(self) -> list[tuple[int, int, Certainty]]:
        """What is told of nouns by what stands behind them: …, was called off; talks planned for Friday."""
        found = []
        for index in self._places:
            if index == self.first:
                continue
            word = self.paragraph.words[index]
            for _, (certainty, *_) in BACKWARD.at(self.paragraph.words, index) if word in _PREDICATES else ():
                region = self._told_of(index)
                if region is not None:
                    found.append((*region, certainty))
            for _, (certainty, *_) in FELL_THROUGH.at(self.paragraph.words, index) if word in _FAILING else ():
                found.append((*self.extents.subject(index), certainty))
            if word in AIMS and (link := self._linked(index)) is not None:
                found.append((*self.extents.subject(link), OPEN))
            verb = self._taking_place(index)
            if verb is not None and (certainty := self.of_verb(index)):
                found.append((*self.extents.subject(verb), certainty))
        return found

    @cached_property
    def _supposed(self) -> list[tuple[int, int]]:
        """The subjects of what would be."""
        return [self.extents.subject(index) for index in self._places if self.paragraph.words[index] in SUPPOSING]

    def _leads(self, first: int, index: int) -> bool:
        """Whether a noun is what a subject is about, governed by nothing before it: not “since the elevation”."""
        return first <= index and PREPOSITIONS.isdisjoint(self.paragraph.words[first:index])

    def _linked(self, index: int) -> int | None:
        """Where the verb stands that makes a noun a predicate: is a goal, remains their common aim."""
        words = self.paragraph.words
        for place in range(index - 1, max(self.first, index - 6), -1):
            if words[place] in _BE or words[place] in REMAINS:
                return place if words[place + 1] in _DETERMINERS else None
            if words[place] in PREPOSITIONS or "," in self.paragraph.gap(place + 1):
                return None
        return None

    def _taking_place(self, index: int) -> int | None:
        """Where the verb begins that ends at a word and tells that its subject came about: was not held, took place."""
        words, before = self.paragraph.words, index - 1
        if takes_place(words[before], words[index]):
            return before
        if words[index] not in DONE:
            return None
        while before > self.first and (is_adverb(words[before]) or words[before] in _WITHIN):
            before -= 1
        return before if words[before] in _BE else None

    def _told_of(self, index: int) -> tuple[int, int] | None:
        """The words that a predicate or participle at a word may be about."""
        words, before = self.paragraph.words, index - 1
        while before > self.first and (is_adverb(words[before]) or words[before] in ("been", "being")):
            before -= 1
        if words[before] in _BE or words[before] in REMAINS or words[before] in ("be", "has", "have", "had"):
            return self.extents.subject(before)
        behind = words[index + 1 : index + 2]
        if behind and behind[0] in _TIMES:
            near = next((at for at in range(index - 1, max(self.first, index - 9), -1) if words[at] in _EVENTS), None)
            return (near, near + 1) if near is not None else None
        return None

    def _before(self, index: int) -> Certainty:
        """What adjectives tell of a noun: the planned visit."""
        words, found = self.paragraph.words, FACT
        for place in range(index - 1, max(self.first, index - 4) - 1, -1):
            if "," in self.paragraph.gap(place + 1) or words[place] in AUXILIARY:
                break
            found = max(found, ATTRIBUTES.get(words[place], FACT))
        return found

    def _called_false(self) -> list[int]:
        """Where all that was said before is called untrue."""
        words = self.paragraph.words
        return [
            index
            for index in self._places
            if words[index] in FALSE
            and _BE & set(words[max(self.first, index - 4) : index])
            and words[index + 1 : index + 2] != ["that"]
        ]

    def _false(self, index: int) -> Certainty:
        return DENIED if self._untrue and self._untrue[-1] > index else FACT
