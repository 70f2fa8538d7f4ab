"""The signs of a modality in a sentence: verbs as the table has them, light verbs with their nouns, and “will”."""

from dataclasses import replace

from articles.vocabulary import Modality
from articles.wire.suggesting.actors import BOTH_SIDES, HE, IT, THEY, WE, Actor
from articles.wire.suggesting.beside import asides_at, before_verb
from articles.wire.suggesting.governors import DENIED
from articles.wire.suggesting.promises import is_to, will, would
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.verbs import (
    BASE,
    FINITE,
    LIGHT,
    MEANT,
    NOUNS,
    PARTICIPLE,
    PASSIVE,
    SIGNS,
    STATED_BY,
    Sign,
)
from articles.wire.suggesting.words import AUXILIARIES, CALENDAR, MODALS, PREPOSITIONS, is_adverb, phrases

_BE = frozenset(["was", "were", "is", "are", "been", "being", "be"])
_PRESENT = frozenset(["was", "were", "is", "are"])
_OBJECT = 5
"""Words in which whom something is said to is followed by what is said."""
_ATTRIBUTE = phrases(
    "the a an its their his her newly of some these those",
)
_NO_VERB = PREPOSITIONS | _ATTRIBUTE | _BE | {"to"}
"""Words behind which a participle is none of a verb: by asking, the agreed text."""
_PAPERS = frozenset(["statement", "report", "communique", "newspaper", "agency", "sources", "article"])
"""What says something in print: said a statement."""
_THANKS = frozenset(["appreciation", "thanks", "gratitude", "sympathy", "condolences", "respects"])
_NOT_TOLD = frozenset(["about", "whether", "if", "reporters", "journalists", "why", "how", "what"])
_WONDERING = frozenset(["whether", "if", "why", "how"])
_ADDRESSING = frozenset(["to", "for", "that"])
_INSERTED = 9
"""Words of an insertion behind a verb at most."""
_OPENERS = SIGNS.openers
SHOWING = _OPENERS | LIGHT | {"will"}
"""Words that a sign begins with."""
_AUXILIARIES = frozenset(["did", "has", "have", "had"])
_WHERE = frozenset(["in", "at", "here", "there"])
"""Behind “is expected” these tell where a guest is to arrive."""
_TELLERS = (HE, IT, THEY)
_TENSED = AUXILIARIES | MODALS | {"will", "did", "does"}
_PLURAL = (BOTH_SIDES, THEY, WE)
STATED = Modality.STATED


def signs(scene: Scene, first: int, last: int) -> list[Clause]:
    """The signs of the sentence between two words, in order."""
    found: list[Clause] = []
    behind = first
    for index in scene.telling:
        word = scene.paragraph.words[index]
        if word not in SHOWING or index < behind or index in scene.taken:
            continue
        clause = _sign(scene, index, first, last) if word in _OPENERS else None
        if word in LIGHT and (clause is None or clause.sign.modality is STATED):
            clause = _light(scene, index, first, last) or clause
        if word == "will":
            clause = will(scene, index, first, last)
        if word == "would" and clause is None:
            clause = would(scene, index, first, last)
        if clause is not None:
            found.append(clause)
            behind = clause.last
    return found


