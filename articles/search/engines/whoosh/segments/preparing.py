"""A document's fields made ready for writing: all that can fail happens here, before anything of it is kept.

Texts of a `texts.Cutter` stay as they are, codes are taken as they stand; whatever else Whoosh's field makes of a value
is remembered, and the tokens of any other analyzer are walked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whoosh import analysis, formats
from whoosh.fields import KEYWORD, FieldType, Schema

from articles.search.engines.whoosh.segments.terms import Kind, kind_of
from articles.search.engines.whoosh.segments.texts import is_cutter

_MEMOISED = 1 << 16
_Items = list[tuple[bytes, int, float, bytes]]


@dataclass(slots=True)
class Prepared:
    """One field of a document: its terms, or its text, what is stored of it, its column's value."""

    name: str
    field: FieldType
    text: str | None = None
    words: Sequence[Any] = ()
    positions: list[int] | None = None
    boosts: list[float] | None = None
    values: list[tuple[bytes, float, bytes]] = field(default_factory=list)
    length: int = 0
    stored: Any = None
    column: Any = None
    vector: list[tuple[Any, float, bytes]] | None = None
    spelled: list[bytes] | None = None


class Preparer:
    """Prepares the documents of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._fields: dict[str, _Field] = {}

    def prepared(self, name: str, document: Mapping[str, Any], boost: float) -> Prepared:
        """A field of a document, which has it; `boost` is Whoosh's for the field in this document."""
        known, value = self._field(name), document[name]
        field_ = known.field
        ready = Prepared(name, field_)
        if field_.indexed:
            known.analyse(ready, value, boost)
        if known.spelled:
            ready.spelled = [word.encode() for word in field_.spellable_words(value)]
        if field_.vector:
            items = field_.vector.word_values(value, field_.analyzer, mode="index")
            ready.vector = sorted((text, weight, vbytes) for text, _, weight, vbytes in items)
        custom = document.get(f"_stored_{name}", value)
        ready.stored = custom if field_.stored else None
        if field_.column_type and custom is not None:
            ready.column = field_.to_column_value(custom)
        return ready

    def _field(self, name: str) -> "_Field":
        if name not in self._fields:  # a writer may be given more fields before it is given documents
            self._fields[name] = _Field(self._schema[name])
        return self._fields[name]


class _Field:
    """What is known of a field before any document comes."""

    def __init__(self, field_: FieldType) -> None:
        self.field = field_
        self.kind: Kind | None = kind_of(field_.format) if field_.indexed else None
        self.spelled = field_.separate_spelling()
        self.cut = is_cutter(field_.analyzer)
        self.whole = self.kind == "existence" and type(field_.analyzer) is analysis.IDAnalyzer
        self.codes = type(field_) is KEYWORD and self.kind == "frequency" and not field_.scorable
        self._memo: dict[Any, _Items] = {}

    def analyse(self, ready: Prepared, value: Any, boost: float) -> None:
        if boost == 1.0 and self._is_ready(ready, value):
            return
        if self.kind == "positions":
            self._walk(ready, value, boost)
            return
        items = self._items(value)
        if self.kind == "values":
            ready.values = [(term, weight * boost, vbytes) for term, _, weight, vbytes in items]
        else:
            ready.words = [term for term, freq, _, _ in items for _ in range(freq)]
            unit = self.field.format.field_boost
            boosts = [weight * boost / (freq * unit) for _, freq, weight, _ in items for _ in range(freq)]
            ready.boosts = None if all(each == 1.0 for each in boosts) else boosts
        if self.field.scorable:
            ready.length = sum(freq for _, freq, _, _ in items)

    def _is_ready(self, ready: Prepared, value: Any) -> bool:
        """Whether the value needs no analyzer, or none before its terms are gathered."""
        if isinstance(value, str):
            if self.cut:
                ready.text = value
            elif self.whole:
                ready.words = (value,)
            return self.cut or self.whole
        if self.codes and isinstance(value, (list, tuple)) and all(isinstance(code, str) for code in value):
            ready.words = value
            return True
        return False

    def _walk(self, ready: Prepared, value: Any, boost: float) -> None:
        options = {"positions": True, "boosts": True, "mode": "index"}
        tokens = [(token.text, token.pos, token.boost) for token in formats.tokens(value, self.field.analyzer, options)]
        ready.words = [text for text, _, _ in tokens]
        ready.positions = [position for _, position, _ in tokens]
        if boost != 1.0 or any(each != 1.0 for _, _, each in tokens):
            ready.boosts = [each * boost for _, _, each in tokens]
        # Words, not tokens: several may stand at one place. In Whoosh's own analyzers none do, and it is the same.
        ready.length = len(set(ready.positions))

    def _items(self, value: Any) -> _Items:
        """What Whoosh's field makes of a value, remembered: codes and days come again and again."""
        if isinstance(value, (list, tuple, set)) or self.field.unique:
            return list(self.field.index(value))
        if len(self._memo) >= _MEMOISED:
            self._memo.clear()
        items = self._memo.get(value)
        if items is None:
            items = self._memo[value] = list(self.field.index(value))
        return items
