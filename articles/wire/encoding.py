"""Bytes to text: which encoding a file is in, said openly, and what of it could not be read.

In this order: byte order mark; UTF-16 and UTF-32 without a mark, where they are certain (`wide`); valid UTF-8; the
encoding that the file declares (XML declaration, HTML `meta`); UTF-8 with a few damaged bytes; then the code pages of
the archive's languages by what they would yield: windows-1251 (Cyrillic), windows-1258 (Vietnamese), windows-1252
(Western European). Bytes that none of them makes a text of are refused, with what was found in them.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from articles.wire import wide
from articles.wire.records import WireError

MEGABYTE = 1 << 20
FILE_LIMIT = 40 * MEGABYTE
"""One text: in memory it takes up to four times as much."""

# What pages call latin-1 is windows-1252 in fact (WHATWG Encoding Standard, 4.2).
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# Only code pages of texts: Python also knows codecs that unpack, or that take quadratic time (idna, punycode).
_KNOWN = {
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
    *(f"cp{number}" for number in (*range(1250, 1259), 866, 874, 932, 949, 950)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "tis-620"),
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {"cp": "windows-", "iso8859-": "iso-8859-"}
_XML_DECLARATION = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_HTML_META = re.compile(rb"""<meta[^>]{1,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_BINARY = (
    (b"%PDF", "a PDF document"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"PK\x03\x04", "a zip archive or office document inside a file read as one text"),
    (b"\x1f\x8b", "a gzip file inside a file read as one text"),
    (b"\xd0\xcf\x11\xe0", "an office document of an old kind"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "an RTF document"),
)
_READABLE = "text: wire copy, ninjs, NewsML-G2, NITF, RSS, Atom, HTML, JSON Lines or CSV"
CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r"})
"""Bytes that stand in no text: the controls of ASCII but white space."""
_PADDING = b"\x00\x1a"  # behind the end, where a system writes whole blocks
_DOUBT = "its words make no sense as windows-1251: it is KOI8-R, ISO 8859-5 or Mac Cyrillic perhaps; give it as UTF-8"
_STRAY = 2
_CONTROL_SHARE = 0.02
_ODD_SHARE = 0.05
_SAMPLE = 1 << 16
_NO_CHARACTER = frozenset(("Cc", "Cn", "Co", "Cs"))
_CYRILLIC_RUN = re.compile(rb"[\xa8\xb8\xc0-\xff]{2,}")
_CYRILLIC_WORD = re.compile("[\u0400-\u045f]{3,}")
_TURNED = re.compile("[\u0430-\u045f][\u0400-\u042f]")
"""A small letter before a capital: other Cyrillic code pages have them elsewhere, and their words come out so."""
_TURNED_SHARE = 0.04
_HIGH = re.compile(rb"[\x80-\xff]")
# In windows-1258 the five tones are marks of their own after the vowel; đ, ơ and ư are single letters.
_TONE_AFTER_VOWEL = re.compile(rb"[aeiouyAEIOUY\xc2\xca\xd4\xe2\xe3\xc3\xea\xf4\xd5\xf5\xdd\xfd][\xcc\xd2\xde\xec\xf2]")
_VIETNAMESE_LETTER = re.compile(rb"[\xd0\xd5\xdd\xf0\xf5\xfd]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text: `encoding` as it was found (`utf-8`, `windows-1251`), `warnings` on what was odd about that."""

    text: str
    encoding: str = "utf-8"
    name: str = ""
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str = "") -> Document:
    """The bytes of a file as text; `WireError` when they are no text, empty or too many."""
    _refuse_what_is_no_text(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _sound(_marked(data[len(mark) :], encoding, name))
    if len(data) > len(data.translate(None, CONTROLS)):
        codec = wide.codec(data)
        if codec:
            return _unmarked(data, codec, name)
        data = data.rstrip(_PADDING)
        _refuse_controls(data)
    declared = _declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _sound(_not_utf8(data, name, declared))
    stray = f"the file declares {_label(declared)}, but is UTF-8" if declared and declared != "utf-8" else ""
    ascii_only = text.isascii()
    return Document(text, "utf-8", name, (stray,) if stray and not ascii_only else ())


def _refuse_what_is_no_text(data: bytes) -> None:
    if not data.strip(b" \t\r\n\x00"):
        raise WireError("an empty file", "a file with a story in it")
    if len(data) > FILE_LIMIT:
        size = f"{len(data) / MEGABYTE:,.0f} MB"
        raise WireError(f"a file of {size}", f"at most {FILE_LIMIT // MEGABYTE} MB; split it into several files")
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise WireError(kind, _READABLE)


def _marked(data: bytes, encoding: str, name: str) -> Document:
    label = encoding.removesuffix("-le").removesuffix("-be")
    try:
        return Document(data.decode(encoding), label, name)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        warning = f"damaged {label} at byte {error.start}: {_lost(text)}"
        return Document(text, label, name, (warning,))


def _unmarked(data: bytes, codec: str, name: str) -> Document:
    label = codec.removesuffix("-le").removesuffix("-be")
    text = data.decode(codec, errors="replace").rstrip("\x00")
    warnings = [f"no byte order mark; read as {label.upper()} by its letters"]
    if "\ufffd" in text:
        warnings.append(f"damaged {label.upper()}: {_lost(text)}")
    return Document(text, label, name, tuple(warnings))


def _refuse_controls(data: bytes) -> None:
    """Refuse what is no text by the bytes that stand in no text; a stray one or two are read, and told of."""
    zeros = data.count(0)
    controls = len(data) - len(data.translate(None, CONTROLS))
    if zeros > _STRAY or controls > max(_STRAY, _CONTROL_SHARE * len(data)):
        counts = f"{zeros:,} zeros and {controls - zeros:,} other control characters in {len(data):,}"
        raise WireError(
            f"bytes that are no text ({counts})", f"{_READABLE}; in UTF-8, or UTF-16 with a byte order mark"
        )


def _sound(document: Document) -> Document:
    """The document; `WireError` where too much of it is no character of any script: another encoding, or no text."""
    sample = document.text[:_SAMPLE]
    odd = sum(unicodedata.category(each) in _NO_CHARACTER for each in sample)
    odd += sample.count("\ufffd") - sum(map(sample.count, "\t\n\r"))
    if odd > max(_STRAY, _ODD_SHARE * len(sample)):
        share = f"{odd:,} of {len(sample):,} characters do not exist when they are read as {document.encoding}"
        raise WireError(f"bytes that are no text ({share})", _READABLE)
    return document


def _declared(data: bytes) -> str:
    """The codec that an XML declaration or a `meta` element names; empty where none or none that is known."""
    found = _XML_DECLARATION.match(data.lstrip()[:300])
    if found is None and data.lstrip()[:1] == b"<":
        found = _HTML_META.search(data[:4096])
    if found is None:
        return ""
    try:
        codec = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""
    codec = _ALIASES.get(codec, codec)
    return codec if codec in _KNOWN else ""


def _not_utf8(data: bytes, name: str, declared: str) -> Document:
    if declared and not declared.startswith("utf"):
        try:
            return Document(data.decode(declared), _label(declared), name)
        except UnicodeDecodeError:
            return _guessed(data, name, (f"the file declares {_label(declared)}, but is not in it",))
    warnings = ("the file declares UTF-8, but is not in it",) if declared == "utf-8" else ()
    return _guessed(data, name, warnings)


def _guessed(data: bytes, name: str, warnings: tuple[str, ...]) -> Document:
    sample = data[:65536]
    high = len(_HIGH.findall(sample))
    sequences = sum(map(len, _SEQUENCE.findall(sample)))
    if high and sequences > 0.5 * high:
        text = data.decode("utf-8", errors="replace")
        return Document(text, "utf-8", name, (*warnings, f"damaged UTF-8: {_lost(text)}"))
    if high > 0.9 * len(sample) and len(sample) > 200:
        raise WireError("bytes that are no text (hardly a space or full stop among them)", _READABLE)
    codec = _code_page(sample, high)
    text = data.decode(codec, errors="replace")
    note = f"no encoding is stated; read as {_label(codec)} by its letters"
    lost = (f"bytes that {_label(codec)} does not have: {_lost(text)}",) if "\ufffd" in text else ()
    doubt = (_DOUBT,) if codec == "cp1251" and _is_turned(text[:_SAMPLE]) else ()
    return Document(text, _label(codec), name, (*warnings, note, *doubt, *lost))


def _is_turned(text: str) -> bool:
    """Whether too many Cyrillic words have a capital behind a small letter for this to be the right code page."""
    words = _CYRILLIC_WORD.findall(text)
    return sum(bool(_TURNED.search(word)) for word in words) > max(_STRAY, _TURNED_SHARE * len(words))


def _code_page(sample: bytes, high: int) -> str:
    cyrillic = sum(map(len, _CYRILLIC_RUN.findall(sample)))
    tones = len(_TONE_AFTER_VOWEL.findall(sample))
    if tones >= 2 and 3 * (tones + len(_VIETNAMESE_LETTER.findall(sample))) > high:
        return "cp1258"
    return "cp1251" if cyrillic > 0.6 * high else "cp1252"


def _label(codec: str) -> str:
    for prefix, name in _NAMES.items():
        if codec.startswith(prefix):
            return name + codec.removeprefix(prefix)
    return codec


def _lost(text: str) -> str:
    count = text.count("\ufffd")
    return f"{count:,} {'character is' if count == 1 else 'characters are'} lost and shown as \ufffd"
