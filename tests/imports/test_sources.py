"""What paths lead to: files, folders and what is in them, but nothing that lies elsewhere."""

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
