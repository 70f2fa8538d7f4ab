"""What an import would do, as a page shows it: each record with its difference from what is there."""

import difflib
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.admin.imports_forms import Upload
from articles.imports.planning import Planner
from articles.imports.reports import error_report
from articles.imports.running import Run, Watching
from articles.imports.steps import REFUSED, UNCHANGED, FilePlan, Options, Step
from articles.models import Article, ArticleVersion
from articles.wire.records import WireError

MOST = 300
"""Records that one preview shows; more are for the command."""
LONGEST = 6000
"""Characters of a paragraph that is compared word by word."""
SAME, REMOVED, ADDED = "same", "removed", "added"
Piece = tuple[str, str]
"""A kind (same, removed, added) and a text."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its step, and the paragraphs of its text, each as pieces."""

    step: Step
    article: Article | None
    paragraphs: list[list[Piece]]
    is_compared: bool
    changes: list[tuple[str, str, str]]
    """Fields that would change: name, before, after."""


@dataclass(frozen=True, slots=True)
class File:
    plan: FilePlan
    records: list[Record]


@dataclass(frozen=True, slots=True)
class Previewed:
    """All files of an upload, and the digest of what they would do."""

    files: list[File]
    digest: str
    does_something: bool


def preview(upload: Upload, options: Options) -> Previewed:
    """What an upload would do now; nothing is written."""
    plans: list[FilePlan] = []
    Run(Planner(options), None, upload.format, Watching(planned=plans.append)).take(upload.documents())
    count = sum(len(plan.steps) for plan in plans)
    if count > MOST:
        error = WireError(f"{count} records", f"{MOST} at most; for more there is manage.py import_articles")
        plans = [FilePlan(upload.name, errors=[error])]
    does = any(plan.status not in (REFUSED, UNCHANGED) for plan in plans)
    return Previewed([_file(plan) for plan in plans], _digest(plans), does)


def difference(before: list[str], after: list[str]) -> list[list[Piece]]:
    """Two texts by paragraphs, and changed paragraphs by words."""
    told: list[list[Piece]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            told += [[(SAME, text)] for text in before[start:end]]
            continue
        old, new = before[start:end], after[first:last]
        paired = min(len(old), len(new))
        told += [_words(one, other) for one, other in zip(old[:paired], new[:paired], strict=True)]
        told += [[(REMOVED, text)] for text in old[paired:]] + [[(ADDED, text)] for text in new[paired:]]
    return told


def _words(before: str, after: str) -> list[Piece]:
    if max(len(before), len(after)) > LONGEST:
        return [(REMOVED, before), (ADDED, after)]
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        return [(REMOVED, before), (ADDED, after)]
    return list(_pieces(matcher, old, new))


def _pieces(matcher: Any, old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield SAME, "".join(old[start:end])
            continue
        if start < end:
            yield REMOVED, "".join(old[start:end])
        if first < last:
            yield ADDED, "".join(new[first:last])


def _file(plan: FilePlan) -> File:
    steps = [] if plan.errors else plan.records
    pks = {step.held.pk for step in steps if step.held.pk is not None}
    articles = {article.pk: article for article in Article.objects.filter(pk__in=pks)}
    bodies: dict[int, str] = {}
    for pk, body in ArticleVersion.objects.filter(article__in=pks).order_by("number").values_list("article_id", "body"):
        bodies[pk] = body
    return File(plan, [_record(step, articles, bodies) for step in steps])


def _record(step: Step, articles: dict[int, Article], bodies: dict[int, str]) -> Record:
    pk, after = step.held.pk, list(step.entry.story.paragraphs)
    compared = bool(step.kind) and pk in bodies
    text = (
        difference(bodies[pk].split("\n\n"), after)
        if compared and pk is not None
        else [[(SAME, each)] for each in after]
    )
    changes = (
        []
        if step.is_new
        else [(name.removesuffix("_id").replace("_", " "), *_both(step, name)) for name in step.changes]
    )
    return Record(step, articles.get(pk or 0), text, compared, changes)


def _both(step: Step, name: str) -> tuple[str, str]:
    return _shown(step.before.get(name)), _shown(step.changes[name])


def _shown(value: Any) -> str:
    return getattr(value, "words", None) or str(value or "—")


def _digest(plans: list[FilePlan]) -> str:
    """A digest of all that would be done."""
    told = [
        [
            *(plan.path, plan.status.value, [error_report(error) for error in plan.errors]),
            [
                [step.status.value, step.held.slug, step.kind, step.number, repr(step.changes), step.entry.digest]
                for step in plan.steps
            ],
        ]
        for plan in plans
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
