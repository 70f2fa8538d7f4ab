"""People as documents: every form of their names, the posts they held, the country they act for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import F

from articles.models import Membership, Name, Person
from articles.search.documents.document import Document, facets
from articles.search.documents.gathering import Among, public

Post = tuple[str, str | None, str | None, str | None]
"""Label, country, slug and name of the organization."""


def documents(pks: Sequence[int]) -> Iterator[Document]:
    """Those of these people that everybody may read of, in the order of the keys."""
    posts, forms = _posts(pks), _forms(pks)
    people = public(Person, pks)
    rows = {row[0]: row for row in people.values_list("pk", "slug", "name", "country", "country__name")}
    for pk in pks:
        if pk in rows:
            yield _document(posts[pk], forms[pk], *rows[pk])


def _posts(pks: Sequence[int]) -> defaultdict[int, list[Post]]:
    """The posts that each held, as far as everybody may read of it, in order of time."""
    gathered: defaultdict[int, list[Post]] = defaultdict(list)
    held = Membership.objects.visible().filter(Among("person", pks))
    ordered = held.order_by(F("start_latest").asc(nulls_first=True), "post__label", "pk")
    post = ("post__label", "post__country", "post__organization__slug", "post__organization__name")
    for pk, *columns in ordered.values_list("person", *post):
        gathered[pk].append(tuple(columns))
    return gathered


def _forms(pks: Sequence[int]) -> defaultdict[int, list[str]]:
    gathered: defaultdict[int, list[str]] = defaultdict(list)
    for pk, form in Name.objects.filter(Among("person", pks)).order_by("form").values_list("person", "form"):
        gathered[pk].append(form)
    return gathered


def _document(
    posts: list[Post], forms: list[str], pk: int, slug: str, name: str, country: str | None, country_name: str | None
) -> Document:
    offices = dict.fromkeys(", ".join(filter(None, (label, body))) for label, _, _, body in posts)
    paragraphs = ("; ".join(offices), country_name, "; ".join(dict.fromkeys(form for form in forms if form != name)))
    return Document(
        type="person",
        pk=pk,
        slug=slug,
        facets=facets(
            {
                "person": [slug],
                "country": [country, *(post[1] for post in posts)],
                "org": [post[2] for post in posts],
            }
        ),
        title=name,
        paragraphs=tuple(filter(None, paragraphs)),
    )
