"""The names of the demonstration archive, from its fixtures: what generated texts tell of, and never hit by chance."""

import json
from functools import cache
from typing import Any

from bench import ROOT

BEARERS = {"country": "country", "person": "person", "place": "place", "organization": "org"}
"""Models that have names, and the facet that documents carry each in."""


@cache
def forms() -> dict[str, dict[str, list[str]]]:
    """Facet → code or slug → the forms of its name."""
    found: dict[str, dict[str, list[str]]] = {facet: {} for facet in BEARERS.values()}
    for row in _rows():
        model, fields = row["model"].removeprefix("articles."), row["fields"]
        if model in BEARERS:
            key = row.get("pk") or fields["slug"]
            found[BEARERS[model]].setdefault(key, []).append(fields["name"])
    for row in _rows():
        if row["model"] == "articles.name":
            for bearer, facet in BEARERS.items():
                for key in row["fields"].get(bearer) or ():
                    found[facet].setdefault(key, []).append(row["fields"]["form"])
    return found


@cache
def single_words() -> frozenset[str]:
    """Names of one word, in small letters without diacritics where the fixtures have them so."""
    rows = [row["fields"] for row in _rows() if row["model"] == "articles.name"]
    printed = [form for by_key in forms().values() for texts in by_key.values() for form in texts]
    return frozenset(form.lower() for form in (*printed, *(row["folded"] for row in rows)) if " " not in form)


@cache
def _rows() -> list[dict[str, Any]]:
    return [row for path in sorted((ROOT / "fixtures").glob("*.json")) for row in json.loads(path.read_text())]
