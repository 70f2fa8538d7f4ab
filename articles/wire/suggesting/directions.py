"""From whom to whom a clause goes: who pledges or asks, and of whom something is asked, hoped or expected."""

from articles.vocabulary import Modality
from articles.wire.gazetteer import COUNTRY, ORGANIZATION, PLACE
from articles.wire.suggesting.actors import Actor
from articles.wire.suggesting.finite import FINITE
from articles.wire.suggesting.said import Clause
from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.sides import Discourse
from articles.wire.suggesting.subjects import preposition

_THAT = 6
"""Words behind a promise, of whom it is made to, in which “that” follows."""
_PROMISED = ("pledged:assured", "pledged:promised")
_ADDRESSED = (Modality.ASKED, Modality.HOPED, Modality.EXPECTED, Modality.PLEDGED, Modality.OFFERED)


def direction(scene: Scene, clause: Clause, discourse: Discourse) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """From whom, to whom, and where the point begins behind its addressee."""
    codes, start = clause.subject.codes, clause.last
    if clause.sign.rule in _PROMISED:
        start = _behind_that(scene, clause)
    if clause.sign.rule == "stated:will be":
        return discourse.pair, discourse.pair, start
    if clause.passive:
        return (*_passive(scene, clause, discourse), start)
    if not codes:
        return (), (), start
    addressee = _addressee(scene, clause) if clause.sign.modality in _ADDRESSED else None
    if len(codes) > 1:
        alone = addressee is not None and clause.sign.modality is Modality.EXPECTED
        of = discourse.meaning(addressee).codes if addressee is not None and alone else codes
        return codes, of if len(of) == 1 else codes, start
    if addressee is not None:
        asked = tuple(code for code in discourse.meaning(addressee).codes if code not in codes)
        if asked:
            owner = scene.paragraph.words[addressee.last : addressee.last + 1] == ["s"]  # Bulgaria's consulate
            behind = addressee.last if clause.sign.modality is Modality.ASKED and not owner else start
            return codes, asked, behind
    others = _spoken_to(scene, clause, discourse) or discourse.other(codes)
    if others != discourse.other(codes):
        return codes, others, start
    if codes[0] not in discourse.pair:
        named = {code for actor in inside(scene, clause) for code in actor.codes}
        others = tuple(code for code in discourse.pair if code in named) or discourse.pair
    return codes, others, start


def _behind_that(scene: Scene, clause: Clause) -> int:
    """Where a promise begins that is told behind whom it is made to: assured its partner that …."""
    words = scene.paragraph.words
    near = words[clause.last : min(clause.last + _THAT, clause.end)]
    leading = ("that", "of") if clause.sign.rule == _PROMISED[0] else ("that",)
    at = next((at for at, word in enumerate(near) if word in leading), None)
    return clause.last if at is None or not FINITE.isdisjoint(near[:at]) else clause.last + at + 1


def _spoken_to(scene: Scene, clause: Clause, discourse: Discourse) -> tuple[str, ...]:
    """To whom, where another clause or a pronoun tells: told Bulgaria that it expects …."""
    told = clause.within
    if told is not None and told.sign.rule == "stated:told":
        addressee = _addressee(scene, told)
    elif clause.last < clause.end and scene.paragraph.words[clause.last] == "it":
        before = (actor for actor in reversed(scene.actors) if actor.last <= clause.begins and not actor.someone)
        addressee = next((actor for actor in before if actor.kind in (COUNTRY, ORGANIZATION)), None)
    else:
        return ()
    codes = discourse.meaning(addressee).codes if addressee is not None else ()
    return tuple(code for code in codes if code not in clause.subject.codes)


def agent(scene: Scene, clause: Clause) -> Actor | None:
    """By whom something is done, behind a passive."""
    return next((actor for actor in inside(scene, clause) if preposition(scene, actor) == "by"), None)


def _passive(scene: Scene, clause: Clause, discourse: Discourse) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Bulgaria is expected to …; Bulgaria was urged by Việt Nam to …; it was agreed that …."""
    codes = clause.subject.codes
    doer = agent(scene, clause)
    by = discourse.meaning(doer).codes if doer is not None else ()
    if doer is not None and doer.kind == ORGANIZATION and not by:
        return (), ()  # encouraged by a body of many countries
    if clause.sign.modality is Modality.EXPECTED and len(codes) == 1:
        return _expected(scene, clause, by, discourse)
    if clause.sign.modality is Modality.EXPECTED or not codes:
        return by or discourse.pair, discourse.other(by) if len(by) == 1 else discourse.pair
    if len(codes) > 1 or clause.sign.modality is Modality.AGREED:
        return by or discourse.pair, codes if len(codes) > 1 else discourse.pair
    return by or discourse.other(codes), codes


def _expected(
    scene: Scene, clause: Clause, by: tuple[str, ...], discourse: Discourse
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who expects something of one: whoever is named so, or says so; both of both where none is and both are named."""
    codes = clause.subject.codes
    said = clause.speaker.codes if clause.speaker != clause.subject else ()
    expecting = tuple(code for code in by or said if code not in codes)
    if expecting or said:
        return expecting or discourse.other(codes), codes
    named = {code for actor in inside(scene, clause) for code in actor.codes} | set(codes)
    if set(discourse.pair) <= named:
        return discourse.pair, discourse.pair
    return discourse.other(codes), codes


def _addressee(scene: Scene, clause: Clause) -> Actor | None:
    """Who is asked, or hoped of: named right behind the verb."""
    for actor in scene.actors:
        if clause.last <= actor.first <= clause.last + 4:
            between = scene.paragraph.words[clause.last : actor.first]
            if all(
                word in ("that", "the", "s", "on", "upon", "his", "her", "its", "to", "for", "with") for word in between
            ):
                return actor
    return None


def inside(scene: Scene, clause: Clause) -> list[Actor]:
    """Who is named behind the verb of a clause."""
    return [actor for actor in scene.actors if clause.last <= actor.first < clause.end and actor.kind != PLACE]
