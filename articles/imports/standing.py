"""What editors have made of suggestions, as far as it is still there: it stands in the way of taking an import back."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from articles.imports.choices import NAMED
from articles.models import Article, Passage, Suggestion

_Made = tuple[int, str]
"""A key of an article and one of what it is tagged with, as text."""


def standing(accepted: QuerySet[Suggestion]) -> Iterator[tuple[str, str]]:
    """The slug of the article and the label of each accepted suggestion whose tag, event or commitment is still there,
    and still rests on the text; a few questions for all.
    """
    rows = accepted.values_list("type", "made", "label", "version", "version__article", "version__article__slug")
    told = set(rows)
    tags = {type: _tags(type, {row[4] for row in told if row[0] == type}) for type in {row[0] for row in told}}
    there, quoted = _there(row[1] for row in told if row[0] not in NAMED), _quoted({row[3] for row in told})
    for type, made, label, version, article, slug in told:
        key = made.partition(" ")[2]
        stands = (article, key) in tags[type] if type in NAMED else made in there and version in quoted
        if stands or not made:
            yield slug, label


def _tags(type: str, articles: set[int]) -> set[_Made]:
    """What articles are tagged with, of a type that names something."""
    if type not in NAMED:
        return set()
    model, field = NAMED[type]
    through: Any = getattr(Article, field).through
    pairs = through.objects.filter(article__in=articles).values_list("article_id", f"{model._meta.model_name}_id")
    return {(article, str(key)) for article, key in pairs}


def _there(made: Iterator[str]) -> set[str]:
    """Of rows by their model and key, as suggestions remember them, those that are there."""
    keys: dict[str, set[str]] = defaultdict(set)
    for name, _, key in (each.partition(" ") for each in made if each):
        keys[name].add(key)
    found = {name: apps.get_model("articles", name)._default_manager.filter(pk__in=keys[name]) for name in keys}
    return {f"{name} {key}" for name, rows in found.items() for key in rows.values_list("pk", flat=True)}


def _quoted(versions: set[int]) -> set[int]:
    """The versions that have a passage: what was made of the others' suggestions rests on them no more."""
    return set(Passage.objects.filter(version__in=versions).values_list("version_id", flat=True))
