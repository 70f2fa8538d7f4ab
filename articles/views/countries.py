"""Countries and blocs, and who they are partners with."""

from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("index")


def country(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("country")
