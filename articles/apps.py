"""The app's configuration."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "The archive"

    def ready(self) -> None:
        """Have the search index follow the database."""
        from articles import signals
        from articles.search.triggers.checking import every_change_is_written_down

        signals.connect(self)
        register(every_change_is_written_down, Tags.database)
