"""What someone says will be done: a promise of whoever “will” stands behind."""

from articles.vocabulary import Modality
from articles.wire.capitals import CAPITALS
from articles.wire.gazetteer import COUNTRY, PLACE
from articles.wire.suggesting.actors import BOTH_SIDES, HE, IT, THEY, WE, Actor
from articles.wire.suggesting.beside import before_verb
from articles.wire.suggesting.governors import DENIED, GOVERNORS, OPEN
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.verbs import SIGNS, Sign
from articles.wire.suggesting.words import AUXILIARIES, MODALS, PREPOSITIONS, is_adverb, phrases

# What people will do in the course of a visit, or be: no promise between countries.
_PLANS = phrases(
    "visit meet arrive attend hold play become remain have celebrate mark leave host travel take face need",
    "see also be make find fall rise depend receive get resign retire",
)
_BLAMED = phrases("blame follow come begin start take go end continue")
_PAID = phrases("visit visits tribute homage respects attention call")
"""What is paid and costs nothing."""
_BELIEVING = phrases(
    "trusts trusted believes believed expects expected thinks thought predicts predicted fears feared confident sure",
    "convinced doubts doubted hopes hoped forecast forecasts",
)
"""Under these it is a forecast of whoever says so that another will …."""
_COOPERATION = phrases(
    "cooperation collaboration exchanges ties relations exchange partnership",
)
_PARTICIPLES = frozenset(["made", "given", "built", "taken", "brought", "put", "set", "kept", "sought"])
_NO_DEEDS = phrases("like not never prefer welcome consider hope benefit gain lose suffer know want help depend seem")
"""What is said to come of itself, or is a wish."""
_SAID = phrases("said says say told announced added replied confirmed affirmed reaffirmed assured informed")
_NEAR = 8
"""Words between a verb of saying and whom it says something of."""
_THEMSELVES = (HE, IT, THEY)
_TENSED = AUXILIARIES | MODALS | {"will"}


def will(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    """What someone says will be done, and nothing takes back."""
    words = scene.paragraph.words
    verb = index + 1
    while verb < last and is_adverb(words[verb]):
        verb += 1
    if verb >= last or any(governor.helps for _, each in GOVERNORS.at(words, verb) for governor in each):
        return None
    clause = _promise(scene, index, verb, (first, last))
    sure = clause is not None and scene.factuality((first, last)).of_verb(verb) < OPEN
    return clause if sure else None


def is_to(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    """What a side is to do: Bulgaria is to supply …."""
    verb = index + 2
    if verb >= last or scene.paragraph.words[verb] in _NO_DEEDS | _BLAMED:
        return None
    clause = _promise(scene, index, verb, (first, last))
    if clause is None or clause.passive or scene.factuality((first, last)).of_verb(verb) >= OPEN:
        return None
    return Clause(index, verb, Sign(Modality.PLEDGED, rule="pledged:is to"), weak=True)


def would(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    """What someone said that they themselves would do: told its partner that it would lend …."""
    words, extents = scene.paragraph.words, scene.factuality((first, last)).extents
    before = extents.before_aside(before_verb(words, index, first))
    beside = (actor for actor in scene.actors if actor.last == before + 1)
    actor = next((actor for actor in beside if actor.kind in _THEMSELVES or actor.kind == COUNTRY), None)
    verb = index + 1
    if actor is None or _SAID.isdisjoint(words[max(first, actor.first - _NEAR) : actor.first]):
        return None
    if verb >= last or words[verb] in _PLANS | _NO_DEEDS or is_adverb(words[verb]):
        return None
    if scene.factuality((first, last)).of_verb(verb) is DENIED:
        return None
    if words[verb] == "continue":
        index += 1
    named = actor.kind == COUNTRY
    return Clause(index, index + 1, Sign(Modality.PLEDGED, rule="pledged:would"), weak=True, named=named)


def _promise(scene: Scene, index: int, verb: int, sentence: tuple[int, int]) -> Clause | None:
    """A promise of whoever “will” stands behind, or a passive that tells nobody."""
    words, (first, last) = scene.paragraph.words, sentence
    before = scene.factuality(sentence).extents.before_aside(before_verb(words, index, first))
    if words[before] in ("and", "but"):
        actor = _doing(scene, sentence, before)
    else:
        actor = next((actor for actor in scene.actors if actor.last == before + 1), None)
    if words[verb] == "continue" and actor is not None and actor.kind != "organization":
        return Clause(index, verb + 1, Sign(Modality.PLEDGED, rule="pledged:will continue"), weak=True)
    if (
        words[verb] == "be"
        and actor is None
        and _COOPERATION & set(words[_part(scene, max(first, index - 14), index) : index])
    ):
        done = next((word for word in words[verb + 1 : last] if not is_adverb(word)), "")
        if done.endswith("ed") or done in _PARTICIPLES:
            return Clause(index, verb + 1, Sign(Modality.STATED, rule="stated:will be"), passive=True, weak=True)
    speaks = actor is not None and (
        actor.kind in (COUNTRY, BOTH_SIDES, THEY, WE) or _is_capital(scene, actor) or _says_so(scene, actor, first)
    )
    if speaks and not _is_plan(words, verb) and not _is_forecast(scene, actor, first):
        return Clause(index, index + 1, Sign(Modality.PLEDGED, rule="pledged:will"), weak=True)
    return None


def _is_plan(words: list[str], verb: int) -> bool:
    """Whether a verb is none of a promise: will attend, will pay a visit."""
    return words[verb] in _PLANS or (words[verb] == "pay" and not _PAID.isdisjoint(words[verb + 1 : verb + 5]))


def _says_so(scene: Scene, actor: Actor, first: int) -> bool:
    """Whether what “it” will do is what it says itself: Hanoi says it will …."""
    return actor.kind == IT and not _SAID.isdisjoint(scene.paragraph.words[max(first, actor.first - 3) : actor.first])


def _is_forecast(scene: Scene, actor: Actor | None, first: int) -> bool:
    """Whether someone else only believes it: trusts that Việt Nam will …."""
    words = scene.paragraph.words
    if actor is None or actor.first <= first or words[actor.first - 1] != "that":
        return False
    return not _BELIEVING.isdisjoint(words[max(first, actor.first - 5) : actor.first])


def _doing(scene: Scene, sentence: tuple[int, int], last: int) -> Actor | None:
    """Who does what stands before “and will …”: the last one named with a verb right behind, or behind an insertion."""
    words, extents, first = scene.paragraph.words, scene.factuality(sentence).extents, sentence[0]
    for actor in reversed(scene.actors):
        if not first <= actor.first < actor.last < last or extents.aside(actor.first):
            continue
        verb = extents.relative_end(actor.last)
        verb = actor.last if verb >= last else verb
        if words[verb] in _TENSED or words[verb] in SIGNS.openers:
            return actor
    return None


def _part(scene: Scene, first: int, last: int) -> int:
    """Where the words begin that no semicolon parts from the one at `last`."""
    return next((at for at in range(last, first, -1) if ";" in scene.paragraph.gap(at)), first)


def _is_capital(scene: Scene, actor: Actor) -> bool:
    """Whether a place stands for the government in it: Washington will …."""
    words = scene.paragraph.words
    return (
        actor.kind == PLACE
        and words[max(0, actor.first - 1)] not in PREPOSITIONS
        and any(last == actor.last for last, _ in CAPITALS.at(words, actor.first))
    )
