"""The archive's own engine, through the whole of `search(Query) -> Results`."""

import resource
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from articles.models import Article
from articles.search import Query, search
from articles.search.documents import Dates, Document
from articles.search.engines.whoosh import writing
from articles.search.engines.whoosh.snapshot import snapshots
from articles.search.results import Snippet
from bench.engines import Page, bytes_of
from bench.measuring import Times
from bench.questions import Question

if TYPE_CHECKING:
    from bench import corpus


class Adapter:
    """Works in the site of this process."""

    def __init__(self, folder: Path) -> None:
        self.root = Path(settings.INDEX_DIR)

    def build(self, articles: "Iterable[corpus.Article]", processes: int) -> None:
        writing.build_from(self.root, map(document, articles), processes=processes)

    def open(self) -> None:
        snapshots.forget()
        snapshots.current(self.root)

    def ask(self, question: Question, facets: bool) -> Page:
        results = search(query(question), counted=facets)
        counts = {facet.name: {bucket.value: bucket.count for bucket in facet.buckets} for facet in results.facets}
        counts["year"] = {bar.period: bar.count for bar in results.histogram}
        return Page(results.total, [_text(hit.snippet) for hit in results.hits], counts if facets else {})

    def changed(self, questions: list[Question]) -> dict[str, Times]:
        """Bring the index up to date with one article of the demonstration, again and again, and ask after each."""
        pk = Article.objects.visible().values_list("pk", flat=True)[0]
        times = {part: Times() for part in ("update", "refresh", "first_page")}
        for question in questions:
            self.ask(question, True)
            times["update"].take(self, lambda: writing.follow(self.root, {"article": [pk]}))
            times["refresh"].take(self, lambda: snapshots.current(self.root))
            times["first_page"].take(self, lambda asked=question: self.ask(asked, True))  # type: ignore[misc]
        return times

    def cpu(self) -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    def size(self) -> int:
        """The generation in use; the one before it is kept for going back."""
        return bytes_of(snapshots.current(self.root).folder)

    def close(self) -> None:
        snapshots.forget()


def document(article: "corpus.Article") -> Document:
    """An article as the index is given it."""
    return Document(
        type="article",
        pk=article.pk,
        slug=article.slug,
        facets=article.facets,
        dates=Dates(article.earliest, article.latest, article.latest),
        occasions=tuple(Dates(day, day, day) for day in article.occasions),
        title=article.title,
        dateline=article.dateline,
        paragraphs=article.paragraphs,
    )


def query(question: Question) -> Query:
    """The question as an address asks it."""
    text = " OR ".join(question.words) if question.any_word else " ".join(question.words)
    text += f'"{" ".join(question.phrase)}"' if question.phrase else ""
    text += f"{question.prefix}*" if question.prefix else ""
    parameters = {"q": [text]}
    if question.country:
        parameters["country"] = [question.country]
    if question.years:
        parameters |= {"from": [str(question.years[0])], "to": [str(question.years[1])]}
    if question.newest:
        parameters["sort"] = ["newest"]
    return Query.from_parameters(parameters)


def _text(snippet: Snippet | None) -> str:
    return "".join(fragment.text for fragment in snippet.fragments) if snippet else ""
