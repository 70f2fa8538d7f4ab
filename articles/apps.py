"""The app's configuration."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "The archive"

    def ready(self) -> None:
        """Have the search index follow the database."""
        from articles import signals

        signals.connect()
