"""Old addresses lead on to new ones, as long as everybody may read what stands there."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.redirects.middleware import RedirectFallbackMiddleware
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from articles.models import (
    Agency,
    Article,
    Commitment,
    Country,
    Instrument,
    Organization,
    Partnership,
    PartnershipEvent,
    Passage,
    Person,
    Place,
    Sector,
)

_PLAIN = re.compile(r"https?://[^/\\]|/(?![/\\])")
_ROWS: dict[str, Any] = {
    "agency": Agency,
    "article": Article,
    "commitment": Commitment,
    "country": Country,
    "event": PartnershipEvent,
    "instrument": Instrument,
    "organization": Organization,
    "partnership": Partnership,
    "passage": Passage,
    "person": Person,
    "place": Place,
    "sector": Sector,
}
"""The rows behind the addresses, by the addresses' names; their parts are named like the fields that they hold."""


class VisibleRedirects(RedirectFallbackMiddleware):
    """Follows a redirect unless it leads to a row that is withdrawn or gone: then the address is unknown, as before."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response or "Location" not in answer:
            return answer
        target = answer["Location"]
        return answer if is_plain(target) and leads_somewhere(target) else response


def is_plain(address: str) -> bool:
    """Whether an address is a path of this site, or says in full where it leads: not `//host`, not a script."""
    return bool(_PLAIN.match(address))


def leads_somewhere(address: str) -> bool:
    """Whether everybody may read what stands at an address; of what is no row of the archive, always."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return True
    model = _ROWS.get(found.url_name or "")
    if model is None or urlsplit(address).netloc:
        return True
    fields = {name: value for name, value in found.kwargs.items() if name != "when"}
    return bool(model.objects.visible().filter(**fields).exists())