def _sign(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    words = scene.paragraph.words
    for end, (sign, *_) in SIGNS.at(words, index):
        if end > last or (end - index > 1 and not scene.paragraph.joined(index, end)):
            continue
        if sign.form == MEANT:
            return is_to(scene, index, first, last)
        if sign.follows:
            end = _behind_insertion(scene, sign, end, last)
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
        if sign.form == PASSIVE and _came_to_nothing(words[end:last]):
            continue
        if scene.factuality((first, last)).of_verb(index) is DENIED or _is_idle(scene, sign, (index, end), first):
            continue
        return Clause(index, end, sign, passive=passive, weak=sign.form == PASSIVE)
    return None


def _behind_insertion(scene: Scene, sign: Sign, end: int, last: int) -> int:
    """Where the words behind a verb go on, what stands between commas left out: undertook, for his country, to …."""
    paragraph = scene.paragraph
    if end >= last or paragraph.gap(end) != ", ":
        return end
    comma = next((at for at in range(end + 1, min(end + _INSERTED, last)) if paragraph.gap(at) == ", "), end)
    return comma if paragraph.words[comma] in sign.follows else end


def _is_idle(scene: Scene, sign: Sign, verb: tuple[int, int], first: int) -> bool:
    """Whether a verb asks a question, tells of a hope that is past, or of what might have been."""
    words, (index, end) = scene.paragraph.words, verb
    behind = words[end : end + 4]
    if sign.modality is Modality.ASKED and not _WONDERING.isdisjoint(behind) and _ADDRESSING.isdisjoint(behind):
        return True
    past = sign.modality is Modality.HOPED and words[index - 1] == "had"
    return past or (words[first] == "had" and _is_supposed(scene, index, first))


def _is_supposed(scene: Scene, index: int, first: int) -> bool:
    """Whether a verb tells what might have been: had Bulgaria asked, …."""
    paragraph = scene.paragraph
    opened = any(first < actor.first < index for actor in scene.actors)
    return opened and not any("," in paragraph.gap(at) for at in range(first + 1, index))


def _came_to_nothing(behind: list[str]) -> bool:
    """Whether what was expected is told not to have been done: …, but did not do so."""
    undone = (at for at in range(1, len(behind)) if behind[at] == "not" and behind[at - 1] in _AUXILIARIES)
    return any(behind[at + 1 : at + 2] in ([], ["do"], ["done"]) for at in undone)


def _is_followed(scene: Scene, sign: Sign, index: int, rest: tuple[int, int], following: str, *, passive: bool) -> bool:
    """Whether one of the words follows that a sign needs, or it stands at the end: …, the ministers agreed."""
    end, last = rest
    if "…" in sign.follows:
        found = not sign.follows.isdisjoint(scene.paragraph.words[end : min(end + _OBJECT, last)])
        found = found or (sign.rule == "stated:told" and _tells_without_that(scene, end, last))
    else:
        found = following in sign.follows
    return found or (following in ("by", "") if passive else not following and _behind_comma(scene, index))


def _tells_without_that(scene: Scene, end: int, last: int) -> bool:
    """Whether what someone told begins behind whom they told it, with no “that”: told the radio his country would …."""
    near = (actor for actor in scene.actors if end < actor.first <= end + _OBJECT and actor.kind in _TELLERS)
    return any(actor.last < last and scene.paragraph.words[actor.last] in _TENSED for actor in near)


def _behind_comma(scene: Scene, index: int) -> bool:
    """Whether a comma stands shortly before a verb: …, the ministers agreed."""
    return any("," in scene.paragraph.gap(at) for at in range(max(index - 4, 1), index))


def _following(words: list[str], index: int, last: int) -> str:
    """The word behind a verb, adverbs and the day left out: vowed on Wednesday to …."""
    while index < last:
        if aside := asides_at(words, index):
            index += aside
        elif (
            is_adverb(words[index])
            or words[index] in CALENDAR
            or (words[index] == "on" and index + 1 < last and words[index + 1] in CALENDAR)
        ):
            index += 1
        else:
            break
    return words[index] if index < last else ""


def _stands(scene: Scene, sign: Sign, index: int, before: int, first: int) -> bool:
    """Whether a form of a verb is used as one here: not the agreed text, to hope, by asking, new offers."""
    words = scene.paragraph.words
    word = words[before] if before >= first else ""
    if sign.form == BASE:
        return word == "did" or any(actor.last == before + 1 and _plural(scene, actor) for actor in scene.actors)
    if sign.form == PARTICIPLE:
        return index == first or word not in _NO_VERB
    if words[index].endswith("s") and sign.form == FINITE and " " not in words[index] and words[index] != "is":
        return word in ("and", "but") or any(actor.last == before + 1 for actor in scene.actors)
    return word not in _ATTRIBUTE and word not in MODALS and word != "to"


def _plural(scene: Scene, actor: Actor) -> bool:
    if actor.kind in _PLURAL:
        return True
    words = scene.paragraph.words
    return words[actor.first - 1 : actor.first] == ["and"] or words[actor.last - 1].endswith("s")


def _light(scene: Scene, index: int, first: int, last: int) -> Clause | None:
    """A verb that says little with the noun that says it: expressed Bulgaria's readiness."""
    words = scene.paragraph.words
    if words[index - 1 : index] in (["to"], ["the"]) or (words[index] == "given" and words[index - 1] in _BE):
        return None
    reached = words[index].startswith("reach")
    for end in range(index + 1, min(index + 8, last)):
        word = words[end]
        if word in NOUNS or (word in STATED_BY and not reached):
            modality = NOUNS.get(word, STATED)
            if word in NOUNS and _names_no_point(words, end + 1):
                return None
            if word in ("call", "calls") and words[end + 1 : end + 2] not in (["for"], ["on"]):
                return None  # made a call to his colleague
            shared = words[index].startswith("shar")  # shared the hope as well as the understanding
            if (modality is Modality.AGREED) != reached and not shared:
                return None
            if scene.factuality((first, last)).of_verb(index) is DENIED:
                return None
            form = PARTICIPLE if words[index].endswith("ing") else FINITE
            owner = _owner(scene, end + 1)
            behind = owner.last if owner is not None else end + 1
            return Clause(index, behind, Sign(modality, form, rule=f"{modality}:{words[index]} {word}"), owner=owner)
        if word in PREPOSITIONS or word in ("that", "of", "no", "and") or "," in scene.paragraph.gap(end):
            return None
    return None


def _owner(scene: Scene, index: int) -> Actor | None:
    """Whose a noun is, where “of” follows and who speaks for a country: the wish of the Vietnamese side."""
    if scene.paragraph.words[index : index + 1] != ["of"]:
        return None
    behind = (actor for actor in scene.actors if actor.first in (index + 1, index + 2) and actor.kind == "country")
    return next(behind, None)


def _names_no_point(words: list[str], index: int) -> bool:
    """Whether only when and where follows: gave the promise in a telephone call, reached the understanding after …."""
    near = words[index : index + 2]
    return bool(near) and (near[0] in ("during", "after", "before", "at") or near in (["in", "a"], ["in", "an"]))
