"""The segment file: what goes in comes out, and whatever is not whole is refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.engines.whoosh.segments import format as segment_format
from articles.search.engines.whoosh.segments.format import SectionFile, SectionWriter, SegmentFormatError
from articles.search.engines.whoosh.segments.terms import Lexicon, starts_of


def written(path: Path) -> Path:
    out = SectionWriter(path)
    out.add("docs", np.arange(1000, dtype="u4"))
    out.add("empty", np.empty(0, "u2"))
    out.add("bytes", np.frombuffer(b"odd", "u1"))
    out.add("big", np.array([1, 2, 3], ">u8"))
    out.facts["docs"] = 1000
    out.close()
    return path


def test_sections_come_back_with_their_types_aligned_by_eight(tmp_path: Path) -> None:
    with SectionFile(written(tmp_path / "s")) as file:
        assert file.array("docs").tolist() == list(range(1000))
        assert file.array("docs", 10, 12).tolist() == [10, 11]
        assert file.array("empty").dtype == np.dtype("u2")
        assert file.array("big").tolist() == [1, 2, 3]
        assert file.array("absent").size == 0
        assert all(offset % 8 == 0 for offset, *_ in file.sections.values())
        assert file.facts == {"docs": 1000}
        assert file.verify() == []


def test_sections_are_added_behind_those_that_are_there(tmp_path: Path) -> None:
    path = written(tmp_path / "s")

    more = SectionWriter(path, append=True)
    more.add("late", np.array([7], "u1"))
    more.close()

    with SectionFile(path) as file:
        assert file.array("late").tolist() == [7]
        assert file.array("docs", 999).tolist() == [999]
        assert file.verify() == []


@settings(deadline=None)
@given(st.data())
def test_a_file_cut_anywhere_is_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = written(tmp_path_factory.mktemp("cut") / "s")
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])

    with pytest.raises(SegmentFormatError):
        SectionFile(path)


@settings(deadline=None)
@given(st.data())
def test_a_flipped_bit_anywhere_is_refused_or_found_by_verify(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = written(tmp_path_factory.mktemp("flip") / "s")
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)

    try:
        with SectionFile(path) as file:
            assert file.verify() != []
    except SegmentFormatError:
        pass


def test_a_directory_that_can_be_read_but_is_not_what_was_written_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "s")
    path.write_bytes(path.read_bytes().replace(b'"facts": {"docs": 1000}', b'"facts": {"docs": 1001}'))

    with pytest.raises(SegmentFormatError, match="directory"):
        SectionFile(path)


def test_another_version_is_refused_with_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_format, "VERSION", 0)
    path = written(tmp_path / "s")
    monkeypatch.undo()

    with pytest.raises(SegmentFormatError, match=r"format version 0, expected 3: manage\.py index rebuild"):
        SectionFile(path)


def test_a_file_that_was_not_finished_is_refused(tmp_path: Path) -> None:
    out = SectionWriter(tmp_path / "s")
    out.add("docs", np.arange(100, dtype="u4"))
    out.abandon()

    with pytest.raises(SegmentFormatError, match="half-written"):
        SectionFile(tmp_path / "s")


def test_a_file_with_more_behind_it_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "s")
    path.write_bytes(path.read_bytes() * 2)

    with pytest.raises(SegmentFormatError, match="truncated or half-written"):
        SectionFile(path)


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s"
    path.write_bytes(b"W3Bl" * 100)

    with pytest.raises(SegmentFormatError, match="not a segment file"):
        SectionFile(path)


@settings(deadline=None)
@given(st.sets(st.binary(max_size=4)), st.binary(max_size=3))
def test_a_lexicon_finds_terms_and_prefixes(terms: set[bytes], prefix: bytes) -> None:
    ordered = sorted(terms)
    lexicon = Lexicon(b"".join(ordered), starts_of(np.array([len(term) for term in ordered], "i8")))

    first, last = lexicon.prefixed(prefix)

    assert lexicon[first:last] == [term for term in ordered if term.startswith(prefix)]
    assert [lexicon.find(term) for term in ordered] == list(range(len(ordered)))
    assert lexicon.find(b"absent") is None
