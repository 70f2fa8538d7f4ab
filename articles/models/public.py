"""Who may read what: of each kind of row, the one condition under which everybody may read it; counts and days by it.

Written out in SQL and not put together from querysets: a page asks for rows of twenty kinds that rest on each other,
and Django took longer to compile these conditions than the database took to answer (decision 13).

Tables are joined by `CROSS JOIN`, which SQLite takes in the order written: from the row in question to its passages,
their texts and their articles, whatever it believes of how many there are. To PostgreSQL it is a join like any other.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, DateField, F, Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from articles.models.kept import LATER, Slot
from articles.models.moments import AsKnown, Moment

Row = Callable[[str], str]
"""How a column of a row is written."""
Rule = Callable[[Row, bool], str]
"""The SQL about a row; True where it is looked at with the copy of a day (`AsKnown`)."""

_TOKENS = re.compile(r"\{(\w+)\}")
_TEXT = "articles_articleversion shown_version CROSS JOIN articles_article shown_article"
_PASSAGE = f"articles_passage shown_passage CROSS JOIN {_TEXT}"
_OF_PASSAGE = "shown_version.id = shown_passage.version_id AND shown_article.id = shown_version.article_id"


def _in(alias: str) -> Row:
    return lambda column: f"{alias}.{column}"


def _exists(tables: str, *conditions: str) -> str:
    return f"EXISTS (SELECT 1 FROM {tables} WHERE {' AND '.join(conditions)})"


def _article(row: Row, known: bool) -> str:
    """Released, and past its embargo; surely published by the day that is looked from."""
    embargo = f"({row('visible_from')} IS NULL OR {row('visible_from')} <= {{now}})"
    by_then = f" AND {row('published_latest')} <= {{by}}" if known else ""
    return f"({row('status')} = 'published' AND {embargo}{by_then})"


def _passage(row: Row, known: bool) -> str:
    """In a text of an article that everybody may read."""
    place = f"shown_version.id = {row('version_id')}"
    return _exists(_TEXT, place, "shown_article.id = shown_version.article_id", _article(_in("shown_article"), known))


def _resting(row: Row, known: bool, table: str, column: str) -> str:
    """On one of several passages; or published by an editor without evidence, which no day's copy is."""
    ties = f"{table} shown_tie CROSS JOIN {_PASSAGE}"
    place = f"shown_tie.{column} = {row('id')} AND shown_passage.id = shown_tie.passage_id"
    rests = _exists(ties, place, _OF_PASSAGE, _article(_in("shown_article"), known))
    return rests if known else f"({row('without_evidence')} OR {rests})"


def _event(row: Row, known: bool) -> str:
    return _resting(row, known, "articles_partnershipevent_passages", "partnershipevent_id")


def _membership(row: Row, known: bool) -> str:
    return _resting(row, known, "articles_membership_passages", "membership_id")


def _quoted(row: Row, known: bool) -> str:
    """Its own passage."""
    place = f"shown_passage.id = {row('passage_id')}"
    return _exists(_PASSAGE, place, _OF_PASSAGE, _article(_in("shown_article"), known))


def _claim(row: Row, known: bool) -> str:
    """On its own passage, about something that everybody may read of."""
    about = []
    for kind, table, rule in (
        ("event", "partnershipevent", _event),
        ("person", "person", _person),
        ("instrument", "instrument", _instrument),
        ("partnership", "partnership", _partnership),
    ):
        subject, alias = row(f"{kind}_id"), f"shown_{kind}_told"
        found = _exists(f"articles_{table} {alias}", f"{alias}.id = {subject}", rule(_in(alias), known))
        about.append(f"({subject} IS NULL OR {found})")
    return f"({_quoted(row, known)} AND {' AND '.join(about)})"


def _version(row: Row, known: bool) -> str:
    """A text of an article that everybody may read."""
    place = f"shown_article.id = {row('article_id')}"
    return _exists("articles_article shown_article", place, _article(_in("shown_article"), known))


def _telling(row: Row, known: bool) -> str:
    return _quoted(row, known) if known else f"({row('without_evidence')} OR {_quoted(row, known)})"


def _occasion(row: Row, known: bool) -> str:
    """The first day of the event of a telling, where everybody may read of it."""
    event = f"shown_occasion.id = {row('event_id')} AND {_event(_in('shown_occasion'), known)}"
    return f"(SELECT shown_occasion.start_earliest FROM articles_partnershipevent shown_occasion WHERE {event})"


