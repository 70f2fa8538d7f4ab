"""The names that a reader of copy may know: a frozen value, made from rows elsewhere (`articles.imports.names`)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from articles.dates import Span, Truth, holds
from articles.folding import fold
from articles.vocabulary import NameKind

PERSON, COUNTRY, PLACE = "person", "country", "place"
ORGANIZATION, INSTRUMENT, SECTOR, LEVEL = "organization", "instrument", "sector", "level"
WORD = re.compile(r"\w+")
Meaning = TypeVar("Meaning")


class Lexicon(Generic[Meaning]):
    """Phrases of folded words and what they mean; finding one costs the same however many there are."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        found: dict[tuple[str, ...], list[Meaning]] = defaultdict(list)
        for folded, meaning in entries:
            words = tuple(WORD.findall(folded))
            if words:
                found[words].append(meaning)
        lengths: dict[str, set[int]] = defaultdict(set)
        seconds: dict[str, set[str]] = {}
        for words in found:
            lengths[words[0]].add(len(words))
            seconds.setdefault(words[0], set()).update(words[1:2])
        self._meanings = {words: tuple(meanings) for words, meanings in found.items()}
        self._alone = {words[0]: meanings for words, meanings in self._meanings.items() if len(words) == 1}
        self._lengths = {first: tuple(sorted(numbers, reverse=True)) for first, numbers in lengths.items()}
        self._seconds = seconds

    def at(self, words: list[str], index: int) -> Sequence[tuple[int, tuple[Meaning, ...]]]:
        """The phrases that begin at a word, the longest first: the index behind each, and its meanings."""
        first = words[index]
        seconds = self._seconds.get(first)
        if seconds is None:
            return ()
        left = len(words) - index
        if left == 1 or words[index + 1] not in seconds:
            alone = self._alone.get(first)
            return ((index + 1, alone),) if alone is not None else ()
        found = []
        for length in self._lengths[first]:
            meanings = self._meanings.get(tuple(words[index : index + length])) if length <= left else None
            if meanings is not None:
                found.append((index + length, meanings))
        return found

    @property
    def alone(self) -> Set[str]:
        """The words that are phrases by themselves."""
        return self._alone.keys()

    @property
    def seconds(self) -> Mapping[str, Set[str]]:
        """The words that phrases begin with, and those that come second in the longer ones."""
        return self._seconds

    @property
    def openers(self) -> Set[str]:
        """The words that phrases begin with."""
        return self._lengths.keys()


@dataclass(frozen=True, slots=True)
class Office:
    """A post that someone held: its labels, the country it belongs to, and for how long as far as is known."""

    label: str
    short_label: str = ""
    country: str = ""
    since: Span | None = None
    until: Span | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it may have been held on a day; any office may where the day is not known."""
        return day is None or holds(self.since, self.until, day) is not Truth.NO


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom or what names mean: `key` is the slug or code of the row, `country` the one it belongs to or acts for.

    `parties` are those of a mechanism or instrument. Of a person: family and short name, and offices. Of a level:
    `country` is its owner and `rank` its step.
    """

    type: str
    key: str
    label: str
    country: str = ""
    bloc: bool = False
    parties: tuple[str, ...] = ()
    family: str = ""
    short: str = ""
    offices: tuple[Office, ...] = ()
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name: as printed, folded (`articles.folding.fold`), whose, and when it meant them."""

    form: str
    folded: str
    type: str
    key: str
    kind: str = NameKind.ALIAS
    language: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def used(self, day: date | None) -> bool:
        """Whether the form meant its bearer on a day. One that is bound to days needs a day."""
        if self.valid_from is None and self.valid_to is None:
            return True
        return day is not None and (self.valid_from or day) <= day <= (self.valid_to or day)


def _printed(form: Form) -> Iterator[str]:
    """The folded form; of a level also those who are on it: Strategic Partners of a Strategic Partnership."""
    yield form.folded
    if form.type == LEVEL and form.folded.endswith("partnership"):
        yield from (form.folded.removesuffix("ship"), f"{form.folded.removesuffix('ship')}s")


@dataclass(frozen=True)
class Gazetteer:
    """Names and whom they mean. Made once for many stories: what is looked up in it is worked out once."""

    forms: tuple[Form, ...] = ()
    bearers: tuple[Bearer, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Bearer]:
        """The bearer of a type and key."""
        return {(bearer.type, bearer.key): bearer for bearer in self.bearers}

    @cached_property
    def lexicon(self) -> Lexicon[Form]:
        """All forms, to be found by the words of a text."""
        return Lexicon((folded, form) for form in self.forms for folded in _printed(form))

    @cached_property
    def shorts(self) -> Mapping[str, tuple[Bearer, ...]]:
        """People by the folded short and family names that later mentions print."""
        found: dict[str, list[Bearer]] = defaultdict(list)
        for bearer in self.bearers:
            if bearer.type == PERSON:
                for short in {fold(bearer.short), fold(bearer.family)} - {""}:
                    found[short].append(bearer)
        return {short: tuple(people) for short, people in found.items()}

    @cached_property
    def kept(self) -> dict[str, Any]:
        """Where readers keep what they have worked out of these names, by a name of their own."""
        return {}
