"""Who may be doing something in a paragraph: people, countries, bodies, roles, pronouns, and both sides at once."""

from dataclasses import dataclass
from datetime import date

from articles.wire.capitals import CAPITALS
from articles.wire.gazetteer import COUNTRY, ORGANIZATION, PERSON, PLACE, SECTOR
from articles.wire.suggesting.hits import ADJECTIVE, OFFICE, Hit
from articles.wire.suggesting.press import is_press
from articles.wire.suggesting.roster import Naming, Roster, Someone
from articles.wire.suggesting.text import Paragraph, folded_phrase
from articles.wire.suggesting.titles import after_title, end_of_title, title_before
from articles.wire.suggesting.verbs import LIGHT, SIGNS
from articles.wire.suggesting.words import (
    AUXILIARIES,
    BODIES,
    BOTH,
    CALENDAR,
    HONORIFICS,
    LEADERS,
    MODALS,
    OPENERS,
    OUTSIDERS,
    SIDES,
    is_adverb,
    phrases,
)

ROLE, BOTH_SIDES, HE, THEY, WE, HOST, GUEST, OUTSIDER = "role", "both", "he", "they", "we", "host", "guest", "outsider"
IT = "it"
_PRONOUNS = {"he": HE, "she": HE, "they": THEY, "we": WE, "i": WE}
_HOSTS = {"host": HOST, "hosts": HOST, "guest": GUEST, "guests": GUEST, "visitor": GUEST}


@dataclass(slots=True)
class Actor:
    """Words that stand for someone; `codes` are the countries spoken for, where the words themselves tell."""

    first: int
    last: int
    kind: str
    codes: tuple[str, ...] = ()
    someone: Someone | None = None
    office: str = ""
    key: str = ""


