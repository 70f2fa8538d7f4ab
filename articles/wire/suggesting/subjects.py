"""The subject of a clause: who stands before its verb, and is governed by no preposition."""

from articles.wire.gazetteer import PERSON
from articles.wire.suggesting.actors import GUEST, HOST, ROLE, Actor
from articles.wire.suggesting.beside import before_verb
from articles.wire.suggesting.finite import FINITE
from articles.wire.suggesting.relatives import RELATIVES
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse, Subject
from articles.wire.suggesting.verbs import SIGNS
from articles.wire.suggesting.words import PREPOSITIONS, is_gerund, phrases

_CONJOINING = frozenset(["as", "after", "before", "since", "than", "until"])
"""Words that open a clause too: as the two had agreed."""
_DASHES = frozenset(["-", "–"])
_JOINING = frozenset(["and", "then", "but"])
_DONE_TO = phrases(
    "met saw told thanked asked urged meets sees receives welcomes hosts greets thanks receive welcome meet host greet",
    "thank congratulates congratulate assured informed welcomed welcoming briefed briefing telling invites invite",
    "assures informs reminds reminded",
)


def subject_of(scene: Scene, clause: Clause, discourse: Discourse) -> Subject | None:
    """The subject of a clause: the actor nearest before the verb that no preposition governs, with its partner."""
    hidden = _hidden(scene, clause.begins, clause.first)
    actors = [
        actor
        for actor in scene.actors
        if clause.begins <= actor.first and actor.last <= clause.first and actor.first not in hidden
    ]
    actors = doers(scene, actors, clause.begins, clause.first)
    governed: list[Actor] = []
    for position in range(len(actors) - 1, -1, -1):
        actor = actors[position]
        if is_governed(scene, actor):
            governed.append(actor)
            continue
        if position and actor.kind in (HOST, GUEST) and actor.office == "s":
            return Subject(discourse.other(discourse.meaning(actors[position - 1]).codes))
        if position and actor.kind == ROLE and not actor.codes and _owns(scene, actors[position - 1], actor):
            return Subject(discourse.meaning(actors[position - 1]).codes)
        if actor.kind == ROLE and not actor.codes and (voiced := _spoken_for(scene, actor)) is not None:
            return Subject(discourse.meaning(voiced).codes)
        return _joined(scene, actors[: position + 1], discourse)
    of = [actor for actor in governed if preposition(scene, actor) == "of" or _possesses(scene, actor)]
    if of:
        return _joined(scene, list(reversed(of)), discourse)
    return None


def doers(scene: Scene, actors: list[Actor], first: int, verb: int) -> list[Actor]:
    """Of the actors before a verb, those who may be its subject; of all of them at least one.

    Behind “and” a verb has the subject of the verb before it: who received a guest and invited him is not the guest.
    """
    words = scene.paragraph.words
    before = before_verb(words, verb, first)
    if before < first or words[before] not in _JOINING:
        return actors
    kept = [actor for actor in actors if not _is_object(scene, actor)]
    return kept if any(not is_governed(scene, actor) for actor in kept) else actors


def _is_object(scene: Scene, actor: Actor) -> bool:
    """Whether an actor stands right behind a verb that is done to them: welcomed Radev, but not: …, stressed Radev."""
    verb = preposition(scene, actor)
    return verb in _DONE_TO or ((verb.endswith("ed") or is_gerund(verb)) and verb not in SIGNS.openers)


def opener(scene: Scene, clause: Clause, discourse: Discourse) -> Subject | None:
    """Whom the sentence before a participle is about: the first actor that no preposition governs, and its partner."""
    actors = [actor for actor in scene.actors if clause.begins <= actor.first and actor.last <= clause.first]
    free = [number for number, actor in enumerate(actors) if not is_governed(scene, actor)]
    if not free:
        return None
    end = free[0] + 1
    while end < len(actors) and scene.paragraph.words[actors[end - 1].last : actors[end].first] == ["and"]:
        end += 1
    return _joined(scene, actors[:end], discourse)


