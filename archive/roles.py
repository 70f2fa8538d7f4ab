"""Who may do what at the editors' desk: groups, made after every `migrate`.

contributor  writes drafts: adds articles, and changes those that were never released
editor       edits everything that the archive holds, and the evidence, but releases nothing
publisher    also releases articles, withdraws them, sets embargoes

What belongs to a role is added where it is missing and never taken away: what an administrator gives a group stays.
Who shall have less gets a group of the administrator's own. Accounts, redirects, the outbox and saved searches are for
superusers.
"""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

EDIT_RELEASED, PUBLISH = "edit_released_article", "publish_article"
OWN = {EDIT_RELEASED: "Can change articles that were released", PUBLISH: "Can release, withdraw and embargo articles"}
"""Permissions beside those that Django makes, of articles: `articles.admin.releasing` asks for them."""
CONTRIBUTOR, EDITOR, PUBLISHER = "contributor", "editor", "publisher"
SUPERUSERS_ONLY = {"outbox", "savedsearch"}
LOGS = {"importbatch", "importrow", "merge", "articleversion"}
"""What the archive writes for itself: to be looked at."""


def wanted(role: str) -> set[str]:
    """The code names of a role's permissions, all of the app `articles`."""
    models = {_name(model) for model in _models()}
    shown = {f"view_{name}" for name in models}
    if role == CONTRIBUTOR:
        own = {f"{verb}_{name}" for name in ("article", "articleagency") for verb in ("add", "change")}
        return shown | own | {"delete_articleagency"}
    edited = {f"{verb}_{name}" for name in models - LOGS for verb in ("add", "change", "delete")}
    return shown | edited | {EDIT_RELEASED} | ({PUBLISH} if role == PUBLISHER else set())


def make_groups(apps: Apps = installed, using: str = "default", **signal: Any) -> None:
    """Make the groups, and give each what it lacks; nothing where `migrate` has not made the tables yet."""
    try:
        apps.get_model("auth", "Group"), apps.get_model("articles", "Article")
    except LookupError:
        return
    kinds = [ContentType.objects.db_manager(using).get_for_model(model, False) for model in _models()]
    article = next(kind for kind in kinds if kind.model == "article")
    permissions = Permission.objects.using(using)
    for code, name in OWN.items():
        permissions.get_or_create(content_type=article, codename=code, defaults={"name": name})
    for role in (CONTRIBUTOR, EDITOR, PUBLISHER):
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.add(*permissions.filter(content_type__in=kinds, codename__in=wanted(role)))


def _models() -> list[type[Model]]:
    """The models that a role may see."""
    models = installed.get_app_config("articles").get_models()
    return [model for model in models if _name(model) not in SUPERUSERS_ONLY]


def _name(model: type[Model]) -> str:
    return model._meta.model_name or ""
