"""Short ways to read a sample or a text in tests of formats."""

from pathlib import Path

import pytest

from articles.wire import formats
from articles.wire.records import Reading, Story, WireError

SAMPLES = Path(__file__).parent / "samples"
PARAGRAPHS = (
    "The two sides opened a reading room for young translators on Thursday.",
    "They agreed to lend each other books in both languages for ten years.",
    "A catalogue in Việt and Български will follow, the librarians said.",
)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def sample(name: str) -> Reading:
    return formats.read((SAMPLES / name).read_bytes(), name)


def read(text: str, format: str = "auto", name: str = "") -> Reading:
    return formats.read(text.encode(), name, format)


def one(text: str, format: str = "auto") -> Story:
    """The only story of a text."""
    reading = read(text, format)
    assert len(reading.stories) == 1 and not reading.errors
    return reading.stories[0]


def refusal(text: str | bytes, format: str = "auto", name: str = "") -> str:
    """What is said when a text is refused."""
    with pytest.raises(WireError) as caught:
        formats.read(text.encode() if isinstance(text, str) else text, name, format)
    assert caught.value.found and caught.value.expected
    return str(caught.value)
