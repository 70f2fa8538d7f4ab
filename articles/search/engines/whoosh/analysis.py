"""The analyzer of the index. Its place is part of the format on disk: Whoosh keeps it, by name, in every index."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from articles.search.engines.whoosh.segments.texts import BREAK
from articles.search.source import EXACT, STEM
from articles.search.words import cut, form, words

PARAGRAPH = "¶"
"""Stands where the first word of a paragraph does, so that a place in a text tells the paragraph."""
# What is in no word parts words; full stops and apostrophes may be in one. All apostrophes are one to a word.
_SIGNS = (("’", "'"), ("—", " "), ("–", " "), ("“", " "), ("”", " "), ("…", " "), ("\xa0", " "))
_SPACED = {ord(sign): " " for sign in map(chr, range(33, 128)) if not sign.isalnum() and sign not in ".'"}

Placed = tuple[str, int, int, int]
"""A term, the number of its word, and where the word begins and ends."""


class ArchiveAnalyzer(Analyzer):
    """Words as `articles.search.words` cuts them: with stems and exact forms for the index, bare for questions.

    Whoosh walks the tokens one by one; the bulk writer takes `cut` and `forms` (`segments.texts.Cutter`), which say the
    same.
    """

    def __init__(self, paragraphs: bool = False) -> None:
        self.paragraphs = paragraphs

    @property
    def mark(self) -> str | None:
        return PARAGRAPH if self.paragraphs else None

    def cut(self, text: str) -> list[str]:
        """What stands between spaces or signs that are in no word, with `BREAK` between paragraphs."""
        for sign, other in _SIGNS:
            text = text.replace(sign, other)
        if text.isascii():  # else it would cost more than it saves
            text = text.translate(_SPACED)
        text = text.replace(BREAK, " ")
        return (text.replace("\n\n", f" {BREAK} ") if self.paragraphs else text).split()

    def forms(self, piece: str) -> list[tuple[str, str, str, str]]:
        """The stem of each word, and the terms at its place: folded, stem and exact form, "" where there is none."""
        bare = piece.strip(".'")
        return [
            (
                word.stem,
                word.folded,
                "" if word.stem == word.folded else STEM + word.stem,
                "" if word.exact is None else EXACT + word.exact,
            )
            for word in map(form, (bare,) if bare.isalnum() else cut(piece))
            if word.folded
        ]

    def terms_of(self, stem: str) -> list[str]:
        """The terms that stand just where words of a stem do."""
        itself = [stem] if any(word.stem == stem for word in map(form, cut(stem))) else []
        return [STEM + stem, *itself]

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
        found = self._asked(value) if mode == "query" else self._held(value)
        for text, position, start, end in found:
            token.text = token.original = text
            token.boost = 1.0
            token.pos = start_pos + position
            token.startchar, token.endchar = start_char + start, start_char + end
            yield token

    def _asked(self, value: str) -> Iterator[Placed]:
        return ((word.folded, word.position, word.start, word.end) for word in words(value))

    def _held(self, value: str) -> Iterator[Placed]:
        position = begin = 0
        for paragraph in value.split("\n\n") if self.paragraphs else [value]:
            first = position
            for word in words(paragraph):
                place = (position, begin + word.start, begin + word.end)
                yield word.folded, *place
                if word.stem != word.folded:
                    yield f"{STEM}{word.stem}", *place
                if word.exact is not None:
                    yield f"{EXACT}{word.exact}", *place
                position += 1
            if self.paragraphs and position > first:
                yield PARAGRAPH, first, begin, begin
            begin += len(paragraph) + 2
