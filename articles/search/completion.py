"""Type-ahead: people, countries, organizations and instruments by the beginning of any word of any of their names.

A table in memory holds, for each form of each name, its folded text from each of its words on, sorted: what a reader
has typed is a range of it, found by bisection. It is made anew with the table of names and with each commit of the
index, so it knows only what everybody may read of, and offers only what has hits.
"""

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, TypeGuard

from django.conf import settings

from articles.folding import normalise
from articles.models import Country, Instrument, Organization, Person
from articles.search import lifecycle, names
from articles.search.engines.whoosh import IndexUnavailable, facts
from articles.search.fields import TYPES
from articles.search.names import Bearer, Form, Names
from articles.search.results import DocumentType
from articles.search.words import folded

MOST = 10
"""Suggestions in one answer."""
LONGEST = 300
"""Characters of what is typed that are looked at: no name is longer."""
_BEHIND = "\U0010ffff"
_ROWS: dict[str, tuple[Any, str, str]] = {
    "person": (Person, "slug", "name"),
    "country": (Country, "code", "name"),
    "organization": (Organization, "slug", "name"),
    "instrument": (Instrument, "slug", "title"),
}
Counts = Mapping[Bearer, tuple[DocumentType, int]]
"""The type of documents that shows someone or something, and how many of it do."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Someone or something that a reader may mean: `form` is the name that matched where it is not the label.

    `count` is the number of documents of the `type` that carry it, articles where there are any; None where there is no
    index to say so, and for instruments, which documents only name in words.
    """

    bearer: Bearer
    label: str
    form: str | None = None
    type: DocumentType = "article"
    count: int | None = None


class Completions:
    """Every beginning of every name, in order, with whom it means."""

    def __init__(self, known: Names, counts: Counts | None) -> None:
        """From all names; with `counts`, of what these count alone, the commoner before the rarer."""
        self.counts = counts or {}
        named = {bearer: forms for bearer, forms in known.by_bearer.items() if _is_offered(bearer, counts)}
        self.own = {bearer: forms[0] for bearer, forms in named.items()}
        places: list[list[tuple[Bearer, Form]]] = [[] for _ in range(known.longest)]
        for bearer in sorted(named, key=lambda bearer: (self.own[bearer].words, bearer.key)):
            for form in named[bearer]:
                for place in range(len(form.words)):
                    places[place].append((bearer, form))
        for found in places:
            found.sort(key=self._commonness)
        self.ranked = list(chain.from_iterable(places))
        self.first_words = len(places[0]) if places else 0
        keys = [_words_from(form, place) for place, found in enumerate(places) for _, form in found]
        self.ranks = sorted(range(len(keys)), key=keys.__getitem__)
        self.keys = [keys[rank] for rank in self.ranks]

    def beginning(self, typed: str) -> Iterator[Suggestion]:
        """Whom a beginning may mean, each once: first what is called just so, then by the place of the word begun."""
        key = _key(typed)
        if not key:
            return
        whole = f"{key.rstrip()} "
        called_so = self.ranks[bisect_left(self.keys, whole) : bisect_right(self.keys, whole)]
        begun = self.ranks[bisect_left(self.keys, key) : bisect_left(self.keys, key + _BEHIND)]
        seen: set[Bearer] = set()
        for rank in (*sorted(rank for rank in called_so if rank < self.first_words), *sorted(begun)):
            bearer, form = self.ranked[rank]
            if bearer not in seen:
                seen.add(bearer)
                yield self._suggestion(bearer, form, key)

    def _suggestion(self, bearer: Bearer, form: Form, key: str) -> Suggestion:
        own = self.own[bearer]
        says_so = any(_words_from(own, place).startswith(key) for place in range(len(own.words)))
        other = None if says_so else form.text
        return Suggestion(bearer, own.text, other, *self.counts.get(bearer, ()))

    def _commonness(self, named: tuple[Bearer, Form]) -> tuple[int, bool]:
        """The commoner come first; of those as common, who is best known by the name."""
        bearer, form = named
        return -self.counts[bearer][1] if bearer in self.counts else 0, form is not self.own[bearer]


