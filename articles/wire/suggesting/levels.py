"""Level changes: relations that were raised to a level. What shall be raised, soon or perhaps, is none."""

from collections.abc import Iterator, Sequence

from articles.vocabulary import EventKind, SuggestionType
from articles.wire.gazetteer import COUNTRY, LEVEL, Gazetteer
from articles.wire.records import Suggestion
from articles.wire.suggesting.hits import ADJECTIVE, Hit
from articles.wire.suggesting.moments import Calendar, nearest
from articles.wire.suggesting.quotes import quote
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse
from articles.wire.suggesting.words import AUXILIARIES, phrases

REACH = 16
"""Words between the verb and the level that it led to."""
_NEAR = 6
"""Words behind a level in which the year stands by which it is to be reached."""
_DONE = phrases(
    "elevated upgraded raised lifted established promoted brought formed became upgrades raises elevates launched",
    "moved",
)
_MOVED = phrases("elevated upgraded raised lifted moved brought upgrades raises elevates")
"""Verbs that lead “to” a level; a level right behind them is what is talked of, or left."""
_TO_DO = phrases("elevate upgrade raise lift establish promote bring form become launch build")
_NAMED = phrases(
    "establishment elevation upgrade upgrading elevating raising establishing lifting",
)
_AFTER = phrases(
    "after since following of on by the announced their this",
)
_DESCRIBING = phrases("newly recently the a an their its this")
_ARTICLES = phrases("a an the their its full fully fledged")
_LENGTHS = phrases("year years month months decade decades weeks")
_BEGUN = phrases("established announced proclaimed declared born launched sealed")
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
            change = _change(scene, sentence, hit)
            if change is None:
                continue
            following = _following(scenes, number, place)
            for parties in _pairs(scene, sentence, hit, discourse):
                found = _suggestion(scene, sentence, (hit, change, parties), (calendar, names), following)
                group = told if change[0] == "level-raised" or found.day else named
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


def _change(scene: Scene, sentence: tuple[int, int], hit: Hit) -> tuple[str, int] | None:
    """`level-raised` by a verb in the past, `level-named` behind a noun, and where that stands.

    None for what is not said to have been.
    """
    words, first = scene.paragraph.words, sentence[0]
    if scene.paragraph.question(sentence[1]):
        return None
    sure = scene.factuality(sentence)
    begun = _begun(scene, sentence, hit)
    if begun is not None:
        return "level-raised", begun
    if _is_left(scene, sentence, hit) or _is_ahead(scene, sentence, hit):
        return None
    steps = 0
    for index in range(hit.first - 1, first - 1, -1):
        if sure.extents.aside(index) and not sure.extents.aside(hit.first):
            continue
        steps += 1
        became = words[index] == "become" and words[index - 1] in ("have", "has", "had")
        if steps > REACH or (words[index] in _TO_DO and not became):
            return None
        if words[index] in _MOVED and _ARTICLES.issuperset(words[index + 1 : hit.first]):
            return None  # raised the Strategic Partnership at the meeting
        if (words[index] in _DONE or became) and not (index > first and words[index - 1] in _DESCRIBING):
            return None if sure.of_verb(index) or sure.of_verb(hit.first) else ("level-raised", index)
        if words[index] in _NAMED:
            known = index > first and words[index - 1] in _AFTER
            return ("level-named", index) if known and not sure.of_noun(index, event=False) else None
    return None


def _begun(scene: Scene, sentence: tuple[int, int], hit: Hit) -> int | None:
    """Where it is told that the level itself was begun: a Strategic Partnership was established, … that they set up."""
    words, sure = scene.paragraph.words[hit.last : min(hit.last + 8, sentence[1])], scene.factuality(sentence)
    related = words[:1] in (["that"], ["which"])
    verb = next((at for at, word in enumerate(words) if word in AUXILIARIES), 0 if related else None)
    if verb is None or not (related or "been" in words[verb : verb + 3] or words[verb] in ("was", "were", "is")):
        return None
    begun = next((at for at in range(verb, min(verb + 4, len(words))) if words[at] in _BEGUN), None)
    if begun is None or sure.of_verb(hit.last + begun) or sure.of_noun(hit.first, event=False):
        return None
    return hit.last + begun


def _is_left(scene: Scene, sentence: tuple[int, int], hit: Hit) -> bool:
    """Whether the level is the one before the change, or one that things are done under."""
    words, before = scene.paragraph.words, hit.first - 1
    while before > sentence[0] and words[before] in _ARTICLES:
        before -= 1
    if before >= sentence[0] and words[before] in ("from", "under", "within", "than"):
        return True
    behind = words[hit.last : hit.last + 1] == ["to"]
    return behind and any(other.kind == LEVEL and other.first > hit.last for other in scene.hits)


def _is_ahead(scene: Scene, sentence: tuple[int, int], hit: Hit) -> bool:
    """Whether a later year is told by which the level is to be reached: by the end of 2030."""
    words = scene.paragraph.words[hit.last : min(hit.last + _NEAR, sentence[1])]
    if scene.day is None or words[:1] != ["by"]:
        return False
    return any(len(word) == len("2030") and word.isdecimal() and int(word) > scene.day.year for word in words)


def _is_counted(scene: Scene, sentence: tuple[int, int], verb: int) -> bool:
    """Whether the day that is told is so long after the change: on Wednesday, a year after the two established …."""
    words = scene.paragraph.words
    near = range(max(sentence[0] + 1, verb - 8), verb)
    return any(words[at] in ("after", "since") and words[at - 1] in _LENGTHS for at in near)


def _suggestion(
    scene: Scene,
    sentence: tuple[int, int],
    told: tuple[Hit, tuple[str, int], tuple[str, ...]],
    known: tuple[Calendar, Gazetteer],
    following: tuple[Scene, tuple[int, int]] | None,
) -> Suggestion:
    (hit, (rule, verb), codes), (calendar, names) = told, known
    owned = [key for key in hit.keys if names.by_key[LEVEL, key].country in codes]
    label = names.by_key[LEVEL, hit.key].label
    moments = scene.factuality(sentence).extents.beside(calendar.moments(scene.paragraph, sentence), verb)
    day = "" if _is_counted(scene, sentence, verb) else nearest(moments, scene.paragraph.starts[verb])
    if not day and following is not None and rule == "level-raised":
        later, range_ = following
        if ANNOUNCED & set(later.paragraph.words[range_[0] : range_[0] + 4]):
            day = nearest(calendar.moments(later.paragraph, range_), later.paragraph.starts[range_[0]])
    parties = " and ".join(names.by_key[COUNTRY, code].label for code in codes if (COUNTRY, code) in names.by_key)
    return Suggestion(
        type=SuggestionType.LEVEL_CHANGE,
        label=f"{parties}: {label}" if parties else label,
        paragraph=scene.paragraph.number,
        quote=quote(scene.paragraph, sentence, hit.first),
        rule=rule,
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
