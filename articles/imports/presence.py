"""What of a group of files the archive has already: asked once for all of them, not once a file."""

from collections.abc import Iterable

from articles.imports.entries import Entry
from articles.imports.lookups import Found, Mark, ask
from articles.models import Article, ArticleVersion, ImportRow
from articles.models.among import Among

MOST = 4000
"""Marks of a group of files that the archive has, up to which their articles are asked for together."""


class Presence:
    """Marks that were asked for, and those of them that the archive has, or has had from this run since."""

    def __init__(self) -> None:
        self._asked: set[Mark] = set()
        self._there: set[Mark] = set()
        self._found: Found | None = None
        self._has_changed = False

    def ask(self, entries: Iterable[Entry]) -> None:
        """Ask for all marks of these entries, and forget those asked for before."""
        asked = {mark for entry in entries for mark in marks(entry)}
        self._asked, self._there = asked, set()
        self._found, self._has_changed = None, False
        for kind, question in _QUESTIONS.items():
            if values := [value for of_kind, value in asked if of_kind == kind]:
                self._there.update((kind, value) for value in question(values))

    def came(self, entries: Iterable[Entry]) -> None:
        """These have come in: the archive has them from now on, and is another than was asked."""
        self._found, self._has_changed = None, True
        self._there.update(mark for entry in entries for mark in marks(entry))

    def forget(self) -> None:
        """The archive has changed: nothing is known any more."""
        self._asked.clear()
        self._found, self._has_changed = None, True

    def found(self, there: Iterable[Mark]) -> Found | None:
        """What the archive has of marks, asked for once for all files of the group; None where it has to be asked anew:
        since something came in, or since they are many.
        """
        if self._has_changed or len(self._there) > MOST or not self._asked.issuperset(there):
            return None
        if self._found is None:
            self._found = ask(self._there)
        return self._found

    def may_have(self, mark: Mark) -> bool:
        """Whether the archive may have a mark; it has not, where it was asked and did not."""
        return mark not in self._asked or mark in self._there


def marks(entry: Entry) -> Iterable[Mark]:
    """All that an entry can be found by."""
    yield "record", entry.fingerprint
    for known in entry.ids:
        yield "id", known
    if entry.story.source_url:
        yield "url", entry.story.source_url
    if entry.digest:
        yield "text", entry.digest


def _records(values: list[str]) -> Iterable[str]:
    return ImportRow.objects.filter(Among("fingerprint", values)).values_list("fingerprint", flat=True)


def _ids(values: list[str]) -> Iterable[str]:
    return Article.objects.filter(Among("source_id", values)).values_list("source_id", flat=True)


def _urls(values: list[str]) -> Iterable[str]:
    return Article.objects.filter(Among("source_url", values)).values_list("source_url", flat=True)


def _texts(values: list[str]) -> Iterable[str]:
    return ArticleVersion.objects.filter(Among("digest", values)).values_list("digest", flat=True)


_QUESTIONS = {"record": _records, "id": _ids, "url": _urls, "text": _texts}
