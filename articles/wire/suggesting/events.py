"""Events: talks, meetings, visits, briefings, statements, signings, invitations, anniversaries."""

from bisect import bisect_left
from collections.abc import Iterator

from articles.vocabulary import EventKind, SuggestionType
from articles.wire.gazetteer import COUNTRY, Gazetteer
from articles.wire.outlook import is_ahead
from articles.wire.records import Suggestion
from articles.wire.suggesting.answers import WITHDRAWN, answer
from articles.wire.suggesting.finite import FINITE
from articles.wire.suggesting.governors import AHEAD, FACT, Certainty
from articles.wire.suggesting.moments import Calendar, nearest
from articles.wire.suggesting.occasions import HEADS, is_reason
from articles.wire.suggesting.parties import Parties, parties
from articles.wire.suggesting.quotes import quote
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse
from articles.wire.suggesting.words import phrases

_VERBS = phrases("met received receiving meets receives visited visiting signed invited invites established")
_TOLD = phrases("met received visited signed established")
_TO_VISIT = phrases("will shall to")
_BASES = phrases("meet receive")
_INVITED_TO = phrases("visit attend to pay")
"""Behind these stands the day for which someone is invited."""
_KNOWN = phrases("the this that his her their its")


def events(
    scene: Scene, sentence: tuple[int, int], calendar: Calendar, names: Gazetteer, discourse: Discourse
) -> Iterator[Suggestion]:
    """The events that a sentence tells of, each kind once."""
    words = scene.paragraph.words
    found: dict[str, tuple[Certainty, int]] = {}
    for index in scene.telling:
        finder = HEADS.get(words[index])
        kind = finder(scene, index, sentence) if finder is not None else None
        if kind is not None:
            sure = _certainty(scene, kind, index, sentence)
            if kind not in found or sure < found[kind][0]:
                found[kind] = sure, index
    if not found or scene.paragraph.question(sentence[1]):
        return
    for kind, (sure, index) in found.items():
        who = parties(scene, sentence, kind, index, discourse)
        sure = _looked_back(scene, index, sure, calendar, sentence)
        day = _day(scene, (kind, index, sure), calendar, sentence)
        known = _remembered(scene, kind, index, max(sure, _to_come(day, calendar)), who, discourse)
        if known is AHEAD and sure is FACT:
            day = _day(scene, (kind, index, known), calendar, sentence)
        answered = answer(scene, index, sentence) if kind == EventKind.INVITATION else ""
        if known <= AHEAD and answered != WITHDRAWN:
            yield _suggestion(scene, sentence, index, (kind, day, known, answered), who, names)


def _remembered(scene: Scene, kind: str, index: int, sure: Certainty, who: Parties, discourse: Discourse) -> Certainty:
    """How sure an event is that the story names again: the visit of which it said before that it is to come."""
    before = scene.paragraph.words[max(0, index - 3) : index]
    known = discourse.events.setdefault((kind, *who[:2]), sure)
    if sure is FACT and known is not FACT and _KNOWN & set(before):
        return known
    discourse.events[kind, *who[:2]] = min(sure, known) if sure is FACT else known
    return sure


def _looked_back(scene: Scene, index: int, sure: Certainty, calendar: Calendar, sentence: tuple[int, int]) -> Certainty:
    """How sure an event is with a day right behind its verb that has come: will build on what they signed in 2000."""
    if sure is not AHEAD or scene.paragraph.words[index] not in _TOLD or calendar.header is None:
        return sure
    text, after = scene.paragraph.text, scene.paragraph.ends[index]
    behind = [place for place in scene.paragraph.starts[index + 1 : index + 4] if "," not in text[after:place]]
    found = calendar.moments(scene.paragraph, sentence)
    come = (day <= str(calendar.header) for place, day in found if place in behind and not is_ahead(text, place, place))
    return FACT if any(come) else sure


def _to_come(day: str, calendar: Calendar) -> Certainty:
    """Whether a day is behind that of the story."""
    whole = len(day) == len("2025-10-23") and calendar.header is not None
    return AHEAD if whole and day > str(calendar.header) else FACT


