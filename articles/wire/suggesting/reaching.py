"""How a sentence tells that a level was reached: raised or lowered to it, made, named behind a noun, or held since."""

from dataclasses import dataclass

from articles.wire.gazetteer import COUNTRY
from articles.wire.suggesting.actors import BOTH_SIDES, OUTSIDER
from articles.wire.suggesting.beside import before_verb
from articles.wire.suggesting.finite import FINITE, PAST
from articles.wire.suggesting.governors import DONE
from articles.wire.suggesting.hits import Hit
from articles.wire.suggesting.relatives import PRONOUNS
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.subjects import is_governed
from articles.wire.suggesting.words import AUXILIARIES, CALENDAR, PREPOSITIONS, is_gerund, phrases

RAISED, LOWERED, NAMED, SINCE = "level-raised", "level-lowered", "level-named", "level-since"
REACH = 16
"""Words between the verb and the level that it led to."""
_NEAR = 6
"""Words behind a level in which the year stands by which it is to be reached, or since which it is."""
_FAR = 9
"""Words behind a level in which stands since when it is in place."""
_DONE = phrases(
    "elevated upgraded raised lifted established promoted brought formed became upgrades raises elevates launched",
    "moved",
)
_MOVED = phrases("elevated upgraded raised lifted moved brought upgrades raises elevates")
"""Verbs that lead “to” a level; a level right behind them is what is talked of, or left."""
_BACK = phrases("downgraded downgrades lowered lowers demoted reduced scaled cut")
_TAKEN = _BACK | phrases("took taken takes rose risen advanced transformed turned stepped")
"""Verbs that do so only of relations, and with “to” or “into” before the level: took their ties to …."""
_BONDS = phrases("relations relation relationship relationships ties tie partnership bonds links them it dialogue")
_MADE = phrases(
    "forged struck declared proclaimed announced sealed formalised formalized entered concluded inked created",
)
"""Verbs by which countries make a level that stands right behind: entered into a …."""
_FOUNDED = phrases("established formed launched")
_TO_DO = phrases("elevate upgrade raise lift establish promote bring form become launch build")
_NAMED = phrases(
    "establishment elevation upgrade upgrading elevating raising establishing lifting becoming downgrading downgrade",
)
_AFTER = phrases(
    "after since following of on by the announced their this upon",
)
_PAPERS = phrases("statement declaration communique document agreement protocol memorandum")
_SIGNED = phrases("signed adopted issued approved")
_DESCRIBING = phrases("newly recently the a an their its this")
_ARTICLES = phrases("a an the their its full fully fledged")
_NEW = _ARTICLES - phrases("the") | phrases("new long term formal so called")
_RANKS = phrases("level status rank tier height")
_AT = phrases("at as from")
"""The only prepositions before a level that is held: at the level of a …."""
_BEGUN = phrases("established announced proclaimed declared born launched sealed forged formalised formalized set")
_OWN = phrases("elevate raise upgrade hailed praised")
"""Words behind which a level, and no other noun, is what “established in 2025” tells of."""
_BODIES = phrases("fund committee council agreement treaty forum programme program office")
"""Behind a level these make it the name of something else."""
_TWO = phrases("two both pair they")
_OWNERS = (COUNTRY, BOTH_SIDES)


@dataclass(frozen=True, slots=True)
class Reached:
    """By which rule a level was reached, and the word that tells it."""

    rule: str
    verb: int


def reached(scene: Scene, sentence: tuple[int, int], hit: Hit) -> Reached | None:
    """How a sentence tells that the level it names was reached; None for what is not said to have been."""
    if scene.paragraph.question(sentence[1]) or _is_name(scene, sentence, hit):
        return None
    begun = _begun(scene, sentence, hit)
    if begun is not None:
        return Reached(RAISED, begun)
    if _is_left(scene, sentence, hit) or _is_ahead(scene, sentence, hit):
        return _since(scene, sentence, hit)
    return _told(scene, sentence, hit) or _since(scene, sentence, hit)


