"""Addresses that readers use. Their names and parameters are promises to the outside."""

from django.urls import path, register_converter

from articles.views import (
    anniversaries,
    api,
    articles,
    calendar,
    commitments,
    compare,
    countries,
    downloads,
    events,
    health,
    icalendar,
    partnerships,
    parts,
    passages,
    people,
    register,
    search,
    security_txt,
    site,
    subjects,
    suggestions,
    timeline,
)
from articles.views.addresses import lowered, tidied


class WhenConverter:
    """The date part of an article's address: as fine as the date is known, or `undated`."""

    regex = r"undated|[0-9]{4}(?:/[0-9]{2}){0,2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CodeConverter(WhenConverter):
    """A country or bloc: `vn`, `asean`. Capitals are led on to the address that is shown (`lowered()`)."""

    regex = r"[A-Za-z]{2,8}"


class YearConverter(WhenConverter):
    regex = r"[0-9]{4}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)

    def to_url(self, value: int) -> str:  # type: ignore[override]
        return f"{value:04}"


class TwoDigitConverter(YearConverter):
    """A month or a day of the month: `10`, `03`."""

    regex = r"[0-9]{2}"

    def to_url(self, value: int) -> str:  # type: ignore[override]
        return f"{value:02}"


register_converter(WhenConverter, "when")
register_converter(CodeConverter, "code")
register_converter(YearConverter, "yyyy")
register_converter(TwoDigitConverter, "dd")

urlpatterns = [
    path("", site.home, name="home"),
    path("about/", site.about, name="about"),
    path("coverage/", site.coverage, name="coverage"),
    path("robots.txt", site.robots, name="robots"),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("search/", search.page, name="search"),
    path("search/help/", search.help_page, name="search-help"),
    path("search.json", search.json_answer, name="search-json"),
    path("suggest.json", suggestions.suggestions, name="suggest"),
    path("calendar/", calendar.index, name="calendar"),
    path("<yyyy:year>/", calendar.year, name="year"),
    path("<yyyy:year>/<dd:month>/", calendar.month, name="month"),
    path("<yyyy:year>/<dd:month>/<dd:day>/", calendar.day, name="day"),
    path("articles/", articles.index, name="articles"),
    path("articles/<when:when>/<slug:slug>/", articles.article, name="article"),
    path("articles/<when:when>/<slug:slug>.ninjs.json", downloads.ninjs_file, name="article-ninjs"),
    path("articles/<when:when>/<slug:slug>.txt", downloads.text_file, name="article-text"),
    path("people/", people.index, name="people"),
    path("people/<slug:slug>/", tidied(people.person), name="person"),
    path("countries/", countries.index, name="countries"),
    path("countries/<code:code>/", lowered(tidied(countries.country)), name="country"),
    path("partnerships/", tidied(register.register), name="partnerships"),
    path("partnerships/compare/", tidied(compare.choose), name="compare-partnerships"),
    path(
        "partnerships/<code:one>-<code:two>/compare/<code:other_one>-<code:other_two>/",
        lowered(tidied(compare.compare)),
        name="compare",
    ),
    path("partnerships/<code:first>-<code:second>/", lowered(tidied(partnerships.partnership)), name="partnership"),
    path("partnerships/<code:first>-<code:second>/<slug:name>/", lowered(parts.part), name="partnership-part"),
    path("api/v1/partnerships/<code:first>-<code:second>/", api.partnership, name="api-partnership"),
    path("events/", tidied(events.index), name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>.ics", icalendar.event, name="event-file"),
    path("anniversaries/", tidied(anniversaries.index), name="anniversaries"),
    path("anniversaries.ics", icalendar.anniversaries, name="anniversaries-file"),
    path("commitments/", tidied(commitments.ledger), name="commitments"),
    path("commitments/<slug:key>/", commitments.commitment, name="commitment"),
    path("timeline/", tidied(timeline.timeline), name="timeline"),
    path("passages/<slug:key>/", passages.passage, name="passage"),
    path("organizations/<slug:slug>/", subjects.organization, name="organization"),
    path("instruments/<slug:slug>/", subjects.instrument, name="instrument"),
    path("sectors/<slug:code>/", subjects.sector, name="sector"),
    path("places/<slug:slug>/", subjects.place, name="place"),
    path("agencies/<slug:code>/", subjects.agency, name="agency"),
]
