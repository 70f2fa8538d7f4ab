"""One passage: in its paragraph, how to cite it, and what rests on it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from articles.models import (
    ArticleVersion,
    Claim,
    Commitment,
    FollowUp,
    Instrument,
    Membership,
    Participation,
    PartnershipEvent,
    Passage,
    Telling,
)
from articles.proving.tracing import traces
from articles.views.errors import NotHere
from articles.views.speakers import capacities


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraph of a passage, parted at its words, with its neighbours."""

    above: str
    before: str
    exact: str
    after: str
    below: str


@conditional_page
def passage(request: HttpRequest, key: str) -> HttpResponse:
    """The words in their place, with everything that rests on them."""
    found = Passage.objects.visible().filter(key=key).sourced().defer(None).select_related("speaker").first()
    if found is None:
        raise NotHere("No passage is held here at this address.", "All articles", reverse("articles"))
    later = ArticleVersion.objects.filter(article_id=found.version.article_id, number__gt=found.version.number)
    followed = traces(found, later.order_by("-number"))
    context = {
        "passage": found,
        "article": found.version.article,
        "matches": found.matches,
        "context": _context(found) if found.matches else None,
        "traces": followed,
        "current": followed[0] if followed else None,
        "capacities": capacities(found.speaker_id, _posts(found), found.version.article.published),
        **_resting(found),
    }
    return render(request, "passages/passage.html", context)


def _posts(passage: Passage) -> "QuerySet[Membership]":
    """All posts of who speaks."""
    rows = Membership.objects.visible().select_related("post")
    return rows.filter(person=passage.speaker) if passage.speaker_id else rows.none()


def _context(passage: Passage) -> Context:
    texts = passage.version.paragraphs
    place = passage.paragraph - 1
    start = passage.start - sum(len(text) + 2 for text in texts[:place])
    text = texts[place]
    return Context(
        above=texts[place - 1] if place else "",
        before=text[:start],
        exact=passage.exact,
        after=text[start + len(passage.exact) :],
        below=texts[place + 1] if place + 1 < len(texts) else "",
    )


def _resting(passage: Passage) -> dict[str, "QuerySet[Any]"]:
    """What rests on a passage and everybody may read of."""
    shown_events = Prefetch("event", PartnershipEvent.objects.visible())
    return {
        "events": PartnershipEvent.objects.visible().filter(passages=passage).newest_first().listed(),
        "tellings": Telling.objects.visible()
        .filter(passage=passage)
        .select_related("commitment", "speaker")
        .prefetch_related(shown_events),
        "participations": Participation.objects.visible().filter(passage=passage).named().select_related("event"),
        "memberships": Membership.objects.visible().filter(passages=passage).select_related("person", "post"),
        "claims": Claim.objects.visible().filter(passage=passage).prefetch_related(shown_events),
        "instruments": Instrument.objects.visible().filter(passages=passage),
        "follow_ups": FollowUp.objects.filter(
            Exists(Commitment.objects.visible().filter(pk=OuterRef("commitment"))), passage=passage
        ).select_related("commitment"),
    }