def _report(row: Row, known: bool) -> str:
    """The first day on which the report of a telling may have been published, where everybody may read it."""
    place = f"shown_passage.id = {row('passage_id')} AND {_OF_PASSAGE} AND {_article(_in('shown_article'), known)}"
    return f"(SELECT shown_article.published_earliest FROM {_PASSAGE} WHERE {place})"


def _participation(row: Row, known: bool) -> str:
    """In an event that everybody may read of; its own passage, where there is one, likewise."""
    event = f"shown_event.id = {row('event_id')}"
    events = _exists("articles_partnershipevent shown_event", event, _event(_in("shown_event"), known))
    return f"(({row('passage_id')} IS NULL OR {_quoted(row, known)}) AND {events})"


def _commitment(row: Row, known: bool) -> str:
    place = f"shown_telling.commitment_id = {row('id')}"
    return _exists("articles_telling shown_telling", place, _telling(_in("shown_telling"), known))


def _person(row: Row, known: bool) -> str:
    """Tagged, taking part, in a post, speaking: in something that everybody may read."""
    tagged = "articles_article_people shown_tag CROSS JOIN articles_article shown_article"
    place = f"shown_tag.person_id = {row('id')} AND shown_article.id = shown_tag.article_id"
    ways = (
        _exists(tagged, place, _article(_in("shown_article"), known)),
        _of("participation", "person_id", _participation, row, known),
        _of("membership", "person_id", _membership, row, known),
        _of("telling", "speaker_id", _telling, row, known),
        _of("passage", "speaker_id", _passage, row, known),
    )
    return f"({' OR '.join(ways)})"


def _of(kind: str, column: str, rule: Rule, row: Row, known: bool) -> str:
    """That there is a public row of a kind that names this one."""
    alias = f"shown_{kind}_of"
    return _exists(f"articles_{kind} {alias}", f"{alias}.{column} = {row('id')}", rule(_in(alias), known))


def _country(row: Row, known: bool) -> str:
    """A party, a tag, an end of a point; or the country of a person, a body or a place that is public itself."""
    pk = row("code")
    party = "articles_partnershipevent_parties shown_party CROSS JOIN articles_partnershipevent shown_event"
    tagged = "articles_article_countries shown_tag CROSS JOIN articles_article shown_article"
    event, article = _event(_in("shown_event"), known), _article(_in("shown_article"), known)
    ways = [
        _exists(party, f"shown_party.country_id = {pk}", "shown_event.id = shown_party.partnershipevent_id", event),
        _exists(tagged, f"shown_tag.country_id = {pk}", "shown_article.id = shown_tag.article_id", article),
    ]
    point = _commitment(_in("shown_point"), known)
    for end in ("from", "to"):
        ends = f"articles_commitment_{end}_countries shown_end CROSS JOIN articles_commitment shown_point"
        ways.append(_exists(ends, f"shown_end.country_id = {pk}", "shown_point.id = shown_end.commitment_id", point))
    for kind, rule in (("person", _person), ("organization", _organization), ("place", _place)):
        alias = f"shown_{kind}"
        ways.append(_exists(f"articles_{kind} {alias}", f"{alias}.country_id = {pk}", rule(_in(alias), known)))
    return f"({' OR '.join(ways)})"


def _organization(row: Row, known: bool) -> str:
    """Tagged, taking part, with a post that is held, to be moved by a point."""
    tagged = "articles_article_organizations shown_tag CROSS JOIN articles_article shown_article"
    place = f"shown_tag.organization_id = {row('id')} AND shown_article.id = shown_tag.article_id"
    posts = "articles_post shown_post CROSS JOIN articles_membership shown_membership"
    post = f"shown_post.organization_id = {row('id')} AND shown_membership.post_id = shown_post.id"
    ways = (
        _exists(tagged, place, _article(_in("shown_article"), known)),
        _of("participation", "organization_id", _participation, row, known),
        _exists(posts, post, _membership(_in("shown_membership"), known)),
        _of("commitment", "through_id", _commitment, row, known),
    )
    return f"({' OR '.join(ways)})"


def _place(row: Row, known: bool) -> str:
    """The place of a dateline, or of an event."""
    articles = _of("article", "place_id", _article, row, known)
    return f"({articles} OR {_of('partnershipevent', 'place_id', _event, row, known)})"


