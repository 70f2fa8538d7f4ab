"""Which encoding a file is found to be in, and what is said of it."""

import pickle
import random
import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire import encoding, formats
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


SCRIPTS = (
    "SOFIA - The two sides met.",
    "СОФИЯ — Двете страни откриха читалня.\n\nВторият абзац е тук. — БТА\n",
    "ДоговорътеПодписан",
    "HÀ NỘI — Hai bên đồng ý trao đổi sách về lịch sử.\n\nĐổi mới. — TTXVN\n",
    "<?xml version='1.0'?><nitf><body><body.content><p>Договор</p></body.content></body></nitf>",
)


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_told_by_its_letters(codec: str, text: str) -> None:
    document = decode(text.encode(codec))

    assert document.text == text
    assert document.encoding == codec[:6]
    assert document.warnings == (f"no byte order mark; read as {codec[:6].upper()} by its letters",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_text_that_was_cut_or_damaged_says_what_is_lost(codec: str) -> None:
    data = (SCRIPTS[1] * 9).encode(codec)
    damaged = data[:40] + "\ud800".encode(codec, "surrogatepass") + data[40:-1]

    document = decode(damaged)

    assert document.text.startswith(SCRIPTS[1][:20])
    assert document.warnings[1] == "damaged UTF-16: 2 characters are lost and shown as \ufffd"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["今天两国签署了联合声明。双方同意加强合作。", "โสเฟีย ทั้งสองฝ่ายพบกันเมื่อวันพฤหัสบดี"])
def test_wide_text_in_a_script_that_is_not_certain_is_refused_and_told_what_would_work(codec: str, text: str) -> None:
    said = refusal((text + "\n").encode(codec) * 20)

    assert "bytes that are no text" in said
    assert "UTF-8, or UTF-16 with a byte order mark" in said


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


BULGARIAN = (
    "Президентът Румен Радев прие в София президента на Виетнам То Лам. "
    "Двете страни се договориха да удвоят търговията, съобщи Министерството на външните работи. "
    "Той заяви, че споразумението за търговия ще бъде подписано."
)
_NO_SENSE = "its words make no sense as windows-1251"


@pytest.mark.parametrize("codec", ["koi8-r", "iso8859-5", "mac-cyrillic"])
def test_words_that_make_no_sense_in_the_guessed_code_page_are_told_of(codec: str) -> None:
    assert any(_NO_SENSE in each for each in decode(BULGARIAN.encode(codec)).warnings)


@pytest.mark.parametrize("text", [BULGARIAN, BULGARIAN.upper(), f"{BULGARIAN} — МВнР и ИТАР-ТАСС, ЕкоМедия"])
def test_sensible_words_carry_no_such_warning(text: str) -> None:
    document = decode(text.encode("cp1251"))

    assert document.text == text
    assert not any(_NO_SENSE in each for each in document.warnings)


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
        (bytes(range(256)) * 4, "no text (4 zeros and 108 other control characters in 1,024)"),
        (pickle.dumps([f"Two sides met, the {n}th time." for n in range(99)]), "no text ("),
        (array("h", range(-900, 900)).tobytes(), "no text ("),
        (array("d", [1 / n for n in range(1, 99)]).tobytes(), "no text ("),
        (zlib.compress(random.Random(1).randbytes(900)), "no text ("),
        (b"\xff\xfe" + random.Random(1).randbytes(900), "characters do not exist when they are read as utf-16)"),
        (b"SOFIA - The two sides met.\0\0\0 They agreed.", "no text (3 zeros and 0 other control characters in 42)"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize("padding", [b"\0" * 400, b"\x1a", b"\n\x1a" + b"\0" * 99])
def test_padding_behind_the_end_is_no_part_of_the_text(padding: bytes) -> None:
    assert decode("София. — БТА".encode() + padding).text.rstrip() == "София. — БТА"


def test_a_stray_control_character_is_read_and_told_of() -> None:
    story = formats.read("SOFIA — Two\0 sides\x02 met.".encode()).stories[0]

    assert (story.paragraphs, story.warnings) == (("Two sides met.",), ("2 control characters were removed",))


@given(st.text(st.characters(codec="utf-8", categories=["L", "Zs", "P", "N"]), min_size=1, max_size=80))
def test_what_is_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(f"{text}.".encode()).text == f"{text}."


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "FILE_LIMIT", 10)

    with pytest.raises(WireError, match="split it"):
        decode(b"x" * 11)
