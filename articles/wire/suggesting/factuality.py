"""Whether a sentence says of an event that it happened, is to come, is only wished for or open, or did not happen.

After Saurí and Pustejovsky, “FactBank: a corpus annotated with event factuality” (2009): a verb, a modal, a negation or
a condition takes from what it governs some of its certainty, and no further than its clause reaches. A definite noun
(“the talks”) names what is known already, so that only what brings it about or calls it off says anything of it.
"""

from functools import cached_property

from articles.wire.suggesting.attending import agreed_there, begins, dated, was_there
from articles.wire.suggesting.extents import Extents
from articles.wire.suggesting.finite import AUXILIARY
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
    REMAINS,
    SUPPOSING,
    Certainty,
    takes_place,
)
from articles.wire.suggesting.relatives import EVENTS, PRONOUNS, RELATIVES
from articles.wire.suggesting.scopes import INVERTED, Scope, Scopes
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import PREPOSITIONS, is_adverb, is_gerund, phrases

_BE = phrases("was were is are been being be")
_HAVE = phrases("has have had")
_WITHIN = phrases("not never yet been being to be")
_DEFINITE = phrases("the this that these those his her their its our s")
_INTRODUCING = phrases(
    "hold holding held have having pay paying paid make making made attend attending receive host hosting arrange",
    "organise organize schedule sign signing issue issuing adopt adopting deliver conduct conducting start begin take",
    "be",
)
"""Verbs that bring an event about: under them even “the talks” are not yet known to be."""
_TIMES = phrases("for on by in until next this since from to last")
_DETERMINERS = phrases("a an the his her their its our one another still")
_NEAR = 7
"""Words in which a relative clause has its verb."""
_WATCHED = OPENERS | GOVERNORS.openers | BACKWARD.openers
_PREDICATES, _FAILING = BACKWARD.openers, FELL_THROUGH.openers


