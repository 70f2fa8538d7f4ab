"""What the archive has of a file's stories already: found by the record itself, its source id, address or text."""

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from articles.imports.entries import Entry, is_global
from articles.imports.lookups import ask
from articles.imports.presence import Presence, marks
from articles.imports.steps import Held
from articles.vocabulary import VersionKind
from articles.wire.records import Story, WireError


class Holdings:
    """The articles that entries may be of: those of the archive, and those that earlier entries of the file make."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._by_fingerprint: dict[str, Held] = {}
        self._by_id: dict[str, list[Held]] = {}
        self._by_url: dict[str, list[Held]] = {}
        self._by_digest: dict[str, list[Held]] = {}
        self._by_pk: dict[int, Held] = {}
        self._headed: dict[str, set[str]] = {}  # by address: the headlines that entries of the file have there

    def look_up(self, entries: Sequence[Entry]) -> None:
        """Ask the archive, with few questions, which articles these entries may be of."""
        there = [mark for entry in entries for mark in marks(entry) if self._presence.may_have(mark)]
        found = self._presence.found(there) or ask(there)
        for pk in sorted(found.articles_of(there) - self._by_pk.keys()):
            self.add(found.held(pk))
        for kind, value in there:
            if kind == "record" and value in found.records:
                self._by_fingerprint.setdefault(value, self._by_pk[found.records[value]])

    def add(self, held: Held) -> None:
        """Know of an article from now on."""
        if held.pk is not None:
            self._by_pk[held.pk] = held
        if held.fields["source_id"]:
            self._by_id.setdefault(held.fields["source_id"], []).append(held)
        if held.fields["source_url"]:
            self._by_url.setdefault(held.fields["source_url"], []).append(held)
        for digest in set(held.digests):
            self._by_digest.setdefault(digest, []).append(held)

    def remember(self, entry: Entry, held: Held) -> None:
        """This entry is of that article: so is the same record, or the same text, further down in the file."""
        self._by_fingerprint.setdefault(entry.fingerprint, held)
        if entry.story.headline:
            self._headed.setdefault(entry.story.source_url, set()).add(entry.story.headline)
        if entry.digest and held not in self._by_digest.setdefault(entry.digest, []):
            self._by_digest[entry.digest].append(held)

    def learned(self, held: Held, names: Collection[str]) -> None:
        """An article that was held has got these fields: it is found by them further down in the file."""
        for name, there in (("source_id", self._by_id), ("source_url", self._by_url)):
            if name in names:
                there.setdefault(held.fields[name], []).append(held)

    def has(self, source_url: str, source_id: str) -> bool:
        """Whether an article has this address and id together."""
        return any(held.fields["source_url"] == source_url for held in self._by_id.get(source_id, ()))

    def free_id(self, entry: Entry, source_url: str) -> str:
        """The id under which an article at an address may be kept: with whose it is, where another has it there; empty
        where that is taken too, or nobody's.
        """
        return next((known for known in entry.ids if not self.has(source_url, known)), "")

    def match(self, entry: Entry, signers: tuple[str, ...]) -> tuple[Held | None, bool]:
        """The article that an entry is of, and whether the very record was read before. `WireError` where its id is
        another story's.
        """
        if held := self._by_fingerprint.get(entry.fingerprint):
            return held, True
        return self._of_id(entry, signers) or self._of_url(entry) or self._of_text(entry, signers), False

    def _of_id(self, entry: Entry, signers: tuple[str, ...]) -> Held | None:
        story = entry.story
        unlike = None
        for known in entry.ids:
            for held in self._by_id.get(known, ()):
                if is_global(story.source_id) or known != story.source_id:
                    return held
                whose = _same_source(story, held, signers)
                if whose or (whose is None and _looks_the_same(entry, held)):
                    return held
                if held.fields["source_url"] == story.source_url:
                    unlike = held
        if unlike is not None and not signers:
            raise WireError(
                f"the id “{story.source_id}”, which {unlike.slug} has, with another text",
                "an id with its address or its agency, so that it can be told whose it is",
                story.line,
            )
        return None

    def _of_url(self, entry: Entry) -> Held | None:
        """By address, where only one article has it, in the same words' basis, and its id is no other.

        Not where an earlier entry of the file has the address under another headline: it is of a list of stories then.
        """
        story = entry.story
        found = [
            held
            for held in self._by_url.get(story.source_url, ())
            if held.text_basis == story.text_basis and not _differ(held.fields["source_id"], story.source_id)
        ]
        same = [held for held in found if entry.digest in held.digests]
        if same:
            return same[0]
        headed = self._headed.get(story.source_url)
        is_first = story.kind == VersionKind.ORIGINAL
        is_of_list = bool(is_first and headed and story.headline and story.headline not in headed)
        return found[0] if len(found) == 1 and not is_of_list else None

    def _of_text(self, entry: Entry, signers: tuple[str, ...]) -> Held | None:
        """By the text, unless something else of it says that it is another report of the same words."""
        story = entry.story
        for held in self._by_digest.get(entry.digest, ()) if entry.digest else ():
            fields = held.fields
            if _differ(fields["source_id"], story.source_id) or _differ(fields["source_url"], story.source_url):
                continue
            if held.agencies and signers and not set(held.agencies) & set(signers):
                continue
            published = story.published
            if published and held.published and not held.published.touches(published.earliest, published.latest):
                continue
            return held
        return None


def _same_source(story: Story, held: Held, signers: tuple[str, ...]) -> bool | None:
    """Whether a story and an article come from one source; None where nothing tells."""
    address = held.fields["source_url"]
    if address and story.source_url:
        return urlsplit(address).netloc == urlsplit(story.source_url).netloc
    if held.agencies and signers:
        return bool(set(held.agencies) & set(signers))
    return None


def _looks_the_same(entry: Entry, held: Held) -> bool:
    """The same text or headline; an id alone, of nobody knows whom, is too little."""
    if entry.digest in held.digests:
        return True
    return bool(entry.story.headline) and entry.story.headline == held.version_headline


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
