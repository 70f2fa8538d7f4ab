"""Addresses that are put together are those that the site's patterns have."""

import pytest
from django.urls import reverse, set_script_prefix

from articles.models import Article, Country, Partnership, Passage, Person
from articles.models.addresses import address


@pytest.mark.parametrize("prefix", ["/", "/archive/"])
def test_addresses_are_those_that_the_patterns_have(prefix: str) -> None:
    set_script_prefix(prefix)
    try:
        story = Article(slug="talks", published="2025-10")
        found = [
            (Person(slug="to-lam"), reverse("person", args=["to-lam"])),
            (Passage(key="2v3xjg2b"), reverse("passage", args=["2v3xjg2b"])),
            (Country(code="asean"), reverse("country", args=["asean"])),
            (Partnership(first_id="bg", second_id="vn"), reverse("partnership", args=["bg", "vn"])),
            (story, reverse("article", args=["2025/10", "talks"])),
            (Article(slug="talks"), reverse("article", args=["undated", "talks"])),
        ]
        for row, expected in found:
            assert row.get_absolute_url() == expected
        assert address("event", "zzzzzzzz") == reverse("event", args=["zzzzzzzz"])
    finally:
        set_script_prefix("/")
