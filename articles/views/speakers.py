"""In which capacity somebody spoke."""

from collections.abc import Iterable

from articles.dates import Span
from articles.models import Membership
from articles.relating.posts import Held, held_on


def capacities(speaker: int | None, posts: Iterable[Membership], when: Span | None) -> tuple[Held, ...]:
    """Of some posts those that a speaker held then: known for certain, else those that nothing known excludes."""
    if when is None or when.latest is None:
        return ()
    held = held_on((post for post in posts if post.person_id == speaker), when.latest)
    return tuple(row for row in held if row.is_sure) or held
