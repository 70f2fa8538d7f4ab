"""Stored fields: for each document what a list shows in the open, the rest compressed, a text by its paragraphs.

    pieces, bytes of the open fields, bytes of the rest    u4 each
    bytes of each piece                                    u4 each
    open fields, rest, pieces                              a pickle, a compressed pickle, compressed UTF-8

So a hit costs one read, and of a long text only the paragraph that is shown is read again.

Small texts compress badly alone. The dictionary stands for what would have come before: the names of the fields, and
words that news of diplomacy is full of. It is part of the format: with another one nothing here can be read.
"""

import pickle
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from threading import local
from typing import Any, Self, overload

import zstandard
from whoosh.fields import Schema

PARAGRAPHS = "\n\n"
"""Parts the paragraphs of a text."""
_LEVEL = 1  # higher ones cost more than they save
_PROTOCOL = 5
_HEADER = struct.Struct("<3I")
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
"""What is compressed is compressed as if this stood before it."""
_DICTIONARY = zstandard.ZstdCompressionDict(DICTIONARY, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
_DICTIONARY.precompute_compress(level=_LEVEL)
_tools = local()  # zstandard's are for one thread at a time


@dataclass(frozen=True, slots=True)
class Layout:
    """How the fields of a schema are stored: those in the `open`, and the text that is stored by `paragraphs`.

    A field says so by an attribute `stored_as`, which is "open" or "paragraphs".
    """

    open: frozenset[str] = frozenset()
    paragraphs: str | None = None

    @classmethod
    def of(cls, schema: Schema) -> Self:
        ways = {name: getattr(field, "stored_as", None) for name, field in schema.items()}
        apart = [name for name, way in ways.items() if way == "paragraphs"]
        if len(apart) > 1:
            raise ValueError(f"One text is stored by paragraphs, not {len(apart)}: {', '.join(apart)}.")
        return cls(frozenset(name for name, way in ways.items() if way == "open"), apart[0] if apart else None)


PLAIN = Layout()


def encode(stored: Mapping[str, Any], layout: Layout = PLAIN) -> bytes:
    """One document's stored fields."""
    compress = _compressor().compress
    text = stored.get(layout.paragraphs) if layout.paragraphs else None
    pieces = [compress(piece.encode()) for piece in text.split(PARAGRAPHS)] if isinstance(text, str) else []
    at_hand = {name: value for name, value in stored.items() if name in layout.open}
    apart = {layout.paragraphs} if pieces else set()
    rest = {name: value for name, value in stored.items() if name not in at_hand and name not in apart}
    if pieces:
        rest[_TEXT] = layout.paragraphs
    opened, others = pickle.dumps(at_hand, _PROTOCOL), compress(pickle.dumps(rest, _PROTOCOL))
    header = _HEADER.pack(len(pieces), len(opened), len(others))
    return b"".join((header, struct.pack(f"<{len(pieces)}I", *map(len, pieces)), opened, others, *pieces))


_TEXT = ""
"""The key, in the rest, of the name of the field that the pieces are the text of."""


class Record:
    """A document's stored fields, read as far as they are asked for."""

    __slots__ = ("_bounds", "_data")

    def __init__(self, data: bytes) -> None:
        pieces, opened, others = _HEADER.unpack_from(data)
        sizes = struct.unpack_from(f"<{pieces}I", data, _HEADER.size)
        self._data = data
        self._bounds = tuple(accumulate((opened, others, *sizes), initial=_HEADER.size + 4 * pieces))

    @property
    def at_hand(self) -> dict[str, Any]:
        """The open fields."""
        fields: dict[str, Any] = pickle.loads(self._data[self._bounds[0] : self._bounds[1]])
        return fields

    def __len__(self) -> int:
        """The number of paragraphs of the text that is stored by them."""
        return len(self._bounds) - 3

    def paragraph(self, number: int) -> str:
        """A paragraph of it, from 0."""
        return self._part(number + 2).decode()

    def fields(self) -> dict[str, Any]:
        """All fields."""
        rest: dict[str, Any] = pickle.loads(self._part(1))
        name = rest.pop(_TEXT, None)
        text = {name: PARAGRAPHS.join(map(self.paragraph, range(len(self))))} if name is not None else {}
        return self.at_hand | rest | text

    def _part(self, number: int) -> bytes:
        return _decompressor().decompress(self._data[self._bounds[number] : self._bounds[number + 1]])


class Paragraphs(Sequence[str]):
    """The paragraphs of a record, each read when it is asked for."""

    __slots__ = ("_record",)

    def __init__(self, record: Record) -> None:
        self._record = record

    def __len__(self) -> int:
        return len(self._record)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self._record.paragraph(each) for each in range(*place.indices(len(self)))]
        return self._record.paragraph(range(len(self))[place])


def decode(data: bytes) -> dict[str, Any]:
    """What `encode` was given."""
    return Record(data).fields()


def _compressor() -> zstandard.ZstdCompressor:
    tool: zstandard.ZstdCompressor | None = getattr(_tools, "compressor", None)
    if tool is None:
        tool = _tools.compressor = zstandard.ZstdCompressor(_LEVEL, dict_data=_DICTIONARY)
    return tool


def _decompressor() -> zstandard.ZstdDecompressor:
    tool: zstandard.ZstdDecompressor | None = getattr(_tools, "decompressor", None)
    if tool is None:
        tool = _tools.decompressor = zstandard.ZstdDecompressor(_DICTIONARY)
    return tool
