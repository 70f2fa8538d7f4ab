"""An editor enters an article with all that rests on it, on two forms."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.redirects.models import Redirect
from django.test import Client
from django.urls import reverse

from articles.models import Article, ArticleVersion, Participation, PartnershipEvent, Passage, Person
from articles.vocabulary import ArticleStatus, Basis
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
ADD_EVENT = "/admin/articles/partnershipevent/add/"
TEXT = "Two presidents met in Sofia.\r\n\r\nThey raised relations to a Strategic Partnership."


class Form(HTMLParser):
    """What a browser would send for the page's form as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._select: dict[str, str | None] | None = None
        self._area = ""
        self.feed(page[page.index('id="content-main"') :])

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = dict(pairs)
        name = attributes.get("name") or ""
        if "__prefix__" in name:
            return
        if tag == "input" and attributes.get("type") not in ("submit", "checkbox") and name:
            self.values[name] = attributes.get("value") or ""
        elif tag == "select":
            self._select = attributes
        elif tag == "option" and self._select:
            self._option(str(self._select["name"]), attributes.get("value") or "", "selected" in attributes)
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""

    def _option(self, name: str, value: str, selected: bool) -> None:
        if self._select and "multiple" in self._select:
            self.values[name] = [*self.values.get(name, []), *([value] if selected else [])]
        elif selected or name not in self.values:
            self.values[name] = value

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.values[self._area] = self.values[self._area].removeprefix("\n").removeprefix("\r\n")
            self._area = ""
        elif tag == "select":
            self._select = None


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    return Form(client.get(address).content.decode()).values | changes


def change_address(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def enter(client: Client, address: str = ADD, button: str = "_save", **changes: Any) -> Any:
    return client.post(address, filled(client, address, **changes) | {button: "1"})


def errors(answer: Any) -> str:
    return " ".join(re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', answer.content.decode(), re.S))


def test_an_article_is_entered_with_text_passages_and_sign_off_on_one_form(admin_client: Client) -> None:
    vna, vns = make.agency("vna"), make.agency("vns")

    answer = enter(
        admin_client,
        headline="Presidents meet",
        body=TEXT,
        published="2025-10",
        status="published",
        **{
            "passages-0-exact": "They raised relations to a Strategic Partnership.",
            "sign_off-0-agency": vna.pk,
            "sign_off-TOTAL_FORMS": "2",
            "sign_off-1-agency": vns.pk,
        },
    )

    assert answer.status_code == 302, errors(answer)
    story = Article.objects.visible().get()
    assert story.slug == "presidents-meet"
    assert story.get_absolute_url() == "/articles/2025/10/presidents-meet/"
    assert [str(row) for row in story.sign_off.all()] == ["VNA", "VNS"]
    passage = Passage.objects.get()
    assert (passage.paragraph, passage.version.number, passage.matches) == (2, 1, True)


def test_words_that_do_not_stand_in_the_text_are_an_error_beside_them(admin_client: Client) -> None:
    answer = enter(admin_client, headline="x", body=TEXT, **{"passages-0-exact": "They lowered relations."})

    assert answer.status_code == 200
    assert "These words do not stand in the text" in errors(answer)
    assert not Article.objects.exists()


def test_a_date_that_does_not_exist_is_an_error_that_says_what_works(admin_client: Client) -> None:
    answer = enter(admin_client, headline="x", body=TEXT, published="2025-02-30")

    assert "does not exist" in errors(answer)
    assert "months go from 01 to 12" in errors(answer)


def test_an_article_without_a_headline_is_addressed_by_dateline_and_date(admin_client: Client) -> None:
    enter(admin_client, body=TEXT, dateline="HÀ NỘI", published="2025-10-23")

    assert Article.objects.get().slug == "ha-noi-2025-10-23"


def test_a_changed_text_is_the_next_version_and_an_unchanged_one_is_not(admin_client: Client) -> None:
    story = make.article(body=TEXT)
    quote = make.passage(story)

    enter(admin_client, change_address(story), dateline="SOFIA")
    enter(admin_client, change_address(story), body=f"{TEXT}\r\n\r\nMore.", version_kind="correction", version_note="n")

    assert [(v.number, v.kind, v.note) for v in ArticleVersion.objects.all()] == [
        (1, "original", ""),
        (2, "correction", "n"),
    ]
    quote.refresh_from_db()
    assert quote.version.number == 1
    assert quote.matches


def test_a_passage_of_the_new_text_is_quoted_from_the_new_version(admin_client: Client) -> None:
    story = make.article(body=TEXT)

    enter(admin_client, change_address(story), body="Corrected words.", **{"passages-0-exact": "Corrected words."})

    assert Passage.objects.get().version.number == 2


def test_agencies_change_places(admin_client: Client) -> None:
    story = make.article(agencies=["vna", "vns"])

    answer = enter(admin_client, change_address(story), **{"sign_off-0-position": "2", "sign_off-1-position": "1"})

    assert answer.status_code == 302, errors(answer)
    assert [str(row) for row in story.sign_off.all()] == ["VNS", "VNA"]


def test_an_event_follows_from_its_article_with_everything_known_filled_in(admin_client: Client) -> None:
    radev = make.person("Rumen Radev", country=make.country("bg"))
    office = make.membership(radev, make.post(), "2017-01-22", "2025-12-31/..")

    saved = enter(
        admin_client,
        button="_add_event",
        headline="Presidents meet",
        body=TEXT,
        published="2025-10-23",
        status="published",
        place=make.place().pk,
        countries=[make.country("bg").pk, make.country("vn").pk],
        people=[radev.pk],
        **{"passages-0-exact": "Two presidents met in Sofia."},
    )
    answer = enter(admin_client, saved.url, title="Talks of the presidents", kind="talks")

    assert answer.status_code == 302, errors(answer)
    event = PartnershipEvent.objects.visible().get()
    assert event.slug == "2025-10-23-talks-of-the-presidents"
    assert str(event.start) == "2025-10-23"
    assert [country.code for country in event.parties.all()] == ["bg", "vn"]
    assert event.place.name == "Sofia"
    assert event.passages.get().exact == "Two presidents met in Sofia."
    taken = Participation.objects.get()
    assert (taken.person, taken.side.code, taken.membership) == (radev, "bg", office)


def test_a_level_change_takes_the_partnership_of_its_two_parties(admin_client: Client) -> None:
    answer = enter(
        admin_client,
        ADD_EVENT,
        title="A new level",
        kind="level-change",
        start="2025-10-23",
        parties=[make.country("vn").pk, make.country("bg").pk],
        level_to=make.level().pk,
    )

    assert answer.status_code == 302, errors(answer)
    assert PartnershipEvent.objects.get().partnership.slug == "bg-vn"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "talks", "start": "2025-10-23", "end": "2025-10-22"}, "The event ends before it begins."),
        ({"kind": "level-change"}, "needs the partnership and the level"),
        ({"kind": "talks", "start": "soon"}, "is not a date"),
    ],
)
def test_broken_rules_are_errors_on_the_form(admin_client: Client, changes: dict[str, str], message: str) -> None:
    answer = enter(admin_client, ADD_EVENT, title="x", parties=[make.country("vn").pk], **changes)

    assert answer.status_code == 200
    assert message in errors(answer)


