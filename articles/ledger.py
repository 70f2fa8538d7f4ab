"""Commitments by how they were put: agreed, pledged, asked and so on, each with the tellings that put it so.

A point told in two ways stands under both, and under each only with its own tellings.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from articles.dates import Span
from articles.models import Commitment, Telling
from articles.vocabulary import Modality


@dataclass(frozen=True, slots=True)
class Point:
    """A commitment with tellings of it, and the other ways in which it was told."""

    commitment: Commitment
    tellings: tuple[Telling, ...]
    also: tuple[Modality, ...] = ()

    @property
    def is_mutual(self) -> bool:
        """Whether the same countries are on both ends."""
        ends = (self.commitment.from_countries.all(), self.commitment.to_countries.all())
        givers, takers = ({country.pk for country in end} for end in ends)
        return givers == takers


@dataclass(frozen=True, slots=True)
class Section:
    """The points put in one way."""

    modality: Modality
    points: tuple[Point, ...]


def told_on(telling: Telling) -> Span | None:
    """When it was told: the day of the occasion, else of the report; None where neither is known."""
    if telling.event and telling.event.start:
        span: Span | None = telling.event.start
        return span
    return telling.passage.version.article.published if telling.passage else None


def told_by(telling: Telling, day: date | None) -> bool:
    """Whether it may have been told by the end of a day; always, where no day is given."""
    span = told_on(telling)
    return day is None or span is None or span.touches(None, day)


def by_modality(
    commitments: Iterable[Commitment], keep: Callable[[Telling], bool] = lambda telling: True
) -> tuple[Section, ...]:
    """The points of `told()` commitments under each modality, in the order of the vocabulary.

    `keep` says which of their tellings count; a point without any is left out.
    """
    found: dict[Modality, list[Point]] = {modality: [] for modality in Modality}
    for commitment in commitments:
        ways: dict[Modality, list[Telling]] = {}
        for telling in commitment.tellings.all():
            if keep(telling):
                ways.setdefault(Modality(telling.modality), []).append(telling)
        for modality, tellings in ways.items():
            also = tuple(other for other in Modality if other in ways and other is not modality)
            found[modality].append(Point(commitment, tuple(tellings), also))
    return tuple(Section(modality, tuple(points)) for modality, points in found.items() if points)
