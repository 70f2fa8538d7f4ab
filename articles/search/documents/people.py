"""People as documents: every form of their names, the posts they held, the country they act for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import F, QuerySet

from articles.models import Membership, Person
from articles.models.among import Among
from articles.search.documents.document import Document, facets

Post = tuple[str, str | None, str | None, str | None]
"""Label, code of the country, slug and name of the organization."""


class Row(NamedTuple):
    pk: int
    slug: str
    name: str
    country: str | None
    country_name: str | None


def documents(people: QuerySet[Person]) -> Iterator[Document]:
    """The documents of people that everybody may read of, in two queries."""
    forms: defaultdict[Row, set[str]] = defaultdict(set)
    for row in people.values_list("pk", "slug", "name", "country", "country__name", "names__form"):
        forms[Row(*row[:-1])].add(row[-1])
    posts = _posts([row.pk for row in forms])
    return (_document(row, forms[row], posts[row.pk]) for row in list(forms))


def _posts(pks: Sequence[int]) -> defaultdict[int, list[Post]]:
    """The posts that each held, as far as everybody may read of it, in order of time."""
    gathered: defaultdict[int, list[Post]] = defaultdict(list)
    held = Membership.objects.visible().filter(Among("person", pks))
    ordered = held.order_by(F("start_latest").asc(nulls_first=True), "post__label", "pk")
    post = ("post__label", "post__country", "post__organization__slug", "post__organization__name")
    for pk, *columns in ordered.values_list("person", *post):
        gathered[pk].append(tuple(columns))
    return gathered


def _document(row: Row, forms: set[str], posts: list[Post]) -> Document:
    offices = dict.fromkeys(", ".join(filter(None, (label, body))) for label, _, _, body in posts)
    other_forms = sorted(form for form in forms if form and form != row.name)
    named: dict[str, list[str | None]] = {
        "person": [row.slug],
        "country": [row.country, *(post[1] for post in posts)],
        "org": [post[2] for post in posts],
    }
    return Document(
        type="person",
        pk=row.pk,
        slug=row.slug,
        facets=facets(named),
        title=row.name,
        paragraphs=tuple(filter(None, ("; ".join(offices), row.country_name, "; ".join(other_forms)))),
    )
