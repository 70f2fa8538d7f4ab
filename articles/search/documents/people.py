"""People as documents: every form of their names, the posts they held, the country they act for."""

from django.db.models import Prefetch, QuerySet

from articles.models import Membership, Person
from articles.search.documents.document import Document, Values


def queryset() -> QuerySet[Person]:
    memberships = Membership.objects.visible().select_related("post__organization", "post__country")
    return (
        Person.objects.visible()
        .select_related("country")
        .prefetch_related("names", Prefetch("memberships", memberships))
    )


def document(person: Person) -> Document:
    values = Values()
    values.add("person", person.slug)
    values.add("country", person.country_id)
    posts = [membership.post for membership in person.memberships.all()]
    for post in posts:
        values.add("country", post.country_id)
        values.add("org", post.organization.slug if post.organization else None)
    names = dict.fromkeys(name.form for name in person.names.all() if name.form != person.name)
    offices = dict.fromkeys(
        f"{post.label}, {post.organization.name}" if post.organization else post.label for post in posts
    )
    paragraphs = (
        "; ".join(offices),
        person.country.name if person.country else "",
        "; ".join(names),
    )
    return Document(
        type="person",
        pk=person.pk,
        slug=person.slug,
        facets=values.facets(),
        title=person.name,
        paragraphs=tuple(filter(None, paragraphs)),
    )
