"""Normalising and folding of text, so that Tô Lâm, To Lam and TO LAM are one to whoever searches.

Normalising keeps what was printed and only makes it one sequence of code points; folding is for comparing.
"""

import hashlib
import re
import unicodedata

# Letters that carry a stroke or join two letters have no canonical decomposition (Unicode, UnicodeData.txt).
_LETTERS = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
# C0 and C1 controls but tab and newline, surrogates, bidirectional overrides and isolates, byte order mark.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")


def normalise(text: str) -> str:
    """The text in NFC, with line ends as newlines, and without control characters and bidirectional overrides."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def fold(text: str) -> str:
    """The text for comparing: without case, diacritics (đ is d) and doubled white space.

    Tone placement (hoá, hóa) falls together with the diacritics. Cyrillic stays Cyrillic.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # Decomposed before and after casefolding, as Unicode's toNFKC_Casefold (core specification, 3.13) has it: ℍ is h.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.translate(_LETTERS).split())


def body_text(text: str) -> str:
    """The text of a body in its stored form: normalised, trimmed, paragraphs parted by one blank line."""
    return _PARAGRAPH_BREAK.sub("\n\n", normalise(text).strip())


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a stored body, in order; the first is number 1 to readers."""
    return body.split("\n\n") if body else []


def digest(body: str) -> str:
    """SHA-256 of the normalised body, in hexadecimal: equal for copies that differ only in white space at the ends."""
    return hashlib.sha256(body_text(body).encode()).hexdigest()
