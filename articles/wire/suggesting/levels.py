"""Level changes: relations that were raised to a level. What shall be raised, soon or perhaps, is none."""

from collections.abc import Sequence

from articles.vocabulary import EventKind, SuggestionType
from articles.wire.gazetteer import COUNTRY, LEVEL, Gazetteer
from articles.wire.records import Suggestion
from articles.wire.suggesting.actors import Scene
from articles.wire.suggesting.hits import ADJECTIVE, Hit
from articles.wire.suggesting.moments import Calendar, nearest
from articles.wire.suggesting.quotes import quote
from articles.wire.suggesting.sides import Discourse
from articles.wire.suggesting.words import MODALS, NEGATIONS, phrases

REACH = 16
"""Words between the verb and the level that it led to."""
_DONE = phrases(
    "elevated upgraded raised lifted established promoted brought formed became upgrades raises",
)
_NAMED = phrases(
    "establishment elevation upgrade upgrading elevating raising establishing lifting",
)
_AFTER = phrases(
    "after since following of on by the announced their this",
)
_UNSURE = (
    phrases(
        "to will if whether plan plans planned planning intend intends aim aims aiming consider considering",
        "considered discuss discussed discussing expected proposed propose proposal towards toward hope hopes",
        "hoped seek seeking soon prospect possibility yet agreed ready ahead",
    )
    | MODALS
)
_ANNOUNCED = frozenset(["announcement", "decision", "upgrade", "elevation", "step", "move"])


def level_changes(
    scenes: Sequence[Scene], calendar: Calendar, names: Gazetteer, discourse: Discourse
) -> list[Suggestion]:
    """The level changes of a story: each once, with its day where some sentence tells it."""
    told: dict[tuple[str, tuple[str, ...]], Suggestion] = {}
    named: dict[tuple[str, tuple[str, ...]], Suggestion] = {}
    sentences = [(scene, sentence) for scene in scenes for sentence in scene.paragraph.sentences]
    for number, (scene, sentence) in enumerate(sentences):
        scene.look(*sentence)
        for hit in scene.hits:
            if hit.kind != LEVEL:
                continue
            rule = _rule(scene, sentence, hit)
            if rule is None:
                continue
            following = sentences[number + 1] if number + 1 < len(sentences) else None
            found = _suggestion(scene, sentence, hit, rule, (calendar, names, discourse), following)
            group = told if rule == "level-raised" or found.day else named
            known = group.get((found.label, found.origin))
            if known is None or (found.day and not known.day):
                group[found.label, found.origin] = found
    return [*told.values(), *(each for key, each in named.items() if key not in told)]


def _rule(scene: Scene, sentence: tuple[int, int], hit: Hit) -> str | None:
    """`level-raised` behind a verb in the past, `level-named` behind a noun; None for what is not said to have been."""
    words, first = scene.paragraph.words, sentence[0]
    if scene.paragraph.question(sentence[1]) or words[hit.first - 1] in ("from", "under") or hit.first == first:
        return None
    if words[hit.last : hit.last + 1] == ["to"] and any(
        other.kind == LEVEL and other.first > hit.last for other in scene.hits
    ):
        return None  # the level that was left
    for index in range(hit.first - 1, max(first, hit.first - REACH) - 1, -1):
        before = words[max(first, index - 6) : index]
        if words[index] in _DONE and words[index - 1 : index] != ["newly"]:
            unsure = (_UNSURE | NEGATIONS | {"be", "being"}) & set(before[-4:]) or NEGATIONS & set(before)
            return None if unsure else "level-raised"
        if words[index] in _NAMED:
            sure = bool(before) and before[-1] in _AFTER
            return "level-named" if sure and not (_UNSURE | NEGATIONS) & set(before) - {"to"} else None
    return None


def _suggestion(
    scene: Scene,
    sentence: tuple[int, int],
    hit: Hit,
    rule: str,
    known: tuple[Calendar, Gazetteer, Discourse],
    following: tuple[Scene, tuple[int, int]] | None,
) -> Suggestion:
    calendar, names, discourse = known
    codes = _parties(scene, sentence, discourse)
    owned = [key for key in hit.keys if names.by_key[LEVEL, key].country in codes]
    label = names.by_key[LEVEL, hit.key].label
    position = scene.paragraph.starts[hit.first]
    day = nearest(calendar.moments(scene.paragraph, sentence), position)
    if not day and following is not None and rule == "level-raised":
        later, range_ = following
        if _ANNOUNCED & set(later.paragraph.words[range_[0] : range_[0] + 4]):
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
