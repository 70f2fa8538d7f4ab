"""Who is in a story: people named in full or by a title, and whom shorter mentions of them mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from articles.wire.gazetteer import COUNTRY, ORGANIZATION, PERSON, WORD, Bearer, Gazetteer
from articles.wire.suggesting.hits import ADJECTIVE, OFFICE, Hit
from articles.wire.suggesting.text import Paragraph, folded_phrase
from articles.wire.suggesting.titles import (
    after_title,
    beginning,
    end_of_title,
    name_before,
    name_between_commas,
    names_behind,
    title_after,
    title_before,
)
from articles.wire.suggesting.words import HONORIFICS, OFFICE_WORDS, OUTSIDERS

_LESSER = frozenset(["deputy", "vice", "prime"])
"""Before an office they make it another one."""
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_KEPT = "short names and offices of people"
_BODIES = frozenset(
    ["un", "nations", "eu", "european", "asean", "nato", "commissioner", "representative", "director", "bank", "fund"]
)
VIETNAM = "vn"
"""Its letters tell whose a name is. Copy from elsewhere calls Vietnamese people by the family name too: Mr Tống."""
_FAMILY_FIRST = frozenset(["cn", "kp", "kr"])
PLURALS = {
    "ministers": "minister",
    "presidents": "president",
    "secretaries": "secretary",
    "speakers": "speaker",
    "ambassadors": "ambassador",
    "envoys": "envoy",
}


@dataclass(eq=False)
class Someone:
    """A person of the story: the row's key where the archive knows one, titles as printed, and short forms."""

    key: str
    label: str
    country: str = ""
    outsider: bool = False
    titles: list[str] = field(default_factory=list)
    shorts: frozenset[str] = frozenset()
    offices: tuple[str, ...] = ()

    def bears(self, office: str, *, printed: bool = False) -> bool:
        """Whether an office, such as `prime minister`, is one that the story gives them or, if not only what is
        `printed` counts, the archive.
        """
        wanted = office_in(office)
        for title in (*map(folded_phrase, self.titles), *(() if printed else self.offices)):
            before, found, _ = f" {_expanded(title)} ".partition(f" {wanted} ")
            if found and before.rsplit(" ", 1)[-1] not in _LESSER:
                return True
        return False


@dataclass(slots=True)
class Naming:
    """One mention of a person: the words with the title, and the title as printed."""

    first: int
    last: int
    someone: Someone
    title: str = ""
    rule: str = "name"


