"""The analyzer of the index. Its place is part of the format on disk: Whoosh keeps it, by name, in every index."""

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from articles.search.source import tokens
from articles.search.words import words


class ArchiveAnalyzer(Analyzer):
    """Words as `articles.search.words` cuts them: with stems and exact forms for the index, bare for questions."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Token]:
        token = Token(positions, chars, mode=mode, **options)
        found: Iterable[tuple[str, int]] = tokens(value)
        if mode == "query":
            found = ((word.folded, word.position) for word in words(value))
        for text, position in found:
            token.text = token.original = text
            token.boost = 1.0
            token.pos = start_pos + position
            yield token
