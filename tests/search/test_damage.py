"""Whatever happens to any file of the index: it is noticed, and searches answer all the same."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article
from articles.search import Query, lifecycle, search
from articles.search.engines import whoosh
from articles.search.engines.whoosh.generations import Generations, IndexUnavailable
from articles.search.engines.whoosh.snapshot import snapshots
from tests import factories

pytestmark = pytest.mark.django_db
SEED, FLIPS = 20261122, 60
WORDS = ("trade", "seafood", "cybersecurity", "zzz3", "country:bg", "strateg*", '"joint statement"')


@dataclass
class Shelf:
    """An index, what its files hold, and what it answers."""

    root: Path
    whole: dict[Path, bytes]
    totals: dict[str, int | None]

    def restore(self) -> None:
        for path, content in self.whole.items():
            path.write_bytes(content)
        snapshots.forget()

    def files(self, pattern: str) -> list[Path]:
        return [path for path in self.whole if path.match(pattern)]


KINDS = ("*.arrays", "*.toc", "manifest.json", "CURRENT")


@pytest.fixture
def shelf(index_folder: Path) -> Shelf:
    """Three segments, one of them with a deleted document."""
    for number in range(8):
        factories.article(f"Trade {number}", f"A joint statement on seafood and zzz{number}.", countries=["bg"])
    lifecycle.rebuild()
    for title in ("Cybersecurity", "Strategic trade"):
        story = factories.article(title, "Talks on trade.", slug=title.split()[0].lower())
        lifecycle.drain()
    story.headline = "Strategic trade again"
    story.save()
    lifecycle.drain()
    folder = Generations(index_folder).current()
    paths = [index_folder / "CURRENT", *(path for path in folder.iterdir() if path.stat().st_size)]
    shelf = Shelf(index_folder, {path: path.read_bytes() for path in paths}, {})
    shelf.totals = {words: asked(words) for words in WORDS}
    assert all(shelf.files(kind) for kind in KINDS) and len(shelf.files("*.arrays")) > 1
    assert all(shelf.totals.values())
    return shelf


def asked(text: str) -> int | None:
    """How many documents the index answers with; None where the database is asked instead."""
    try:
        return whoosh.answer(Query(text=text)).total
    except IndexUnavailable:
        return None


def is_refused(shelf: Shelf) -> bool:
    """Whether the index is refused at open."""
    snapshots.forget()
    try:
        snapshots.current(shelf.root)
    except IndexUnavailable:
        return True
    return False


def assert_refused(shelf: Shelf, what: str) -> None:
    assert is_refused(shelf), f"{what}: opened"
    assert lifecycle.verify().damage, f"{what}: not seen by verify"


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_is_noticed_at_open(shelf: Shelf, kind: str) -> None:
    for path in shelf.files(kind):
        content = shelf.whole[path]
        for sixteenth in range(16):
            path.write_bytes(content[: len(content) * sixteenth // 16])
            assert_refused(shelf, f"{path.name} cut to {sixteenth}/16")
        shelf.restore()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_gone_is_noticed_at_open(shelf: Shelf, kind: str) -> None:
    for path in shelf.files(kind):
        path.unlink()
        assert_refused(shelf, f"{path.name} gone")
        shelf.restore()


def test_files_that_have_changed_places_are_noticed_at_open(shelf: Shelf) -> None:
    paths = list(shelf.whole)
    for one in paths:
        for other in paths:
            if one < other:
                one.write_bytes(shelf.whole[other])
                other.write_bytes(shelf.whole[one])
                if shelf.whole[one] == shelf.whole[other]:  # CURRENT is a copy of the manifest
                    continue
                assert_refused(shelf, f"{one.name} and {other.name} exchanged")
                shelf.restore()


def test_a_sound_file_of_another_index_is_noticed_at_open(index_folder: Path) -> None:
    story = factories.article("Trade 1", "A joint statement on seafood.")
    files = []
    for headline in ("Trade 1", "Trade 2"):
        Article.objects.filter(pk=story.pk).update(headline=headline)
        lifecycle.rebuild()
        (path,) = Generations(index_folder).current().glob("*.arrays")
        files.append(path)
    first, second = (path.read_bytes() for path in files)
    assert len(first) == len(second) and first != second

    files[1].write_bytes(first)

    assert_refused(Shelf(index_folder, {}, {}), "another's segment")


@pytest.mark.parametrize(
    "foreign", [b"\x80\x05cos\nsystem\n.", b"\0" * 4096, b"{}", b"[]", b"null", b'{"generation": 7}', b"\xff\xfe"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_foreign_file_is_noticed_at_open(shelf: Shelf, kind: str, foreign: bytes) -> None:
    for path in shelf.files(kind):
        path.write_bytes(foreign)
        assert_refused(shelf, f"{path.name} foreign")
        shelf.restore()


@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_bit_is_noticed(shelf: Shelf, kind: str) -> None:
    chance = random.Random(SEED)
    for path in shelf.files(kind):
        for _ in range(FLIPS):
            content = bytearray(shelf.whole[path])
            place, bit = chance.randrange(len(content)), chance.randrange(8)
            content[place] ^= 1 << bit
            path.write_bytes(content)
            snapshots.forget()
            assert lifecycle.verify().damage, f"{path.name}: bit {bit} of byte {place} unnoticed"
            if not is_refused(shelf):
                assert path.suffix == ".arrays"
                assert all(asked(words) != 0 for words in WORDS), f"{path.name}: bit {bit} of byte {place} hides all"
        shelf.restore()


def test_a_word_that_a_flipped_bit_hides_is_not_said_to_be_nowhere(shelf: Shelf) -> None:
    for path in shelf.files("*.arrays"):
        path.write_bytes(shelf.whole[path].replace(b"cybersecurity", b"bybersecurity"))
    snapshots.forget()

    results = search(Query(text="cybersecurity"))

    assert (results.total, results.mode) == (1, "reduced")


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_pages_answer_whatever_is_damaged(client: Client, shelf: Shelf, harm: Callable[[Path], object]) -> None:
    for path in {kind: shelf.files(kind)[0] for kind in KINDS}.values():
        harm(path)
        snapshots.forget()
        for address in ("/search/?q=seafood", "/suggest.json?q=tr"):
            assert client.get(address).status_code == 200, f"{path.name}: {address}"
        shelf.restore()


def test_a_damaged_segment_is_not_merged_into_a_sound_one(shelf: Shelf) -> None:
    path = shelf.files("*.arrays")[0]
    content = bytearray(shelf.whole[path])
    content[64] ^= 4
    path.write_bytes(content)

    with pytest.raises(Exception, match="damaged"):
        lifecycle.writing.optimize(shelf.root)

    shelf.restore()
    assert lifecycle.verify().is_clean
