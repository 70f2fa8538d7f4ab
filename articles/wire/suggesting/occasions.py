"""The words that tell of events, and what beside each decides whether it does."""

from collections.abc import Callable

from articles.vocabulary import EventKind
from articles.wire.gazetteer import COUNTRY, INSTRUMENT, PERSON, PLACE
from articles.wire.suggesting.actors import ROLE, Actor
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.words import CALENDAR, phrases

_DOCUMENTS = phrases(
    "agreement agreements memorandum memoranda mou mous treaty protocol convention deal deals contract",
    "contracts document documents arrangement plan programme declaration",
)
_MINISTERS = phrases("ministers leaders presidents officials experts delegations heads speakers")
_VISITORS = phrases("delegation guest guests counterpart visitors")
_SENT = phrases("from invitation")
"""Who is named behind these was not received: received an invitation from …."""
_PLACED = phrases("on at in here today yesterday")
"""Behind “received” these tell when and where."""
_THINGS = phrases("a an letter message award medal news report gift")
"""What is received and is nobody."""
_NEAR, _FAR = 6, 14
_WHEN = phrases("in on last this again earlier yesterday today for")
"""Behind whoever was invited these tell when, or for what."""
_CALLED = phrases("visit revisit pay attend")
"""What people are invited to do."""
_TELLING = phrases("spoke informed briefed addressed speaking informing briefing")
PEOPLE = (PERSON, ROLE, "host", "guest", COUNTRY)
"""The kinds of actors who meet and invite."""
Finder = Callable[[Scene, int, tuple[int, int]], str | None]


def _always(kind: str) -> Finder:
    return lambda scene, index, sentence: None if index in scene.taken else kind


