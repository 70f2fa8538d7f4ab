"""Calendar files: one event, and the anniversaries to come."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.exports.icalendar import MEDIA_TYPE, Entry, calendar, entry_of, revised
from articles.models import ArticleVersion, PartnershipEvent, Passage
from articles.relating.anniversaries import told
from articles.views.anniversaries import Wanted
from articles.views.errors import NotHere

MOST = 300
"""Anniversaries in one file, the next of them."""


@conditional_page
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """`/events/<slug>.ics`; 404 where the event has no date at all."""
    rows = PartnershipEvent.objects.visible().filter(slug=slug).listed().select_related("place__country")
    versions = Prefetch("passages__version__article__versions", ArticleVersion.objects.defer("body"))
    found = rows.with_evidence().prefetch_related(versions).first()
    entry = entry_of(found, request.build_absolute_uri(found.get_absolute_url())) if found else None
    if found is None or entry is None:
        raise NotHere("No dated event is held here at this address.", "All events", reverse("events"))
    return _file(request, [entry], found.title, slug)


@conditional_page
def anniversaries(request: HttpRequest) -> HttpResponse:
    """`/anniversaries.ics`, with the parameters of the page; 404 where there are none: a calendar file holds one entry
    at least (RFC 5545, 3.6).
    """
    wanted = Wanted.of(request)
    entries = []
    texts = Prefetch("passages", Passage.objects.visible().select_related("version").defer("version__body"))
    events = PartnershipEvent.objects.visible().prefetch_related("parties", texts)
    for each in told(wanted.found()[:MOST], events):
        first, last = each.when.earliest, each.when.latest
        assert first is not None and last is not None
        unsure = "" if each.when.is_one_day else f"\nThe day is not known: {each.event.occasion}."
        others = f"\nSources disagree: {', '.join(each.accounts)}." if each.accounts else ""
        entries.append(
            Entry(
                key=f"anniversary-{each.years}-{each.event.slug}",
                summary=f"{each.years} years: {each.event.title}",
                first=first,
                last=last,
                stamp=revised(each.event, (each.event.start.earliest if each.event.start else None) or first),
                url=request.build_absolute_uri(each.event.get_absolute_url()),
                description=f"{each.event.title}, {each.event.occasion}.{unsure}{others}",
                categories=("anniversary", *(country.name for country in each.event.parties.all())),
            )
        )
    if not entries:
        raise NotHere("No anniversary comes up for this choice.", "All anniversaries", reverse("anniversaries"))
    return _file(request, entries, "Anniversaries between countries", "anniversaries")


def _file(request: HttpRequest, entries: list[Entry], name: str, stem: str) -> HttpResponse:
    body = calendar(entries, host=split_domain_port(request.get_host())[0], name=name)
    headers = {"Content-Disposition": f'attachment; filename="{stem}.ics"'}
    return HttpResponse(body, content_type=MEDIA_TYPE, headers=headers)