class Casting:
    """Finds the actors of a paragraph, once the people of all paragraphs are known; `namings` grows by short names."""

    def __init__(
        self, paragraph: Paragraph, taken: dict[int, Hit], namings: list[Naming], roster: Roster, day: date | None
    ) -> None:
        self.paragraph, self.taken, self.namings, self.roster, self.day = paragraph, taken, namings, roster, day

    def actors(self) -> list[Actor]:
        """The actors in order; they do not overlap."""
        found: list[Actor] = []
        words, shorts, taken, behind = self.paragraph.words, self.roster.shorts, self.taken, 0
        named = {naming.first: naming for naming in self.namings}
        inside = {index for naming in self.namings for index in range(naming.first, naming.last)} if named else ()
        for index in sorted({*self.paragraph.marks, *named}) if named else self.paragraph.marks:
            if index < behind:
                continue
            actor = None
            if index in named:
                actor = _person(named[index])
            elif index in inside:
                continue
            elif index in taken:
                actor = self._meant(taken[index]) if taken[index].first == index else None
            elif words[index] in _WATCHED or words[index] in shorts:
                actor = self._actor(index)
            if actor is not None:
                found.append(actor)
                behind = actor.last
        return found

    def _actor(self, index: int) -> Actor | None:
        word = self.paragraph.words[index]
        if word in _PRONOUNS and not (word == "i" and not self.paragraph.capital(index)):
            return Actor(index, index + 1, _PRONOUNS[word])
        if word in _OWN:
            own = self.paragraph.words[index + 1 : index + 2]
            return Actor(index, index + 2, _OWN[word]) if own and own[0] in BEFORE[word] else None
        for last, _ in BOTH.at(self.paragraph.words, index):
            return Actor(index, last, BOTH_SIDES)
        if word == "it":
            speaks = not _SPEAKING.isdisjoint(self.paragraph.words[index + 1 : index + 2])
            return Actor(index, index + 1, IT) if speaks else None
        if word in _TOGETHER:
            return self._both(index)
        if word in _CAPITALS and self.paragraph.capital(index):
            return self._capital(index)
        if word in _HOSTS and index and self.paragraph.words[index - 1] in _THE | {"s"}:
            return Actor(index, index + 1, _HOSTS[word], office=self.paragraph.words[index - 1])
        the = self.paragraph.words[index - 1 : index] == ["the"]
        if the and (word == "leader" or (word == "commission" and self.paragraph.capital(index))):
            return Actor(index, index + 1, ROLE, office=word)
        if self.paragraph.capital(index):
            return self._short(index, index)
        return None

    def _both(self, index: int) -> Actor | None:
        """Both sides without a noun: both hope, the two agreed, the pair pledged."""
        words, last = self.paragraph.words, index + 1
        if words[index] == "the" and words[last : last + 1] in (["two"], ["pair"]):
            last += 1
        elif words[index] != "both":
            return None
        behind = last
        while behind < len(words) and is_adverb(words[behind]):
            behind += 1
        verb = behind < len(words) and (words[behind] in _VERBS or words[behind] in SIGNS.openers)
        return Actor(index, last, BOTH_SIDES) if verb and self.paragraph.joined(index, behind + 1) else None

    def _capital(self, index: int) -> Actor | None:
        """A capital that the archive knows no place for, and that stands for its country."""
        for last, (code, *_) in CAPITALS.at(self.paragraph.words, index):
            if (COUNTRY, code) in self.roster.names.by_key and not self._stranger(index):
                return Actor(index, last, PLACE, (code,))
        return None

    def _meant(self, hit: Hit) -> Actor | None:
        """The actor that a hit stands for."""
        if hit.kind == PERSON:
            return self._alias(hit)
        if hit.kind == COUNTRY:
            return None if is_press(self.paragraph, hit) else self._country(hit)
        if hit.kind == PLACE:
            country = self.roster.names.by_key[PLACE, hit.key].country
            return Actor(hit.first, hit.last, PLACE, (country,)) if country else None
        if hit.kind == ORGANIZATION:
            bearer = self.roster.names.by_key[ORGANIZATION, hit.key]
            return Actor(hit.first, hit.last, ORGANIZATION, (bearer.country,) * bool(bearer.country), key=hit.key)
        if hit.kind == ADJECTIVE:
            return self._side(hit)
        if hit.kind == OFFICE:
            return self._office(hit)
        return None

    def _country(self, hit: Hit) -> Actor:
        words, last = self.paragraph.words, hit.last
        if words[last : last + 1] == ["s"] and self.paragraph.gap(last) in _APOSTROPHES:
            last += 1
        for index in range(last, min(last + 1 + _NARROWING * (last > hit.last), len(words))):
            after = self.taken.get(index)
            if after is not None and after.kind == OFFICE and self.paragraph.joined(hit.first, index + 1):
                return self._office(after, hit.first, hit.key)
            if last > hit.last and words[index] in BODIES and self.paragraph.joined(hit.first, index + 1):
                return Actor(hit.first, end_of_title(self.paragraph, index + 1, self.taken), COUNTRY, (hit.key,))
            if (after is not None and after.kind != SECTOR) or self.paragraph.capital(index):
                break
        return Actor(hit.first, hit.last, COUNTRY, (hit.key,))

    def _side(self, hit: Hit) -> Actor | None:
        """What an adjective leads to: Bulgarian side, Vietnamese Prime Minister; nothing in Vietnamese goods."""
        last = hit.last
        while last < len(self.paragraph.words) and self.paragraph.words[last] in _BETWEEN and last not in self.taken:
            last += 1
        if last >= len(self.paragraph.words) or not self.paragraph.joined(hit.first, last + 1):
            return None
        after = self.taken.get(last)
        if after is not None and after.kind == OFFICE:
            return self._office(after, hit.first, hit.key)
        word = self.paragraph.words[last]
        if word in LEADERS:
            return Actor(hit.first, last + 1, ROLE, (hit.key,), office=word)
        if word in SIDES or (after is not None and after.kind == ORGANIZATION):
            return Actor(hit.first, max(last + 1, after.last if after else 0), COUNTRY, (hit.key,))
        return None

    def _office(self, hit: Hit, first: int = -1, code: str = "") -> Actor:
        """A title with a short name behind it, or alone: General Secretary Lâm, the Bulgarian president."""
        end = after_title(self.paragraph, hit.last, self.taken)
        if end is not None:
            actor = self._short(end - 1, hit.last)
            if actor is not None:
                actor.first = min(actor.first, first) if first >= 0 else actor.first
                return actor
        if hit.key in OUTSIDERS:
            return Actor(hit.first, hit.last, OUTSIDER)
        return Actor(hit.first if first < 0 else first, hit.last, ROLE, (code,) * bool(code), office=hit.key)

    def _short(self, index: int, behind: int) -> Actor | None:
        """A surname alone, or behind a title that ends at word `behind`."""
        word = self.paragraph.words[index]
        first, title = title_before(self.paragraph, behind, self.taken) if behind < index + 1 else (index, "")
        if behind == index and not title and self._stranger(index):
            return None
        someone = self.roster.short(word, title)
        if someone is None and title and not self.roster.ambiguous(word):
            someone = self._by_office(word, title)
        if someone is None:
            return None
        return self._mention(first if title else index, index + 1, someone, title)

    def _alias(self, hit: Hit) -> Actor | None:
        """A short form that the archive knows by itself: Radev."""
        word = self.paragraph.words[hit.first]
        first, title = title_before(self.paragraph, hit.first, self.taken)
        if not title and self._stranger(hit.first):
            return None
        someone = self.roster.short(word, title) if hit.last - hit.first == 1 else None
        if someone is None and len(hit.keys) == 1 and not self.roster.ambiguous(word):
            someone = self.roster.person(hit.key)
        return self._mention(first, hit.last, someone, title) if someone else None

    def _mention(self, first: int, last: int, someone: Someone, title: str) -> Actor:
        naming = Naming(first, last, someone, title, "title-and-short-name" if title else "short-name")
        self.namings.append(naming)
        return _person(naming)

    def _by_office(self, word: str, title: str) -> Someone | None:
        """The one person known to the archive who has this short name and held such an office then."""
        known = self.roster.names.shorts.get(word, ())
        if not known:
            return None
        fitting = [bearer for bearer in known if any(office.holds(self.day) for office in bearer.offices)]
        people = [self.roster.candidate(bearer) for bearer in fitting]
        bearing = [someone for someone in people if someone.bears(folded_phrase(title))]
        return self.roster.person(bearing[0].key) if len(bearing) == 1 else None

    def _stranger(self, index: int) -> bool:
        """Whether a capitalised word right before makes this another person's name."""
        before = index - 1
        if before < 0 or self.paragraph.gap(index) not in (" ", "\u00a0", "-") or before in self.taken:
            return False
        word = self.paragraph.words[before]
        ordinary = word in OPENERS or word in CALENDAR or word in HONORIFICS or is_adverb(word)
        return self.paragraph.capital(before) and not ordinary


