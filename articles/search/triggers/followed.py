"""Which rows the index follows, and what a change of one writes into the outbox.

Every table that a document shows something of is here, and every one that ties two such rows together. A row that only
ties others writes its ends, those from which a document can look through it; `articles.search.reach` says why these are
enough.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Field, Model

from articles.models import (
    Agency,
    Article,
    ArticleAgency,
    ArticleVersion,
    Commitment,
    Country,
    Instrument,
    Membership,
    Name,
    Organization,
    Participation,
    PartnershipEvent,
    PartnershipLevel,
    Passage,
    Person,
    Place,
    Post,
    Sector,
    Telling,
)
from articles.search.reach import Node, changed, linked


class Written(NamedTuple):
    """A node for the outbox, and the column of the changed row that holds its key."""

    node: Node
    column: str


@dataclass(frozen=True)
class Followed:
    """A table, the fields of it that something shows, and what is written when a row comes, goes, or changes in one.

    `due` is a field with a moment at which the row is to be looked at once more.
    """

    model: type[Model]
    fields: tuple[str, ...]
    ends: tuple[tuple[Node, str], ...] = ()
    is_node: bool = True
    due: str | None = None

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns whose change matters: a key that changes is another row."""
        return (self._column("pk"), *map(self._column, self.fields))

    @cached_property
    def written(self) -> tuple[Written, ...]:
        own = [Written(changed(self.model._meta.model_name or ""), self._column("pk"))] if self.is_node else []
        return (*own, *(Written(node, self._column(field)) for node, field in self.ends))

    @property
    def due_column(self) -> str | None:
        return self._column(self.due) if self.due else None

    def _column(self, name: str) -> str:
        meta = self.model._meta
        field = meta.pk if name == "pk" else meta.get_field(name)
        assert isinstance(field, Field) and field.column is not None
        return field.column


def _row(model: type[Model], fields: str, *ends: tuple[Node, str], due: str | None = None) -> Followed:
    """A row that something shows for itself."""
    return Followed(model, tuple(fields.split()), ends, due=due)


def _tie(model: type[Model], *ends: tuple[Node, str], fields: str = "") -> Followed:
    """A row that ties others together: its foreign keys matter, and these fields."""
    keys = tuple(field.name for field in model._meta.concrete_fields if field.is_relation)
    return Followed(model, (*keys, *fields.split()), ends, is_node=False)


_ARTICLE, _PERSON, _PASSAGE = linked("article"), linked("person"), linked("passage")

FOLLOWED: tuple[Followed, ...] = (
    # Names that stand in no document count too where readers see them in place of a code, or write them to find it: the
    # table of names is made anew with the next commit of the index.
    _row(Agency, "code short_name name"),
    _row(Country, "name"),
    _row(Instrument, "slug title"),
    _row(Organization, "slug name"),
    _row(PartnershipLevel, "code label sector"),
    _row(Person, "slug name country"),
    _row(Place, "slug name"),
    _row(Post, "label country organization"),
    _row(Sector, "code label alternative_labels"),
    _tie(
        Name,
        (_PERSON, "person"),
        (changed("organization"), "organization"),
        (changed("country"), "country"),
        (changed("place"), "place"),
        (changed("instrument"), "instrument"),
        fields="form valid_from valid_to",
    ),
    _row(Membership, "person post start_latest without_evidence", (_PERSON, "person")),
    _tie(Membership.passages.through, (changed("membership"), "membership"), (_PASSAGE, "passage")),
    # Copy
    _row(
        Article,
        "slug headline language dateline place published_earliest published_latest status visible_from",
        due="visible_from",
    ),
    _row(ArticleVersion, "article number body", (_ARTICLE, "article")),
    _tie(ArticleAgency, (changed("article"), "article")),
    _tie(Article.people.through, (_ARTICLE, "article"), (_PERSON, "person")),
    _tie(Article.countries.through, (_ARTICLE, "article")),
    _tie(Article.organizations.through, (_ARTICLE, "article")),
    _tie(Article.instruments.through, (_ARTICLE, "article")),
    _tie(Article.sectors.through, (_ARTICLE, "article")),
    _row(
        Passage,
        "version paragraph exact start end speaker",
        (linked("articleversion"), "version"),
        (_PERSON, "speaker"),
    ),
    # Events
    _row(
        PartnershipEvent,
        "slug title kind place level_to instrument start_earliest start_latest end_earliest end_latest"
        " without_evidence",
    ),
    _tie(PartnershipEvent.parties.through, (changed("partnershipevent"), "partnershipevent")),
    _tie(PartnershipEvent.passages.through, (changed("partnershipevent"), "partnershipevent"), (_PASSAGE, "passage")),
    _tie(
        Participation,
        (linked("partnershipevent"), "event"),
        (_PERSON, "person"),
        (_PASSAGE, "passage"),
        fields="title_as_printed",
    ),
    # Commitments
    _row(Commitment, "key summary target through"),
    _tie(Commitment.from_countries.through, (changed("commitment"), "commitment")),
    _tie(Commitment.to_countries.through, (changed("commitment"), "commitment")),
    _tie(Commitment.sectors.through, (changed("commitment"), "commitment")),
    _tie(
        Telling,
        (linked("commitment"), "commitment"),
        (_PERSON, "speaker"),
        (linked("partnershipevent"), "event"),
        (_PASSAGE, "passage"),
        fields="modality without_evidence",
    ),
)
