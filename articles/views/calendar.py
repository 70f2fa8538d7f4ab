"""Articles and events by year, month and day."""

from django.http import HttpRequest, HttpResponse


def index(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("calendar")


def year(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("year")


def month(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("month")


def day(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("day")
