"""For whom someone speaks: roles and pronouns resolved in the order of the story, and the pair that it is about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from articles.folding import fold
from articles.wire.capitals import CAPITALS
from articles.wire.gazetteer import COUNTRY, ORGANIZATION, PLACE, Gazetteer
from articles.wire.records import Story
from articles.wire.suggesting.actors import BOTH_SIDES, GUEST, HE, HOST, IT, OUTSIDER, ROLE, THEY, WE, Actor
from articles.wire.suggesting.governors import Certainty
from articles.wire.suggesting.hits import ADJECTIVE
from articles.wire.suggesting.press import is_press
from articles.wire.suggesting.roster import Someone, office_in
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.text import folded_phrase

RECENT = 12
"""People whom a role may mean: the last ones named."""
_UNION = "eu"
"""In a story that names the European Union or its bodies, “the Commission” is that of the Union."""
LEAD_WEIGHT, BLOC_WEIGHT = 3.0, 0.4


@dataclass(frozen=True)
class Subject:
    """Who a clause says something of: the countries spoken for, and the person who speaks where it is one."""

    codes: tuple[str, ...] = ()
    someone: Someone | None = None
    outsider: bool = False


NOBODY = Subject()


def pair(scenes: Sequence[Scene], names: Gazetteer) -> tuple[str, ...]:
    """The two countries that a story is most about, in the order of their codes; fewer where it names fewer."""
    weights: dict[str, float] = defaultdict(float)
    for scene in scenes:
        factor = LEAD_WEIGHT if scene.paragraph.number <= 2 else 1.0
        for actor in scene.everyone:
            if actor.kind not in (ORGANIZATION, PLACE):
                for code in actor.codes:
                    weights[code] += 2 * factor
        for hit in scene.everything:
            if hit.kind == ADJECTIVE and not is_press(scene.paragraph, hit):
                weights[hit.key] += factor
    for code in weights:
        bearer = names.by_key.get((COUNTRY, code))
        if bearer is not None and bearer.bloc:
            weights[code] *= BLOC_WEIGHT
    return tuple(sorted(code for code, _ in sorted(weights.items(), key=lambda each: -each[1])[:2]))


def host_country(story: Story, names: Gazetteer) -> str:
    """The country of the dateline's place, where the gazetteer knows it."""
    words = fold(story.place).split()
    if not words:
        return ""
    for last, forms in names.lexicon.at(words, 0):
        if last == len(words):
            for form in forms:
                if form.type in (PLACE, COUNTRY):
                    return names.by_key[form.type, form.key].country
    for last, (code, *_) in CAPITALS.at(words, 0):
        if last == len(words) and (COUNTRY, code) in names.by_key:
            return code
    return ""


def _own_office(title: str) -> str:
    """The office that a title is of: envoy, of Special Envoy of the President."""
    return office_in(folded_phrase(title))


class Discourse:
    """What pronouns and roles mean at this point of a story."""

    def __init__(self, both: tuple[str, ...], host: str) -> None:
        self.pair, self.host, self.union = both, host, _UNION in both
        self.he = NOBODY
        self.they = Subject(both)
        self.events: dict[tuple[object, ...], Certainty] = {}
        self._recent: list[Someone] = []
        self._roles: dict[str, tuple[str, ...]] = {}

    def mention(self, actors: Iterable[Actor]) -> None:
        """Remember who was named, the latest last."""
        for actor in actors:
            self.union = self.union or _UNION in actor.codes
            if actor.someone is not None:
                if actor.someone in self._recent:
                    self._recent.remove(actor.someone)
                self._recent = [*self._recent[-RECENT:], actor.someone]

    def settle(self, subject: Subject) -> None:
        """Remember the subject of a sentence for the pronouns that follow; also someone whose country nothing tells."""
        if len(subject.codes) > 1:
            self.they = replace(subject, someone=None)
        elif subject.codes or subject.outsider or subject.someone is not None:
            self.he = subject

    def hear(self, speaker: Subject) -> None:
        """Let someone be who speaks, also where nothing is known of them."""
        self.settle(speaker)
        if not speaker.codes:
            self.he = speaker

    def meaning(self, actor: Actor) -> Subject:
        """Whom an actor's words mean here."""
        if actor.kind == OUTSIDER:
            return Subject(outsider=True, someone=actor.someone)
        if actor.kind == BOTH_SIDES:
            return Subject(self.pair)
        if actor.kind in (HE, WE):
            return self.he
        if actor.kind == THEY:
            return self.they
        if actor.kind == IT:
            return self.he if self.he.someone is None else NOBODY
        if actor.kind in (HOST, GUEST):
            return self._at_home(actor)
        if actor.kind == ROLE:
            return self._role(actor)
        return Subject(actor.codes, actor.someone)

    def other(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Whom someone who speaks for `codes` speaks to: the other of the pair, or both of it."""
        return tuple(code for code in self.pair if code not in codes)

    def _at_home(self, actor: Actor) -> Subject:
        hosting = actor.kind == HOST
        for someone in reversed(self._recent):
            if someone.country in self.pair and (someone.country == self.host) == hosting and self.host:
                return Subject((someone.country,), someone)
        if self.host not in self.pair:  # his host is of the other country than he
            known = actor.office in ("his", "her") and len(self.he.codes) == 1
            return Subject(self.other(self.he.codes)) if known else NOBODY
        return Subject((self.host,) if hosting else self.other((self.host,)))

    def _role(self, actor: Actor) -> Subject:
        people = [each for each in reversed(self._recent) if not each.outsider]
        if actor.codes:
            people = [each for each in people if each.country in actor.codes]
        office = actor.office
        if office == "commission":
            return Subject((_UNION,) * self.union)
        if office in ("party leader", "party chief", "party secretary"):
            office = "general secretary"
        bearing = [each for each in people if each.bears(office, printed=True)]
        bearing = bearing or [each for each in people if each.bears(office)]
        bearing = [each for each in bearing if office in map(_own_office, each.titles)] or bearing
        if not bearing and office in ("leader", "official"):
            bearing = people if actor.codes else []
            if not actor.codes:
                return self.he
        if bearing:
            return Subject((bearing[0].country,) * bool(bearing[0].country), bearing[0])
        if actor.codes:
            self._roles[office] = actor.codes
        return Subject(self._roles.get(office, ()))