def _hidden(scene: Scene, first: int, last: int) -> set[int]:
    """The words of relative clauses before a verb: who met the guest on Thursday."""
    paragraph = scene.paragraph
    sentence = next(each for each in paragraph.sentences if each[0] <= first < each[1])
    extents = scene.factuality(sentence).extents
    ranges = [each for each in extents.parting if each[1] <= last]
    hidden = {index for begin, end in ranges for index in range(max(first, begin), end)}
    if RELATIVES.isdisjoint(paragraph.words[first:last]):
        return hidden
    index = first
    while index < last:
        if (
            paragraph.words[index] in RELATIVES
            and ("," in paragraph.gap(index) or "," in paragraph.gap(index - 1))
            and extents.aside_end(index) <= last  # else it is the clause that the verb itself stands in
        ):
            while index < last and not (index + 1 < last and "," in paragraph.gap(index + 1)):
                hidden.add(index)
                index += 1
            hidden.add(index)
        index += 1
    return hidden


def _joined(scene: Scene, actors: list[Actor], discourse: Discourse) -> Subject:
    """The last of some actors, and those that an “and” joins with it."""
    chosen = [actors[-1]]
    for actor in reversed(actors[:-1]):
        between = scene.paragraph.words[actor.last : chosen[-1].first]
        if "and" not in between or len([word for word in between if word not in ("and", "the", "his", "its")]) > 0:
            break
        chosen.append(actor)
    meanings = [discourse.meaning(actor) for actor in chosen]
    if len(meanings) == 1:
        return meanings[0]
    codes = tuple(sorted({code for meaning in meanings for code in meaning.codes}))
    return Subject(codes, None, any(meaning.outsider for meaning in meanings))


def _owns(scene: Scene, owner: Actor, actor: Actor) -> bool:
    """Whether one actor is another's: the host's finance minister."""
    return scene.paragraph.words[owner.last : owner.last + 1] == ["s"] and actor.first - owner.last <= 4


def _spoken_for(scene: Scene, actor: Actor) -> Actor | None:
    """For whom someone in an office speaks: a spokesman for the Korean embassy, an envoy of Finland."""
    near = (other for other in scene.actors if actor.last < other.first <= actor.last + 2 and other.codes)
    return next((other for other in near if scene.paragraph.words[actor.last] in ("for", "of")), None)


def preposition(scene: Scene, actor: Actor) -> str:
    """The word before an actor, articles and possessives left out."""
    words, index = scene.paragraph.words, actor.first - 1
    while index >= 0 and words[index] in ("the", "his", "her", "its", "their", "both", "a", "s"):
        index -= 1
    return words[index] if index >= 0 else ""


def _possesses(scene: Scene, actor: Actor) -> bool:
    return scene.paragraph.words[actor.last : actor.last + 1] == ["s"] and actor.kind != PERSON


def _acts(scene: Scene, actor: Actor) -> bool:
    """Whether a verb with a tense stands right behind an actor."""
    return not FINITE.isdisjoint(scene.paragraph.words[actor.last : actor.last + 1])


def is_governed(scene: Scene, actor: Actor) -> bool:
    """Whether a preposition or a verb before an actor keeps it from being a subject."""
    before = preposition(scene, actor)
    if actor.kind in (HOST, GUEST) and actor.office not in ("the", "s") and before != "and":
        return not scene.paragraph.capital(actor.first - 1)  # thanked his host; but: His host replied
    if scene.paragraph.gap(actor.first) in _DASHES:  # the Việt Nam–Japan partnership
        earlier = next((other for other in scene.actors if other.last == actor.first), None)
        return earlier is None or is_governed(scene, earlier)
    if before in _CONJOINING and _acts(scene, actor):
        return False
    if before == "and":
        earlier = next((other for other in scene.actors if other.last == actor.first - 1), None)
        return earlier is not None and is_governed(scene, earlier)
    return before in PREPOSITIONS or before == "of" or _possesses(scene, actor)
