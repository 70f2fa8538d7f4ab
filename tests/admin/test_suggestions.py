"""An editor goes through what a reader suggested: the list, the paragraph with its words, the decision."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from archive import roles
from articles.models import Article, Commitment, Suggestion, Telling
from tests import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/suggestion/"
BOTH = ["bg", "vn"]


@pytest.fixture
def story() -> Article:
    return make.article("Talks in Sofia", status="draft", countries=BOTH)


def client_of(role: str) -> Client:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def address(row: Suggestion) -> str:
    return reverse("admin:articles_suggestion_change", args=[row.pk])


def point(story: Article, **more: object) -> Suggestion:
    details = {"modality": "agreed", "origin": BOTH, "to": BOTH, "quote": "agreed to double two-way trade", **more}
    return make.suggestion(story, **details)


def test_the_list_shows_open_ones_by_article_and_the_others_on_request(admin_client: Client, story: Article) -> None:
    point(story, label="An open point")
    done = point(make.article("Another story"), label="A refused point")
    Suggestion.objects.filter(pk=done.pk).update(state="refused")

    page = admin_client.get(LIST).content.decode()
    every = admin_client.get(LIST, {"state": "all"}).content.decode()
    one = admin_client.get(LIST, {"version__article__id__exact": story.pk, "state": "all"}).content.decode()

    assert "An open point" in page
    assert "A refused point" not in page
    assert "A refused point" in every
    assert "A refused point" not in one


def test_the_page_marks_the_words_in_their_paragraph_and_escapes_what_was_printed(admin_client: Client) -> None:
    story = make.article(body="First.\n\nThey <b>agreed to double</b> trade.", status="draft", countries=BOTH)
    row = make.suggestion(story, quote="<b>agreed to double</b>", modality="agreed", origin=BOTH, to=BOTH)

    page = admin_client.get(address(row)).content.decode()

    assert "They <mark>&lt;b&gt;agreed to double&lt;/b&gt;</mark> trade." in page
    assert "style=" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)


def test_the_lists_of_the_form_can_be_chosen_from_without_scripts(admin_client: Client, story: Article) -> None:
    make.person("Rumen Radev")
    row = make.suggestion(story, "person", label="Rumen Radev", paragraph=1)

    page = admin_client.get(address(row)).content.decode()

    assert re.search(r'<option value="\d+">Rumen Radev</option>', page)


def test_accepting_stores_what_the_form_says_and_goes_on_to_the_next(story: Article) -> None:
    row, following = point(story), point(story, label="Another", paragraph=3, quote="A joint statement")
    client = client_of(roles.EDITOR)
    sent = {
        "label": "Trade twice as much",
        "modality": "pledged",
        "origin": ["vn"],
        "to": ["bg"],
        "quote": "double two-way trade",
        "_accept": "Accept",
    }

    answer = client.post(address(row), sent)

    telling = Telling.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == address(following)
    assert (telling.commitment.summary, telling.modality) == ("Trade twice as much", "pledged")
    assert [country.code for country in telling.commitment.from_countries.all()] == ["vn"]
    assert telling.passage is not None
    assert telling.passage.exact == "double two-way trade"


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_stored(story: Article) -> None:
    row, client = point(story), client_of(roles.EDITOR)
    sent = {"label": "Trade", "modality": "agreed", "origin": BOTH, "to": BOTH, "quote": "stands nowhere"}

    wrong = client.post(address(row), {**sent, "_accept": "Accept"}).content.decode()
    empty = client.post(address(row), {"_accept": "Accept"}).content.decode()

    assert "These words do not stand in paragraph 2" in wrong
    assert empty.count("This field is required") >= 4
    assert not Commitment.objects.exists()


def test_refusing_stores_nothing_and_a_second_decision_is_told_of(story: Article) -> None:
    row, client = point(story), client_of(roles.PUBLISHER)

    client.post(address(row), {"_refuse": "Refuse"})
    again = client.post(address(row), {"_refuse": "Refuse"}, follow=True).content.decode()

    row.refresh_from_db()
    assert row.state == "refused"
    assert "was refused by publisher" in again
    assert not Commitment.objects.exists()


def test_a_contributor_looks_and_decides_nothing(story: Article) -> None:
    row, client = point(story), client_of(roles.CONTRIBUTOR)

    page = client.get(address(row))
    answers = [client.post(address(row), {button: "1"}).status_code for button in ("_accept", "_refuse")]
    client.post(LIST, {"action": "refuse_selected", "_selected_action": row.pk})

    row.refresh_from_db()
    assert page.status_code == 200
    assert "_accept" not in page.content.decode()
    assert answers == [403, 403]
    assert row.state == "open"


def test_selected_ones_are_accepted_as_they_are_and_those_that_lack_something_stay_open(
    admin_client: Client, story: Article
) -> None:
    fine, lacking = point(story), make.suggestion(story, "person", label="Nobody known", paragraph=1)
    sent = {"action": "accept_selected", "_selected_action": [fine.pk, lacking.pk]}

    page = admin_client.post(LIST, sent, follow=True).content.decode()

    fine.refresh_from_db()
    lacking.refresh_from_db()
    assert (fine.state, lacking.state) == ("accepted", "open")
    assert "“Nobody known” was not accepted" in page


def test_the_page_asks_few_queries(admin_client: Client, story: Article, django_assert_max_num_queries: object) -> None:
    rows = [point(story, label=f"Point {number}") for number in range(12)]
    for number in range(30):
        make.person(f"Person {number}")

    with django_assert_max_num_queries(25):  # type: ignore[operator]
        admin_client.get(address(rows[0]))
