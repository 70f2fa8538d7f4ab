"""What is pledged, asked or offered by a noun alone: a pledge by Việt Nam to …, Bulgaria's offer to …."""

from articles.vocabulary import Modality
from articles.wire.suggesting.actors import Actor
from articles.wire.suggesting.finite import FINITE
from articles.wire.suggesting.governors import DENIED
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.verbs import DEEDS, NOUN, Sign
from articles.wire.suggesting.words import PREPOSITIONS, phrases

_LEADING = frozenset(["to", "that", "for"])
_TAKEN_BACK = phrases("withdrew withdrawn withdraws back broke broken retracted dropped abandoned reneged forgotten")
_NEAR = 6
"""Words around a promise that may say that it holds no more."""
_NO_SUBJECT = PREPOSITIONS | {"that", "which", "who"}
"""Words behind which no verb of that noun stands."""


def noun(scene: Scene, index: int, sentence: tuple[int, int]) -> Clause | None:
    """The clause that a noun at a word says, whose it is told; None where it is not, or is denied."""
    words, last = scene.paragraph.words, sentence[1]
    owner = _by(scene, index) or _of(scene, index)
    if owner is None or scene.factuality(sentence).of_noun(index, event=False) is DENIED:
        return None
    modality = DEEDS[words[index]]
    end = max(index + 1, owner.last)
    if not _leads(scene, end, modality, last):
        return None
    made = Clause(index, end, Sign(modality, NOUN, rule=f"{modality}:{words[index]}"), owner=owner)
    made.until = _predicate(scene, end, last)
    around = {*words[max(sentence[0], index - _NEAR) : index], *words[made.until : made.until + _NEAR]}
    return None if around & _TAKEN_BACK and modality in (Modality.PLEDGED, Modality.OFFERED) else made


def _by(scene: Scene, index: int) -> Actor | None:
    """Whose it is by what stands behind: a pledge by Việt Nam."""
    words = scene.paragraph.words
    near = (actor for actor in scene.actors if index < actor.first <= index + 4)
    return next((actor for actor in near if "by" in words[index + 1 : actor.first]), None)


def _of(scene: Scene, index: int) -> Actor | None:
    """Whose it is by what stands before: Việt Nam's pledge, the ministers' pledge."""
    words = scene.paragraph.words
    if words[index - 1 : index] != ["s"]:
        return None
    return next((actor for actor in scene.actors if actor.last in (index - 1, index)), None)


def _leads(scene: Scene, end: int, modality: Modality, last: int) -> bool:
    """Whether what it is about follows, behind whoever it is addressed to."""
    words = scene.paragraph.words
    if words[end : end + 1] and words[end] == "to":
        addressed = next((actor for actor in scene.actors if actor.first in (end + 1, end + 2)), None)
        if addressed is None:
            return True
        end = addressed.last
    return not _LEADING.isdisjoint(words[end : min(end + 1, last)])


def _predicate(scene: Scene, first: int, last: int) -> int:
    """Where the verb stands that such a noun is the subject of: …'s proposal for a review was welcomed."""
    words = scene.paragraph.words
    that = words[first : first + 1] == ["that"]
    for at in range(first + 2, last):
        if words[at] in FINITE and words[at - 1] not in _NO_SUBJECT:
            if not that:
                return at
            that = False
    return last
