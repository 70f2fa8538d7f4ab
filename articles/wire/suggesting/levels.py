"""Level changes: relations that were raised to a level. What shall be raised, soon or perhaps, is none."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from articles.vocabulary import EventKind, SuggestionType
from articles.wire.gazetteer import COUNTRY, LEVEL, Gazetteer
from articles.wire.records import Suggestion
from articles.wire.suggesting.finite import FINITE
from articles.wire.suggesting.hits import ADJECTIVE, Hit
from articles.wire.suggesting.moments import Calendar, nearest
from articles.wire.suggesting.quotes import quote
from articles.wire.suggesting.reaching import LOWERED, NAMED, RAISED, SINCE, Reached, reached
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse
from articles.wire.suggesting.words import CALENDAR, phrases

_LENGTHS = phrases("year years month months decade decades weeks")
_LISTING = CALENDAR | phrases("and then followed by in on of that the same year")
"""What joins countries and days in a list of them."""
ANNOUNCED = frozenset(["announcement", "decision", "upgrade", "elevation", "step", "move"])
"""What a change is called in the sentence behind the one that tells it."""


def level_changes(
    scenes: Sequence[Scene], calendar: Calendar, names: Gazetteer, discourse: Discourse
) -> list[Suggestion]:
    """The level changes of a story: each once, with its day where some sentence tells it."""
    told: dict[tuple[str, tuple[str, ...]], Suggestion] = {}
    named: dict[tuple[str, tuple[str, ...]], Suggestion] = {}
    for number, scene in enumerate(scenes):
        for place, sentence, hit in _levels(scene):
            change = reached(scene, sentence, hit)
            if change is None:
                continue
            following = _following(scenes, number, place)
            day = _told_day(scene, sentence, (hit, change), calendar, following)
            pairs = [(parties, day) for parties in _pairs(scene, sentence, hit, discourse)]
            for parties, day in (*pairs, *_gapped(scene, sentence, hit, calendar)):
                if len(parties) != 2:
                    continue
                found = _suggestion(scene, sentence, (hit, change, parties), day, names)
                if change.rule == SINCE and not found.day:
                    continue
                group = named if change.rule in (NAMED, SINCE) and not found.day else told
                known = group.get((found.label, found.origin))
                if known is None or (found.day and not known.day):
                    group[found.label, found.origin] = found
    return [*told.values(), *(each for key, each in named.items() if key not in told)]


def _levels(scene: Scene) -> Iterator[tuple[int, tuple[int, int], Hit]]:
    """The levels that a paragraph names, each with its sentence and the number of that."""
    if LEVEL not in [hit.kind for hit in scene.everything]:
        return
    for place, sentence in enumerate(scene.paragraph.sentences):
        scene.look(*sentence)
        for hit in scene.hits:
            if hit.kind == LEVEL:
                yield place, sentence, hit


def _following(scenes: Sequence[Scene], number: int, place: int) -> tuple[Scene, tuple[int, int]] | None:
    """The sentence behind one, in the next paragraph where need be."""
    sentences = scenes[number].paragraph.sentences
    if place + 1 < len(sentences):
        return scenes[number], sentences[place + 1]
    later = scenes[number + 1] if number + 1 < len(scenes) else None
    if later is None or later.paragraph.number > scenes[number].paragraph.number + 1:
        return None
    return later, later.paragraph.sentences[0]


def _is_counted(scene: Scene, sentence: tuple[int, int], verb: int) -> bool:
    """Whether the day that is told is so long after the change: on Wednesday, a year after the two established …."""
    words = scene.paragraph.words
    near = range(max(sentence[0] + 1, verb - 8), verb)
    return any(words[at] in ("after", "since") and words[at - 1] in _LENGTHS for at in near)


def _told_day(
    scene: Scene,
    sentence: tuple[int, int],
    told: tuple[Hit, Reached],
    calendar: Calendar,
    following: tuple[Scene, tuple[int, int]] | None,
) -> str:
    """The day of a change: in its own sentence, or in the one behind where that calls it by its name."""
    day = _day(scene, sentence, told, calendar)
    if day or following is None or told[1].rule not in (RAISED, LOWERED):
        return day
    later, range_ = following
    if ANNOUNCED.isdisjoint(later.paragraph.words[range_[0] : range_[0] + 4]):
        return ""
    return nearest(calendar.moments(later.paragraph, range_), later.paragraph.starts[range_[0]])


def _day(scene: Scene, sentence: tuple[int, int], told: tuple[Hit, Reached], calendar: Calendar) -> str:
    """The day that stands right behind the level, or else nearest to the verb that leads to it.

    No month or year is that of another verb before it: began in 1950 and became ….
    """
    (hit, change), paragraph = told, scene.paragraph
    starts, verb = paragraph.starts, change.verb
    found = calendar.moments(paragraph, sentence)
    behind = [(place, day) for place, day in found if place in starts[hit.last : hit.last + 2]]
    if change.rule == SINCE:
        near = [day for place, day in found if place in starts[verb : verb + 3]]
        return near[0] if near else ""
    if behind and "," not in paragraph.gap(hit.last):
        return behind[0][1]
    if _is_counted(scene, sentence, verb):
        return ""
    beside = scene.factuality(sentence).extents.beside(found, verb)
    return nearest([each for each in beside if not _is_of_another(scene, sentence, verb, each)], starts[verb])


def _is_of_another(scene: Scene, sentence: tuple[int, int], verb: int, moment: tuple[int, str]) -> bool:
    """Whether a month or year belongs to a verb that “and” joins with this one: began in 1950 and became …."""
    place, day = moment
    at = bisect_left(scene.paragraph.starts, place)
    if len(day) == len("2025-10-23") or at > verb or "and" not in scene.paragraph.words[at:verb]:
        return False
    return any(word in FINITE or word.endswith("ed") for word in scene.paragraph.words[sentence[0] : at])


def _suggestion(
    scene: Scene,
    sentence: tuple[int, int],
    told: tuple[Hit, Reached, tuple[str, ...]],
    day: str,
    names: Gazetteer,
) -> Suggestion:
    hit, change, codes = told
    owned = [key for key in hit.keys if names.by_key[LEVEL, key].country in codes]
    label = names.by_key[LEVEL, hit.key].label
    parties = " and ".join(names.by_key[COUNTRY, code].label for code in codes if (COUNTRY, code) in names.by_key)
    return Suggestion(
        type=SuggestionType.LEVEL_CHANGE,
        label=f"{parties}: {label}" if parties else label,
        paragraph=scene.paragraph.number,
        quote=quote(scene.paragraph, sentence, hit.first),
        rule=change.rule,
        kind=EventKind.LEVEL_CHANGE,
        origin=codes,
        to=codes,
        day=day,
        level=owned[0] if owned else "",
    )


def _pairs(scene: Scene, sentence: tuple[int, int], hit: Hit, discourse: Discourse) -> list[tuple[str, ...]]:
    """The two that a level is of, or several such: one and another became Strategic Partners of a third."""
    behind = next((other for other in scene.hits if hit.last < other.first <= hit.last + 2), None)
    if scene.paragraph.words[hit.last : hit.last + 1] == ["of"] and behind is not None and behind.kind == COUNTRY:
        before = [other.key for other in scene.hits if other.kind == COUNTRY and other.first < hit.first]
        if before:
            pairs = (sorted((code, behind.key)) for code in dict.fromkeys(before) if code != behind.key)
            return [(one, other) for one, other in pairs]
    return [_parties(scene, sentence, discourse)]


def _gapped(
    scene: Scene, sentence: tuple[int, int], hit: Hit, calendar: Calendar
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Pairs told behind with a day and no verb: became partners of Việt Nam in May, Kuwait and Algeria in June.

    Nothing but countries and days may stand there, and what joins them.
    """
    words, starts = scene.paragraph.words, scene.paragraph.starts
    owner = next((other for other in scene.hits if hit.last < other.first <= hit.last + 2), None)
    if owner is None or owner.kind != COUNTRY or words[hit.last] != "of":
        return
    countries = {other.first: other for other in scene.hits if other.kind == COUNTRY}
    days = dict(calendar.moments(scene.paragraph, sentence))
    waiting: list[str] = []
    index, year = owner.last, ""
    while index < sentence[1]:
        if starts[index] in days:
            day = days[starts[index]]
            if words[index + 2 : index + 5] in (["of", "that", "year"], ["of", "the", "same"]):
                day = year + day[4:]
            yield from ((tuple(sorted((code, owner.key))), day) for code in waiting)
            waiting, year = [], day[:4]
        elif index in countries:
            waiting.append(countries[index].key)
            index = countries[index].last - 1
        elif words[index] not in _LISTING and not words[index].isdecimal():
            return
        index += 1


def _parties(scene: Scene, sentence: tuple[int, int], discourse: Discourse) -> tuple[str, ...]:
    """The two that the sentence names, or the pair of the story."""
    first, last = sentence
    named = [hit.key for hit in scene.hits if hit.kind in (COUNTRY, ADJECTIVE) and first <= hit.first < last]
    codes = tuple(dict.fromkeys(named))
    if len(codes) == 2:
        return tuple(sorted(codes))
    if len(codes) == 1 and codes[0] not in discourse.pair and discourse.pair:
        return tuple(sorted((codes[0], discourse.pair[0])))
    return discourse.pair
