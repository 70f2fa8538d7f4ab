"""What paths lead to: files, folders and what is in them, but nothing that lies elsewhere."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from articles.imports import sources


def found(*paths: Path) -> list[tuple[str, bytes, str]]:
    """Name, bytes and refusal of each document, names without the folder of the test."""
    return [
        (Path(each.path).name, each.data, each.error.found if each.error else "")
        for each in sources.documents(map(str, paths))
    ]


REFUSED = "a symbolic link in a folder, which is not followed"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("Not meant.")
    made = tmp_path / "given"
    made.mkdir()
    (made / "b.txt").write_text("Second.")
    return made


def test_links_in_a_folder_are_refused_wherever_they_lead(folder: Path) -> None:
    (folder / "a").symlink_to(folder.parent / "elsewhere" / "secret.txt")
    (folder / "c").symlink_to(folder.parent / "elsewhere")
    (folder / "d").symlink_to(folder / "b.txt")
    (folder / "e").symlink_to(folder / "gone.txt")
    (folder / ".hidden").symlink_to(folder.parent / "elsewhere" / "secret.txt")

    assert found(folder) == [
        ("a", b"", REFUSED),
        ("b.txt", b"Second.", ""),
        ("c", b"", REFUSED),
        ("d", b"", REFUSED),
        ("e", b"", REFUSED),
    ]
    assert sources.size([str(folder)]) == len("Second.")


def test_a_link_in_a_circle_ends(folder: Path) -> None:
    (folder / "deeper").mkdir()
    (folder / "deeper" / "round").symlink_to(folder)
    (folder / "itself").symlink_to(folder / "itself")

    assert found(folder) == [("b.txt", b"Second.", ""), ("round", b"", REFUSED), ("itself", b"", REFUSED)]


def test_a_link_that_was_given_itself_is_followed(folder: Path) -> None:
    to_file, to_folder = folder.parent / "file", folder.parent / "folder"
    to_file.symlink_to(folder / "b.txt")
    to_folder.symlink_to(folder)

    assert found(to_file, to_folder) == [("file", b"Second.", ""), ("b.txt", b"Second.", "")]


def test_the_refusal_says_what_would_work(folder: Path) -> None:
    (folder / "a").symlink_to(folder / "b.txt")

    refused = next(sources.documents([str(folder)]))

    assert refused.error is not None
    assert refused.error.expected == "the file or folder that it leads to, given by its path"


def test_a_named_pipe_is_refused_and_does_not_hold_the_import_up(folder: Path) -> None:
    os.mkfifo(folder / "a")

    assert found(folder) == [("a", b"", "a named pipe, which may never end"), ("b.txt", b"Second.", "")]
    assert found(folder / "a") == [("a", b"", "a named pipe, which may never end")]
    refused = next(sources.documents([str(folder / "a")]))
    assert refused.error is not None
    assert "on standard input, given as -" in refused.error.expected


def test_a_device_is_refused() -> None:
    assert found(Path("/dev/zero")) == [("zero", b"", "a socket or device")]


def test_a_folder_that_cannot_be_looked_into_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "c").mkdir()
    plain = os.scandir

    def closed(path: str) -> object:
        if path.endswith("/c"):
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(os, "scandir", closed)

    (_, _, _), (name, _, why) = found(folder)
    assert name == "c"
    assert "cannot be read" in why


def test_folders_are_gone_through_by_their_names(folder: Path) -> None:
    for name in ("a/z.txt", "a/b/c.txt", "a.txt", "c/.hidden/d.txt", "c/e.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)

    names = [str(Path(each.path).relative_to(folder)) for each in sources.documents([str(folder)])]

    assert names == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "c/e.txt"]


def test_what_was_given_by_its_name_is_told_from_what_was_found(folder: Path) -> None:
    (folder / "a.txt.gz").write_bytes(gzip.compress(b"First."))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("d.txt", "Third.")

    def named(*paths: Path) -> list[bool]:
        return [each.is_named for each in sources.documents(map(str, paths))]

    assert named(folder) == [False] * 3
    assert named(folder / "a.txt.gz", folder / "b.txt", folder / "c.zip") == [True, True, False]