def test_a_post_not_held_on_the_day_is_an_error(admin_client: Client) -> None:
    radev = make.person("Rumen Radev")
    office = make.membership(radev, make.post(), "2017-01-22", "2022-01-21")

    answer = enter(
        admin_client,
        ADD_EVENT,
        title="x",
        kind="talks",
        start="2025-10-23",
        parties=[make.country("bg").pk],
        **{"participations-0-person": radev.pk, "participations-0-membership": office.pk},
    )

    assert "not in office on 23 October 2025" in errors(answer)


def test_an_event_without_evidence_is_saved_with_a_warning(admin_client: Client) -> None:
    page = admin_client.post(
        ADD_EVENT,
        filled(admin_client, ADD_EVENT, title="x", kind="talks", parties=[make.country("bg").pk]) | {"_save": "1"},
        follow=True,
    )

    assert "Readers do not see this event" in page.content.decode()


def test_a_changed_address_leads_on_from_the_old_one(admin_client: Client) -> None:
    who = make.person("Rosen Jeliazkov")
    make.article(people=[who])
    old = who.get_absolute_url()

    enter(admin_client, change_address(who), slug="rosen-zhelyazkov")
    enter(admin_client, change_address(who), slug="zhelyazkov")

    assert set(Redirect.objects.values_list("old_path", "new_path")) == {
        (old, "/people/zhelyazkov/"),
        ("/people/rosen-zhelyazkov/", "/people/zhelyazkov/"),
    }


def test_the_address_of_what_nobody_sees_leaves_no_trace(admin_client: Client) -> None:
    enter(admin_client, change_address(make.article(status="draft")), slug="another")

    assert not Redirect.objects.exists()