def suggest(typed: str) -> list[Suggestion]:
    """At most ten of whom and what a reader may be about to name; none where nothing that can be read was typed."""
    lifecycle.watch()
    table, is_sure = _table()
    found = table.beginning(typed)
    return list(islice(found if is_sure else _checked(found), MOST))


Kept = tuple[Names, str, Completions]
"""A table, with the names and the state of the index that it is of."""
_latest: Kept | None = None
_making = threading.Lock()


def _table() -> tuple[Completions, bool]:
    """The table as names and index are at hand, and whether both have followed every change of the database.

    Where the index follows in the background a new table is made there, and that of a moment ago answers meanwhile.
    """
    try:
        state = facts.state()
    except IndexUnavailable:
        state = ""
    known, is_sure = names.latest()
    kept = _latest
    if _is_of(kept, known, state):
        return kept[2], is_sure and state != "" and not lifecycle.pending()
    if kept is not None and settings.INDEX_DRAIN == "background":
        if _making.acquire(blocking=False):
            threading.Thread(target=_renew, args=(known, state), name="completions", daemon=True).start()
        return kept[2], False
    with _making:  # of several who ask at once, one makes it
        kept = _latest
        kept = kept if _is_of(kept, known, state) else _keep(known, state)
    return kept[2], is_sure and kept[1] != "" and not lifecycle.pending()


def _is_of(kept: Kept | None, known: Names, state: str) -> TypeGuard[Kept]:
    return kept is not None and kept[0] is known and kept[1] == state


def _renew(known: Names, state: str) -> None:
    try:
        _keep(known, state)
    finally:
        _making.release()


def _keep(known: Names, state: str) -> Kept:
    """A table of these names, and of the index in this state, where there is one; kept for those who ask next."""
    global _latest
    try:
        counts = _counts() if state else None
    except IndexUnavailable:
        state, counts = "", None
    _latest = made = (known, state, Completions(known, counts))
    return made


def _counts() -> Counts:
    """Articles where any carry it, since a search shows these first, else the type of which most do."""
    found: dict[Bearer, tuple[DocumentType, int]] = {}
    for kind, facet in (("person", "person"), ("country", "country"), ("organization", "org")):
        for shown in TYPES:
            for key, count in facts.counts(facet, shown).items():
                other = found.get(Bearer(kind, key))
                if other is None or (other[0] != "article" and other[1] < count):
                    found[Bearer(kind, key)] = (shown, count)
    return found


def _checked(found: Iterator[Suggestion]) -> Iterator[Suggestion]:
    """Those that everybody may read of now, by their labels of now."""
    while several := list(islice(found, MOST)):
        shown: dict[Bearer, str] = {}
        for kind, (model, key, label) in _ROWS.items():
            keys = [suggestion.bearer.key for suggestion in several if suggestion.bearer.kind == kind]
            if keys:
                rows = model.objects.visible().filter(**{f"{key}__in": keys}).order_by()
                shown |= {Bearer(kind, code): text for code, text in rows.values_list(key, label)}
        for suggestion in several:
            if suggestion.bearer in shown:
                yield replace(suggestion, label=shown[suggestion.bearer])


def _is_offered(bearer: Bearer, counts: Counts | None) -> bool:
    return bearer.kind in _ROWS and (counts is None or bearer.kind == "instrument" or bearer in counts)


def _words_from(form: Form, place: int) -> str:
    """The words of a form from a place on, a blank behind each: so one that is typed to its end can be told."""
    return f"{' '.join(form.words[place:])} "


def _key(typed: str) -> str:
    """What is typed in the form of the table: a blank that is typed ends the last word."""
    text = normalise(typed)[:LONGEST]
    key = " ".join(folded(text))
    return f"{key} " if key and text[-1:].isspace() else key
