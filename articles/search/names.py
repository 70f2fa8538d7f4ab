"""Every form of every name that everybody may read of.

So a question in one form finds them all, and a name in quotes finds its slug.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from django.conf import settings
from django.db import connection

from articles.search import named_rows
from articles.search.labels import LANGUAGES
from articles.search.named_rows import Row
from articles.search.words import folded
from articles.vocabulary import EventKind

logger = logging.getLogger(__name__)
Words = tuple[str, ...]
LIFETIME = 30.0
"""Seconds for which names are kept, those of what has been withdrawn too; a new commit of the index ends it sooner."""
_FACETS = {"person": "person", "organization": "org", "country": "country", "place": "place"}


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom or what a name means: the kind of row, and its slug or code."""

    kind: str
    key: str

    @property
    def facet(self) -> str | None:
        """The facet that documents carry it in; None for instruments."""
        return _FACETS.get(self.kind)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name: its folded words, whom it means, from when to when it did, and how it is written.

    Forms that are written otherwise and fold alike are one.
    """

    words: Words
    bearer: Bearer
    valid_from: date | None = None
    valid_to: date | None = None
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Names:
    """All forms, by their words and by their bearers; and the codes that a facet's names stand for.

    `labels` are what readers see in place of a code, by facet and code.
    """

    by_words: dict[Words, list[Form]] = field(default_factory=dict)
    by_bearer: dict[Bearer, list[Form]] = field(default_factory=dict)
    by_label: dict[tuple[str, Words], list[str]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(
        cls,
        forms: Iterable[Form],
        labels: Iterable[tuple[str, str, str]] = (),
        shown: Iterable[tuple[tuple[str, str], str]] = (),
    ) -> Self:
        """From forms of names, from (facet, label, code) of what has only labels, and from what is shown of a code."""
        table = cls(labels=dict(shown))
        known = [form for form in dict.fromkeys(forms) if form.words]
        for form in known:
            table.by_words.setdefault(form.words, []).append(form)
            table.by_bearer.setdefault(form.bearer, []).append(form)
        for facet, label, code in labels:
            table.by_label.setdefault((facet, folded(label)), []).append(code)
        return replace(table, longest=max((len(form.words) for form in known), default=0))

    def meaning(self, words: Words) -> list[Form]:
        """The forms that are exactly these folded words."""
        return self.by_words.get(words, [])

    def of_bearer(self, bearer: Bearer) -> list[Form]:
        return self.by_bearer.get(bearer, [])

    def codes(self, facet: str, name: str) -> tuple[str, ...]:
        """The values of a facet that a name stands for; none where nothing is called so."""
        words = folded(name)
        bearers = [form.bearer.key for form in self.meaning(words) if form.bearer.facet == facet]
        return tuple(dict.fromkeys([*bearers, *self.by_label.get((facet, words), [])]))


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, the rows that it was made of, the state of the index that it goes with, and when it was loaded."""

    state: str
    loaded: float
    rows: list[Row]
    names: Names

    @property
    def age(self) -> float:
        return time.monotonic() - self.loaded


_latest: Kept | None = None
_loading = threading.Lock()


def load() -> Names:
    """The table as the database has it now, in one query."""
    return _made(named_rows.read())


def at(state: str) -> Names:
    """The table for a state of the index: loaded anew when the index has changed, and every half minute.

    Where the index follows in the background, so do the names: the table of a moment ago answers meanwhile.
    """
    kept = _latest
    if kept is not None and kept.state == state and kept.age <= LIFETIME:
        return kept.names
    follows = settings.INDEX_DRAIN == "background" and kept is not None and kept.age <= 2 * LIFETIME
    if follows and kept is not None and _folder(kept.state) == _folder(state):
        if _loading.acquire(blocking=False):
            threading.Thread(target=_renew, args=(state,), name="names", daemon=True).start()
        return kept.names
    return _keep(state)


def recent() -> Names:
    """The table as it was less than half a minute ago, for whatever state of the index."""
    kept = _latest
    return kept.names if kept is not None and kept.age <= LIFETIME else at("")


def _keep(state: str) -> Names:
    global _latest
    kept, loaded, rows = _latest, time.monotonic(), named_rows.read()
    # Most commits change no name, and reading the rows takes half of what making a table of them does.
    names = kept.names if kept is not None and kept.rows == rows else _made(rows)
    _latest = Kept(state, loaded, rows, names)
    return names


def _renew(state: str) -> None:
    """Load the table in a thread of its own; where that fails the table grows old, and is then loaded by who asks."""
    try:
        _keep(state)
    except Exception as error:  # noqa: BLE001 - nobody is there to see it but the log
        logger.error("The names could not be loaded: %s: %s", type(error).__name__, error)
    finally:
        _loading.release()
        connection.close()


def _folder(state: str) -> str:
    return state.partition("@")[0]


def _made(rows: list[Row]) -> Names:
    return Names.of(_forms(rows), _labels(rows), _shown(rows))


def _forms(rows: Iterable[Row]) -> Iterator[Form]:
    """Own names, and then other forms, of whatever everybody may read of."""
    public = {Bearer(of, key) for what, of, key, *_ in rows if what == "name"}
    for wanted in ("name", "form"):
        for what, of, key, text, valid_from, valid_to in rows:
            if what == wanted and Bearer(of, key) in public:
                yield Form(folded(text), Bearer(of, key), valid_from, valid_to, text)


def _shown(rows: Iterable[Row]) -> Iterator[tuple[tuple[str, str], str]]:
    for what, of, key, text, *_ in rows:
        if what in ("name", "label"):
            yield (_FACETS.get(of, of), key), text


def _labels(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for what, of, key, text, *_ in rows:
        if what in ("label", "lines"):
            for line in text.splitlines() if what == "lines" else (text,):
                yield of, line, key
    for kind in EventKind:
        yield "kind", str(kind.label), kind.value
    for code, label in LANGUAGES.items():
        yield "language", label, code
