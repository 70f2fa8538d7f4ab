"""Every screen of the editors' desk opens, and says what it is."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from archive.desk import SECTIONS
from articles.admin.base import ReadOnlyAdmin
from articles.models import ArticleAgency
from tests import factories as make

pytestmark = pytest.mark.django_db

# Rows of a sign-off have no screen of their own: they stand on their article's.
MODELS = [model for model in apps.get_app_config("articles").get_models() if model is not ArticleAgency]
WRITABLE = [model for model in MODELS if not isinstance(admin.site.get_model_admin(model), ReadOnlyAdmin)]


@pytest.fixture
def archive() -> None:
    """One row of most things, so that lists and forms have something to show."""
    story = make.article(countries=["vn", "bg"], people=[make.person(country=make.country("vn"))], agencies=["vns"])
    quote = make.passage(story)
    who = story.people.get()
    change = make.level_change(passages=[quote], place=make.place())
    make.participation(change, who, membership=make.membership(who, make.post("General Secretary"), "2024-08-03"))
    make.telling(make.commitment(sectors=[make.sector()]), quote, event=change)
    make.name(who, "To Lam")
    make.instrument(parties=["bg", "vn"])


def address(model: type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_list_that_can_be_searched(model: Any, admin_client: Client, archive: None) -> None:
    answer = admin_client.get(address(model, "changelist"), {"q": "Tô Lâm"})

    assert answer.status_code == 200
    assert admin.site.get_model_admin(model).search_fields


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_lists_ask_few_queries_however_many_rows(
    model: Any, admin_client: Client, archive: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        admin_client.get(address(model, "changelist"))


@pytest.mark.parametrize("model", WRITABLE, ids=lambda model: model.__name__)
def test_every_form_opens_empty_and_filled(model: Any, admin_client: Client, archive: None) -> None:
    row = model.objects.first()

    assert admin_client.get(address(model, "add")).status_code == 200
    if row is not None:
        assert admin_client.get(address(model, "change", row.pk)).status_code == 200


def test_the_desk_carries_the_archives_name(admin_client: Client) -> None:
    page = admin_client.get("/admin/").content.decode()

    assert "The Partnership Archive: editors’ desk" in page


def test_every_screen_stands_in_a_section_of_the_desk(admin_client: Client) -> None:
    listed = {name for names in SECTIONS.values() for name in names}

    assert listed == {model.__name__ for model in MODELS}
    page = admin_client.get("/admin/").content.decode()
    assert page.index("Copy and evidence") < page.index("What happened") < page.index("Redirects")
    assert admin_client.get("/admin/articles/").status_code == 200


def test_view_on_site_leads_to_the_page_itself_and_only_where_there_is_one(admin_client: Client) -> None:
    shown, draft = make.article(), make.article(status="draft")

    link = f'href="{shown.get_absolute_url()}"'

    assert link in admin_client.get(address(type(shown), "change", shown.pk)).content.decode()
    assert "View on site" not in admin_client.get(address(type(draft), "change", draft.pk)).content.decode()
