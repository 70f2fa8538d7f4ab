"""Commitments: what the clauses of a story pledge, ask, offer or state, from whom, to whom, through whom."""

from collections.abc import Iterator

from articles.vocabulary import Modality, SuggestionType
from articles.wire.gazetteer import COUNTRY, INSTRUMENT, LEVEL, ORGANIZATION, SECTOR, Gazetteer
from articles.wire.records import Suggestion
from articles.wire.suggesting.actors import BOTH_SIDES, OUTSIDER
from articles.wire.suggesting.directions import agent, direction, inside
from articles.wire.suggesting.hits import ADJECTIVE
from articles.wire.suggesting.items import content, fronted, items
from articles.wire.suggesting.roster import Someone
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse
from articles.wire.suggesting.words import CALENDAR, is_adverb, phrases

_TOPICS = phrases(
    "cooperation collaboration relations relationship ties partnership trade friendship exchange exchanges",
    "mechanisms peace stability dialogue market markets pillar support coordination",
)
_MOVING = phrases(
    "persuade convince urge encourage press lobby ask push get request persuading convincing urging",
    "encouraging lobbying asking pushing call",
)
_NAMELESS = phrases("named identified quoted")
_COURTESIES = phrases("thank hear say see seeing congratulate extend begin tell note ask express hearing thanking wish")
_MET = phrases("him her them you each one his their its")
_SEEN = phrases("begin start grow open return come end become expand continue resume made held given built lifted")
"""What is wished to be seen: to see work begin."""
_DATED = 4
"""Words behind a verb in which its year may stand."""
_OF_BOTH = ("agreed:decided", "agreed:instructed", "agreed:tasked", "agreed:set ")
"""Rules of what is a commitment only where both do it."""
_OWN = phrases(
    "delegation government minister ministers cabinet officials aides party parliament people staff team compatriots",
    "countrymen citizens nationals",
)
_CIRCUMSTANCES = phrases("after during following before in at")
_REMEMBERING = phrases("recalled recalling recalls reminded reminding reminds")
_LONGEST = 160
"""Characters of a label."""


def commitments(
    scene: Scene, sentence: tuple[int, int], found: list[Clause], discourse: Discourse, names: Gazetteer, day: str
) -> Iterator[Suggestion]:
    """The commitments in the clauses of one sentence."""
    for number, clause in enumerate(found):
        if clause.subject.outsider or clause.speaker.outsider or _is_outside(scene, clause):
            continue
        origin, to, start = direction(scene, clause, discourse)
        if scene.paragraph.words[clause.begins] == "what":
            continue  # what the two agreed on, is not told
        if clause.sign.rule == "stated:recalled":
            continue  # what lies behind binds nobody anew
        if _is_recalled(scene, clause, day) or (len(origin) == 1 and origin == to):
            continue
        if clause.sign.rule.startswith(_OF_BOTH) and len(origin) < 2:
            continue  # what one decides alone binds nobody else
        if clause.sign.rule == "stated:said" and _says_when(scene, clause):
            continue
        if _is_remembered(scene, clause) or _is_of_ones_own(scene, clause):
            continue
        if not origin or (clause.sign.modality is Modality.STATED and not _tells(scene, clause, origin, discourse)):
            continue
        opening = fronted(scene.paragraph, *sentence) if number == 0 and sentence[0] != clause.first else None
        for first, last in _points(scene, clause, start, opening):
            if _says_little(scene, clause, content(scene.paragraph, first, last), last):
                continue
            quoted = clause.first if first == start else first
            yield _suggestion(scene, clause, (quoted, first, last), (origin, to), names, day)


def _is_recalled(scene: Scene, clause: Clause, day: str) -> bool:
    """Whether a verb is told of an earlier year: pledged in 2019, in 2019 both pledged."""
    behind = scene.paragraph.words[clause.last : clause.last + _DATED]
    before = scene.paragraph.words[clause.begins : clause.first]
    return bool(day) and (
        any(behind[at : at + 1] == ["in"] and day[:4] in behind[at:] for at in (0, 1))
        or any(before[at : at + 2] == ["in", day[:4]] for at in range(len(before)))
    )


