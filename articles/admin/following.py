"""What follows from an article: the event form, filled in with what the article already says."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from articles.models import Article, Membership, Passage, Person
from articles.vocabulary import Role

ARTICLE = "article"


def event_address(article: Article) -> str:
    """The address of an event form for what the article reports: its passages, parties, place and date filled in.

    Passages that nothing rests on yet, or all of them where each has its event.
    """
    passages = list(Passage.objects.filter(version__article=article).prefetch_related("events"))
    unused = [passage for passage in passages if not passage.events.all()]
    values = {
        ARTICLE: article.pk,
        "passages": ",".join(str(passage.pk) for passage in unused or passages),
        "parties": ",".join(country.pk for country in article.countries.all()),
        "place": article.place_id or "",
        "start": str(article.published or ""),
        "start_basis": article.published.basis if article.published else "",
    }
    chosen = urlencode({name: value for name, value in values.items() if value})
    return f"{reverse('admin:articles_partnershipevent_add')}?{chosen}"


def participations(request: HttpRequest) -> list[dict[str, Any]]:
    """First values for the participants of such an event: the people whom the article names, in their capacity then."""
    key = request.GET.get(ARTICLE, "")
    article = Article.objects.filter(pk=key).first() if key.isdecimal() else None
    if request.method != "GET" or article is None:
        return []
    day = article.published.earliest if article.published else None
    return [
        {
            "person": person.pk,
            "side": person.country_id,
            "role": Role.PARTICIPANT,
            "membership": capacity(person, day),
        }
        for person in article.people.all()
    ]


def capacity(person: Person, day: date | None) -> int | None:
    """The one membership in which someone can have acted on a day; None where there is none, or a choice."""
    if day is None:
        return None
    held = Membership.objects.filter(person=person)
    certain = list(held.in_force(day).values_list("pk", flat=True)[:2])
    possible = certain or list(held.possible(day).values_list("pk", flat=True)[:2])
    return possible[0] if len(possible) == 1 else None
