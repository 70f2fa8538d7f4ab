"""From when a reader looks: `as_of` and `known` of the address."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

from articles.models.moments import AsKnown, Moment
from articles.views.parameters import AsOf, as_of, today


@dataclass(frozen=True, slots=True)
class Look:
    """From which day a reader looks (`asked`), and what had been published by then (`known`); None is now."""

    asked: AsOf | None = None
    known: AsOf | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> "Look":
        """As `as_of` and `known` of the address say; `BadRequest` on what is no date."""
        return cls(as_of(request), as_of(request, "known"))

    @property
    def day(self) -> date:
        return self.asked.day if self.asked else today()

    @property
    def until(self) -> date | None:
        """The day after which nothing counts, None where none is asked for."""
        return self.asked.day if self.asked else None

    @property
    def at(self) -> Moment | None:
        """What `visible(at)` takes."""
        return AsKnown(self.known.day) if self.known else None

    @property
    def when(self) -> str:
        return self.asked.when if self.asked else "today"

    @property
    def parameters(self) -> dict[str, str]:
        pairs = (("as_of", self.asked), ("known", self.known))
        return {name: day.text for name, day in pairs if day}

    @property
    def query(self) -> str:
        """As the end of an address, with its question mark; empty where nothing is asked."""
        return f"?{urlencode(self.parameters)}" if self.parameters else ""
