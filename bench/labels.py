"""Labelled stories, and what was suggested of them held against the labels (fixtures/wire/README.md)."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Suggested = Any
"""An `articles.wire.records.Suggestion`; nothing of the archive is imported before its site has begun."""
NAMED = {
    "person": "people",
    "country": "countries",
    "organization": "organizations",
    "instrument": "instruments",
    "sector": "sectors",
}


@dataclass(frozen=True)
class Labelled:
    """A story with what should be suggested of it."""

    id: str
    trap: str
    text: str
    labels: dict[str, list[Any]]
    anchor: str = ""


@dataclass
class Outcome:
    """Of one type in one story: how many labels were to be found, which were not, which suggestions are wrong."""

    wanted: int = 0
    suggested: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def labelled(path: Path, texts: Path | None) -> list[Labelled]:
    """The stories of a file; `texts` is the folder of those that are only named in it."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        text = given.get("text") or ((texts / given["file"]).read_text(encoding="utf-8") if texts else "")
        cases.append(Labelled(given["id"], given["trap"], text, given["labels"], given.get("anchor", "")))
    return cases


def compared(case: Labelled, found: Iterable[Suggested]) -> dict[str, Outcome]:
    """The outcome of each type."""
    by_type: dict[str, list[Suggested]] = {}
    for each in found:
        by_type.setdefault(str(each.type), []).append(each)
    outcomes = {}
    for kind, name in NAMED.items():
        labels = [[label] for label in case.labels.get(name, [])]
        outcomes[kind] = _outcome(labels, by_type.get(kind, []), lambda label, each: label[0] == each.key)
    outcomes["event"] = _outcome(case.labels.get("events", []), by_type.get("event", []), _is_event)
    outcomes["level_change"] = _outcome(case.labels.get("levels", []), by_type.get("level_change", []), _is_level)
    outcomes["commitment"] = _outcome(case.labels.get("commitments", []), by_type.get("commitment", []), _is_commitment)
    return outcomes


def _outcome(
    labels: list[list[Any]], found: list[Suggested], matches: Callable[[list[Any], Suggested], bool]
) -> Outcome:
    """Each label against all suggestions, and each suggestion against all labels."""
    outcome = Outcome(suggested=len(found))
    plain = [([part.removeprefix("?") if isinstance(part, str) else part for part in label], label) for label in labels]
    for label, printed in plain:
        optional = any(isinstance(part, str) and part.startswith("?") for part in printed)
        if not optional:
            outcome.wanted += 1
            if not any(matches(label, each) for each in found):
                outcome.missed.append(" ".join(map(str, label)))
    for each in found:
        if not any(matches(label, each) for label, _ in plain):
            outcome.wrong.append(_words(each))
    return outcome


def _is_event(label: list[Any], found: Suggested) -> bool:
    kind, day, *status = label
    told = "planned" if found.rule.endswith("-planned") else "occurred"
    return bool(kind == found.kind and _is_day(day, found.day) and status in ([], [told]))


def _is_level(label: list[Any], found: Suggested) -> bool:
    level, parties, day = label
    return bool(level == found.level and parties.split() == list(found.origin) and _is_day(day, found.day))


def _is_day(label: str, found: str) -> bool:
    return found in label.split("|")


def _is_commitment(label: list[Any], found: Suggested) -> bool:
    paragraph, modality, direction, word, *through = label
    origin, _, to = direction.partition(">")
    return bool(
        paragraph == found.paragraph
        and modality == found.modality
        and (not direction or (origin.split() == list(found.origin) and to.split() == list(found.to)))
        and word.casefold() in f"{found.quote} {found.label}".casefold()
        and (not through or through[0] == found.through)
    )


def _words(found: Suggested) -> str:
    direction = f"{' '.join(found.origin)}>{' '.join(found.to)}"
    what = found.modality or found.kind or found.key
    return f"¶{found.paragraph} {what} {direction} {found.day} “{found.quote[:70]}” ({found.rule})"