@pytest.mark.parametrize("change", [{"status": "withdrawn"}, {"visible_from": "2999-01-01T00:00:00Z"}])
def test_a_form_that_was_open_while_an_article_was_taken_back_does_not_bring_it_out_again(
    admin_client: Client, client: Client, change: dict[str, str]
) -> None:
    story = make.article("Talks in Sofa")
    opened = filled(admin_client, change_address(story), headline="Talks in Sofia")
    Article.objects.filter(pk=story.pk).update(**change)

    answer = admin_client.post(change_address(story), opened | {"_save": "1"})

    assert "was changed after the form was opened" in errors(answer)
    assert client.get(story.get_absolute_url()).status_code == 404
    assert Article.objects.get(pk=story.pk).headline == "Talks in Sofa"


def test_of_two_who_have_one_form_open_the_second_does_not_undo_what_the_first_did(admin_client: Client) -> None:
    person = make.person("Rumen Radev")
    forms = [filled(admin_client, change_address(person)) for _ in range(2)]

    first = admin_client.post(change_address(person), forms[0] | {"names-0-form": "Румен Радев", "_save": "1"})
    second = admin_client.post(change_address(person), forms[1] | {"name": "R. Radev", "_save": "1"})

    assert first.status_code == 302
    assert "was changed after the form was opened" in errors(second)
    assert Person.objects.get(pk=person.pk).name == "Rumen Radev"
    assert enter(admin_client, change_address(person), name="R. Radev").status_code == 302


def test_publishing_and_withdrawing_save_each_article(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[str] = []
    store = Article.save
    drafts = [make.article(status="draft"), make.article(status="draft")]
    monkeypatch.setattr(Article, "save", lambda self, *a, **k: (saved.append(self.slug), store(self, *a, **k))[1])

    for action in ("publish", "withdraw"):
        chosen = {"action": action, "_selected_action": [story.pk for story in drafts]}
        admin_client.post(reverse("admin:articles_article_changelist"), chosen)

    assert len(saved) == 4
    assert set(Article.objects.values_list("status", flat=True)) == {ArticleStatus.WITHDRAWN}


def test_a_person_is_entered_with_names_and_posts(admin_client: Client) -> None:
    office = make.post()
    address = reverse("admin:articles_person_add")

    answer = enter(
        admin_client,
        address,
        name="Rumen Radev",
        family_name="Radev",
        given_name="Rumen",
        **{
            "names-0-form": "Румен Радев",
            "names-0-script": "Cyrl",
            "memberships-TOTAL_FORMS": "1",
            "memberships-0-post": office.pk,
            "memberships-0-term": "1",
            "memberships-0-start": "../2024-01-05",
            "memberships-0-start_basis": "inferred",
            "memberships-0-end_basis": "stated",
        },
    )

    assert answer.status_code == 302, errors(answer)
    radev = Person.objects.get()
    assert (radev.slug, radev.sort_name) == ("rumen-radev", "Radev, Rumen")
    assert radev.names.get().folded == "румен радев"
    held = radev.memberships.get()
    assert (str(held.start), held.start.basis, held.end) == ("../2024-01-05", Basis.INFERRED, None)


def test_search_finds_what_is_written_with_other_marks(admin_client: Client) -> None:
    make.person("Đỗ Mười")

    page = admin_client.get(reverse("admin:articles_person_changelist"), {"q": "ĐỖ"}).content.decode()

    assert "Đỗ Mười" in page


def test_a_draft_that_nothing_rests_on_can_be_deleted_with_its_versions(admin_client: Client) -> None:
    story = make.article(status="draft")

    admin_client.post(reverse("admin:articles_article_delete", args=[story.pk]), {"post": "yes"})

    assert not Article.objects.exists()


def test_an_article_that_something_rests_on_is_not_deleted(admin_client: Client) -> None:
    story = make.article()
    make.event(passages=[make.passage(story)])

    page = admin_client.post(reverse("admin:articles_article_delete", args=[story.pk]), {"post": "yes"})

    assert "would require deleting the following protected related objects" in page.content.decode()
    assert Article.objects.exists()


def test_the_form_of_an_article_asks_as_many_queries_for_many_passages_as_for_few(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    story = make.article(body="\n\n".join(f"Paragraph {number}." for number in range(30)))
    for number in range(30):
        make.passage(story, f"Paragraph {number}.")

    with django_assert_max_num_queries(30):
        admin_client.get(change_address(story))