def _talks(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    words = scene.paragraph.words
    verb = words[index - 1 : index] in (["he"], ["she"], ["who"], ["it"]) or words[index + 1 : index + 2] == ["about"]
    return None if verb else EventKind.TALKS


def _meeting(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    words = scene.paragraph.words
    if index in scene.taken or (scene.paragraph.capital(index) and index > sentence[0]):
        return None
    behind = words[index + 1 : index + 2]
    with_whom = behind in (["with"], ["between"], ["in"], ["on"]) or (
        behind == ["of"] and not _MINISTERS.isdisjoint(words[index + 2 : min(index + 7, sentence[1])])
    )
    held = {"a", "the", "his", "her", "their", "had", "held"} & set(words[max(sentence[0], index - 4) : index])
    return EventKind.MEETING if held and (with_whom or "held" in held or "had" in held) else None


def _met(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    words = scene.paragraph.words
    near = [actor for actor in scene.actors if index < actor.first <= index + 4]
    if words[index] == "met" and words[index + 1 : index + 2] == ["with"]:
        near = near or [actor for actor in scene.actors if index < actor.first <= index + 6]
        return EventKind.MEETING if near else None
    near = near or _received_there(scene, index)
    near = [actor for actor in near if not _SENT & set(words[index + 1 : actor.first])]
    them = words[index + 1 : index + 2] in (["him"], ["them"])
    visitors = not _VISITORS.isdisjoint(words[index + 1 : min(index + 5, sentence[1])])
    return EventKind.MEETING if them or visitors or any(actor.kind in PEOPLE[:4] for actor in near) else None


def _received_there(scene: Scene, index: int) -> list[Actor]:
    """Who stands behind when and where someone was received: received on Monday at the palace the minister."""
    words, behind = scene.paragraph.words, index + 1
    if words[behind : behind + 1] == [] or words[behind] not in _PLACED | CALENDAR:
        return []
    near = (actor for actor in scene.actors if behind < actor.first <= index + _FAR and actor.kind in (PERSON, ROLE))
    found = next(near, None)
    return [found] if found is not None and _THINGS.isdisjoint(words[behind : found.first]) else []


def _press(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    following = scene.paragraph.words[index + 1 : index + 2]
    told = _TELLING & set(scene.paragraph.words[max(sentence[0], index - 3) : index])
    if told and scene.paragraph.words[index - 1] == "the":
        return EventKind.PRESS_BRIEFING
    return EventKind.PRESS_BRIEFING if following in (["briefing"], ["conference"], ["meeting"]) else None


def _visited(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    words = scene.paragraph.words
    if words[index] == "visit":
        near = words[max(sentence[0], index - 16) : index]
        asked = any(word.startswith("invit") for word in near) and "to" in near[-4:]
        return None if asked else EventKind.VISIT
    near_country = any(actor.kind == COUNTRY and index < actor.first <= index + 2 for actor in scene.actors)
    return EventKind.VISIT if near_country else None


def _statement(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    joint = "joint" in scene.paragraph.words[max(sentence[0], index - 3) : index]
    return EventKind.JOINT_STATEMENT if joint else None


def _signed(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    words, (first, last) = scene.paragraph.words, sentence
    near = set(words[max(first, index - 12) : min(last, index + 12)])
    named = any(hit.kind == INSTRUMENT and abs(hit.first - index) <= 12 for hit in scene.hits)
    return EventKind.SIGNING if near & _DOCUMENTS or named else None


def _invited(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    words = scene.paragraph.words
    if words[index] == "invitation":
        told = words[index + 1 : index + 2] == ["of"] or words[index - 1] == "s"
        return EventKind.INVITATION if told or not is_reason(words, index) else None
    behind = words[index + 1 : min(sentence[1], index + 14)]
    there = any(
        actor.kind == PLACE and words[actor.first - 1] == "to" and index < actor.first <= index + 14
        for actor in scene.actors
    )
    called = not _CALLED.isdisjoint(behind)
    return EventKind.INVITATION if there or called or _there(scene, index) else None


def is_reason(words: list[str], index: int) -> bool:
    """Whether an invitation is why someone comes: at the invitation of …, at Radev's invitation."""
    before = words[max(0, index - _NEAR) : index]
    return before[-2:] == ["at", "the"] or (before[-1:] == ["s"] and "at" in before)


def _there(scene: Scene, index: int) -> bool:
    """Whether someone is invited to a place that no name tells, or just invited: the minister to Huế, him."""
    words = scene.paragraph.words
    guest = next((actor.last for actor in scene.actors if index < actor.first <= index + 2), 0)
    guest = guest or index + 2 if guest or words[index + 1 : index + 2] in (["him"], ["her"], ["them"]) else 0
    if not guest or guest >= len(words) or not scene.paragraph.joined(guest - 1, guest + 1):
        return bool(guest)
    return words[guest] in _WHEN or (words[guest] == "to" and _named(scene, guest))


def _named(scene: Scene, to: int) -> bool:
    """Whether a name stands behind “to”, and no verb."""
    return to + 1 < len(scene.paragraph.words) and scene.paragraph.capital(to + 1)


def _years(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
    words, last = scene.paragraph.words, sentence[1]
    behind = words[index : min(last, index + 10)]
    if words[index] == "established":
        behind += words[max(sentence[0], index - 5) : index]
    related = "diplomatic" in behind and {"relations", "ties"} & set(behind)
    if words[index] == "anniversary":
        return EventKind.ANNIVERSARY if related or {"relations", "ties"} & set(behind) else None
    counted = words[index] == "years" and words[index - 1 : index] and words[index - 1].isdecimal()
    return EventKind.RELATIONS_ESTABLISHED if related and (counted or words[index] == "established") else None


def _among(kind: str, *near: str) -> Finder:
    wanted = frozenset(near)

    def finder(scene: Scene, index: int, sentence: tuple[int, int]) -> str | None:
        before = scene.paragraph.words[max(sentence[0], index - 6) : index]
        return kind if wanted & set(before) else None

    return finder


HEADS: dict[str, Finder] = {
    "talks": _talks,
    "meeting": _meeting,
    "met": _met,
    "received": _met,
    "receiving": _met,
    "receives": _met,
    "meets": _met,
    "meet": _met,
    "receive": _met,
    "press": _press,
    "news": _press,
    "visit": _visited,
    "visited": _visited,
    "visiting": _visited,
    "statement": _statement,
    "declaration": _statement,
    "communique": _statement,
    "signed": _signed,
    "signing": _signed,
    "invitation": _invited,
    "invited": _invited,
    "invites": _invited,
    "anniversary": _years,
    "years": _years,
    "established": _years,
    "speech": _among(EventKind.SPEECH, "delivered", "gave", "delivering", "his", "her"),
    "summit": _among(EventKind.CONFERENCE, "attend", "attended", "attending", "at"),
    "forum": _among(EventKind.CONFERENCE, "attend", "attended", "attending"),
    "ceremony": _among(EventKind.CEREMONY, "welcome", "welcoming", "wreath", "official", "presided", "hosted"),
}
"""The words that tell of events, and what decides whether one does."""
