"""What is written in a snapshot, for “did you mean”."""

from collections import Counter

from articles.search.engines.whoosh import schema as archive
from articles.search.engines.whoosh.searcher.snapshot import Snapshot
from articles.search.engines.whoosh.segments import spelling
from articles.search.source import STEM
from articles.search.words import Word


class SnapshotSpelling:
    """The words of a snapshot's texts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def holds(self, word: Word) -> bool:
        """Whether some document has a word in any of its forms."""
        return any(map(self.snapshot.frequency, (word.folded, word.stem, f"{STEM}{word.stem}")))

    def near(self, folded: str, edits: int) -> list[tuple[str, int]]:
        """The words within so many edits, with the number of documents that have each."""
        found: Counter[bytes] = Counter()
        for leaf in self.snapshot.leaves:
            for name in archive.TEXTS:
                reader = leaf.arrays.field(name)
                if reader is None:
                    continue
                for number in spelling.near(reader.lexicon, folded, edits):
                    found[reader.lexicon[number]] += int(leaf.frequencies(name, number, number + 1)[0])
        return [(term.decode(), count) for term, count in found.items() if count]
