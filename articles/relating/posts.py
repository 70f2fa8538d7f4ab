"""Posts of people in time: which held on a day, which came last, and each as a stretch of an axis of years.

Bounds that no source gives stay open: a post is drawn firm only where it is known to have been held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length

from articles.dates import Span, Truth, years_from
from articles.models import Membership, Passage, Person, Post
from articles.models.among import Among
from articles.models.kept import Kept, Slot, give
from articles.models.moments import Moment
from articles.vocabulary import Precision

AXIS = 1000
"""Length of the axis; stretches are whole numbers along it."""
LIFETIME = 100
"""Years: so far before and after what is known of it a post is possible, and no further."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post held on a day, for certain or possibly; `last` says in words when it was known to be held last before,
    `first` when it was known to be held first, where that came after.
    """

    membership: Membership
    is_sure: bool
    last: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A post someone has held; `was_last` where it was held when the person is last told of in any post."""

    post: Post
    was_last: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A post along the axis: firm from `begin` to `end`, possible from `earliest` to `latest`, and beyond open ends."""

    membership: Membership
    earliest: int
    begin: int
    end: int
    latest: int
    open_start: bool
    open_end: bool

    @property
    def firm(self) -> int:
        """Length for which it is known to have been held."""
        return self.end - self.begin

    @property
    def possible(self) -> int:
        return self.latest - self.earliest


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years from the first day of one to the last day of another, with the stretches along them."""

    first: int
    last: int
    stretches: tuple[Stretch, ...]


def posts_of(person: Person) -> list[Membership]:
    """The posts of somebody, as far as everybody may read of them, with their passages; the latest first. Agencies are
    still to be asked for (`signed()`).
    """
    rows = list(_POSTS(person=person.pk))
    passages: dict[int, list[Passage]] = {}
    for tie in _EVIDENCE(keys=[row.pk for row in rows]) if rows else ():
        passages.setdefault(tie.membership_id, []).append(tie.passage)
    for row in rows:
        give(row, "passages", passages.get(row.pk, []))
    return latest_first(rows)


def _posts(at: Moment) -> Any:
    return Membership.objects.visible(at).filter(person=Slot("person")).select_related("post")


def _evidence(at: Moment) -> Any:
    """Passages of posts, the first report first, its fullest words first."""
    ties = Membership.passages.through._default_manager.filter(Among("membership", Slot("keys")))
    seen = Passage.objects.visible(at).filter(pk=OuterRef("passage"))
    rows = ties.filter(Exists(seen)).select_related("passage__version__article").defer("passage__version__body")
    reported = F("passage__version__article__published_earliest").asc(nulls_last=True)
    return rows.order_by(reported, -Length("passage__exact"), "passage_id")


_POSTS, _EVIDENCE = Kept(_posts), Kept(_evidence)


def held_on(memberships: Iterable[Membership], day: date) -> tuple[Held, ...]:
    """The posts held on a day, those known for certain first; what is possible only within a lifetime of what is known
    (`LIFETIME`).
    """
    truths = [(membership, membership.holds(day)) for membership in memberships]
    sure = [Held(membership, True) for membership, truth in truths if truth is Truth.YES]
    unsure = [row for row, truth in truths if truth is Truth.POSSIBLY and _is_within_reach(row, day)]
    return (*sure, *(Held(row, False, _last_before(row, day), _first_after(row, day)) for row in unsure))


def seen(start: Span | None, end: Span | None) -> Span | None:
    """When a post was held once for certain, of which an open bound says no more: begun by the last day of a span,
    not over before its first. None where the bounds tell more than that.
    """
    if not (start and end and (start.is_open or end.is_open) and start.latest and end.earliest):
        return None
    if start.latest <= end.earliest:
        return None
    return Span(end.earliest, start.latest, start.precision if start.precision == end.precision else Precision.DAY)


def latest_first(memberships: Iterable[Membership]) -> list[Membership]:
    """By the day on which each is first known to have been held; those without any date last."""
    return sorted(memberships, key=lambda row: (_known_from(row) or date.min, row.pk), reverse=True)


def offices(memberships: Iterable[Membership], until: date | None = None) -> list[Office]:
    """The posts themselves, those held last first, each once whatever the number of terms.

    With `until` those that are known to have been held by the end of that day, seen from it.
    """
    rows = latest_first(memberships)
    if until:
        rows = [row for row in rows if (begun := _known_from(row)) and begun <= until]
    ends = (day for row in rows if (day := known_until(row)))
    last = max((min(day, until or day) for day in ends), default=None)
    found: dict[int, Office] = {}
    for row in rows:
        was_last = last is not None and row.holds(last) is Truth.YES
        found.setdefault(row.post_id, Office(row.post, was_last or row is rows[0]))
    return sorted(found.values(), key=lambda office: not office.was_last)


def along_years(memberships: Iterable[Membership]) -> Axis | None:
    """The dated posts, oldest first, on one axis; None where no post has a date."""
    rows = [(row, days) for row in reversed(latest_first(memberships)) if (days := _days(row))]
    if not rows:
        return None
    every = [day for _, days in rows for day in days]
    axis = _Scale(min(every).year, max(every).year)
    return Axis(axis.first, axis.last, tuple(_stretch(row, axis) for row, _ in rows))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def at(self, day: date) -> int:
        """Where a day lies on the axis."""
        begin, end = date(self.first, 1, 1), date(self.last, 12, 31)
        return round(AXIS * (day - begin).days / (end - begin).days)


def _days(row: Membership) -> list[date]:
    """The known bounds of a post, in order of time as far as they are told in order."""
    return [day for span in (row.start, row.end) if span for day in (span.earliest, span.latest) if day]


def _known_from(row: Membership) -> date | None:
    """The first day on which the post is known to have been held, or the nearest to it that is known."""
    start = row.start.latest if row.start else None
    return start or next(iter(_days(row)), None)


def known_until(row: Membership) -> date | None:
    """The last day on which the post is known to have been held."""
    end = row.end.earliest if row.end else None
    return end or (row.start.latest if row.start else None)


def _last_before(row: Membership, day: date) -> str:
    if row.end is None or row.end.earliest is None or row.end.earliest >= day:
        return ""
    last = seen(row.start, row.end)
    if last is None and row.end.latest is None:
        return row.end.words.removeprefix("not before ")
    return (last or Span(row.end.earliest, row.end.earliest)).words


def _first_after(row: Membership, day: date) -> str:
    """When it was first known to be held, of one whose beginning is open."""
    if row.start and row.start.earliest:
        return ""
    known = row.start.latest if row.start else row.end and row.end.earliest
    if known is None or known <= day:
        return ""
    return (seen(row.start, row.end) or Span(known, known)).words


def _is_within_reach(row: Membership, day: date) -> bool:
    known = _days(row)
    return not known or years_from(min(known), -LIFETIME) <= day <= years_from(max(known), LIFETIME)


def _stretch(row: Membership, axis: _Scale) -> Stretch:
    days = _days(row)
    start = row.start.latest if row.start else None
    end = row.end.earliest if row.end else None
    firm_to = end or start or days[0]
    firm_from = min(start or firm_to, firm_to)
    return Stretch(
        row,
        earliest=axis.at(min(days)),
        begin=axis.at(firm_from),
        end=axis.at(firm_to),
        latest=axis.at(max(days)),
        open_start=row.start is None or row.start.earliest is None,
        open_end=row.end is None or row.end.latest is None,
    )
