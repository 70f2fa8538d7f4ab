"""Articles written to a file once and read by every engine, so that making them is no engine's time."""

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.corpus import Article


def write(path: Path, articles: Iterable[Article]) -> int:
    """Write them, and answer how many they are."""
    count = 0
    with path.open("wb") as file:
        for article in articles:
            pickle.dump(article, file, protocol=pickle.HIGHEST_PROTOCOL)
            count += 1
    return count


def read(path: Path) -> Iterator[Article]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
