"""From hits to the rows that a page shows, each checked against the database once more."""

from collections.abc import Callable

from django.db.models import Model, Prefetch, QuerySet

from articles.models import (
    Article,
    Commitment,
    Membership,
    Participation,
    PartnershipEvent,
    Person,
    Telling,
)
from articles.search.results import DocumentType, Hit, Results


def _articles() -> QuerySet[Article]:
    """With dateline place and agencies in sign-off order."""
    return Article.objects.visible().listed()


def _people() -> QuerySet[Person]:
    """With country, and posts held as far as everybody may read of them."""

    memberships = Membership.objects.visible().select_related("post")
    return (
        Person.objects.visible()
        .select_related("country")
        .prefetch_related(Prefetch("memberships", queryset=memberships))
    )


def _events() -> QuerySet[PartnershipEvent]:
    """With place, levels, parties and participants, in their capacity as far as everybody may read of it."""
    participations = Participation.objects.visible().named()
    return (
        PartnershipEvent.objects.visible()
        .select_related("place", "level_from", "level_to")
        .prefetch_related("parties", Prefetch("participations", queryset=participations))
    )


def _commitments() -> QuerySet[Commitment]:
    """With countries from and to, sectors, and tellings with speaker, and event as far as everybody may read of it."""
    tellings = Telling.objects.visible().select_related("speaker", "passage__version__article")
    tellings = tellings.prefetch_related(Prefetch("event", PartnershipEvent.objects.visible()))
    return (
        Commitment.objects.visible()
        .select_related("through")
        .prefetch_related("from_countries", "to_countries", "sectors", Prefetch("tellings", queryset=tellings))
    )


_QUERYSETS: dict[DocumentType, Callable[[], QuerySet]] = {
    "article": _articles,
    "person": _people,
    "event": _events,
    "commitment": _commitments,
}


def rows(results: Results) -> list[tuple[Hit, Model]]:
    """Each hit of a page with its row, in order; what everybody may no longer read is left out."""
    found: dict[tuple[str, int], Model] = {}
    for kind, queryset in _QUERYSETS.items():
        keys = [hit.pk for hit in results.hits if hit.type == kind]
        if keys:
            found |= {(kind, row.pk): row for row in queryset().filter(pk__in=keys)}
    return [(hit, found[hit.type, hit.pk]) for hit in results.hits if (hit.type, hit.pk) in found]
