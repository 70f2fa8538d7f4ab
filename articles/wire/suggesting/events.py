"""Events: talks, meetings, visits, briefings, statements, signings, invitations, anniversaries."""

from collections.abc import Iterator

from articles.vocabulary import EventKind, SuggestionType
from articles.wire.gazetteer import COUNTRY, PERSON, PLACE, Gazetteer
from articles.wire.records import Suggestion
from articles.wire.suggesting.actors import ROLE, Actor, Scene
from articles.wire.suggesting.governors import AHEAD, FACT, Certainty
from articles.wire.suggesting.hits import ADJECTIVE
from articles.wire.suggesting.moments import Calendar, nearest
from articles.wire.suggesting.occasions import HEADS, PEOPLE
from articles.wire.suggesting.quotes import quote
from articles.wire.suggesting.roster import Someone
from articles.wire.suggesting.sides import Discourse, Subject
from articles.wire.suggesting.signs import before_verb
from articles.wire.suggesting.words import phrases

_VERBS = phrases("met received receiving meets receives visited visiting signed invited invites established")
_BASES = phrases("meet receive")
_KNOWN = phrases("the this that his her their its")
_BEEN = phrases("was were is are been being be")
_GETTING = phrases(
    "accept accepts accepted accepting receive receives received receiving decline declines declined declining turn",
    "turns turned turning reject rejects rejected rejecting welcome welcomed get gets got thanked thanks",
)
"""What those do who are invited."""
_REACH = 6
"""Words between such a verb and the invitation."""
Parties = tuple[tuple[str, ...], tuple[str, ...], str]


def events(
    scene: Scene, sentence: tuple[int, int], calendar: Calendar, names: Gazetteer, discourse: Discourse
) -> Iterator[Suggestion]:
    """The events that a sentence tells of, each kind once."""
    words, found = scene.paragraph.words, dict[str, tuple[Certainty, int]]()
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
        parties = _parties(scene, sentence, kind, index, discourse)
        day = _day(scene, kind, index, calendar, sentence)
        sure = _remembered(scene, kind, index, max(sure, _to_come(day, calendar)), parties, discourse)
        if sure <= AHEAD:
            yield _suggestion(scene, sentence, index, (kind, day, sure), parties, names)


def _remembered(
    scene: Scene, kind: str, index: int, sure: Certainty, parties: Parties, discourse: Discourse
) -> Certainty:
    """How sure an event is that the story names again: the visit of which it said before that it is to come."""
    before = scene.paragraph.words[max(0, index - 3) : index]
    known = discourse.events.setdefault((kind, *parties[:2]), sure)
    if sure is FACT and known is not FACT and _KNOWN & set(before):
        return known
    discourse.events[kind, *parties[:2]] = min(sure, known) if sure is FACT else known
    return sure


def _to_come(day: str, calendar: Calendar) -> Certainty:
    """Whether a day is behind that of the story."""
    whole = len(day) == len("2025-10-23") and calendar.header is not None
    return AHEAD if whole and day > str(calendar.header) else FACT


def once(found: list[Suggestion]) -> list[Suggestion]:
    """Each kind once a day; without a day only where none of that kind is of the story's own time."""
    kept: dict[tuple[str, str, tuple[str, ...]], Suggestion] = {}
    current: set[str] = set()
    for each in sorted(found, key=lambda each: (not each.day, each.paragraph)):
        if each.day or each.kind not in current:
            kept.setdefault((each.kind, each.day, tuple(sorted({*each.origin, *each.to}))), each)
        if not _past(each):
            current.add(each.kind)
    return sorted(kept.values(), key=lambda each: each.paragraph)


def _past(found: Suggestion) -> bool:
    """Whether an event is dated by a month or year only: something that the story looks back on."""
    return bool(found.day) and len(found.day) < len("2025-10-23")


def _suggestion(
    scene: Scene,
    sentence: tuple[int, int],
    index: int,
    told: tuple[str, str, Certainty],
    parties: Parties,
    names: Gazetteer,
) -> Suggestion:
    (kind, day, sure), (origin, to, speaker) = told, parties
    return Suggestion(
        type=SuggestionType.EVENT,
        label=_label(kind, origin, to, names),
        paragraph=scene.paragraph.number,
        quote=quote(scene.paragraph, sentence, index),
        rule=f"{kind}-planned" if sure is AHEAD and kind != EventKind.INVITATION else kind,
        kind=kind,
        origin=origin,
        to=to,
        speaker=speaker,
        day=day,
    )


def _label(kind: str, origin: tuple[str, ...], to: tuple[str, ...], names: Gazetteer) -> str:
    def called(codes: tuple[str, ...]) -> str:
        return " and ".join(names.by_key[COUNTRY, code].label for code in codes if (COUNTRY, code) in names.by_key)

    label = str(EventKind(kind).label).capitalize()
    if origin == to or not to:
        return f"{label}, {called(origin)}" if origin else label
    return f"{label}, {called(origin)} to {called(to)}"


