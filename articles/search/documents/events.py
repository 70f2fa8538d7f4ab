"""Events as documents: parties, participants with their titles, place, and the passages that tell of them."""

from django.db.models import Prefetch, QuerySet

from articles.models import Participation, PartnershipEvent, Passage, Telling
from articles.search.documents.document import Dates, Document, Values


def queryset() -> QuerySet[PartnershipEvent]:
    passages = Passage.objects.visible().prefetch_related("version__article__agencies")
    participations = Participation.objects.visible().named()
    tellings = Telling.objects.visible().prefetch_related("commitment__sectors")
    return (
        PartnershipEvent.objects.visible()
        .select_related("place", "level_from", "level_to__sector", "instrument")
        .prefetch_related(
            "parties",
            Prefetch("participations", participations),
            Prefetch("passages", passages),
            Prefetch("tellings", tellings),
        )
    )


def document(event: PartnershipEvent) -> Document:
    values = Values()
    values.add("kind", event.kind)
    values.add("place", event.place.slug if event.place else None)
    values.update("country", (party.code for party in event.parties.all()))
    if event.level_to:
        values.add("level", event.level_to.code)
        values.add("sector", event.level_to.sector.code if event.level_to.sector else None)
    for participation in event.participations.all():
        values.add("person", participation.person.slug if participation.person else None)
        values.add("org", participation.organization.slug if participation.organization else None)
    for telling in event.tellings.all():
        values.update("sector", (sector.code for sector in telling.commitment.sectors.all()))
    for passage in event.passages.all():
        values.update("agency", (agency.code for agency in passage.version.article.agencies.all()))
    dates = Dates.of(event.start, event.end)
    return Document(
        type="event",
        pk=event.pk,
        slug=event.slug,
        facets=values.facets(),
        dates=dates,
        occasions=(dates,) if dates else (),
        title=event.title,
        paragraphs=tuple(filter(None, (_particulars(event), *(passage.exact for passage in event.passages.all())))),
        lead=2 if event.passages.all() else 1,
    )


def _particulars(event: PartnershipEvent) -> str:
    """Kind, place, parties, levels, instrument and participants, as one line."""
    participants = [
        ", ".join(filter(None, (str(one.participant), one.title_as_printed or _capacity(one))))
        for one in event.participations.all()
    ]
    parties = [party.name for party in event.parties.all()]
    particulars = (
        event.get_kind_display().capitalize(),
        event.place.name if event.place else "",
        ", ".join(parties),
        event.level_to.label if event.level_to else "",
        event.instrument.title if event.instrument else "",
        *participants,
    )
    return "; ".join(filter(None, particulars))


def _capacity(participation: Participation) -> str:
    return participation.membership.post.label if participation.membership else ""
