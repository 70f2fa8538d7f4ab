"""Clauses of a sentence that show a modality: the verb, who its subject is, and how far it reaches."""

from dataclasses import dataclass, field

from articles.vocabulary import Modality
from articles.wire.gazetteer import PERSON, PLACE
from articles.wire.suggesting.actors import BOTH_SIDES, GUEST, HOST, THEY, WE, Actor, Scene
from articles.wire.suggesting.sides import Discourse, Subject
from articles.wire.suggesting.verbs import (
    BASE,
    FINITE,
    LIGHT,
    NOUNS,
    PARTICIPLE,
    PASSIVE,
    SIGNS,
    STATED_BY,
    Sign,
)
from articles.wire.suggesting.words import MODALS, NEGATIONS, PREPOSITIONS, is_adverb, phrases

_BE = frozenset(["was", "were", "is", "are", "been", "being", "be"])
_HAVE = frozenset(["has", "have", "had"])
_ATTRIBUTE = phrases(
    "the a an its their his her newly of some these those",
)
_PAUSES = frozenset(["and", "but", "while", "whereas", "or"])
_RELATIVES = frozenset(["who", "which", "whose", "whom", "where"])
_PAPERS = frozenset(["statement", "report", "communique", "newspaper", "agency", "sources", "article"])
"""What says something in print: said a statement."""
_NOT_TOLD = frozenset(["about", "whether", "if", "reporters", "journalists", "why", "how", "what"])
# What people will do in the course of a visit, or be: no promise between countries.
_PLANS = phrases(
    "visit meet arrive attend hold pay play become remain have celebrate mark leave host travel take face need",
    "see also be make find fall rise depend",
)
_COOPERATION = phrases(
    "cooperation collaboration exchanges ties relations exchange partnership",
)
_PARTICIPLES = frozenset(["made", "given", "built", "taken", "brought", "put", "set", "kept", "sought"])
_SHOWING = SIGNS.openers | LIGHT | {"will"}
_PLURAL = (BOTH_SIDES, THEY, WE)
STATED = Modality.STATED


@dataclass
class Clause:
    """A sign at words `first` to `last`, what it reaches over (`start` to `end`), and whose it is."""

    first: int
    last: int
    sign: Sign
    passive: bool = False
    weak: bool = False
    nested: bool = False
    dropped: bool = False
    begins: int = 0
    end: int = 0
    subject: Subject = field(default_factory=Subject)
    speaker: Subject = field(default_factory=Subject)


def clauses(scene: Scene, first: int, last: int, discourse: Discourse) -> list[Clause]:
    """The clauses of the sentence between two words that say something, with their subjects."""
    found = _signs(scene, first, last)
    if not found or scene.paragraph.question(last):
        return []
    _hear(scene, found, discourse)
    main = next((clause for clause in found if clause.first > first or clause.sign.form != PARTICIPLE), None)
    before: Clause | None = None
    for clause in found:
        if clause is not main and clause.first == first and main is not None:
            continue
        clause.begins, coordinate = _begins(scene, clause, before, first)
        clause.nested = before is not None and not coordinate
        _settle(scene, clause, before, main, discourse)
        before = clause
    if main is not None and found[0] is not main and found[0].first == first:
        _front(scene, found[0], main)
    _bound(scene, found, last)
    return [clause for clause in found if not clause.dropped]


def _hear(scene: Scene, found: list[Clause], discourse: Discourse) -> None:
    """Where someone speaks as “we” or “I”, let that be whom the sentence names beside its verb of saying."""
    if not any(actor.kind == WE for actor in scene.actors):
        return
    for clause in found:
        if clause.sign.modality is STATED:
            beside = (actor for actor in scene.actors if actor.last == clause.first or actor.first == clause.last)
            speaker = next((actor for actor in beside if actor.kind != WE), None)
            if speaker is not None:
                discourse.settle(discourse.meaning(speaker))


