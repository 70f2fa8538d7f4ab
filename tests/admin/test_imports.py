"""Importing at the desk: sent, shown, taken in, taken back; and nothing of the second post is believed."""

import io
import re
import time
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.admin.imports_previews import difference
from articles.imports.planning import Planner
from articles.models import Article, ArticleVersion, ImportBatch
from tests import factories as make
from tests.imports.taking import FIRST, SECOND, lines, take

pytestmark = pytest.mark.django_db

IMPORT = "/admin/articles/importbatch/import/"


def signed_in(role: str, name: str = "") -> Client:
    user = User.objects.create_user(name or role, is_staff=True, is_superuser=role == "superuser")
    if role != "superuser":
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, text: str, **more: Any) -> str:
    """The preview of a pasted text."""
    return client.post(IMPORT, {"text": text, "format": "auto", **more}).content.decode()


def token(page: str) -> str:
    found = re.search(r'name="upload" value="([^"]+)"', page)
    assert found, page
    return found[1]


def test_a_text_is_shown_taken_in_and_taken_back() -> None:
    client = signed_in("publisher")

    page = send(client, FIRST)
    assert "sofia-2025-10-23" in page
    assert "Nothing has been written" in page
    assert not Article.objects.exists()
    assert not ImportBatch.objects.exists()

    done = client.post(IMPORT, {"upload": token(page)}, follow=True)
    batch = ImportBatch.objects.get()
    assert "Imported: 1 created" in done.content.decode()
    assert batch.created_by is not None
    assert batch.created_by.username == "publisher"
    assert Article.objects.get().status == "draft"

    undo = reverse("admin:articles_importbatch_undo", args=[batch.pk])
    assert "removes 1 article " in client.get(undo).content.decode()
    client.post(undo)
    assert not Article.objects.exists()
    assert "was taken back" in client.get(undo).content.decode()


def test_a_file_is_sent_and_its_name_is_only_a_name() -> None:
    client = signed_in("editor")
    name, content = lines({"headline": "Talks", "articleBody": "They met."})

    page = client.post(IMPORT, {"file": SimpleUploadedFile(f"../../{name}", content.encode())}).content.decode()
    client.post(IMPORT, {"upload": token(page)})

    assert Article.objects.get().headline == "Talks"
    assert ImportBatch.objects.get().source == name


def test_a_new_version_is_shown_beside_the_one_that_is_there() -> None:
    record = {"identifier": "urn:x:1", "version": "1", "articleBody": "They met in Sofia on Thursday.", "headline": "T"}
    take(lines(record))

    page = send(
        signed_in("editor"), lines({**record, "version": "2", "articleBody": "They met in Varna on Thursday."})[1]
    )

    assert "<del>Sofia </del><ins>Varna </ins>" in page
    assert "version 2" in page


def test_paragraphs_are_compared_and_then_their_words() -> None:
    assert difference(["a b c d", "gone"], ["a b x d"]) == [
        [("same", "a b "), ("removed", "c "), ("added", "x "), ("same", "d")],
        [("removed", "gone")],
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a"] * 9_000, ["a"] * 10_000),
        (["a", "b"] * 500, ["b", "a", "c"] * 300),
        (["a " * 2_900] * 40, ["a b " * 1_400] * 40),
    ],
)
def test_texts_that_repeat_themselves_are_compared_within_a_moment(before: list[str], after: list[str]) -> None:
    began = time.process_time()

    told = difference(before, after)

    assert time.process_time() - began < 1
    pieces = [piece for paragraph in told for piece in paragraph]
    assert "".join(text for kind, text in pieces if kind != "added") == "".join(before)
    assert "".join(text for kind, text in pieces if kind != "removed") == "".join(after)


def many(count: int) -> tuple[str, bytes]:
    name, content = lines(*({"headline": f"Talks {number}", "articleBody": f"{number}."} for number in range(count)))
    return name, content.encode()


def zipped(count: int) -> tuple[str, bytes]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", f"SOFIA — Number {number}.")
    return "news.zip", held.getvalue()


@pytest.mark.parametrize("sent", [many(301), zipped(301)], ids=["records", "files"])
def test_more_than_a_page_can_show_is_refused_before_it_is_planned(
    sent: tuple[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[str] = []
    plain = Planner.plan
    monkeypatch.setattr(Planner, "plan", lambda self, path, *rest: planned.append(path) or plain(self, path, *rest))

    answer = signed_in("editor").post(IMPORT, {"file": SimpleUploadedFile(*sent)})

    page = answer.content.decode()
    assert "300 at most; for more there is manage.py import_articles" in page
    assert 'name="upload"' not in page
    assert len(planned) <= 200


def test_as_many_as_a_page_can_show_are_shown() -> None:
    page = signed_in("editor").post(IMPORT, {"file": SimpleUploadedFile(*many(300))}).content.decode()

    assert page.count('class="import-record"') == 300


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "   "},
        {"text": FIRST, "file": SimpleUploadedFile("a.txt", b"x")},
        {"file": SimpleUploadedFile("big.txt", b"x" * (5 * 1024 * 1024 + 1))},
        {"text": FIRST, "format": "telex"},
    ],
)
def test_what_cannot_be_sent_is_said(fields: dict[str, Any]) -> None:
    answer = signed_in("editor").post(IMPORT, fields)

    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()


