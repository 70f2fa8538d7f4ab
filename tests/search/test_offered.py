"""Where suggestions lead: each search that is offered finds as many as it says, and each page is there."""

from pathlib import Path

import pytest
from django.test import Client

from articles.search import completion, lifecycle
from tests import factories

pytestmark = pytest.mark.django_db


def test_all_that_is_offered_leads_to_something(
    client: Client, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "_latest", None)
    who, absent = factories.person("Trade Envoy", slug="envoy"), factories.person("Trade Minister", slug="minister")
    title = factories.instrument("Joint statement on trade of two countries", slug="statement")
    body = factories.organization("Trade Committee", slug="committee")
    story = factories.article(
        "Talks", "Both signed it.", people=[who], organizations=[body], countries=["bg"], instruments=[title]
    )
    talks = factories.event("Talks", passages=[factories.passage(story, "Both signed it.")])
    factories.participation(talks, absent)
    lifecycle.rebuild()

    offered = [
        each
        for typed in ("trade", "bu", "joint")
        for each in client.get(f"/suggest.json?q={typed}").json()["suggestions"]
    ]

    assert {each["label"]: (each["search"], each["count"]) for each in offered} == {
        "Trade Envoy": ("/search/?person=envoy", 1),
        "Trade Minister": ("/search/?type=person&person=minister", 1),
        "Trade Committee": ("/search/?org=committee", 1),
        "Joint statement on trade of two countries": ("/instruments/statement/", None),
        "Bulgaria": ("/search/?country=bg", 1),
    }
    for each in offered:
        assert client.get(each["url"]).status_code == 200
        if each["count"] is not None:
            found = client.get(each["search"].replace("/search/", "/search.json")).json()
            assert found["total"] == each["count"]
