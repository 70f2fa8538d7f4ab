"""A hit: its words marked, where it leads, and what it is evidence for."""

import pytest
from django.test import Client

from tests import factories
from tests.views.search.asking import page

pytestmark = pytest.mark.django_db


def test_a_hit_shows_its_words_marked_and_leads_to_the_paragraph(client: Client, reports: None) -> None:
    body = page(client, "?q=double")

    assert "Both want trade to <mark>double</mark>." in body
    assert 'href="/articles/2025/10/23/talks-in-sofia/?q=double#p2"' in body


def test_a_hit_says_what_it_is_evidence_for(client: Client, reports: None) -> None:
    body = page(client, "?q=double")

    assert "1 level change</a>" in body
    assert "1 commitment</a>" in body


def test_snippets_and_titles_are_escaped(client: Client) -> None:
    factories.article("<img src=x onerror=alert(1)//", "<script>alert(1)</script> trade")

    body = page(client, "?q=trade")

    assert "<script>" not in body
    assert "<img src=x" not in body
    assert "&lt;script&gt;" in body
