"""The signs of a modality in a sentence: verbs as the table has them, light verbs with their nouns, and “will”."""

from dataclasses import dataclass, replace

from articles.vocabulary import Modality
from articles.wire.capitals import CAPITALS
from articles.wire.gazetteer import PLACE
from articles.wire.suggesting.actors import BOTH_SIDES, THEY, WE, Actor
from articles.wire.suggesting.governors import DENIED, GOVERNORS, OPEN
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import NOBODY, Subject
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
from articles.wire.suggesting.words import CALENDAR, MODALS, PREPOSITIONS, is_adverb, phrases

_BE = frozenset(["was", "were", "is", "are", "been", "being", "be"])
_PRESENT = frozenset(["was", "were", "is", "are"])
_OBJECT = 5
"""Words in which whom something is said to is followed by what is said."""
_HAVE = frozenset(["has", "have", "had"])
_ATTRIBUTE = phrases(
    "the a an its their his her newly of some these those",
)
_NO_VERB = PREPOSITIONS | _ATTRIBUTE | _BE | {"to"}
"""Words behind which a participle is none of a verb: by asking, the agreed text."""
_PAPERS = frozenset(["statement", "report", "communique", "newspaper", "agency", "sources", "article"])
"""What says something in print: said a statement."""
_THANKS = frozenset(["appreciation", "thanks", "gratitude", "sympathy", "condolences", "respects"])
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
SHOWING = SIGNS.openers | LIGHT | {"will"}
"""Words that a sign begins with."""
_WHERE = frozenset(["in", "at", "here", "there"])
"""Behind “is expected” these tell where a guest is to arrive."""
_PLURAL = (BOTH_SIDES, THEY, WE)
STATED = Modality.STATED


@dataclass
class Clause:
    """A sign at words `first` to `last`, what it reaches over (`start` to `end`), and whose it is.

    Of a noun, `owner` is whose it is, and `until` where what it is about ends.
    """

    first: int
    last: int
    sign: Sign
    passive: bool = False
    weak: bool = False
    nested: bool = False
    dropped: bool = False
    begins: int = 0
    end: int = 0
    subject: Subject = NOBODY
    speaker: Subject = NOBODY
    within: "Clause | None" = None
    owner: Actor | None = None
    until: int = 0


def signs(scene: Scene, first: int, last: int) -> list[Clause]:
    """The signs of the sentence between two words, in order."""
    found: list[Clause] = []
    behind = first
    for index in scene.telling:
        word = scene.paragraph.words[index]
        if word not in SHOWING or index < behind or index in scene.taken:
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
        if end > last or (end - index > 1 and not scene.paragraph.joined(index, end)):
            continue
        following = _following(words, end, last)
        before = before_verb(words, index, first)
        verb = words[before] if before >= first else ""
        if sign.form == PARTICIPLE and verb in _PRESENT and sign.modality is not STATED:
            sign = replace(sign, form=FINITE)  # is asking, were hoping
            passive = False
        else:
            passive = sign.form == PASSIVE or (end - index == 1 and verb in _BE and sign.form == FINITE)
        if sign.follows and not _is_followed(scene, sign, index, (end, last), following, passive=passive):
            continue
        if not passive and (following == "by" or following in _NOT_TOLD):
            continue
        if sign.modality is STATED and (_PAPERS & set(words[end : end + 3]) or _THANKS & set(words[end : end + 4])):
            continue
        beside = scene.factuality((first, last)).extents.before_aside(before)
        if not passive and not _stands(scene, sign, index, beside, first):
            continue
        if passive and (sign.modality is STATED or (sign.form == PASSIVE and following in _WHERE)):
            continue
        if scene.factuality((first, last)).of_verb(index) is DENIED:
            continue
        return Clause(index, end, sign, passive=passive, weak=sign.form == PASSIVE)
    return None


def _is_followed(scene: Scene, sign: Sign, index: int, rest: tuple[int, int], following: str, *, passive: bool) -> bool:
    """Whether one of the words follows that a sign needs, or it stands at the end: …, the ministers agreed."""
    end, last = rest
    if "…" in sign.follows:
        found = not sign.follows.isdisjoint(scene.paragraph.words[end : min(end + _OBJECT, last)])
    else:
        found = following in sign.follows
    return found or (following in ("by", "") if passive else not following and _behind_comma(scene, index))


