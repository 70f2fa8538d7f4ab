"""What of each model is indexed: the documents of `articles.search.documents`, as Haystack wants them described."""

from typing import Any

from django.db.models import Model, QuerySet
from haystack import indexes
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SkipDocument
from haystack.utils import get_identifier, get_model_ct

from articles.models import Article, Commitment, PartnershipEvent, Person
from articles.search import documents
from articles.search.engines.whoosh import schema
from articles.search.results import DocumentType


class DocumentIndex(indexes.SearchIndex):
    """One type of documents; every type has the same fields."""

    model: type[Model]
    document_type: DocumentType

    text = indexes.CharField(document=True)
    title = indexes.CharField()
    dateline = indexes.CharField()
    slug = indexes.CharField()
    country = indexes.MultiValueField()
    person = indexes.MultiValueField()
    org = indexes.MultiValueField()
    sector = indexes.MultiValueField()
    kind = indexes.MultiValueField()
    level = indexes.MultiValueField()
    agency = indexes.MultiValueField()
    place = indexes.MultiValueField()
    language = indexes.MultiValueField()
    earliest = indexes.DateField(null=True)
    latest = indexes.DateField(null=True)
    until = indexes.DateField(null=True)
    occasions = indexes.CharField(indexed=False)
    lead = indexes.IntegerField(indexed=False)

    def get_model(self) -> type[Model]:
        return self.model

    def index_queryset(self, using: str | None = None) -> QuerySet[Any]:
        """What everybody may read now; nothing else is ever indexed."""
        return documents.queryset(self.document_type)

    def prepare(self, obj: Any) -> dict[str, Any]:
        """The fields of a row; `SkipDocument` where not everybody may read it. The index is written in batches."""
        document = next(documents.read(self.document_type, [obj.pk]), None)
        if document is None:
            raise SkipDocument(f"{get_identifier(obj)} is not for everybody to read.")
        self.prepared_data = {
            ID: get_identifier(obj),
            DJANGO_CT: get_model_ct(self.model),
            DJANGO_ID: str(obj.pk),
            **schema.fields(document),
        }
        return self.prepared_data


class ArticleIndex(DocumentIndex, indexes.Indexable):
    model, document_type = Article, "article"


class PersonIndex(DocumentIndex, indexes.Indexable):
    model, document_type = Person, "person"


class EventIndex(DocumentIndex, indexes.Indexable):
    model, document_type = PartnershipEvent, "event"


class CommitmentIndex(DocumentIndex, indexes.Indexable):
    model, document_type = Commitment, "commitment"
