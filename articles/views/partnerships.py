"""What two countries are to each other, and the register of level changes."""

from django.http import HttpRequest, HttpResponse


def register(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("register")


def partnership(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("partnership")