def _says_when(scene: Scene, clause: Clause) -> bool:
    """Whether only when and where it was said stands behind: …, the two said on Wednesday after a day of talks."""
    words, at = scene.paragraph.words, clause.last
    while at < clause.end and (words[at] in CALENDAR or words[at] == "on" or is_adverb(words[at])):
        at += 1
    if at >= clause.end:
        return False
    beside = at > clause.last and "," in scene.paragraph.gap(at)
    return beside or (words[at] in _CIRCUMSTANCES and "that" not in words[at : clause.end])


def _is_remembered(scene: Scene, clause: Clause) -> bool:
    """Whether someone only recalls it: recalled that Bulgaria had promised …, reminded him of a pledge."""
    words = scene.paragraph.words
    told = clause.within is not None and clause.within.sign.rule == "stated:recalled"
    return told or not _REMEMBERING.isdisjoint(words[max(clause.begins, clause.first - 6) : clause.first])


def _is_of_ones_own(scene: Scene, clause: Clause) -> bool:
    """Whether one side asks something of its own people: asked his delegation to …."""
    if clause.sign.modality is not Modality.ASKED or len(clause.subject.codes) != 1:
        return False
    behind = scene.paragraph.words[clause.last : clause.last + 2]
    return len(behind) > 1 and behind[0] in ("his", "her", "its", "their") and behind[1] in _OWN


def _says_little(scene: Scene, clause: Clause, first: int, last: int) -> bool:
    """Whether a point is one word, or a courtesy: wants to thank, looks forward to that."""
    words = scene.paragraph.words
    courtesy = clause.sign.modality is Modality.HOPED and words[first] in _COURTESIES
    if courtesy and words[first] in ("see", "seeing"):  # but: to see its firms considered, to see work begin
        seen = words[first + 2 : min(first + 6, last)]
        met = first + 1 >= last or words[first + 1] in _MET or scene.paragraph.capital(first + 1) or "again" in seen
        courtesy = met and not any((word.endswith("ed") and len(word) > 4) or word in _SEEN for word in seen)
    if "nothing" in words[first : first + 2]:
        return True
    nameless = clause.sign.modality is Modality.ASKED and words[first : first + 3] == ["not", "to", "be"]
    return last - first < 2 or courtesy or (nameless and not _NAMELESS.isdisjoint(words[first:last]))


