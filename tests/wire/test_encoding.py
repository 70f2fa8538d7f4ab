"""Which encoding a file is found to be in, and what is said of it."""

import pytest

from articles.wire import encoding
from articles.wire.encoding import decode
from articles.wire.records import WireError
from tests.wire.reading import refusal, sample

MIXED = "Tô Lâm и Румен: “đổi mới”"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(codec: str) -> None:
    document = decode(MIXED.encode(codec))

    assert document.text == MIXED
    assert document.encoding == codec.removesuffix("-sig")
    assert not document.warnings


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(codec: str) -> None:
    document = decode("SOFIA - The two sides met.".encode(codec))

    assert document.text == "SOFIA - The two sides met."
    assert document.warnings == ("no byte order mark; read as UTF-16 by its zero bytes",)


@pytest.mark.parametrize(
    ("name", "codec", "language", "words"),
    [
        ("cyrillic.txt", "windows-1251", "bg", "Двете страни откриха читалня"),
        ("vietnamese.txt", "windows-1258", "vi", "Hai bên đồng ý trao đổi sách"),
        ("western.txt", "windows-1252", "en", "Les deux côtés"),
    ],
)
def test_code_pages_are_told_by_their_letters_and_stated(name: str, codec: str, language: str, words: str) -> None:
    reading = sample(name)
    story = reading.stories[0]

    assert reading.encoding == codec
    assert words in " ".join(story.paragraphs)
    assert story.language == language
    assert f"no encoding is stated; read as {codec} by its letters" in story.warnings


@pytest.mark.parametrize(
    "declared",
    ['<?xml version="1.0" encoding="windows-1251"?><p>Договор</p>', '<meta charset="windows-1251"><p>Договор'],
)
def test_a_declared_encoding_is_believed_when_it_is_no_utf_8(declared: str) -> None:
    document = decode(declared.encode("cp1251"))

    assert document.text == declared
    assert document.encoding == "windows-1251"


def test_latin_1_on_a_page_is_windows_1252() -> None:
    document = decode('<?xml version="1.0" encoding="ISO-8859-1"?><p>“café”</p>'.encode("cp1252"))

    assert document.encoding == "windows-1252"
    assert "“café”" in document.text


def test_a_declaration_that_is_wrong_is_told() -> None:
    document = decode('<?xml version="1.0" encoding="windows-1251"?><p>Việt</p>'.encode())

    assert document.encoding == "utf-8"
    assert document.warnings == ("the file declares windows-1251, but is UTF-8",)


@pytest.mark.parametrize("codec", ["punycode", "idna", "utf-7", "unicode_escape", "zlib", "nonsense"])
def test_codecs_that_are_no_code_page_are_not_used(codec: str) -> None:
    document = decode(f'<?xml version="1.0" encoding="{codec}"?><p>'.encode() + b"caf\xe9</p>")

    assert document.encoding == "windows-1252"
    assert "café" in document.text


def test_a_few_damaged_bytes_stay_utf_8_with_a_warning() -> None:
    document = decode("Việt Nam và Bungari, Đổi mới".encode().replace(b"B", b"\xff"))

    assert document.encoding == "utf-8"
    assert "Đổi mới" in document.text
    assert document.warnings == ("damaged UTF-8: 1 character is lost and shown as \ufffd",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "an empty file"),
        (b" \r\n\x00\n", "an empty file"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\xff\xd8\xff\xe0 JFIF", "a JPEG picture"),
        (b"\xd0\xcf\x11\xe0" * 9, "an office document"),
        (bytes(range(256)) * 4, "no text"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "FILE_LIMIT", 10)

    with pytest.raises(WireError, match="split it"):
        decode(b"x" * 11)
