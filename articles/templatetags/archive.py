"""What all templates share: dates with where they come from, marked snippets, the language of words, navigation."""

import re
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.dates import Span
from articles.models import Article, Person
from articles.proving.reading import Piece
from articles.search.results import Snippet
from articles.vocabulary import Modality, Precision

register = template.Library()

# Each entry of the navigation: its words, the address it leads to, the addresses it is the section of.
NAVIGATION = (
    ("Search", "search", {"search"}),
    (
        "Partnerships",
        "partnerships",
        {"partnerships", "partnership", "partnership-part", "compare-partnerships", "compare"}
        | {"countries", "country", "commitments", "commitment"},
    ),
    ("People", "people", {"people", "person"}),
    ("Timeline", "timeline", {"timeline", "events", "event"}),
    ("Calendar", "calendar", {"calendar", "year", "month", "day", "anniversaries"}),
    ("Help", "search-help", {"search-help"}),
)

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# đ, ơ, ư and the letters with two marks or a tone below: among languages that the archive holds, only Vietnamese.
_VIETNAMESE = re.compile(r"[ĐđƠơƯưĂă\u1ea0-\u1ef9]")

MOST_WORDS_OF_A_NAME = 4
SHORT_WORD = 5

# Countries and blocs that English names with an article, by CLDR's names of them.
_WITH_ARTICLE = re.compile(
    r"^United |(Union|Nations|Republic|Islands)$|^(Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)$"
)


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[dict[str, Any]]:
    """The site's sections with `label`, `url` and `current`: "page" on itself, "true" inside it, else empty."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match.url_name if match else None
    return [
        {"label": label, "url": reverse(name), "current": _current(here, name, section)}
        for label, name, section in NAVIGATION
    ]


def _current(here: str | None, name: str, section: set[str]) -> str:
    if here == name:
        return "page"
    return "true" if here in section else ""


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str = "") -> str:
    """The full address of a path of the site, of this page (without its parameters) when none is given."""
    request = context.get("request")
    return request.build_absolute_uri(path or request.path) if request else path


@register.filter
def machine_date(span: Span | None) -> str:
    """What `<time datetime>` takes for a span: a day, a month or a year; nothing for wider and open ones."""
    text = str(span) if span else ""
    return "" if "/" in text else text


@register.filter
def date_of(span: Span | None) -> SafeString:
    """A date in words as HTML, without where it comes from."""
    return _date_html(span) if span else mark_safe('<span class="unknown">date not known</span>')


@lru_cache(maxsize=4096)
def _date_html(span: Span) -> SafeString:
    machine = machine_date(span)
    if not machine:
        return format_html('<span class="span">{}</span>', span.words)
    return format_html('<time datetime="{}">{}</time>', machine, span.words)


@register.filter
def agencies(article: Article, joint: str = "/") -> str:
    """The agencies of a sign-off as printed, `VNA/VNS`, or joined otherwise; nothing where it has none."""
    return joint.join(row.agency.short_name for row in article.sign_off.all())


@register.filter
def basis(span: Span | None, note: str = "") -> str:
    """Where a date comes from, in words: the editor's note, else the basis; nothing where no date is known."""
    return (note or span.basis.label) if span else ""


@register.filter
def calendar_url(span: Span | None) -> str:
    """The calendar page that a date stands on, as fine as the date; nothing for wider and open spans."""
    text = machine_date(span)
    if not text or span is None or span.earliest is None:
        return ""
    names = {Precision.YEAR: "year", Precision.MONTH: "month", Precision.DAY: "day"}
    return reverse(names[span.precision], args=[int(part) for part in text.split("-")])


@register.filter
def badge(modality: str) -> SafeString:
    """How a point was put, as a shape and a word: `components/_modality_badge.html`, made once for each way."""
    return _badge(str(modality), get_language())


@cache
def _badge(code: str, language: str | None) -> SafeString:
    label = Modality(code).label
    return render_to_string("components/_modality_badge.html", {"modality": code, "label": label})


@register.filter
def web_address(address: str) -> str:
    """An address that a link may lead to; nothing for a script, or whatever else is no page of the web."""
    return address if re.match(r"https?://[^/\\\s]", address, re.IGNORECASE) else ""


@register.filter
def marks(snippet: Snippet | None) -> SafeString:
    """A snippet as HTML: every fragment escaped first, then what was asked for put into `<mark>`."""
    if snippet is None:
        return mark_safe("")
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", part.text) if part.marked else conditional_escape(part.text),)
            for part in snippet.fragments
        ),
    )


@register.filter
def as_printed(piece: Piece) -> SafeString:
    """A run of an article's text as HTML: marked where a reader asked for it, underlined where it is evidence."""
    text = format_html("<mark>{}</mark>", piece.text) if piece.marked else conditional_escape(piece.text)
    return format_html('<span class="cited">{}</span>', text) if piece.cited else text


@register.filter
def in_language(text: object, language: str = "") -> SafeString:
    """A name as HTML, with `lang` where the language is said, or is plain from Cyrillic or Vietnamese letters."""
    words = str(text)
    tongue = language or ("bg" if _CYRILLIC.search(words) else "vi" if _VIETNAMESE.search(words) else "")
    if not tongue or tongue == "en":
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', tongue, words)


@register.filter
def the(name: str) -> SafeString:
    """A country's name inside a sentence, as HTML: `the United Kingdom`, `the European Union`, `Việt Nam`."""
    words = in_language(name)
    return format_html("the {}", words) if _WITH_ARTICLE.search(name) else words


@register.filter
def person_name(person: Person) -> SafeString:
    """A person's name as HTML; Vietnamese names carry their language, so that they are spoken and broken rightly."""
    return in_language(person.name, "vi" if person.country_id == "vn" else "")


@register.filter
def whole(title: object) -> SafeString:
    """A running title as HTML, in which names are not broken over two lines: `Tô Lâm`, `Việt Nam`, `Румен Радев`."""
    return _whole(str(title))


@lru_cache(maxsize=4096)
def _whole(title: str) -> SafeString:
    names: list[list[str]] = []
    for word in title.split(" "):
        if names and len(names[-1]) < MOST_WORDS_OF_A_NAME and _is_one_name(names[-1][-1], word):
            names[-1].append(word)
        else:
            names.append([word])
    return format_html_join(" ", "{}", ((_kept(" ".join(name), len(name)),) for name in names))


def _is_one_name(word: str, following: str) -> bool:
    """Whether two words are parts of one name: English has no other capitals beside letters with accents."""
    first, second = word.lstrip('“‘("'), following.rstrip('”’),.:;?!"')
    if not (first.isalpha() and first[0].isupper() and second[:1].isupper()):
        return False
    return not first.isascii() or (len(first) <= SHORT_WORD and not second.isascii())


def _kept(words: str, number: int) -> SafeString:
    return format_html('<span class="whole">{}</span>', words) if number > 1 else conditional_escape(words)
