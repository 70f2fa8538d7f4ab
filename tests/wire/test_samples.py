"""Every sample is read, or refused with a reason: our own always, the trade's where the shared folder is there."""

import os
from pathlib import Path

import pytest

from articles.wire import formats
from articles.wire.records import WireError
from tests.wire.reading import PARAGRAPHS, SAMPLES, sample

SHARED = Path(os.environ.get("ARCHIVE_SHARED") or "absent")
TRADE = sorted(path for path in (SHARED / "data" / "formats").rglob("*") if path.suffix in {".json", ".xml", ".xsd"})
WITHOUT_TEXT = {
    *("ap_audio.json", "ap_image.json", "ap_video.json", "imageEncodedRights.json", "imageLinkedRights.json"),
    *("ninjsExSimplePhoto1.json", "LISTING_1_A_NewsML-G2_News_Item.xml"),
}
FORMATS = {
    "header.txt": "wire",
    "agency.txt": "wire",
    "bare.txt": "wire",
    "utf-16.txt": "wire",
    "ninjs-1.4.json": "ninjs",
    "ninjs-2.1.json": "ninjs",
    "ninjs-3.1.json": "ninjs",
    "newsml-nitf.xml": "newsml-g2",
    "newsml-message.xml": "newsml-g2",
    "nitf.xml": "nitf",
    "feed.rss": "rss",
    "feed.atom": "atom",
    "page.html": "html",
    "stories.jsonl": "jsonl",
    "stories.csv": "csv",
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_of_each_format_has_the_same_paragraphs(name: str) -> None:
    reading = sample(name)

    assert reading.format == FORMATS[name]
    assert reading.encoding == ("utf-16" if name == "utf-16.txt" else "utf-8")
    assert set(PARAGRAPHS) <= set(reading.stories[0].paragraphs)


def test_every_format_has_a_sample() -> None:
    assert set(FORMATS.values()) | {"auto"} == set(formats.CODES)


@pytest.mark.parametrize("name", FORMATS)
def test_content_tells_the_format_without_a_name(name: str) -> None:
    assert formats.read((SAMPLES / name).read_bytes()).format == FORMATS[name]


@pytest.mark.parametrize("name", FORMATS)
def test_reading_by_its_code_gives_the_same(name: str) -> None:
    data = (SAMPLES / name).read_bytes()

    told, found = formats.read(data, name, FORMATS[name]), formats.read(data, name)

    assert told.stories == found.stories
    assert list(map(str, told.errors)) == list(map(str, found.errors))


@pytest.mark.skipif(not TRADE, reason="ARCHIVE_SHARED names no folder with the trade's samples")
@pytest.mark.parametrize("path", TRADE, ids=lambda path: path.name)
def test_samples_of_the_trade_are_read_or_refused_with_a_reason(path: Path) -> None:
    try:
        reading = formats.read(path.read_bytes(), path.name)
    except WireError as error:
        assert (
            "schema" in str(error) or "empty" in str(error) or "no text" in str(error) or "a part of one" in str(error)
        )
        assert path.name not in WITHOUT_TEXT or "no text" in str(error)
        return
    (story,) = reading.stories
    assert reading.format == ("newsml-g2" if path.suffix == ".xml" else "ninjs")
    assert path.name not in WITHOUT_TEXT and story.paragraphs and story.headline
    assert not any("<" in paragraph for paragraph in story.paragraphs)
