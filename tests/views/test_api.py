"""What two countries are to each other, as JSON."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.exports.register import COLUMNS
from articles.models import Claim, Mechanism
from tests import factories
from tests.views.test_partnerships import beginning, crowd, passage, upgrade

pytestmark = pytest.mark.django_db

PAGE = "/api/v1/partnerships/bg-vn/"
KEYS = ["parties", "as_of", "level", "history", "events", "instruments", "mechanisms", "commitments", "claims"]


def ask(client: Client, parameters: str = "") -> dict[str, Any]:
    response = client.get(f"{PAGE}{parameters}")
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def test_the_answer_has_the_keys_that_are_promised(client: Client) -> None:
    quoted = passage("Upgrade", body="Now strategic partners.")
    upgrade(passages=[quoted])

    answer = ask(client, "?as_of=2025-10-23")

    assert list(answer) == KEYS
    assert answer["parties"] == [{"code": "bg", "name": "Bulgaria"}, {"code": "vn", "name": "Việt Nam"}]
    assert answer["as_of"] == "2025-10-23"
    assert answer["level"] == {
        "code": "vn-strategic",
        "label": "Strategic Partnership",
        "since": "2025-10-23",
        "passages": [
            {
                "key": quoted.key,
                "quote": "Now strategic partners.",
                "agency": "VNS",
                "date": "2025-10-23",
                "url": f"http://testserver{quoted.get_absolute_url()}",
                "text_basis": "summary",
                "paragraph": 1,
                "stands": True,
                "superseded": False,
                "article": f"http://testserver{quoted.version.article.get_absolute_url()}",
            }
        ],
    }


def test_on_the_eve_there_is_no_level_and_nothing_of_what_came(client: Client) -> None:
    beginning()
    upgrade(instrument=factories.instrument("Statement"))
    factories.telling(factories.commitment(), passage("Told"), "pledged")

    answer = ask(client, "?as_of=2025-10-22")

    assert answer["level"] is None
    assert [event["kind"] for event in answer["events"]] == ["relations-established"]
    assert (answer["instruments"], answer["commitments"]) == ([], [])
    assert [(step["kind"], step["holds"], step["until"]) for step in answer["history"]] == [
        ("relations", "yes", None),
        ("unknown", "yes", "2025-10-23"),
        ("level", "not yet", None),
    ]


def test_inside_an_imprecise_date_the_level_is_only_possible(client: Client) -> None:
    upgrade(start="2025-10-29/2025-10-30")

    answer = ask(client, "?as_of=2025-10-29")

    assert answer["level"] is None
    assert {step["code"]: step["holds"] for step in answer["history"]} == {None: "possibly", "vn-strategic": "possibly"}
    assert ask(client, "?as_of=2025-10-30")["level"]["since"] == "2025-10-29/2025-10-30"


def test_before_anything_tells_of_an_undated_instrument_it_is_only_possible(client: Client) -> None:
    upgrade()
    proposed = factories.instrument("Health care agreement", "agreement", status="proposed", parties=("bg", "vn"))
    proposed.passages.add(passage("Proposed", published="2025-10-23"))

    for look, holds in (
        ("?as_of=1900-01-01", "possibly"),
        ("?as_of=2025-10-22", "possibly"),
        ("?as_of=2025-10-23", "yes"),
        ("?as_of=2025-10-23&known=2026-01-01", "yes"),
        ("?as_of=1900-01-01&known=2026-01-01", "possibly"),
        ("", "yes"),
    ):
        (row,) = ask(client, look)["instruments"]
        assert (row["status"], row["since"], row["holds"]) == ("proposed", None, holds), look


def test_an_undated_instrument_stands_from_the_event_that_it_came_of(client: Client) -> None:
    talks = factories.instrument("Record of talks")
    told = passage("Told", published="2025-10-23")
    factories.event("Talks", start="2011-05-05", instrument=talks, passages=[told])
    upgrade()

    assert ask(client, "?as_of=2011-05-04")["instruments"] == []
    (row,) = ask(client, "?as_of=2011-05-05")["instruments"]
    assert row["holds"] == "yes"


def test_a_point_stands_with_every_telling_in_its_own_modality(client: Client) -> None:
    upgrade()
    body = factories.organization("European Commission")
    point = factories.commitment(
        "Lift the card", ("vn",), ("bg",), through=body, sectors=[factories.sector("fisheries")]
    )
    speaker = factories.person("Tô Lâm")
    factories.telling(point, passage("First", published="2025-10-23"), "asked", speaker=speaker)
    factories.telling(point, passage("Second", published="2025-10-24"), "hoped")

    (told,) = ask(client)["commitments"]
    (earlier,) = ask(client, "?as_of=2025-10-23")["commitments"]

    assert list(told) == ["key", "summary", "from", "to", "through", "sectors", "tellings"]
    assert (told["key"], told["from"], told["to"]) == (point.key, ["vn"], ["bg"])
    assert (told["through"], told["sectors"]) == ("european-commission", ["fisheries"])
    assert [list(telling) for telling in told["tellings"]] == [["modality", "speaker", "date", "passage"]] * 2
    assert [(row["modality"], row["speaker"], row["date"]) for row in told["tellings"]] == [
        ("asked", "Tô Lâm", "2025-10-23"),
        ("hoped", None, "2025-10-24"),
    ]
    assert [row["modality"] for row in earlier["tellings"]] == ["asked"]


def test_accounts_that_differ_stand_with_their_agency(client: Client) -> None:
    event = beginning()
    for value in ("1950-02-08", "1950-03-07"):
        Claim.objects.create(event=event, field="start", value=value, passage=passage(f"Report {value}"))

    claims = ask(client)["claims"]

    assert [(row["about"], row["field"], row["value"], row["agency"]) for row in claims] == [
        (event.slug, "start", "1950-02-08", "VNS"),
        (event.slug, "start", "1950-03-07", "VNS"),
    ]


def test_a_mechanism_stands_with_when_it_was_mentioned_last(client: Client) -> None:
    committee = Mechanism.objects.create(name="Trade Committee", slug="trade-committee")
    committee.parties.set(factories.countries(["bg", "vn"]))
    story = factories.article("Talks", "The Trade Committee will meet.", organizations=[committee])
    upgrade(passages=[factories.passage(story)])

    (told,) = ask(client)["mechanisms"]

    assert (told["key"], told["last_mentioned"]) == ("trade-committee", "2025-10-23")
    assert told["passages"][0]["quote"] == "The Trade Committee will meet."
    assert ask(client, "?as_of=2025-10-22")["mechanisms"] == []


def test_what_was_published_later_is_not_known_earlier(client: Client) -> None:
    upgrade(passages=[passage("Late report", published="2025-11-05")])

    assert ask(client, "?as_of=2025-10-30&known=2025-10-30")["level"] is None
    assert ask(client, "?as_of=2025-10-30&known=2025-11-05")["level"]["code"] == "vn-strategic"


def test_what_is_refused_before_the_answer_is_asked_for_is_refused_as_json_too(client: Client) -> None:
    upgrade()

    response = client.get(f"{PAGE}?as_of=2025%00")

    (error,) = response.json()["errors"]
    assert response.status_code == 400
    assert error == {"message": "An address holds no character zero.", "position": None, "suggestion": PAGE}


@pytest.mark.parametrize("parameters", ["as_of=soon", "as_of=2025-02-30", "known=1", "page=0", f"as_of={'9' * 400}"])
def test_what_cannot_be_read_is_refused_with_what_would_work(client: Client, parameters: str) -> None:
    upgrade()

    response = client.get(f"{PAGE}?{parameters}")

    (error,) = response.json()["errors"]
    assert response.status_code == 400
    assert error["message"]
    assert client.get(error["suggestion"]).status_code == 200


def test_a_pair_that_is_not_held_is_answered_with_those_that_are(client: Client) -> None:
    upgrade()
    factories.level_change(pair=("us", "vn"), passages=[passage("Draft", status="draft")])

    for pair in ("fi-vn", "us-vn", "vn-vn"):
        response = client.get(f"/api/v1/partnerships/{pair}/")
        (error,) = response.json()["errors"]
        assert response.status_code == 404
        assert "Partnerships held: bg-vn." in error["message"]
        assert error["suggestion"] == PAGE


def test_the_other_order_leads_to_the_answer_with_its_parameters(client: Client) -> None:
    upgrade()

    response = client.get("/api/v1/partnerships/vn-bg/?as_of=2025-10-22")

    assert (response.status_code, response["Location"]) == (301, f"{PAGE}?as_of=2025-10-22")


def test_long_lists_go_on_on_the_next_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.records.PAGE_SIZE", 2)
    upgrade()
    for number in range(3):
        factories.telling(factories.commitment(f"Point {number}"), passage(f"Told {number}"), "pledged")

    first, second = client.get(f"{PAGE}?as_of=2025"), client.get(f"{PAGE}?as_of=2025&page=2")

    assert [len(answer.json()["commitments"]) for answer in (first, second)] == [2, 1]
    assert first["Link"] == f'<http://testserver{PAGE}?as_of=2025&page=2>; rel="next"'
    assert "Link" not in second


def test_the_answer_tells_nothing_of_drafts_and_sets_no_cookie(client: Client) -> None:
    upgrade()
    draft = passage("Draft", status="draft")
    factories.event("Canary talks", passages=[draft])
    factories.telling(factories.commitment("Canary point"), draft, "pledged")

    response = client.get(PAGE)

    assert "Canary" not in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("look", ["", "?as_of=2025-10-30&known=2025-10-30"])
def test_an_answer_takes_few_queries(client: Client, django_assert_max_num_queries: Any, look: str) -> None:
    beginning()
    crowd()

    with django_assert_max_num_queries(25):
        ask(client, look)


def test_the_papers_describe_every_key_of_the_answer(client: Client) -> None:
    upgrade()
    paper = (settings.BASE_DIR / "docs" / "api.md").read_text()

    told = re.findall(r"^\| `(\w+)` \|", paper.partition("### The answer")[2].partition("###")[0], re.M)

    assert told == KEYS
    for step in (*ask(client)["history"], *ask(client)["events"]):
        assert not [key for key in step if f"`{key}`" not in paper]
    assert not [column for column in COLUMNS if f"`{column}`" not in paper]


def test_codes_in_capitals_lead_to_the_answer_and_are_refused_as_json(client: Client) -> None:
    upgrade()

    held, unknown = client.get("/api/v1/partnerships/BG-VN/?as_of=2025"), client.get("/api/v1/partnerships/ZZ-VN/")

    assert (held.status_code, held["Location"]) == (301, f"{PAGE}?as_of=2025")
    assert (unknown.status_code, unknown["Content-Type"]) == (404, "application/json")


def test_a_page_beyond_the_last_is_not_found(client: Client) -> None:
    upgrade()

    response = client.get(f"{PAGE}?page=7")

    assert response.status_code == 404
    assert response.json()["errors"][0]["suggestion"] == PAGE


def test_words_that_no_longer_stand_in_the_text_are_marked_wherever_they_are_quoted(client: Client) -> None:
    quoted = passage("Upgrade", body="Now strategic partners.")
    event = upgrade(passages=[quoted])
    type(quoted).objects.filter(pk=quoted.pk).update(exact="Never strategic partners")

    mark = "these words no longer stand in the text"

    assert [row["stands"] for row in ask(client)["events"][0]["passages"]] == [False]
    for url in ("/partnerships/bg-vn/", event.get_absolute_url(), "/partnerships/", "/countries/bg/"):
        assert mark in client.get(url).content.decode(), url
    upgrade(pair=("fi", "vn"), start="2025-10-21")
    assert mark not in client.get("/partnerships/fi-vn/").content.decode()
