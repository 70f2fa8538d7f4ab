"""Every form of every name that everybody may read of.

So a question in one form finds them all, and a name in quotes finds its slug.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from articles.models import Agency, Country, Instrument, Name, Organization, PartnershipLevel, Person, Place, Sector
from articles.models.names import BEARERS
from articles.search.labels import LANGUAGES
from articles.search.words import folded
from articles.vocabulary import EventKind

Words = tuple[str, ...]
LIFETIME = 30.0
"""Seconds for which names are kept, those of what has been withdrawn too; a new commit of the index ends it sooner."""
_FACETS = {"person": "person", "organization": "org", "country": "country", "place": "place"}
_KEYS = {"person": "slug", "organization": "slug", "country": "code", "place": "slug", "instrument": "slug"}
_OWN_NAMES = (
    (Person, "person", "slug", "name"),
    (Organization, "organization", "slug", "name"),
    (Country, "country", "code", "name"),
    (Place, "place", "slug", "name"),
    (Instrument, "instrument", "slug", "title"),
)


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
    """All forms, by their words and by their bearers; and the codes that a facet's names stand for."""

    by_words: dict[Words, list[Form]] = field(default_factory=dict)
    by_bearer: dict[Bearer, list[Form]] = field(default_factory=dict)
    by_label: dict[tuple[str, Words], list[str]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, forms: Iterable[Form], labels: Iterable[tuple[str, str, str]] = ()) -> Self:
        """From forms of names, and from (facet, label, code) of what has only labels."""
        table = cls(longest=0)
        known = [form for form in dict.fromkeys(forms) if form.words]
        for form in known:
            table.by_words.setdefault(form.words, []).append(form)
            table.by_bearer.setdefault(form.bearer, []).append(form)
        for facet, label, code in labels:
            table.by_label.setdefault((facet, folded(label)), []).append(code)
        return cls(table.by_words, table.by_bearer, table.by_label, max((len(form.words) for form in known), default=0))

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


_latest: tuple[str, float, Names] | None = None


def load() -> Names:
    """The table as the database has it now, in eleven queries."""
    return Names.of(_forms(), _labels())


def at(state: str) -> Names:
    """The table for a state of the index: loaded anew when the index has changed, and every half minute."""
    global _latest
    kept = _latest
    if kept is None or kept[0] != state or time.monotonic() - kept[1] > LIFETIME:
        _latest = kept = (state, time.monotonic(), load())
    return kept[2]


def recent() -> Names:
    """The table as it was less than half a minute ago, for whatever state of the index."""
    kept = _latest
    return kept[2] if kept is not None and time.monotonic() - kept[1] <= LIFETIME else at("")


def _forms() -> Iterator[Form]:
    public: set[Bearer] = set()
    for model, kind, key, label in _OWN_NAMES:
        for code, text in model.objects.visible().values_list(key, label).order_by():
            public.add(Bearer(kind, code))
            yield Form(folded(text), Bearer(kind, code), text=text)
    keys = [f"{bearer}__{_KEYS[bearer]}" for bearer in BEARERS]
    for form, valid_from, valid_to, *codes in Name.objects.values_list("form", "valid_from", "valid_to", *keys):
        kind, code = next((kind, code) for kind, code in zip(BEARERS, codes, strict=True) if code is not None)
        if Bearer(kind, code) in public:
            yield Form(folded(form), Bearer(kind, code), valid_from, valid_to, form)


def _labels() -> Iterator[tuple[str, str, str]]:
    for code, label, others in Sector.objects.visible().values_list("code", "label", "alternative_labels"):
        for text in (label, *others.splitlines()):
            yield "sector", text, code
    for code, label in PartnershipLevel.objects.values_list("code", "label"):
        yield "level", label, code
    for code, short, long in Agency.objects.visible().values_list("code", "short_name", "name"):
        yield "agency", short, code
        yield "agency", long, code
    for kind in EventKind:
        yield "kind", str(kind.label), kind.value
    for code, label in LANGUAGES.items():
        yield "language", label, code
