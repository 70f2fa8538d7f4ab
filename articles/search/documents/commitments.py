"""Commitments as documents: the point, its parties and sectors, and every passage that tells it."""

from django.db.models import Prefetch, QuerySet

from articles.models import Commitment, PartnershipEvent, Telling
from articles.search.documents.document import Dates, Document, Values


def queryset() -> QuerySet[Commitment]:
    told_at = Prefetch("event", PartnershipEvent.objects.visible().select_related("place"))
    tellings = Telling.objects.visible().select_related("speaker", "passage__version__article")
    tellings = tellings.prefetch_related(told_at, "passage__version__article__agencies")
    return (
        Commitment.objects.visible()
        .select_related("through")
        .prefetch_related(
            "from_countries",
            "to_countries",
            "sectors",
            Prefetch("tellings", tellings),
        )
    )


def document(point: Commitment) -> Document:
    tellings = list(point.tellings.all())
    values = Values()
    values.update("country", (country.code for country in point.from_countries.all()))
    values.update("country", (country.code for country in point.to_countries.all()))
    values.update("sector", (sector.code for sector in point.sectors.all()))
    values.add("org", point.through.slug if point.through else None)
    for telling in tellings:
        _add_telling(values, telling)
    dates = sorted(filter(None, map(_dates, tellings)), key=lambda told: str(told.earliest or told.latest))
    passages = dict.fromkeys(telling.passage.exact for telling in tellings if telling.passage)
    return Document(
        type="commitment",
        pk=point.pk,
        slug=point.key,
        facets=values.facets(),
        dates=dates[0] if dates else Dates(),
        occasions=tuple(dict.fromkeys(dates)),
        title=point.summary,
        paragraphs=(_particulars(point, tellings), *passages),
        lead=2 if passages else 1,
    )


def _add_telling(values: Values, telling: Telling) -> None:
    values.add("person", telling.speaker.slug if telling.speaker else None)
    if telling.event:
        values.add("kind", telling.event.kind)
        values.add("place", telling.event.place.slug if telling.event.place else None)
    if telling.passage:
        values.update("agency", (agency.code for agency in telling.passage.version.article.agencies.all()))


def _dates(telling: Telling) -> Dates:
    """When a point was told: on the day of the event, else of the report."""
    if telling.event and telling.event.start:
        return Dates.of(telling.event.start, telling.event.end)
    return Dates.of(telling.passage.version.article.published) if telling.passage else Dates()


def _particulars(point: Commitment, tellings: list[Telling]) -> str:
    """How it was put, target, from whom, to whom, through whom, sectors, speakers, as one line."""
    particulars = (
        ", ".join(dict.fromkeys(str(telling.get_modality_display()) for telling in tellings)).capitalize(),
        point.target,
        ", ".join(country.name for country in point.from_countries.all()),
        ", ".join(country.name for country in point.to_countries.all()),
        point.through.name if point.through else "",
        ", ".join(sector.label for sector in point.sectors.all()),
        ", ".join(dict.fromkeys(telling.speaker.name for telling in tellings if telling.speaker)),
    )
    return "; ".join(filter(None, dict.fromkeys(particulars)))
