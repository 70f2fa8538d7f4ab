"""Generations of the index: one is read, one is kept, and what is half made is never either."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.search.documents import Document
from articles.search.engines.whoosh import generations as module
from articles.search.engines.whoosh import schema, writing
from articles.search.engines.whoosh import snapshot as reading
from articles.search.engines.whoosh.generations import Generations, IndexUnavailable
from articles.search.engines.whoosh.segments.index import open_index


def document(pk: int, title: str = "Trade") -> Document:
    return Document("article", pk, f"story-{pk}", {}, title=title)


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob("gen-*"))


def slugs(folder: Path) -> set[str]:
    with open_index(folder).reader() as reader:
        return {fields["slug"] for fields in reader.all_stored_fields()}


def test_the_generation_before_is_kept_and_no_other(tmp_path: Path) -> None:
    for number in range(1, 5):
        writing.build_from(tmp_path, [document(number)])

    assert folders(tmp_path) == ["gen-000003", "gen-000004"]


def test_going_back_by_hand_is_copying_a_manifest(tmp_path: Path) -> None:
    for number in (1, 2):
        writing.build_from(tmp_path, [document(number)])

    (tmp_path / "CURRENT").write_bytes((tmp_path / "gen-000001" / "manifest.json").read_bytes())

    assert slugs(Generations(tmp_path).current()) == {"story-1"}
    writing.build_from(tmp_path, [document(3)])
    assert folders(tmp_path) == ["gen-000001", "gen-000003"]


def test_what_a_killed_rebuild_left_is_removed_and_never_kept_for_going_back(tmp_path: Path) -> None:
    writing.build_from(tmp_path, [document(1)])
    left = Generations(tmp_path).begin()
    (left / "half").write_text("written")

    writing.build_from(tmp_path, [document(2)])

    assert folders(tmp_path) == ["gen-000001", "gen-000002"]
    assert not (tmp_path / "gen-000002" / "half").exists()


def test_an_index_taken_out_of_use_is_kept_for_going_back(tmp_path: Path) -> None:
    writing.build_from(tmp_path, [document(1)])
    Generations(tmp_path).withdraw()

    writing.build_from(tmp_path, [document(2)])

    assert folders(tmp_path) == ["gen-000001", "gen-000002"]


def test_what_changed_meanwhile_is_looked_at_before_the_switch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing.documents, "read", lambda kind, keys: iter([document(2, "Changed"), document(3)]))

    writing.build_from(tmp_path, [document(1), document(2)], meanwhile=lambda: {"article": [1, 2, 3]})

    folder = Generations(tmp_path).current()
    assert slugs(folder) == {"story-2", "story-3"}
    with open_index(folder).searcher() as searcher:
        assert searcher.document(slug="story-2")["title"] == "Changed"


def damage(folder: Path) -> None:
    """Change one byte amid a segment."""
    for path in folder.glob("*.arrays"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)


def lose(folder: Path) -> None:
    for path in folder.glob("*.arrays"):
        path.unlink()


@pytest.mark.parametrize("harm", [damage, lose])
def test_a_generation_that_cannot_be_read_back_is_not_switched_to(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    writing.build_from(tmp_path, [document(1)])

    def meanwhile() -> writing.Changes:
        harm(tmp_path / "gen-000002")
        return {}

    with pytest.raises(IndexUnavailable, match="damaged"):
        writing.build_from(tmp_path, [document(number) for number in range(50)], meanwhile=meanwhile)

    assert folders(tmp_path) == ["gen-000001"]
    assert slugs(Generations(tmp_path).current()) == {"story-1"}


@pytest.mark.parametrize("step", ["write_durably", "replace_durably"])
def test_a_switch_that_fails_leaves_the_generation_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    writing.build_from(tmp_path, [document(1)])

    def failing(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(module, step, failing)
    with pytest.raises(OSError, match="no space left"):
        writing.build_from(tmp_path, [document(2)])

    assert folders(tmp_path) == ["gen-000001"]
    assert slugs(Generations(tmp_path).current()) == {"story-1"}


def test_a_switch_of_which_it_is_not_known_whether_it_is_on_the_disk_leaves_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.build_from(tmp_path, [document(1)])
    replace = module.replace_durably

    def unsure(path: Path, data: bytes) -> None:
        replace(path, data)
        raise OSError("the disk does not answer")

    monkeypatch.setattr(module, "replace_durably", unsure)
    with pytest.raises(OSError, match="does not answer"):
        writing.build_from(tmp_path, [document(2)])

    assert folders(tmp_path) == ["gen-000001", "gen-000002"]
    assert slugs(Generations(tmp_path).current()) == {"story-2"}


KILLED = """
import django

