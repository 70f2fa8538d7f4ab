"""Files gone wrong: samples of every format, damaged in the ways that transfer, software and malice damage files."""

import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Callable, Sequence

Sample = tuple[str, bytes]
"""A file's name and its bytes."""

_TOKENS = (
    *(b"<", b">", b"&", b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"\n", b"\r\n", b"\n\n", b"\t", b"\\"),
    *(b"\x00", b"\x0b", b"\x1b", b"\x7f", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80"),
    *("\u2028", "\u202e", "\u2066", "\ufffe", "\u0301" * 40, "ư\u0303", "Đổi", "мир", "\U000e0041", "ﷺ", "\u00ad"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&nbsp;", b"&#x202e;", b"&#0;", b"&#xD800;", b"<![CDATA[", b"]]>"),
    *(
        b"<script>",
        b"</script>",
        b"<style>",
        b"<!--",
        b"-->",
        b"<p>",
        b"</p>",
        b"<br>",
        b"<table><td>",
        b"<svg>",
        b"<pre>",
    ),
    *(b"<?xml version='1.0' encoding='utf-7'?>", b"<meta charset=windows-1251>", b'encoding="koi8-r"', b"<?php ?>"),
    *(b"\\ud800", b"\\u0000", b"\\u202e", b"null", b"true", b"-0", b"1e999", b"NaN", b"9" * 5000, b"{}", b"[]", b'""'),
    *(
        b"date 2025-13-99\n",
        b" date 2025-10-23 ",
        "SOFIA — ".encode(),
        b"./.",
        "— VNA/VNS".encode(),
        b"(VNA)",
        b"- 30 -",
        "— Nhân Dân/БТА".encode(),
    ),
    *("¶ ", "¶¶ ", " — ¶ ", " — ¶", "\n¶¶¶\n", "date not stated\n", "Archive summary, not the agency’s words\n\n"),
    *(b"2025-10-23", b"0000-00-00", b"9999-12-31T23:59:59-23:59", b"0001-01-01T00:00:00+23:59", b"20251023T", b"../"),
    *(b"'=1+1", b'"",', b";;;;", b"=cmd|' /C calc'!A0", b"on Friday", b"last Monday", b"articleBody", b"@type", b"uri"),
)
TOKENS = tuple(token if isinstance(token, bytes) else token.encode() for token in _TOKENS)
_NESTED = (b"<div>", b"<b>", b"[", b'{"a":', b"<a><p>", b"<table><tr><td>", b"<ul><li>", b"&amp;", b"<p", b'"', b"<!--")
_CODE_PAGES = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "cp1251",
    "cp1258",
    "cp1252",
    "koi8-r",
    "utf-8-sig",
)


def mutated(samples: Sequence[Sample], chance: random.Random) -> Sample:
    """A sample after one to six mutations, at times packed into an archive and damaged there too."""
    name, data = chance.choice(samples)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(MUTATIONS)(data, samples, chance)
    if chance.random() < 0.1:
        name, data = _packed(name, data, chance)
        for _ in range(chance.randrange(3)):
            data = chance.choice((_flip, _cut, _remove))(data, samples, chance)
    return (name if chance.random() < 0.8 else "file"), data


def _flip(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    noise = chance.randbytes(chance.choice((1, 4, 100)))
    return data[:at] + noise + data[at + len(noise) :]


def _cut(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _remove(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    start, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return data[:start] + data[min(end, start + chance.choice((1, 10, 1000))) :]


def _repeat(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 8, 64, 512))]
    return data[:start] + piece * chance.choice((2, 10, 100, 2000)) + data[start:]


def _splice(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    other = chance.choice(samples)[1]
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _insert(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def _soup(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + b"".join(chance.choices(TOKENS, k=chance.choice((10, 200, 3000)))) + data[at:]


def _nest(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_NESTED) * chance.choice((50, 500, 5000, 100_000)) + data[at:]


def _recode(data: bytes, samples: Sequence[Sample], chance: random.Random) -> bytes:
    return data.decode("utf-8", errors="ignore").encode(chance.choice(_CODE_PAGES), errors="ignore")


def _packed(name: str, data: bytes, chance: random.Random) -> Sample:
    kind = chance.choice(("gz", "zip", "tar", "tgz", "v7"))
    if kind == "gz":
        return f"{name}.gz", gzip.compress(data, mtime=0)
    packed = io.BytesIO()
    inside = chance.choice((name, f"in/{name}", "../x", "/x", name))
    if kind == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(inside, data)
    else:
        with tarfile.open(fileobj=packed, mode="w:gz" if kind == "tgz" else "w") as archive:
            entry = tarfile.TarInfo(inside)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return f"{name}.{kind}", _without_magic(packed.getvalue()) if kind == "v7" else packed.getvalue()


def _without_magic(packed: bytes) -> bytes:
    """A tar of one file as it was written before tars had a magic, its checksum made anew."""
    head = packed[:148] + b" " * 8 + packed[156:257] + b"\0" * 255
    return head[:148] + b"%06o\0 " % sum(head) + head[156:] + packed[512:]


Mutation = Callable[[bytes, Sequence[Sample], random.Random], bytes]
MUTATIONS: tuple[Mutation, ...] = (_flip, _overwrite, _cut, _remove, _repeat, _splice, _insert, _soup, _nest, _recode)
