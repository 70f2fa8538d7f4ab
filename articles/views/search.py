"""Search: the page, its help, and the same as JSON."""

from django.http import HttpRequest, HttpResponse


def page(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("page")


def help_page(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("help_page")


def json_answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("json_answer")
