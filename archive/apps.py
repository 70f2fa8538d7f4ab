"""How the site sets up Django's admin: as the editors' desk."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "archive.desk.EditorsDesk"
