"""Addresses of rows: what `reverse` answers, with a row's own key put where the address of its kind has one.

A page has hundreds of links, and all rows of a kind have one address but for their keys: that is looked up once.
"""

from functools import cache

from django.urls import get_script_prefix, reverse

_BLANKS = ("zzzzzzzz", "qqqqqqqq")
"""Stand where keys are put in: slugs, keys and codes may be written so, and no address has them otherwise."""


def address(view: str, *keys: str) -> str:
    """Where a row is found whose view takes one key, or two. Keys are slugs, as the database holds them."""
    first, *others = _pieces(view, len(keys), get_script_prefix())
    return first + "".join(key + piece for key, piece in zip(keys, others, strict=True))


@cache
def _pieces(view: str, keys: int, prefix: str) -> tuple[str, ...]:
    """The address of a kind of rows under a prefix, parted where its keys stand."""
    rest = reverse(view, args=_BLANKS[:keys])
    pieces = []
    for blank in _BLANKS[:keys]:
        before, _, rest = rest.partition(blank)
        pieces.append(before)
    return *pieces, rest