_CAPITALS = CAPITALS.openers
_APOSTROPHES = ("’", "'")
_NARROWING = 3
"""Words that may tell what a country's minister is minister of: New Zealand's tertiary education minister."""
_SPEAKING = (SIGNS.openers | LIGHT | {"has", "had", "will"}) - phrases("is was")
_TOGETHER = frozenset(["both", "the"])
_VERBS = LIGHT | AUXILIARIES | MODALS | {"will"}
ALONE = frozenset(_PRONOUNS.keys() | _HOSTS.keys() | {"leader", "both", "commission"})
_OWN = {"his": HE, "her": HE, "their": BOTH_SIDES}
"""Whose country is meant: his country, the minister said; their governments."""
BEFORE = {
    "it": _SPEAKING,
    "the": phrases("two pair"),
    **dict.fromkeys(("his", "her"), phrases("country government nation")),
    "their": phrases("countries governments nations"),
}
PHRASES = (CAPITALS, BOTH)
"""The words, words before others, and phrases that an actor begins with, besides hits and names."""
_WATCHED = ALONE | BEFORE.keys() | {word for lexicon in PHRASES for word in lexicon.openers}

_THE = frozenset(["the", "his", "her", "its", "their"])
_BETWEEN = phrases(
    "party top state national foreign competent senior chief relevant",
)


def _person(naming: Naming) -> Actor:
    someone = naming.someone
    if someone.outsider:
        return Actor(naming.first, naming.last, OUTSIDER, someone=someone)
    return Actor(naming.first, naming.last, PERSON, (someone.country,) * bool(someone.country), someone)
