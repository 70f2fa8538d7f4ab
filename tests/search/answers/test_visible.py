"""Only what everybody may read is found, in either engine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.search.answers.conftest import Ask
from tests.search.found import buckets

pytestmark = pytest.mark.django_db


def test_only_what_everybody_may_read_is_found_counted_or_suggested(ask: Ask) -> None:
    later = timezone.now() + timedelta(days=1)
    for status, fields in (("draft", {}), ("withdrawn", {}), ("published", {"visible_from": later})):
        hidden = factories.article(f"Canary {status}", "Canary.", status=status, countries=["us"], **fields)
        factories.event("Canary", passages=[factories.passage(hidden)])
    factories.article("Shown", "A canard.", countries=["bg"])

    for kind in ("article", "person", "event", "commitment"):
        assert ask("canary", type=kind).total == 0
    assert buckets(ask(), "country") == {"bg": 1}
    assert ask("canary").did_you_mean == "canard"
    assert ask("canarys").did_you_mean == "canard"


def test_an_event_shows_nothing_of_participants_told_in_hidden_articles(ask: Ask) -> None:
    shown = factories.passage(factories.article("Shown"))
    hidden = factories.passage(factories.article("Hidden", status="draft"))
    talks = factories.event("Talks", passages=[shown])
    factories.participation(talks, factories.person("Seen Person"), passage=shown)
    factories.participation(talks, factories.person("Hidden Person"), passage=hidden)

    assert ask("seen", type="event").total == 1
    assert ask("hidden", type="event").total == 0
