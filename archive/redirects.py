"""Old addresses lead on to new ones, as long as everybody may read what stands there."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.redirects.middleware import RedirectFallbackMiddleware
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path

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
    """Follows a redirect unless it leads to a row that is withdrawn or gone: then the address is unknown, as before.

    What an address asks for behind its `?` is asked of the new address too.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if answer is response and response.status_code == 404:
            answer = self._with_query(request, response)
        if answer is response or "Location" not in answer:
            return answer
        target = answer["Location"]
        return answer if is_plain(target) and leads_somewhere(target) else response

    def _with_query(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The redirect of the address without its query, with the query; the response where there is none of either."""
        query, path = request.META.get("QUERY_STRING", ""), escape_uri_path(request.path)
        if not query:
            return response
        rows = Redirect.objects.filter(site=Site.objects.get_current(), old_path__in=(path, f"{path}/"))
        row = rows.order_by("old_path").first()
        if row is None:
            return response
        if not row.new_path:
            return self.response_gone_class()
        base, hash_, fragment = row.new_path.partition("#")
        return self.response_redirect_class(f"{base}{'&' if '?' in base else '?'}{query}{hash_}{fragment}")


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