django.setup()
import os, signal, sys
from pathlib import Path
from articles.search.documents import Document
from articles.search.engines.whoosh import generations, writing
root, place = Path(sys.argv[1]), sys.argv[2]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
owner, name = {
    "before the check": (writing, "_check"),
    "before the switch": (generations.Generations, "switch"),
    "before the manifest": (generations, "write_durably"),
    "before the pointer": (generations, "replace_durably"),
    "before the others are removed": (generations.Generations, "discard"),
}[place]
setattr(owner, name, die)
writing.build_from(root, [Document("article", 9, "story-9", {})])
"""


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("before the check", "story-2"),
        ("before the switch", "story-2"),
        ("before the manifest", "story-2"),
        ("before the pointer", "story-2"),
        ("before the others are removed", "story-9"),
    ],
)
def test_a_killed_rebuild_leaves_the_old_index_or_the_new(tmp_path: Path, place: str, found: str) -> None:
    for number in (1, 2):
        writing.build_from(tmp_path, [document(number)])

    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), place], check=False)

    assert killed.returncode == -signal.SIGKILL
    assert slugs(Generations(tmp_path).current()) == {found}
    before = Generations(tmp_path).current().name
    writing.build_from(tmp_path, [document(4)])
    assert slugs(Generations(tmp_path).current()) == {"story-4"}
    assert folders(tmp_path) == [before, Generations(tmp_path).current().name]


def test_a_reader_that_meets_a_switch_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2, 3):
        writing.build_from(tmp_path, [document(number)])
    pointer, answers = tmp_path / "CURRENT", [b'{"generation": "gen-000001", "format": "%s"}' % module.FORMAT.encode()]
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: answers.pop() if path == pointer and answers else read(path))

    assert Generations(tmp_path).current().name == "gen-000003"


def test_a_reader_that_two_rebuilds_overtake_opens_the_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.build_from(tmp_path, [document(1)])
    commit = reading._commit

    def overtaken(folder: Path) -> int:
        monkeypatch.setattr(reading, "_commit", commit)
        for number in (2, 3):
            writing.build_from(tmp_path, [document(number)])
        return commit(folder)

    monkeypatch.setattr(reading, "_commit", overtaken)
    snapshot = reading.Snapshots().current(tmp_path)

    assert snapshot.held() == {"articles.article.3"}


def test_a_commit_is_seen_however_soon_it_follows_a_look(tmp_path: Path) -> None:
    writing.build_from(tmp_path, [document(1)])
    snapshots = reading.Snapshots()
    before = snapshots.current(tmp_path)
    for number in range(2, 12):
        writer = open_index(Generations(tmp_path).current()).writer()
        writer.add_document(**schema.record(document(number)))
        writer.commit()

        assert len(snapshots.current(tmp_path).held()) == number
    assert before.held() == {"articles.article.1"}


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_an_index_in_a_folder_that_others_may_write_is_not_read(tmp_path: Path, mode: int) -> None:
    root = tmp_path / "index"
    writing.build_from(root, [document(1)])
    root.chmod(mode)

    with pytest.raises(IndexUnavailable, match="foreign"):
        Generations(root).current()


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_a_table_of_contents_of_somebody_else_is_not_unpickled(tmp_path: Path) -> None:
    writing.build_from(tmp_path, [document(1)])
    for path in Generations(tmp_path).current().glob("*.toc"):
        os.chown(path, 12345, 12345)

    with pytest.raises(IndexUnavailable, match="somebody else wrote it"):
        writing.follow(tmp_path, {})
