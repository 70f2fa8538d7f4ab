"""No client takes a worker for itself: what its searches cost is counted, and those beyond its budget are refused.

Counted is the processor time that answering took, not requests: a reader who asks quickly is never stopped, whoever
asks what is slow to answer soon is. Each worker process keeps its own accounts in memory, so that nothing is shared,
locked or written for it; what is promised is that of no worker one client gets more than its share.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from archive.clients import client_address
from articles.views.errors import over_budget

MINUTE = 60.0
MOST_CLIENTS = 10_000
"""Accounts kept; past these, whoever was longest not heard of is forgotten."""
BEGAN = "_budget_began"


@dataclass(frozen=True, slots=True)
class Account:
    """What a client had spent at a moment of the clock, in seconds; it is paid off as time goes."""

    spent: float
    at: float


class Budget:
    """Seconds of processor time that each client may spend in a minute; 0 is without end."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self.clock = clock
        self.lock = Lock()
        self.accounts: OrderedDict[str, Account] = OrderedDict()

    def wait(self, client: str) -> int:
        """How many whole seconds until the client may spend again: 0 where it may now."""
        spent = self._spent(client)
        if not self.seconds or spent < self.seconds:
            return 0
        return max(1, math.ceil((spent - self.seconds) * MINUTE / self.seconds) + 1)

    def charge(self, client: str, seconds: float) -> None:
        """Put what answering took on a client's account."""
        with self.lock:
            self.accounts[client] = Account(self._spent(client) + seconds, self.clock())
            self.accounts.move_to_end(client)
            while len(self.accounts) > MOST_CLIENTS:
                self.accounts.popitem(last=False)

    def _spent(self, client: str) -> float:
        account = self.accounts.get(client)
        if account is None:
            return 0.0
        return max(0.0, account.spent - (self.clock() - account.at) * self.seconds / MINUTE)


class Budgets:
    """Middleware: refuses searches of a client that is over its budget (429), and charges those that are answered.

    Suggestions, pages that ask the search for what they list, and attempts to sign in (each costs a deliberately slow
    comparison of passwords) have budgets of their own, so that none stops another. All other pages are free.
    """

    LISTING = ("events", "people", "person", "organization", "instrument", "sector", "place", "agency")
    DAYS = ("day", "month", "year", "anniversaries", "anniversaries-file")
    SPENDING = dict.fromkeys(("search", "search-json", "timeline"), "search") | dict.fromkeys((*LISTING, *DAYS), "page")
    SPENDING |= {"suggest": "suggest", "admin:login": "login"}
    JSON = {"search-json", "suggest"}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.budgets = {name: Budget(settings.SEARCH_SECONDS) for name in set(self.SPENDING.values())}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        began = getattr(request, BEGAN, None)
        if began is not None:
            budget, client, start = began
            budget.charge(client, time.thread_time() - start)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse, or remember when answering began."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in self.SPENDING or (name == "admin:login" and request.method != "POST"):
            return None
        budget, client = self.budgets[self.SPENDING[name]], client_address(request)
        wait = budget.wait(client)
        if wait:
            return over_budget(request, wait, as_json=name in self.JSON)
        setattr(request, BEGAN, (budget, client, time.thread_time()))
        return None
