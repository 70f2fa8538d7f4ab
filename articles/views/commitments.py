"""The ledger of commitments, and one point with all its tellings."""

from django.http import HttpRequest, HttpResponse


def ledger(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("ledger")


def commitment(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse("commitment")
