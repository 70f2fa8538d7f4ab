"""What is tied to a row and untied from it, in every way that Django knows, is followed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models, transaction

from articles.models import Article, Commitment, Membership, PartnershipEvent, Passage, Person
from tests.search import shelf
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db

MANY: list[Callable[[Any], object]] = [
    lambda tags: tags.add(tags.model._default_manager.exclude(pk__in=tags.all()).first()),
    lambda tags: tags.remove(tags.first()),
    lambda tags: tags.clear(),
    lambda tags: tags.set(tags.model._default_manager.all()),
    lambda tags: tags.set([]),
    lambda tags: tags.through._default_manager.all().delete(),
]

TAGS = [
    (Article, "people"), (Article, "countries"), (Article, "organizations"), (Article, "sectors"),
    (PartnershipEvent, "parties"), (PartnershipEvent, "passages"), (Membership, "passages"), (Passage, "events"),
    (Commitment, "from_countries"), (Commitment, "to_countries"), (Commitment, "sectors"), (Person, "articles"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "name"), TAGS, ids=lambda value: getattr(value, "__name__", value))
def test_what_is_tied_and_untied_is_followed(model: type[models.Model], name: str) -> None:
    shelf.world(3)
    before = Shelf().documents
    for change in MANY:
        held = Shelf(before)
        with transaction.atomic():
            change(getattr(model._default_manager.order_by("pk").first(), name))
            held.drain()

            assert held.wrong() == []
            transaction.set_rollback(True)
