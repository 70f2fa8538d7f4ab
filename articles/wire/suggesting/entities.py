"""People with their titles, countries, bodies, instruments and sectors: each once, where it is first told."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from articles.vocabulary import SuggestionType
from articles.wire.gazetteer import COUNTRY, INSTRUMENT, ORGANIZATION, SECTOR, Gazetteer
from articles.wire.records import Suggestion
from articles.wire.suggesting.hits import ADJECTIVE, Hit
from articles.wire.suggesting.roster import Naming, Roster
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.words import phrases

_TYPES = {
    COUNTRY: SuggestionType.COUNTRY,
    ORGANIZATION: SuggestionType.ORGANIZATION,
    INSTRUMENT: SuggestionType.INSTRUMENT,
    SECTOR: SuggestionType.SECTOR,
}
_FIELDS = phrases(
    "cooperation collaboration field fields area areas sector sectors trade pillar partnership exchange",
    "exchanges cooperate collaborate",
)


def people(scenes: Sequence[Scene], roster: Roster) -> Iterator[Suggestion]:
    """The people of a story, each at the first mention that prints a title, or at the first."""
    chosen: dict[int, tuple[Scene, Naming]] = {}
    for scene in scenes:
        for naming in sorted(scene.namings, key=lambda each: each.first):
            known = chosen.get(id(naming.someone))
            if known is None or (naming.title and not known[1].title):
                chosen[id(naming.someone)] = scene, naming
    for someone in roster.people:
        if id(someone) in chosen:
            yield _person(*chosen[id(someone)])


def _person(scene: Scene, naming: Naming) -> Suggestion:
    someone = naming.someone
    return Suggestion(
        type=SuggestionType.PERSON,
        label=someone.label,
        paragraph=scene.paragraph.number,
        quote=scene.paragraph.printed(naming.first, naming.last),
        rule=naming.rule,
        key=someone.key,
        origin=(someone.country,) * bool(someone.country),
        title=naming.title,
    )


def things(
    scenes: Sequence[Scene], names: Gazetteer, both: tuple[str, ...], used: Iterable[str]
) -> Iterator[Suggestion]:
    """Countries, bodies, instruments and sectors. `used` are the sectors that commitments are about."""
    seen: set[tuple[str, str]] = set()
    sectors = set(used)
    countries = {hit.key for scene in scenes for hit in scene.everything if hit.kind in (COUNTRY, ADJECTIVE)}
    for scene in scenes:
        for hit in scene.everything:
            if hit.kind not in _TYPES or (hit.kind, hit.key) in seen:
                continue
            if hit.kind == ORGANIZATION and not set(names.by_key[hit.kind, hit.key].parties) <= countries:
                continue
            if hit.kind == SECTOR and hit.key not in sectors and not _in_field(scene, hit):
                continue
            seen.add((hit.kind, hit.key))
            yield _thing(scene, hit, names, "name")
    for scene in scenes:
        for hit in scene.everything:
            if hit.kind == ADJECTIVE and hit.key in both and (COUNTRY, hit.key) not in seen:
                seen.add((COUNTRY, hit.key))
                yield _thing(scene, Hit(hit.first, hit.last, COUNTRY, hit.key), names, "adjective")


def _in_field(scene: Scene, hit: Hit) -> bool:
    """Whether the sentence speaks of fields of cooperation, or names a country or whoever speaks for one."""
    sentences = scene.paragraph.sentences
    sentence = sentences[bisect_right(sentences, (hit.first, len(scene.paragraph.words))) - 1]
    if not _FIELDS.isdisjoint(scene.paragraph.words[sentence[0] : sentence[1]]):
        return True
    scene.look(*sentence)
    return bool(scene.actors) or any(each.kind in (COUNTRY, ADJECTIVE) for each in scene.hits)


def _thing(scene: Scene, hit: Hit, names: Gazetteer, rule: str) -> Suggestion:
    return Suggestion(
        type=_TYPES[hit.kind],
        label=names.by_key[hit.kind, hit.key].label,
        paragraph=scene.paragraph.number,
        quote=scene.paragraph.printed(hit.first, hit.last),
        rule=rule,
        key=hit.key,
    )
