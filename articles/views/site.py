"""The home page, and what the archive says of itself."""

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("home")


def about(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("about")


def coverage(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("coverage")


def robots(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("robots")
