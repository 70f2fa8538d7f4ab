"""Importing at the desk when something is in the way: a full disk, a right that is missing, work that is there."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.admin.imports_forms import ImportForm
from articles.imports import uploads
from articles.imports.accepting import accept
from articles.imports.running import Run
from articles.models import Article, ImportBatch, Passage
from tests import factories as make
from tests.admin.test_imports import IMPORT, send, signed_in, token
from tests.imports.taking import FIRST, lines, record, take, withdrawal

pytestmark = pytest.mark.django_db


def full(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("place", [(uploads, "keep"), (Run, "_read")], ids=["put aside", "read"])
def test_a_full_disk_is_said_above_the_form(monkeypatch: pytest.MonkeyPatch, place: tuple[Any, str]) -> None:
    client = signed_in("editor")
    monkeypatch.setattr(*place, full)

    answer = client.post(IMPORT, {"text": FIRST})

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Nothing was imported: no space left on device." in page
    assert "SOFIA — Envoys" in page  # what was pasted is not lost


def test_a_disk_that_fills_up_before_anything_is_in_is_said_and_leaves_no_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = signed_in("editor")
    upload = token(send(client, FIRST))
    monkeypatch.setattr(Run, "_read", full)

    page = client.post(IMPORT, {"upload": upload}, follow=True).content.decode()

    assert "Nothing was imported: no space left on device." in page
    assert not ImportBatch.objects.exists()


def test_of_many_errors_the_page_says_how_many_more_there_are() -> None:
    page = send(signed_in("editor"), "{}\n" * 140, format="jsonl")

    assert page.count("none of the archive’s keys") == 100
    assert "and 40 more" in page


def test_what_would_change_is_shown_in_words() -> None:
    make.place("Hà Nội")
    make.name(make.place("Sofia"), "Sofia")
    take(record())
    later = {"dateline": "SOFIA", "locationCreated": "Sofia", "embargo": "2099-01-01T10:00:00+02:00"}

    page = send(signed_in("editor"), record("2", "Two.", **later)[1])

    assert "<li>Place: <del>—</del> <ins>Sofia</ins></li>" in page
    assert "<li>Visible from: <del>—</del> <ins>2099-01-01 08:00 UTC</ins></li>" in page


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_who_may_not_withdraw_withdraws_no_draft_by_way_of_a_file(role: str) -> None:
    take(record())

    page = send(signed_in(role), withdrawal()[1])

    assert "someone who may withdraw articles" in page
    assert 'name="upload"' not in page


def test_a_publisher_withdraws_a_draft() -> None:
    take(record())
    client = signed_in("publisher")

    client.post(IMPORT, {"upload": token(send(client, withdrawal()[1]))})

    assert Article.objects.get().status == "withdrawn"


def undo_page(batch: ImportBatch) -> str:
    return reverse("admin:articles_importbatch_undo", args=[batch.pk])


@pytest.mark.parametrize("type", ["commitment", "event", "level_change", "country", "instrument"])
def test_what_was_accepted_is_in_the_way_as_long_as_it_stands(type: str) -> None:
    batch = take(lines({"headline": "T", "articleBody": "Bulgaria and Vietnam agreed to double trade."})).batch
    article, client = Article.objects.get(), signed_in("publisher")
    both = {"origin": ["bg", "vn"], "to": ["bg", "vn"], "level": make.level("vn-strategic").code}
    key = make.instrument().slug if type == "instrument" else make.country("bg").code
    make.country("vn")
    details = {"kind": "talks", "modality": "agreed", "key": key, "quote": "agreed to double trade"}
    row = make.suggestion(article, type, paragraph=1, label="Trade", **details, **both)
    made = accept(row, User.objects.get())
    assert "the suggestion “Trade” was accepted" in client.get(undo_page(batch)).content.decode()

    if type in ("country", "instrument"):
        article.countries.clear()
        article.instruments.clear()
    else:
        made.delete()
    Passage.objects.all().delete()
    page = client.get(undo_page(batch)).content.decode()

    assert "In the way" not in page
    client.post(undo_page(batch))
    assert not Article.objects.exists()


def test_words_that_were_told_of_an_event_that_was_there_are_in_the_way_until_they_are_taken_from_it() -> None:
    batch = take(lines({"headline": "T", "articleBody": "They agreed to double trade."})).batch
    event, client = make.event(), signed_in("publisher")
    row = make.suggestion(
        Article.objects.get(), "event", paragraph=1, label="Trade", quote="double trade", kind="talks"
    )
    accept(row, User.objects.get(), target=event)

    assert "“Trade” was accepted" in client.get(undo_page(batch)).content.decode()
    event.passages.all().delete()

    assert "In the way" not in client.get(undo_page(batch)).content.decode()


def test_what_an_editor_has_accepted_in_part_stays_in_the_way() -> None:
    batch = take(lines({"headline": "T", "articleBody": "They agreed to double trade."})).batch
    row = make.suggestion(Article.objects.get(), "country", paragraph=1, label="Bulgaria", key="bg")
    with pytest.raises(ValidationError):
        accept(row, None)
    accept(row, None, target=make.country("bg"))

    page = signed_in("publisher").get(undo_page(batch)).content.decode()

    assert "the suggestion “Bulgaria” was accepted" in page


def test_as_long_a_text_as_may_be_pasted_is_read_whatever_it_is_written_in() -> None:
    longest = ImportForm(may_publish=False).fields["text"].max_length
    paragraph = "\U0001d538" * 900 + "\n\n"  # letters of four bytes: whoever pastes such has the longest request
    text = f"SOFIA — {paragraph * 1000}"[:longest].strip()

    answer = signed_in("editor").post(IMPORT, {"text": text, "format": "wire"})

    assert answer.status_code == 200
    assert 'name="upload"' in answer.content.decode()
