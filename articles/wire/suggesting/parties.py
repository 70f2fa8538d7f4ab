"""Who takes part in an event: guest and host, inviting and invited, or both sides."""

from articles.vocabulary import EventKind
from articles.wire.gazetteer import COUNTRY, PERSON, PLACE
from articles.wire.suggesting.actors import HE, ROLE, Actor
from articles.wire.suggesting.beside import before_verb
from articles.wire.suggesting.hits import ADJECTIVE
from articles.wire.suggesting.occasions import PEOPLE, is_reason
from articles.wire.suggesting.roster import Someone
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse, Subject
from articles.wire.suggesting.subjects import doers, is_governed, preposition
from articles.wire.suggesting.words import phrases

_BEEN = phrases("was were is are been being be")
_GETTING = phrases(
    "accept accepts accepted accepting receive receives received receiving decline declines declined declining turn",
    "turns turned turning reject rejects rejected rejecting welcome welcomed get gets got thanked thanks",
)
"""What those do who are invited."""
_PAID_BY = frozenset(["of", "by"])
_FAR = 14
"""Words behind a visit in which stands where it was to."""
_REACH = 6
"""Words between such a verb and the invitation."""
Parties = tuple[tuple[str, ...], tuple[str, ...], str]
"""From whom, to whom, and who conveyed it."""


def parties(scene: Scene, sentence: tuple[int, int], kind: str, index: int, discourse: Discourse) -> Parties:
    """From whom, to whom, and who conveyed it: guest and host of a visit, inviting and invited; both otherwise."""
    first, last = sentence
    before = [actor for actor in scene.actors if first <= actor.first < index]
    after = [actor for actor in scene.actors if index < actor.first < last]
    if kind == EventKind.VISIT:
        return (*_visit(scene, index, before, after, discourse), "")
    if kind == EventKind.INVITATION:
        return _invitation(scene, (first, index), before, after, discourse)
    named = [code for actor in (*before, *after) if actor.kind != PLACE for code in discourse.meaning(actor).codes]
    named += [hit.key for hit in scene.hits if hit.kind == ADJECTIVE and first <= hit.first < last]
    codes = tuple(sorted(dict.fromkeys(named)))
    both = codes if len(codes) == 2 else discourse.pair
    return both, both, ""


