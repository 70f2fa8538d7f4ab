"""A document's fields made ready for writing: all that can fail happens here, before anything of it is kept.

Texts of a `texts.Cutter` stay as they are, codes are taken as they stand; whatever else Whoosh's field makes of a value
is remembered, since dates and codes come again and again, and the tokens of any other analyzer are walked.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from whoosh import analysis, formats
from whoosh.fields import KEYWORD, FieldType, Schema, UnknownFieldError

from articles.search.engines.whoosh.segments.terms import Kind, kind_of
from articles.search.engines.whoosh.segments.texts import is_cutter

_MEMOISED = 1 << 14


class Prepared:
    """One field of a document: its terms, or its text, its length, its column's value; what is not set it has not."""

    text: str | None = None
    words: Sequence[Any] = ()
    positions: list[int] | None = None
    boosts: list[float] | None = None
    values: Sequence[tuple[bytes, float, bytes]] = ()
    length: int = 0
    column: Any = None
    vector: list[tuple[Any, float, bytes]] | None = None
    spelled: list[bytes] | None = None

    def __init__(self, name: str, field: FieldType) -> None:
        self.name = name
        self.field = field


class Preparer:
    """Prepares the documents of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._fields: dict[str, _Field] = {}

    def prepared(self, document: Mapping[str, Any]) -> tuple[dict[str, Any], list[Prepared]]:
        """What is stored of a document, and its fields, both by name in order.

        `_boost`, `_<field>_boost` and `_stored_<field>` mean what they mean to Whoosh.
        """
        names = sorted(document)
        plain = names[0] >= "a" if names else True
        whole_boost = 1.0 if plain else float(document.get("_boost", 1.0))
        stored: dict[str, Any] = {}
        ready = []
        for name in names:
            if name[0] == "_" or document[name] is None:
                continue
            known = self._fields.get(name) or self._field(name)
            custom = value = document[name]
            boost = whole_boost
            if not plain:
                custom = document.get(f"_stored_{name}", value)
                boost = float(document.get(f"_{name}_boost", whole_boost))
            if known.field.stored and custom is not None:
                stored[name] = custom
            if known.has_more:
                ready.append(known.prepared(value, custom, boost))
        return stored, ready

    def _field(self, name: str) -> "_Field":
        if name not in self._schema:
            raise UnknownFieldError(f"No field named {name!r} in {self._schema}")
        field = self._fields[name] = _Field(name, self._schema[name])
        return field


class _Field:
    """What is known of a field before any document comes."""

    def __init__(self, name: str, field: FieldType) -> None:
        self.name = name
        self.field = field
        self.kind: Kind | None = kind_of(field.format) if field.indexed else None
        self.spelled = field.separate_spelling()
        self.has_more = bool(field.indexed or field.column_type or field.vector or self.spelled)
        self.is_cut = is_cutter(field.analyzer)
        self.is_whole = self.kind == "existence" and type(field.analyzer) is analysis.IDAnalyzer
        self.is_code = type(field) is KEYWORD and self.kind == "frequency" and not field.scorable
        self.is_plain = not (field.column_type or field.vector or self.spelled)
        self.is_remembered = not (self.is_cut or field.unique or field.vector or self.spelled)
        self._memo: dict[Any, Prepared] = {}

    def prepared(self, value: Any, custom: Any, boost: float) -> Prepared:
        """A value of the field; `custom` is what its column is to hold."""
        if boost == 1.0:
            ready = self._quickly(value)
            if ready is not None and self.is_plain:
                return ready
            if self.is_remembered and custom is value and not isinstance(value, (list, tuple, set)):
                return self._remembered(value)
        return self._worked_out(value, custom, boost)

    def _quickly(self, value: Any) -> Prepared | None:
        """Where no analyzer is needed, or none before the terms are gathered."""
        if isinstance(value, str):
            if not (self.is_cut or self.is_whole):
                return None
            ready = Prepared(self.name, self.field)
            if self.is_cut:
                ready.text = value
            else:
                ready.words = (value,)
            return ready
        if self.is_code and isinstance(value, (list, tuple)):
            for code in value:
                if not isinstance(code, str):
                    return None
            ready = Prepared(self.name, self.field)
            ready.words = value
            return ready
        return None

    def _remembered(self, value: Any) -> Prepared:
        ready = self._memo.get(value)
        if ready is None:
            if len(self._memo) >= _MEMOISED:
                self._memo.clear()
            ready = self._memo[value] = self._worked_out(value, value, 1.0)
        return ready

    def _worked_out(self, value: Any, custom: Any, boost: float) -> Prepared:
        ready = Prepared(self.name, self.field)
        field = self.field
        if field.indexed:
            quick = self._quickly(value) if boost == 1.0 else None
            if quick is not None:
                ready = quick
            elif self.kind == "positions":
                self._walk(ready, value, boost)
            else:
                self._index(ready, value, boost)
        if self.spelled:
            ready.spelled = [word.encode() for word in field.spellable_words(value)]
        if field.vector:
            items = field.vector.word_values(value, field.analyzer, mode="index")
            ready.vector = sorted((text, weight, vbytes) for text, _, weight, vbytes in items)
        if field.column_type and custom is not None:
            ready.column = field.to_column_value(custom)
        return ready

    def _index(self, ready: Prepared, value: Any, boost: float) -> None:
        """By Whoosh's field, term by term."""
        items = list(self.field.index(value))
        if self.kind == "values":
            ready.values = [(term, weight * boost, vbytes) for term, _, weight, vbytes in items]
        else:
            ready.words = [term for term, freq, _, _ in items for _ in range(freq)]
            unit = self.field.format.field_boost
            boosts = [weight * boost / (freq * unit) for _, freq, weight, _ in items for _ in range(freq)]
            ready.boosts = None if all(each == 1.0 for each in boosts) else boosts
        if self.field.scorable:
            ready.length = sum(freq for _, freq, _, _ in items)

    def _walk(self, ready: Prepared, value: Any, boost: float) -> None:
        options = {"positions": True, "boosts": True, "mode": "index"}
        found = formats.tokens(value, self.field.analyzer, options)
        tokens = [(token.text, token.pos, token.boost) for token in found]
        ready.words = [text for text, _, _ in tokens]
        ready.positions = [position for _, position, _ in tokens]
        if boost != 1.0 or any(each != 1.0 for _, _, each in tokens):
            ready.boosts = [each * boost for _, _, each in tokens]
        # Words, not tokens: several may stand at one place. In Whoosh's own analyzers none do, and it is the same.
        ready.length = len(set(ready.positions))
