"""UTF-16 and UTF-32 without a byte order mark: told by what the bytes spell, where they spell it in one way only."""

import re

CODECS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16
_LEAST = 8
"""Bytes: of fewer nothing is certain."""
_SHARE = 0.98
_FAMILIAR = re.compile(
    "["
    r"\t\n\r\f -~\xa0-\u024f\u1e00-\u1eff"  # white space, Latin with the letters of Vietnamese
    r"\u0300-\u036f\u0370-\u03ff\u0400-\u052f"  # combining signs, Greek, Cyrillic
    r"\u2010-\u2027\u2030-\u203a\u20a0-\u20bf"  # dashes, quotation marks, currencies
    "]"
)
"""Hardly any of these is one of these again when its bytes are exchanged."""
_LETTER = re.compile(r"[^\W\d_]")


def codec(data: bytes) -> str:
    """The codec, the only one, in which the bytes are text in the scripts above; empty where that is not certain."""
    sure = [name for name in CODECS if _spells(data, name)]
    return sure[0] if len(sure) == 1 else ""


def _spells(data: bytes, name: str) -> bool:
    width = 4 if "32" in name else 2
    sample = data[: min(_SAMPLE, len(data) // width * width)].rstrip(b"\x00")
    sample += b"\x00" * (-len(sample) % width)
    text = sample.decode(name, errors="replace")
    if len(sample) < _LEAST or not _LETTER.search(text):
        return False
    return len(_FAMILIAR.findall(text)) >= _SHARE * len(text)
