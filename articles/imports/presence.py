"""What of a group of files the archive may have already: asked once for all of them, not once a file."""

from collections.abc import Iterable

from articles.imports.entries import Entry
from articles.models import Article, ArticleVersion, ImportRow
from articles.models.among import Among

Mark = tuple[str, str]
"""A kind of mark (record, id, url, text) and its value."""


class Presence:
    """Marks that were asked for, and those of them that the archive has, or has had from this run since."""

    def __init__(self) -> None:
        self._asked: set[Mark] = set()
        self._there: set[Mark] = set()

    def ask(self, entries: Iterable[Entry]) -> None:
        """Ask for all marks of these entries, and forget those asked for before."""
        asked = {mark for entry in entries for mark in marks(entry)}
        self._asked, self._there = asked, set()
        for kind, question in _QUESTIONS.items():
            if values := [value for of_kind, value in asked if of_kind == kind]:
                self._there.update((kind, value) for value in question(values))

    def came(self, entries: Iterable[Entry]) -> None:
        """These have come in: the archive has them from now on."""
        self._there.update(mark for entry in entries for mark in marks(entry))

    def forget(self) -> None:
        """The archive has changed: nothing is known any more."""
        self._asked.clear()

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
