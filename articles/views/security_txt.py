"""Whom to tell of a weakness: `/.well-known/security.txt`, RFC 9116."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse


def security_txt(request: HttpRequest) -> HttpResponse:
    """Contact and expiry as the operator set them; 404 where nothing is set, or where it has expired."""
    if settings.SECURITY_CONTACT is None:
        raise Http404("Whoever runs this archive has named no contact for reports of weaknesses.")
    contact, day = settings.SECURITY_CONTACT
    expires = datetime.combine(day, time(23, 59, 59), UTC)
    if expires < datetime.now(UTC):
        raise Http404("The contact for reports of weaknesses that was named here has expired.")
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {request.build_absolute_uri()}",
        "Preferred-Languages: en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
