"""What archives hold, and the archives that are refused."""

import gzip
import io
import resource
import stat
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from articles.wire import files, formats
from articles.wire.files import Member, unpack
from articles.wire.records import WireError

TEXT = b"SOFIA \xe2\x80\x94 The two sides met."


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(
    *members: tuple[str, bytes], mode: str = "w", change: Callable[[tarfile.TarInfo], None] | None = None
) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            if change:
                change(entry)
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


@contextmanager
def refused_fast(*words: str) -> Iterator[None]:
    before, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(WireError) as caught:
        yield
    assert time.process_time() - before < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 128 * 1024
    for word in words:
        assert word in str(caught.value)


def test_a_plain_file_is_itself() -> None:
    assert list(unpack(TEXT, "a.txt")) == [Member("a.txt", TEXT)]


@pytest.mark.parametrize(
    "packed",
    [
        zipped(("a.txt", TEXT), ("in/b.txt", b"second")),
        tarred(("a.txt", TEXT), ("in/b.txt", b"second")),
        tarred(("a.txt", TEXT), ("in/b.txt", b"second"), mode="w:gz"),
    ],
    ids=["zip", "tar", "tar.gz"],
)
def test_the_files_of_an_archive_come_with_its_name(packed: bytes) -> None:
    assert list(unpack(packed, "day.zip")) == [Member("day.zip/a.txt", TEXT), Member("day.zip/in/b.txt", b"second")]


def old_tar(*members: tuple[str, bytes], signed: bool = False) -> bytes:
    """A tar as Unix 7 wrote it: names and numbers in octal, without a magic; `signed` as some systems summed bytes."""
    blocks = []
    for name, data in members:
        head = b"".join(
            (
                name.encode().ljust(100, b"\0"),
                b"%6o \0%6o \0%6o \0%11o %11o " % (0o644, 0, 0, len(data), 0),
                b" " * 8,
                b"\0" * 356,
            )
        )
        total = sum(head) - (256 * sum(byte > 127 for byte in head) if signed else 0)
        blocks += [head[:148] + b"%6o\0 " % total + head[156:], data, b"\0" * (-len(data) % 512)]
    return b"".join(blocks) + b"\0" * 1024


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["tar", "tar.gz"])
def test_a_tar_without_a_magic_is_told_by_its_checksum(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(old_tar(("in/", b""), ("in/a.txt", TEXT), ("новини.txt", b"second"), ("longer.txt", TEXT * 99)))

    assert list(unpack(packed, "day.tar")) == [
        Member("day.tar/in/a.txt", TEXT),
        Member("day.tar/новини.txt", b"second"),
        Member("day.tar/longer.txt", TEXT * 99),
    ]


def test_an_old_tar_with_signed_sums_is_told_too() -> None:
    assert list(unpack(old_tar(("новини.txt", TEXT), signed=True), "t")) == [Member("t/новини.txt", TEXT)]


def test_a_text_with_numbers_where_a_checksum_would_stand_is_a_text() -> None:
    text = b"x" * 148 + b" 123456 " + b"x" * 600

    assert list(unpack(text, "a.txt")) == [Member("a.txt", text)]


def test_an_old_tar_that_is_damaged_is_refused_not_read_as_text() -> None:
    packed = bytearray(old_tar(("a.txt", TEXT)))
    packed[3] ^= 1

    ((_, data),) = unpack(bytes(packed), "t.tar")
    with pytest.raises(WireError, match=r"no text \(455 zeros"):
        formats.read(data)
    with refused_fast("outside the archive"):
        list(unpack(old_tar(("../x", TEXT)), "t.tar"))


def test_gzip_gives_back_the_name_without_its_ending() -> None:
    assert list(unpack(gzip.compress(TEXT), "a.txt.gz")) == [Member("a.txt", TEXT)]


def test_gzip_members_one_behind_another_are_one_file() -> None:
    assert list(unpack(gzip.compress(TEXT) + gzip.compress(b" More.") + b"\0\0", "a.gz")) == [
        Member("a", TEXT + b" More.")
    ]


def test_hidden_files_are_passed_over() -> None:
    packed = zipped((".DS_Store", b"x"), ("__MACOSX/._a.txt", b"x"), ("a.txt", TEXT))

    assert [member.name for member in unpack(packed, "z.zip")] == ["z.zip/a.txt"]


def test_a_gzip_in_a_zip_is_read_and_a_third_archive_refused() -> None:
    assert list(unpack(zipped(("a.txt.gz", gzip.compress(TEXT))), "z.zip")) == [Member("z.zip/a.txt", TEXT)]
    with refused_fast("nested"):
        list(
            unpack(
                zipped(
                    ("b.zip", zipped(("c.zip", zipped(("a.txt", TEXT))))),
                ),
                "z.zip",
            )
        )


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "C:\\x", "..\\x", "a\x00b/../x", "\\\\host\\x"])
def test_names_that_lead_outside_are_refused_before_anything_is_read(name: str) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr(entry, TEXT)

    if "\x00" not in name:  # the zip module itself cuts names at a zero byte
        with refused_fast("outside the archive"):
            next(unpack(packed.getvalue(), "z.zip"))
    with refused_fast("outside the archive"):
        next(unpack(tarred(("a.txt", TEXT), (name.replace("\x00", "\n"), TEXT)), "t.tar"))