def once(found: list[Suggestion]) -> list[Suggestion]:
    """Each kind once a day; without a day only where none of that kind is of the story's own time."""
    kept: dict[tuple[str, str, tuple[str, ...]], Suggestion] = {}
    current: set[tuple[str, tuple[str, ...]]] = set()
    for each in sorted(found, key=lambda each: (not each.day, each.paragraph)):
        way = each.origin if each.kind == EventKind.INVITATION else ()  # and was invited in turn
        if each.day or (each.kind, way) not in current:
            kept.setdefault((each.kind, each.day, way or tuple(sorted({*each.origin, *each.to}))), each)
        if not _past(each):
            current.add((each.kind, way))
    return sorted(kept.values(), key=lambda each: each.paragraph)


def _past(found: Suggestion) -> bool:
    """Whether an event is dated by a month or year only: something that the story looks back on."""
    return bool(found.day) and len(found.day) < len("2025-10-23")


def _suggestion(
    scene: Scene,
    sentence: tuple[int, int],
    index: int,
    told: tuple[str, str, Certainty, str],
    parties: Parties,
    names: Gazetteer,
) -> Suggestion:
    (kind, day, sure, answered), (origin, to, speaker) = told, parties
    label = _label(kind, origin, to, names)
    return Suggestion(
        type=SuggestionType.EVENT,
        label=f"{label} ({answered})" if answered else label,
        paragraph=scene.paragraph.number,
        quote=quote(scene.paragraph, sentence, index),
        rule=_rule(kind, sure, answered),
        kind=kind,
        origin=origin,
        to=to,
        speaker=speaker,
        day=day,
    )


def _rule(kind: str, sure: Certainty, answered: str) -> str:
    if answered:
        return f"{kind}-{answered}"
    return f"{kind}-planned" if sure is AHEAD and kind != EventKind.INVITATION else kind


def _label(kind: str, origin: tuple[str, ...], to: tuple[str, ...], names: Gazetteer) -> str:
    def called(codes: tuple[str, ...]) -> str:
        return " and ".join(names.by_key[COUNTRY, code].label for code in codes if (COUNTRY, code) in names.by_key)

    label = str(EventKind(kind).label).capitalize()
    told = f"{label}, {called(origin)}" if origin else label
    return told if origin == to or not to else f"{told} to {called(to)}"


def _certainty(scene: Scene, kind: str, index: int, sentence: tuple[int, int]) -> Certainty:
    """How sure it is that an event came about. Years since something are counted from what is known."""
    word = scene.paragraph.words[index]
    if word == "years" or kind == EventKind.ANNIVERSARY or _is_reason(scene, index):
        return FACT
    sure = scene.factuality(sentence)
    if word in _BASES:
        return max(AHEAD, sure.of_verb(index))
    return sure.of_verb(index) if word in _VERBS else sure.of_noun(index, event=word != "signing")


def _is_reason(scene: Scene, index: int) -> bool:
    words = scene.paragraph.words
    return words[index] == "invitation" and is_reason(words, index)


def _day(scene: Scene, told: tuple[str, int, Certainty], calendar: Calendar, sentence: tuple[int, int]) -> str:
    """The date nearest to the event's word. A visit has several days: a weekday is not its own, but of: will visit."""
    (kind, index, sure), words = told, scene.paragraph.words
    if kind == EventKind.RELATIONS_ESTABLISHED and words[index] == "years":
        count = words[index - 1]
        return str(calendar.header.year - int(count)) if calendar.header and count.isdecimal() else ""
    if kind == EventKind.ANNIVERSARY:
        return ""
    if _is_reason(scene, index):
        return ""  # somebody was invited before the day that is told
    visit = kind == EventKind.VISIT and words[index] == "visit"
    if sure is AHEAD and words[index - 1] in _TO_VISIT:
        visit = False
    moments = calendar.moments(scene.paragraph, sentence, weekdays=not visit, ahead=sure is AHEAD)
    if kind == EventKind.INVITATION:
        to = next((at for at in range(index + 1, sentence[1]) if words[at] in _INVITED_TO), sentence[1] - 1)
        moments = [(place, day) for place, day in moments if place < scene.paragraph.starts[to]]
    beside = scene.factuality(sentence).extents.beside(moments, index)
    return nearest([each for each in beside if not _looks_back(scene, index, each[0])], scene.paragraph.starts[index])


def _looks_back(scene: Scene, index: int, place: int) -> bool:
    """Whether a date behind an event is of what had been before it: talks on what they had agreed in 2013."""
    words, at = scene.paragraph.words, bisect_left(scene.paragraph.starts, place)
    verb = next((near for near in range(at - 1, index, -1) if words[near] in FINITE), index)
    return verb > index and "had" in words[max(index, verb - 2) : verb + 1]