class Factuality:
    """What a sentence is sure of: of the verb or noun at a word."""

    def __init__(self, paragraph: Paragraph, first: int, last: int) -> None:
        self.paragraph, self.first, self.last = paragraph, first, last
        words = paragraph.words
        self._plain = OPENERS.isdisjoint(words[first:last]) and words[first] not in INVERTED
        self._places = [] if self._plain else [at for at in range(first, last) if words[at] in _WATCHED]
        self._scopes = Scopes(paragraph, first, last, self._places)
        self._untrue = [] if self._plain or FALSE.isdisjoint(words[first:last]) else self._called_false()

    def of_verb(self, index: int) -> Certainty:
        """How sure it is that what the verb at a word says came about."""
        if self._plain:
            return FACT
        governed = [scope.certainty for scope in self._scopes.over(index) if not self._outside(scope, index)]
        return max((*governed, self._false(index)), default=FACT)

    def of_noun(self, index: int, *, event: bool = True) -> Certainty:
        """How sure it is that what the noun at a word names came about.

        Not `event`: a change (“the establishment of”), which a definite article does not make known.
        """
        if self._plain:
            return FACT
        found = [scope.certainty for scope in self._scopes.over(index) if not self._known(scope, index, event=event)]
        found += self._told_behind(index)
        set_down = dated(self.paragraph.words, index, self.first, self.last) if event else None
        if set_down is not None:
            found.append(AHEAD if set_down else OPEN)
        found += [OPEN for first, last in self._supposed if not event and self._leads(first, index) and index < last]
        return max((*found, self._before(index), self._false(index)), default=FACT)

    def _outside(self, scope: Scope, index: int) -> bool:
        """Whether a word stands in a relative clause between commas, and its governor before that: told as a fact."""
        words, begins = self.paragraph.words, self.extents.aside_begins(index)
        return begins is not None and scope.first <= begins and words[begins] in RELATIVES

    def _told_behind(self, index: int) -> list[Certainty]:
        """What is told of a noun by what stands behind it.

        Where that says in the main clause that it came about, what a clause beside it says counts for nothing.
        """
        told = [(at, sure) for at, first, last, sure in self._behind if first <= index < last]
        came = any(sure is FACT and not self.extents.aside(at) for at, sure in told)
        came = came or (bool(told) and self._held(index))
        return [sure for at, sure in told if not (came and self._beside(index, at))]

    def _beside(self, index: int, at: int) -> bool:
        """Whether a word stands in a clause beside the main one, and tells of a noun in that."""
        return self.extents.aside(at) or not PRONOUNS.isdisjoint(self.paragraph.words[index + 1 : at])

    def _held(self, index: int) -> bool:
        """Whether the main clause tells of something done at what a noun names, or that it began."""
        words = self.paragraph.words
        verbs = [at for at in range(index + 1, self.last) if begins(words, at) and not self.extents.aside(at)]
        began = any(self.extents.subject(at)[0] <= index and not self.of_verb(at) for at in verbs)
        return began or was_there(words, index, self.first)

    @property
    def extents(self) -> Extents:
        """Where the clauses of the sentence begin and end."""
        return self._scopes.extents

    def _known(self, scope: Scope, index: int, *, event: bool) -> bool:
        """Whether a noun under a governor names what is known already: …, the two hoped to build on the talks."""
        words, near = self.paragraph.words, max(scope.first, index - 5)
        start = next((place for place in range(index - 1, near - 1, -1) if words[place] in _DEFINITE), None)
        if start is not None and words[start] == "this" and words[start + 1] in PREPOSITIONS:
            start = None  # settle this at talks
        if start is not None and words[start - 1] == "during":
            return scope.certainty is not AHEAD  # what will be done during the visit is done when that is held
        ahead = words[scope.first - 1] == "forward" and start is not None
        if ahead and not any(map(is_gerund, words[scope.first : start])):
            return False  # looks forward to his visit, but not: to building on his visit
        if scope.refused and words[index] == "invitation":
            return True
        if start is None:
            if scope.certainty is AHEAD and agreed_there(words, index, scope.first - 1, self.last):
                return event
            before = words[max(scope.first, index - 3) : index]
            if words[scope.first - 1 : scope.first + 1] == ["could", "not"]:
                return event and "at" in before  # they met, and could not agree
            return scope.certainty is DENIED and event and ("at" in before or "in" in before[1:])
        if scope.certainty < DENIED and scope.clause and self.extents.has_verb(index + 1, scope.last):
            return start <= scope.first + 1  # whom a hope is about: that the visit will …
        return event and start > scope.first and not set(words[max(scope.first, start - 3) : start]) & _INTRODUCING

    @cached_property
    def _behind(self) -> list[tuple[int, int, int, Certainty]]:
        """Where what is told, of which words: …, was called off; talks planned for Friday."""
        found = []
        for index in self._places:
            if index == self.first:
                continue
            word = self.paragraph.words[index]
            for _, (certainty, *_) in BACKWARD.at(self.paragraph.words, index) if word in _PREDICATES else ():
                region = self._told_of(index) or (self._called_off(index) if certainty is DENIED else None)
                if region is not None:
                    found.append((index, *region, certainty))
            for _, (certainty, *_) in FELL_THROUGH.at(self.paragraph.words, index) if word in _FAILING else ():
                found.append((index, *self.extents.subject(index), certainty))
            if word == "would" and self.paragraph.words[index + 1 : index + 3] == ["have", "been"]:
                found.append((index, *self.extents.subject(index), DENIED))
            if word in AIMS and (link := self._linked(index)) is not None:
                found.append((index, *self.extents.subject(link), OPEN))
            verb = self._taking_place(index)
            if verb is not None:
                found.append((index, *self.extents.subject(verb), self.of_verb(index)))
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
        been = words[before] in _HAVE and "been" in words[before:index]
        return before if words[before] in _BE or been else None

    def _told_of(self, index: int) -> tuple[int, int] | None:
        """The words that a predicate or participle at a word may be about."""
        words, before = self.paragraph.words, index - 1
        while before > self.first and (is_adverb(words[before]) or words[before] in ("been", "being", "now")):
            before -= 1
        if words[before] in _BE or words[before] in REMAINS or words[before] in ("be", "has", "have", "had"):
            return self.extents.subject(before)
        behind = words[index + 1 : index + 2]
        if behind and behind[0] in _TIMES:
            near = next((at for at in range(index - 1, max(self.first, index - 9), -1) if words[at] in EVENTS), None)
            return (near, near + 1) if near is not None else None
        return None

    def _called_off(self, index: int) -> tuple[int, int] | None:
        """The words of which a relative clause says that someone called it off: a visit that Radev called off."""
        words, near = self.paragraph.words, max(self.first + 1, index - _NEAR)
        pronoun = next((at for at in range(index - 1, near - 1, -1) if self._opens(at)), None)
        if pronoun is None or any("," in self.paragraph.gap(at) for at in range(pronoun + 1, index)):
            return None
        near = max(self.first, pronoun - _NEAR)
        head = next((at for at in range(pronoun - 1, near - 1, -1) if words[at] in EVENTS), None)
        if head is None or self.extents.relative_end(pronoun) <= index or words[index] == "off":
            return None  # talks that went off well
        return None if self.extents.has_verb(head, pronoun) else self.extents.subject(pronoun)

    def _opens(self, index: int) -> bool:
        """Whether a relative clause begins at a word."""
        return self.paragraph.words[index] in PRONOUNS or (
            self.extents.relative_end(index) < self.last and self.extents.relative_end(index - 1) == self.last
        )

    def _before(self, index: int) -> Certainty:
        """What adjectives tell of a noun: the planned visit."""
        words, gaps, found = self.paragraph.words, self.paragraph.gaps, FACT
        for place in range(index - 1, max(self.first, index - 4) - 1, -1):
            if "," in gaps[place + 1] or words[place] in AUXILIARY:
                break
            if words[place] in ATTRIBUTES:
                found = max(found, ATTRIBUTES[words[place]])
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