def _instrument(row: Row, known: bool) -> str:
    """Tagged, told of in a passage, or adopted at an event."""
    tagged = "articles_article_instruments shown_tag CROSS JOIN articles_article shown_article"
    place = f"shown_tag.instrument_id = {row('id')} AND shown_article.id = shown_tag.article_id"
    ties = f"articles_instrument_passages shown_tie CROSS JOIN {_PASSAGE}"
    told = f"shown_tie.instrument_id = {row('id')} AND shown_passage.id = shown_tie.passage_id"
    ways = (
        _exists(tagged, place, _article(_in("shown_article"), known)),
        _exists(ties, told, _OF_PASSAGE, _article(_in("shown_article"), known)),
        _of("partnershipevent", "instrument_id", _event, row, known),
    )
    return f"({' OR '.join(ways)})"


def _partnership(row: Row, known: bool) -> str:
    """With an event of the two: each event of the second is looked at until one is of the first too."""
    ties = "articles_partnershipevent_parties"
    tables = f"{ties} shown_second CROSS JOIN {ties} shown_first CROSS JOIN articles_partnershipevent shown_event"
    both = (
        f"shown_second.country_id = {row('second_id')}",
        "shown_first.partnershipevent_id = shown_second.partnershipevent_id",
        f"shown_first.country_id = {row('first_id')}",
        "shown_event.id = shown_second.partnershipevent_id",
    )
    return _exists(tables, *both, _event(_in("shown_event"), known))


def _parts(row: Row, known: bool) -> str:
    """How many public events are part of one."""
    parts = f"articles_partnershipevent shown_part WHERE shown_part.parent_id = {row('id')}"
    return f"(SELECT COUNT(*) FROM {parts} AND {_event(_in('shown_part'), known)})"


def _reports(row: Row, known: bool) -> str:
    """How many public articles tell of an event."""
    ties = f"articles_partnershipevent_passages shown_tie CROSS JOIN {_PASSAGE}"
    place = f"shown_tie.partnershipevent_id = {row('id')} AND shown_passage.id = shown_tie.passage_id"
    public = _article(_in("shown_article"), known)
    return f"(SELECT COUNT(DISTINCT shown_article.id) FROM {ties} WHERE {place} AND {_OF_PASSAGE} AND {public})"


_RULES: dict[str, Rule] = {
    "article": _article,
    "version": _version,
    "passage": _passage,
    "claim": _claim,
    "event": _event,
    "membership": _membership,
    "telling": _telling,
    "occasion": _occasion,
    "report": _report,
    "participation": _participation,
    "commitment": _commitment,
    "person": _person,
    "organization": _organization,
    "place": _place,
    "country": _country,
    "instrument": _instrument,
    "partnership": _partnership,
    "parts": _parts,
    "reports": _reports,
}


class _Written(Func):
    """A rule as an expression of a query: its columns are those of the query's rows, under whatever alias.

    `of` is the relation to the row that it is about, where that is one which the query's rows lead to.
    """

    def __init__(self, rule: str, at: Moment | None = None, of: str = "") -> None:
        self.rule, self.known = rule, isinstance(at, AsKnown)
        self.now = timezone.now() if at is None or isinstance(at, AsKnown) else at
        self.by = at.by if isinstance(at, AsKnown) else None
        if isinstance(self.by, Slot):
            self.now = LATER
        super().__init__(*(F(f"{of}__{column}" if of else column) for column in _columns(rule, self.known)))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:  # type: ignore[override]
        compiled = (compiler.compile(column)[0] for column in self.get_source_expressions())
        columns = dict(zip(_columns(self.rule, self.known), compiled, strict=True))
        moments: dict[str, Any] = {"now": self.now, "by": self.by}
        if not isinstance(self.now, Slot):
            moments["now"] = connection.ops.adapt_datetimefield_value(self.now)
            moments["by"] = connection.ops.adapt_datefield_value(self.by) if self.by else None
        text, tokens = _text(self.rule, self.known)
        parameters = [moments[token] for token in tokens if token in moments]
        return _TOKENS.sub(lambda found: columns.get(found[1], "%s"), text), parameters


class Shown(_Written):
    """The condition that everybody may read a row of a kind at a moment (now): `event`, `passage`, `person` …"""

    output_field = BooleanField()


class Day(_Written):
    """The day of the `occasion` of a telling, or of its `report`; nothing where not everybody may read of it."""

    output_field = DateField()


class Number(_Written):
    """How many public `parts` an event has, or how many public `reports` tell of it."""

    output_field = IntegerField()


@cache
def _text(rule: str, known: bool) -> tuple[str, tuple[str, ...]]:
    """The SQL of a rule, with a token for each column of the row and for each moment; and the tokens in order."""
    text = _RULES[rule](lambda column: f"{{{column}}}", known)
    return text, tuple(_TOKENS.findall(text))


@cache
def _columns(rule: str, known: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for token in _text(rule, known)[1] if token not in ("now", "by")))
