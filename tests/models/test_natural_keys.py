"""Rows are found again by what they are, not by a number: fixtures load anywhere, and twice without a change."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection

from articles.models import Claim, FollowUp, Outbox, Participation
from tests import factories as make

pytestmark = pytest.mark.django_db

# What the archive writes for itself is not carried from one to another.
OWN = {"ImportBatch", "ImportRow", "Suggestion", "SavedSearch", "Merge", "Outbox", "Mechanism"}
MODELS = [model for model in apps.get_app_config("articles").get_models() if model.__name__ not in OWN]


@pytest.fixture
def archive() -> None:
    """One row of everything that fixtures carry."""
    who, body = make.person(country=make.country("vn")), make.organization()
    story = make.article(agencies=["vns"], people=[who], countries=["vn"], place=make.place())
    passage = make.passage(story, speaker=who)
    office = make.membership(who, make.post(), "2017-01-22")
    office.passages.add(passage)
    change = make.level_change(passages=[passage], instrument=make.instrument(parties=["bg", "vn"]))
    make.participation(change, who, membership=office, side=make.country("vn"))
    make.participation(change, body, passage=passage)
    point = make.commitment(through=body, sectors=[make.sector()])
    make.telling(point, passage, event=change, speaker=who)
    FollowUp.objects.create(commitment=point, kind="mentioned", passage=passage)
    Claim.objects.create(event=change, field="start", value="x", passage=passage)
    make.name(make.country("vn"), "Vietnam")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_row_is_found_by_its_natural_key(model: Any, archive: None) -> None:
    row = model.objects.get() if model.objects.count() == 1 else model.objects.first()

    assert row is not None
    key = row.natural_key() if hasattr(row, "natural_key") else (row.pk,)
    assert model._default_manager.get_by_natural_key(*key) == row


def test_an_archive_written_out_and_loaded_over_itself_does_not_change(archive: None) -> None:
    rows = [row for model in MODELS for row in model._default_manager.order_by("pk")]
    written = serializers.serialize("json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True)

    for loaded in serializers.deserialize("json", written, handle_forward_references=True):
        loaded.save()

    again = [row for model in MODELS for row in model._default_manager.order_by("pk")]
    twice = serializers.serialize("json", again, use_natural_foreign_keys=True, use_natural_primary_keys=True)
    assert _without_clock(twice) == _without_clock(written)
    assert not connection.check_constraints()


def _without_clock(written: str) -> Any:
    rows = json.loads(written)
    for row in rows:
        row["fields"].pop("modified", None)
    return rows


def test_natural_keys_of_participants_name_person_or_organization(archive: None) -> None:
    keys = {row.natural_key()[1] for row in Participation.objects.all()}

    assert keys == {"person", "organization"}


def test_the_outbox_names_its_document() -> None:
    assert str(Outbox(model="article", object_id=7)) == "article 7"
