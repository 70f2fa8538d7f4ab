"""Imports for tests: records and texts of our own, taken in as the command takes them."""

import json
from dataclasses import dataclass
from typing import Any

from articles.imports.planning import Planner
from articles.imports.running import Run, Totals, Watching
from articles.imports.sources import opened
from articles.imports.steps import FilePlan, Options, Step
from articles.models import Article, ImportBatch

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
    run = Run(Planner(Options(**options)), None if dry else batch, watching=Watching(planned=plans.append))
    return Taken(batch, plans, run.take(documents))


def lines(*records: dict[str, Any]) -> tuple[str, str]:
    """A file of JSON Lines; a record without a text gets one."""
    made = [{"articleBody": "They met.\n\nThey agreed.", **record} for record in records]
    return "news.jsonl", "".join(f"{json.dumps(record)}\n" for record in made)


def bodies() -> dict[str, list[str]]:
    """The texts of every version by the article's slug."""
    return {
        article.slug: [version.body for version in article.versions.order_by("number")]
        for article in Article.objects.order_by("slug")
    }
