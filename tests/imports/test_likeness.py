"""Other reports of the same copy are found and offered, never merged; and the cost does not grow with the square."""

import random
import time
from datetime import date

import pytest

from articles.imports.likeness import Likeness
from articles.imports.signatures import likeness, signature
from articles.models import Article
from tests.imports.taking import lines, take

pytestmark = pytest.mark.django_db

NOUNS = "trade talks ports schools visas wine tractors culture students energy grain rail customs health water"
WORDS = NOUNS.split()


def text(seed: int, count: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(50)) for _ in range(count))


def test_a_text_is_like_itself_without_accents_and_unlike_another() -> None:
    one = signature(f"Việt Nam và Bulgaria {text(1)}")
    bare = signature(f"VIET NAM VA BULGARIA {text(1).upper()}")
    other = signature(text(2))

    assert one is not None and bare is not None and other is not None
    assert likeness(one, bare) == 1
    assert likeness(one, other) < 0.2


def test_short_texts_are_like_nothing() -> None:
    assert signature("They met.") is None


def test_copy_that_another_agency_changed_a_little_is_offered_and_not_merged() -> None:
    body = text(3)
    take(lines({"headline": "One", "articleBody": body, "datePublished": "2025-10-23", "sourceOrganization": "VNA"}))

    taken = take(
        lines(
            {
                "headline": "Other",
                "articleBody": f"Seen by us: {body[:-60]}",
                "datePublished": "2025-10-24",
                "sourceOrganization": "VNS",
            }
        )
    )

    assert taken.statuses == ["created"]
    assert taken.steps[0].others == ["one"]
    assert Article.objects.get(slug="other").import_rows.get().others == ["one"]
    assert Article.objects.count() == 2


def test_the_same_words_a_month_later_are_no_other_report() -> None:
    take(lines({"articleBody": text(4), "headline": "One", "datePublished": "2025-10-23"}))

    taken = take(lines({"articleBody": f"Again: {text(4)}", "headline": "Other", "datePublished": "2025-11-23"}))

    assert taken.steps[0].others == []


def test_a_form_letter_sent_thousands_of_times_is_compared_with_few() -> None:
    known, day, signed = Likeness(), date(2025, 10, 23), signature(text(5))
    began = time.process_time()

    for number in range(3000):
        known.like(day, signed)
        known.add(f"letter-{number}", day, signed)

    assert time.process_time() - began < 5


def test_words_of_any_script_count_and_what_stands_between_them_does_not() -> None:
    words = [f"Министърът{number} đường{number} ĐƯỜNG{number} 会談{number}" for number in range(10)]

    one, other = signature(", ".join(words)), signature(" — ".join(words).swapcase())

    assert one is not None and other is not None
    assert likeness(one, other) == 1
