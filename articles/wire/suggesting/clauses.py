"""Clauses of a sentence that say something: whose each is, which governs which, and how far it reaches."""

from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from articles.wire.gazetteer import PLACE
from articles.wire.suggesting.actors import WE, Actor
from articles.wire.suggesting.beside import before_verb
from articles.wire.suggesting.bounds import bound
from articles.wire.suggesting.nouns import noun
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import NOBODY, Discourse, Subject
from articles.wire.suggesting.signs import STATED, signs
from articles.wire.suggesting.subjects import is_governed, opener, subject_of
from articles.wire.suggesting.verbs import AGREED, DEEDS, FINITE, NOUN, PARTICIPLE, PLEDGED, Sign
from articles.wire.suggesting.words import CALENDAR, PAUSES, phrases

_SPEAKING = phrases("told wrote concluded insisted explained continued commented replied warned announced")


def clauses(scene: Scene, first: int, last: int, discourse: Discourse) -> list[Clause]:
    """The clauses of the sentence between two words that say something, with their subjects."""
    found = _signs(scene, (first, last))
    if not found or scene.paragraph.question(last):
        return []
    _hear(scene, (first, last), found, discourse)
    main = next((clause for clause in found if clause.first > first or clause.sign.form != PARTICIPLE), None)
    extents = scene.factuality((first, last)).extents
    for number, clause in enumerate(found):
        if clause is not main and clause.first == first and main is not None:
            continue
        told = (each for each in reversed(found[:number]) if extents.aside_end(each.first) > clause.first)
        told = (each for each in told if not (each.named and each.dropped))
        before = next((each for each in told if each is main or each.first > first), None)
        if clause.owner is None:
            clause.owner = _related(scene, clause, first)
        clause.begins, coordinate = _begins(scene, clause, before, first)
        clause.nested = before is not None and not coordinate
        _settle(scene, clause, before, main, discourse)
    if main is not None and found[0] is not main and found[0].first == first:
        _front(scene, found[0], main)
    bound(scene, found, first, last)
    _share(scene, found)
    return [clause for clause in found if not clause.dropped]


def _signs(scene: Scene, sentence: tuple[int, int]) -> list[Clause]:
    """The signs of a sentence, and the nouns among them that no verb goes with."""
    found = signs(scene, *sentence)
    words = scene.paragraph.words
    told = [index for index in scene.telling if words[index] in DEEDS]
    alone = (index for index in told if not any(each.first <= index < each.last for each in found))
    nouns = [made for index in alone if (made := noun(scene, index, sentence)) is not None]
    return sorted([*found, *nouns], key=lambda each: each.first) if nouns else found


def _hear(scene: Scene, sentence: tuple[int, int], found: list[Clause], discourse: Discourse) -> None:
    """Where someone speaks as “we” or “I”, let that be whom the sentence names beside its verb of saying.

    Where that is someone of whom nothing is known, it is nobody who was named before.
    """
    if not any(actor.kind == WE for actor in scene.actors):
        return
    words = scene.paragraph.words
    spoken = [(clause.first, clause.last) for clause in found if clause.sign.modality is STATED]
    spoken += [(at, at + 1) for at in range(*sentence) if words[at] in _SPEAKING]  # told reporters: a verb, but no sign
    for first, last in spoken:
        speaker = _speaker(scene, first, last, sentence)
        if speaker is not None:
            discourse.hear(discourse.meaning(speaker))
        elif _unknown(scene, first, last, sentence):
            discourse.hear(NOBODY)


def _speaker(scene: Scene, first: int, last: int, sentence: tuple[int, int]) -> Actor | None:
    """Who stands beside a verb of saying, and not within the words that are said."""
    paragraph = scene.paragraph
    before = before_verb(paragraph.words, first, sentence[0]) + 1
    beside = [(paragraph.gap(before), actor) for actor in scene.actors if actor.last == before]
    beside += [(paragraph.gap(last), actor) for actor in scene.actors if actor.first == last]
    near = [(gap != " ", actor) for gap, actor in beside if gap in (" ", ", ") and actor.kind != WE]
    return min(near, key=itemgetter(0))[1] if near else None


def _unknown(scene: Scene, first: int, last: int, sentence: tuple[int, int]) -> bool:
    """Whether a name that means nobody known stands beside a verb of saying: Smith added; …,” said Jane Smith."""
    paragraph = scene.paragraph
    before = before_verb(paragraph.words, first, sentence[0])
    if before >= sentence[0] and paragraph.gap(before + 1) == " ":
        return paragraph.capital(before) and paragraph.words[before] not in CALENDAR
    behind = last < sentence[1] and paragraph.gap(last) == " " and paragraph.words[last] not in CALENDAR
    return behind and paragraph.capital(last)


