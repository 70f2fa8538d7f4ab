"""From changed rows to the documents that show them, by the links that the database holds now.

The outbox names nodes: a row that changed, or one that another row was tied to or untied from. `documents` walks from
them against the way in which a document shows rows: from an agency to the articles that it signed, from these to their
passages, from there to the events that rest on them.

Why no document is forgotten. A document shows a row along a path of links. When the row changes, either the path is
whole now, and is walked here from the row to the document; or some link of it is gone. Then look at the missing link
that is nearest to the document: whatever took it away wrote its near end into the outbox, and from there to the
document the path is whole. It is the same with paths that are new. So two things have to hold: what a change ties or
unties writes every end that can be the near one (`articles.search.triggers.followed`); and from each node every
document that shows something through it is reached (the steps below). The walk reads what is true when it is made, so
it does not matter how often things changed before.

A node that is `linked` is walked from as far as documents show what lies *behind* it: of a person that is the person's
own document, for others show nothing of a person but name and slug. A node that `changed` is walked from to all that
shows it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Model

from articles.models import (
    Article,
    ArticleAgency,
    ArticleVersion,
    Commitment,
    Membership,
    Participation,
    PartnershipEvent,
    PartnershipLevel,
    Passage,
    Person,
    Post,
    Telling,
)
from articles.models.among import Among
from articles.models.operations import Reason
from articles.search.results import DocumentType

Id = int | str


class Node(NamedTuple):
    """A kind of row, by its model's name, and how it is concerned."""

    model: str
    reason: str


class Step(NamedTuple):
    """To the nodes that the column `to` names, in the rows whose column `by` names one of those stood at."""

    node: Node
    rows: type[Model]
    by: str
    to: str = "pk"


def changed(model: str) -> Node:
    return Node(model, Reason.CHANGED)


def linked(model: str) -> Node:
    return Node(model, Reason.LINKED)


DOCUMENTS: dict[Node, DocumentType] = {
    linked("article"): "article",
    linked("person"): "person",
    linked("partnershipevent"): "event",
    linked("commitment"): "commitment",
}
"""The nodes that are documents themselves: nothing else shows what lies behind them."""

_ARTICLE, _PERSON, _EVENT, _COMMITMENT = DOCUMENTS

