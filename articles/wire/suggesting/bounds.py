"""How far each clause of a sentence reaches: to the next one, or to whoever says so."""

from articles.wire.suggesting.finite import FINITE
from articles.wire.suggesting.relatives import PRONOUNS, SAID
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.words import CALENDAR, PAUSES, phrases

_LONGEST = 12
"""Words of whoever says something at most."""
_WHEN_SAID = CALENDAR | phrases("on in at after during while when following before here today yesterday later")


def bound(scene: Scene, found: list[Clause], first: int, last: int) -> None:
    """How far each clause reaches: to the next one beside it, or to the end of the sentence."""
    for number, clause in enumerate(found):
        clause.end = last
        for later in found[number + 1 :]:
            if clause.dropped or later.nested or (later.dropped and later.begins <= clause.last):
                continue
            clause.end = later.begins if later.begins > clause.last else later.first
            break
        clause.end = min(_quoted(scene, clause), scene.factuality((first, last)).extents.relative_end(clause.first))
        clause.end = min(clause.end, clause.until or clause.end, _attributed(scene, clause))
        clause.end = _before_semicolon(scene, clause)
        actors = [actor.first for actor in scene.actors if clause.last <= actor.first < clause.end]
        if clause.begins == clause.first and number + 1 < len(found) and clause.sign.rule.endswith(":fronted"):
            comma = [index for index in actors if "," in scene.paragraph.gap(index)]
            comma += [
                index
                for index in range(clause.last, clause.end)
                if "," in scene.paragraph.gap(index) and scene.paragraph.words[index] == "the"
            ]
            clause.end = max(comma, default=found[number + 1].first)


def _attributed(scene: Scene, clause: Clause) -> int:
    """Where a clause ends behind which only stands who says so: …, the ministry said on Wednesday."""
    words, last = scene.paragraph.words, clause.end
    if SAID.isdisjoint(words[clause.last + 1 : last]):
        return last
    said = next((at for at in range(last - 1, clause.last, -1) if words[at] in SAID), None)
    if said is None or "that" in words[said:last] or (said + 1 < last and words[said + 1] not in _WHEN_SAID):
        return last
    comma = next(
        (at for at in range(said, max(clause.last, said - _LONGEST), -1) if "," in scene.paragraph.gap(at)), None
    )
    named = comma is not None and words[comma] not in PAUSES | PRONOUNS
    return comma if comma is not None and named else last


def _before_semicolon(scene: Scene, clause: Clause) -> int:
    """Where a clause ends behind which someone else does something: …; Việt Nam has yet to answer."""
    starts = [actor for actor in scene.actors if clause.last < actor.first < clause.end]
    for actor in starts:
        near = max(actor.first - 1, clause.last + 1)
        at = next((at for at in (near, actor.first) if ";" in scene.paragraph.gap(at)), None)
        if at is not None and not FINITE.isdisjoint(scene.paragraph.words[actor.last : actor.last + 1]):
            return at
    return clause.end


def _quoted(scene: Scene, clause: Clause) -> int:
    """Where a clause ends that stands in quotation marks: with them."""
    if "”" not in scene.paragraph.text:
        return clause.end
    opened = False
    for index in range(clause.begins, clause.end):
        gap = scene.paragraph.gap(index)
        opened = opened or ("“" in gap and index <= clause.first)
        if "”" in gap and index > clause.last and opened:
            return index
    return clause.end