def _told(scene: Scene, sentence: tuple[int, int], hit: Hit) -> Reached | None:
    """By which verb or noun before a level."""
    words, first, sure = scene.paragraph.words, sentence[0], scene.factuality(sentence)
    lead, steps = _lead(scene, hit, first), 0
    for index in range(hit.first - 1, first - 1, -1):
        if sure.extents.aside(index) and not sure.extents.aside(hit.first):
            continue
        steps, word = steps + 1, words[index]
        if _is_another(scene, sentence, index, hit):
            return None
        if is_gerund(word) and word not in _NAMED and "," in scene.paragraph.gap(index):
            return None  # became partners, leaping over …
        became = word == "become" and words[index - 1] in ("have", "has", "had")
        noun = word in _NAMED and words[index - 1 : index] != ["to"]
        if steps > REACH or (word in _TO_DO and not became and not (noun and words[index + 1] == "of")):
            return None
        if word in _MOVED and _ARTICLES.issuperset(words[index + 1 : hit.first]):
            return None  # raised the Strategic Partnership at the meeting
        if (word in _DONE or became) and not (index > first and words[index - 1] in _DESCRIBING):
            strays = word in _FOUNDED and _strays(words, index, lead)
            return None if strays or sure.of_verb(index) or sure.of_verb(hit.first) else Reached(RAISED, index)
        if word == "set" and words[index + 1] == "up" and not _strays(words, index + 1, lead):
            return None if sure.of_verb(index) or sure.of_verb(hit.first) else Reached(RAISED, index)
        if (word in _TAKEN and _led(scene, sentence, lead)) or (word in _MADE and _makes(scene, index, lead, hit)):
            certain = not sure.of_verb(index) and not sure.of_verb(hit.first)
            return Reached(LOWERED if word in _BACK else RAISED, index) if certain else None
        if noun:
            known = index > first and words[index - 1] in _AFTER and not sure.of_noun(index, event=False)
            known = known and not _comes(scene, sentence, index, hit)
            known = known and "anniversary" not in words[max(first, index - _NEAR) : index]  # nothing changed then
            return Reached(NAMED, index) if known or _written(scene, sentence, index, hit) else None
    return None


def _is_another(scene: Scene, sentence: tuple[int, int], index: int, hit: Hit) -> bool:
    """Whether another level stands at a word, which a verb before both leads to: not from it, nor to one and this."""
    other = scene.taken.get(index)
    if other is None or other.kind != hit.kind or other.last != index + 1:
        return False
    joined = "and" in scene.paragraph.words[other.last : hit.first]
    return not joined and not _is_left(scene, sentence, other)


def _lead(scene: Scene, hit: Hit, first: int) -> int:
    """The word that a level stands behind, articles and “the level of” left out."""
    words, index = scene.paragraph.words, hit.first - 1
    while index > first:
        if words[index] in _NEW or words[index] == "the" or words[index] in _RANKS:
            index -= 1
        elif words[index] == "of" and words[index - 1] in _RANKS:
            index -= 2
        else:
            break
    return index


def _strays(words: list[str], verb: int, lead: int) -> bool:
    """Whether something other than the level is founded: a fund for the …, a committee to steer the …."""
    founded = words[lead] in PREPOSITIONS and words[lead] not in ("to", "into", "as")
    return lead > verb and (founded or words[lead - 1] == "to")


def _led(scene: Scene, sentence: tuple[int, int], lead: int) -> bool:
    """Whether relations are led to a level: took ties to …, scaled relations back to …."""
    words = scene.paragraph.words
    return words[lead] in ("to", "into") and not _BONDS.isdisjoint(words[sentence[0] : lead])


def _makes(scene: Scene, verb: int, lead: int, hit: Hit) -> bool:
    """Whether countries, or who speaks for them, make the level themselves that a verb has right behind it."""
    words = scene.paragraph.words
    right = lead - (words[lead] == "into") == verb and "the" not in words[verb : hit.first]
    before = before_verb(words, verb, 0) + 1
    beside = (actor for actor in scene.actors if actor.last == before and not is_governed(scene, actor))
    doer = next((actor for actor in beside if actor.kind != OUTSIDER), None)
    between = words[hit.last : hit.last + 1] == ["between"]
    owned = not between or any(
        actor.kind in _OWNERS and hit.last < actor.first <= hit.last + _NEAR for actor in scene.actors
    )
    return right and owned and (doer is not None or words[before - 1] in _TWO)


def _comes(scene: Scene, sentence: tuple[int, int], index: int, hit: Hit) -> bool:
    """Whether a change that the sentence is about is yet to come, or was not made: the upgrade … will take effect."""
    words, (first, last) = scene.paragraph.words, sentence
    behind = range(hit.last, min(hit.last + _NEAR, last - 1))
    verb = next((at for at in behind if words[at] in FINITE), None)
    leads = index - 1 == first or "," in scene.paragraph.gap(index - 1)
    sure = scene.factuality(sentence)
    return leads and verb is not None and any(sure.of_verb(at) for at in range(verb + 1, min(verb + 3, last)))


