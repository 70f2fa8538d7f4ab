"""Points by what they are tied to: from whom and to whom they are, and in which sectors; as SQL of a statement.

A row of the question is called `walk`, and its point `walk.commitment_id`.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

from articles.relating.statements import Statement, exists, one_of

FROM, TO, WITHIN = (f"articles_commitment_{end}" for end in ("from_countries", "to_countries", "sectors"))
EVERY = "(SELECT id AS commitment_id FROM articles_commitment)"
OF_POINT = "commitment_id = walk.commitment_id"

MOST_WALKS = 3
"""Of more alternatives than these the points are gathered by one question."""


class Tie(NamedTuple):
    """Points by their tie to one of some values: the table that ties them, its column, and the values."""

    table: str
    column: str
    values: tuple[str, ...]
    key: str = "{}"
    """What stands in the column for a value."""

    def among(self, row: str, statement: Statement, *values: str) -> str:
        """That a row of the table has one of some values."""
        places = (self.key.format(statement.value(value)) for value in values)
        return f"{row}.{self.column} IN ({', '.join(places)})"

    def holds(self, statement: Statement) -> str:
        return exists(f"{self.table} tie", f"tie.{OF_POINT}", self.among("tie", statement, *self.values))

    def walks(self, statement: Statement) -> list["Walk"]:
        """Along the points of each value, of which an index has the order; of many values all at once."""
        if len(self.values) > MOST_WALKS:
            return [Walk(self.table, (self.among("walk", statement, *self.values),), repeats=True)]
        return [Walk(self.table, (self.among("walk", statement, value),)) for value in self.values]


class Walk(NamedTuple):
    """Rows to go along, the conditions of which points are found, and whether a point may stand in several rows."""

    rows: str
    conditions: tuple[str, ...] = ()
    repeats: bool = False

    def that(self, *conditions: str) -> Self:
        return self._replace(conditions=(*self.conditions, *conditions))

    def question(self, number: int, most: int) -> str:
        """For the greatest keys, so many at most, each after a number."""
        columns = f"{'DISTINCT ' if self.repeats else ''}{number} AS asked, walk.commitment_id"
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        return f"SELECT {columns} FROM {self.rows} walk{where} ORDER BY walk.commitment_id DESC LIMIT {most}"


def between(pair: Sequence[str], statement: Statement) -> list[Walk]:
    """The points from one country to the other, and back, and of nobody else: along the ties of the first."""
    one, other = pair
    return [
        walk.that(Tie(theirs, "country_id", (other,)).holds(statement), *_of_nobody_else(pair, statement))
        for mine, theirs in ((FROM, TO), (TO, FROM))
        for walk in Tie(mine, "country_id", (one,)).walks(statement)
    ]


def is_between(pair: Sequence[str], statement: Statement) -> list[str]:
    """That a point is one of these."""
    ways = (((FROM, one), (TO, other)) for one, other in (pair, reversed(pair)))
    ends = ([Tie(ends, "country_id", (code,)).holds(statement) for ends, code in way] for way in ways)
    return [one_of(" AND ".join(both) for both in ends), *_of_nobody_else(pair, statement)]


def _of_nobody_else(pair: Sequence[str], statement: Statement) -> list[str]:
    others = f"NOT {statement.among('tie.country_id', pair)}"
    return [f"NOT {exists(f'{ends} tie', f'tie.{OF_POINT}', others)}" for ends in (FROM, TO)]
