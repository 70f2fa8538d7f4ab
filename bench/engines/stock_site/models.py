"""The model; its rows are made in memory and never saved."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from bench.corpus import Article


class Report(models.Model):
    title = models.TextField()
    dateline = models.TextField()
    body = models.TextField()
    published = models.DateTimeField(null=True)
    codes: dict[str, tuple[str, ...]]

    class Meta:
        app_label = "stock_site"

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of(cls, article: "Article") -> "Report":
        report = cls(pk=article.pk, title=article.title, dateline=article.dateline, body=article.body)
        report.published = article.earliest  # type: ignore[assignment]  # a day is all that Whoosh is told
        report.codes = article.facets
        return report
