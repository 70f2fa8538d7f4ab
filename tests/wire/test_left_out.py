"""Records without text that lie beside stories: the stories are read, and what was left out is told."""

import json

import pytest

from tests.wire.reading import read, refusal
from tests.wire.test_newsml import item

PICTURE = {"uri": "urn:x:2", "type": "picture", "headline": "A door"}
TEXT = {"uri": "urn:x:1", "type": "text", "headline": "Room", "body_text": "They opened a room."}
STORY = "<inlineData>They opened a room.</inlineData>"


def message(*items: str) -> str:
    return f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>"


def feed(*items: str) -> str:
    return f"<rss><channel>{''.join(items)}</channel></rss>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (json.dumps([PICTURE, TEXT]), "item 1 of 2: no text: picture without any"),
        (
            message(item(STORY), item("", '<itemClass qcode="ninat:picture"/>', 'guid="urn:x:2"')),
            "line 1: no text: an item of the class picture",
        ),
        (message("<packageItem/>", item(STORY)), "line 1: no text: a packageItem"),
        (
            feed("<item><title>x</title></item>", "<item><description>They opened a room.</description></item>"),
            "line 1: no text: an entry with nothing but its title",
        ),
    ],
)
def test_a_picture_beside_a_story_is_left_out_and_told(text: str, told: str) -> None:
    reading = read(text)

    assert [story.paragraphs for story in reading.stories] == [("They opened a room.",)]
    assert reading.errors == ()
    assert f"left out of this file, as no copy: {told}" in reading.stories[0].warnings


def test_many_of_them_are_counted() -> None:
    reading = read(json.dumps([TEXT, *[PICTURE] * 1200]))

    assert reading.stories[0].warnings[-1].endswith("item 6 of 1,201: no text: picture without any; and 1,195 more")


def test_a_file_of_pictures_alone_is_refused_and_an_item_of_text_without_one_refuses_its_file() -> None:
    assert "no text: picture" in refusal(json.dumps([PICTURE, PICTURE]))
    assert [error.found for error in read(json.dumps([TEXT, PICTURE | {"type": "text"}])).errors] == [
        "item 2 of 2: no text: text without any"
    ]