class Roster:
    """The people of a story, filled paragraph by paragraph."""

    def __init__(self, names: Gazetteer) -> None:
        self.names = names
        self._vietnam = VIETNAM if (COUNTRY, VIETNAM) in names.by_key else ""
        self.people: list[Someone] = []
        self._by_label: dict[str, Someone] = {}
        self._by_key: dict[str, Someone] = {}
        self.shorts: dict[str, list[Someone]] = {}

    def gather(self, paragraph: Paragraph, hits: list[Hit], taken: dict[int, Hit]) -> list[Naming]:
        """The people whom a paragraph names in full, or newly by a title; `taken` are the hits by their words."""
        found = []
        for hit in hits:
            if hit.kind == PERSON and not hit.alias:
                found.append(self._known(paragraph, hit, taken))
            elif hit.kind == OFFICE:
                naming = self._titled(paragraph, hit, taken) or self._apposed(paragraph, hit, taken)
                if naming is not None:
                    found.append(naming)
        if not PLURALS.keys().isdisjoint(paragraph.words):
            found += self._pairs(paragraph, taken)
        return found

    def _pairs(self, paragraph: Paragraph, taken: dict[int, Hit]) -> Iterator[Naming]:
        """Two whom the plural of an office introduces: the two trade ministers, Jane Doe and Vũ Thị Anh."""
        for index, word in enumerate(paragraph.words):
            for first, last in names_behind(paragraph, index + 1, taken) if word in PLURALS else ():
                office = Hit(index, index + 1, OFFICE, PLURALS[word])
                words = paragraph.words[first:last]
                someone = self._stranger(paragraph.printed(first, last), words, "", office)
                someone.titles.append(PLURALS[word])
                yield Naming(first, last, someone, "", "title-and-unknown-name")

    def short(self, word: str, title: str = "") -> Someone | None:
        """The one person whom a short form means, if need be by the title before it."""
        candidates = self.shorts.get(word, [])
        if len(candidates) > 1 and title:
            candidates = [each for each in candidates if each.bears(folded_phrase(title))]
        return candidates[0] if len(candidates) == 1 else None

    def ambiguous(self, word: str) -> bool:
        """Whether more than one person of the story has this short form."""
        return len(self.shorts.get(word, [])) > 1

    def person(self, key: str) -> Someone:
        """The person of a key, entered if this is the first mention."""
        if key not in self._by_key:
            bearer = self.names.by_key[PERSON, key]
            self._enter(self._new(bearer))
        return self._by_key[key]

    def left_over(self, pair: tuple[str, ...]) -> str:
        """The country that officials are given whose words tell none: of two, the one that no other person is of.

        Empty where nobody is given one; those who speak for bodies of many countries are not.
        """
        told = {each.country for each in self.people if each.country}
        if len(pair) != 2 or len(told) != 1 or not told < set(pair):
            return ""
        (country,) = set(pair) - told
        strangers = [each for each in self.people if not each.country and not each.outsider and each.titles]
        national = [each for each in strangers if not any(map(is_international, each.titles))]
        for each in national:
            each.country = country
        return country if national else ""

    def candidate(self, bearer: Bearer) -> Someone:
        """Someone whom the archive knows and the story may mean, not entered yet."""
        return self._by_key.get(bearer.key) or self._new(bearer)

    def _new(self, bearer: Bearer) -> Someone:
        people = self.names.kept.setdefault(_KEPT, {})
        if bearer.key not in people:
            people[bearer.key] = _shorts(bearer), _offices(bearer)
        shorts, offices = people[bearer.key]
        return Someone(bearer.key, bearer.label, bearer.country, shorts=shorts, offices=offices)

    def _known(self, paragraph: Paragraph, hit: Hit, taken: dict[int, Hit]) -> Naming:
        someone = self.person(hit.key)
        first, title = title_before(paragraph, hit.first, taken)
        last = hit.last
        if not title:
            last, title = title_after(paragraph, hit.last, taken)
        if title and title not in someone.titles:
            someone.titles.append(title)
        return Naming(first, last, someone, title, "titled-name" if title else "name")

    def _titled(self, paragraph: Paragraph, office: Hit, taken: dict[int, Hit]) -> Naming | None:
        """Someone unknown behind a title: Foreign Minister Jane Doe."""
        behind = end_of_title(paragraph, office.last, taken)
        last = after_title(paragraph, behind, taken)
        named = last is not None
        if last is None:
            last = name_between_commas(paragraph, behind, taken)
        if last is None:
            return None
        words = [word for word in paragraph.words[behind:last] if word not in HONORIFICS]
        if len(words) < 2:
            return None
        if named:
            first, title = title_before(paragraph, behind, taken)
        else:
            first = beginning(paragraph, office.first, taken)
            title = paragraph.printed(first, behind)
        owned = first > 1 and paragraph.words[first - 1] == "s"  # Việt Nam's ambassador
        country = self._country(first - 2 * owned, behind, taken)
        someone = self._stranger(paragraph.printed(last - len(words), last), words, country, office)
        if title and title not in someone.titles:
            someone.titles.append(title)
        return Naming(first, last, someone, title, "title-and-unknown-name")

    def _apposed(self, paragraph: Paragraph, office: Hit, taken: dict[int, Hit]) -> Naming | None:
        """Someone unknown before a title: Jane Doe, the British Foreign Secretary, …."""
        name = name_before(paragraph, office.first, taken)
        if name is None:
            return None
        first, last = name
        end, title = title_after(paragraph, last, taken)
        if not title:
            return None
        country = self._country(last, end, taken)
        someone = self._stranger(paragraph.printed(first, last), paragraph.words[first:last], country, office)
        if title not in someone.titles:
            someone.titles.append(title)
        return Naming(first, end, someone, title, "title-and-unknown-name")

    def _stranger(self, label: str, words: list[str], country: str, office: Hit) -> Someone:
        """Someone whom the archive does not know, entered at the first mention; a Vietnamese name tells its country."""
        someone = self._by_label.get(folded_phrase(label))
        if someone is None:
            country = country or (self._vietnam if _VIETNAMESE.search(label) else "")
            someone = Someone("", label, country, office.key in OUTSIDERS)
            someone.shorts = frozenset([words[0] if someone.country in _FAMILY_FIRST else words[-1]])
            if someone.country in (VIETNAM, ""):  # of whom no words tell whether the family's name goes first
                someone.shorts |= {words[0]}
            self._enter(someone)
        return someone

    def _country(self, first: int, last: int, taken: dict[int, Hit]) -> str:
        """The country that a title names, or whose body it names."""
        inside = [taken[index] for index in range(first, last) if index in taken]
        named = next((hit.key for hit in inside if hit.kind in (ADJECTIVE, COUNTRY)), "")
        bodies = (self.names.by_key[ORGANIZATION, hit.key].country for hit in inside if hit.kind == ORGANIZATION)
        return named or next(bodies, "")

    def _enter(self, someone: Someone) -> None:
        self.people.append(someone)
        self._by_label.setdefault(folded_phrase(someone.label), someone)
        if someone.key:
            self._by_key[someone.key] = someone
        for short in someone.shorts:
            self.shorts.setdefault(short, []).append(someone)


def is_international(title: str) -> bool:
    """Whether a title is that of a body of many countries."""
    return not _BODIES.isdisjoint(folded_phrase(title).replace("-", " ").split())


def _shorts(bearer: Bearer) -> frozenset[str]:
    """What later mentions call someone: the family and short name, where they are one word."""
    folded = (folded_phrase(name) for name in (bearer.short, bearer.family))
    shorts = frozenset(word for word in folded if word and " " not in word)
    return shorts or frozenset(WORD.findall(folded_phrase(bearer.label))[-1:])


def _offices(bearer: Bearer) -> tuple[str, ...]:
    labels = (label for office in bearer.offices for label in (office.label, office.short_label) if label)
    return tuple(map(folded_phrase, labels))


@lru_cache(maxsize=1 << 12)
def office_in(title: str) -> str:
    """The office in a folded title: president, of South African President; the whole of it where there is none."""
    words = _expanded(title).split()
    for index in range(len(words)):
        for last, _ in OFFICE_WORDS.at(words, index):
            return " ".join(words[index:last])
    return " ".join(words)


@lru_cache(maxsize=1 << 12)
def _expanded(title: str) -> str:
    """A folded title with its abbreviations written out."""
    words = {"pm": "prime minister", "fm": "foreign minister", "na": "national assembly", "premier": "prime minister"}
    return " ".join(words.get(word, word) for word in title.split())
