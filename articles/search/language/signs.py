"""Signs of a question that ask for nothing: an answer says that it passed over them."""

import re
import unicodedata

_BESIDE = re.compile(r"^[\W_]+|[\W_]+$")
_TELLING = frozenset("#%&@*\\/")
"""Signs that Unicode counts as punctuation, and that a reader may mean something by."""


def signs(text: str) -> list[str]:
    """What stands before, behind and between the words of a text and is more than punctuation: `c++` has `++`."""
    if text.isalnum():
        return []
    beside = (match[0] for word in text.split() for match in _BESIDE.finditer(word))
    return [found for run in beside if (found := "".join(filter(_tells, run)))]


def _tells(sign: str) -> bool:
    return sign in _TELLING or unicodedata.category(sign)[0] == "S"
