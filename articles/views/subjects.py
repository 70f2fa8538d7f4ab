"""Organizations, instruments, sectors, places and agencies."""

from django.http import HttpRequest, HttpResponse


def organization(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("organization")


def instrument(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("instrument")


def sector(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("sector")


def place(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("place")


def agency(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("agency")
