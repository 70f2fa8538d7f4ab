"""The posts of somebody as a first line tells them on a day: what may still be held, what is over and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles.dates import Truth
from articles.models import Membership, Post
from articles.relating.posts import known_until, offices


@dataclass(frozen=True, slots=True)
class Lately:
    """A post; `was_last` as of an office; `when` in a few words, empty where it is held for certain."""

    post: Post
    was_last: bool
    is_over: bool
    when: str


def lately(memberships: Iterable[Membership], day: date) -> list[Lately]:
    """The offices as seen from a day: of those held last, the ones that may still be held come before those over."""
    rows = list(memberships)
    told = []
    for office in offices(rows):
        is_over, when = _seen_from(day, [row for row in rows if row.post_id == office.post.pk])
        told.append(Lately(office.post, office.was_last, is_over, when))
    return sorted(told, key=lambda one: (not one.was_last, one.was_last and one.is_over))


def _seen_from(day: date, terms: list[Membership]) -> tuple[bool, str]:
    """Whether a post is over after all its terms, and when it was held last or left, or begins."""
    truths = {row.holds(day) for row in terms}
    if Truth.YES in truths:
        return False, ""
    if Truth.POSSIBLY in truths:
        known = [last for row in terms if (last := known_until(row)) and last <= day]
        if known:
            return False, f"last known {max(known).year:04}"
        return False, "possibly" if any(row.start or row.end for row in terms) else "dates not known"
    ends = [(row.end.latest, row.end.earliest) for row in terms if row.end and row.end.latest and row.end.latest < day]
    if not ends:
        return False, f"from {min(row.start.earliest for row in terms if row.start and row.start.earliest).year:04}"
    latest, earliest = max(ends, key=lambda end: end[0])
    is_sure = earliest is not None and earliest.year == latest.year
    return True, f"until {latest.year:04}{'' if is_sure else ' at the latest'}"
