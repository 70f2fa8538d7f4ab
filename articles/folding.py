"""Normalising and folding of text, so that Tô Lâm, To Lam and TO LAM are one to whoever searches.

Normalising keeps what was printed and only makes it one sequence of code points; folding is for comparing.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Literal

# Letters that carry a stroke or join two letters have no canonical decomposition (Unicode, UnicodeData.txt).
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
# C0 and C1 controls but tab and newline, surrogates, bidirectional overrides and isolates, byte order mark;
# noncharacters, and tag characters, which carry text that nobody sees (Unicode, 23.7 and 23.9).
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_ENDS = (
    ("\r\n", "\n"),
    ("\r", "\n"),
    ("\x0b", "\n"),
    ("\x0c", "\n"),
    ("\x85", "\n"),
    ("\u2028", "\n"),
    ("\u2029", "\n\n"),
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")
SIGNS = 30
"""Combining signs on one letter: as many as the Stream-Safe Text Format allows (Unicode Standard Annex 15, 13)."""
# A letter decomposes to at most three signs, a sign to at most two: fewer than so many signs are no pile.
_SUSPECT = (SIGNS - 3) // 2 + 1


def normalise(text: str) -> str:
    """The text in NFC, with line ends as newlines, without control characters, overrides and what has no meaning.

    Of a pile of combining signs the first `SIGNS` stay: putting a run of them in order takes time that grows with the
    square of its length, so that a short hostile text would hold a worker for a minute.
    """
    return normalised(text)[0]


def normalised(text: str) -> tuple[str, int]:
    """The text as `normalise` has it, and how many piles of signs were cut in it."""
    text, cut = without_piles(_UNWANTED.sub("", line_ends(text)))
    return unicodedata.normalize("NFC", text), cut


def line_ends(text: str) -> str:
    """The text with every kind of line end as a newline, and Unicode's paragraph separator as a blank line."""
    for end, newline in _LINE_ENDS:
        text = text.replace(end, newline)
    return text


def without_piles(text: str) -> tuple[str, int]:
    """The text with at most `SIGNS` combining signs on a letter, counted as decomposed; and how many piles were cut.

    The work grows with the length of the text only, whatever it holds.
    """
    signs = _signs(text, "NFD")
    if not signs:
        return text, 0
    cut = 0

    def first_ones(match: re.Match[str]) -> str:
        nonlocal cut
        kept = _first_signs(match[0])
        cut += kept is not None
        return match[0] if kept is None else kept

    run = f".?[{re.escape(''.join(sorted(signs)))}]{{{_SUSPECT},}}"
    text = re.sub(run, first_ones, text, flags=re.DOTALL)
    return text, cut


def _first_signs(pile: str) -> str | None:
    """A letter and signs, decomposed, with the first signs only; None where there are not too many."""
    kept: list[str] = []
    count = 0
    for character in pile:
        for part in unicodedata.normalize("NFD", character):
            count += unicodedata.combining(part) > 0
            if count > SIGNS:
                return "".join(kept)
            kept.append(part)
    return None


def _signs(text: str, form: Literal["NFD", "NFKD"]) -> set[str]:
    """The characters of a text that decompose to combining signs alone."""
    return set() if text.isascii() else {each for each in set(_BEYOND_ASCII.findall(text)) if _is_sign(each, form)}


@lru_cache(maxsize=4096)
def _is_sign(character: str, form: Literal["NFD", "NFKD"]) -> bool:
    return unicodedata.combining(unicodedata.normalize(form, character)[0]) > 0


def fold(text: str) -> str:
    """The text for comparing: without case, diacritics (đ is d) and doubled white space.

    Tone placement (hoá, hóa) falls together with the diacritics. Cyrillic stays Cyrillic.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = text.casefold()
    if signs := _signs(text, "NFKD"):  # they go in any case; going first, a long run is not put in order
        text = text.translate(dict.fromkeys(map(ord, signs)))
    # Decomposed before and after casefolding, as Unicode's toNFKC_Casefold (core specification, 3.13) has it: ℍ is h.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.translate(_LETTERS).split())


def body_text(text: str) -> str:
    """The text of a body in its stored form: normalised, trimmed, paragraphs parted by one blank line."""
    return trimmed(normalise(text))


def trimmed(text: str) -> str:
    """A text that is normalised already, in the form of a stored body."""
    return _PARAGRAPH_BREAK.sub("\n\n", text.strip())


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a stored body, in order; the first is number 1 to readers."""
    return body.split("\n\n") if body else []


def digest(body: str) -> str:
    """SHA-256 of the normalised body, in hexadecimal: equal for copies that differ only in white space at the ends."""
    return hashlib.sha256(body_text(body).encode()).hexdigest()