def _visit(
    scene: Scene, index: int, before: list[Actor], after: list[Actor], discourse: Discourse
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = scene.paragraph.words
    near = [actor for actor in after if actor.kind == COUNTRY and actor.first <= index + _FAR]
    target = next((actor for actor in near if "to" in words[actor.first - 2 : actor.first]), None)
    target = target or next((actor for actor in near if actor.first <= index + 5), None)
    host = target.codes if target else ()
    paying = [actor for actor in after if target is not None and actor.first < target.first]
    of = next((codes for each in paying if len(codes := discourse.meaning(each).codes) == 1 and codes != host), ())
    if of and not _PAID_BY.isdisjoint(words[index + 1 : index + 4]):
        return of, host
    people = [discourse.meaning(actor).codes for actor in before if actor.kind in (PERSON, ROLE, HE)]
    guest = next((codes for codes in reversed(people) if len(codes) == 1 and codes != host), ())
    if not guest and not host:
        return discourse.pair, discourse.pair
    if not host:
        return guest, discourse.other(guest)
    return guest or discourse.other(host), host


def _invitation(
    scene: Scene, place: tuple[int, int], before: list[Actor], after: list[Actor], discourse: Discourse
) -> Parties:
    first, index = place
    if is_reason(scene.paragraph.words, index):
        return _invited_to_come(scene, index, before, after, discourse)
    named = _inviting(scene, first, index, [actor for actor in before if actor.kind in PEOPLE or actor.kind == HE])
    people = [discourse.meaning(actor) for actor in named]
    taker = _taker(scene, index, after)
    if taker is not None and (taken := discourse.meaning(taker)).codes:
        return _invited(scene, index, taken, [each for each in after if each is not taker], discourse)
    verb = _got(scene, index)
    if verb is not None and named and named[-1].first < verb:
        taking = [each for actor in doers(scene, named, first, verb) if (each := discourse.meaning(actor)).codes]
        return _invited(scene, index, (taking or people)[-1], after, discourse)
    sender = _sender(scene, index, after, discourse)
    if sender is not None:
        conveyor = people[-1].someone if people and people[-1].codes == sender.codes else None
        guest = next((codes for each in after if (codes := discourse.meaning(each).codes) != sender.codes), ())
        return sender.codes, guest or discourse.other(sender.codes), _called(conveyor)
    if verb is not None:
        people = [each for each, actor in zip(people, named, strict=True) if actor.first > verb]
    inviting = people[-1] if people else None
    conveyor = people[0].someone if len(people) > 1 else None
    target = _target(scene, index, after)
    origin = inviting.codes if inviting else ()
    origin = origin or (discourse.meaning(target).codes if target is not None else ())
    guests = [codes for each in after if each is not target and (codes := discourse.meaning(each).codes) != origin]
    to = next((codes for codes in reversed(guests) if len(codes) == 1), discourse.other(origin))
    return origin or discourse.other(to), to, _called(conveyor)


def _invited_to_come(
    scene: Scene, index: int, before: list[Actor], after: list[Actor], discourse: Discourse
) -> Parties:
    """Who came at whose invitation, which is told right beside it."""
    owned = scene.paragraph.words[index - 1] == "s"
    named = [codes for actor in before if actor.kind in (PERSON, ROLE) and (codes := discourse.meaning(actor).codes)]
    if owned and scene.paragraph.words[index - 2] in ("former", "latter") and len(named) > 1:
        one, other = named[-2:] if scene.paragraph.words[index - 2] == "former" else reversed(named[-2:])
        return one, other, ""
    owners = [actor for actor in before if owned and actor.last in (index - 1, index)]
    behind = [actor for actor in after if actor.first <= index + _REACH and actor.kind != PLACE and not owned]
    inviting = next(iter((*owners, *behind)), None)
    origin = discourse.meaning(inviting).codes if inviting is not None else ()
    people = [discourse.meaning(actor).codes for actor in before if actor.kind in PEOPLE or actor.kind == HE]
    guest = next((codes for codes in reversed(people) if len(codes) == 1 and codes != origin), ())
    if not origin:
        return discourse.other(guest), guest, ""
    return origin, guest or discourse.other(origin), ""


def _inviting(scene: Scene, first: int, index: int, people: list[Actor]) -> list[Actor]:
    """Of those named before a word, who may be inviting or invited."""
    if scene.paragraph.words[index] == "invitation":
        giving = [actor for actor in people if not preposition(scene, actor).endswith("ed")]
        return giving or people  # handed the minister an invitation
    free = [actor for actor in people if not is_governed(scene, actor)]
    return doers(scene, free or people, first, index)


def _target(scene: Scene, index: int, after: list[Actor]) -> Actor | None:
    """Where an invitation is to: to visit Bulgaria; so nobody is invited from there."""
    words = scene.paragraph.words
    return next((each for each in after if "visit" in words[max(index, each.first - 3) : each.first]), None)


def _called(someone: Someone | None) -> str:
    return (someone.key or someone.label) if someone else ""


def _got(scene: Scene, index: int) -> int | None:
    """Where the verb stands by which its subject is the guest: accepted an invitation, was invited.

    Nobody is named right behind a participle: was received and invited to ….
    """
    words = scene.paragraph.words
    if words[index] == "invited":
        passive = words[before_verb(words, index, 0)] in _BEEN or words[index + 1 : index + 2] in (["to"], ["by"])
        return index - 1 if passive else None
    return next((at for at in range(index - 1, max(index - _REACH, -1), -1) if words[at] in _GETTING), None)


def _taker(scene: Scene, index: int, after: list[Actor]) -> Actor | None:
    """By whom an invitation was accepted or turned down, where that is told in the passive."""
    words = scene.paragraph.words
    near = (actor for actor in after if actor.first <= index + 2 * _REACH)
    by = next((actor for actor in near if "by" in words[max(index, actor.first - 3) : actor.first]), None)
    return by if by is not None and not _GETTING.isdisjoint(words[index + 1 : by.first]) else None


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
            if actor.kind == ROLE and not actor.codes and scene.paragraph.words[index] == "invitation":
                return None  # of the same side as whoever brings it
            meant = discourse.meaning(actor)
            return meant if meant.codes else None
    return None
