"""Which points may be of a choice: found along indexes of the database, those entered last first.

A walk goes from the newest key on and stops where there are enough points. So it costs the same in a small archive and
in a large one; what is told of a time that few points are told of is looked up by its dates first. Here nobody asks who
may read what: that is asked of the points found (`choosing`), once of each, however many kinds are counted with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Self

from articles.models import Article, PartnershipEvent
from articles.models.moments import AsKnown, Moment
from articles.relating.statements import Statement, exists, one_of
from articles.relating.ties import EVERY, FROM, OF_POINT, TO, WITHIN, Tie, Walk, between, is_between

FEW = 300
"""Of so many points each can be asked when it was told; of more, those told in a time are looked up first."""
MOST_EARLY = 8
"""Where at least one event in so many lies before a day, the points told by then are met on the way."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows the ledger by. Values of one kind are alternatives, kinds hold together.

    Modality, years and the day `until` speak of one and the same telling. `open_since` are years in which points were
    first told that no report held here, of those by `until`, tells the completion of. `at` is what `visible(at)` takes:
    with what had been published by a day only what that tells counts.
    """

    modality: tuple[str, ...] = ()
    from_country: tuple[str, ...] = ()
    to_country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    open_since: tuple[int, ...] = ()
    pair: tuple[str, str] | None = None
    until: date | None = None
    at: Moment | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def early(self) -> date | None:
        """The day by which all that counts was told or published, where there is one."""
        known = self.at.by if isinstance(self.at, AsKnown) else None
        return min((day for day in (self.until, known) if day), default=None)

    @property
    def years(self) -> tuple[tuple[int, ...], ...]:
        """In which years something of it was told, and in which it was told first, as far as chosen."""
        return tuple(years for years in (self.year, self.open_since) if years)

    @property
    def is_dated(self) -> bool:
        """Whether it matters when its points were told."""
        return bool(self.year or self.open_since or self.until)

    def without(self, name: str) -> Self:
        """The choice with one kind left open: what that kind is counted in."""
        return replace(self, **{name: ()})  # type: ignore[arg-type]


class Finder:
    """Finds the points of a choice, and of the same with kinds left open."""

    def __init__(self, whole: Choice) -> None:
        self._whole = whole
        self._numbers = _counted([*_ties(whole), *(Tie(FROM, "country_id", (code,)) for code in whole.pair or ())])

    def points(self, asked: Mapping[str, tuple[Choice, int | None, int]]) -> dict[str, list[int]]:
        """By the name of each choice the keys that may be of it, the greatest first: those below a key, and so many at
        most.
        """
        statement = Statement()
        questions = []
        for number, (choice, below, most) in enumerate(asked.values()):
            before = [] if below is None else [f"walk.commitment_id < {statement.value(below)}"]
            questions += [walk.that(*before).question(number, most) for walk in self._walks(choice, statement)]
        found: list[set[int]] = [set() for _ in asked]
        for number, point in statement.answer(questions):
            found[number].add(point)
        rows = zip(asked.items(), found, strict=True)
        return {name: sorted(keys, reverse=True)[:most] for (name, (_, _, most)), keys in rows}

    def _walks(self, choice: Choice, statement: Statement) -> list[Walk]:
        ties = sorted(_ties(choice), key=self._numbers.__getitem__)
        numbers = [*map(self._numbers.__getitem__, ties), *map(self._number, choice.pair or ())]
        is_long = min(numbers, default=FEW + 1) > FEW
        if is_long and choice.years and choice.years == self._whole.years:
            return [self._marked(choice, statement)]
        if choice.pair:
            walks = between(sorted(choice.pair, key=self._number), statement)
        elif ties:
            walks = ties.pop(0).walks(statement)
        else:
            walks = [Walk(EVERY)]
        conditions = [tie.holds(statement) for tie in ties]
        if choice.modality:
            conditions.append(_put(choice, statement, is_listed=is_long))
        if is_long:
            conditions += self._told_in_time(choice, statement)
        return [walk.that(*conditions) for walk in walks]

    def _number(self, code: str) -> int:
        return self._numbers[Tie(FROM, "country_id", (code,))]

    def _marked(self, choice: Choice, statement: Statement) -> Walk:
        """Along a list of all that is told of the years, with a mark for each condition: most choices share it."""
        whole = self._whole
        marks = {tie.table: tie.holds(statement) for tie in _ties(whole)}
        if whole.modality:
            marks["modality"] = _put(whole, statement, is_listed=True)
        columns = ", ".join(["walk.commitment_id", *(f"{mark} AS {name}" for name, mark in marks.items())])
        conditions = [*self._told_in_time(whole, statement)]
        if whole.pair:
            conditions += is_between(whole.pair, statement)
        name = statement.shared(f"SELECT {columns} FROM {EVERY} walk WHERE {' AND '.join(conditions)}")
        wanted = [tie.table for tie in _ties(choice)] + ["modality"] * bool(choice.modality)
        return Walk(name, tuple(f"walk.{mark}" for mark in wanted))

    def _told_in_time(self, choice: Choice, statement: Statement) -> Iterator[str]:
        """That a point has an occasion or a report of a time that few have one of."""
        yield from (_told_in(years, statement) for years in choice.years)
        if choice.early and not choice.years and not self._is_late:
            last = statement.value(choice.early)
            reported = (f"published_earliest <= {last}", "published_earliest IS NULL")
            # dates of hidden articles are told to nobody
            hidden = f"id IN ({statement.part(Article.objects.hidden().values('pk'))})"
            yield _told(statement, f"start_earliest <= {last}", one_of((*reported, hidden)), "passage_id IS NULL")

    @cached_property
    def _is_late(self) -> bool:
        """Whether much of what is held may have been told by the day."""
        early = PartnershipEvent.objects.filter(start_earliest__lte=self._whole.early)
        return early.count() * MOST_EARLY > PartnershipEvent.objects.count()


def _put(choice: Choice, statement: Statement, *, is_listed: bool) -> str:
    """That a point has a telling that puts it so; one of the years, where these are listed."""
    if is_listed and choice.year:
        return _told_in(choice.year, statement, choice.modality)
    return exists("articles_telling told", f"told.{OF_POINT}", statement.among("told.modality", choice.modality))


def _told(statement: Statement, occasions: str, reports: str, *otherwise: str) -> str:
    """That a point has a telling with such an occasion, or with such a report."""
    events = f"SELECT id FROM articles_partnershipevent WHERE {occasions}"
    articles = f"SELECT id FROM articles_article WHERE {reports}"
    passages = (
        "SELECT passage.id FROM articles_passage passage INNER JOIN articles_articleversion version"
        f" ON version.id = passage.version_id WHERE version.article_id IN ({articles})"
    )
    told = one_of((f"event_id IN ({events})", f"passage_id IN ({passages})", *otherwise))
    name = statement.shared(f"SELECT commitment_id, modality FROM articles_telling WHERE {told}")
    return f"walk.commitment_id IN (SELECT commitment_id FROM {name})"


def _told_in(years: Iterable[int], statement: Statement, modality: Sequence[str] = ()) -> str:
    """That a point has an occasion or a report of one of some years; of a telling put in one of some ways."""
    spans = [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    places = [f"BETWEEN {statement.value(first)} AND {statement.value(last)}" for first, last in spans]
    days = ("start_earliest", "published_earliest")
    told = _told(statement, *(one_of(f"{day} {place}" for place in places) for day in days))
    return f"{told.removesuffix(')')} WHERE {statement.among('modality', modality)})" if modality else told


def _ties(choice: Choice) -> list[Tie]:
    sectors = "(SELECT id FROM articles_sector WHERE code = {})"
    ties = (
        Tie(FROM, "country_id", choice.from_country),
        Tie(TO, "country_id", choice.to_country),
        Tie(WITHIN, "sector_id", choice.sector, sectors),
    )
    return [tie for tie in ties if tie.values]


def _counted(ties: list[Tie]) -> dict[Tie, int]:
    """How many points have each tie, as far as these are few."""
    statement = Statement()
    rows = (f"SELECT 1 FROM {tie.table} tie WHERE {tie.among('tie', statement, *tie.values)}" for tie in ties)
    questions = [f"SELECT {n} AS asked, COUNT(*) FROM ({each} LIMIT {FEW + 1}) tied" for n, each in enumerate(rows)]
    return {ties[number]: found for number, found in statement.answer(questions)}