def _points(scene: Scene, clause: Clause, start: int, opening: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    """The ranges of the points of a clause; what is merely stated is one."""
    if opening is not None and clause.sign.modality is not Modality.STATED:
        yield opening
    if clause.passive and clause.sign.rule == "stated:will be":
        yield clause.begins, clause.end
        return
    if _ends(scene, clause):
        told = _before(scene, clause)
        if told is not None and clause.sign.modality is not Modality.STATED:
            yield told
        return
    ranges = items(scene.paragraph, start, clause.end)
    if clause.sign.modality is Modality.STATED and clause.sign.clause and ranges and not _lists(scene, start):
        ranges = [(ranges[0][0], ranges[-1][1])]
    yield from ranges


def _ends(scene: Scene, clause: Clause) -> bool:
    """Whether nothing but a day stands behind the verb."""
    rest = scene.paragraph.words[clause.last : clause.end]
    return all(word in CALENDAR or word == "on" or is_adverb(word) for word in rest)


def _before(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """What stands before a comma and whoever says so: …, the ministers agreed."""
    paragraph = scene.paragraph
    commas = (at for at in range(clause.first, max(clause.first - 6, 0), -1) if "," in paragraph.gap(at))
    comma = next(commas, None)
    if comma is None:
        return None
    first = next(first for first, last in paragraph.sentences if first <= comma < last)
    return (first, comma) if comma - first > 3 else None


def _lists(scene: Scene, start: int) -> bool:
    """Whether what is stated is a list of things to do: the need to use …, strengthen …, and expand …."""
    return "to" in scene.paragraph.words[start : start + 8] and "need" in scene.paragraph.words[start : start + 5]


def _suggestion(
    scene: Scene,
    clause: Clause,
    words: tuple[int, int, int],
    direction: tuple[tuple[str, ...], tuple[str, ...]],
    names: Gazetteer,
    day: str,
) -> Suggestion:
    quoted, first, last = words
    someone = _speaker(scene, clause, direction[0])
    return Suggestion(
        type=SuggestionType.COMMITMENT,
        label=_label(scene, content(scene.paragraph, first, last), last),
        paragraph=scene.paragraph.number,
        quote=scene.paragraph.printed(quoted, last),
        rule=clause.sign.rule,
        modality=clause.sign.modality,
        origin=direction[0],
        to=direction[1],
        through=_through(scene, clause, first, last, names),
        sectors=_sectors(scene, first, last),
        speaker=(someone.key or someone.label) if someone else "",
        day=day,
    )


def _speaker(scene: Scene, clause: Clause, origin: tuple[str, ...]) -> Someone | None:
    """Who says it; behind a passive that is by whom it is done, and never to whom."""
    doer = agent(scene, clause) if clause.passive else None
    if doer is not None and doer.someone is not None:
        return doer.someone
    someone = clause.speaker.someone or clause.subject.someone
    done_to = clause.passive and someone is not None and someone.country and someone.country not in origin
    return None if done_to else someone


def _label(scene: Scene, first: int, last: int) -> str:
    text = " ".join(scene.paragraph.printed(first, last).split())
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;')}…"
    return text[:1].upper() + text[1:]


def _is_outside(scene: Scene, clause: Clause) -> bool:
    """Whether the words are those of someone who speaks for no country, named behind them: …, said the analyst."""
    return any(actor.kind == OUTSIDER for actor in scene.actors if abs(actor.first - clause.last) <= 2)


def _tells(scene: Scene, clause: Clause, origin: tuple[str, ...], discourse: Discourse) -> bool:
    """Whether what is stated is about the relation: it names the other side, both, a field, or what they share."""
    start, end = clause.begins if clause.passive else clause.last, clause.end
    if end - start < 4:
        return False
    others = set(discourse.other(origin)) or set(origin)
    if _TOPICS & set(scene.paragraph.words[start:end]):
        return True
    named = [hit for hit in scene.hits if start <= hit.first < end]
    if any(hit.kind in (SECTOR, INSTRUMENT, LEVEL) for hit in named):
        return True
    if any(hit.kind in (COUNTRY, ADJECTIVE) and hit.key in others for hit in named):
        return True
    return any(actor.kind == BOTH_SIDES for actor in inside(scene, clause))


def _sectors(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    found = (hit.key for hit in scene.hits if hit.kind == SECTOR and first <= hit.first < last)
    return tuple(dict.fromkeys(found))


def _through(scene: Scene, clause: Clause, first: int, last: int, names: Gazetteer) -> str:
    """The body to be moved: whom the other is asked to persuade, or who is itself to act."""
    if clause.sign.modality not in (Modality.ASKED, Modality.HOPED, Modality.PROPOSED):
        return ""
    words = scene.paragraph.words
    for hit in scene.hits:
        if hit.kind == ORGANIZATION and first <= hit.first < last:
            country = names.by_key[ORGANIZATION, hit.key].country
            acts = words[hit.last : hit.last + 1] in (["to"], ["will"], ["would"], ["lift"], ["should"])
            if _MOVING & set(words[max(first, hit.first - 4) : hit.first]) or (
                acts and country not in clause.subject.codes and hit.first - first <= 3
            ):
                return hit.key
    return ""
