"""Articles as documents: their own tags, and what their passages are evidence for."""

from django.db.models import Prefetch, QuerySet

from articles.models import Article, Participation, Passage
from articles.search.documents.document import Dates, Document, Values


def queryset() -> QuerySet[Article]:
    passages = Passage.objects.select_related("speaker").prefetch_related(
        "events__parties",
        "events__level_to",
        "events__place",
        Prefetch("participations", Participation.objects.visible().select_related("person", "organization")),
        "tellings__speaker",
        "tellings__commitment__through",
        "tellings__commitment__from_countries",
        "tellings__commitment__to_countries",
        "tellings__commitment__sectors",
        "memberships__person",
    )
    return (
        Article.objects.visible()
        .select_related("place")
        .prefetch_related(
            "agencies",
            "people",
            "countries",
            "organizations",
            "sectors",
            "versions",
            Prefetch("versions__passages", passages),
        )
    )


def document(article: Article) -> Document:
    values = Values()
    values.update("person", (person.slug for person in article.people.all()))
    values.update("country", (country.code for country in article.countries.all()))
    values.update("org", (organization.slug for organization in article.organizations.all()))
    values.update("sector", (sector.code for sector in article.sectors.all()))
    values.update("agency", (agency.code for agency in article.agencies.all()))
    values.add("place", article.place.slug if article.place else None)
    values.add("language", article.language)
    passages = [passage for version in article.versions.all() for passage in version.passages.all()]
    for passage in passages:
        _add_evidence(values, passage)
    occasions = {Dates.of(event.start, event.end) for passage in passages for event in passage.events.all()}
    version = article.current_version
    return Document(
        type="article",
        pk=article.pk,
        slug=article.slug,
        facets=values.facets(),
        dates=Dates.of(article.published),
        occasions=tuple(sorted(filter(None, occasions), key=str)),
        title=article.headline,
        dateline=article.dateline,
        paragraphs=tuple(version.paragraphs) if version else (),
        lead=min((passage.paragraph for passage in passages if passage.version_id == version.pk), default=1)
        if version
        else 1,
    )


def _add_evidence(values: Values, passage: Passage) -> None:
    """Everyone and everything that something resting on a passage names."""
    if passage.speaker:
        values.add("person", passage.speaker.slug)
    for membership in passage.memberships.all():
        values.add("person", membership.person.slug)
    for participation in passage.participations.all():
        values.add("person", participation.person.slug if participation.person else None)
        values.add("org", participation.organization.slug if participation.organization else None)
    for event in passage.events.all():
        values.add("kind", event.kind)
        values.add("level", event.level_to.code if event.level_to else None)
        values.add("place", event.place.slug if event.place else None)
        values.update("country", (party.code for party in event.parties.all()))
    for telling in passage.tellings.all():
        values.add("person", telling.speaker.slug if telling.speaker else None)
        point = telling.commitment
        values.add("org", point.through.slug if point.through else None)
        values.update("country", (country.code for country in point.from_countries.all()))
        values.update("country", (country.code for country in point.to_countries.all()))
        values.update("sector", (sector.code for sector in point.sectors.all()))