def _certainty(scene: Scene, kind: str, index: int, sentence: tuple[int, int]) -> Certainty:
    """How sure it is that an event came about. Years since something are counted from what is known."""
    word = scene.paragraph.words[index]
    if word == "years" or kind == EventKind.ANNIVERSARY:
        return FACT
    sure = scene.factuality(sentence)
    if word in _BASES:
        return max(AHEAD, sure.of_verb(index))
    return sure.of_verb(index) if word in _VERBS else sure.of_noun(index, event=word != "signing")


def _day(scene: Scene, kind: str, index: int, calendar: Calendar, sentence: tuple[int, int]) -> str:
    """The date nearest to the event's word. A visit has several days: a weekday is not its own."""
    words = scene.paragraph.words
    if kind == EventKind.RELATIONS_ESTABLISHED and words[index] == "years":
        count = words[index - 1]
        return str(calendar.header.year - int(count)) if calendar.header and count.isdecimal() else ""
    if kind == EventKind.ANNIVERSARY:
        return ""
    visit = kind == EventKind.VISIT and words[index] == "visit"
    moments = calendar.moments(scene.paragraph, sentence, weekdays=not visit)
    return nearest(scene.factuality(sentence).extents.beside(moments, index), scene.paragraph.starts[index])


def _parties(scene: Scene, sentence: tuple[int, int], kind: str, index: int, discourse: Discourse) -> Parties:
    """From whom, to whom, and who conveyed it: guest and host of a visit, inviting and invited; both otherwise."""
    first, last = sentence
    before = [actor for actor in scene.actors if first <= actor.first < index]
    after = [actor for actor in scene.actors if index < actor.first < last]
    if kind == EventKind.VISIT:
        return (*_visit(scene, index, before, after, discourse), "")
    if kind == EventKind.INVITATION:
        return _invitation(scene, index, before, after, discourse)
    named = [code for actor in (*before, *after) if actor.kind != PLACE for code in discourse.meaning(actor).codes]
    named += [hit.key for hit in scene.hits if hit.kind == ADJECTIVE and first <= hit.first < last]
    codes = tuple(sorted(dict.fromkeys(named)))
    both = codes if len(codes) == 2 else discourse.pair
    return both, both, ""


def _visit(
    scene: Scene, index: int, before: list[Actor], after: list[Actor], discourse: Discourse
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    target = next((actor for actor in after if actor.kind == COUNTRY and actor.first <= index + 5), None)
    host = target.codes if target else ()
    people = [discourse.meaning(actor).codes for actor in before if actor.kind in (PERSON, ROLE, "he")]
    guest = next((codes for codes in reversed(people) if len(codes) == 1 and codes != host), ())
    if not guest and not host:
        return discourse.pair, discourse.pair
    if not host:
        return guest, discourse.other(guest)
    return guest or discourse.other(host), host


def _invitation(scene: Scene, index: int, before: list[Actor], after: list[Actor], discourse: Discourse) -> Parties:
    named = [actor for actor in before if actor.kind in PEOPLE or actor.kind == "he"]
    people = [discourse.meaning(actor) for actor in named]
    verb = _got(scene, index)
    if verb is not None and named and named[-1].first < verb:
        return _invited(scene, index, people[-1], after, discourse)
    sender = _sender(scene, index, after, discourse)
    if sender is not None:
        conveyor = people[-1].someone if people and people[-1].codes == sender.codes else None
        guest = next((codes for each in after if (codes := discourse.meaning(each).codes) != sender.codes), ())
        return sender.codes, guest or discourse.other(sender.codes), _called(conveyor)
    if verb is not None:
        people = [each for each, actor in zip(people, named, strict=True) if actor.first > verb]
    inviting = people[-1] if people else None
    conveyor = people[0].someone if len(people) > 1 else None
    origin = inviting.codes if inviting else ()
    invited = [codes for actor in after if (codes := discourse.meaning(actor).codes) and codes != origin]
    to = invited[-1] if invited else discourse.other(origin)
    return origin or discourse.other(to), to, _called(conveyor)


def _called(someone: Someone | None) -> str:
    return (someone.key or someone.label) if someone else ""


def _got(scene: Scene, index: int) -> int | None:
    """Where the verb stands by which its subject is the guest: accepted an invitation, was invited."""
    words = scene.paragraph.words
    if words[index] == "invited":
        return index - 1 if words[before_verb(words, index, 0)] in _BEEN else None
    return next((at for at in range(index - 1, max(index - _REACH, -1), -1) if words[at] in _GETTING), None)


def _invited(scene: Scene, index: int, guest: Subject, after: list[Actor], discourse: Discourse) -> Parties:
    """The parties where the guest is the subject; who invites stands behind “from” or “by”, or is the other side."""
    sender = _sender(scene, index, after, discourse)
    origin = sender.codes if sender is not None else discourse.other(guest.codes)
    return origin, guest.codes or discourse.other(origin), ""


def _sender(scene: Scene, index: int, after: list[Actor], discourse: Discourse) -> Subject | None:
    """From whom an invitation is said to be, behind it."""
    for actor in after:
        between = scene.paragraph.words[index + 1 : actor.first]
        if len(between) <= _REACH and {"from", "by"} & set(between):
            meant = discourse.meaning(actor)
            return meant if meant.codes else None
    return None
