"""Imports for tests: records and texts of our own, taken in as the command takes them."""

import json
from dataclasses import dataclass
from typing import Any

from articles.imports.planning import Planner
from articles.imports.running import Run, Watching
from articles.imports.sources import opened
from articles.imports.steps import FilePlan, Options, Step
from articles.imports.totals import Totals
from articles.models import Article, ArticleVersion, ImportBatch

FIRST = """date 2025-10-23
SOFIA — Envoys of the two capitals sat down in Sofia on Thursday. Tô Lâm and Rumen Radev spoke for an hour.

The two sides agreed to double what they sell to each other. — VNS
"""
SECOND = """SOFIA — Tô Lâm called on the head of government in Sofia on Friday, a day after he had seen Rumen Radev.

He asked that the customs house stay open on Sundays. — VNA/VNS
"""


@dataclass
class Taken:
    """What a run came to."""

    batch: ImportBatch
    plans: list[FilePlan]
    totals: Totals

    @property
    def steps(self) -> list[Step]:
        return [step for plan in self.plans for step in plan.records]

    @property
    def statuses(self) -> list[str]:
        return [step.status.value for step in self.steps]

    @property
    def warnings(self) -> str:
        return "\n".join(warning for step in self.steps for warning in step.warnings)


def take(*files: str | bytes | tuple[str, str | bytes], dry: bool = False, **options: Any) -> Taken:
    """Import files, each a text or a pair of name and text; a dry run has a batch that is not stored."""
    named = [file if isinstance(file, tuple) else (f"{number}.txt", file) for number, file in enumerate(files)]
    documents = [
        document
        for name, content in named
        for document in opened(name, content.encode() if isinstance(content, str) else content)
    ]
    batch = ImportBatch(source="test")
    if not dry:
        batch.save()
    plans: list[FilePlan] = []
    run = Run(Planner(Options(**options)), None if dry else batch, watching=Watching(told=plans.append))
    return Taken(batch, plans, run.take(documents))


def lines(*records: dict[str, Any]) -> tuple[str, str]:
    """A file of JSON Lines; a record without a text gets one."""
    made = [{"articleBody": "They met.\n\nThey agreed.", **record} for record in records]
    return "news.jsonl", "".join(f"{json.dumps(record)}\n" for record in made)


def record(version: str = "1", body: str = "One.", **more: Any) -> tuple[str, str]:
    """A version of one story."""
    return lines({"identifier": "urn:x:1", "version": version, "headline": "Talks", "articleBody": body, **more})


def withdrawal(version: str = "", body: str = "") -> tuple[str, str]:
    """The notice that the same story is withdrawn."""
    return lines({"identifier": "urn:x:1", "version": version, "kind": "withdrawal", "articleBody": body})


def by_hand(**fields: Any) -> Article:
    """The article as an editor changes it at the desk: with a version for the headline."""
    article = Article.objects.get()
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    if "headline" in fields:
        ArticleVersion.objects.append(article, article.versions.order_by("number").last().body)  # type: ignore[union-attr]
    return article


def bodies() -> dict[str, list[str]]:
    """The texts of every version by the article's slug."""
    return {
        article.slug: [version.body for version in article.versions.order_by("number")]
        for article in Article.objects.order_by("slug")
    }
