"""What is done when rows change: the outbox is told which documents show them. Connected by `articles.apps`.

Old and new state both count, since a participation that moves from one event to another changes both.
"""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from articles.search import lifecycle, outbox

LOADED = "_loaded_from_fixture"
"""Marks an instance that a fixture is loading: its tags come with it, and everything is enqueued already."""


def connect() -> None:
    """Listen to all models; called once, when the app is ready."""
    pre_save.connect(before_save, dispatch_uid="outbox-before-save")
    post_save.connect(after_save, dispatch_uid="outbox-after-save")
    pre_delete.connect(before_delete, dispatch_uid="outbox-before-delete")
    m2m_changed.connect(relation_changed, dispatch_uid="outbox-relation-changed")


def before_save(sender: type[Model], instance: Model, raw: bool, **more: Any) -> None:
    if outbox.follows(sender) and not raw and not instance._state.adding:
        stored = sender._base_manager.filter(pk=instance.pk).first()
        if stored is not None:
            outbox.enqueue_change(stored)


def after_save(sender: type[Model], instance: Model, raw: bool, **more: Any) -> None:
    if not outbox.follows(sender):
        return
    if raw:  # fixtures: what the row belongs to may not be there yet
        instance.__dict__[LOADED] = True
        outbox.enqueue_everything()
    else:
        outbox.enqueue_change(instance)
    transaction.on_commit(lifecycle.wake)


def before_delete(sender: type[Model], instance: Model, **more: Any) -> None:
    if outbox.follows(sender):
        outbox.enqueue_change(instance)
        transaction.on_commit(lifecycle.wake)


def relation_changed(sender: type[Model], instance: Model, action: str, **more: Any) -> None:
    """Tags and passages, set from either side: before they go, and after they came or went."""
    if action not in ("pre_remove", "pre_clear", "post_add", "post_remove", "post_clear"):
        return
    if outbox.follows(type(instance)) and LOADED not in instance.__dict__:
        outbox.enqueue_change(instance)
        transaction.on_commit(lifecycle.wake)
