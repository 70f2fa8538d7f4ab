"""Light English stemming: plurals, -ed, -ing and a final e, nothing that changes a word's kind.

After Harman's S-stemmer and step 1 of Porter's (Program 14, 1980), with the e always gone, so that trade and trading,
pledge and pledged meet. Works on folded text; words in other scripts, and short ones, stay as they are.
"""

import re
from functools import lru_cache

_VOWEL = re.compile("[aeiouy]")
_DOUBLED = ("bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt")
_WHOLE = frozenset({"united", "news", "during", "beijing", "series", "species", "wedding"})
"""Words that an ending seems to stand in, and does not."""
_SHORT = {"used": "use", "using": "use"}
"""Words too short for the rules, which would else make them US."""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word; stems are for comparing with each other, they are no words."""
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word in _WHOLE:
        return word
    if word in _SHORT:
        return _SHORT[word]
    word = _participle(_singular(word))
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word[:-2] if word.endswith("sses") else word


def _participle(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root == word or len(root) < 3 or not _VOWEL.search(root):
            continue
        if root.endswith("e") and ending == "ed":
            return f"{root}e"  # agreed, freed
        if root.endswith(_DOUBLED):
            return root[:-1]
        return f"{root[:-1]}y" if root.endswith("i") else root
    return word
