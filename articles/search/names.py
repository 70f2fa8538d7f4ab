"""Every form of every name that everybody may read of.

So a question in one form finds them all, and a name in quotes finds its slug.

Reading them all takes a second where there are ten thousand. So a table of them is kept, and renewed in the background
when the database has changed; until then the one at hand answers, and whatever it would name is looked up first.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Self

from django.conf import settings
from django.db import connection

from articles.search import named_rows
from articles.search.named_rows import Row
from articles.search.words import folded
from articles.vocabulary import EventKind

logger = logging.getLogger(__name__)
Words = tuple[str, ...]
LIFETIME = 30.0
"""Seconds for which names are kept where the database stays as it is: an embargo that ends changes nothing in it."""
LANGUAGES = {"en": "English", "vi": "Vietnamese", "bg": "Bulgarian", "fr": "French", "ru": "Russian", "zh": "Chinese"}
KINDS = {
    "person": "person",
    "org": "organization",
    "country": "country",
    "place": "place",
    "sector": "sector",
    "level": "level",
    "agency": "agency",
}
"""The kind of row that the values of a facet stand for."""
_FACETS = {kind: facet for facet, kind in KINDS.items()}
_NAMED = ("person", "organization", "country", "place")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom or what a name means: the kind of row, and its slug or code."""

    kind: str
    key: str

    @property
    def facet(self) -> str | None:
        """The facet that documents carry it in; None for instruments."""
        return _FACETS[self.kind] if self.kind in _NAMED else None


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

    def has_word(self, word: str) -> bool:
        """Whether a folded word is one of those of a name."""
        return any(word in form for form in self.by_words)

    def shown(self, values: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
        """What readers see in place of the values of facets, by facet and value; without those that nothing bears."""
        wanted = ((facet, value) for facet, several in values.items() for value in several)
        return {key: self.labels[key] for key in wanted if key in self.labels}

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
class Checked(Names):
    """A table of a moment ago that tells only of what everybody may read of now: whatever is looked up is checked."""

    asked: dict[Bearer, bool] = field(default_factory=dict)

    @classmethod
    def as_of(cls, names: Names) -> Self:
        return cls(**{each.name: getattr(names, each.name) for each in fields(Names)})

    def has_word(self, word: str) -> bool:
        return any(self.meaning(form) for form in self.by_words if word in form)

    def shown(self, values: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
        return shown_now(values)

    def meaning(self, words: Words) -> list[Form]:
        return self._public(Names.meaning(self, words))

    def of_bearer(self, bearer: Bearer) -> list[Form]:
        return self._public(Names.of_bearer(self, bearer))

    def codes(self, facet: str, name: str) -> tuple[str, ...]:
        codes = Names.codes(self, facet, name)
        if not codes or facet not in KINDS:
            return codes
        found = shown_now({facet: codes})
        return tuple(code for code in codes if (facet, code) in found)

    def _public(self, forms: list[Form]) -> list[Form]:
        if unknown := {form.bearer for form in forms} - self.asked.keys():
            keys: dict[str, list[str]] = {}
            for bearer in unknown:
                keys.setdefault(bearer.kind, []).append(bearer.key)
            found = named_rows.shown(keys)
            self.asked.update((bearer, (bearer.kind, bearer.key) in found) for bearer in unknown)
        return [form for form in forms if self.asked[form.bearer]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, the rows that it was made of, the state of the database that it is of, and when it was loaded."""

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


def current() -> Names:
    """The table, which names nothing that not everybody may read of now."""
    names, is_sure = latest()
    return names if is_sure else Checked.as_of(names)


def latest() -> tuple[Names, bool]:
    """The table at hand, and whether it is of the database as it is now; where it is not it is being renewed.

    Where the index follows in the background, so do the names: the table of a moment ago answers meanwhile.
    """
    state, kept = named_rows.state(), _latest
    is_sure = kept is not None and kept.state == state
    if kept is not None and is_sure and kept.age <= LIFETIME:
        return kept.names, True
    if settings.INDEX_DRAIN == "background" and kept is not None and kept.age <= 2 * LIFETIME:
        if _loading.acquire(blocking=False):
            threading.Thread(target=_renew, name="names", daemon=True).start()
        return kept.names, is_sure
    with _loading:  # of several who ask at once, one reads
        kept = _latest
        if kept is not None and kept.state == state and kept.age <= LIFETIME:
            return kept.names, True
        return _keep(), True


def read_ahead() -> None:
    """Read the table before anybody asks, as a worker does when it starts: the first question would take a second."""
    if _loading.acquire(blocking=False):
        reading = threading.Thread(target=_renew, name="names", daemon=True)
        reading.start()
        reading.join()


def shown_now(values: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
    """What readers see in place of the values of facets, as `Names.shown`, as the database has it: in one query."""
    wanted = {KINDS[facet]: several for facet, several in values.items() if facet in KINDS}
    found = named_rows.shown(wanted) if wanted else {}
    return {(_FACETS[kind], key): text for (kind, key), text in found.items()}


def forget() -> None:
    """Keep no table: the next one is read anew."""
    global _latest
    _latest = None


def _keep() -> Names:
    global _latest
    kept, loaded, state = _latest, time.monotonic(), named_rows.state()  # first: what changes meanwhile is read again
    rows = named_rows.read()
    # Most commits change no name, and reading the rows takes half of what making a table of them does.
    names = kept.names if kept is not None and kept.rows == rows else _made(rows)
    _latest = Kept(state, loaded, rows, names)
    return names


def _renew() -> None:
    """Load the table in a thread of its own; where that fails the table grows old, and is then loaded by who asks."""
    try:
        _keep()
    except Exception as error:  # noqa: BLE001 - nobody is there to see it but the log
        logger.error("The names could not be loaded: %s: %s", type(error).__name__, error)
    finally:
        connection.close()
        _loading.release()


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