STEPS: dict[Node, list[Step]] = {
    changed("agency"): [Step(changed("article"), ArticleAgency, "agency", "article")],
    changed("country"): [
        Step(_EVENT, PartnershipEvent.parties.through, "country", "partnershipevent"),
        Step(_EVENT, Participation, "side", "event"),
        Step(_PERSON, Person, "country"),
        Step(_COMMITMENT, Commitment.from_countries.through, "country", "commitment"),
        Step(_COMMITMENT, Commitment.to_countries.through, "country", "commitment"),
    ],
    changed("instrument"): [Step(_EVENT, PartnershipEvent, "instrument")],
    changed("organization"): [
        Step(_ARTICLE, Article.organizations.through, "organization", "article"),
        Step(_EVENT, Participation, "organization", "event"),
        Step(linked("passage"), Participation, "organization", "passage"),
        Step(changed("commitment"), Commitment, "through"),
        Step(changed("post"), Post, "organization"),
    ],
    changed("person"): [
        Step(_PERSON, Person, "pk"),
        Step(_ARTICLE, Article.people.through, "person", "article"),
        Step(_EVENT, Participation, "person", "event"),
        Step(_COMMITMENT, Telling, "speaker", "commitment"),
        Step(linked("membership"), Membership, "person"),
        Step(linked("passage"), Participation, "person", "passage"),
        Step(linked("passage"), Telling, "speaker", "passage"),
        Step(linked("passage"), Passage, "speaker"),
    ],
    changed("place"): [
        Step(_ARTICLE, Article, "place"),
        Step(changed("partnershipevent"), PartnershipEvent, "place"),
    ],
    changed("sector"): [
        Step(_ARTICLE, Article.sectors.through, "sector", "article"),
        Step(changed("commitment"), Commitment.sectors.through, "sector", "commitment"),
        Step(changed("partnershiplevel"), PartnershipLevel, "sector"),
    ],
    changed("partnershiplevel"): [Step(changed("partnershipevent"), PartnershipEvent, "level_to")],
    changed("post"): [Step(changed("membership"), Membership, "post")],
    changed("commitment"): [
        Step(_COMMITMENT, Commitment, "pk"),
        Step(_EVENT, Telling, "commitment", "event"),
        Step(linked("passage"), Telling, "commitment", "passage"),
    ],
    changed("article"): [
        Step(_ARTICLE, Article, "pk"),
        Step(_PERSON, Article.people.through, "article", "person"),
        Step(changed("articleversion"), ArticleVersion, "article"),
    ],
    changed("articleversion"): [
        Step(changed("passage"), Passage, "version"),
        Step(linked("articleversion"), ArticleVersion, "pk"),
    ],
    changed("passage"): [
        Step(_PERSON, Passage, "pk", "speaker"),
        Step(_PERSON, Participation, "passage", "person"),
        Step(_PERSON, Telling, "passage", "speaker"),
        Step(_EVENT, Participation, "passage", "event"),
        Step(_EVENT, Telling, "passage", "event"),
        Step(_COMMITMENT, Telling, "passage", "commitment"),
        Step(changed("partnershipevent"), PartnershipEvent.passages.through, "passage", "partnershipevent"),
        Step(changed("membership"), Membership.passages.through, "passage", "membership"),
        Step(linked("passage"), Passage, "pk"),
    ],
    changed("membership"): [
        Step(_PERSON, Membership, "pk", "person"),
        Step(_EVENT, Participation, "membership", "event"),
        Step(linked("membership"), Membership, "pk"),
    ],
    changed("partnershipevent"): [
        Step(_EVENT, PartnershipEvent, "pk"),
        Step(_PERSON, Participation, "event", "person"),
        Step(_COMMITMENT, Telling, "event", "commitment"),
        Step(linked("passage"), Participation, "event", "passage"),
        Step(linked("passage"), PartnershipEvent.passages.through, "partnershipevent", "passage"),
    ],
    linked("membership"): [Step(linked("passage"), Membership.passages.through, "membership", "passage")],
    linked("passage"): [Step(linked("articleversion"), Passage, "pk", "version")],
    linked("articleversion"): [Step(_ARTICLE, ArticleVersion, "pk", "article")],
}
"""The steps from each node, in an order in which every step leads to a node further down, or to a document."""


def documents(named: Iterable[tuple[Node, str]]) -> dict[DocumentType, set[int]]:
    """The documents that show rows, of which the node and the key are given; what is no such node is passed over.

    Takes a query for each step from a node that rows stand at, however many rows these are.
    """
    ids = _read(named)
    for node, steps in STEPS.items():
        if not ids[node]:
            continue
        for step in steps:
            ids[step.node] |= ids[node] if step.by == step.to == "pk" else _step(step, ids[node])
    return {kind: {int(pk) for pk in ids[node]} for node, kind in DOCUMENTS.items() if ids[node]}


def _read(named: Iterable[tuple[Node, str]]) -> defaultdict[Node, set[Id]]:
    """The keys by their nodes; what is due at the end of an embargo is taken for a change of the article."""
    ids: defaultdict[Node, set[Id]] = defaultdict(set)
    for (model, reason), key in named:
        node = Node(model, Reason.CHANGED if reason == Reason.EMBARGO else reason)
        if node == changed("country"):
            ids[node].add(key)
        elif (node in STEPS or node in DOCUMENTS) and key.isdecimal():
            ids[node].add(int(key))
    return ids


def _step(step: Step, ids: Iterable[Any]) -> set[Id]:
    rows = step.rows._default_manager.filter(Among(step.by, list(ids))).order_by()
    return {key for key in rows.values_list(step.to, flat=True) if key is not None}