def test_links_and_devices_are_refused() -> None:
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(entry, "/etc/passwd")

    def as_link(entry: tarfile.TarInfo) -> None:
        entry.type, entry.linkname, entry.size = tarfile.SYMTYPE, "/etc/passwd", 0

    def as_hard_link(entry: tarfile.TarInfo) -> None:
        entry.type, entry.linkname, entry.size = tarfile.LNKTYPE, "../a.txt", 0

    with refused_fast("link"):
        list(unpack(tarred(("in/.hidden", b""), change=as_hard_link), "t.tar"))
    with refused_fast("link"):
        list(unpack(packed.getvalue(), "z.zip"))
    with refused_fast("link"):
        list(unpack(tarred(("a", b""), change=as_link), "t.tar"))


@pytest.mark.parametrize("levels", [1, 2])
def test_a_gzip_bomb_is_refused_at_once(levels: int) -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    for _ in range(levels - 1):
        bomb = gzip.compress(bomb * 160, mtime=0)  # ten gigabytes in members one behind another

    with refused_fast("times its size" if levels == 1 else ""):
        for member in unpack(bomb, "bomb.gz"):
            list(unpack(member.data, member.name))


def test_a_ten_gigabyte_gzip_is_refused_by_its_first_megabyte() -> None:
    with refused_fast("200 times its size"):
        list(unpack(gzip.compress(b"\0" * (64 << 20)) * 160, "bomb.gz"))


def test_a_tar_in_a_gzip_bomb_is_refused() -> None:
    with refused_fast("times its size"):
        list(unpack(gzip.compress(tarred(("a", b"\0" * (32 << 20)))), "bomb.tgz"))


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    with refused_fast("times its size"):
        list(unpack(zipped(("a", b"\0" * (32 << 20))), "bomb.zip"))


def test_too_many_files_and_too_much_in_all_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = [zipped(("a", TEXT), ("b", TEXT)), tarred(("a", TEXT), ("b", TEXT))]
    monkeypatch.setattr(files, "MEMBERS", 1)
    for archive in packed:
        with refused_fast("more than 1 files"):
            list(unpack(archive, "z"))
    monkeypatch.setattr(files, "MEMBERS", 10)
    monkeypatch.setattr(files, "TOTAL_LIMIT", len(TEXT))
    for archive in packed:
        with refused_fast("an archive of more than"):
            list(unpack(archive, "z"))


@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_the_limits_hold_for_a_given_file_with_the_archives_in_it(
    pack: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = pack(("a", TEXT), ("b", TEXT))
    outer = zipped(("1", inner), ("2", inner), ("3.gz", gzip.compress(TEXT)))
    monkeypatch.setattr(files, "MEMBERS", 7)
    with refused_fast("more than 7 files"):
        list(unpack(outer, "z"))
    monkeypatch.setattr(files, "MEMBERS", 8)
    assert len(list(unpack(outer, "z"))) == 5
    monkeypatch.setattr(files, "TOTAL_LIMIT", 2 * len(inner) + 4 * len(TEXT))
    with refused_fast("an archive of more than"):
        list(unpack(outer, "z"))


def test_archives_in_an_archive_and_many_small_files_do_not_escape_the_ratio() -> None:
    inner = zipped(*((f"{number}.txt", b"\0" * 900_000) for number in range(40)))
    packed = gzip.compress(b"\0" * 900_000)

    for bomb in (
        zipped(("a.zip", inner), ("b.zip", inner)),
        zipped(*((f"{number}.gz", packed) for number in range(40))),
        inner,
    ):
        with refused_fast("200 times its size"):
            list(unpack(bomb, "bomb.zip"))


def test_encrypted_and_rarely_packed_members_are_refused() -> None:
    packed = bytearray(zipped(("a.txt", TEXT)))
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    rare = io.BytesIO()
    with zipfile.ZipFile(rare, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", TEXT)

    with refused_fast("encrypted", "without a password"):
        list(unpack(bytes(packed), "z.zip"))
    with refused_fast("deflate"):
        list(unpack(rare.getvalue(), "z.zip"))


@pytest.mark.parametrize("make", [gzip.compress, lambda data: zipped(("a", data)), lambda data: tarred(("a", data))])
def test_archives_cut_anywhere_are_refused_or_whole(make: Callable[[bytes], bytes]) -> None:
    packed = make(TEXT * 20)

    for end in range(0, len(packed), 7):
        try:
            found = list(unpack(packed[:end], "z"))
        except WireError:
            continue
        assert all(member.data in (TEXT * 20, packed[:end]) for member in found)


def test_a_header_that_claims_gigabytes_takes_no_memory() -> None:
    def huge(entry: tarfile.TarInfo) -> None:
        entry.size = 60 << 30

    packed = bytearray(tarred(("a", b"x")))
    entry = tarfile.TarInfo("pax")
    entry.type, entry.size = tarfile.XHDTYPE, 40 << 20
    with refused_fast():
        list(unpack(gzip.compress(entry.tobuf() + b"\0" * (40 << 20)), "pax.tgz"))
    entry.size = 7 << 30
    with refused_fast():
        list(unpack(entry.tobuf() + bytes(packed), "pax.tar"))


def test_a_directory_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MEMBERS", 3)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the directory was read"))

    with refused_fast("more than 3 files"):
        list(unpack(b"PK\x03\x04" + b"PK\x01\x02" * 9, "z.zip"))


def test_office_documents_are_named() -> None:
    with refused_fast("an office document"):
        list(unpack(zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")), "report.docx"))


def test_names_that_cannot_be_printed_are_made_so() -> None:
    packed = tarred(("a\udcff\u202eb.txt", TEXT))

    assert [member.name for member in unpack(packed, "t.tar")] == ["t.tar/ab.txt"]


def test_the_refusal_itself_is_safe_to_show() -> None:
    with pytest.raises(WireError) as caught:
        list(unpack(tarred(("../\udcff\u202e", TEXT)), "t.tar"))

    assert str(caught.value).isprintable()
