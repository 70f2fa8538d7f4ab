"""How the site sets up Django's admin: as the editors' desk, with its roles."""

from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class DeskConfig(AdminConfig):
    default_site = "archive.desk.EditorsDesk"

    def ready(self) -> None:
        """Make the roles after every `migrate`, once all permissions are there."""
        super().ready()
        from archive import checks, roles  # noqa: F401 - the checks register themselves

        post_migrate.connect(roles.make_groups, sender=self, dispatch_uid="archive-roles")