def test_a_refused_file_is_shown_with_its_errors_and_cannot_be_taken_in() -> None:
    page = send(signed_in("editor"), '{"articleBody": ""}\n{"broken')

    assert "refused" in page
    assert 'name="upload"' not in page


def test_markup_in_a_file_is_text_on_the_page() -> None:
    _, content = lines({"headline": "<script>alert(1)</script>", "articleBody": "<img src=x onerror=alert(1)>"})

    page = send(signed_in("editor"), content)

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_preview_of_another_user_or_changed_by_hand_is_not_taken_in() -> None:
    upload = token(send(signed_in("editor"), FIRST))
    other = signed_in("publisher")

    for value in (upload, upload[:-2] + "xx", "nonsense"):
        answer = other.post(IMPORT, {"upload": value}, follow=True)
        assert "send the file again" in answer.content.decode()

    assert not Article.objects.exists()


def test_what_changed_between_preview_and_import_is_shown_again() -> None:
    client = signed_in("editor")
    upload = token(send(client, FIRST))
    make.article("Another", slug="sofia-2025-10-23")

    page = client.post(IMPORT, {"upload": upload}).content.decode()

    assert "has changed meanwhile" in page
    assert Article.objects.count() == 1
    client.post(IMPORT, {"upload": token(page)})
    assert Article.objects.count() == 2


def test_a_contributor_imports_drafts_but_publishes_and_makes_no_agency() -> None:
    client = signed_in("contributor")

    refused = send(client, FIRST, publish="on")
    make.agency("vns")
    client.post(IMPORT, {"upload": token(send(client, FIRST, publish="on"))})

    assert "the agency “VNS”" in refused
    assert Article.objects.get().status == "draft"


def test_a_publisher_publishes() -> None:
    client = signed_in("publisher")

    client.post(IMPORT, {"upload": token(send(client, FIRST, publish="on"))})

    assert Article.objects.get().status == "published"


def test_a_contributor_changes_no_released_article_by_way_of_a_file() -> None:
    record = {"identifier": "urn:x:1", "version": "1", "articleBody": "One."}
    take(lines(record), publish=True)

    page = send(signed_in("contributor"), lines({**record, "version": "2", "articleBody": "Two."})[1])

    assert "which has been released" in page
    assert ArticleVersion.objects.count() == 1


def test_what_stands_in_the_way_of_taking_back_is_shown() -> None:
    batch = take(FIRST).batch
    make.passage(Article.objects.get())
    client = signed_in("editor")
    undo = reverse("admin:articles_importbatch_undo", args=[batch.pk])

    assert "is quoted" in client.get(undo).content.decode()
    client.post(undo)

    assert Article.objects.exists()


def test_taking_back_tells_of_stories_that_are_dated_by_it() -> None:
    make.name(make.place("Sofia", country=make.country("bg")), "Sofia")
    make.name(make.person("Tô Lâm", country=make.country("vn")), "Tô Lâm")
    first, _ = take(FIRST), take(SECOND)
    client = signed_in("publisher")
    undo = reverse("admin:articles_importbatch_undo", args=[first.batch.pk])

    assert "1 other story has its day from it" in client.get(undo).content.decode()
    done = client.post(undo, follow=True).content.decode()

    assert "Taken back: 1 article removed, the day of 1 other story counted anew." in done


def test_the_page_of_a_batch_leads_to_its_open_suggestions() -> None:
    make.name(make.person("Rumen Radev"), "Rumen Radev")
    batch = take(FIRST).batch
    other = take(lines({"articleBody": "Rumen Radev spoke."})).batch
    client = signed_in("publisher")

    page = client.get(reverse("admin:articles_importbatch_change", args=[batch.pk])).content.decode()
    found = re.search(r'href="([^"]+)">Decide (\d+) suggestion', page)
    assert found
    listed = client.get(found[1]).context["cl"].queryset

    assert set(listed.values_list("batch", flat=True)) == {batch.pk}
    assert listed.count() == int(found[2]) == batch.suggestions.count()
    assert other.suggestions.exists()


def test_an_editor_takes_no_published_import_back() -> None:
    batch = take(FIRST, publish=True).batch
    undo = reverse("admin:articles_importbatch_undo", args=[batch.pk])

    assert signed_in("editor").post(undo).status_code == 403
    assert signed_in("publisher").post(undo).status_code == 302
    assert not Article.objects.exists()


def test_the_list_and_the_page_of_a_batch_lead_on() -> None:
    batch = take(FIRST, "<xml/>").batch
    client = signed_in("publisher")

    listed = client.get("/admin/articles/importbatch/").content.decode()
    page = client.get(reverse("admin:articles_importbatch_change", args=[batch.pk])).content.decode()

    assert IMPORT in listed
    assert reverse("admin:articles_importbatch_undo", args=[batch.pk]) in page
    assert "found XML" in page


def test_posts_need_a_token_of_the_form() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root"))

    assert client.post(IMPORT, {"text": FIRST}).status_code == 403