def _signs(scene: Scene, first: int, last: int) -> list[Clause]:
    found: list[Clause] = []
    behind = first
    for index, word in enumerate(scene.paragraph.words[first:last], first):
        if word not in _SHOWING or index < behind or index in scene.taken:
            continue
        clause = _sign(scene, index, first, last) if word in SIGNS.openers else None
        if word in LIGHT and (clause is None or clause.sign.modality is STATED):
            clause = _light(scene, index, first, last) or clause
        if word == "will":
            clause = _will(scene, index, first, last)
        if clause is not None:
            found.append(clause)
            behind = clause.last
    return found


def _sign(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    words = scene.paragraph.words
    for end, (sign, *_) in SIGNS.at(words, index):
        if end > last or not scene.paragraph.joined(index, end):
            continue
        after = end
        while after < last and is_adverb(words[after]):
            after += 1
        following = words[after] if after < last else ""
        before = _before(words, index, first)
        verb = words[before] if before >= first else ""
        passive = sign.form == PASSIVE or (end - index == 1 and verb in _BE and sign.form == FINITE)
        if sign.follows and following not in sign.follows and not (passive and following in ("by", "")):
            continue
        if not passive and (following == "by" or following in _NOT_TOLD):
            continue
        if sign.modality is STATED and _PAPERS & set(words[end : end + 3]):
            continue
        if not passive and not _stands(scene, sign, index, before, first):
            continue
        if passive and sign.modality is STATED:
            continue
        if _negated(words, index, first):
            continue
        return Clause(index, end, sign, passive=passive, weak=sign.form == PASSIVE)
    return None


def _stands(scene: Scene, sign: Sign, index: int, before: int, first: int) -> bool:
    """Whether a form of a verb is used as one here: not the agreed text, to hope, by asking, new offers."""
    words = scene.paragraph.words
    word = words[before] if before >= first else ""
    adjacent = any(actor.last == before + 1 for actor in scene.actors)
    if sign.form == BASE:
        return any(actor.last == before + 1 and _plural(scene, actor) for actor in scene.actors)
    if sign.form == PARTICIPLE:
        return index == first or (word not in PREPOSITIONS | _ATTRIBUTE | {"to"} and word not in _BE)
    if words[index].endswith("s") and sign.form == FINITE and " " not in words[index] and words[index] != "is":
        return adjacent or word == "and"
    return word not in _ATTRIBUTE and word not in MODALS and word != "to"


def _plural(scene: Scene, actor: Actor) -> bool:
    if actor.kind in _PLURAL:
        return True
    words = scene.paragraph.words
    return words[actor.first - 1 : actor.first] == ["and"] or words[actor.last - 1].endswith("s")


def _before(words: list[str], index: int, first: int) -> int:
    """The word before one, adverbs and forms of have left out."""
    before = index - 1
    while before >= first and (is_adverb(words[before]) or words[before] in _HAVE):
        before -= 1
    return before


def _negated(words: list[str], index: int, first: int) -> bool:
    near = words[max(first, index - 5) : index]
    return bool(NEGATIONS & set(near)) and "only" not in near


def _light(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    """A verb that says little with the noun that says it: expressed Bulgaria's readiness."""
    words = scene.paragraph.words
    if _negated(words, index, first) or words[index - 1 : index] in (["to"], ["the"]):
        return None
    reached = words[index].startswith("reach")
    for end in range(index + 1, min(index + 8, last)):
        word = words[end]
        if word in NOUNS or (word in STATED_BY and not reached):
            modality = NOUNS.get(word, STATED)
            if (modality is Modality.AGREED) != (reached or words[index].startswith("shar")):
                return None
            form = PARTICIPLE if words[index].endswith("ing") else FINITE
            return Clause(index, end + 1, Sign(modality, form, rule=f"{modality}:{words[index]} {word}"))
        if word in PREPOSITIONS or word in ("that", "of", "no", "and") or "," in scene.paragraph.gap(end):
            return None
    return None


def _will(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    """What someone says will be done: a promise of theirs, or a passive that tells nobody."""
    words = scene.paragraph.words
    verb = index + 1
    while verb < last and is_adverb(words[verb]):
        verb += 1
    if verb >= last or words[verb] == "not":
        return None
    before = _before(words, index, first)
    actor = next((actor for actor in scene.actors if actor.last == before + 1), None)
    if words[verb] == "continue" and actor is not None and actor.kind != "organization":
        return Clause(index, verb + 1, Sign(Modality.PLEDGED, rule="pledged:will continue"), weak=True)
    if words[verb] == "be" and actor is None and _COOPERATION & set(words[max(first, index - 14) : index]):
        done = next((word for word in words[verb + 1 : last] if not is_adverb(word)), "")
        if done.endswith("ed") or done in _PARTICIPLES:
            return Clause(index, verb + 1, Sign(STATED, rule="stated:will be"), passive=True, weak=True)
    if actor is not None and actor.kind in ("country", BOTH_SIDES, THEY) and words[verb] not in _PLANS:
        return Clause(index, index + 1, Sign(Modality.PLEDGED, rule="pledged:will"), weak=True)
    return None


def _begins(scene: Scene, clause: Clause, before: Clause | None, first: int) -> tuple[int, bool]:
    """Where the clause of a sign begins, and whether it stands beside the one before it or inside it."""
    if before is None:
        return first, True
    words, paragraph = scene.paragraph.words, scene.paragraph
    if clause.sign.form == PARTICIPLE and ("," in paragraph.gap(clause.first) or words[clause.first - 1] in _PAUSES):
        return clause.first, True
    near = _before(words, clause.first, before.last)
    for index in range(clause.first - 1, before.last - 1, -1):
        if ";" in paragraph.gap(index + 1):
            return index + 1, True
        if words[index] in _PAUSES and "," in paragraph.gap(index):
            return index + 1, True
        if words[index] in _PAUSES and index == near:
            return (before.last, False) if _governs(scene, before) else (index + 1, True)
    return before.last, False


def _governs(scene: Scene, clause: Clause) -> bool:
    """Whether a clause of its own follows the verb: said the two leaders discussed and agreed …."""
    that = scene.paragraph.words[clause.last : clause.last + 1] == ["that"]
    behind = clause.last + that
    follows = that or any(behind <= actor.first <= behind + 1 for actor in scene.actors)
    return clause.sign.clause and follows


def _settle(scene: Scene, clause: Clause, before: Clause | None, main: Clause | None, discourse: Discourse) -> None:
    """Find the subject of a clause, and who says so; drop what another clause says better."""
    outer = before if clause.nested else None
    held = discourse.he
    if outer is not None and len(outer.subject.codes) <= 1 and outer.subject != Subject():
        discourse.he = outer.subject
    subject = subject_of(scene, clause, discourse)
    discourse.he = held
    if clause.sign.form == PARTICIPLE and before is not None and main is not None:
        subject = main.subject
    elif clause.sign.form == PARTICIPLE:
        subject = _opener(scene, clause, discourse) or subject
    elif subject is None and before is not None:
        subject = before.subject
    clause.subject = subject or Subject()
    clause.speaker = clause.subject
    if before is not None and clause.subject.someone is None:
        clause.speaker = before.speaker if clause.nested or before.speaker.someone else clause.subject
    if outer is None:
        return
    if outer.subject.outsider:
        clause.subject = outer.subject
    if outer.sign.modality is not STATED or outer.weak:
        clause.dropped = True
    elif clause.sign.modality is not STATED or clause.weak:
        outer.dropped = True
    else:
        clause.dropped = True


def subject_of(scene: Scene, clause: Clause, discourse: Discourse) -> Subject | None:
    """The subject of a clause: the actor nearest before the verb that no preposition governs, with its partner."""
    hidden = _hidden(scene, clause.begins, clause.first)
    actors = [
        actor
        for actor in scene.actors
        if clause.begins <= actor.first and actor.last <= clause.first and actor.first not in hidden
    ]
    governed: list[Actor] = []
    for position in range(len(actors) - 1, -1, -1):
        actor = actors[position]
        if _is_governed(scene, actor):
            governed.append(actor)
            continue
        return _joined(scene, actors[: position + 1], discourse)
    of = [actor for actor in governed if _preposition(scene, actor) == "of" or _possesses(scene, actor)]
    if of:
        return _joined(scene, list(reversed(of)), discourse)
    return None


def _opener(scene: Scene, clause: Clause, discourse: Discourse) -> Subject | None:
    """Whom the sentence before a participle is about: the first actor that no preposition governs, and its partner."""
    actors = [actor for actor in scene.actors if clause.begins <= actor.first and actor.last <= clause.first]
    free = [number for number, actor in enumerate(actors) if not _is_governed(scene, actor)]
    if not free:
        return None
    end = free[0] + 1
    while end < len(actors) and scene.paragraph.words[actors[end - 1].last : actors[end].first] == ["and"]:
        end += 1
    return _joined(scene, actors[:end], discourse)


def _hidden(scene: Scene, first: int, last: int) -> set[int]:
    """The words of relative clauses between commas: who met the guest on Thursday."""
    paragraph, hidden = scene.paragraph, set()
    index = first
    while index < last:
        if paragraph.words[index] in _RELATIVES and "," in paragraph.gap(index):
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


def _preposition(scene: Scene, actor: Actor) -> str:
    words, index = scene.paragraph.words, actor.first - 1
    while index >= 0 and words[index] in ("the", "his", "her", "its", "their", "both", "a", "s"):
        index -= 1
    return words[index] if index >= 0 else ""


def _possesses(scene: Scene, actor: Actor) -> bool:
    return scene.paragraph.words[actor.last : actor.last + 1] == ["s"] and actor.kind != PERSON


def _is_governed(scene: Scene, actor: Actor) -> bool:
    preposition = _preposition(scene, actor)
    if actor.kind in (HOST, GUEST) and scene.paragraph.words[actor.first - 1] != "the" and preposition != "and":
        return True  # thanked his host
    if preposition == "and":
        earlier = next((other for other in scene.actors if other.last == actor.first - 1), None)
        return earlier is not None and _is_governed(scene, earlier)
    return preposition in PREPOSITIONS or preposition == "of" or _possesses(scene, actor)


def _front(scene: Scene, clause: Clause, main: Clause) -> None:
    """A participle that opens the sentence shares the subject of the main clause, and a strong modality of it."""
    clause.subject, clause.speaker = main.subject, main.speaker
    if clause.sign.modality is STATED and not main.dropped:
        clause.sign = Sign(main.sign.modality, PARTICIPLE, rule=f"{main.sign.modality}:fronted")
    clause.begins = clause.first


def _bound(scene: Scene, found: list[Clause], last: int) -> None:
    """How far each clause reaches: to the next one beside it, or to the end of the sentence."""
    for number, clause in enumerate(found):
        clause.end = last
        for later in found[number + 1 :]:
            if clause.dropped or later.nested or later.dropped:
                continue
            clause.end = later.begins if later.begins > clause.last else later.first
            break
        clause.end = _quoted(scene, clause)
        actors = [actor.first for actor in scene.actors if clause.last <= actor.first < clause.end]
        if clause.begins == clause.first and number + 1 < len(found) and clause.sign.rule.endswith(":fronted"):
            comma = [index for index in actors if "," in scene.paragraph.gap(index)]
            comma += [
                index
                for index in range(clause.last, clause.end)
                if "," in scene.paragraph.gap(index) and scene.paragraph.words[index] == "the"
            ]
            clause.end = max(comma, default=found[number + 1].first)


def _quoted(scene: Scene, clause: Clause) -> int:
    """Where a clause ends that stands in quotation marks: with them."""
    opened = False
    for index in range(clause.begins, clause.end):
        gap = scene.paragraph.gap(index)
        opened = opened or ("“" in gap and index <= clause.first)
        if "”" in gap and index > clause.last and opened:
            return index
    return clause.end


def topic(scene: Scene, sentence: tuple[int, int], said: list[Clause], discourse: Discourse) -> Subject:
    """Whom a sentence is about, for the pronouns behind it: the subject of its first clause, or its first actor."""
    for clause in said:
        if clause.speaker.codes or clause.speaker.outsider:
            return clause.speaker
    first, last = sentence
    for actor in scene.actors:
        if first <= actor.first < last and actor.kind != PLACE and not _is_governed(scene, actor):
            return discourse.meaning(actor)
    return Subject()