def _related(scene: Scene, clause: Clause, first: int) -> Actor | None:
    """Whom the relative clause is about that a verb stands in: met the king, who voiced the hope that …."""
    near = before_verb(scene.paragraph.words, clause.first, first)
    if near <= first or scene.paragraph.words[near] not in ("which", "who") or "," not in scene.paragraph.gap(near):
        return None
    return next((actor for actor in scene.actors if actor.last == near and actor.kind != PLACE), None)


def _begins(scene: Scene, clause: Clause, before: Clause | None, first: int) -> tuple[int, bool]:
    """Where the clause of a sign begins, and whether it stands beside the one before it or inside it."""
    if before is None:
        return first, True
    words, paragraph = scene.paragraph.words, scene.paragraph
    if clause.sign.form == PARTICIPLE and ("," in paragraph.gap(clause.first) or words[clause.first - 1] in PAUSES):
        return clause.first, True
    near = before_verb(words, clause.first, before.last)
    if clause.owner is not None and clause.sign.form != NOUN and near > before.last:
        return near, True
    new = next((actor for actor in scene.actors if actor.last == near + 1 and actor.first > before.last), None)
    if new is not None and words[new.first - 1] == "and" and not _governs(scene, before):
        joins = any(actor.last == new.first - 1 for actor in scene.actors)
        if not joins and new.kind != PLACE:
            return new.first, True
    for index in range(clause.first - 1, before.last - 1, -1):
        if ";" in paragraph.gap(index + 1):
            return index + 1, True
        if words[index] in PAUSES and "," in paragraph.gap(index):
            return index + 1, True
        if words[index] in PAUSES and index == near:
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
    if outer is not None and len(outer.subject.codes) <= 1 and outer.subject != NOBODY:
        discourse.he = outer.subject
    subject = subject_of(scene, clause, discourse)
    discourse.he = held
    if clause.sign.form == PARTICIPLE and before is not None and main is not None:
        subject = main.subject
    elif clause.sign.form == PARTICIPLE:
        subject = opener(scene, clause, discourse) or subject
    elif subject is None and before is not None:
        subject = before.subject
        if before.sign.form == NOUN and not clause.nested:  # rejected a proposal by …, but agreed to …
            subject = opener(scene, replace(clause, begins=before.begins), discourse) or subject
    if clause.owner is not None:
        subject = discourse.meaning(clause.owner)
    clause.subject = subject or NOBODY
    clause.speaker = clause.subject
    if before is not None and clause.subject.someone is None:
        clause.speaker = before.speaker if clause.nested or before.speaker.someone else clause.subject
    if outer is None:
        clause.dropped = clause.named
        return
    clause.within = outer
    if clause.named and clause.subject.codes != outer.subject.codes:
        clause.dropped = True  # what another would do is a forecast
        return
    if outer.subject.outsider:
        clause.subject = outer.subject
    if outer.sign.modality is not STATED or outer.weak:
        clause.dropped = True
    elif clause.sign.modality is not STATED or clause.weak:
        outer.dropped = True
    else:
        clause.dropped = True


def _front(scene: Scene, clause: Clause, main: Clause) -> None:
    """A participle that opens the sentence shares the subject of the main clause, and a strong modality of it."""
    clause.subject, clause.speaker = main.subject, main.speaker
    if clause.sign.modality is STATED and not main.dropped:
        clause.sign = Sign(main.sign.modality, PARTICIPLE, rule=f"{main.sign.modality}:fronted")
    clause.begins = clause.first


def _share(scene: Scene, found: list[Clause]) -> None:
    """Have the role that both sides underline for a body, in one breath with a pledge, be part of that pledge."""
    kept = [clause for clause in found if not clause.dropped]
    for clause, later in pairwise(kept):
        both = len(clause.subject.codes) > 1 and clause.subject.codes == later.subject.codes
        tasked = "role" in scene.paragraph.words[clause.last : clause.last + 3]
        if both and tasked and clause.sign.modality is STATED and later.sign.modality in (PLEDGED, AGREED):
            clause.sign = Sign(later.sign.modality, FINITE, rule=f"{later.sign.modality}:role")


def topic(scene: Scene, sentence: tuple[int, int], said: list[Clause], discourse: Discourse) -> Subject:
    """Whom a sentence is about, for the pronouns behind it: the subject of its first clause, or its first actor."""
    for clause in said:
        if clause.speaker.codes or clause.speaker.outsider or clause.speaker.someone is not None:
            return clause.speaker
    first, last = sentence
    for actor in scene.actors:
        if first <= actor.first < last and actor.kind != PLACE and not is_governed(scene, actor):
            return discourse.meaning(actor)
    return NOBODY
