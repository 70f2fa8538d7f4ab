"""What an import would do, as a page shows it: each record with its difference from what is there."""

import difflib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.admin.imports_forms import Upload
from articles.imports.filling import in_words
from articles.imports.planning import Planner
from articles.imports.reports import error_report
from articles.imports.running import Run, Watching
from articles.imports.sources import Document
from articles.imports.steps import REFUSED, UNCHANGED, FilePlan, Options, Step
from articles.models import Article, ArticleVersion
from articles.wire.formats import TooManyError
from articles.wire.records import WireError

MOST = 300
"""Records that one preview shows; more are for the command."""
LONGEST = 6000
"""Characters of a paragraph that is compared word by word."""
PAIRS, ALL_PAIRS = 20_000, 200_000
"""Pairs of words (or paragraphs) that are the same, up to which two paragraphs (or texts) are compared, and all of a
text's: a text that says one word a thousand times over would take minutes.
"""
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
    run = Run(Planner(options), None, upload.format, Watching(told=plans.append), MOST)
    try:
        run.take(_few(upload.documents()))
    except TooManyError:  # at the first record too many: a preview never takes longer than it can show
        error = WireError(f"more than {MOST} records", f"{MOST} at most; for more there is manage.py import_articles")
        plans = [FilePlan(upload.name, errors=[error])]
    does = any(plan.status not in (REFUSED, UNCHANGED) for plan in plans)
    return Previewed([_file(plan) for plan in plans], _digest(plans), does)


def _few(documents: Iterable[Document]) -> Iterator[Document]:
    for number, document in enumerate(documents, 1):
        if number > MOST:
            raise TooManyError("too many files", f"{MOST} at most")
        yield document


def difference(before: list[str], after: list[str]) -> list[list[Piece]]:
    """Two texts by paragraphs, and changed paragraphs by words; what would take long, as what goes and what comes."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    told = [[(SAME, text)] for text in before[:head]]
    told += _apart(old, new) if _pairs(old, new) > PAIRS else _compared(old, new)
    return told + [[(SAME, text)] for text in before[len(before) - tail :]]


def _common(one: list[str], other: list[str]) -> int:
    """How many paragraphs two texts begin with that are the same."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _apart(old: list[str], new: list[str]) -> list[list[Piece]]:
    return [[(REMOVED, text)] for text in old] + [[(ADDED, text)] for text in new]


def _compared(before: list[str], after: list[str]) -> list[list[Piece]]:
    told: list[list[Piece]] = []
    left = ALL_PAIRS
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            told += [[(SAME, text)] for text in before[start:end]]
            continue
        old, new = before[start:end], after[first:last]
        paired = min(len(old), len(new))
        for one, other in zip(old[:paired], new[:paired], strict=True):
            old_words, new_words = _split(one), _split(other)
            pairs = _pairs(old_words, new_words)
            left -= pairs
            is_long = pairs > PAIRS or left < 0 or max(len(one), len(other)) > LONGEST
            told.append([(REMOVED, one), (ADDED, other)] if is_long else _words(old_words, new_words))
        told += _apart(old[paired:], new[paired:])
    return told


def _split(paragraph: str) -> list[str]:
    return re.findall(r"\S+\s*", paragraph)


def _pairs(old: list[str], new: list[str]) -> int:
    """How many pairs of two lists are the same: what comparing them costs."""
    there = Counter(new)
    return sum(count * there[each] for each, count in Counter(old).items())


def _words(old: list[str], new: list[str]) -> list[Piece]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        return [(REMOVED, "".join(old)), (ADDED, "".join(new))]
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
        else [(name.replace("place_id", "place").replace("_", " "), *_both(step, name)) for name in step.changes]
    )
    return Record(step, articles.get(pk or 0), text, compared, changes)


def _both(step: Step, name: str) -> tuple[str, str]:
    before, after = step.before.get(name), step.changes[name]
    if name == "place_id" and step.place is not None:  # which is only ever filled in
        after = step.place.name
    return _shown(before), _shown(after)


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return in_words(value)
    return getattr(value, "words", None) or str(value or "—")


def _digest(plans: list[FilePlan]) -> str:
    """A digest of all that would be done."""
    told = [
        [
            *(plan.path, plan.status.value, [error_report(error) for error in plan.errors]),
            [each.words for each in plan.redatings],
            [
                [step.status.value, step.held.slug, step.kind, step.number, repr(step.changes), step.entry.digest]
                for step in plan.steps
            ],
        ]
        for plan in plans
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
