"""The engine's answers worked out in plain Python: every document looked at, nothing clever."""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from whoosh.util.numeric import byte_to_length, length_to_byte

from articles.search.engines.whoosh.segments import nodes

TEXTS = ("title", "body")


@dataclass
class Document:
    """A document as the oracle knows it: words, codes, a date, a number."""

    title: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    country: frozenset[str] = frozenset()
    language: str | None = None
    published: datetime | None = None
    size: int | None = None
    deleted: bool = False

    def words(self, name: str) -> list[str]:
        if name in TEXTS:
            words: list[str] = getattr(self, name)
            return words
        value = getattr(self, name)
        return sorted(value) if isinstance(value, frozenset) else [] if value is None else [str(value)]

    def fields(self) -> dict[str, Any]:
        """What the writer is given."""
        given: dict[str, Any] = {name: " ".join(getattr(self, name)) for name in TEXTS if getattr(self, name)}
        if self.country:
            given["country"] = ",".join(sorted(self.country))
        for name in ("language", "published", "size"):
            if getattr(self, name) is not None:
                given[name] = getattr(self, name)
        return given


def one_edit(left: str, right: str) -> bool:
    """Levenshtein distance at most 1, by its definition."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        above, row = row, [i]
        for j, b in enumerate(right, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1] <= 1


class Oracle:
    """Answers questions over documents in the order in which they were written; deleted ones count in statistics."""

    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents

    def find(self, node: nodes.Node) -> dict[int, float]:
        """Document numbers and scores."""
        found = {}
        for number, document in enumerate(self.documents):
            score = None if document.deleted else self.score(node, document)
            if score is not None:
                found[number] = score
        return found

    def score(self, node: nodes.Node, document: Document) -> float | None:
        """None where the node does not find the document."""
        match node:
            case nodes.Every():
                return 0.0
            case nodes.Term():
                return self.weigh(node.field, [node.word], document, node.boost)
            case nodes.AnyOf() | nodes.Prefix() | nodes.Fuzzy():
                return self.weigh(node.field, self.expansion(node), document, node.boost)
            case nodes.Phrase() | nodes.Near():
                return self.phrase(node, document)
            case nodes.Range():
                value = getattr(document, node.field)
                inside = value is not None and (node.low is None or value >= node.low)
                return 0.0 if inside and (node.high is None or value <= node.high) else None
            case nodes.And():
                scores = [self.score(part, document) for part in node.parts]
                return None if None in scores else sum(score for score in scores if score is not None)
            case nodes.Or():
                found = [score for part in node.parts if (score := self.score(part, document)) is not None]
                return sum(found) if found else None
            case nodes.Not():
                return 0.0 if self.score(node.part, document) is None else None
            case nodes.Unscored():
                return None if self.score(node.part, document) is None else 0.0

    def expansion(self, node: nodes.AnyOf | nodes.Prefix | nodes.Fuzzy) -> list[str]:
        if isinstance(node, nodes.AnyOf):
            return list(node.words)
        df = Counter(word for document in self.documents for word in set(document.words(node.field)))
        if isinstance(node, nodes.Prefix):
            words = [word for word in df if word.startswith(node.prefix)]
        else:
            words = [word for word in df if one_edit(word, node.word)]
        return sorted(words, key=lambda word: (-df[word], word.encode()))[: node.limit]

    def weigh(self, name: str, words: list[str], document: Document, boost: float) -> float | None:
        tf = sum(document.words(name).count(word) for word in set(words))
        if not tf:
            return None
        if name not in TEXTS:
            return tf * boost
        df = max(sum(word in each.words(name) for each in self.documents) for word in words)
        idf = math.log(len(self.documents) / (df + 1)) + 1
        average = sum(len(each.words(name)) for each in self.documents) / len(self.documents)
        length = byte_to_length(length_to_byte(len(document.words(name))))
        return boost * idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / average))

    def phrase(self, node: nodes.Phrase | nodes.Near, document: Document) -> float | None:
        text = document.words(node.field)
        if isinstance(node, nodes.Phrase):
            offsets = node.offsets or tuple(range(len(node.words)))
            holds = any(
                all(
                    0 <= start + offset < len(text) and text[start + offset] == word
                    for word, offset in zip(node.words, offsets, strict=True)
                )
                for start in range(-max(offsets), len(text))
            )
        else:
            wanted = Counter(node.words)
            windows = [Counter(text[start : start + node.distance + 1]) for start in range(len(text))]
            holds = any(all(window[word] >= times for word, times in wanted.items()) for window in windows)
        scores = [self.weigh(node.field, [word], document, node.boost) for word in node.words]
        return sum(score for score in scores if score is not None) if holds else None

    def passes(self, document: Document, selection: nodes.Selection) -> bool:
        has = set(document.words(selection.field))
        return (not selection.include or bool(has & set(selection.include))) and not has & set(selection.exclude)

    def answer(self, question: nodes.Question) -> nodes.Answer:
        found = self.find(question.node)
        chosen = [
            n for n in found if all(self.passes(self.documents[n], selection) for selection in question.selections)
        ]
        facets = {name: self.facet(question, name, list(found)) for name in question.facets}
        bars: Counter[str] = Counter()
        undated = 0
        if question.histogram is not None:
            for n in chosen:
                date = getattr(self.documents[n], question.histogram.field)
                undated += date is None
                if date is not None:
                    bars[str(date.date())[: {"year": 4, "month": 7, "day": 10}[question.histogram.unit]]] += 1
        page = self.ordered(question, found, chosen)[question.start : question.start + question.count]
        return nodes.Answer(
            total=len(chosen),
            docs=tuple(page),
            scores=tuple(found[n] if question.order == "score" else 0.0 for n in page),
            facets=facets,
            histogram=tuple(sorted(bars.items())),
            undated=undated,
        )

    def ordered(self, question: nodes.Question, found: dict[int, float], chosen: list[int]) -> list[int]:
        if question.order == "score":
            return sorted(chosen, key=lambda n: (-round(found[n], 4), n))
        dated = [n for n in chosen if self.documents[n].published is not None]
        dated.sort(key=lambda n: (self.documents[n].published, n), reverse=question.order == "newest")
        return dated + [n for n in chosen if self.documents[n].published is None]

    def facet(self, question: nodes.Question, name: str, found: list[int]) -> tuple[tuple[str, int], ...]:
        others = [selection for selection in question.selections if selection.field != name]
        counts: Counter[str] = Counter()
        for n in found:
            if all(self.passes(self.documents[n], selection) for selection in others):
                counts.update(self.documents[n].words(name))
        buckets = sorted(counts.items(), key=lambda bucket: (-bucket[1], bucket[0]))[: question.buckets]
        for selection in question.selections:
            if selection.field == name:
                chosen = dict.fromkeys((*selection.include, *selection.exclude))
                buckets += [(value, counts[value]) for value in chosen if value not in dict(buckets)]
        return tuple(sorted(buckets, key=lambda bucket: (-bucket[1], bucket[0])))
