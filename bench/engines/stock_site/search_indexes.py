"""What is indexed: one document field, the title apart, codes as faceted fields, the date."""

from typing import Any

from haystack import indexes

from bench.engines.stock_site.models import Report

FACETS = ("country", "person", "org", "sector", "kind", "level", "agency", "place", "language")


class ReportIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True)
    title = indexes.CharField(model_attr="title", boost=3.0)
    published = indexes.DateField(model_attr="published", null=True)
    country = indexes.MultiValueField(faceted=True)
    person = indexes.MultiValueField(faceted=True)
    org = indexes.MultiValueField(faceted=True)
    sector = indexes.MultiValueField(faceted=True)
    kind = indexes.MultiValueField(faceted=True)
    level = indexes.MultiValueField(faceted=True)
    agency = indexes.MultiValueField(faceted=True)
    place = indexes.MultiValueField(faceted=True)
    language = indexes.MultiValueField(faceted=True)

    def get_model(self) -> type[Report]:
        return Report

    def prepare(self, obj: Report) -> dict[str, Any]:
        prepared: dict[str, Any] = super().prepare(obj)
        prepared["text"] = f"{obj.title}\n{obj.dateline}\n{obj.body}"
        for name in FACETS:
            prepared[name] = list(obj.codes.get(name, ()))
        return prepared
