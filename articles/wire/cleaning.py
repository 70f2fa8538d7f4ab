"""A text of any format in the form that is stored: NFC, without controls, and a word on what was taken out."""

import re
import unicodedata
from collections import Counter

from articles.folding import line_ends, normalise, normalised, without_piles

_KINDS = (
    ("control characters", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")),
    ("lone surrogates", re.compile("[\ud800-\udfff]")),
    ("bidirectional overrides", re.compile("[\u202a-\u202e\u2066-\u2069]")),
    # Noncharacters may not stand in XML; tag characters carry text that nobody sees (Unicode, 23.7 and 23.9).
    ("characters without a meaning", re.compile("[\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]")),
)
_SINGULAR = {
    "control characters": "control character",
    "lone surrogates": "lone surrogate",
    "bidirectional overrides": "bidirectional override",
    "characters without a meaning": "character without a meaning",
    "piles of combining signs": "pile of combining signs",
}
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that may not stand in XML 1.0 (2.2): taken out before a parser would stop at them."""

_WORD = re.compile(r"\w")
# Letters and a sign that are blank by design (Unicode: HANGUL FILLER and its kin, BRAILLE PATTERN BLANK).
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def shows(text: str) -> bool:
    """Whether a reader sees anything of a text: white space, format characters and signs on nothing do not show."""
    found = _WORD.search(text)
    if found and found[0] not in _BLANK:
        return True
    return any(unicodedata.category(each)[0] in "LNPS" and each not in _BLANK for each in text)


class Cleaner:
    """Cleans the texts of one story and counts what it takes out of them."""

    def __init__(self) -> None:
        self.removed: Counter[str] = Counter()

    def text(self, raw: str) -> str:
        """The text normalised (NFC, newlines), without controls, surrogates, overrides and noncharacters."""
        if raw.isascii():
            return self._without_odd_ones(raw) if _ODD.search(raw) else raw
        if _ODD.search(raw):
            text, piles = normalised(self._without_odd_ones(raw))
        else:  # nothing is in it that normalising takes out, nor any other line end
            text, piles = without_piles(raw)
            text = unicodedata.normalize("NFC", text)
        if piles:
            self.removed["piles of combining signs"] += piles
        return text

    def line(self, raw: str) -> str:
        """The same on one line, white space made single spaces."""
        return " ".join(self.text(raw).split())

    def warnings(self) -> tuple[str, ...]:
        """What was taken out, for the editor: `3 bidirectional overrides were removed`."""
        return tuple(
            f"{count:,} {kind if count > 1 else _SINGULAR[kind]} {'were' if count > 1 else 'was'} removed"
            for kind, count in sorted(self.removed.items())
        )

    def _without_odd_ones(self, text: str) -> str:
        text = line_ends(text)
        for kind, pattern in _KINDS:
            text, count = pattern.subn("", text)
            if count:
                self.removed[kind] += count
        return normalise(text) if text.isascii() else text
