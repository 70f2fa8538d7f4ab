"""What is done when Django changes rows or tables. Connected by `articles.apps`.

What has changed is written down by triggers in the database; Django only wakes who follows it, and looks after the
triggers when tables change.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_migrate

from articles.search import lifecycle, triggers
from articles.search.triggers.followed import FOLLOWED


def connect(app: AppConfig) -> None:
    """Listen to the models that the index follows; called once, when the app is ready."""
    for followed in FOLLOWED:
        for signal in (post_save, post_delete, m2m_changed):
            signal.connect(changed, sender=followed.model, dispatch_uid=f"wake-{followed.table}")
    pre_migrate.connect(before_migrating, sender=app, dispatch_uid="triggers-before-migrating")
    post_migrate.connect(after_migrating, sender=app, dispatch_uid="triggers-after-migrating")


def changed(**details: Any) -> None:
    """The index need not wait for its next look. What no signal tells of, it finds then."""
    transaction.on_commit(lifecycle.wake)


def before_migrating(app_config: AppConfig, using: str, plan: list[Any], **details: Any) -> None:
    if any(migration.app_label == app_config.label for migration, _ in plan):
        triggers.drop(using)


def after_migrating(app_config: AppConfig, using: str, **details: Any) -> None:
    """Tables of another time have no triggers: they would not fit."""
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes(app_config.label)):
        triggers.install(using)
