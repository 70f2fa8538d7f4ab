"""Decisions that go wrong: nonsense in the form, two editors at once, what has gone or changed meanwhile."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.admin import suggestions
from articles.imports.accepting import accept, refuse
from articles.models import Article, ArticleVersion, PartnershipLevel, Passage, Suggestion
from tests import factories as make
from tests.admin.test_suggestions import BOTH, address, client_of

pytestmark = pytest.mark.django_db

WORDS = "agreed to double two-way trade"
KEYS = ("target", "origin", "to", "participants", "speaker", "through", "sectors", "level")
BUTTONS = ("_accept", "_refuse")
TEXTS = ("label", "kind", "status", "modality", "day", "quote")
NONSENSE = ["", "\x00", "9" * 30, "2025-13-45", "\u202e<b>"]


@pytest.fixture
def story() -> Article:
    return make.article("Talks in Sofia", status="draft", countries=BOTH)


def suggested(story: Article, type: str) -> Suggestion:
    level = make.level("vn-strategic").code
    details = {"kind": "talks", "modality": "agreed", "origin": BOTH, "to": BOTH, "key": "bg", "level": level}
    return make.suggestion(story, type, label="Talks", paragraph=2, quote=WORDS, **details)


def sent(type: str = "", **more: Any) -> dict[str, Any]:
    level = PartnershipLevel.objects.get().pk
    said = {"label": "Talks", "kind": "talks", "status": "occurred", "origin": BOTH, "to": BOTH, "day": "2025-10-23"}
    target = {"target": "bg"} if type == "country" else {}
    return {**said, **target, "quote": WORDS, "modality": "agreed", "level": level, **more, "_accept": "Accept"}


@pytest.mark.parametrize("type", ["event", "level_change", "commitment", "country", "person", "instrument"])
def test_whatever_is_sent_is_stored_or_told_beside_its_field(story: Article, type: str) -> None:
    row, client = suggested(story, type), client_of("editor")

    answers = []
    for name in (*KEYS, *TEXTS):
        for value in NONSENSE:
            Suggestion.objects.update(state="open")
            answers.append(client.post(address(row), sent(type, **{name: value})))

    assert {answer.status_code for answer in answers} <= {200, 302}
    assert all(answer.status_code == 302 or "errorlist" in answer.content.decode() for answer in answers)


def test_what_others_decide_on_meanwhile_is_told_and_the_rest_is_refused(
    story: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, other, gone = (make.suggestion(story, "country", label=name, key="bg") for name in ("One", "Two", "Three"))
    client = client_of("editor")

    def meanwhile(suggestion: Suggestion, user: Any) -> None:
        if suggestion == row:
            accept(Suggestion.objects.get(pk=other.pk), User.objects.create_user("colleague"))
            Suggestion.objects.filter(pk=gone.pk).delete()
        refuse(suggestion, user)

    monkeypatch.setattr(suggestions, "refuse", meanwhile)
    chosen = {"action": "refuse_selected", "_selected_action": [row.pk, other.pk, gone.pk]}
    page = client.post("/admin/articles/suggestion/", chosen, follow=True).content.decode()

    assert set(Suggestion.objects.values_list("label", "state")) == {("One", "refused"), ("Two", "accepted")}
    assert "1 refused." in page
    assert "“Two” was accepted by colleague" in page
    assert "“Three” is no longer there" in page


@pytest.mark.parametrize("number", ["5", "9" * 30, "none"])
def test_a_suggestion_that_went_with_its_import_is_told_as_gone(number: str) -> None:
    client, path = client_of("editor"), f"/admin/articles/suggestion/{number}/change/"

    answers = [client.get(path, follow=True), *(client.post(path, {name: "1"}, follow=True) for name in BUTTONS)]

    for answer in answers:
        assert answer.status_code == 200
        assert "That suggestion is no longer there" in answer.content.decode()


def test_a_level_change_is_no_more_than_told_again_of_another_one(story: Article) -> None:
    row, client = suggested(story, "level_change"), client_of("editor")
    visit, change = make.event("A visit", kind="visit"), make.level_change()

    page = client.post(address(row), sent(target=visit.pk)).content.decode()
    assert "Choose a level change, or leave this empty." in page
    assert Suggestion.objects.get().state == "open"

    client.post(address(row), sent(target=change.pk))
    assert Suggestion.objects.get().state == "accepted"
    assert change.passages.get().exact == WORDS


def opened(client: Client, path: str) -> dict[str, Any]:
    """The fields of a form of the desk as somebody has them open."""
    page = client.get(path)
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [field for form in forms for field in form]
    return {field.html_name: field.value() for field in fields if field.value() is not None}


@pytest.mark.parametrize("type", ["country", "instrument", "event", "level_change", "commitment"])
def test_a_form_that_was_open_meanwhile_does_not_take_away_what_was_accepted(story: Article, type: str) -> None:
    client, row = client_of("editor"), suggested(story, type)
    made = {
        "country": lambda: make.country("fi"),
        "instrument": make.instrument,
        "event": make.event,
        "level_change": make.level_change,
        "commitment": make.commitment,
    }[type]()
    forms = [(made, type != "country"), (story, type in ("country", "instrument"))]
    paths = [
        reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk]) for row, changed in forms if changed
    ]
    before = [(path, opened(client, path)) for path in paths]

    assert client.post(address(row), sent(target=made.pk)).status_code == 302

    for path, fields in before:
        assert "changed after the form was opened" in client.post(path, fields).content.decode()


def test_a_suggestion_of_a_text_that_was_corrected_says_so(story: Article) -> None:
    first, client = suggested(story, "country"), client_of("editor")
    alone = client.get(address(first)).content.decode()
    ArticleVersion.objects.append(story, "Another lead.\n\nThey agreed to double two-way trade.")
    stands = client.get(address(first)).content.decode()
    ArticleVersion.objects.append(story, "Another lead.\n\nThey did not agree on trade.")
    gone = client.get(address(first)).content.decode()

    assert "came later" not in alone
    assert "Version 2 came later, with the same words." in stands
    assert "Version 3 came later: these words do not stand in it." in gone


def test_beside_a_suggestion_are_those_of_its_own_paragraph_and_not_of_another_version(story: Article) -> None:
    old = suggested(story, "country")
    story = Article.objects.get(pk=ArticleVersion.objects.append(story, "Another lead.\n\nThey met.").article_id)
    new = make.suggestion(story, "country", label="Of the new text", paragraph=2, key="vn")
    beside = make.suggestion(story, "country", label="Beside it", paragraph=2, key="vn")

    others = client_of("editor").get(address(new)).context["others"]

    assert others == [beside]
    assert old not in others


def test_words_that_run_over_a_line_end_are_one_passage_as_a_browser_sends_them() -> None:
    story = make.article(body="They met.\n\nThey agreed\nto double trade.", status="draft", countries=BOTH)
    rows, client = [suggested(story, type) for type in ("event", "commitment")], client_of("editor")

    for row in rows:
        client.post(address(row), sent(quote="agreed\r\nto double trade"))

    assert set(Suggestion.objects.values_list("state", flat=True)) == {"accepted"}
    assert Passage.objects.get().exact == "agreed\nto double trade"
