"""The addresses of events that are made of suggestions: from words in any script, and telling nothing of others."""

import re

import pytest

from articles.imports.accepting import accept
from articles.models import PartnershipEvent
from tests import factories as make

pytestmark = pytest.mark.django_db


def made(label: str, day: str = "2025-10-23") -> str:
    """The address of an event of this name, made of a suggestion."""
    story = make.article("Talks", status="draft", countries=["bg", "vn"])
    row = make.suggestion(story, "event", label=label, kind="talks", origin=["bg"], to=["vn"], day=day)
    accept(row, None)
    return PartnershipEvent.objects.latest("pk").slug


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("Среща в София", "2025-10-23-sreshta-v-sofiya"),
        ("Hội đàm", "2025-10-23-hoi-dam"),
        ("会谈", "2025-10-23"),
    ],
)
def test_the_words_are_written_in_latin_letters(label: str, slug: str) -> None:
    assert made(label) == slug


def test_without_a_word_or_a_day_it_is_an_event() -> None:
    assert made("会谈", day="") == "event"


def test_an_address_that_is_taken_does_not_tell_how_many_others_there_are() -> None:
    slugs = [made("Talks in Sofia") for _ in range(3)]

    assert slugs[0] == "2025-10-23-talks-in-sofia"
    assert all(re.fullmatch("2025-10-23-talks-in-sofia-[2-9a-z]{8}", slug) for slug in slugs[1:])
    assert len(set(slugs)) == 3
