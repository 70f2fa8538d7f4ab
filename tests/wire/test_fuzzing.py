"""Damaged files: only stories and refusals may come of them."""

import random

from hypothesis import given
from hypothesis import strategies as st

from articles.wire import files, formats
from articles.wire.records import Story, WireError
from bench import fuzz
from bench.mutations import TOKENS
from tests.wire.test_files import zipped


def check(data: bytes, format: str = "auto") -> None:
    try:
        reading = formats.read(data, format=format)
    except WireError as error:
        assert error.found and error.expected
        return
    assert reading.stories
    for story in reading.stories:
        sound(story)


def sound(story: Story) -> None:
    assert story.paragraphs or story.kind == "withdrawal"
    assert all(paragraph.strip() for paragraph in story.paragraphs)
    assert not any("\n\n" in paragraph for paragraph in story.paragraphs)
    texts = (*story.paragraphs, story.headline, story.dateline, story.byline, story.place, *story.agencies)
    assert not any(character in text for text in texts for character in "\x00\x1b\u202e\u2066\ud800\uffff")
    assert len(story.headline) <= 300 and len(story.source_id) <= 200 and len(story.published_note) <= 200
    assert story.embargo is None or story.embargo.tzinfo is not None


@given(st.binary(max_size=300), st.sampled_from(formats.CODES))
def test_no_bytes_break_a_reader(data: bytes, format: str) -> None:
    check(data, format)


@given(st.sampled_from(fuzz.samples()), st.integers(0, 10_000), st.sampled_from(TOKENS), st.sampled_from(formats.CODES))
def test_no_token_in_a_sample_breaks_a_reader(sample: tuple[str, bytes], at: int, token: bytes, format: str) -> None:
    data = sample[1]

    check(data[: at % len(data)] + token + data[at % len(data) :])
    check(data[: at % len(data)] + token, format)


def test_some_hundred_damaged_files_are_read_or_refused() -> None:
    given_samples = fuzz.samples()

    outcome = fuzz.run(given_samples, seed=7, count=300)

    assert not outcome.crashes
    assert outcome.read and outcome.refused
    assert outcome.slowest < fuzz.CPU_BAR


def test_a_file_depends_only_on_seed_and_number() -> None:
    given_samples = fuzz.samples()

    assert fuzz.made(given_samples, 3, 14) == fuzz.made(given_samples, 3, 14)
    assert fuzz.made(given_samples, 3, 14) != fuzz.made(given_samples, 3, 15)


def test_damaged_archives_are_refused_or_read() -> None:
    chance = random.Random(5)
    for name, data in fuzz.samples()[:4]:
        packed = bytearray(zipped((name, data)))
        for _ in range(40):
            packed[chance.randrange(len(packed))] ^= 1 << chance.randrange(8)
            try:
                assert all(member.data for member in files.unpack(bytes(packed), "z.zip"))
            except WireError as error:
                assert error.found
