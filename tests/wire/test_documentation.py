"""What docs/wire-formats.md says of formats, keys and limits is so."""

import re
from pathlib import Path

from django.conf import settings

from articles.wire import drafting, encoding, files, formats, inflating, jsontext, markup, xmltree
from articles.wire.fields import CANONICAL, KEYS

PAPER = (Path(settings.BASE_DIR) / "docs" / "wire-formats.md").read_text()


def test_every_format_is_told_of() -> None:
    named = re.findall(r"^\| `([a-z0-9-]+)` \| .* \| .* \| .* \|$", PAPER.partition("## What becomes")[0], re.M)

    assert named == list(formats.FORMATS)


def test_every_key_and_its_other_names_are_listed() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]*)\|$", PAPER.partition("## JSON Lines")[2], re.M)
    told = {key: set(re.findall(r"`(\w+)`", others)) for key, others in rows}

    assert list(told) == list(KEYS)
    assert told == {
        key: {name for name, meant in CANONICAL.items() if meant == key and name != key.casefold()} for key in KEYS
    }
    assert ",".join(KEYS) in PAPER


def test_limits_are_those_of_the_code() -> None:
    limits = (
        f"{encoding.FILE_LIMIT >> 20} MB",
        f"{drafting.CHARACTERS:,} characters, {drafting.PARAGRAPHS:,} paragraphs",
        f"{xmltree.ELEMENTS:,} elements, {xmltree.DEPTH} deep",
        f"{markup.ELEMENTS:,} elements, {markup.DEPTH} deep",
        f"{jsontext.VALUES:,} values",
        f"{drafting.LONGEST_ID}; {drafting.LONGEST_URL:,} characters",
        f"more than {files.MEMBERS:,} files, more than {files.TOTAL_LIMIT >> 20:,} MB in all",
        f"{inflating.RATIO} times its size",
        f"more than {formats.ERRORS:,} such records",
        f"stories in one file | {formats.STORIES:,} ",
    )

    assert not [limit for limit in limits if limit not in PAPER.replace("\n", " ")]
    assert {jsontext.CHARACTERS, markup.CHARACTERS, xmltree.CHARACTERS} == {8 << 20}
