"""Originals: what is kept comes back, once, or is said to be lost."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from articles.keeping import originals
from articles.keeping.originals import OriginalError

CONTENT = b"SOFIA - Trade is to double."
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def test_what_is_kept_comes_back_by_its_digest(data_folder: Path) -> None:
    assert originals.keep(CONTENT) == DIGEST
    assert originals.read(DIGEST) == CONTENT
    assert originals.path_of(DIGEST) == data_folder / "originals" / DIGEST[:2] / DIGEST[2:]
    assert list(originals.files()) == [(originals.path_of(DIGEST), DIGEST)]


def test_an_original_is_for_its_owner_to_read_and_nobody_to_write(data_folder: Path) -> None:
    originals.keep(CONTENT)

    path = originals.path_of(DIGEST)
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o077 == 0


def test_keeping_twice_writes_once(data_folder: Path) -> None:
    originals.keep(CONTENT)
    before = originals.path_of(DIGEST).stat()

    originals.keep(CONTENT)

    after = originals.path_of(DIGEST).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def damage(digest: str, content: bytes = b"other") -> None:
    path = originals.path_of(digest)
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_damaged_original_is_not_read_and_gives_way_to_the_right_one(data_folder: Path) -> None:
    originals.keep(CONTENT)
    damage(DIGEST)

    with pytest.raises(OriginalError, match="damaged"):
        originals.read(DIGEST)
    originals.keep(CONTENT)
    assert originals.read(DIGEST) == CONTENT


def test_a_missing_original_is_said_to_be_missing(data_folder: Path) -> None:
    with pytest.raises(OriginalError, match="no original"):
        originals.read(DIGEST)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1], DIGEST + "\n"])
def test_what_is_no_digest_leads_nowhere(digest: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        originals.path_of(digest)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_nothing_half_kept(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def failing(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="no space left"):
        patch.setattr(os, call, failing)
        originals.keep(CONTENT)

    assert not list(originals.files())
    originals.keep(CONTENT)
    assert originals.read(DIGEST) == CONTENT


def test_a_run_puts_the_name_of_a_folder_on_the_disk_once_and_each_file_always(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    plain = os.fsync

    def watching(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()).removeprefix(str(data_folder)))
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", watching)
    contents = [str(number).encode() for number in range(2000)]
    alike = [each for each in contents if hashlib.sha256(each).hexdigest().startswith("00")][:2]
    keeper = originals.Keeper()

    for content in (*alike, *alike):
        keeper.keep(content)

    kinds = ["draft" if "draft-" in path else path for path in synced]
    assert kinds == ["/originals", "", "draft", "/originals/00", "draft", "/originals/00"]
    assert [originals.read(hashlib.sha256(each).hexdigest()) for each in alike] == alike


def test_files_that_are_kept_together_are_all_on_the_disk_before_any_has_its_name(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for name in ("fsync", "replace"):
        plain = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *given, name=name, plain=plain: (done.append(name), plain(*given))[1])
    contents = [b"One.", b"Two.", b"One.", b"Three."]
    digests = {hashlib.sha256(each).hexdigest() for each in contents}

    originals.Keeper().keep_all(contents)

    assert done == [*["fsync"] * (2 * 3 + 3), *["replace"] * 3, *["fsync"] * 3]
    assert {digest for _, digest in originals.files()} == digests


def test_where_one_of_several_cannot_be_written_no_draft_stays(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, count = os.replace, iter(range(9))

    def failing(*given: object) -> None:
        if next(count) == 1:
            raise OSError("no space left")
        plain(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(OSError, match="no space left"):
        patch.setattr(os, "replace", failing)
        originals.Keeper().keep_all([b"One.", b"Two.", b"Three."])

    assert all(digest for _, digest in originals.files())


def test_what_killed_processes_left_is_removed_and_what_is_being_written_stays(data_folder: Path) -> None:
    digest = originals.keep(b"whole")
    left, written = (originals.path_of(digest).with_name(f"draft-{name}") for name in ("left", "written"))
    for draft in (left, written):
        draft.write_bytes(b"ha")
    os.utime(left, (0, time.time() - 4000))

    originals.forget_drafts()

    assert (left.exists(), written.exists()) == (False, True)
    assert originals.read(digest) == b"whole"
