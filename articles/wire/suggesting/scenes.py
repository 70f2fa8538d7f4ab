"""A paragraph as the rules see it: what it names, who acts in it, and what each of its sentences is sure of."""

from bisect import bisect_left
from collections.abc import Set
from datetime import date

from articles.wire.suggesting.actors import Actor, Casting
from articles.wire.suggesting.factuality import Factuality
from articles.wire.suggesting.hits import Hit
from articles.wire.suggesting.roster import Naming, Roster
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import phrases

_SMALL = phrases(
    "to do an so no in on may will but by of and the",
)


class Scene:
    """One paragraph with all that it names."""

    def __init__(self, paragraph: Paragraph, found: list[Hit], roster: Roster, day: date | None) -> None:
        self.paragraph, self.hits, self.roster, self.day = paragraph, found, roster, day
        self.everything = found
        self.everyone: list[Actor] = []
        self._places: tuple[list[int], list[int]] = ([], [])
        self.taken = {index: hit for hit in found for index in range(hit.first, hit.last)} if found else {}
        self.namings: list[Naming] = roster.gather(paragraph, found, self.taken) if found else []
        self.actors: list[Actor] = []
        self.telling: list[int] = []
        self._telling: list[int] = []
        self._sure: dict[int, Factuality] = {}

    def cast(self, telling: Set[str]) -> None:
        """Find the actors, once the people of all paragraphs are known and their short names among the marks.

        `telling` are the words that rules go by besides names.
        """
        self.everyone = Casting(self.paragraph, self.taken, self.namings, self.roster, self.day).actors()
        words = self.paragraph.words
        self._mask()
        self._places = [hit.first for hit in self.everything], [actor.first for actor in self.everyone]
        self._telling = [index for index in self.paragraph.marks if words[index] in telling]

    def factuality(self, sentence: tuple[int, int]) -> Factuality:
        """What a sentence is sure of, worked out once."""
        sure = self._sure.get(sentence[0])
        if sure is None:
            sure = self._sure[sentence[0]] = Factuality(self.paragraph, *sentence)
        return sure

    def look(self, first: int, last: int) -> bool:
        """Have `hits`, `actors` and `telling` be those of the sentence between two words: rules look no further.

        Gives whether there are any.
        """
        hits, actors = self._places
        self.hits = self.everything[bisect_left(hits, first) : bisect_left(hits, last)] if hits else []
        self.actors = self.everyone[bisect_left(actors, first) : bisect_left(actors, last)] if actors else []
        telling = self._telling
        self.telling = telling[bisect_left(telling, first) : bisect_left(telling, last)] if telling else []
        return bool(self.hits or self.actors or self.telling)

    def _mask(self) -> None:
        """Let no part of a name pass for a small word: Tô, folded, is no “to”."""
        words = self.paragraph.words
        for naming in self.namings:
            for index in range(naming.first, naming.last):
                if words[index] in _SMALL:
                    words[index] = ""
