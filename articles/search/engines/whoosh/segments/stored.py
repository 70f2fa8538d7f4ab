"""Stored fields: for each document a pickle, deflated with a dictionary of what most of them hold.

Small texts deflate badly alone. The dictionary stands for what would have come before: the names of the fields, and
words that news of diplomacy is full of. It is part of the format: with another one nothing here can be read.
"""

import pickle
import zlib
from typing import Any

_LEVEL = 3  # higher ones cost more than they save
_PROTOCOL = 5
_WORDS = (
    "about after against also among because been before being between both but could during each even first from "
    "further government had have her him his into its last made many may more most must new not only other our over "
    "own people percent president press public same secretary she should since some state such than that their them "
    "then there these they this those through today two under until was we were what when where which while who will "
    "with would year years you your committee parliament delegation exchange reaffirmed expressed important investment "
    "defence education technology science culture tourism energy health climate security economic development "
    "strategic comprehensive partnership partners bilateral cooperation agreement relations countries foreign affairs "
    "minister prime general joint statement support united nations european union international regional peace "
    "stability trade visit meeting talks leaders sides, and he said that it is, the two countries will be. On the to "
    "the and the for the with the at the by the from the in the of the as well as in order to one of the "
)
# A record as it is pickled, bare; written out, since another Python may pickle it in another way.
_RECORD = (
    b"\x80\x05\x95\x8a\x01\x00\x00\x00\x00\x00\x00}\x94(\x8c\x06agency\x94]\x94\x8c\x00\x94a\x8c\x07country\x94"
    b"]\x94h\x03a\x8c\x08dateline\x94h\x03\x8c\tdjango_ct\x94\x8c\x10articles.article\x94\x8c\tdjango_id\x94"
    b"h\x03\x8c\x08earliest\x94\x8c\x08datetime\x94\x8c\x08datetime\x94\x93\x94C\n\x07\xe9\n\x17\x00\x00\x00"
    b"\x00\x00\x00\x94\x85\x94R\x94\x8c\x02id\x94\x8c\x11articles.article.\x94\x8c\x04kind\x94]\x94h\x03a\x8c"
    b"\x08language\x94]\x94\x8c\x02en\x94a\x8c\x06latest\x94h\x10\x8c\x04lead\x94K\x01\x8c\x05level\x94]\x94"
    b"h\x03a\x8c\toccasions\x94]\x94\x8c 2025-10-23/2025-10-23/2025-10-23\x94a\x8c\x03org\x94]\x94h\x03a\x8c"
    b"\x06person\x94]\x94h\x03a\x8c\x05place\x94]\x94h\x03a\x8c\x06sector\x94]\x94h\x03a\x8c\x04slug\x94h\x03"
    b"\x8c\x04text\x94h\x03\x8c\x05title\x94h\x03\x8c\x04type\x94]\x94\x8c\x07article\x94a\x8c\x05until\x94h"
    b"\x10u."
)
DICTIONARY = _WORDS.encode() + _RECORD
"""What is deflated is deflated as if this stood before it."""


def encode(stored: dict[str, Any]) -> bytes:
    """One document's stored fields."""
    deflating = zlib.compressobj(_LEVEL, zdict=DICTIONARY)
    return deflating.compress(pickle.dumps(stored, _PROTOCOL)) + deflating.flush()


def decode(data: bytes) -> dict[str, Any]:
    """What `encode` was given."""
    stored: dict[str, Any] = pickle.loads(zlib.decompressobj(zdict=DICTIONARY).decompress(data))
    return stored
