"""Steps into rows: one file in one transaction, whole or not at all."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.imports import suggestions
from articles.imports.inserting import Inserter
from articles.imports.left import AGENCIES, PUBLISHED_FROM, columns, put, stored
from articles.imports.redating import carry_out
from articles.imports.resolving import Signer
from articles.imports.steps import UNCHANGED, FilePlan, Step
from articles.models import Agency, Article, ArticleAgency, ArticleVersion, ImportBatch, ImportRow, Suggestion

CHUNK = 200
_ARTICLES, _VERSIONS, _SIGN_OFFS = Inserter(Article), Inserter(ArticleVersion), Inserter(ArticleAgency)
_ROWS, _SUGGESTIONS = Inserter(ImportRow), Inserter(Suggestion)
Progress = Callable[[int], object]


class OutOfDate(Exception):
    """The archive is no longer as it was when the plan was made: make it anew."""


def apply(
    plan: FilePlan,
    batch: ImportBatch,
    original: str,
    progress: Progress = lambda count: None,
) -> None:
    """Do what a plan says, all of it; `OutOfDate` where the archive has changed under it, and nothing is done.

    `original` is the digest of the kept file; `progress` is told of records.
    """
    made, report = plan.new_signers, dict(batch.report)
    try:
        with transaction.atomic():
            _make_agencies(made, batch)
            for start in range(0, len(plan.steps), CHUNK):
                chunk = plan.steps[start : start + CHUNK]
                written = [step for step in chunk if step.is_noted or step.status is not UNCHANGED]
                _apply(written, plan.path, batch, original)
                progress(len(chunk))
            carry_out(plan.redatings)
    except (IntegrityError, OutOfDate) as error:
        batch.report = report
        for signer in made:
            signer.pk = None
        for step in plan.steps:
            if step.is_new:
                step.held.pk = None
        raise OutOfDate(str(error)) from error


def _make_agencies(made: list[Signer], batch: ImportBatch) -> None:
    """Make them, and have the batch remember it: who takes it back takes them back."""
    for signer in made:
        signer.pk = Agency.objects.create(code=signer.code, short_name=signer.short_name, name=signer.short_name).pk
    if made:
        batch.report = {**batch.report, "agencies": [*batch.report.get("agencies", ()), *(each.code for each in made)]}
        batch.save(update_fields=["report"])


def _apply(steps: list[Step], path: str, batch: ImportBatch, original: str) -> None:
    _create(steps)
    for step in steps:
        if not step.is_new and step.changes:
            _change(step, batch)
    _check_numbers([step for step in steps if step.kind])
    told = [step for step in steps if step.kind]
    versions = _VERSIONS.insert(_version(step, original) for step in told)
    _SIGN_OFFS.insert(_sign_offs(steps))
    of_step = {id(step): version for step, version in zip(told, versions, strict=True)}
    _ROWS.insert(_row(step, path, batch, of_step.get(id(step))) for step in steps)
    _SUGGESTIONS.insert(
        row
        for step, version in zip(told, versions, strict=True)
        for row in suggestions.columns(version, batch.pk, step.suggestions)
    )


def _create(steps: list[Step]) -> None:
    new = [step for step in steps if step.is_new]
    keys = _ARTICLES.insert(
        {"slug": step.held.slug, "modified": timezone.now(), **columns(step.changes)} for step in new
    )
    for step, key in zip(new, keys, strict=True):
        step.held.pk = key


def _change(step: Step, batch: ImportBatch) -> None:
    """Change fields of an article, where they still are what the plan saw."""
    article = Article.objects.filter(pk=step.held.pk).first()
    if article is None or any(getattr(article, name) != value for name, value in step.before.items()):
        raise OutOfDate(f"{step.held.slug} has been changed meanwhile.")
    article.save(update_fields=put(article, step.changes))
    if "published" in step.changes and not step.kind and step.entry.digest == step.held.digests[-1]:
        version = article.versions.get(number=len(step.held.digests))
        suggestions.refresh(version, batch, step.suggestions)


def _check_numbers(steps: list[Step]) -> None:
    """Nobody may have appended a version since the plan was made."""
    if all(step.is_new for step in steps):
        return
    due = {step.held.pk: step.number for step in reversed(steps)}
    there: dict[int, int] = {}
    for pk, number in ArticleVersion.objects.filter(article__in=due).values_list("article_id", "number"):
        there[pk] = max(number, there.get(pk, 0))
    if any(there.get(pk, 0) != number - 1 for pk, number in due.items() if pk is not None):
        raise OutOfDate("A version was entered meanwhile.")


def _version(step: Step, original: str) -> dict[str, Any]:
    return {
        "article_id": step.held.pk,
        "number": step.number,
        "kind": step.kind,
        "headline": step.headline,
        "body": step.entry.body,
        "text_basis": step.entry.story.text_basis,
        "digest": step.entry.digest,
        "original": original,
    }


def _sign_offs(steps: list[Step]) -> Iterator[dict[str, Any]]:
    for step in steps:
        if step.is_new:
            for position, signer in enumerate(step.signers, 1):
                yield {"article_id": step.held.pk, "agency_id": signer.pk, "position": position}


def _row(step: Step, path: str, batch: ImportBatch, version: int | None) -> dict[str, Any]:
    story = step.entry.story
    return {
        "batch_id": batch.pk,
        "path": path[-1000:],
        "line": story.line,
        "status": step.status,
        "article_id": step.held.pk,
        "version_id": version,
        "fingerprint": step.entry.fingerprint,
        "source_version": story.source_version,
        "before": {name: stored(value) for name, value in step.before.items()},
        "after": _left(step),
        "others": step.others,
        "message": "\n".join(step.warnings),
    }


def _left(step: Step) -> dict[str, Any]:
    """What the import leaves in the article: fields, and what else an editor may change of a new one."""
    after = {name: stored(value) for name, value in step.changes.items()}
    if step.anchor and "published" in after:
        after[PUBLISHED_FROM] = step.anchor
    if step.is_new:
        after |= {"slug": step.held.slug, AGENCIES: [signer.code for signer in step.signers]}
    return after