def _behind_comma(scene: Scene, index: int) -> bool:
    """Whether a comma stands shortly before a verb: …, the ministers agreed."""
    return any("," in scene.paragraph.gap(at) for at in range(max(index - 4, 1), index))


def _following(words: list[str], index: int, last: int) -> str:
    """The word behind a verb, adverbs and the day left out: vowed on Wednesday to …."""
    while index < last and (
        is_adverb(words[index])
        or words[index] in CALENDAR
        or (words[index] == "on" and index + 1 < last and words[index + 1] in CALENDAR)
    ):
        index += 1
    return words[index] if index < last else ""


def _stands(scene: Scene, sign: Sign, index: int, before: int, first: int) -> bool:
    """Whether a form of a verb is used as one here: not the agreed text, to hope, by asking, new offers."""
    words = scene.paragraph.words
    word = words[before] if before >= first else ""
    if sign.form == BASE:
        return any(actor.last == before + 1 and _plural(scene, actor) for actor in scene.actors)
    if sign.form == PARTICIPLE:
        return index == first or word not in _NO_VERB
    if words[index].endswith("s") and sign.form == FINITE and " " not in words[index] and words[index] != "is":
        return word == "and" or any(actor.last == before + 1 for actor in scene.actors)
    return word not in _ATTRIBUTE and word not in MODALS and word != "to"


def _plural(scene: Scene, actor: Actor) -> bool:
    if actor.kind in _PLURAL:
        return True
    words = scene.paragraph.words
    return words[actor.first - 1 : actor.first] == ["and"] or words[actor.last - 1].endswith("s")


def before_verb(words: list[str], index: int, first: int) -> int:
    """The word before one, adverbs and forms of have left out."""
    before = index - 1
    while before >= first and (is_adverb(words[before]) or words[before] in _HAVE):
        before -= 1
    return before


def _light(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    """A verb that says little with the noun that says it: expressed Bulgaria's readiness."""
    words = scene.paragraph.words
    if words[index - 1 : index] in (["to"], ["the"]):
        return None
    reached = words[index].startswith("reach")
    for end in range(index + 1, min(index + 8, last)):
        word = words[end]
        if word in NOUNS or (word in STATED_BY and not reached):
            modality = NOUNS.get(word, STATED)
            if (modality is Modality.AGREED) != (reached or words[index].startswith("shar")):
                return None
            if scene.factuality((first, last)).of_verb(index) is DENIED:
                return None
            form = PARTICIPLE if words[index].endswith("ing") else FINITE
            return Clause(index, end + 1, Sign(modality, form, rule=f"{modality}:{words[index]} {word}"))
        if word in PREPOSITIONS or word in ("that", "of", "no", "and") or "," in scene.paragraph.gap(end):
            return None
    return None


def _part(scene: Scene, first: int, last: int) -> int:
    """Where the words begin that no semicolon parts from the one at `last`."""
    return next((at for at in range(last, first, -1) if ";" in scene.paragraph.gap(at)), first)


def _will(scene: Scene, index: int, first: int, last: int) -> Clause | None:
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


def _is_capital(scene: Scene, actor: Actor) -> bool:
    """Whether a place stands for the government in it: Washington will …."""
    words = scene.paragraph.words
    return (
        actor.kind == PLACE
        and words[max(0, actor.first - 1)] not in PREPOSITIONS
        and any(last == actor.last for last, _ in CAPITALS.at(words, actor.first))
    )


def _promise(scene: Scene, index: int, verb: int, sentence: tuple[int, int]) -> Clause | None:
    """A promise of whoever “will” stands behind, or a passive that tells nobody."""
    words, (first, last) = scene.paragraph.words, sentence
    before = before_verb(words, index, first)
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
            return Clause(index, verb + 1, Sign(STATED, rule="stated:will be"), passive=True, weak=True)
    speaks = actor is not None and (actor.kind in ("country", BOTH_SIDES, THEY) or _is_capital(scene, actor))
    if speaks and words[verb] not in _PLANS:
        return Clause(index, index + 1, Sign(Modality.PLEDGED, rule="pledged:will"), weak=True)
    return None