def _written(scene: Scene, sentence: tuple[int, int], index: int, hit: Hit) -> bool:
    """Whether a paper that was signed raises relations: a joint statement elevating ties to …, a plan, raising ….

    Of what is still to be signed, or only sought, nothing has come about.
    """
    words, sure = scene.paragraph.words, scene.factuality(sentence)
    if sure.of_verb(index) or sure.of_noun(index, event=False):
        return False
    if words[index - 1] in _PAPERS:
        before = range(max(sentence[0], index - 2 * _NEAR), index)
        behind = range(hit.last, min(hit.last + _NEAR, sentence[1]))
        return any(words[at] in _SIGNED and words[at] in DONE and not sure.of_verb(at) for at in (*before, *behind))
    verb = next((at for at in range(index - 1, sentence[0], -1) if words[at] in FINITE), None)
    joined = "," in scene.paragraph.gap(index) and verb is not None and words[verb] in PAST
    return joined and words[index].endswith("ing") and not sure.of_verb(verb or index)


def _begun(scene: Scene, sentence: tuple[int, int], hit: Hit) -> int | None:
    """Where it is told that the level itself was begun: a Strategic Partnership was established, … that they set up."""
    words, sure = scene.paragraph.words[hit.last : min(hit.last + 8, sentence[1])], scene.factuality(sentence)
    first = words[0] if words else ""
    if first in _BEGUN and (first != "set" or words[1:2] == ["up"]):
        return hit.last if _owns(scene, sentence, hit) else None
    related = first in PRONOUNS
    verb = next((at for at, word in enumerate(words) if word in AUXILIARIES), 0 if related else None)
    if verb is None or not (related or "been" in words[verb : verb + 3] or words[verb] in ("was", "were", "is")):
        return None
    reach = range(_NEAR) if related else range(verb, verb + 4)
    begun = next((at for at in reach if at < len(words) and words[at] in _BEGUN), None)
    if begun is None or sure.of_verb(hit.last + begun) or sure.of_noun(hit.first, event=False):
        return None
    return hit.last + begun


def _owns(scene: Scene, sentence: tuple[int, int], hit: Hit) -> bool:
    """Whether “established in 2025” tells of the level before it, and not of a fund for it."""
    words, lead = scene.paragraph.words, _lead(scene, hit, sentence[0])
    known = words[hit.first - 1] in ("the", "their")
    return known and (lead <= sentence[0] or words[lead] in _OWN or words[lead] not in PREPOSITIONS)


def _since(scene: Scene, sentence: tuple[int, int], hit: Hit) -> Reached | None:
    """Where it is told since when a level is held: partners since 2013; as of today, they are partners."""
    words, sure, (first, last) = scene.paragraph.words, scene.factuality(sentence), sentence
    lead = _lead(scene, hit, first)
    standing = words[lead] in _AT or words[lead] not in PREPOSITIONS
    if not standing or words[hit.first - 1] == "the" or sure.of_verb(hit.first):
        return None
    since = next((at for at in range(hit.last, min(hit.last + _FAR, last)) if words[at] == "since"), None)
    if since is not None:
        placed = words[since - 2 : since] == ["in", "place"]
        return Reached(SINCE, since) if placed or FINITE.isdisjoint(words[hit.last : since]) else None
    of = next((at + 1 for at in range(first, last - 1) if words[at : at + 2] == ["as", "of"]), None)
    return Reached(SINCE, of) if of is not None and words[lead] in ("are", "is") else None


def _is_name(scene: Scene, sentence: tuple[int, int], hit: Hit) -> bool:
    """Whether the words are part of a longer name: the Strategic Partnership Fund."""
    last, paragraph = hit.last, scene.paragraph
    if last >= sentence[1] or paragraph.gap(last) != " ":
        return False
    named = any(other.first == last for other in scene.hits) or paragraph.words[last] in CALENDAR
    return paragraph.words[last] in _BODIES or (paragraph.capital(last) and not named)


def _is_left(scene: Scene, sentence: tuple[int, int], hit: Hit) -> bool:
    """Whether the level is the one before the change, or one that things are done under."""
    words, before = scene.paragraph.words, hit.first - 1
    while before > sentence[0] and words[before] in _ARTICLES:
        before -= 1
    if before >= sentence[0] and words[before] in ("from", "under", "within", "than"):
        return True
    behind = words[hit.last : hit.last + 1] == ["to"]
    return behind and any(other.kind == hit.kind and other.first > hit.last for other in scene.hits)


def _is_ahead(scene: Scene, sentence: tuple[int, int], hit: Hit) -> bool:
    """Whether a later year is told by which the level is to be reached: by the end of 2030."""
    words = scene.paragraph.words[hit.last : min(hit.last + _NEAR, sentence[1])]
    if scene.day is None or words[:1] != ["by"]:
        return False
    return any(len(word) == len("2030") and word.isdecimal() and int(word) > scene.day.year for word in words)
