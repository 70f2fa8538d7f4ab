"""Rows by statements of our own are what Django would have written."""

import pytest
from django.utils import timezone

from articles.imports.inserting import MOST, Inserter
from articles.models import Article, ArticleVersion, ImportBatch, ImportRow, Outbox, Suggestion
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_defaults_are_the_models_own() -> None:
    (key,) = Inserter(Article).insert([{"slug": "ours", "modified": timezone.now()}])

    ours, theirs = Article.objects.get(pk=key), Article.objects.create(slug="theirs")
    own = {"id", "slug", "created", "modified"}
    names = [field.attname for field in Article._meta.concrete_fields if field.attname not in own]
    assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
    assert abs((ours.created - theirs.created).total_seconds()) < 60


def test_values_come_back_as_they_were_given() -> None:
    batch = ImportBatch.objects.create(source="test")
    given = {"before": {"a": None}, "after": {"b": [1, "ờ"]}, "others": ["x"], "message": "", "line": None}

    Inserter(ImportRow).insert([{"batch_id": batch.pk, "status": "created", **given}])

    row = ImportRow.objects.get()
    assert {name: getattr(row, name) for name in given} == given


def test_more_rows_than_one_statement_takes_have_their_keys_in_order() -> None:
    count = MOST // 3
    rows = [{"slug": f"a-{number}", "modified": timezone.now()} for number in range(count)]

    keys = Inserter(Article).insert(rows)

    slugs = dict(Article.objects.values_list("pk", "slug"))
    assert [slugs[key] for key in keys] == [f"a-{number}" for number in range(count)]


def test_triggers_tell_the_index_of_them() -> None:
    (key,) = Inserter(Article).insert([{"slug": "a", "modified": timezone.now()}])

    assert Outbox.objects.filter(model="article", object_id=str(key)).exists()


def test_what_is_no_column_is_an_error_and_nothing_to_insert_is_none() -> None:
    with pytest.raises(KeyError, match="headlin"):
        Inserter(Article).insert([{"slug": "a", "headlin": "A"}])

    assert Inserter(Article).insert([]) == []


def test_a_suggestion_keeps_its_details() -> None:
    version = ArticleVersion.objects.get(article=make.article("Talks", "They met."))
    row = {"version_id": version.pk, "type": "person", "label": "A", "paragraph": 1, "quote": "They", "rule": "name"}

    Inserter(Suggestion).insert([{**row, "details": {"key": "a", "origin": ["vn"]}}])

    assert Suggestion.objects.get().details == {"key": "a", "origin": ["vn"]}
